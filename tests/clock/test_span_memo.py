"""What is known of a function of time is found again, and made only once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support.clock.intervals import Interval
from ccb_support.clock.span_memo import SpanMemo

PAGE = 2**22
"""How many seconds share a page."""


class TestSpanMemo:
    """A value holds over its span, once it was added at some moment of it."""

    def test_nothing_is_known_at_first(self) -> None:
        assert SpanMemo[str]().get(0) is None

    def test_a_value_is_known_from_its_start_to_before_its_end(self) -> None:
        memo = SpanMemo[str]()
        assert memo.add(150, Interval(100, 200), lambda: "open") == "open"
        assert [memo.get(moment) for moment in (99, 100, 199, 200)] == [None, "open", "open", None]
        assert len(memo) == 1

    def test_a_value_is_made_once_however_often_it_is_added(self) -> None:
        memo = SpanMemo[object]()
        first = memo.add(150, Interval(100, 200), object)
        assert memo.add(160, Interval(100, 200), object) is first
        assert len(memo) == 1

    def test_a_span_over_several_pages_is_one_value_on_each(self) -> None:
        memo = SpanMemo[object]()
        span = Interval(PAGE - 10, 3 * PAGE + 10)
        first = memo.add(PAGE, span, object)
        assert memo.get(2 * PAGE) is None
        assert memo.add(2 * PAGE, span, object) is first
        assert memo.get(2 * PAGE) is memo.get(3 * PAGE - 1) is first
        assert memo.get(3 * PAGE) is None
        assert len(memo) == 1

    @pytest.mark.parametrize(
        ("moment", "end", "known"),
        [
            (99, 500, []),
            (100, 500, [(200, "a"), (300, "b")]),
            (199, 500, [(200, "a"), (300, "b")]),
            (200, 500, [(300, "b")]),
            (300, 500, []),
            (400, 500, [(500, "c")]),
            (100, 300, [(200, "a"), (300, "b")]),
            (100, 250, [(200, "a"), (250, "b")]),
            (100, 150, [(150, "a")]),
            (400, 9 * PAGE, [(PAGE, "c")]),
            (PAGE, 9 * PAGE, []),
        ],
    )
    def test_what_is_known_on_a_page(
        self, moment: int, end: int, known: list[tuple[int, str]]
    ) -> None:
        memo = SpanMemo[str]()
        memo.add(450, Interval(400, 2 * PAGE), lambda: "c")
        memo.add(250, Interval(200, 300), lambda: "b")
        memo.add(150, Interval(100, 200), lambda: "a")
        assert memo.known(moment, end) == known

    @given(st.permutations(range(5)), st.sampled_from([0, 10]))
    def test_spans_may_be_added_in_any_order_next_to_each_other_or_apart(
        self, order: list[int], apart: int
    ) -> None:
        memo = SpanMemo[int]()
        spans = [Interval(number * 100, (number + 1) * 100 - apart) for number in range(5)]
        for place, number in enumerate(order, start=1):
            memo.add(spans[number].start, spans[number], partial(int, number))
            for known in range(5):
                expected = known if known in order[:place] else None
                assert memo.get(spans[known].start) == expected
                assert memo.get(spans[known].end - 1) == expected
                if apart:
                    assert memo.get(spans[known].end) is None
        # Neighbours share their boundary: nothing unknown lies between them.
        in_a_row = 1 if apart else 5
        assert memo.known(0, PAGE) == [
            (span.end, number) for number, span in enumerate(spans[:in_a_row])
        ]

    def test_moments_before_1970_are_no_different(self) -> None:
        memo = SpanMemo[str]()
        memo.add(-5, Interval(-10, 10), lambda: "open")
        assert [memo.get(moment) for moment in (-11, -10, -1, 0)] == [None, "open", "open", None]

    @given(
        st.lists(st.integers(-3 * PAGE, 3 * PAGE), min_size=2, unique=True).map(sorted),
        st.lists(st.integers(-3 * PAGE, 3 * PAGE)),
    )
    def test_it_never_tells_another_value_than_the_function_has(
        self, changes: list[int], asked: list[int]
    ) -> None:
        spans = [Interval(*pair) for pair in pairwise(changes)]
        memo = SpanMemo[Interval]()
        for moment in asked:
            for span in spans:
                if moment in span:
                    assert memo.get(moment) in (None, span)
                    assert memo.add(moment, span, partial(Interval, *span)) == span
                    assert memo.get(moment) == span
        for span in spans:
            for moment in (span.start, span.end - 1):
                assert memo.get(moment) in (None, span)
        assert memo.get(changes[0] - 1) is memo.get(changes[-1]) is None

    def test_threads_that_ask_at_once_share_one_value(self) -> None:
        memo = SpanMemo[object]()
        together = Barrier(8)

        def ask(moment: int) -> object:
            together.wait(timeout=30)
            return memo.add(moment, Interval(0, 8), object)

        with ThreadPoolExecutor(8) as pool:
            values = set(pool.map(ask, range(8)))
        assert values == {memo.get(0)}
