"""Which days are holidays: in Colombia, in other countries, in a list, or in any container."""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar, cast

from ccb_support.clock.instants import (
    EVERY_YEAR,
    SupportedYears,
    WallTime,
    date_at,
    days_through,
    midnight_of,
    midnights,
)
from ccb_support.clock.intervals import Interval
from ccb_support.errors import NotACalendarError, NotAYearError, plain
from ccb_support.model.dates import AnyDate
from ccb_support.model.records import as_sequence, build
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.words import answers as answer_phrases
from ccb_support.words import errors as error_phrases


@dataclass(frozen=True, slots=True)
class NamedHoliday:
    """A holiday of which the calendar knows at least the name.

    Attributes:
        name: its name.
        dates: the dates by which a directory's own list has this holiday; none in any other
            calendar.
    """

    name: LocalizedText
    dates: frozenset[AnyDate] = field(default=frozenset(), kw_only=True, repr=False, compare=False)


_H_co = TypeVar("_H_co", bound=NamedHoliday, covariant=True)


@dataclass(frozen=True)
class HolidayCalendar(ABC, Generic[_H_co]):
    """The public holidays of one place, as a container of dates that names them."""

    # Each year is computed once: its holidays, and their midnights. A pickle leaves them out.
    _known: dict[int, tuple[Mapping[date, tuple[_H_co, ...]], tuple[WallTime, ...]]] = field(
        default_factory=dict[int, Any], init=False, repr=False, compare=False
    )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), tuple(getattr(self, each.name) for each in fields(self) if each.init)

    @property
    def years(self) -> SupportedYears:
        """The supported years that the calendar covers: usually all."""
        return EVERY_YEAR

    @property
    def verified_through(self) -> date | None:
        """The last day whose holidays were checked, if somebody says so."""
        return None

    @abstractmethod
    def _compute(self, year: int) -> dict[date, tuple[_H_co, ...]]:
        """Return the holidays of a year that the calendar covers, by date, in order."""

    def __contains__(self, day: object) -> bool:
        """Return whether `day` is a public holiday.

        Raises:
            OutOfRangeError: the calendar does not cover the year of `day`.
            NotAYearError: the year of `day` is not an `int`. The `NaT` of pandas is such a day.
        """
        return isinstance(day, date) and bool(self.get(day))

    def get(self, day: date) -> tuple[_H_co, ...]:
        """Return the holidays on `day`: none, one or several.

        Raises:
            OutOfRangeError: the calendar does not cover the year of `day`.
            NotAYearError: the year of `day` is not an `int`. The `NaT` of pandas is such a day.
        """
        return self.in_year(day.year).get(_pure(day), ())

    def in_year(self, year: object) -> Mapping[date, tuple[_H_co, ...]]:
        """Return the holidays of a year by date, in order.

        Raises:
            OutOfRangeError: the calendar does not cover the year.
            NotAYearError: `year` is not an `int`.
        """
        return self._year(require_year(year, self.years))[0]

    def names_on(self, day: date) -> tuple[LocalizedText, ...]:
        """Return the names of the holidays on `day`: none if the calendar does not cover `day`."""
        is_covered = self.years.first <= day.year <= self.years.last
        return tuple(each.name for each in self.get(day)) if is_covered else ()

    def midnights_within(self, days: Interval[WallTime]) -> list[WallTime]:
        """Return the midnights of the holidays among `days`, which the calendar covers, in order.

        There are none if no day is left in `days`.
        """
        first, last = date_at(days.start).year, date_at(WallTime(days.end - 1)).year
        found: list[WallTime] = []
        for year in range(first, last + 1):
            found += self._year(year)[1]
        return found[bisect_left(found, days.start) : bisect_left(found, days.end)]

    def _year(self, year: int) -> tuple[Mapping[date, tuple[_H_co, ...]], tuple[WallTime, ...]]:
        found = self._known.get(year)
        if found is None:
            # If a caller passes a calendar to a router, the router asks it about all years.
            holidays = self._compute(require_year(year, self.years))
            # All callers share them.
            found = MappingProxyType(holidays), tuple(map(midnight_of, holidays))
            self._known[year] = found
        return found


AnyCalendar: TypeAlias = HolidayCalendar[NamedHoliday]
"""The public holidays of any place: each has at least its name."""


