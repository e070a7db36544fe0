"""The wall clock of a time zone: from instants to local times and back, transitions included."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.errors import EmptyRangeError, OutOfRangeError

from .instants import (
    DAY,
    EPOCH,
    FIRST_WALL,
    FIRST_YEAR,
    LAST_WALL,
    LAST_YEAR,
    Instant,
    WallTime,
    instant_of,
    since_epoch,
)
from .intervals import Interval, joined, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

_CELL = 6 * DAY
"""How often an offset is looked up: no zone of the IANA data changes it twice within six days."""

_MOST_CELLS = 20
"""How many cells a range may have to be worth a look for one offset."""

_NO_OFFSET = timedelta()
_SECOND = timedelta(seconds=1)


class _Piece(NamedTuple):
    """A stretch of time through which the zone keeps one offset from UTC, in seconds."""

    span: Interval
    offset: int


class WallClock:
    """The clock on a wall in `zone`.

    A wall-clock time that exists twice is two instants; one that does not exist is none. No offset
    from UTC reaches a day.

    Attributes:
        zone: the zone.
        supported: the supported range, as instants.
    """

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._offsets: dict[int, int] = {}
        self._steady: dict[int, int | None] = {}
        self.supported = Interval(self._first(FIRST_WALL), self._first(LAST_WALL))

    def instant(self, when: datetime) -> Instant:
        """Return the second in which `when` lies.

        Raises:
            OutOfRangeError: it lies outside the supported range.
            CcbSupportError: what `since_epoch` raises.
        """
        instant = instant_of(when)
        if instant not in self.supported:
            raise OutOfRangeError(when, FIRST_YEAR, LAST_YEAR)
        return instant

    def bounds(self, start: datetime, end: datetime) -> Interval:
        """Return the seconds of which some part lies from `start` to before `end`.

        Raises:
            EmptyRangeError: `start` is not before `end`.
            OutOfRangeError: `start` or `end` lies outside the supported range.
            CcbSupportError: what `since_epoch` raises.
        """
        first, last = self.instant(start), -(-since_epoch(end) // _SECOND)
        if since_epoch(end) <= since_epoch(start):
            raise EmptyRangeError(start, end)
        if last > self.supported.end:
            raise OutOfRangeError(end, FIRST_YEAR, LAST_YEAR)
        return Interval(first, last)

    def datetime_at(self, instant: Instant) -> datetime:
        """Return `instant` as a `datetime` in the zone."""
        # This takes half the time of `astimezone`, and is right for all supported years.
        return datetime.fromtimestamp(instant, self.zone)

    def read(self, instant: Instant) -> WallTime:
        """Return what the clock shows at `instant`."""
        cell = instant // _CELL
        offset = self._cell_offset(cell)
        return instant + (
            offset if offset == self._cell_offset(cell + 1) else self._offset(instant)
        )

    def instants(self, wall: Interval) -> Iterator[Interval]:
        """Yield the stretches of time in which the clock shows a time that lies in `wall`."""
        first, last = self._steady_offset(wall.start), self._steady_offset(wall.end)
        if first is not None and last is not None:
            # In the middle the clock may be set, but it shows only times that lie inside.
            yield Interval(wall.start - first, wall.end - last)
        elif wall.end - wall.start <= 4 * DAY:
            yield from self._instants_nearby(wall)
        else:
            yield from self._instants_nearby(Interval(wall.start, wall.start + 2 * DAY))
            yield Interval(wall.start + DAY, wall.end - DAY)
            yield from self._instants_nearby(Interval(wall.end - 2 * DAY, wall.end))

    def edges(self, wall_edges: Sequence[WallTime], bounds: Interval) -> list[Instant]:
        """Return the instants at which something opens and closes that does so at `wall_edges`.

        Args:
            wall_edges: times at which it opens and closes in turn, on the wall clock.
            bounds: the range of time that matters. Edges outside it have no meaning.
        """
        offset = self._constant_offset(bounds)
        if offset is not None:
            return [edge - offset for edge in wall_edges]
        walls = map(Interval, wall_edges[::2], wall_edges[1::2])
        # If the clock is set back, the times of that hour come twice, and out of order.
        stretches = sorted(each for wall in walls for each in self.instants(wall))
        return [edge for stretch in joined(stretches) for edge in stretch]

    def day(self, midnight: WallTime) -> list[Interval]:
        """Return the stretches of time in which the clock shows the day that starts at `midnight`.

        Most days are one stretch. A day is two if the clock is set back over its midnight, and none
        if the clock skips it.
        """
        return list(joined(self.instants(Interval(midnight, midnight + DAY))))

    def _constant_offset(self, bounds: Interval) -> int | None:
        """Return the offset that holds over all of `bounds`, if they are short and there is one."""
        cells = range(bounds.start // _CELL, bounds.end // _CELL + 2)
        if len(cells) > _MOST_CELLS:
            return None
        offsets = {self._cell_offset(cell) for cell in cells}
        return offsets.pop() if len(offsets) == 1 else None

    def _steady_offset(self, wall: WallTime) -> int | None:
        """Return the offset at which the clock shows `wall`; `None` if it may change nearby."""
        cell = wall // _CELL
        if cell not in self._steady:
            offsets = {self._cell_offset(each) for each in range(cell - 1, cell + 3)}
            self._steady[cell] = offsets.pop() if len(offsets) == 1 else None
        return self._steady[cell]

    def _cell_offset(self, cell: int) -> int:
        """Return the offset with which a cell begins."""
        found = self._offsets.get(cell)
        if found is None:
            found = self._offsets[cell] = self._offset(cell * _CELL)
        return found

    def _instants_nearby(self, wall: Interval) -> Iterator[Interval]:
        for span, offset in self._pieces(Interval(wall.start - DAY, wall.end + DAY)):
            yield from within([wall.shifted(-offset)], span)

    def _pieces(self, bounds: Interval) -> Iterator[_Piece]:
        """Yield the pieces of whole cells that cover `bounds`."""
        start = bounds.start // _CELL * _CELL
        for cell in range(bounds.start // _CELL, -(-bounds.end // _CELL)):
            offset = self._cell_offset(cell)
            if self._cell_offset(cell + 1) != offset:
                change = self._change(cell * _CELL, (cell + 1) * _CELL)
                yield _Piece(Interval(start, change), offset)
                start = change
        end = -(-bounds.end // _CELL) * _CELL
        yield _Piece(Interval(start, end), self._cell_offset(end // _CELL))

    def _change(self, before: Instant, after: Instant) -> Instant:
        """Return the first instant with the offset of `after`, by bisection."""
        offset = self._offset(after)
        while after - before > 1:
            middle = (before + after) // 2
            if self._offset(middle) == offset:
                after = middle
            else:
                before = middle
        return after

    def _offset(self, instant: Instant) -> int:
        offset = self.datetime_at(instant).utcoffset() or _NO_OFFSET
        return offset.days * DAY + offset.seconds

    def _first(self, wall: WallTime) -> Instant:
        return instant_of((EPOCH + timedelta(seconds=wall)).replace(tzinfo=self.zone))
