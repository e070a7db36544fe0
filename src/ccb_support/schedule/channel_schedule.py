"""When a channel is open: weekly hours, seasons, holidays, special days and closures, in layers.

The layers are combined on wall-clock times, and the result is put on the time line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.calendars import calendar_of
from ccb_support.clock.intervals import Interval, gaps, joined, within
from ccb_support.clock.step_function import open_between
from ccb_support.clock.wall_days import midnights, whole_day, whole_days
from ccb_support.model.changed_hours import Closure, Season, SpecialDay
from ccb_support.model.dates import DaySpan

from .causes import Cause
from .dated_hours import DatedLayer
from .week import Week

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterator, Sequence

    from ccb_support.clock.instants import Instant, WallTime
    from ccb_support.clock.step_function import Piecewise
    from ccb_support.clock.wall_clock import WallClock
    from ccb_support.model.channels import Channel

    from .causes import AnyChange
    from .dated_hours import DatedHours


class ClosureSpan(NamedTuple):
    """The span of a closure on the wall clock, and the closure as answers name it."""

    span: Interval[WallTime]
    cause: Cause


class Schedule:
    """The hours of one channel, exceptions included.

    Special days come before holidays, these before seasons, and these before the weekly hours;
    closures subtract last. Hours belong to the day on which they start. No day outside the
    supported range is consulted.

    Attributes:
        observes_holidays: whether a holiday can change its hours.
        can_explain_runs: whether anything but the week may explain that it is open.
    """

    def __init__(
        self,
        channel: Channel,
        changes: Sequence[AnyChange],
        holidays: Container[dt.date],
        clock: WallClock,
    ) -> None:
        self.clock = clock
        self.week = Week.of(channel.hours)
        self.holidays = calendar_of(holidays)
        self.holiday_hours = Week.of(channel.holiday_hours)
        self.seasons = DatedLayer(each for each in changes if isinstance(each, Season))
        self.special_days = DatedLayer(each for each in changes if isinstance(each, SpecialDay))
        self.observes_holidays = channel.depends_on_holidays or (
            channel.holidays != "open" and bool(self.seasons)
        )
        has_dated_hours = bool(self.special_days or self.seasons)
        self.can_explain_runs = has_dated_hours or not self.holiday_hours.never_opens
        closures = [
            ClosureSpan(each.wall, Cause.of(each, DaySpan(each.first_date, each.last_date)))
            for each in changes
            if isinstance(each, Closure)
        ]
        # By their spans alone: of two closures of one span none comes before the other.
        self._closures = sorted(closures, key=attrgetter("span"))
        self._closed = list(joined(each.span for each in self._closures))
        self._closed_ends = [span.end for span in self._closed]

    @property
    def never_changes(self) -> bool:
        """Whether it is open at all times, or at none, and no exception has anything to explain."""
        has_entries = self.seasons or self.special_days or self._closures
        return self.week.is_constant and not self.observes_holidays and not has_entries

    def openness(self, bounds: Interval[Instant]) -> Piecewise[bool]:
        """Return over `bounds` whether the channel is open."""
        wall = self.clock.readings(bounds)
        wall_edges = self._edges(self.days_that_reach(wall))
        return open_between(self.clock.edges(wall_edges, bounds, wall), bounds)

    def on_the_wall(self, bounds: Interval[WallTime]) -> Iterator[Interval[WallTime]]:
        """Yield the spans of `bounds` in which the wall clock shows the channel open.

        They come in order, all apart. The channel is open at an instant exactly if the wall clock
        shows a time that lies in one of them.
        """
        edges = self._edges(self.days_that_reach(bounds))
        return within(map(Interval, edges[::2], edges[1::2]), bounds)

    def days_that_reach(self, wall: Interval[WallTime]) -> Interval[WallTime]:
        """Return the supported days whose hours can reach `wall`."""
        # The hours of the day before may pass midnight.
        days = whole_days(wall, before=1)
        first, last = self.clock.days
        # Most of the time they are all supported.
        return days if first <= days.start and days.end <= last else days.clipped(self.clock.days)

    def holidays_in(self, days: Interval[WallTime]) -> Sequence[WallTime]:
        """Return the midnights of the holidays among `days`, if the channel observes them."""
        is_needed = self.observes_holidays and days.start < days.end
        return self.holidays.midnights_within(days) if is_needed else []

    def closures_in(self, span: Interval[WallTime]) -> Iterator[ClosureSpan]:
        """Yield the closures that meet `span`, in order."""
        until = bisect_left(self._closures, span.end, key=lambda each: each.span.start)
        if bisect_right(self._closed_ends, span.start) < len(self._closed_ends):
            yield from (each for each in self._closures[:until] if each.span.end > span.start)

    def season_on(self, midnight: WallTime) -> Season | None:
        """Return the season on the day that starts at `midnight`."""
        season = self.seasons.on(midnight)
        return season.entry if season and isinstance(season.entry, Season) else None

    def season_hours(self, midnight: WallTime) -> Week:
        """Return the hours of the season on the day that starts at `midnight`, or the week's."""
        season = self.seasons.on(midnight) if self.seasons else None
        return season.hours if season else self.week

    def opens_without_special_day(self, midnight: WallTime) -> bool:
        """Return whether the day that starts at `midnight` has hours, special days left aside."""
        is_holiday = midnight in self.holidays_in(whole_day(midnight))
        hours = self.holiday_hours if is_holiday else self.season_hours(midnight)
        return hours.opens_on(midnight)

    def _edges(self, days: Interval[WallTime]) -> list[WallTime]:
        """Return when hours that start on `days` open and close, in turn."""
        closed = self._closed[bisect_right(self._closed_ends, days.start) :]
        if closed and closed[0].start <= days.start and days.end <= closed[0].end:
            return []
        edges: list[WallTime] = []
        start = days.start
        for special in self.special_days.within(days):
            self._add_ordinary_edges(edges, Interval(start, special.days.start))
            self._add_special_edges(edges, special)
            start = special.days.end
        self._add_ordinary_edges(edges, Interval(start, days.end))
        if not closed or not edges or closed[0].start >= edges[-1]:
            return edges
        spans = map(Interval, edges[::2], edges[1::2])
        return [edge for span in spans for part in gaps(closed, span) for edge in part]

    def _add_special_edges(self, edges: list[WallTime], special: DatedHours) -> None:
        if special.holds_on_closed_days:
            special.hours.add_edges(edges, special.days)
            return
        for midnight in midnights(special.days):
            if self.opens_without_special_day(midnight):
                special.hours.add_edges(edges, whole_day(midnight))

    def _add_ordinary_edges(self, edges: list[WallTime], days: Interval[WallTime]) -> None:
        start = days.start
        for season in self.seasons.within(days):
            self._add_edges(edges, self.week, Interval(start, season.days.start))
            self._add_edges(edges, season.hours, season.days)
            start = season.days.end
        self._add_edges(edges, self.week, Interval(start, days.end))

    def _add_edges(self, edges: list[WallTime], week: Week, days: Interval[WallTime]) -> None:
        week.add_edges(edges, days, self.holidays_in(days), self.holiday_hours.days[0])
