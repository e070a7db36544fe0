"""Which season, or which special day, governs each day: a full date before a yearly date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval, gaps, within
from ccb_support.clock.wall_days import date_at, days_through
from ccb_support.model.seasons import Season
from ccb_support.model.special_days import SpecialDay

from .causes import Cause
from .week import Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.model.date_ranges import DaySpan

DatedEntry: TypeAlias = Season | SpecialDay
"""An entry with dates, which gives hours to days."""

_CELL = 400 * DAY
"""How much time is worked out at once, if entries come every year."""

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
    def of(cls, entry: DatedEntry, days: DaySpan) -> DatedHours:
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
        self._cells: dict[int, Sequence[DatedHours]] = {}

    def __bool__(self) -> bool:
        """Return whether there is any entry."""
        return bool(self._full or self._yearly)

    @property
    def has_yearly(self) -> bool:
        """Whether an entry comes every year."""
        return bool(self._yearly)

    def within(self, days: Interval[WallTime]) -> Iterator[DatedHours]:
        """Yield who governs which of `days`, in order. Days with the week's hours are left out.

        An occurrence may come in several stretches.
        """
        for stretches in self._rows(days):
            for each in _overlapping(stretches, days):
                yield each._replace(days=each.days.clipped(days))

    def governs_any(self, days: Interval[WallTime]) -> bool:
        """Return whether any entry governs any of `days`."""
        return any(_overlapping(stretches, days) for stretches in self._rows(days))

    def on(self, midnight: WallTime) -> DatedHours | None:
        """Return who governs the day that starts at `midnight`."""
        for stretches in self._rows(Interval(midnight, midnight)):
            place = bisect_right(stretches, midnight, key=_start_of) - 1
            if place >= 0 and midnight in stretches[place].days:
                return stretches[place]
        return None

    def _rows(self, days: Interval[WallTime]) -> Sequence[Sequence[DatedHours]]:
        """Return rows of stretches that have all those among `days`."""
        if not self._yearly:
            return [self._full] if self._full else []
        first, last = days.start // _CELL, days.end // _CELL
        return [self._cell(number) for number in range(first, last + 1)]

    def _cell(self, number: int) -> Sequence[DatedHours]:
        found = self._cells.get(number)
        if found is None:
            if len(self._cells) * len(self._yearly) > _MOST_KEPT:
                self._cells.clear()
            cell = Interval(WallTime(number * _CELL), WallTime((number + 1) * _CELL))
            found = self._cells[number] = sorted(self._stretches(cell), key=_start_of)
        return found

    def _stretches(self, cell: Interval[WallTime]) -> Iterator[DatedHours]:
        """Yield who governs which days of `cell`, in any order."""
        full = [
            each._replace(days=each.days.clipped(cell)) for each in _overlapping(self._full, cell)
        ]
        yield from full
        taken = [each.days for each in full]
        first, last = date_at(cell.start).year, date_at(cell.end).year
        for entry in self._yearly:
            # What began the year before may run over New Year.
            for days in filter(None, map(entry.dates.beginning_in, range(first - 1, last + 1))):
                occurrence = DatedHours.of(entry, days)
                for part in within(gaps(taken, occurrence.days), cell):
                    yield occurrence._replace(days=part)


def _start_of(stretch: DatedHours) -> WallTime:
    return stretch.days.start


def _end_of(stretch: DatedHours) -> WallTime:
    return stretch.days.end


def _overlapping(stretches: Sequence[DatedHours], days: Interval[WallTime]) -> Sequence[DatedHours]:
    first = bisect_right(stretches, days.start, key=_end_of)
    return stretches[first : bisect_left(stretches, days.end, key=_start_of)]
