"""What a container of dates says: which days are holidays, and their names.

An error of the caller's own code passes through unchanged.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import isleap
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, cast

from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import date_at, midnights
from ccb_support.errors import NotACalendarError
from ccb_support.model.records import build
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.words.calendar_phrases import UNNAMED_HOLIDAY

from .colombia import COLOMBIA
from .holiday_calendar import NamedHoliday, is_of_the_library

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

_CHUNK = 32 * DAY
"""A foreign calendar is read in parts of this length, in seconds."""

_UNNAMED = build(LocalizedText, UNNAMED_HOLIDAY._asdict())


def is_holiday(holidays: Container[date], day: date) -> bool:
    """Return whether `holidays` contains `day`.

    Raises:
        NotACalendarError: `holidays` is not a container of dates.
    """
    try:
        return day in holidays
    except TypeError as error:
        raise NotACalendarError(holidays) from error


def names_on(holidays: Container[date], day: date) -> tuple[LocalizedText, ...]:
    """Return the names of the holidays on `day`: none if the calendar does not cover `day`.

    Raises:
        NotACalendarError: `holidays` is not a container of dates.
    """
    if is_of_the_library(holidays) and not holidays.covers(day):
        return ()
    return holiday_names(holidays, day) if is_holiday(holidays, day) else ()


def holidays_in(holidays: Container[date], year: int) -> Mapping[date, tuple[LocalizedText, ...]]:
    """Return the holidays of a year with their names, by date, in order.

    Raises:
        OutOfRangeError: the calendar, or the supported range, does not have the year.
        NotAYearError: `year` is not an `int`.
        NotACalendarError: `holidays` is not a container of dates.
    """
    if is_of_the_library(holidays):
        found = holidays.in_year(year).items()
        return {day: tuple(each.name for each in entries) for day, entries in found}
    # This calendar has every supported year, and refuses any other.
    COLOMBIA.in_year(year)
    first = date(year, 1, 1)
    days = (first + timedelta(days=each) for each in range(isleap(year) + 365))
    return {day: holiday_names(holidays, day) for day in days if is_holiday(holidays, day)}


def holiday_names(holidays: Container[date], day: date) -> tuple[LocalizedText, ...]:
    """Return the names of the holiday `day`.

    A container with a method `get` may name the day, with a `str` or with a tuple of `Holiday`. A
    `dict` can, and so can a calendar of the package `holidays`. Otherwise the name is "holiday".
    """
    if is_of_the_library(holidays):
        # To find out what the calendar can do would take longer than the look-up.
        return tuple(each.name for each in holidays.get(day))
    get: Callable[[date], object] | None = getattr(holidays, "get", None)
    return _names_in(get(day) if get else None) or (_UNNAMED,)


class HolidayMidnights:
    """The midnights at which the holidays of a calendar start, among the supported days.

    Each part of the calendar is read once, and no other day is looked up.
    """

    def __init__(self, holidays: Container[date], supported: Interval[WallTime]) -> None:
        self._holidays = holidays
        self._supported = supported
        self._chunk = cache(self._read_chunk)

    def within(self, days: Interval[WallTime]) -> Sequence[WallTime]:
        """Return the midnights of the holidays among `days`, which are supported, in order.

        Raises:
            NotACalendarError: the calendar is not a container of dates.
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


def _names_in(entry: object) -> tuple[LocalizedText, ...]:
    if isinstance(entry, str):
        line = as_line(entry)
        return (LocalizedText(es=line, en=line),) if line else ()
    members = cast("Sequence[object]", entry) if isinstance(entry, Sequence) else ()
    return tuple(each.name for each in members if isinstance(each, NamedHoliday))
