"""A piecewise-constant function of all supported time, worked out block by block on demand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Generic, TypeVar

from .instants import Instant
from .intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .block_cache import BlockCache
    from .piecewise import Piecewise

_T_co = TypeVar("_T_co", covariant=True)

SHORT_BLOCKS = 20
"""A block is 2 ** 20 seconds, some twelve days: few enough changes to work out for one question."""

YEAR_BLOCKS = 25
"""A block is 2 ** 25 seconds, some 388 days: for a function that changes on a few days a year."""

ONE_BLOCK = 40
"""All supported time is one block: for a function that changes on a few days in all."""

_BYTES_A_BLOCK = 500
_BYTES_A_PIECE = 80
"""About what a block takes, and each of its pieces."""


class Blocks(Generic[_T_co]):
    """A piecewise-constant function that is worked out for the blocks that somebody asks about.

    `make` works it out over a part of `supported`. A block has `2 ** block_bits` seconds.
    """

    def __init__(
        self,
        supported: Interval[Instant],
        make: Callable[[Interval[Instant]], Piecewise[_T_co]],
        cache: BlockCache,
        *,
        block_bits: int,
    ) -> None:
        self.block_bits = block_bits
        self.supported = supported
        self._make = make
        self._cache = cache
        self._last: tuple[int, Piecewise[_T_co]] | None = None

    def block(self, second: Instant) -> Piecewise[_T_co]:
        """Return the function over the block in which `second` lies."""
        number = second >> self.block_bits
        # Neighbouring questions meet one block, one after the other.
        last = self._last
        if last is None or last[0] != number:
            last = self._last = number, self.numbered(number)
        return last[1]

    def number(self, second: Instant) -> int:
        """Return the number of the block in which `second` lies. Numbers follow each other."""
        return second >> self.block_bits

    def numbered(self, number: int) -> Piecewise[_T_co]:
        """Return the function over the block with that number."""
        found: Piecewise[_T_co] | None = self._cache.get((self, number))
        if found is None:
            made = self._make(self._bounds(number))
            size = _BYTES_A_BLOCK + _BYTES_A_PIECE * len(made.starts)
            found = self._cache.add((self, number), made, size)
        return found

    def start_of_piece(self, second: Instant) -> Instant:
        """Return where the piece around `second` starts in its block."""
        block = self.block(second)
        return block.starts[bisect_right(block.starts, second) - 1]

    def over(self, bounds: Interval[Instant]) -> Piecewise[_T_co]:
        """Return the function over `bounds`, which is a block, or lies in one."""
        block = self.block(bounds.start)
        is_block = block.starts[0] == bounds.start and block.end == bounds.end
        return block if is_block else block.between(bounds.start, bounds.end)

    def around(self, second: Instant) -> tuple[Instant, Instant, _T_co]:
        """Return the longest piece around `second`, however many blocks it meets.

        It is a plain tuple of its start, its end and its value: quick to make.
        """
        starts, values, block_end = self.block(second)
        place = bisect_right(starts, second) - 1
        start, value = starts[place], values[place]
        if not place:
            start = self._start_before(start, value)
        is_last = place == len(starts) - 1
        end = self._end_after(block_end, value) if is_last else starts[place + 1]
        return start, end, value

    def pieces(self, bounds: Interval[Instant]) -> Iterator[tuple[Instant, Instant, _T_co]]:
        """Yield the pieces that meet `bounds`, in order, each as long as it can be.

        Each is a tuple of its start, its end and its value.
        """
        start, end, value = self.around(bounds.start)
        yield start, end, value
        while end < bounds.end:
            block = self.block(end)
            first, last = block.place(end), bisect_left(block.starts, bounds.end)
            starts, values = block.starts[first : last + 1], block.values[first:last]
            yield from zip(starts, starts[1:], values, strict=False)
            if last < len(block.starts):
                return
            end = self._end_after(block.end, values[-1])
            yield starts[-1], end, values[-1]

    def _bounds(self, number: int) -> Interval[Instant]:
        bits = self.block_bits
        start, end = Instant(number << bits), Instant((number + 1) << bits)
        return Interval(max(start, self.supported.start), min(end, self.supported.end))

    def _start_before(self, start: Instant, value: object) -> Instant:
        """Return where the piece of `value` that goes on at `start` begins."""
        while start > self.supported.start:
            before = self.block(Instant(start - 1))
            if before.values[-1] != value:
                break
            if len(before.starts) > 1:
                return before.starts[-1]
            start = before.starts[0]
        return start

    def _end_after(self, end: Instant, value: object) -> Instant:
        """Return where the piece of `value` that holds just before `end` ends."""
        while end < self.supported.end:
            after = self.block(end)
            if after.values[0] != value:
                break
            if len(after.starts) > 1:
                return after.starts[1]
            end = after.end
        return end
