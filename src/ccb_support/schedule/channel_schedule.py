"""When a channel is open: weekly hours, holidays, special days and closures, in layers.

The layers are combined on wall-clock times, and the result is put on the time line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.calendars.holiday_lookup import holiday_names
from ccb_support.calendars.holiday_midnights import HolidayMidnights
from ccb_support.clock.instants import WallTime
from ccb_support.clock.intervals import Interval, gaps, joined, within
from ccb_support.clock.piecewise import open_between
from ccb_support.clock.wall_days import date_at, midnights, whole_days
from ccb_support.model.special_days import Closure, SpecialDay

from .causes import Cause, CauseKind, chronological
from .week import Week

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.piecewise import Piecewise
    from ccb_support.clock.wall_clock import WallClock
    from ccb_support.model.channels import Channel
    from ccb_support.model.special_days import HoursException


class _SpecialDays(NamedTuple):
    """A special day, or a row of them, from midnight to midnight on the wall clock."""

    days: Interval[WallTime]
    week: Week
    cause: Cause

    @classmethod
    def of(cls, entry: SpecialDay) -> _SpecialDays:
        return cls(entry.wall, Week.of(entry.hours), Cause.of(entry))


class _Closed(NamedTuple):
    """A closure on the wall clock."""

    span: Interval[WallTime]
    cause: Cause

    @classmethod
    def of(cls, entry: Closure) -> _Closed:
        return cls(entry.wall, Cause.of(entry))


class Schedule:
    """The hours of one channel, exceptions included.

    Special days come before holidays, and these before the weekly hours; closures subtract last.
    Hours belong to the day on which they start. No day outside the supported range is consulted.

    Args:
        channel: the channel.
        exceptions: the special days and closures that concern it.
        holidays: the dates on which it is closed, if it is closed on holidays.
        clock: the wall clock of the directory's zone.

    Attributes:
        observes_holidays: whether a holiday can close it.
        has_special_days: whether a special day may explain an open run.
    """

    def __init__(
        self,
        channel: Channel,
        exceptions: Sequence[HoursException],
        holidays: Container[dt.date],
        clock: WallClock,
    ) -> None:
        self._clock = clock
        self._week = Week.of(channel.hours)
        self._holidays = holidays
        self._midnights = HolidayMidnights(holidays, clock.days)
        self.observes_holidays = channel.depends_on_holidays
        self._special_days = sorted(
            _SpecialDays.of(each) for each in exceptions if isinstance(each, SpecialDay)
        )
        self.has_special_days = bool(self._special_days)
        self._special_starts = [special.days.start for special in self._special_days]
        self._special_ends = [special.days.end for special in self._special_days]
        # By their spans alone: of two closures of one span none comes before the other.
        self._closures = sorted(
            (_Closed.of(each) for each in exceptions if isinstance(each, Closure)),
            key=attrgetter("span"),
        )
        self._closed = list(joined(closed.span for closed in self._closures))
        self._closed_ends = [span.end for span in self._closed]

    @property
    def changes_by_exceptions_only(self) -> bool:
        """Whether only special days and closures open or close it."""
        is_constant = self._week.never_opens or self._week.never_closes
        return is_constant and not self.observes_holidays

    @property
    def never_changes(self) -> bool:
        """Whether it is open at all times, or at none, and no exception has anything to explain."""
        has_exceptions = self._special_days or self._closures
        return self.changes_by_exceptions_only and not has_exceptions

    def plan(self, bounds: Interval[Instant]) -> Piecewise[bool]:
        """Return over `bounds` whether the channel is open."""
        wall = self._clock.readings(bounds)
        wall_edges = self._edges(self._days_that_reach(wall))
        return open_between(self._clock.edges(wall_edges, bounds, wall), bounds)

    def on_the_wall(self, bounds: Interval[WallTime]) -> Iterator[Interval[WallTime]]:
        """Yield the spans of `bounds` in which the wall clock shows the channel open.

        They come in order, all apart. The channel is open at an instant exactly if the wall clock
        shows a time that lies in one of them.
        """
        edges = self._edges(self._days_that_reach(bounds))
        return within(map(Interval, edges[::2], edges[1::2]), bounds)

    def _edges(self, days: Interval[WallTime]) -> list[WallTime]:
        """Return when hours that start on `days` open and close, in turn, without closures."""
        closed = self._closed[bisect_right(self._closed_ends, days.start) :]
        if closed and closed[0].start <= days.start and days.end <= closed[0].end:
            return []
        edges: list[WallTime] = []
        start = days.start
        for special in self._special_days_in(days):
            self._add_ordinary_edges(edges, Interval(start, special.days.start))
            special.week.add_edges(edges, special.days.clipped(days))
            start = special.days.end
        self._add_ordinary_edges(edges, Interval(start, days.end))
        if not closed or not edges or closed[0].start >= edges[-1]:
            return edges
        spans = map(Interval, edges[::2], edges[1::2])
        return [edge for span in spans for part in gaps(closed, span) for edge in part]

    def causes(self, span: Interval[Instant], *, is_open: bool) -> tuple[Cause, ...]:
        """Return the exceptions that explain a whole open run, or a whole closed gap."""
        wall = self._clock.readings(span)
        if self._is_ordinary(wall, is_open=is_open):
            return ()
        if is_open:
            # A special day that starts when the run ends may take hours that would have joined it.
            days = self._days_that_reach(Interval(wall.start, WallTime(wall.end + 1)))
            return tuple(sorted(self._shaping(span, days), key=chronological))
        causes = self._closing(span, self._days_that_reach(wall))
        return tuple(sorted(causes, key=chronological))

    def _is_ordinary(self, wall: Interval[WallTime], *, is_open: bool) -> bool:
        """Return whether the week alone explains a span, as it mostly does, at little cost."""
        if is_open:
            return not self._special_days
        return self._week.is_closed_for(wall.end - wall.start, wall.start)

    def _add_ordinary_edges(self, edges: list[WallTime], days: Interval[WallTime]) -> None:
        holidays = self._holidays_in(days)
        if holidays:
            self._week.add_edges(edges, days, holidays)
        else:
            self._week.add_edges(edges, days)

    def _special_days_in(self, days: Interval[WallTime]) -> Sequence[_SpecialDays]:
        first = bisect_right(self._special_ends, days.start)
        return self._special_days[first : bisect_left(self._special_starts, days.end)]

    def _closures_in(self, span: Interval[WallTime]) -> Iterator[_Closed]:
        until = bisect_left(self._closures, span.end, key=lambda closed: closed.span.start)
        if bisect_right(self._closed_ends, span.start) < len(self._closed_ends):
            yield from (each for each in self._closures[:until] if each.span.end > span.start)

    def _holidays_in(self, days: Interval[WallTime]) -> Sequence[WallTime]:
        """Return the midnights of the holidays among `days`, if the channel observes them."""
        is_needed = self.observes_holidays and days.start < days.end
        return self._midnights.within(days) if is_needed else []

    def _closing(self, gap: Interval[Instant], days: Interval[WallTime]) -> Iterator[Cause]:
        """Yield the exceptions that cover time of `gap` which the week would have opened."""
        for midnight in self._holidays_in(days):
            if any(map(gap.overlaps, self._opened(self._week, [midnight]))):
                yield from self._holiday_causes(date_at(midnight))
        for special in self._special_days_in(days):
            shared = midnights(special.days.clipped(days))
            if any(map(gap.overlaps, self._opened(self._week, shared))):
                yield special.cause
        for closed in self._closures_in(days):
            shared = midnights(self._days_that_reach(closed.span).clipped(days))
            if any(map(gap.overlaps, self._opened(self._week, shared, closed.span))):
                yield closed.cause

    def _shaping(self, run: Interval[Instant], days: Interval[WallTime]) -> Iterator[Cause]:
        """Yield the special days that give `run` hours, or take hours that would have joined it."""
        for special in self._special_days_in(days):
            shared = midnights(special.days.clipped(days))
            gives = map(run.overlaps, self._opened(special.week, shared))
            takes = map(run.touches, self._opened(self._week, shared))
            if any(gives) or any(takes):
                yield special.cause

    def _opened(
        self, week: Week, days: Iterable[WallTime], wall: Interval[WallTime] | None = None
    ) -> list[Interval[Instant]]:
        """Return the stretches that `week` alone would open on these days, as far as in `wall`.

        Args:
            week: the hours.
            days: the midnights at which the days start.
            wall: the part of the wall-clock time that counts; all supported time if left out.
        """
        part = self._clock.days if wall is None else wall
        # A list, since a generator that is left half-way swallows what interrupts its end.
        return [
            stretch
            for midnight in days
            for span in within(week.on(midnight), part)
            for stretch in self._clock.instants(span)
        ]

    def _days_that_reach(self, wall: Interval[WallTime]) -> Interval[WallTime]:
        """Return the supported days whose hours can reach `wall`."""
        # The hours of the day before may pass midnight.
        return whole_days(wall, before=1).clipped(self._clock.days)

    def _holiday_causes(self, day: dt.date) -> Iterator[Cause]:
        for name in holiday_names(self._holidays, day):
            yield Cause(kind=CauseKind.HOLIDAY, name=name, date=day, last_date=day)
