"""Functions of time, at once and block by block: what they promise, against a look at each second."""

from functools import partial
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support.bounded_cache import BoundedCache
from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.clock.step_function import (
    ONE_BLOCK,
    SHORT_BLOCKS,
    Blocks,
    Piecewise,
    open_between,
    open_mask,
)

END = Instant(40)
BOUNDS = Interval(Instant(0), END)
SECONDS = [*map(Instant, range(END))]


functions = (
    st.dictionaries(st.sampled_from(SECONDS[1:]), st.integers(0, 2), max_size=8)
    # The value at each second, of which only the changes count.
    .map(lambda rest: [(Instant(0), 0), *sorted(rest.items())])
    .map(lambda every: [next(same) for _, same in groupby(every, itemgetter(1))])
    .map(lambda found: Piecewise([at for at, _ in found], [value for _, value in found], END))
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


@given(functions)
def test_the_value_at_each_second(function: Piecewise[int]) -> None:
    """The value at a second is that of the last start that is not after it."""
    for second in SECONDS:
        begun = zip(function.starts, function.values, strict=True)
        assert function.at(second) == [value for start, value in begun if start <= second][-1]


@given(functions)
def test_each_piece_has_the_value_of_its_seconds(function: Piecewise[int]) -> None:
    """The pieces follow each other without a gap, over the whole range."""
    starts, ends, _ = zip(*function.pieces(), strict=True)
    assert starts == (0, *ends[:-1])
    assert ends[-1] == END
    for start, end, value in function.pieces():
        assert set(map(function.at, SECONDS[start:end])) == {value}


@given(functions, st.sampled_from(SECONDS), st.integers(1, END))
def test_a_part_has_the_same_values(function: Piecewise[int], start: Instant, length: int) -> None:
    """A part of a function has the same values over a smaller range."""
    end = min(Instant(start + length), END)
    part = function.between(start, end)
    assert (part.starts[0], part.end) == (start, end)
    assert all(each < end for each in part.starts)
    seconds = SECONDS[start:end]
    assert [*map(part.at, seconds)] == [*map(function.at, seconds)]
    assert_is_maximal(part)


@given(edges)
def test_what_is_open_at_each_second(found: list[Instant]) -> None:
    """Something that opens and closes in turn is open from each first edge to before the second."""
    function = open_between(found, BOUNDS)
    spans = list(zip(found[::2], found[1::2], strict=True))
    for second in SECONDS:
        assert function.at(second) == any(start <= second < end for start, end in spans)
    assert_is_maximal(function)


@given(st.lists(edges, max_size=4))
def test_the_mask_at_each_second(found: list[list[Instant]]) -> None:
    """The bits of a mask say which functions are true."""
    functions = [open_between(each, BOUNDS) for each in found]
    mask = open_mask(functions, BOUNDS)
    for second in SECONDS:
        bits = [function.at(second) << place for place, function in enumerate(functions)]
        assert mask.at(second) == sum(bits)
    assert_is_maximal(mask)


BLOCK = 2**20
SUPPORTED = Interval(Instant(BLOCK // 2), Instant(6 * BLOCK - 1))

seconds = st.one_of(
    st.integers(SUPPORTED.start, SUPPORTED.end - 1),
    st.sampled_from([SUPPORTED.start, *range(BLOCK, SUPPORTED.end, BLOCK), SUPPORTED.end - 1]),
).map(Instant)

edges_in_blocks = st.lists(seconds, max_size=9, unique=True).map(
    lambda found: sorted(found)[: len(found) // 2 * 2]
)


def pieces_that_meet(
    whole: Piecewise[bool], bounds: Interval[Instant]
) -> list[tuple[Instant, Instant, bool]]:
    return [
        (start, end, is_open)
        for start, end, is_open in whole.pieces()
        if end > bounds.start and start < bounds.end
    ]


@pytest.mark.parametrize("most", [0, 10**6], ids=["forgetful", "with room"])
@pytest.mark.parametrize("block_bits", [SHORT_BLOCKS, SHORT_BLOCKS + 1, ONE_BLOCK])
@given(found=edges_in_blocks, ends=st.tuples(seconds, seconds))
def test_blocks_are_as_the_whole(
    *,
    most: int,
    block_bits: int,
    found: list[Instant],
    ends: tuple[Instant, Instant],
) -> None:
    """Blocks say what the whole function says; their pieces are whole, or cut at the bounds."""
    whole = open_between(found, SUPPORTED)
    make = partial(open_between, found)
    function = Blocks(SUPPORTED, make, BoundedCache(most), block_bits=block_bits)
    for second in ends:
        piece = list(whole.pieces())[whole.place(second)]
        assert function.around(second) == piece
        assert function.block(second).at(second) == whole.at(second)
    # Bounds often end where a piece ends, which the next piece must not follow.
    for end in (Instant(max(ends) + 1), *(edge for edge in found if edge > min(ends))):
        bounds = Interval(min(ends), end)
        assert list(function.pieces(bounds)) == pieces_that_meet(whole, bounds)
        runs = [Interval(start, end) for start, end, is_open in whole.pieces() if is_open]
        parts = [Interval(start, end) for start, end, is_open in function.within(bounds) if is_open]
        assert joined(parts) == list(within(runs, bounds))
