"""The primitive: its laws, each as a property."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval
from ccb_support.clock.step_function import Piecewise, open_between, open_mask

if TYPE_CHECKING:
    from collections.abc import Sequence

END = Instant(40)
BOUNDS = Interval(Instant(0), END)
SECONDS = [*map(Instant, range(END))]


def from_changes(changes: Sequence[tuple[Instant, int]]) -> Piecewise[int]:
    """Return the function that takes each value at its second."""
    return Piecewise([start for start, _ in changes], [value for _, value in changes], END)


changes = st.lists(
    st.tuples(st.sampled_from(SECONDS[1:]), st.integers(0, 2)),
    max_size=8,
    unique_by=lambda each: each[0],
).map(lambda rest: [(Instant(0), 0), *sorted(rest)])
"""Seconds, with the value that a function takes at each."""

functions = changes.map(
    lambda found: from_changes(
        [found[0], *(after for before, after in pairwise(found) if before[1] != after[1])]
    )
)

edges = st.lists(st.integers(-9, END + 9).map(Instant), max_size=10, unique=True).map(
    lambda found: sorted(found)[: len(found) // 2 * 2]
)
"""When something opens and closes, in turn."""


def assert_is_maximal(function: Piecewise[Any]) -> None:
    """Make sure that starts rise and that neighbouring values differ."""
    assert all(before < after for before, after in pairwise(function.starts))
    assert all(before != after for before, after in pairwise(function.values))
    assert len(function.starts) == len(function.values)


class TestAt:
    """The value at a second is that of the last start that is not after it."""

    @given(functions)
    def test_at_each_second(self, function: Piecewise[int]) -> None:
        for second in SECONDS:
            begun = zip(function.starts, function.values, strict=True)
            assert function.at(second) == [value for start, value in begun if start <= second][-1]


class TestPieces:
    """The pieces follow each other without a gap, over the whole range."""

    @given(functions)
    def test_each_has_the_value_of_its_seconds(self, function: Piecewise[int]) -> None:
        starts, ends, _ = zip(*function.pieces(), strict=True)
        assert starts == (0, *ends[:-1])
        assert ends[-1] == END
        for start, end, value in function.pieces():
            assert set(map(function.at, SECONDS[start:end])) == {value}


class TestBetween:
    """A part of a function has the same values over a smaller range."""

    @given(functions, st.sampled_from(SECONDS), st.integers(1, END))
    def test_at_each_second(self, function: Piecewise[int], start: Instant, length: int) -> None:
        end = min(Instant(start + length), END)
        part = function.between(start, end)
        assert (part.starts[0], part.end) == (start, end)
        assert all(each < end for each in part.starts)
        seconds = SECONDS[start:end]
        assert [*map(part.at, seconds)] == [*map(function.at, seconds)]
        assert_is_maximal(part)


class TestOpenBetween:
    """Something that opens and closes in turn is open from each first edge to before the second."""

    @given(edges)
    def test_at_each_second(self, found: list[Instant]) -> None:
        function = open_between(found, BOUNDS)
        spans = list(zip(found[::2], found[1::2], strict=True))
        for second in SECONDS:
            assert function.at(second) == any(start <= second < end for start, end in spans)
        assert_is_maximal(function)


class TestOpenMask:
    """The bits of a mask say which functions are true."""

    @given(st.lists(edges, max_size=4))
    def test_at_each_second(self, found: list[list[Instant]]) -> None:
        functions = [open_between(each, BOUNDS) for each in found]
        mask = open_mask(functions, BOUNDS)
        for second in SECONDS:
            bits = [function.at(second) << place for place, function in enumerate(functions)]
            assert mask.at(second) == sum(bits)
        assert_is_maximal(mask)
