"""The public holidays of Colombia: a table of rules, each with its law and its first year."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ccb_support.clock.instants import FIRST_YEAR
from ccb_support.model.dates import EasterDate, YearlyDate
from ccb_support.model.records import build
from ccb_support.model.text import LocalizedText

from . import HolidayCalendar, NamedHoliday

__all__ = [
    "COLOMBIA",
    "ColombianCalendar",
    "Holiday",
    "HolidayKind",
]


class HolidayKind(StrEnum):
    """How the date of a holiday follows from the year."""

    FIXED = "fixed"
    MOVED_TO_MONDAY = "moved_to_monday"
    EASTER = "easter"


@dataclass(frozen=True, slots=True)
class Holiday(NamedHoliday):
    """A public holiday.

    Attributes:
        name: what the holiday celebrates.
        kind: how its date follows from the year.
        day: its day of every year, before it moves to a Monday.
        law: the law that orders the holiday.
        first_year: the first supported year in which people observe the holiday by this rule.
    """

    kind: HolidayKind
    day: YearlyDate | EasterDate
    law: str = "Ley 51 de 1983"
    first_year: int = FIRST_YEAR

    def date_in(self, year: int) -> date | None:
        """Return its date in a year, or None before its first year."""
        day = self.day.in_year(year) if year >= self.first_year else None
        if day and self.kind == HolidayKind.MOVED_TO_MONDAY:
            # `weekday` counts the days since Monday.
            return day + timedelta(days=-day.weekday() % 7)
        return day


def _name(es: str, en: str) -> LocalizedText:
    return build(LocalizedText, {"es": es, "en": en})


# Ley 51 of 1983, in force since 1984, lists the holidays and moves some of them to Monday;
# Ley 2578 of 1 June 2026 adds 9 July, moved in the same way.
HOLIDAYS: tuple[Holiday, ...] = (
    Holiday(_name("Año Nuevo", "New Year's Day"), HolidayKind.FIXED, YearlyDate(1, 1)),
    Holiday(
        _name("Día de los Reyes Magos", "Epiphany"), HolidayKind.MOVED_TO_MONDAY, YearlyDate(1, 6)
    ),
    Holiday(
        _name("Día de San José", "Saint Joseph's Day"),
        HolidayKind.MOVED_TO_MONDAY,
        YearlyDate(3, 19),
    ),
    Holiday(_name("Jueves Santo", "Maundy Thursday"), HolidayKind.EASTER, EasterDate(-3)),
    Holiday(_name("Viernes Santo", "Good Friday"), HolidayKind.EASTER, EasterDate(-2)),
    Holiday(_name("Día del Trabajo", "Labour Day"), HolidayKind.FIXED, YearlyDate(5, 1)),
    Holiday(_name("Ascensión del Señor", "Ascension Day"), HolidayKind.EASTER, EasterDate(43)),
    Holiday(_name("Corpus Christi", "Corpus Christi"), HolidayKind.EASTER, EasterDate(64)),
    Holiday(_name("Sagrado Corazón de Jesús", "Sacred Heart"), HolidayKind.EASTER, EasterDate(71)),
    Holiday(
        _name("San Pedro y San Pablo", "Saint Peter and Saint Paul"),
        HolidayKind.MOVED_TO_MONDAY,
        YearlyDate(6, 29),
    ),
    Holiday(
        _name("Virgen de Chiquinquirá", "Our Lady of Chiquinquirá"),
        HolidayKind.MOVED_TO_MONDAY,
        YearlyDate(7, 9),
        law="Ley 2578 de 2026",
        first_year=2026,
    ),
    Holiday(
        _name("Día de la Independencia", "Independence Day"), HolidayKind.FIXED, YearlyDate(7, 20)
    ),
    Holiday(_name("Batalla de Boyacá", "Battle of Boyacá"), HolidayKind.FIXED, YearlyDate(8, 7)),
    Holiday(
        _name("Asunción de la Virgen", "Assumption Day"),
        HolidayKind.MOVED_TO_MONDAY,
        YearlyDate(8, 15),
    ),
    Holiday(
        _name("Día de la Raza", "Columbus Day"), HolidayKind.MOVED_TO_MONDAY, YearlyDate(10, 12)
    ),
    Holiday(
        _name("Día de Todos los Santos", "All Saints' Day"),
        HolidayKind.MOVED_TO_MONDAY,
        YearlyDate(11, 1),
    ),
    Holiday(
        _name("Independencia de Cartagena", "Independence of Cartagena"),
        HolidayKind.MOVED_TO_MONDAY,
        YearlyDate(11, 11),
    ),
    Holiday(
        _name("Inmaculada Concepción", "Immaculate Conception"),
        HolidayKind.FIXED,
        YearlyDate(12, 8),
    ),
    Holiday(_name("Navidad", "Christmas Day"), HolidayKind.FIXED, YearlyDate(12, 25)),
)
"""Every rule of the calendar, in the order of their dates in a usual year."""

VERIFIED_THROUGH = date(2027, 12, 31)
"""The last day whose holidays were checked against the laws in force."""


@dataclass(frozen=True)
class ColombianCalendar(HolidayCalendar[Holiday]):
    """The public holidays of Colombia, as a container of dates."""

    @property
    def verified_through(self) -> date:
        """The last day whose holidays were checked against the laws in force.

        A later law may add a holiday, or remove one, without the calendar knowing it.
        """
        return VERIFIED_THROUGH

    def _compute(self, year: int) -> dict[date, tuple[Holiday, ...]]:
        # `easter` answers for any year without a warning, so the range was checked before.
        found: dict[date, tuple[Holiday, ...]] = {}
        for holiday in HOLIDAYS:
            if day := holiday.date_in(year):
                found[day] = (*found.get(day, ()), holiday)
        return dict(sorted(found.items()))


COLOMBIA = ColombianCalendar()
"""The calendar of Colombia: that of a directory in Bogotá's zone, unless it names another."""


def colombian_holidays(year: int) -> dict[date, tuple[Holiday, ...]]:
    """Return the public holidays of Colombia in `year`, by date, in order.

    A date maps to a tuple, because two holidays can share a Monday, for example 30 June 2025.

    Raises:
        NotAYearError: `year` is not an `int`.
        OutOfRangeError: `year` is not one of the supported years, 1984 to 2199.
    """
    return dict(COLOMBIA.in_year(year))
