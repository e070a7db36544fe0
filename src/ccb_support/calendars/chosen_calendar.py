"""Which holidays hold for a directory, and which years it can answer about because of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ccb_support.clock.instants import BOGOTA, FIRST_YEAR, LAST_YEAR
from ccb_support.clock.supported_years import EVERY_YEAR, SupportedYears
from ccb_support.model.holiday_choice import COLOMBIAN

from .colombia import COLOMBIA
from .country_calendar import CountryCalendar
from .listed_calendar import ListedCalendar

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from ccb_support.model.directory import Directory

    from .holiday_calendar import HolidayCalendar


class ChosenCalendar(NamedTuple):
    """The holidays that hold for a directory.

    Attributes:
        holidays: the dates of the holidays.
        years: the years about which the directory can answer.
    """

    holidays: Container[date]
    years: SupportedYears = EVERY_YEAR


def choose_calendar(
    directory: Directory, holidays: Container[date] | None = None
) -> ChosenCalendar:
    """Return `holidays` if they are given, or else those that the directory names.

    Raises:
        DirectoryError: the directory names a calendar that does not exist.
        MissingExtraError: its calendar needs an extra.
    """
    if holidays is not None:
        return ChosenCalendar(holidays)
    calendar = _named_calendar(directory)
    depends = any(channel.depends_on_holidays for channel in directory.channels)
    return ChosenCalendar(calendar, _covered_years(calendar) if depends else EVERY_YEAR)


def _named_calendar(directory: Directory) -> HolidayCalendar[Any]:
    choice = directory.holiday_calendar
    if choice is None:
        # Elsewhere, no channel depends on holidays: the directory would be refused.
        return COLOMBIA if directory.time_zone == BOGOTA.key else ListedCalendar()
    if isinstance(choice, str):
        return COLOMBIA if choice == COLOMBIAN else CountryCalendar(choice)
    return ListedCalendar(choice)


def _covered_years(calendar: HolidayCalendar[Any]) -> SupportedYears:
    # The library's other calendars have every year.
    if not isinstance(calendar, CountryCalendar):
        return EVERY_YEAR
    first, last = max(calendar.first_year, FIRST_YEAR), min(calendar.last_year, LAST_YEAR)
    return SupportedYears(first, last, calendar.code)
