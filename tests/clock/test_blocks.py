"""A function that is worked out block by block: the same as if it were worked out at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support.bounded_cache import BoundedCache
from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval
from ccb_support.clock.step_function import (
    ONE_BLOCK,
    SHORT_BLOCKS,
    Blocks,
    Piecewise,
    open_between,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK = 2**20
SUPPORTED = Interval(Instant(BLOCK // 2), Instant(6 * BLOCK - 1))

seconds = st.one_of(
    st.integers(SUPPORTED.start, SUPPORTED.end - 1),
    st.sampled_from([SUPPORTED.start, *range(BLOCK, SUPPORTED.end, BLOCK), SUPPORTED.end - 1]),
).map(Instant)

edges = st.lists(seconds, max_size=9, unique=True).map(
    lambda found: sorted(found)[: len(found) // 2 * 2]
)


def blocks(
    found: Sequence[Instant], *, most: int = 10**6, block_bits: int = SHORT_BLOCKS
) -> Blocks[bool]:
    return Blocks(
        SUPPORTED,
        lambda bounds: open_between(found, bounds),
        BoundedCache(most),
        block_bits=block_bits,
    )


def pieces_that_meet(
    whole: Piecewise[bool], bounds: Interval[Instant]
) -> list[tuple[Instant, Instant, bool]]:
    return [
        (start, end, is_open)
        for start, end, is_open in whole.pieces()
        if end > bounds.start and start < bounds.end
    ]


class TestBlocks:
    """Blocks say what the whole function says, and their pieces are whole."""

    @pytest.mark.parametrize("most", [0, 10**6], ids=["forgetful", "with room"])
    @pytest.mark.parametrize("block_bits", [SHORT_BLOCKS, SHORT_BLOCKS + 1, ONE_BLOCK])
    @given(found=edges, ends=st.tuples(seconds, seconds))
    def test_they_are_as_the_whole(
        self,
        *,
        most: int,
        block_bits: int,
        found: list[Instant],
        ends: tuple[Instant, Instant],
    ) -> None:
        whole = open_between(found, SUPPORTED)
        function = blocks(found, most=most, block_bits=block_bits)
        for second in ends:
            piece = list(whole.pieces())[whole.place(second)]
            assert function.around(second) == piece
            assert function.block(second).at(second) == whole.at(second)
        # Bounds often end where a piece ends, which the next piece must not follow.
        for end in (Instant(max(ends) + 1), *(edge for edge in found if edge > min(ends))):
            bounds = Interval(min(ends), end)
            assert list(function.pieces(bounds)) == pieces_that_meet(whole, bounds)
            parts = list(function.parts(bounds))
            assert [parts[0][0], *(end for _, end, _ in parts)] == [
                *(start for start, _, _ in parts),
                bounds.end,
            ]
            assert all(is_open == whole.at(start) for start, _, is_open in parts)
            assert sum(end - start for start, end, is_open in parts if is_open) == sum(
                min(end, bounds.end) - max(start, bounds.start)
                for start, end, is_open in pieces_that_meet(whole, bounds)
                if is_open
            )

    @given(found=edges, second=seconds)
    def test_over_a_block_or_a_part_of_one(self, found: list[Instant], second: Instant) -> None:
        function = blocks(found)
        block = function.block(second)
        bounds = Interval(block.starts[0], block.end)
        assert function.over(bounds) is block
        assert function.over(Interval(second, block.end)) == block.between(second, block.end)

    def test_a_question_works_out_the_blocks_that_its_piece_meets(self) -> None:
        opens, middle, closes = (Instant(block * BLOCK + 5) for block in (2, 3, 4))
        asked: list[Interval[Instant]] = []

        def make(bounds: Interval[Instant]) -> Piecewise[bool]:
            asked.append(bounds)
            return open_between([opens, closes], bounds)

        function = Blocks(SUPPORTED, make, BoundedCache(10**6), block_bits=SHORT_BLOCKS)
        assert function.around(middle) == (opens, closes, True)
        assert [each.start // BLOCK for each in asked] == [3, 2, 4]
        function.around(middle)
        assert len(asked) == 3
