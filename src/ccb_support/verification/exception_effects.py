"""Which special days and closures change the open time of a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import DAY
from ccb_support.clock.intervals import Interval
from ccb_support.schedule.channel_schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from datetime import date

    from ccb_support.clock.wall_clock import WallClock
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.model.special_days import HoursException


class Entry(NamedTuple):
    """A special day or closure of a directory.

    Attributes:
        path: its place in the directory, for example `special_days[2]`.
        content: the special day or closure.
        reach: the time on the wall clock in which it can change anything.
    """

    path: str
    content: HoursException
    reach: Interval


def list_entries(directory: Directory) -> Iterator[Entry]:
    """Yield the special days and the closures of a directory, in its order."""
    for number, day in enumerate(directory.special_days):
        # The hours of its last day may pass midnight, and so may the hours that it replaces.
        reach = Interval(day.wall.start, day.wall.end + DAY)
        yield Entry(f"special_days[{number}]", day, reach)
    for number, closure in enumerate(directory.closures):
        yield Entry(f"closures[{number}]", closure, closure.wall)


class Effects:
    """The effects of a directory's special days and closures.

    Attributes:
        entries: the special days and the closures, in the directory's order.
    """

    def __init__(self, directory: Directory, holidays: Container[date], clock: WallClock) -> None:
        self.entries = tuple(list_entries(directory))
        self._directory = directory
        self._holidays = holidays
        self._clock = clock

    def changes_something(self, entry: Entry, bounds: Interval) -> bool:
        """Return whether, without `entry`, a channel would be open at other times of `bounds`."""
        # An offset from UTC is less than a day.
        window = Interval(entry.reach.start - DAY, entry.reach.end + DAY).clipped(bounds)
        if window.start >= window.end:
            return False
        # Entries at other times cannot change the result. Leaving them out keeps the comparison
        # small, even in a long directory.
        near = [each for each in self.entries if each.reach.overlaps(entry.reach)]
        others = [each for each in near if each is not entry]
        return any(
            self._opened(channel, near, window) != self._opened(channel, others, window)
            for channel in self._concerned(entry, near)
        )

    def _concerned(self, entry: Entry, near: Iterable[Entry]) -> Iterable[Channel]:
        """Return the channels that the entry concerns, one for all that have the same hours."""
        different: dict[object, Channel] = {}
        for channel in self._directory.channels:
            if entry.content.concerns(channel.id):
                exceptions = tuple(each.content.concerns(channel.id) for each in near)
                different.setdefault((channel.hours, channel.holidays, exceptions), channel)
        return different.values()

    def _opened(
        self, channel: Channel, entries: Iterable[Entry], window: Interval
    ) -> list[Interval]:
        exceptions = [each.content for each in entries if each.content.concerns(channel.id)]
        return Schedule(channel, exceptions, self._holidays, self._clock).open_intervals(window)
