"""Which season, or which special day, governs each day: a full date before a yearly date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval, gaps, within
from ccb_support.clock.wall_days import date_at, days_through
from ccb_support.model.changed_hours import Season, SpecialDay

from .causes import Cause
from .week import Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.model.dates import DaySpan

DatedEntry: TypeAlias = Season | SpecialDay
"""An entry with dates, which gives hours to days."""

_CELL = 400 * DAY
"""How much time is worked out at once, if entries come every year."""

_MOST_KEPT = 20_000
"""How many stretches of yearly entries one channel keeps: about 5 MB."""


class DatedHours(NamedTuple):
    """Hours that one entry gives to a stretch of days, from midnight to midnight.

    The cause is the occurrence of the entry in which the days lie.
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


class _Row(NamedTuple):
    """Stretches of days in order, all apart, with their starts and ends."""

    stretches: Sequence[DatedHours]
    starts: Sequence[WallTime]
    ends: Sequence[WallTime]

    @classmethod
    def of(cls, stretches: Iterable[DatedHours]) -> _Row:
        """Return stretches, which come in any order, as a row."""
        row = sorted(stretches, key=lambda each: each.days.start)
        return cls(row, [each.days.start for each in row], [each.days.end for each in row])

    def meeting(self, days: Interval[WallTime]) -> Sequence[DatedHours]:
        """Return the stretches that meet `days`."""
        first = bisect_right(self.ends, days.start)
        return self.stretches[first : bisect_left(self.starts, days.end)]


class DatedLayer:
    """The seasons of a channel, or its special days: at most one of them governs a day.

    No two entries with full dates share a day, and no two of the `yearly` ones.
    """

    def __init__(self, entries: Iterable[DatedEntry]) -> None:
        every = [*entries]
        once = [(each, each.dates.once) for each in every]
        self._full = _Row.of(DatedHours.of(entry, days) for entry, days in once if days)
        self.yearly = [entry for entry, days in once if not days]
        most_cells = 1 + _MOST_KEPT // max(len(self.yearly), 1)
        self._cell = lru_cache(most_cells)(self._work_out)

    def __bool__(self) -> bool:
        """Return whether there is any entry."""
        return bool(self._full.stretches or self.yearly)

    def within(self, days: Interval[WallTime]) -> Iterator[DatedHours]:
        """Yield who governs which of `days`, in order. Days with the week's hours are left out.

        An occurrence may come in several stretches.
        """
        if not self:
            # Most channels have no entries.
            return
        first, last = days.start // _CELL, (days.end - 1) // _CELL
        rows = map(self._cell, range(first, last + 1)) if self.yearly else [self._full]
        for row in rows:
            for each in row.meeting(days):
                yield each._replace(days=each.days.clipped(days))

    def on(self, midnight: WallTime) -> DatedHours | None:
        """Return who governs the day that starts at `midnight`."""
        row = self._cell(midnight // _CELL) if self.yearly else self._full
        place = bisect_right(row.starts, midnight) - 1
        return row.stretches[place] if place >= 0 and midnight < row.ends[place] else None

    def _work_out(self, number: int) -> _Row:
        return _Row.of(self._stretches(number))

    def _stretches(self, number: int) -> Iterator[DatedHours]:
        """Yield who governs which days of the cell with that number, in any order."""
        cell = Interval(WallTime(number * _CELL), WallTime((number + 1) * _CELL))
        full = [each._replace(days=each.days.clipped(cell)) for each in self._full.meeting(cell)]
        yield from full
        taken = [each.days for each in full]
        first, last = date_at(cell.start).year, date_at(cell.end).year
        for entry in self.yearly:
            # What began the year before may run over New Year.
            for days in filter(None, map(entry.dates.beginning_in, range(first - 1, last + 1))):
                occurrence = DatedHours.of(entry, days)
                for part in within(gaps(taken, occurrence.days), cell):
                    yield occurrence._replace(days=part)
