"""Which season, or which special day, governs each day: a full date before a yearly date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.clock.intervals import Interval, gaps, within
from ccb_support.clock.wall_days import date_at, days_through, midnight_of
from ccb_support.model.seasons import Season
from ccb_support.model.special_days import SpecialDay

from .causes import Cause
from .week import Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.clock.instants import WallTime
    from ccb_support.model.date_ranges import Days

DatedEntry: TypeAlias = Season | SpecialDay
"""An entry with dates, which gives hours to days."""

_MOST_KEPT = 20_000
"""How many stretches of yearly entries one channel keeps: about 5 MB."""


class DatedHours(NamedTuple):
    """Hours that one entry gives to a stretch of days.

    Attributes:
        days: the days, from midnight to midnight on the wall clock.
        hours: the hours.
        entry: the entry.
        cause: the occurrence of the entry in which the days lie, as answers name it.
    """

    days: Interval[WallTime]
    hours: Week
    entry: DatedEntry
    cause: Cause

    @classmethod
    def of(cls, entry: DatedEntry, days: Days) -> DatedHours:
        """Return what an entry says about one of its occurrences."""
        return cls(days_through(*days), Week.of(entry.hours), entry, Cause.of(entry, days))

    @property
    def holds_on_closed_days(self) -> bool:
        """Whether the hours also hold on days that would be closed, as those of a season do."""
        return not isinstance(self.entry, SpecialDay) or self.entry.holds_on_closed_days


class DatedLayer:
    """The seasons of a channel, or its special days: at most one of them governs a day.

    Args:
        entries: the entries. No two of them with full dates share a day, and no two yearly ones.
    """

    def __init__(self, entries: Iterable[DatedEntry]) -> None:
        every = [*entries]
        once = [(each, each.dates.once) for each in every]
        self._full = sorted(
            (DatedHours.of(entry, days) for entry, days in once if days), key=_start_of
        )
        self._yearly = [entry for entry, days in once if not days]
        self._years: dict[int, Sequence[DatedHours]] = {}

    def __bool__(self) -> bool:
        """Return whether there is any entry."""
        return bool(self._full or self._yearly)

    @property
    def has_yearly(self) -> bool:
        """Whether an entry comes every year."""
        return bool(self._yearly)

    def within(self, days: Interval[WallTime]) -> Iterator[DatedHours]:
        """Yield who governs which of `days`, in order. Days of the week's own hours are left out.

        An occurrence may come in several stretches.
        """
        for stretches in self._rows(days):
            for each in _overlapping(stretches, days):
                yield each._replace(days=each.days.clipped(days))

    def on(self, midnight: WallTime) -> DatedHours | None:
        """Return who governs the day that starts at `midnight`."""
        for stretches in self._rows(Interval(midnight, midnight)):
            place = bisect_right(stretches, midnight, key=_start_of) - 1
            if place >= 0 and midnight in stretches[place].days:
                return stretches[place]
        return None

    def _rows(self, days: Interval[WallTime]) -> Iterator[Sequence[DatedHours]]:
        """Yield rows of stretches that have all those among `days`."""
        if not self._yearly:
            yield self._full
            return
        first, last = date_at(days.start).year, date_at(days.end).year
        yield from map(self._year, range(first, last + 1))

    def _year(self, year: int) -> Sequence[DatedHours]:
        found = self._years.get(year)
        if found is None:
            if len(self._years) * len(self._yearly) > _MOST_KEPT:
                self._years.clear()
            found = self._years[year] = sorted(self._stretches(year), key=_start_of)
        return found

    def _stretches(self, year: int) -> Iterator[DatedHours]:
        """Yield who governs which days of a year, in any order."""
        whole_year = Interval(midnight_of(date(year, 1, 1)), midnight_of(date(year + 1, 1, 1)))
        full = [
            each._replace(days=each.days.clipped(whole_year))
            for each in _overlapping(self._full, whole_year)
        ]
        yield from full
        taken = [each.days for each in full]
        for entry in self._yearly:
            # What began the year before may run over New Year.
            for days in filter(None, map(entry.dates.beginning_in, (year - 1, year))):
                occurrence = DatedHours.of(entry, days)
                for part in within(gaps(taken, occurrence.days), whole_year):
                    yield occurrence._replace(days=part)


def _start_of(stretch: DatedHours) -> WallTime:
    return stretch.days.start


def _end_of(stretch: DatedHours) -> WallTime:
    return stretch.days.end


def _overlapping(stretches: Sequence[DatedHours], days: Interval[WallTime]) -> Sequence[DatedHours]:
    first = bisect_right(stretches, days.start, key=_end_of)
    return stretches[first : bisect_left(stretches, days.end, key=_start_of)]
