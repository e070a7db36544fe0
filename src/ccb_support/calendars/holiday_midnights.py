"""The holidays of a calendar, as the midnights at which they start on the wall clock."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import date_at, midnights

from .holiday_calendar import is_of_the_library
from .holiday_lookup import is_holiday

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence
    from datetime import date

_CHUNK = 32 * DAY
"""A foreign calendar is read in parts of this length, in seconds."""


class HolidayMidnights:
    """The midnights of the holidays of a calendar among the supported days.

    Each part of the calendar is read once, and no other day is looked up.
    """

    def __init__(self, holidays: Container[date], supported: Interval[WallTime]) -> None:
        self._holidays = holidays
        self._supported = supported
        self._chunk = cache(self._read_chunk)

    def within(self, days: Interval[WallTime]) -> Sequence[WallTime]:
        """Return the midnights of the holidays among `days`, which are supported, in order.

        Raises:
            NotACalendarError: the calendar fails.
        """
        read: Callable[[int], Sequence[WallTime]]
        if is_of_the_library(self._holidays):
            read = self._holidays.midnights_in
            first, last = date_at(days.start).year, date_at(WallTime(days.end - 1)).year
        else:
            read = self._chunk
            first, last = days.start // _CHUNK, (days.end - 1) // _CHUNK
        found = read(first)
        for part in range(first + 1, last + 1):
            found = [*found, *read(part)]
        return found[bisect_left(found, days.start) : bisect_left(found, days.end)]

    def _read_chunk(self, number: int) -> Sequence[WallTime]:
        days = Interval(WallTime(number * _CHUNK), WallTime((number + 1) * _CHUNK))
        return [
            each
            for each in midnights(days.clipped(self._supported))
            if is_holiday(self._holidays, date_at(each))
        ]
