"""The one primitive: a function of time that changes at known seconds, and nowhere else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .instants import Instant
    from .intervals import Interval

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Piecewise(NamedTuple, Generic[_T_co]):
    """A piecewise-constant function of time, from `starts[0]` to before `end`.

    Its laws, for every second `t` of that range:

    - `at(t)` is the value of the last start that is not after `t`.
    - Starts rise, and two neighbouring values differ: no piece could be longer.
    - `between(start, end)` has the same values over a smaller range.
    - `merge` of several functions has, at `t`, the tuple of their values at `t`.
    - `open_mask` has, at `t`, the bit `1 << i` exactly if the function number `i` is true at `t`.

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

    def between(self, start: Instant, end: Instant) -> Piecewise[_T_co]:
        """Return the function over a part of its range, which is not empty."""
        first, last = self.place(start), bisect_left(self.starts, end)
        starts = [start, *self.starts[first + 1 : last]]
        return Piecewise(starts, self.values[first:last], end)

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


def merge(functions: Sequence[Piecewise[_T]]) -> Piecewise[tuple[_T, ...]]:
    """Return the tuple of the values of `functions`, which have one range.

    Equal neighbours are joined, also those of a function whose own neighbours may be equal.
    """
    changes = sorted(
        (start, number, value)
        for number, function in enumerate(functions)
        for start, value in zip(function.starts[1:], function.values[1:], strict=True)
    )
    current = [function.values[0] for function in functions]
    starts, values = [functions[0].starts[0]], [tuple(current)]
    for start, number, value in changes:
        current[number] = value
        if starts[-1] == start:
            # Several functions change at this second.
            del starts[-1], values[-1]
        if values[-1] != tuple(current):
            starts.append(start)
            values.append(tuple(current))
    return Piecewise(starts, values, functions[0].end)


def open_mask(functions: Sequence[Piecewise[bool]], bounds: Interval[Instant]) -> Piecewise[int]:
    """Return over `bounds`, which is the range of `functions`, which of them are true, as bits."""
    mask = sum(1 << number for number, each in enumerate(functions) if each.values[0])
    flips: dict[Instant, int] = {}
    for number, function in enumerate(functions):
        # Neighbouring values differ, so at each start the bit of this function flips.
        for start in function.starts[1:]:
            flips[start] = flips.get(start, 0) ^ 1 << number
    changes = sorted(flips)
    masks = accumulate((flips[each] for each in changes), int.__xor__, initial=mask)
    return Piecewise([bounds.start, *changes], [*masks], bounds.end)
