"""What a container of dates says: which days are holidays, and their names.

A look-up may run the caller's code, which may raise anything. A calendar of the library and the
plain containers of Python run no such code. An exception from elsewhere, for example from a signal
handler, passes through unchanged.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import isleap
from collections.abc import Container, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, cast

from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import date_at, midnights
from ccb_support.errors import NotACalendarError, is_interruption
from ccb_support.model.records import build
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.model.untrusted import as_sequence, letters_of, members_of
from ccb_support.words.calendar_phrases import UNNAMED_HOLIDAY

from .colombia import COLOMBIA
from .holiday_calendar import NamedHoliday, is_of_the_library

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DATES = "{date.fromisoformat(str(day)[:10]) for day in holidays}"
_NAMED_DATES = "{date.fromisoformat(str(day)[:10]): name for day, name in holidays.items()}"

_CHUNK = 32 * DAY
"""A foreign calendar is read in parts of this length, in seconds."""

_UNNAMED = build(LocalizedText, UNNAMED_HOLIDAY._asdict())

_CANNOT_FAIL = (dict, frozenset, set)
"""Python's types, not their subclasses, whose look-up of a date runs no code of the caller."""


_PLAIN = (dict, frozenset, list, set, tuple, type({}.keys()))
"""Python's types that look a date up among their items. A subclass may look elsewhere."""


def require_calendar(holidays: object) -> Container[date]:
    """Return `holidays` if it can say whether it contains a date.

    Only items of Python's own types are looked at. Any other container may compute its dates, and
    have none to begin with, or no end.

    Raises:
        NotACalendarError: it is not a container, or its items equal no `date`.
    """
    if not isinstance(holidays, Container):
        raise NotACalendarError(holidays)
    looks_up: object = type(holidays).__contains__
    for kind in _PLAIN:
        if looks_up is kind.__contains__ and not all(map(_is_plain_date, kind.__iter__(holidays))):
            is_named = isinstance(holidays, dict)
            raise NotACalendarError(holidays, _NAMED_DATES if is_named else _DATES)
    # An array of NumPy, or an index or a series of pandas or Polars. Some look a date up among
    # numbers, or among times.
    if hasattr(type(holidays), "dtype"):
        raise NotACalendarError(holidays, _DATES)
    return cast("Container[date]", holidays)


def _is_plain_date(value: object) -> bool:
    # A `datetime` is a date to Python, but never equal to one. The class may be foreign code.
    return issubclass(type(value), date) and not issubclass(type(value), datetime)


def is_holiday(holidays: Container[date], day: date) -> bool:
    """Return whether `holidays` contains `day`.

    Raises:
        NotACalendarError: the look-up raises an exception.
    """
    try:
        return day in holidays
    except Exception as error:
        if _cannot_fail(holidays) or is_interruption(error):
            raise
        raise NotACalendarError(holidays) from error


def names_on(holidays: Container[date], day: date) -> tuple[LocalizedText, ...]:
    """Return the names of the holidays on `day`: none if the calendar does not cover `day`.

    Raises:
        NotACalendarError: the look-up raises an exception.
    """
    if is_of_the_library(holidays) and not holidays.covers(day):
        return ()
    return holiday_names(holidays, day) if is_holiday(holidays, day) else ()


def holidays_in(holidays: Container[date], year: int) -> Mapping[date, tuple[LocalizedText, ...]]:
    """Return the holidays of a year with their names, by date, in order.

    Raises:
        OutOfRangeError: the calendar, or the supported range, does not have the year.
        NotAYearError: `year` is not an `int`.
        NotACalendarError: the look-up raises an exception.
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
    `dict` can, and so can a calendar of the package `holidays`. Otherwise the name is "holiday". It
    is also "holiday" if `get` takes no date, or fails.
    """
    if is_of_the_library(holidays):
        # To find out what the calendar can do would take longer than the look-up.
        return tuple(each.name for each in holidays.get(day))
    return _names_in(_entry(holidays, day)) or (_UNNAMED,)


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


def _cannot_fail(holidays: object) -> bool:
    kind = type(holidays)
    if kind in _CANNOT_FAIL or is_of_the_library(holidays):
        return True
    # A list compares its items, each of which may have code of the caller.
    return kind in {list, tuple} and set(map(type, as_sequence(holidays))) <= {date}


def _names_in(entry: object) -> tuple[LocalizedText, ...]:
    if isinstance(entry, str):
        line = as_line(letters_of(entry))
        return (LocalizedText.model_validate(line),) if line else ()
    members = members_of(entry, Sequence) or ()
    return tuple(each.name for each in members if isinstance(each, NamedHoliday))


def _entry(holidays: object, day: date) -> object:
    try:
        get = getattr(holidays, "get", None)
        return None if get is None else get(day)
    except Exception as error:
        if _cannot_fail(holidays) or is_interruption(error):
            raise
        return None
