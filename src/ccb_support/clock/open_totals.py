"""How long something is open over any range of time, from running totals that are kept."""

from bisect import bisect_left
from typing import TypeAlias

from .instants import MICROSECONDS, Instant, Moment
from .intervals import Interval
from .step_function import Blocks, KnownBlocks, Piecewise

_Count: TypeAlias = tuple[int, bool]
"""The open microseconds of a unit before a piece of it, and whether the piece is open."""

_UNIT_BITS = 23
"""A unit is 2 ** 23 seconds, some 97 days: ten years are few units."""


class OpenTotals:
    """How long something is open, over any range of supported time: one running total a unit."""

    def __init__(self, is_open: Blocks[bool], known: KnownBlocks) -> None:
        self._is_open = is_open
        self._counts = Blocks(is_open.supported, self._count, known, block_bits=_UNIT_BITS)

    def between(self, span: Interval[Moment]) -> int:
        """Return the open microseconds of `span`, which lies in the supported range."""
        total, unit = 0, self._unit(span.start)
        before = _open_before(unit, span.start)
        while unit.end * MICROSECONDS < span.end:
            total += unit.values[-1][0]
            unit = self._counts.block(unit.end)
        return total + _open_before(unit, span.end) - before

    def after(self, moment: Moment, duration: int) -> Moment | None:
        """Return the earliest moment at which `duration` microseconds of open time have passed.

        The count starts at `moment`, in the supported range. Return `None` if the range ends first.
        """
        if not duration:
            return moment
        unit = self._unit(moment)
        left = duration + _open_before(unit, moment)
        while (passed := unit.values[-1][0]) < left:
            left -= passed
            if unit.end == self._counts.supported.end:
                return None
            unit = self._counts.block(unit.end)
        # A closed piece has the count of the next one, so the last with less than `left` is open.
        place = bisect_left(unit.values, (left,)) - 1
        return Moment(unit.starts[place] * MICROSECONDS + left - unit.values[place][0])

    def _unit(self, moment: Moment) -> Piecewise[_Count]:
        last = Instant(self._counts.supported.end - 1)
        return self._counts.block(min(Instant(moment // MICROSECONDS), last))

    def _count(self, unit: Interval[Instant]) -> Piecewise[_Count]:
        """Return the count over a unit. Its last piece is empty: it has the count of the whole."""
        starts: list[Instant] = []
        counts: list[_Count] = []
        total = 0
        for start, end, is_open in self._is_open.make(unit).pieces():
            starts.append(start)
            counts.append((total, is_open))
            total += (end - start) * MICROSECONDS if is_open else 0
        return Piecewise([*starts, unit.end], [*counts, (total, False)], unit.end)


def _open_before(unit: Piecewise[_Count], moment: Moment) -> int:
    """Return the open microseconds of a unit before `moment`, which may be its end."""
    place = unit.place(Instant(moment // MICROSECONDS))
    total, is_open = unit.values[place]
    return total + (moment - unit.starts[place] * MICROSECONDS if is_open else 0)
