"""The holidays of a calendar, as the midnights at which they start on the wall clock."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, WallTime, day_at, wall_day
from ccb_support.clock.intervals import Interval

from .colombia import ColombianCalendar, colombian_holidays
from .holiday_lookup import is_holiday

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date

_CHUNK = 32 * DAY
"""A calendar is read in parts of this length, in seconds."""


class HolidayMidnights:
    """The midnights of the holidays of a calendar. Each part of the calendar is read once."""

    def __init__(self, holidays: Container[date], supported: Interval) -> None:
        self._holidays = holidays
        self._supported = supported
        self._chunks: dict[int, Sequence[WallTime]] = {}

    def within(self, days: Interval) -> Sequence[WallTime]:
        """Return the midnights of the holidays among `days`, which are supported, in order.

        Raises:
            NotACalendarError: the calendar fails.
        """
        first, last = days.start // _CHUNK, (days.end - 1) // _CHUNK
        found = self._chunk(first)
        for number in range(first + 1, last + 1):
            found = [*found, *self._chunk(number)]
        return found[bisect_left(found, days.start) : bisect_left(found, days.end)]

    def _chunk(self, number: int) -> Sequence[WallTime]:
        found = self._chunks.get(number)
        if found is None:
            days = Interval(number * _CHUNK, (number + 1) * _CHUNK).clipped(self._supported)
            found = self._chunks[number] = _holidays_in(self._holidays, days)
        return found


def _holidays_in(holidays: Container[date], days: Interval) -> Sequence[WallTime]:
    if type(holidays) is ColombianCalendar:
        first, last = day_at(days.start).year, day_at(days.end - DAY).year
        found = _colombian(first) if first == last else _colombian(first) + _colombian(last)
        return found[bisect_left(found, days.start) : bisect_left(found, days.end)]
    midnights = range(days.start, days.end, DAY)
    return [midnight for midnight in midnights if is_holiday(holidays, day_at(midnight))]


@cache
def _colombian(year: int) -> tuple[WallTime, ...]:
    return tuple(map(wall_day, colombian_holidays(year)))
