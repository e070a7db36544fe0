"""The holidays of a directory as its owner reads them, for the oracle to look up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ccb_support.calendars import NamedHoliday
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.calendars.country import CountryCalendar, open_country
from ccb_support.model.dates import YearlyDate
from ccb_support.model.hours import DayHours, WeeklyHours
from ccb_support.model.text import LocalizedText, as_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from ccb_support.model.changed_hours import Season
    from ccb_support.model.channels import Channel
    from ccb_support.model.dates import ListedHoliday
    from ccb_support.model.directory import Directory

FIRST_DAY = date(1984, 1, 1)
LAST_DAY = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class ReadList:
    """The holidays that a directory lists, read entry by entry."""

    entries: tuple[ListedHoliday, ...]

    def __contains__(self, day: object) -> bool:
        """Return whether an entry writes `day`, with its year or without."""
        return bool(self._entries_on(day))

    def get(self, day: date) -> tuple[NamedHoliday, ...]:
        """Return the holiday on `day`. The names of all its entries are one name."""
        # Full dates come first.
        entries = sorted(self._entries_on(day), key=lambda each: isinstance(each.date, YearlyDate))
        spanish = as_line("; ".join(each.name.es for each in entries))
        english = as_line("; ".join(each.name.en for each in entries))
        return (NamedHoliday(LocalizedText(es=spanish, en=english)),)

    def dates(self) -> set[date]:
        """Return the dates that the entries write, in each supported year."""
        dates = {entry.date for entry in self.entries}
        yearly = [each for each in dates if isinstance(each, YearlyDate)]
        years = range(FIRST_DAY.year, LAST_DAY.year + 1)
        occurring = (each.in_year(year) for each in yearly for year in years)
        return {*filter(None, occurring), *(each for each in dates if isinstance(each, date))}

    def _entries_on(self, day: object) -> list[ListedHoliday]:
        full = str(day)
        return [entry for entry in self.entries if str(entry.date) in {full, full[5:]}]


def read_holidays(directory: Directory) -> tuple[Container[date], Container[date]]:
    """Return the holidays that the directory names, to look up a date, and to look up its names."""
    choice = directory.holiday_calendar
    if choice == "CO" or (choice is None and directory.time_zone == "America/Bogota"):
        return COLOMBIA, COLOMBIA
    if isinstance(choice, str):
        # The package itself has the dates. Each name of it is in one language.
        return open_country(choice), CountryCalendar(choice)
    listed = ReadList(choice or ())
    return listed, listed


def supported_days(directory: Directory) -> tuple[date, date]:
    """Return the first and the last day about which the directory can answer."""
    choice = directory.holiday_calendar
    matters = any(depends_on_holidays(each, directory.seasons) for each in directory.channels)
    if not isinstance(choice, str) or choice == "CO" or not matters:
        return FIRST_DAY, LAST_DAY
    calendar = open_country(choice)
    first, last = date(calendar.start_year, 1, 1), date(calendar.end_year, 12, 31)
    return max(first, FIRST_DAY), min(last, LAST_DAY)


def depends_on_holidays(channel: Channel, seasons: Iterable[Season]) -> bool:
    """Return whether a holiday can change the hours of a channel, by its week or in `seasons`."""
    if channel.holidays == "open":
        return False
    weekly = [channel.hours, *(each.hours for each in seasons if each.concerns(channel.id))]
    return channel.holiday_hours != DayHours(()) or any(each != WeeklyHours(()) for each in weekly)
