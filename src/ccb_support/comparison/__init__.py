"""What a change of directory changes: which requests, when, from which answer to which.

`diff` compares two directories at every instant of a range. If it finds nothing, both give the same
answers over the whole range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.clock.instants import in_utc
from ccb_support.model.records import build
from ccb_support.routing.router import router_over

from .changes import (
    Alternative,
    Answer,
    Change,
    EscalationChange,
    Nobody,
    Outcome,
    find_changes,
)
from .file_edits import (
    ChannelName,
    ContactsEdit,
    HoursEdit,
    NameEdit,
    are_routed_alike,
    find_contacts_edits,
    find_name_edits,
    names_in,
    vocabularies_of,
)
from .report import Difference

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router

__all__ = [
    "Alternative",
    "Answer",
    "Change",
    "ChannelName",
    "ContactsEdit",
    "Difference",
    "EscalationChange",
    "HoursEdit",
    "NameEdit",
    "Nobody",
    "Outcome",
]


def diff(
    old: Directory | Router, new: Directory | Router, start: datetime, end: datetime
) -> Difference:
    """Return which requests change their answer between two directories, when, and how.

    The comparison covers every request type of every priority, at every instant from `start` to
    before `end`. The requests have no preferred medium, and no channel is unavailable. The
    difference is empty exactly if both directories give the same answers over the whole range.

    These parts of an answer count, because they decide what a reader of the answer does:

    - the channel (by its id), and its contacts with numbers and URIs;
    - whether the channel is open, and when it opens or closes;
    - the reason, and the alternatives with their contacts;
    - whether there is an answer.

    The escalation levels count by number, contacts and hours. They are compared once, because they
    are the same for every request.

    Names and the language of answers are compared once too, as `renamed` and `languages`.

    Rows of the source, versions and dates of the directories, and the span of an answer do not
    count. The trace does not count either: a holiday, special day or closure in it that matters
    changes an answer at some time.

    Args:
        old: a directory, which is read with its own holidays, or a router with any calendar.
        new: the other directory, or a router over it.
        start: an aware `datetime`, in any zone, in the supported range of both directories.
        end: an aware `datetime` after `start`, at the latest the end of that range.

    Raises:
        NotAChannelDirectoryError: `old` or `new` is not a `Directory`.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is not a `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
    """
    before, after = router_over(old), router_over(new)
    # Each zone has its own supported range, and both must hold the range of the comparison.
    before.engine.clock.bounds(start, end)
    bounds = after.engine.clock.bounds(start, end)
    zone = after.directory.zone
    first, last = in_utc(start).astimezone(zone), in_utc(end).astimezone(zone)
    ends = {bounds.start: first, bounds.end: last}
    changes = tuple(find_changes(before, after, bounds, ends))
    escalation = EscalationChange(old=before.escalation(), new=after.escalation())
    sides = before.directory, after.directory
    return build(
        Difference,
        {
            "start": first,
            "end": last,
            "time_zone": zone.key,
            **vocabularies_of(*sides),
            "changes": changes,
            "escalation": escalation if escalation.levels else None,
            "contacts": tuple(find_contacts_edits(*sides)) if changes else (),
            "routed_alike": are_routed_alike(*sides),
            "names": names_in(*sides),
            "renamed": tuple(find_name_edits(*sides)),
            "new_channels": _ids_of_only(after.directory, before.directory),
            "gone_channels": _ids_of_only(before.directory, after.directory),
            "languages": tuple(dict.fromkeys(each.language for each in sides)),
        },
    )


def _ids_of_only(directory: Directory, other: Directory) -> tuple[str, ...]:
    return tuple(each for each in directory.channel_ids if each not in other.channel_ids)
