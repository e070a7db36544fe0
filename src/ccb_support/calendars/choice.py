"""Which holidays hold for a directory, and which years it can answer about because of them."""

from collections.abc import Container
from datetime import date
from typing import Any

from ccb_support.clock.instants import EVERY_YEAR, SupportedYears
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.model.dates import COLOMBIAN
from ccb_support.model.directory import Directory

from . import HolidayCalendar, calendar_of
from .colombia import COLOMBIA
from .listed import ListedCalendar


def choose_calendar(
    directory: Directory, holidays: Container[date] | None = None
) -> tuple[HolidayCalendar[Any], SupportedYears]:
    """Return a directory's holidays, and the years about which it can answer.

    The holidays are `holidays` if they are given, or else those that the directory names.

    Raises:
        DirectoryError: the directory names a calendar that does not exist.
        MissingExtraError: its calendar needs an extra.
    """
    choice = directory.holiday_calendar
    if holidays is not None:
        calendar: HolidayCalendar[Any] = calendar_of(holidays)
    elif choice == COLOMBIAN or (choice is None and directory.time_zone == BOGOTA_NAME):
        calendar = COLOMBIA
    elif isinstance(choice, str):
        from .country import CountryCalendar  # noqa: PLC0415 - most programs need no other

        calendar = CountryCalendar(choice)
    else:
        # Outside Bogotá, no channel depends on holidays that the directory does not name.
        calendar = ListedCalendar(choice or ())
    is_limited = holidays is None and directory.depends_on_holidays
    years = calendar.years if is_limited else EVERY_YEAR
    return calendar, years._replace(since=directory.effective or date.min)
