"""The holidays of a calendar, as the midnights at which they start on the wall clock."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, WallTime, day_at, wall_day

from .colombia import ColombianCalendar, colombian_holidays, is_holiday

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from ccb_support.clock.intervals import Interval


def holiday_midnights(holidays: Container[date], days: Interval) -> list[WallTime]:
    """Return the midnights of the holidays among `days`, which are supported, in order.

    Raises:
        NotACalendarError: `holidays` fails.
    """
    if type(holidays) is ColombianCalendar:
        years = range(day_at(days.start).year, day_at(days.end - 1).year + 1)
        return [each for year in years for each in _colombian(year) if each in days]
    midnights = range(days.start, days.end, DAY)
    return [each for each in midnights if is_holiday(holidays, day_at(each))]


@cache
def _colombian(year: int) -> tuple[WallTime, ...]:
    return tuple(map(wall_day, colombian_holidays(year)))
