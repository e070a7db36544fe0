"""What a change of directory changes: which requests, when, from which answer to which.

`diff` compares two directories at every instant of a range. If it finds nothing, both give the same
answers over the whole range, in all that decides what people do.
"""

from datetime import datetime
from functools import cache

from ccb_support.model.records import build
from ccb_support.model.requests import joined_vocabularies
from ccb_support.routing.router import DirectoryOrRouter, router_over

from .changes import (
    Alternative,
    Answer,
    Change,
    Nobody,
    Outcome,
    find_changes,
)
from .file_edits import (
    ContactsEdit,
    HoursEdit,
    HoursSpan,
    LevelEdit,
    NameEdit,
    are_routed_alike,
    find_contacts_at_opening,
    find_file_edits,
    find_hours_edits,
    only_in,
    vocabularies_of,
)
from .report import Difference

__all__ = [
    "Alternative",
    "Answer",
    "Change",
    "ContactsEdit",
    "Difference",
    "HoursEdit",
    "HoursSpan",
    "LevelEdit",
    "NameEdit",
    "Nobody",
    "Outcome",
]


def diff(
    old: DirectoryOrRouter,
    new: DirectoryOrRouter,
    start: datetime,
    end: datetime,
) -> Difference:
    """Return which requests change their answer between two directories, when, and how.

    The comparison covers every request type of every priority, at every instant from `start` to
    before `end`. The requests have no preferred medium, and no channel is unavailable. The
    difference is empty exactly if nothing that counts differs.

    These parts of an answer count, because they decide what a reader of the answer does:

    - the channel (by its id), and its contacts with numbers and URIs;
    - whether the channel is open, and when it opens or closes;
    - the reason, and the alternatives with their contacts;
    - whether there is an answer.

    A channel that only one directory has counts too, also if no answer has it. The contacts of each
    channel count, and its hours if both directories have the same channels for the same requests.
    The escalation levels count by number, contacts and hours. They are compared once, because they
    are the same for every request.

    Names, spellings that now mean another entry, and the language of answers are compared once
    too, as `renamed`, `moved_words` and `languages`.

    If there are several editions, each time has those of its editions, and editions of times
    outside the range do not count.

    Rows of the source, versions and dates of the directories, other spellings, and the span of an
    answer do not count. The trace does not count either: a holiday, special day or closure in it
    that matters changes an answer at some time. Its name counts if nothing else of its entry
    changes. If another entry gives the same hours, only the words differ, and the difference is
    empty.

    Args:
        old: a directory or its editions, with their own holidays, or a router with any calendar.
        new: the other directory, its editions, or a router over them.
        start: an aware `datetime`, in any zone, in the supported range of both directories. The
            range is rounded to whole seconds, outwards.
        end: an aware `datetime` after `start`, at the latest the end of that range.

    Raises:
        NotAChannelDirectoryError: `old` or `new` is not a `Directory`.
        DirectoryError: one of them names a holiday calendar that does not exist, or its editions do
            not fit together.
        MissingExtraError: one of them names a holiday calendar that needs an extra.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is not a `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
    """
    before, after = router_over(old).engine, router_over(new).engine
    # Each zone has its own supported range, and both must hold the range of the comparison.
    before.clock.bounds(start, end)
    clock = after.clock
    bounds = clock.bounds(start, end)
    time_of = cache(clock.datetime_at)
    both = before.editions, after.editions
    starts = {part.start for each in both for _, part in each.within(bounds)}
    pairs = [[each.at(start).directory for each in both] for start in sorted(starts)]
    # What an edition of another time has is neither new nor gone.
    sides = [*zip(*pairs, strict=True)]
    old_channels, new_channels = (
        {each.id: each for directory in side for each in directory.channels} for side in sides
    )
    words = joined_vocabularies(sides[1])
    changes = tuple(find_changes(before, after, words, bounds, time_of))
    edits = find_file_edits(pairs)
    is_alike = all(are_routed_alike(*pair) for pair in pairs)
    hours = find_hours_edits(before, after, new_channels, bounds, time_of)
    contacts_then = find_contacts_at_opening(changes)
    channels = [*before.editions.channels, *after.editions.channels]
    return build(
        Difference,
        {
            "start": time_of(bounds.start),
            "end": time_of(bounds.end),
            "time_zone": pairs[0][1].time_zone,
            "language": pairs[0][1].language,
            **vocabularies_of(*sides),
            "changes": changes,
            "escalation": edits["escalation"],
            "contacts": tuple(dict.fromkeys([*edits["contacts"], *contacts_then])),
            "routed_alike": is_alike,
            "hours": tuple(hours) if is_alike else (),
            # A channel that opens next may be one of a later edition.
            "channels": tuple(
                {
                    **{each.id: each for each in channels},
                    **old_channels,
                    **new_channels,
                }.values()
            ),
            "renamed": edits["renamed"],
            "moved_words": edits["moved_words"],
            "new_channels": only_in(new_channels, old_channels),
            "gone_channels": only_in(old_channels, new_channels),
            "languages": edits["languages"],
        },
    )
