"""What the exceptions of each day change: which hours they take, and which they give."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval, gaps
from ccb_support.clock.wall_days import date_at, midnights, whole_day

from .causes import Cause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .channel_schedule import Schedule
    from .dated_hours import DatedEntry, DatedHours

_CELL = 64 * DAY
"""How much time is searched at once for days with exceptions."""

_MOST_CELLS = 4
_MOST_DAYS = 32
"""How many cells and days are kept. Neighbouring runs and gaps lie within a week."""


class DayException(NamedTuple):
    """What one exception changes on one day. All times are on the wall clock.

    Attributes:
        cause: the exception, as answers name it.
        entry: its entry in the directory; a holiday has none.
        taken: the spans of that day without it. It explains a gap that shares a moment with them.
        given: the spans that it opens. It explains a run that shares a moment with them.
        joined: the spans that change with it. It explains a run that touches them, since they would
            have joined it, or have joined it.
    """

    cause: Cause
    entry: DatedEntry | None
    taken: Sequence[Interval[WallTime]]
    given: Sequence[Interval[WallTime]] = ()
    joined: Sequence[Interval[WallTime]] = ()


class DaysToAsk(NamedTuple):
    """Days that may have exceptions, by their midnights, in order.

    If one exception makes them exceptional, it is their source. Once one of the days has shown it,
    the others show nothing more.
    """

    days: Sequence[WallTime]
    source: DatedHours | None = None


class DayExceptions:
    """The exceptions of each day of a schedule. Closures are not among them: they have no day.

    `on` returns those of the day that starts at a midnight.
    """

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self._has_entries = bool(schedule.special_days or schedule.seasons)
        self._cell = lru_cache(_MOST_CELLS)(self._search_cell)
        self.on = lru_cache(_MOST_DAYS)(self._work_out)

    def days_to_ask(self, days: Interval[WallTime]) -> Sequence[DaysToAsk]:
        """Return those of `days` that have exceptions."""
        first, last = days.start // _CELL, (days.end - 1) // _CELL
        if last - first > 1 or not self._has_entries:
            return self._search(days)
        cell = self._cell(first) if first == last else [*self._cell(first), *self._cell(last)]
        found = cell[bisect_left(cell, days.start) : bisect_left(cell, days.end)]
        return [DaysToAsk(found)] if found else ()

    def _search_cell(self, number: int) -> Sequence[WallTime]:
        cell = Interval(WallTime(number * _CELL), WallTime((number + 1) * _CELL))
        exceptional = self._search(cell.clipped(self.schedule.clock.days))
        return sorted({day for each in exceptional for day in each.days})

    def _search(self, days: Interval[WallTime]) -> Sequence[DaysToAsk]:
        """Return those of `days` that have exceptions, by exception."""
        holidays = self.schedule.holidays_in(days)
        found = [DaysToAsk(holidays)] if holidays else []
        if self._has_entries:
            for layer in (self.schedule.special_days, self.schedule.seasons):
                found += (DaysToAsk(midnights(each.days), each) for each in layer.within(days))
        return found

    def _work_out(self, midnight: WallTime) -> Sequence[DayException]:
        found: list[DayException] = []
        schedule = self.schedule
        special, season = schedule.special_days.on(midnight), schedule.seasons.on(midnight)
        is_holiday = bool(schedule.holidays_in(whole_day(midnight)))
        is_replaced = special is not None and (
            special.holds_on_closed_days or schedule.opens_without_special_day(midnight)
        )
        ordinary = schedule.season_hours(midnight).on(midnight)
        on_holiday = schedule.holiday_hours.on(midnight) if is_holiday else []
        if is_holiday:
            day = date_at(midnight)
            given, joined = (on_holiday, ordinary) if on_holiday and not special else ((), ())
            for name in schedule.holidays.names_on(day):
                cause = Cause.of_holiday(name, day)
                found.append(DayException(cause, None, ordinary, given, joined))
        if special:
            given = special.hours.on(midnight) if is_replaced else ()
            # The hours of a holiday too: without the special day, the holiday would have them.
            joined = [*ordinary, *on_holiday] if is_replaced else ()
            found.append(DayException(special.cause, special.entry, ordinary, given, joined))
        if season and not is_holiday and not is_replaced:
            usual, hours = schedule.week.on(midnight), season.hours.on(midnight)
            taken = [part for span in usual for part in gaps(hours, span)]
            added = [part for span in hours for part in gaps(usual, span)]
            joined = [*taken, *added]
            found.append(DayException(season.cause, season.entry, taken, joined=joined))
        return found
