"""Which seasons, special days and closures change the open time of a channel."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.calendars import calendar_of
from ccb_support.clock.instants import DAY, Instant, WallTime
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import date_at, days_through, whole_days
from ccb_support.model.changed_hours import Closure
from ccb_support.schedule.channel_schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.clock.step_function import Piecewise
    from ccb_support.model.channels import Channel
    from ccb_support.model.dates import DateRange, DaySpan
    from ccb_support.model.toml_lines import KeyPath
    from ccb_support.schedule.causes import AnyChange

    from .scope import Scope

_LONGEST_WAIT = 8
"""The most years from one 29 February to the next."""


class Entry(NamedTuple):
    """A season, special day or closure, at a path such as `("special_days", 2)`.

    `walls` are the stretches of the wall clock in which it holds. If it comes every year, they are
    those that meet the range, or else the first one after the range.
    """

    path: KeyPath
    content: AnyChange
    walls: Sequence[Interval[WallTime]]

    @property
    def reaches(self) -> Iterator[Interval[WallTime]]:
        """The stretches of the wall clock in which it can change anything."""
        for wall in self.walls:
            # The hours of its last day may pass midnight, and so may the hours that it replaces.
            yield wall if isinstance(self.content, Closure) else whole_days(wall, after=1)


class Entries:
    """The seasons, special days and closures of a directory, in its order, and what they change."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._holidays = calendar_of(scope.router.holidays)
        self.every = [*_list_entries(scope)]
        reaches = ((reach, each) for each in self.every for reach in each.reaches)
        self._by_start = sorted(reaches, key=lambda pair: pair[0].start)
        self._starts = [reach.start for reach, _ in self._by_start]
        self._longest = max((end - start for (start, end), _ in self._by_start), default=0)

    def has_effect(self, entry: Entry) -> bool:
        """Return whether, without `entry`, a channel would be open at other times of the range."""
        return any(self._has_effect_in(reach, entry) for reach in entry.reaches)

    def _has_effect_in(self, reach: Interval[WallTime], entry: Entry) -> bool:
        # An offset from UTC is less than a day.
        window = Interval(Instant(reach.start - DAY), Instant(reach.end + DAY))
        window = window.clipped(self._scope.bounds)
        if window.start >= window.end:
            return False
        # Entries at other times cannot change the result.
        near = self._near(reach)
        others = [each for each in near if each is not entry]
        directory = self._scope.directory
        concerned = filter(lambda each: entry.content.concerns(each.id), directory.channels)
        # One channel is enough of those that share their hours.
        different = {self._scope.hours(each): each for each in concerned}.values()
        return any(
            self._plan(each, near, window) != self._plan(each, others, window) for each in different
        )

    def _near(self, reach: Interval[WallTime]) -> Sequence[Entry]:
        """Return the entries that may change the same time."""
        first = bisect_left(self._starts, reach.start - self._longest)
        last = bisect_left(self._starts, reach.end)
        found = (entry for other, entry in self._by_start[first:last] if other.overlaps(reach))
        return [*{entry.path: entry for entry in found}.values()]

    def _plan(
        self, channel: Channel, entries: Iterable[Entry], window: Interval[Instant]
    ) -> Piecewise[bool]:
        changes = [each.content for each in entries if each.content.concerns(channel.id)]
        return Schedule(channel, changes, self._holidays, self._scope.clock).openness(window)


def _list_entries(scope: Scope) -> Iterator[Entry]:
    directory = scope.directory
    for section in ("seasons", "special_days", "closures"):
        changes: Sequence[AnyChange] = getattr(directory, section)
        for number, change in enumerate(changes):
            if isinstance(change, Closure):
                walls = [change.wall]
            else:
                walls = [days_through(*days) for days in _days_of(change.dates, scope)]
            yield Entry((section, number), change, walls)


def _days_of(dates: DateRange, scope: Scope) -> Sequence[DaySpan]:
    """Return the days of an entry: if they come every year, those of the range, or the next."""
    if dates.once:
        return [dates.once]
    bounds = scope.clock.readings(scope.bounds)
    first, last = date_at(bounds.start).year, date_at(bounds.end).year
    found = filter(None, map(dates.beginning_in, range(first - 1, last + _LONGEST_WAIT + 1)))
    later = [days for days in found if days_through(*days).end > bounds.start]
    return [days for days in later if days_through(*days).overlaps(bounds)] or later[:1]
