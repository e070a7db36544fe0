"""What a change of directory changes: which requests, when, from what answer to what.

Two directories are compared at every instant of a range: where `diff` finds nothing, the two answer
alike over all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.clock.instants import in_utc
from ccb_support.clock.wall_clock import WallClock
from ccb_support.routing.router import router_over

from .difference import Change, Difference, EscalationChange
from .walk import Bounds, changed_stretches

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.model.channels import EscalationLevel
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router


def diff(
    old: Directory | Router, new: Directory | Router, start: datetime, end: datetime
) -> Difference:
    """Return which requests change their answer between two directories, when, and how.

    Every request type of every priority is compared at every instant from `start` to before `end`.
    The difference is empty exactly where both directories answer alike over all of it.

    What counts is what someone does who follows the answer: the channel (by its id), its contacts
    with numbers and URIs, whether it is open, when it opens or closes, the reason, the
    alternatives with their contacts, and whether there is an answer at all. The escalation levels
    count too, by number, contacts and hours; they are compared once, since they are the same for
    every request. What does not count: names, rows of the source, versions and dates of the
    directories, how long an answer holds, and the trace with the holidays, special days and
    closures that it names: those that matter change an answer at some time.

    The requests compared prefer no medium, and no channel is unavailable.

    Args:
        old: a directory, which is read with Colombia's holidays, or a router with any calendar.
        new: another.
        start: an aware `datetime`, in any zone, in the supported range of both directories.
        end: an aware `datetime` after `start`, at the latest the end of that range.

    Raises:
        NotAChannelDirectoryError: `old` or `new` is no `Directory`.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is no `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
    """
    before, after = router_over(old), router_over(new)
    for router in (before, after):
        # Each refuses, as they were written, the ends of a range that it does not support.
        WallClock(router.directory.zone).bounds(start, end)
    bounds = Bounds(in_utc(start), in_utc(end))
    zone = after.directory.zone
    return Difference(
        start=bounds.start.astimezone(zone),
        end=bounds.end.astimezone(zone),
        time_zone=zone.key,
        changes=tuple(
            Change(
                requests=kinds,
                start=stretch.start.astimezone(zone),
                end=stretch.end.astimezone(zone),
                old=stretch.old,
                new=stretch.new,
            )
            for stretch, kinds in changed_stretches(before, after, bounds)
        ),
        escalation=_escalation_change(before.escalation(), after.escalation()),
    )


def _escalation_change(
    old: tuple[EscalationLevel, ...], new: tuple[EscalationLevel, ...]
) -> EscalationChange | None:
    change = EscalationChange(old=old, new=new)
    return change if change.levels else None
