"""Half-open stretches of time: they hold their start, and not their end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support.clock.intervals import Interval, gaps, joined, within

numbers = st.integers(-8, 24)
intervals = st.tuples(numbers, st.integers(1, 8)).map(lambda pair: Interval(pair[0], sum(pair)))
BOUNDS = Interval(0, 16)


def moments(*stretches: Interval[int]) -> set[int]:
    """All the numbers that the stretches hold: the slow and obvious way."""
    return {moment for stretch in stretches for moment in range(stretch.start, stretch.end)}


class TestOneInterval:
    """An interval holds its start and what follows, up to its end."""

    @pytest.mark.parametrize(
        ("moment", "held"), [(6, False), (7, True), (16, True), (17, False), ("7", False)]
    )
    def test_what_it_holds(self, moment: object, *, held: bool) -> None:
        assert (moment in Interval(7, 17)) is held

    @pytest.mark.parametrize(
        ("other", "overlaps"),
        [
            (Interval(0, 7), False),
            (Interval(0, 8), True),
            (Interval(8, 9), True),
            (Interval(0, 99), True),
            (Interval(16, 99), True),
            (Interval(17, 99), False),
        ],
    )
    def test_another_may_overlap_it(self, other: Interval[int], *, overlaps: bool) -> None:
        span = Interval(7, 17)
        assert span.overlaps(other) is other.overlaps(span) is overlaps


class TestManyIntervals:
    """What is done with a row of intervals is what sets of moments would give."""

    @given(st.lists(intervals), intervals)
    def test_within_keeps_what_both_hold(
        self, row: list[Interval[int]], bounds: Interval[int]
    ) -> None:
        parts = list(within(row, bounds))
        assert moments(*parts) == moments(*row) & moments(bounds)
        assert all(part.start < part.end for part in parts)

    @given(st.lists(intervals).map(sorted))
    def test_joined_holds_the_same_in_the_fewest_pieces(self, row: list[Interval[int]]) -> None:
        whole = list(joined(row))
        assert moments(*whole) == moments(*row)
        assert all(before.end < after.start for before, after in pairwise(whole))

    @given(st.lists(intervals).map(lambda row: list(joined(sorted(row)))))
    def test_gaps_are_what_is_left(self, row: list[Interval[int]]) -> None:
        left = list(gaps(row, BOUNDS))
        assert moments(*left) == moments(BOUNDS) - moments(*row)
        assert all(gap.start < gap.end for gap in left)
        assert left == list(joined(left))
