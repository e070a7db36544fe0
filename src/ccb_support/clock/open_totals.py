"""How long something is open over any range of time, from sums that are kept.

The sums are over single blocks, and over units of 2, 4, 8 and more blocks. So a range of many years
is the sum of a few units and two parts of blocks.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from .instants import MICROSECONDS, Instant, Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .block_cache import BlockCache
    from .blocks import Blocks
    from .intervals import Interval
    from .piecewise import Piecewise

_BYTES_A_SUM = 250
_BYTES_A_RUNNING_TOTAL = 500
_BYTES_A_PIECE = 50
"""About what a sum takes, and a running total and each of its pieces."""


class RunningTotal(NamedTuple):
    """How long something is open, counted from the start of its function."""

    is_open: Piecewise[bool]
    totals: Sequence[int]
    """Its open microseconds before each piece, and last before the end."""

    @classmethod
    def of(cls, is_open: Piecewise[bool]) -> RunningTotal:
        """Return the running total of a function."""
        lengths = (
            (end - start) * MICROSECONDS if is_counted else 0
            for start, end, is_counted in is_open.pieces()
        )
        return cls(is_open, [*accumulate(lengths, initial=0)])

    def until(self, moment: Moment) -> int:
        """Return the open microseconds before `moment`, which may be the end of the function."""
        place = self.is_open.place(Instant(moment // MICROSECONDS))
        total = self.totals[place]
        if self.is_open.values[place]:
            total += moment - self.is_open.starts[place] * MICROSECONDS
        return total

    def reached(self, total: int) -> Moment:
        """Return the first moment with that total, which is more than 0 and not too much."""
        place = bisect_left(self.totals, total) - 1
        start = self.is_open.starts[place] * MICROSECONDS
        return Moment(start + total - self.totals[place])


class OpenTotals:
    """How long something is open, over any range of supported time.

    The unit number `n` of level `k` has the blocks from number `n * 2**k` to before
    `(n + 1) * 2**k`. Its sum is worked out when a question covers all of it, and then kept.
    """

    def __init__(self, is_open: Blocks[bool], cache: BlockCache) -> None:
        self._is_open = is_open
        self._cache = cache
        self._last_block = is_open.number(Instant(is_open.supported.end - 1))

    def between(self, span: Interval[Moment]) -> int:
        """Return the open microseconds of `span`, which lies in the supported range."""
        if span.start == span.end:
            return 0
        first, last = self._block_of(span.start), self._block_of(Moment(span.end - 1))
        before, after = self._running(first), self._running(last)
        return self._sum(first, last) + after.until(span.end) - before.until(span.start)

    def after(self, moment: Moment, duration: int) -> Moment | None:
        """Return the earliest moment at which `duration` microseconds of open time have passed.

        The count starts at `moment`, in the supported range. Return `None` if that ends before.
        """
        if not duration:
            return moment
        first = self._block_of(moment)
        found = self._find(first, duration + self._running(first).until(moment))
        if found is None:
            return None
        block, total = found
        return self._running(block).reached(total)

    def _sum(self, first: int, end: int) -> int:
        """Return the open microseconds of the blocks from `first` to before `end`."""
        total = level = 0
        while first < end:
            # The units at both ends that are no halves of a larger unit inside the range.
            if first % 2:
                total += self._unit(level, first)
                first += 1
            if end % 2:
                end -= 1
                total += self._unit(level, end)
            first, end, level = first // 2, end // 2, level + 1
        return total

    def _find(self, block: int, total: int) -> tuple[int, int] | None:
        """Return the block in which `total` open microseconds have passed, and the rest for it.

        The count starts with `block`. It goes on in larger and larger units, and then, in the unit
        that has enough, in smaller and smaller ones. So it works out at most about three times as
        many blocks as it passes.
        """
        level, unit = 0, block
        while (passed := self._unit(level, unit)) < total:
            total -= passed
            unit += 1
            if unit << level > self._last_block:
                return None
            if unit % 2 == 0:
                level, unit = level + 1, unit // 2
        while level:
            level, unit = level - 1, unit * 2
            passed = self._unit(level, unit)
            if passed < total:
                total -= passed
                unit += 1
        return unit, total

    def _unit(self, level: int, number: int) -> int:
        make = partial(self._work_out, level, number)
        return self._cache.get_or_make((self, level, number), make, _BYTES_A_SUM)

    def _work_out(self, level: int, number: int) -> int:
        if number << level > self._last_block:
            return 0
        if level:
            return self._unit(level - 1, number * 2) + self._unit(level - 1, number * 2 + 1)
        return RunningTotal.of(self._is_open.numbered(number)).totals[-1]

    def _running(self, block: int) -> RunningTotal:
        found: RunningTotal | None = self._cache.get((self, block))
        if found is None:
            made = RunningTotal.of(self._is_open.numbered(block))
            size = _BYTES_A_RUNNING_TOTAL + _BYTES_A_PIECE * len(made.totals)
            found = self._cache.add((self, block), made, size)
        return found

    def _block_of(self, moment: Moment) -> int:
        return self._is_open.number(Instant(moment // MICROSECONDS))
