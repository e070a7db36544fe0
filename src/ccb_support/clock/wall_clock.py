"""The wall clock of a time zone: from instants to local times and back, transitions included."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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
    datetime_of,
    instant_of,
    since_epoch,
)
from .intervals import Interval, joined, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

_BLOCK = 32 * DAY
_SECOND = timedelta(seconds=1)


class _Piece(NamedTuple):
    """A stretch of time through which the zone keeps one offset from UTC, in seconds."""

    span: Interval
    offset: int


class WallClock:
    """The clock on a wall in `zone`.

    A wall-clock time that exists twice stands for two instants; one that does not exist, for none.

    Attributes:
        zone: the zone.
        supported: the supported range, as instants.
    """

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.supported = Interval(self._first(FIRST_WALL), self._first(LAST_WALL))
        self._blocks: dict[int, tuple[_Piece, ...]] = {}

    def instant(self, when: datetime) -> Instant:
        """Return the second in which `when` lies.

        Raises:
            OutOfRangeError: it lies outside the supported range.
            CcbSupportError: whatever `since_epoch` raises.
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
            CcbSupportError: whatever `since_epoch` raises.
        """
        first, last = self.instant(start), -(-since_epoch(end) // _SECOND)
        if since_epoch(end) <= since_epoch(start):
            raise EmptyRangeError(start, end)
        if last > self.supported.end:
            raise OutOfRangeError(end, FIRST_YEAR, LAST_YEAR)
        return Interval(first, last)

    def datetime_at(self, instant: Instant) -> datetime:
        """Return `instant` as a `datetime` in the zone."""
        return datetime_of(instant, self.zone)

    def read(self, instant: Instant) -> WallTime:
        """Return what the clock shows at `instant`."""
        return instant_of(self.datetime_at(instant).replace(tzinfo=UTC))

    def instants(self, wall: Interval) -> Iterator[Interval]:
        """Yield the stretches of time in which the clock shows a time that lies in `wall`."""
        if wall.end - wall.start <= 4 * DAY:
            yield from self._instants_nearby(wall)
            return
        # No offset reaches a day, so whatever the clock does in the middle is inside.
        yield from self._instants_nearby(Interval(wall.start, wall.start + 2 * DAY))
        yield Interval(wall.start + DAY, wall.end - DAY)
        yield from self._instants_nearby(Interval(wall.end - 2 * DAY, wall.end))

    def day(self, midnight: WallTime) -> list[Interval]:
        """Return the stretches of time in which the clock shows the day that starts at `midnight`.

        It is one on most days. Where the clock is set back over midnight there are two; where it is
        set forward over a whole day, none.
        """
        return list(joined(self.instants(Interval(midnight, midnight + DAY))))

    def _instants_nearby(self, wall: Interval) -> Iterator[Interval]:
        for span, offset in self._pieces(Interval(wall.start - DAY, wall.end + DAY)):
            yield from within([wall.shifted(-offset)], span)

    def _pieces(self, bounds: Interval) -> Iterator[_Piece]:
        for number in range(bounds.start // _BLOCK, (bounds.end - 1) // _BLOCK + 1):
            if number not in self._blocks:
                self._blocks[number] = tuple(self._block(number))
            yield from self._blocks[number]

    def _block(self, number: int) -> Iterator[_Piece]:
        """Yield the pieces of a block of days.

        Since 1984 no zone has changed its offset twice within a day (the tests hold it), so a look
        once a day misses no change.
        """
        start = number * _BLOCK
        offset = self._offset(start)
        for day in range(start, start + _BLOCK, DAY):
            if self._offset(day + DAY) != offset:
                change = self._change(day, day + DAY)
                yield _Piece(Interval(start, change), offset)
                start, offset = change, self._offset(change)
        yield _Piece(Interval(start, (number + 1) * _BLOCK), offset)

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
        return self.read(instant) - instant

    def _first(self, wall: WallTime) -> Instant:
        return instant_of((EPOCH + timedelta(seconds=wall)).replace(tzinfo=self.zone))
