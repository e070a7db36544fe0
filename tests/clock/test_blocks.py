"""A function that is worked out block by block: the same as if it were worked out at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support.clock.block_cache import BlockCache
from ccb_support.clock.blocks import Blocks
from ccb_support.clock.intervals import Interval
from ccb_support.clock.piecewise import Piece, Piecewise, open_between

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK = 2**20
SUPPORTED = Interval(BLOCK // 2, 6 * BLOCK - 1)

seconds = st.one_of(
    st.integers(SUPPORTED.start, SUPPORTED.end - 1),
    st.sampled_from([SUPPORTED.start, *range(BLOCK, SUPPORTED.end, BLOCK), SUPPORTED.end - 1]),
)

edges = st.lists(seconds, max_size=9, unique=True).map(
    lambda found: sorted(found)[: len(found) // 2 * 2]
)


def blocks(
    found: Sequence[int], *, most_bytes: int = 10**6, in_one_block: bool = False
) -> Blocks[bool]:
    return Blocks(
        SUPPORTED,
        lambda bounds: open_between(found, bounds),
        BlockCache(most_bytes),
        in_one_block=in_one_block,
    )


def pieces_that_meet(whole: Piecewise[bool], bounds: Interval) -> list[Piece[bool]]:
    return [each for each in whole.pieces() if each.end > bounds.start and each.start < bounds.end]


class TestBlocks:
    """Blocks say what the whole function says, and their pieces are whole."""

    @pytest.mark.parametrize("most_bytes", [0, 10**6], ids=["forgetful", "with room"])
    @pytest.mark.parametrize("in_one_block", [False, True])
    @given(found=edges, ends=st.tuples(seconds, seconds))
    def test_they_are_as_the_whole(
        self, *, most_bytes: int, in_one_block: bool, found: list[int], ends: tuple[int, int]
    ) -> None:
        whole = open_between(found, SUPPORTED)
        function = blocks(found, most_bytes=most_bytes, in_one_block=in_one_block)
        bounds = Interval(min(ends), max(ends) + 1)
        for second in ends:
            assert function.around(second) == whole.piece(whole.place(second))
            assert function.block(second).at(second) == whole.at(second)
            start = function.start_of_piece(second)
            assert start == max(
                whole.piece(whole.place(second)).start, function.block(second).starts[0]
            )
        assert list(function.pieces(bounds)) == pieces_that_meet(whole, bounds)

    @given(found=edges, second=seconds)
    def test_over_a_block_or_a_part_of_one(self, found: list[int], second: int) -> None:
        function = blocks(found)
        block = function.block(second)
        bounds = Interval(block.starts[0], block.end)
        assert function.over(bounds) is block
        assert function.over(Interval(second, block.end)) == block.between(second, block.end)

    def test_a_question_works_out_the_blocks_that_its_piece_meets(self) -> None:
        asked: list[Interval] = []

        def make(bounds: Interval) -> Piecewise[bool]:
            asked.append(bounds)
            return open_between([2 * BLOCK + 5, 4 * BLOCK + 5], bounds)

        function = Blocks(SUPPORTED, make, BlockCache(10**6), in_one_block=False)
        assert function.around(3 * BLOCK) == Piece(2 * BLOCK + 5, 4 * BLOCK + 5, True)  # noqa: FBT003 - a value
        assert [each.start // BLOCK for each in asked] == [3, 2, 4]
        function.around(3 * BLOCK)
        assert len(asked) == 3
