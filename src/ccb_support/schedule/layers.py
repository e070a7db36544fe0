"""When a channel is open: weekly hours, seasons, holidays, special days and closures, in layers.

The layers are combined on wall-clock times, and the result is put on the time line.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from ccb_support.calendars import AnyCalendar
from ccb_support.calendars.listed import NO_HOLIDAYS
from ccb_support.clock.instants import (
    DAY,
    Instant,
    WallTime,
    date_at,
    days_through,
    midnights,
    whole_day,
    whole_days,
)
from ccb_support.clock.intervals import Interval, edges_of, gaps, joined, within
from ccb_support.clock.step_function import Piecewise, open_between
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.changed_hours import Closure, Season, SpecialDay
from ccb_support.model.channels import Channel
from ccb_support.model.dates import DaySpan

from .causes import AnyChange, Cause
from .weekly_spans import Week

DatedEntry: TypeAlias = Season | SpecialDay
"""An entry with dates, which gives hours to days."""

_E = TypeVar("_E", bound=DatedEntry)

_LONG_CELL = 400 * DAY
"""How much time of a layer is worked out at once."""

_MOST_KEPT = 20_000
"""How many stretches of entries one channel keeps: about 5 MB."""


class DatedHours(NamedTuple, Generic[_E]):
    """Hours that one entry gives to a stretch of days, from midnight to midnight.

    The cause is the occurrence of the entry in which the days lie.
    """

    days: Interval[WallTime]
    hours: Week
    entry: _E
    cause: Cause


def _dated_hours(entry: _E, days: DaySpan) -> DatedHours[_E]:
    """Return what an entry says about one of its occurrences."""
    return DatedHours(days_through(*days), Week.of(entry.hours), entry, Cause.of(entry, days))


class DatedLayer(Generic[_E]):
    """The seasons of a channel, or its special days: at most one of them governs a day.

    No two entries with `full` dates share a day, and no two of the `yearly` ones. Most channels
    have no entries.
    """

    def __init__(self, entries: Sequence[_E]) -> None:
        full = (_dated_hours(each, once) for each in entries if (once := each.dates.once))
        self.full: list[DatedHours[_E]] = sorted(full, key=attrgetter("days"))
        self.yearly: list[_E] = [each for each in entries if not each.dates.once]
        self.has_entries: bool = bool(entries)
        self._cell = lru_cache(1 + _MOST_KEPT // max(len(self.yearly), 1))(self._work_out_cell)

    def within(self, days: Interval[WallTime]) -> Iterator[DatedHours[_E]]:
        """Yield the hours that entries give to some of `days`, in order.

        An occurrence may come in several stretches.
        """
        if not self.has_entries:
            return
        first, last = days.start // _LONG_CELL, (days.end - 1) // _LONG_CELL
        for number in range(first, last + 1):
            for each in _meeting(self._cell(number), days):
                yield each._replace(days=each.days.clipped(days))

    def on(self, midnight: WallTime) -> DatedHours[_E] | None:
        """Return the hours that an entry gives to the day that starts at `midnight`."""
        found = _meeting(self._cell(midnight // _LONG_CELL), whole_day(midnight))
        return found[0] if found else None

    def _work_out_cell(self, number: int) -> Sequence[DatedHours[_E]]:
        """Return the hours that entries give to days of a cell, in order."""
        cell = Interval(WallTime(number * _LONG_CELL), WallTime((number + 1) * _LONG_CELL))
        found = [each._replace(days=each.days.clipped(cell)) for each in _meeting(self.full, cell)]
        # A full date beats a yearly one.
        taken = [each.days for each in found]
        first, last = date_at(cell.start).year, date_at(cell.end).year
        for entry in self.yearly:
            # What began the year before may run over New Year.
            for days in entry.dates.in_years(range(first - 1, last + 1)):
                occurrence = _dated_hours(entry, days)
                parts = within(gaps(taken, occurrence.days), cell)
                found += (occurrence._replace(days=part) for part in parts)
        return sorted(found, key=attrgetter("days"))


def _meeting(row: Sequence[DatedHours[_E]], days: Interval[WallTime]) -> Sequence[DatedHours[_E]]:
    """Return the stretches of `row` that meet `days`. They are in order, all apart."""
    first = bisect_right(row, days.start, key=lambda each: each.days.end)
    return row[first : bisect_left(row, days.end, key=lambda each: each.days.start)]


class ClosureSpan(NamedTuple):
    """The span of a closure on the wall clock, and the closure as answers name it."""

    span: Interval[WallTime]
    cause: Cause


_CELL = 64 * DAY
"""How much time is searched at once for days with other hours than the week's."""

_MOST_CELLS = 4
_MOST_DAYS = 32
"""How many cells and days are kept. Neighbouring runs and gaps lie within a week."""

_ChangedDays: TypeAlias = tuple[
    Sequence[WallTime], DatedHours[Season] | DatedHours[SpecialDay] | None
]
"""Days that may have other hours, by their midnights; and the entry, if one changes them all."""


