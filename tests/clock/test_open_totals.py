"""Sums of open time: the same as a count over all pieces."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support.bounded_cache import BoundedCache
from ccb_support.clock.instants import MICROSECONDS, Instant, Moment
from ccb_support.clock.intervals import Interval
from ccb_support.clock.open_totals import OpenTotals
from ccb_support.clock.step_function import (
    ONE_BLOCK,
    SHORT_BLOCKS,
    Blocks,
    KnownBlocks,
    open_between,
)

BLOCK = 2**20
FIRST, LAST = 5, 70
"""The first and the last block of the range: neither begins or ends a large unit."""

SUPPORTED = Interval(Instant(FIRST * BLOCK + 7), Instant(LAST * BLOCK + BLOCK // 2))
WHOLE = Interval(*(Moment(each * MICROSECONDS) for each in SUPPORTED))

seconds = st.one_of(
    st.integers(SUPPORTED.start, SUPPORTED.end - 1),
    st.sampled_from([SUPPORTED.start, *range((FIRST + 1) * BLOCK, SUPPORTED.end, BLOCK)]),
).map(Instant)

moments = st.one_of(
    st.integers(WHOLE.start, WHOLE.end),
    seconds.map(lambda second: second * MICROSECONDS),
    st.just(WHOLE.end),
).map(Moment)

edges = st.lists(seconds, max_size=30, unique=True).map(
    lambda found: sorted(found)[: len(found) // 2 * 2]
)


class Desk:
    """Something that is open between `edges`, and the blocks that are worked out of it."""

    def __init__(
        self, edges: Sequence[Instant], *, most: int = 10**7, block_bits: int = SHORT_BLOCKS
    ) -> None:
        self.edges = edges
        known: KnownBlocks = BoundedCache(most)
        make = partial(open_between, edges)
        blocks = Blocks(SUPPORTED, make, known, block_bits=block_bits)
        self.totals = OpenTotals(blocks, known)

    def counted(self, span: Interval[Moment]) -> int:
        """Count the open microseconds of `span`, piece by piece."""
        runs = zip(self.edges[::2], self.edges[1::2], strict=True)
        parts = (
            min(last * MICROSECONDS, span.end) - max(first * MICROSECONDS, span.start)
            for first, last in runs
        )
        return sum(part for part in parts if part > 0)


class TestTotals:
    """They equal a count of each piece, with any sums in the cache."""

    @pytest.mark.parametrize("most", [0, 10**7], ids=["forgetful", "with room"])
    @pytest.mark.parametrize("block_bits", [SHORT_BLOCKS, SHORT_BLOCKS + 2, ONE_BLOCK])
    @given(edges=edges, ends=st.lists(moments, min_size=2, max_size=6))
    def test_they_are_as_counted(
        self, *, most: int, block_bits: int, edges: list[Instant], ends: list[Moment]
    ) -> None:
        desk = Desk(edges, most=most, block_bits=block_bits)
        for start, end in pairwise(ends):
            span = Interval(min(start, end), max(start, end))
            assert desk.totals.between(span) == desk.counted(span)

    @pytest.mark.parametrize("block_bits", [SHORT_BLOCKS, SHORT_BLOCKS + 2, ONE_BLOCK])
    @given(edges=edges, since=moments.filter(lambda each: each < WHOLE.end), data=st.data())
    def test_the_earliest_moment_is_found(
        self, *, block_bits: int, edges: list[Instant], since: Moment, data: st.DataObject
    ) -> None:
        desk = Desk(edges, block_bits=block_bits)
        most = desk.counted(Interval(since, WHOLE.end))
        duration = data.draw(st.integers(0, most) | st.just(most))
        found = desk.totals.after(since, duration)
        assert found is not None
        assert desk.counted(Interval(since, found)) == duration
        if duration:
            before = Interval(since, Moment(found - 1))
            assert desk.counted(before) == duration - 1, "a microsecond earlier is too early"
        assert desk.totals.after(since, most + 1) is None
