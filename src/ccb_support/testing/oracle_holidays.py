"""The holidays of a directory as its owner reads them, for the oracle to look up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.calendars.country_calendar import open_country
from ccb_support.model.hours import DayHours, WeeklyHours

if TYPE_CHECKING:
    from collections.abc import Container

    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.model.holiday_choice import ListedHoliday

FIRST_DAY = date(1984, 1, 1)
LAST_DAY = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class ReadList:
    """The holidays that a directory lists, read entry by entry."""

    entries: tuple[ListedHoliday, ...]

    def __contains__(self, day: object) -> bool:
        """Return whether an entry writes `day`, with its year or without."""
        full = str(day)
        return any(str(entry.date) in {full, full[5:]} for entry in self.entries)


def read_holidays(directory: Directory) -> Container[date]:
    """Return the dates of the holidays that the directory names."""
    choice = directory.holiday_calendar
    if choice == "CO" or (choice is None and directory.time_zone == "America/Bogota"):
        return COLOMBIA
    if isinstance(choice, str):
        return open_country(choice, language="en_US")
    return ReadList(choice or ())


def supported_days(directory: Directory) -> tuple[date, date]:
    """Return the first and the last day about which the directory can answer."""
    choice = directory.holiday_calendar
    matters = any(_depends_on_holidays(channel, directory) for channel in directory.channels)
    if not isinstance(choice, str) or choice == "CO" or not matters:
        return FIRST_DAY, LAST_DAY
    calendar = open_country(choice)
    first, last = date(calendar.start_year, 1, 1), date(calendar.end_year, 12, 31)
    return max(first, FIRST_DAY), min(last, LAST_DAY)


def _depends_on_holidays(channel: Channel, directory: Directory) -> bool:
    if channel.holidays == "open":
        return False
    if isinstance(channel.holidays, DayHours) and channel.holidays.root:
        return True
    seasons = [each.hours for each in directory.seasons if each.concerns(channel.id)]
    return any(hours != WeeklyHours(()) for hours in (channel.hours, *seasons))
