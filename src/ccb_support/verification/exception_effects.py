"""Which special days and closures change the open time of a channel."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import DAY, Instant
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import whole_days
from ccb_support.schedule.channel_schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.clock.instants import WallTime
    from ccb_support.clock.piecewise import Piecewise
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.model.paths import KeyPath
    from ccb_support.model.special_days import HoursException

    from .scope import Scope


class Entry(NamedTuple):
    """A special day or closure of a directory.

    Attributes:
        path: its place in the directory, for example `("special_days", 2)`.
        content: the special day or closure.
        reach: the time on the wall clock in which it can change anything.
    """

    path: KeyPath
    content: HoursException
    reach: Interval[WallTime]


def list_entries(directory: Directory) -> Iterator[Entry]:
    """Yield the special days and the closures of a directory, in its order."""
    for number, day in enumerate(directory.special_days):
        # The hours of its last day may pass midnight, and so may the hours that it replaces.
        yield Entry(("special_days", number), day, whole_days(day.wall, after=1))
    for number, closure in enumerate(directory.closures):
        yield Entry(("closures", number), closure, closure.wall)


def with_neighbours(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Sequence[Entry]]]:
    """Yield each entry, and all those that may change the same time: the entry is one of them."""
    by_start = sorted(entries, key=lambda each: each.reach.start)
    starts = [each.reach.start for each in by_start]
    longest = max((each.reach.end - each.reach.start for each in entries), default=0)
    for entry in entries:
        first = bisect_left(starts, entry.reach.start - longest)
        last = bisect_left(starts, entry.reach.end)
        yield entry, [each for each in by_start[first:last] if each.reach.overlaps(entry.reach)]


def has_effect(scope: Scope, entry: Entry, near: Sequence[Entry]) -> bool:
    """Return whether, without `entry`, a channel would be open at other times of the range.

    Args:
        scope: the directory and the range.
        entry: a special day or closure.
        near: all special days and closures that may change the same time. Those at other times
            cannot change the result.
    """
    # An offset from UTC is less than a day.
    window = Interval(Instant(entry.reach.start - DAY), Instant(entry.reach.end + DAY))
    window = window.clipped(scope.bounds)
    if window.start >= window.end:
        return False

    def plan(channel: Channel, entries: Iterable[Entry]) -> Piecewise[bool]:
        exceptions = [each.content for each in entries if each.content.concerns(channel.id)]
        return Schedule(channel, exceptions, scope.router.holidays, scope.clock).plan(window)

    others = [each for each in near if each is not entry]
    concerned = filter(lambda each: entry.content.concerns(each.id), scope.directory.channels)
    # One channel is enough of those that share their hours.
    different = {scope.hours(each): each for each in concerned}.values()
    return any(plan(each, near) != plan(each, others) for each in different)