def _pure(day: date) -> date:
    """Return the date of a day: a datetime is a date to Python, but never equal to one."""
    return day.date() if isinstance(day, datetime) else day


def require_year(year: object, years: SupportedYears) -> int:
    """Return `year` if it is one of `years`.

    Raises:
        OutOfRangeError: it is another year.
        NotAYearError: it is not an `int`.
    """
    if not isinstance(year, int):
        raise NotAYearError(year)
    if not years.first <= year <= years.last:
        # Holidays are known also before the first edition.
        raise years._replace(since=date.min).error(year)
    return year


_UNNAMED = NamedHoliday(build(LocalizedText, answer_phrases.UNNAMED_HOLIDAY._asdict()))


@dataclass(frozen=True)
class _ContainerCalendar(AnyCalendar):
    """The dates in a caller's container, which is read once for each year."""

    dates: Container[date]

    @property
    def verified_through(self) -> date | None:
        """What the container says, if it says a date."""
        through = getattr(self.dates, "verified_through", None)
        return _pure(through) if isinstance(through, date) else None

    def _compute(self, year: int) -> dict[date, tuple[NamedHoliday, ...]]:
        days = map(date_at, midnights(days_through(date(year, 1, 1), date(year, 12, 31))))
        try:
            found = [day for day in days if day in self.dates]
        except TypeError as error:
            raise NotACalendarError(self.dates) from error
        return {day: self._named(day) for day in found}

    def _named(self, day: date) -> tuple[NamedHoliday, ...]:
        get: Callable[[date], object] | None = getattr(self.dates, "get", None)
        entry = get(day) if get else None
        found = map(_as_holiday, as_sequence(entry) or [entry])
        return tuple(filter(None, found)) or (_UNNAMED,)


def _as_holiday(entry: object) -> NamedHoliday | None:
    """Return the holiday that an entry of a caller's container is, or names."""
    if isinstance(entry, NamedHoliday):
        return entry
    if isinstance(entry, str) and (line := as_line(entry)):
        entry = LocalizedText(es=line, en=line)
    return NamedHoliday(entry) if isinstance(entry, LocalizedText) else None


_DATES = "{date.fromisoformat(str(day)[:10]) for day in holidays}"
_NAMED_DATES = "{date.fromisoformat(str(day)[:10]): name for day, name in holidays.items()}"


def require_calendar(holidays: object) -> Container[date]:
    """Return `holidays` if it can say whether it contains a date.

    The items of a collection are looked at. Any other container may compute its dates, and have
    none to begin with, or no end.

    Raises:
        NotACalendarError: it is not a container, or its items equal no `date`.
    """
    kind = type(holidays)
    # An array of NumPy, or an index or a series of pandas or Polars, has a `dtype`. Some look a
    # date up among numbers, or among times.
    is_array = hasattr(kind, "dtype")
    # A frame of pandas or Polars looks a date up among the names of its columns.
    if hasattr(kind, "columns") or issubclass(kind, str | bytes) or not issubclass(kind, Container):
        raise NotACalendarError(holidays)
    items = cast("Collection[object]", holidays) if issubclass(kind, Collection) else ()
    # A `datetime` is a date to Python, but never equal to one.
    is_plain_date = (isinstance(each, date) and not isinstance(each, datetime) for each in items)
    if is_array or not all(is_plain_date):
        raise NotACalendarError(
            holidays,
            phrase=error_phrases.NO_PLAIN_DATES,
            way_out=plain(_NAMED_DATES if issubclass(kind, Mapping) else _DATES),
        )
    return cast("Container[date]", holidays)


def calendar_of(holidays: Container[date]) -> AnyCalendar:
    """Return a calendar over a container of dates. A calendar of the library stays as it is.

    A container with a method `get` may name the day: with a `str`, a `LocalizedText` or a
    `NamedHoliday`, or with a list or a tuple of these. A `dict` can, and so can a calendar of the
    package `holidays`. Otherwise the name is "holiday".
    A look-up raises `NotACalendarError` if `holidays` is not a container of dates.
    """
    # A subclass of a calendar may be a caller's, and contain other dates.
    is_own = type(holidays).__module__.startswith(__name__)
    return cast("AnyCalendar", holidays) if is_own else _ContainerCalendar(holidays)
