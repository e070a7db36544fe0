"""Functions of time that change at known seconds only: over a range, and over all time.

A `Piecewise` is such a function over one range. `Blocks` is one over all supported time, of which
only the parts are worked out that somebody asks about.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from ccb_support.bounded_cache import BoundedCache

from .instants import Instant
from .intervals import Interval

_T_co = TypeVar("_T_co", covariant=True)

SHORT_BLOCKS = 20
"""A block is 2 ** 20 seconds, some twelve days: few enough changes to work out for one question."""

ONE_BLOCK = 40
"""All supported time is one block: for a function that changes on a few days in all."""

_WEIGHT_OF_A_BLOCK = 6
"""How many pieces take as much memory as a block without any."""


class Piecewise(NamedTuple, Generic[_T_co]):
    """A piecewise-constant function of time, from `starts[0]` to before `end`.

    Its laws, for every second `t` of that range:

    - `at(t)` is the value of the last start that is not after `t`.
    - Starts rise, and two neighbouring values differ: no piece could be longer.
    - `between(start, end)` has the same values over a smaller range.

    Attributes:
        starts: the seconds at which a value begins to hold.
        values: the values, one for each start.
        end: the second at which the last value ends.
    """

    starts: Sequence[Instant]
    values: Sequence[_T_co]
    end: Instant

    def place(self, second: Instant) -> int:
        """Return the index of the piece that holds at `second`."""
        return bisect_right(self.starts, second) - 1

    def at(self, second: Instant) -> _T_co:
        """Return the value at `second`."""
        return self.values[self.place(second)]

    def between(self, start: Instant, end: Instant) -> "Piecewise[_T_co]":
        """Return the function over a part of its range, which is not empty."""
        first, last = self.place(start), bisect_left(self.starts, end)
        return Piecewise([start, *self.starts[first + 1 : last]], self.values[first:last], end)

    def pieces(self) -> Iterator[tuple[Instant, Instant, _T_co]]:
        """Yield the start, the end and the value of each piece, in order."""
        # Plain tuples: a `NamedTuple` takes five times as long to make.
        return zip(self.starts, [*self.starts[1:], self.end], self.values, strict=True)


def open_between(edges: Sequence[Instant], bounds: Interval[Instant]) -> Piecewise[bool]:
    """Return over `bounds` whether something is open, which opens and closes at `edges` in turn.

    The edges rise; the first opens, and the last closes.
    """
    first, last = bisect_right(edges, bounds.start), bisect_left(edges, bounds.end)
    starts = [bounds.start, *edges[first:last]]
    values = [False, True] * (len(starts) // 2 + 1)
    # An odd number of edges before the bounds: it is open when they start.
    return Piecewise(starts, values[first % 2 :][: len(starts)], bounds.end)


def open_mask(functions: Sequence[Piecewise[bool]], bounds: Interval[Instant]) -> Piecewise[int]:
    """Return which of some functions are true, as bits, over `bounds`, which is their range.

    At each second, the mask has the bit `1 << i` exactly if the function number `i` is true.
    """
    mask = sum(each.values[0] << number for number, each in enumerate(functions))
    flips: dict[Instant, int] = {}
    for number, function in enumerate(functions):
        # Neighbouring values differ, so at each start the bit of this function flips.
        for start in function.starts[1:]:
            flips[start] = flips.get(start, 0) ^ (1 << number)
    changes = sorted(flips)
    masks = accumulate((flips[each] for each in changes), int.__xor__, initial=mask)
    return Piecewise([bounds.start, *changes], [*masks], bounds.end)


KnownBlocks: TypeAlias = BoundedCache[tuple[object, int], Piecewise[Any]]
"""The blocks of several functions that were worked out, by function and number."""


class Blocks(Generic[_T_co]):
    """A piecewise-constant function that is worked out for the blocks that somebody asks about.

    A block has `2 ** block_bits` seconds.

    Attributes:
        block_bits: how long a block is.
        supported: all supported time.
    """

    def __init__(
        self,
        supported: Interval[Instant],
        make: Callable[[Interval[Instant]], Piecewise[_T_co]],
        known: KnownBlocks,
        *,
        block_bits: int,
    ) -> None:
        self.block_bits = block_bits
        self.supported = supported
        self._make = make
        self._known = known

    def block(self, second: Instant) -> Piecewise[_T_co]:
        """Return the function over the block in which `second` lies."""
        number = second >> self.block_bits
        found: Piecewise[_T_co] | None = self._known.get((self, number))
        if found is None:
            start = Instant(number << self.block_bits)
            end = Instant(start + (1 << self.block_bits))
            found = self._make(Interval(start, end).clipped(self.supported))
            self._known.add((self, number), found, _WEIGHT_OF_A_BLOCK + len(found.starts))
        return found

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
            # A piece ends where the next one starts; the last piece of a block may go on after it.
            starts, values = block.starts[first : last + 1], block.values[first:last]
            yield from zip(starts, starts[1:], values, strict=False)
            if last < len(block.starts):
                return
            end = self._end_after(block.end, values[-1])
            yield starts[-1], end, values[-1]

    def within(self, bounds: Interval[Instant]) -> Iterator[tuple[Instant, Instant, _T_co]]:
        """Yield the pieces of `bounds`, in order, cut at its ends and where a block ends.

        Each is a tuple of its start, its end and its value. No other block is worked out.
        """
        start = bounds.start
        while start < bounds.end:
            block = self.block(start)
            end = min(block.end, bounds.end)
            yield from block.between(start, end).pieces()
            start = end

    def _start_before(self, start: Instant, value: object) -> Instant:
        """Return where the piece of `value` that goes on at `start` begins."""
        first = self.supported.start
        while start > first and (before := self.block(Instant(start - 1))).values[-1] == value:
            start = before.starts[-1]
            if len(before.starts) > 1:
                break
        return start

    def _end_after(self, end: Instant, value: object) -> Instant:
        """Return where the piece of `value` that holds just before `end` ends."""
        last = self.supported.end
        while end < last and (after := self.block(end)).values[0] == value:
            if len(after.starts) > 1:
                return after.starts[1]
            end = after.end
        return end
