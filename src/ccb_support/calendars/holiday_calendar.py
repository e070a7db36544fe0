"""What the library needs to know of each calendar: which years it has, and their holidays."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeGuard, TypeVar

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR
from ccb_support.clock.supported_years import SupportedYears
from ccb_support.clock.wall_days import midnight_of
from ccb_support.errors import NotAYearError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ccb_support.clock.instants import WallTime
    from ccb_support.model.text import LocalizedText


@dataclass(frozen=True, slots=True)
class NamedHoliday:
    """A holiday of which the calendar knows at least the name."""

    name: LocalizedText


_H = TypeVar("_H", bound=NamedHoliday)


@dataclass(frozen=True)
class HolidayCalendar(ABC, Generic[_H]):
    """The public holidays of one place, as a container of dates that names them."""

    # Each year is computed once. A pickle leaves these two out.
    _holidays: dict[int, Mapping[date, tuple[_H, ...]]] = field(
        default_factory=dict[int, Any], init=False, repr=False, compare=False
    )
    _midnights: dict[int, Sequence[WallTime]] = field(
        default_factory=dict[int, Any], init=False, repr=False, compare=False
    )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), tuple(getattr(self, each.name) for each in fields(self) if each.init)

    @property
    def first_year(self) -> int:
        """The first year that the calendar covers: usually the first supported year."""
        return FIRST_YEAR

    @property
    def last_year(self) -> int:
        """The last year that the calendar covers: usually the last supported year."""
        return LAST_YEAR

    @abstractmethod
    def _compute(self, year: int) -> Mapping[date, tuple[_H, ...]]:
        """Return the holidays of a year that the calendar covers, by date, in order."""

    @property
    def first_date(self) -> date:
        """The first date that the calendar covers."""
        return date(self.first_year, 1, 1)

    @property
    def last_date(self) -> date:
        """The last date that the calendar covers."""
        return date(self.last_year, 12, 31)

    def covers(self, day: date) -> bool:
        """Return whether the calendar knows if `day` is a holiday."""
        return self.first_year <= day.year <= self.last_year

    def __contains__(self, day: object) -> bool:
        """Return whether `day` is a public holiday.

        Raises:
            OutOfRangeError: the calendar does not cover the year of `day`.
            NotAYearError: the year of `day` is not an `int`. The `NaT` of pandas is such a day.
        """
        return isinstance(day, date) and bool(self.get(day))

    def get(self, day: date) -> tuple[_H, ...]:
        """Return the holidays on `day`: none, one or several.

        Raises:
            OutOfRangeError: the calendar does not cover the year of `day`.
            NotAYearError: the year of `day` is not an `int`. The `NaT` of pandas is such a day.
        """
        # A datetime is a date to Python, but never equal to one.
        pure = day.date() if isinstance(day, datetime) else day
        return self.in_year(day.year).get(pure, ())

    def in_year(self, year: object) -> Mapping[date, tuple[_H, ...]]:
        """Return the holidays of a year by date, in order.

        Raises:
            OutOfRangeError: the calendar does not cover the year.
            NotAYearError: `year` is not an `int`.
        """
        # A bool is an int to Python.
        if not isinstance(year, int) or isinstance(year, bool):
            raise NotAYearError(year)
        if not self.first_year <= year <= self.last_year:
            raise SupportedYears(self.first_year, self.last_year).error(year)
        found = self._holidays.get(year)
        if found is None:
            found = self._holidays[year] = self._compute(year)
        return found

    def midnights_in(self, year: int) -> Sequence[WallTime]:
        """Return the midnights at which the holidays of a year start, in order."""
        found = self._midnights.get(year)
        if found is None:
            found = self._midnights[year] = tuple(map(midnight_of, self.in_year(year)))
        return found


_OF_THE_LIBRARY: set[type] = set()

_C = TypeVar("_C")


def of_the_library(kind: type[_C]) -> type[_C]:
    """Mark a type of calendar as the library's own. A subclass may be a caller's, and is not."""
    _OF_THE_LIBRARY.add(kind)
    return kind


def is_of_the_library(holidays: object) -> TypeGuard[HolidayCalendar[Any]]:
    """Return whether `holidays` is one of the library's own calendars."""
    return type(holidays) in _OF_THE_LIBRARY
