"""The holidays that a directory lists: dates, and days of every year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ccb_support.model.dates import ListedHoliday
from ccb_support.model.text import LocalizedText, as_line

from . import HolidayCalendar, NamedHoliday


@dataclass(frozen=True)
class ListedCalendar(HolidayCalendar[NamedHoliday]):
    """The holidays in a directory's own list. All other dates are ordinary."""

    entries: tuple[ListedHoliday, ...] = ()

    @property
    def last_full_date(self) -> date | None:
        """The last date that the list has with its year, or None if all are of every year."""
        dates = (entry.date for entry in self.entries)
        return max((day for day in dates if isinstance(day, date)), default=None)

    def _compute(self, year: int) -> Mapping[date, tuple[NamedHoliday, ...]]:
        names: defaultdict[date, list[LocalizedText]] = defaultdict(list)
        # A full date comes before a date of every year.
        for entry in sorted(self.entries, key=lambda each: not isinstance(each.date, date)):
            day = entry.date if isinstance(entry.date, date) else entry.date.in_year(year)
            if day and day.year == year:
                names[day].append(entry.name)
        return {day: (NamedHoliday(_join(names[day])),) for day in sorted(names)}


def _join(names: Sequence[LocalizedText]) -> LocalizedText:
    return LocalizedText(
        es=as_line("; ".join(each.es for each in names)),
        en=as_line("; ".join(each.en for each in names)),
    )
