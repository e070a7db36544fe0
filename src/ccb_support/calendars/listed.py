"""The holidays that a directory lists: dates, and days of every year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ccb_support.model.dates import ListedHoliday
from ccb_support.model.text import LocalizedText, as_line

from . import AnyCalendar, NamedHoliday


@dataclass(frozen=True)
class ListedCalendar(AnyCalendar):
    """The holidays in a directory's own list. All other dates are ordinary."""

    entries: tuple[ListedHoliday, ...] = ()

    @property
    def last_full_date(self) -> date | None:
        """The last date that the list has with its year, or None if all are of every year."""
        return max(
            (each.date for each in self.entries if isinstance(each.date, date)), default=None
        )

    def _compute(self, year: int) -> dict[date, tuple[NamedHoliday, ...]]:
        found: defaultdict[date, list[ListedHoliday]] = defaultdict(list)
        for entry in self.entries:
            day = entry.date if isinstance(entry.date, date) else entry.date.in_year(year)
            if day and day.year == year:
                found[day].append(entry)
        return {day: (_join(found[day]),) for day in sorted(found)}


NO_HOLIDAYS = ListedCalendar()
"""The calendar of a channel that works on every day."""


def _join(entries: list[ListedHoliday]) -> NamedHoliday:
    # One of every year and one of this year may have the same name.
    name = LocalizedText(
        es=as_line("; ".join(dict.fromkeys(each.name.es for each in entries))),
        en=as_line("; ".join(dict.fromkeys(each.name.en for each in entries))),
    )
    return NamedHoliday(name, dates=frozenset(each.date for each in entries))