class DayChange(NamedTuple):
    """What one cause changes on one day. All times are on the wall clock.

    Attributes:
        cause: the holiday or the entry, as answers name it.
        dates: its dates in the directory, by which an endless span names it once. Without dates,
            the span names each of its days.
        replaced: the spans that its hours replace; for a season, only the parts that it closes. It
            explains a gap that shares a moment with them.
        given: the spans that it opens. It explains a run that shares a moment with them.
        lost: the spans that it closes. It explains a run if one of them goes on just before it or
            just after it, since that one would have joined the run.
    """

    cause: Cause
    dates: object
    replaced: list[Interval[WallTime]]
    given: list[Interval[WallTime]]
    lost: list[Interval[WallTime]]


class Schedule:
    """The hours of one channel, with its holidays and changed hours.

    Special days come before holidays, these before seasons, and these before the weekly hours;
    closures subtract last. Hours belong to the day on which they start. No day outside the
    supported range is consulted.

    Attributes:
        clock: the clock of its zone, over the supported days.
        week: its weekly hours.
        holiday_hours: its hours on holidays, if it observes them.
        seasons: its seasons.
        special_days: its special days.
        observes_holidays: whether a holiday can change its hours.
        holidays: the holidays that it observes; none if holidays change nothing.
        can_explain_runs: whether anything but the week may explain that it is open.
        never_changes: whether it is open at all times, or at none, and there is nothing to explain.
        changes_on: returns what changes the day that starts at a midnight. Closures are not among
            them: they have no day.
    """

    def __init__(
        self,
        channel: Channel,
        changes: Sequence[AnyChange],
        holidays: AnyCalendar,
        clock: WallClock,
    ) -> None:
        self.clock = clock
        self.week: Week = Week.of(channel.hours)
        self.holiday_hours: Week = Week.of(channel.holiday_hours)
        seasons = [each for each in changes if isinstance(each, Season)]
        special_days = [each for each in changes if isinstance(each, SpecialDay)]
        closures = [
            ClosureSpan(each.wall, Cause.of(each, each.days))
            for each in changes
            if isinstance(each, Closure)
        ]
        self.seasons: DatedLayer[Season] = DatedLayer(seasons)
        self.special_days: DatedLayer[SpecialDay] = DatedLayer(special_days)
        self.observes_holidays: bool = channel.depends_on_holidays(each.hours for each in seasons)
        self.holidays: AnyCalendar = holidays if self.observes_holidays else NO_HOLIDAYS
        self.can_explain_runs: bool = bool(
            seasons or special_days or not self.holiday_hours.never_opens
        )
        # By their spans alone: of two closures of one span none comes before the other.
        self._closures = sorted(closures, key=attrgetter("span"))
        self._closed = joined(each.span for each in self._closures)
        self.never_changes: bool = (
            self.week.is_constant and not self.observes_holidays and not changes
        )
        self._cell = lru_cache(_MOST_CELLS)(self._search_cell)
        self.changes_on: Callable[[WallTime], Sequence[DayChange]] = lru_cache(_MOST_DAYS)(
            self._find_changes
        )

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
        return whole_days(wall, before=1).clipped(self.clock.days)

    def closures_in(self, span: Interval[WallTime]) -> Iterator[ClosureSpan]:
        """Yield the closures that meet `span`, in order."""
        if self._closed_in(span):
            until = bisect_left(self._closures, span.end, key=lambda each: each.span.start)
            yield from (each for each in self._closures[:until] if each.span.end > span.start)

    def season_on(self, midnight: WallTime) -> Season | None:
        """Return the season on the day that starts at `midnight`."""
        season = self.seasons.on(midnight)
        return season.entry if season else None

    def season_hours(self, midnight: WallTime) -> Week:
        """Return the hours of the season on the day that starts at `midnight`, or the week's."""
        season = self.seasons.on(midnight)
        return season.hours if season else self.week

    def is_closed_by_its_week(self, start: Instant, end: Instant) -> bool:
        """Return whether the week alone explains that it is closed from `start` to `end`.

        It says no if seasons may explain it too, or if the clock may be set meanwhile.
        """
        offset = None if self.seasons.has_entries else self.clock.constant_offset(start, end)
        return offset is not None and self.week.is_closed_for(end - start, WallTime(start + offset))

    def _is_changed(self, midnight: WallTime, special: DatedHours[SpecialDay]) -> bool:
        """Return whether a day has the hours of its special day: a closed one may stay closed."""
        if special.entry.holds_on_closed_days:
            return True
        is_holiday = date_at(midnight) in self.holidays
        hours = self.holiday_hours if is_holiday else self.season_hours(midnight)
        return bool(hours.on(midnight))

    def _edges(self, days: Interval[WallTime]) -> list[WallTime]:
        """Return when hours that start on `days` open and close, in turn."""
        if any(days == each.clipped(days) for each in self._closed_in(days)):
            # Nothing is open: a closure takes all of these days, so no layer needs a look.
            return []
        edges: list[WallTime] = []
        start = days.start
        for special in self.special_days.within(days):
            self._add_ordinary_edges(edges, start, special.days.start)
            for midnight in midnights(special.days):
                if self._is_changed(midnight, special):
                    special.hours.add_edges(edges, midnight, WallTime(midnight + DAY))
            start = special.days.end
        self._add_ordinary_edges(edges, start, days.end)
        if not self._closed:
            return edges
        spans = map(Interval, edges[::2], edges[1::2])
        return edges_of(part for span in spans for part in gaps(self._closed_in(span), span))

    def _closed_in(self, span: Interval[WallTime]) -> Sequence[Interval[WallTime]]:
        """Return the stretches that closures take and that meet `span`, in order, all apart."""
        first = bisect_right(self._closed, span.start, key=lambda each: each.end)
        return self._closed[first : bisect_left(self._closed, (span.end,))]

    def _add_ordinary_edges(self, edges: list[WallTime], start: WallTime, end: WallTime) -> None:
        for season in self.seasons.within(Interval(start, end)):
            self._add_edges(edges, self.week, start, season.days.start)
            self._add_edges(edges, season.hours, season.days.start, season.days.end)
            start = season.days.end
        self._add_edges(edges, self.week, start, end)

    def _add_edges(self, edges: list[WallTime], week: Week, start: WallTime, end: WallTime) -> None:
        for holiday in self.holidays.midnights_within(Interval(start, end)):
            next_day = WallTime(holiday + DAY)
            week.add_edges(edges, start, holiday)
            self.holiday_hours.add_edges(edges, holiday, next_day)
            start = next_day
        week.add_edges(edges, start, end)

    def has_changes_near(self, span: Interval[Instant]) -> bool:
        """Return whether anything but the week may explain what the channel does in `span`."""
        # No offset reaches a day, and the hours of the day before may pass midnight.
        days = Interval(WallTime(span.start - 3 * DAY), WallTime(span.end + DAY))
        return bool(self.changed_days(days)) or any(self.closures_in(days))

    def changed_days(self, days: Interval[WallTime]) -> Sequence[_ChangedDays]:
        """Return those of `days` that anything but a closure may change."""
        first, last = days.start // _CELL, (days.end - 1) // _CELL
        if last - first > 1:
            return self._search(days.clipped(self.clock.days))
        cell = self._cell(first) if first == last else [*self._cell(first), *self._cell(last)]
        found = cell[bisect_left(cell, days.start) : bisect_left(cell, days.end)]
        return [(found, None)] if found else []

    def _search_cell(self, number: int) -> Sequence[WallTime]:
        cell = Interval(WallTime(number * _CELL), WallTime((number + 1) * _CELL))
        found = self._search(cell.clipped(self.clock.days))
        return sorted({day for days, _ in found for day in days})

    def _search(self, days: Interval[WallTime]) -> Sequence[_ChangedDays]:
        """Return the changed days. With an entry, any one of them may show its cause."""
        found: list[_ChangedDays] = [(self.holidays.midnights_within(days), None)]
        for layer in (self.special_days, self.seasons):
            found += ((midnights(each.days), each) for each in layer.within(days))
        return found

    def _find_changes(self, midnight: WallTime) -> Sequence[DayChange]:
        """Return what holidays, then a special day and then a season change on one day."""
        found: list[DayChange] = []
        special, season = self.special_days.on(midnight), self.seasons.on(midnight)
        day = date_at(midnight)
        holidays = self.holidays.get(day)
        is_replaced = special is not None and self._is_changed(midnight, special)
        ordinary = self.season_hours(midnight).on(midnight)
        on_holiday = self.holiday_hours.on(midnight) if holidays else []
        # A special day replaces the hours of a holiday.
        given = [] if special else on_holiday
        # Only a holiday with hours explains why a channel is open.
        lost = _without(ordinary, given) if given else []
        for holiday in holidays:
            cause = Cause.of(holiday, DaySpan(day, day))
            found.append(DayChange(cause, holiday.dates, ordinary, given, lost))
        if special:
            given, lost = [], []
            if is_replaced:
                given = special.hours.on(midnight)
                # The hours of a holiday too: without the special day, the holiday would have them.
                lost = _without([*ordinary, *on_holiday], given)
            found.append(DayChange(special.cause, special.entry.dates, ordinary, given, lost))
        if season and not holidays and not is_replaced:
            usual, hours = self.week.on(midnight), season.hours.on(midnight)
            added, lost = _without(hours, usual), _without(usual, hours)
            found.append(DayChange(season.cause, season.entry.dates, lost, added, lost))
        return found


def _without(
    spans: list[Interval[WallTime]], hours: list[Interval[WallTime]]
) -> list[Interval[WallTime]]:
    """Return the parts of `spans` that lie in none of `hours`."""
    return [part for span in spans for part in gaps(hours, span)]
