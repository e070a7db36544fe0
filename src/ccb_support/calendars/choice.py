"""Which holidays hold for a directory, and which years it can answer about because of them."""

from collections.abc import Container
from datetime import date

from ccb_support.clock.instants import EVERY_YEAR, SupportedYears
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.model.dates import COLOMBIAN
from ccb_support.model.directory import Directory

from . import AnyCalendar, calendar_of
from .colombia import COLOMBIA
from .listed import ListedCalendar


def choose_calendar(
    directory: Directory, holidays: Container[date] | None = None
) -> tuple[AnyCalendar, SupportedYears]:
    """Return a directory's holidays, and the years about which it can answer.

    The holidays are `holidays` if they are given, or else those that the directory names.

    Raises:
        DirectoryError: the directory names a calendar that does not exist.
        MissingExtraError: its calendar needs an extra.
    """
    since = directory.effective or date.min
    if holidays is not None:
        return calendar_of(holidays), EVERY_YEAR._replace(since=since)
    calendar = _named_calendar(directory)
    years = calendar.years if directory.depends_on_holidays else EVERY_YEAR
    return calendar, years._replace(since=since)


def _named_calendar(directory: Directory) -> AnyCalendar:
    """Return the calendar that a directory names. Raises what `choose_calendar` raises."""
    choice = directory.holiday_calendar
    if choice == COLOMBIAN or (choice is None and directory.time_zone == BOGOTA_NAME):
        return COLOMBIA
    if isinstance(choice, str):
        from .country import CountryCalendar  # noqa: PLC0415 - most programs need no other

        return CountryCalendar(choice)
    # Outside Bogotá, no channel depends on holidays that the directory does not name.
    return ListedCalendar(choice or ())
