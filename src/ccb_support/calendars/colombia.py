"""The public holidays of Colombia: a table of rules, each with its law and its first year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias, runtime_checkable

from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR
from ccb_support.errors import NotACalendarError, NotAYearError, OutOfRangeError
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.model.untrusted import as_sequence

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_LEY_51 = "Ley 51 de 1983"
_LEY_2578 = "Ley 2578 de 2026"
_ON_MONDAY = relativedelta(weekday=MO)


class HolidayKind(StrEnum):
    """How the date of a holiday follows from the year."""

    FIXED = "fixed"
    MOVED_TO_MONDAY = "moved_to_monday"
    EASTER = "easter"


class FixedDate(NamedTuple):
    """The same date every year, whatever its weekday."""

    month: int
    day: int
    kind: Literal[HolidayKind.FIXED] = HolidayKind.FIXED

    def apply(self, year: int) -> date:
        """Return the date in `year`."""
        return date(year, self.month, self.day)


class MovedToMonday(NamedTuple):
    """The first Monday on or after a date."""

    month: int
    day: int
    kind: Literal[HolidayKind.MOVED_TO_MONDAY] = HolidayKind.MOVED_TO_MONDAY

    def apply(self, year: int) -> date:
        """Return the date in `year`."""
        return date(year, self.month, self.day) + _ON_MONDAY


class EasterOffset(NamedTuple):
    """So many days after Easter Sunday, or before it where negative."""

    days: int
    kind: Literal[HolidayKind.EASTER] = HolidayKind.EASTER

    def apply(self, year: int) -> date:
        """Return the date in `year`."""
        return easter(year) + timedelta(days=self.days)


HolidayRule: TypeAlias = FixedDate | MovedToMonday | EasterOffset
"""How the date of a holiday follows from the year."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday.

    Attributes:
        name: what it celebrates.
        rule: how its date follows from the year.
        law: the law that orders it.
        first_year: the first supported year in which it is observed by that rule.
    """

    name: LocalizedText
    rule: HolidayRule
    law: str = _LEY_51
    first_year: int = FIRST_YEAR

    @property
    def kind(self) -> HolidayKind:
        """The kind of its rule."""
        return self.rule.kind


def _named(es: str, en: str) -> LocalizedText:
    return LocalizedText(es=es, en=en)


# Ley 51 of 1983, in force since 1984, lists the holidays and moves some of them to Monday;
# Ley 2578 of 1 June 2026 adds 9 July, moved in the same way.
HOLIDAYS: tuple[Holiday, ...] = (
    Holiday(_named("Año Nuevo", "New Year's Day"), FixedDate(1, 1)),
    Holiday(_named("Día de los Reyes Magos", "Epiphany"), MovedToMonday(1, 6)),
    Holiday(_named("Día de San José", "Saint Joseph's Day"), MovedToMonday(3, 19)),
    Holiday(_named("Jueves Santo", "Maundy Thursday"), EasterOffset(-3)),
    Holiday(_named("Viernes Santo", "Good Friday"), EasterOffset(-2)),
    Holiday(_named("Día del Trabajo", "Labour Day"), FixedDate(5, 1)),
    Holiday(_named("Ascensión del Señor", "Ascension Day"), EasterOffset(43)),
    Holiday(_named("Corpus Christi", "Corpus Christi"), EasterOffset(64)),
    Holiday(_named("Sagrado Corazón de Jesús", "Sacred Heart"), EasterOffset(71)),
    Holiday(_named("San Pedro y San Pablo", "Saint Peter and Saint Paul"), MovedToMonday(6, 29)),
    Holiday(
        _named("Virgen de Chiquinquirá", "Our Lady of Chiquinquirá"),
        MovedToMonday(7, 9),
        law=_LEY_2578,
        first_year=2026,
    ),
    Holiday(_named("Día de la Independencia", "Independence Day"), FixedDate(7, 20)),
    Holiday(_named("Batalla de Boyacá", "Battle of Boyacá"), FixedDate(8, 7)),
    Holiday(_named("Asunción de la Virgen", "Assumption Day"), MovedToMonday(8, 15)),
    Holiday(_named("Día de la Raza", "Columbus Day"), MovedToMonday(10, 12)),
    Holiday(_named("Día de Todos los Santos", "All Saints' Day"), MovedToMonday(11, 1)),
    Holiday(
        _named("Independencia de Cartagena", "Independence of Cartagena"), MovedToMonday(11, 11)
    ),
    Holiday(_named("Inmaculada Concepción", "Immaculate Conception"), FixedDate(12, 8)),
    Holiday(_named("Navidad", "Christmas Day"), FixedDate(12, 25)),
)
"""Every rule of the calendar, in the order in which a usual year meets them."""


@dataclass(frozen=True, repr=False)
class ColombianCalendar:
    """The public holidays of Colombia, as a container of dates.

    Attributes:
        verified_through: the day through which its laws were checked. A law passed later may add a
            holiday, or take one away, that the calendar does not know.
    """

    verified_through: date = date(2026, 11, 24)

    def __contains__(self, day: object) -> bool:
        """Tell whether `day` is a public holiday.

        Raises:
            OutOfRangeError: its year is not supported.
            NotAYearError: its year is no `int`, as that of the `NaT` of pandas.
        """
        return isinstance(day, date) and bool(self.get(day))

    def get(self, day: date) -> tuple[Holiday, ...]:
        """Return the holidays that fall on `day`: none, one, or two that share a Monday.

        Raises:
            OutOfRangeError: its year is not supported.
            NotAYearError: its year is no `int`, as that of the `NaT` of pandas.
        """
        holidays = _holidays_of(_checked_year(day.year))
        return holidays.get(_plain(day), ())

    def __repr__(self) -> str:
        return f"{type(self).__name__}(verified_through={self.verified_through})"


def _plain(day: date) -> date:
    # A datetime is a date to Python, but never equal to one.
    return day.date() if isinstance(day, datetime) else day


COLOMBIA = ColombianCalendar()
"""The calendar that a router uses unless it is given another."""


def colombian_holidays(year: int) -> dict[date, tuple[Holiday, ...]]:
    """Return the public holidays of Colombia in `year`, by date, in order.

    A date maps to a tuple, since two holidays can share a Monday, as on 30 June 2025.

    Raises:
        NotAYearError: `year` is no `int`.
        OutOfRangeError: `year` is not one of the supported years, 1984 to 2199.
    """
    return dict(_holidays_of(_checked_year(year)))


def _checked_year(year: object) -> int:
    # A bool is an int to Python.
    if isinstance(year, int) and not isinstance(year, bool):
        return int.__index__(year)
    raise NotAYearError(year)


def _holidays_of(year: int) -> Mapping[date, tuple[Holiday, ...]]:
    # `easter` answers for any year without a word, so the range is guarded here.
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfRangeError(year, FIRST_YEAR, LAST_YEAR)
    return _computed(year)


@cache
def _computed(year: int) -> Mapping[date, tuple[Holiday, ...]]:
    found: dict[date, tuple[Holiday, ...]] = {}
    for holiday in HOLIDAYS:
        if year >= holiday.first_year:
            day = holiday.rule.apply(year)
            found[day] = (*found.get(day, ()), holiday)
    return dict(sorted(found.items()))


def is_holiday(holidays: Container[date], day: date) -> bool:
    """Tell whether `holidays` contains `day`.

    Raises:
        NotACalendarError: `holidays` fails when it is asked.
    """
    try:
        return day in holidays
    except Exception as error:  # a calendar is foreign code and may raise anything
        raise NotACalendarError(holidays) from error


_UNNAMED = LocalizedText(es="festivo", en="holiday")


def holiday_names(holidays: Container[date], day: date) -> tuple[LocalizedText, ...]:
    """Return the names of what is celebrated on `day`, as far as `holidays` can tell.

    A container with a `get`, such as a `dict` or a calendar of the `holidays` package, may name the
    day with a `str` or with a tuple of `Holiday`; any other says only that it is a holiday.
    """
    found = _found_in(holidays, day)
    if isinstance(found, str):
        line = as_line(found)
        return (LocalizedText(es=line, en=line),) if line else (_UNNAMED,)
    named = as_sequence(found)
    return tuple(each.name for each in named if isinstance(each, Holiday)) or (_UNNAMED,)


def _found_in(holidays: object, day: date) -> object:
    try:
        return holidays.get(day) if isinstance(holidays, _Naming) else None
    except Exception:  # noqa: BLE001 - a `get` that takes no date, or fails, names nothing
        return None


@runtime_checkable
class _Naming(Protocol):
    def get(self, day: date, /) -> object: ...
