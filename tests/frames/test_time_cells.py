"""The cells of time in which a table looks up its answers: few, and each with the right answer."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import Router, default_directory
from ccb_support.clock.instants import DAY, HOUR, MINUTE
from ccb_support.frames import time_cells
from ccb_support.frames.answer_table import MISSING, PAGE, AnswerBook
from ccb_support.frames.time_cells import cut_time

FIRST = 700
"""A page of the year 2031."""

SUPPORTED_UNTIL = (FIRST + 3) * PAGE + 5 * HOUR


def blocks() -> st.SearchStrategy[list[list[int]]]:
    """Draw the seconds at which something changes, of some classes of requests."""
    changes = st.integers(FIRST * PAGE // MINUTE - 9, SUPPORTED_UNTIL // MINUTE - 1)
    block = st.lists(changes, max_size=9).map(
        lambda minutes: [0, *sorted(m * MINUTE for m in minutes), SUPPORTED_UNTIL, MISSING]
    )
    return st.lists(block, max_size=3).map(lambda drawn: [[0], *drawn])


class TestEveryCell:
    """The answer of a row is at most `most_changes` after the answer of its cell."""

    @given(
        blocks=blocks(),
        pages=st.sets(st.integers(FIRST, FIRST + 3), min_size=1),
        most_cells=st.sampled_from([1, 50, 500, 2**19]),
        data=st.data(),
    )
    def test_leads_to_the_answer(
        self, blocks: list[list[int]], pages: set[int], most_cells: int, data: st.DataObject
    ) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(time_cells, "MOST_CELLS", most_cells)
            made = cut_time(blocks, pages)
        number = data.draw(st.integers(0, len(blocks) - 1))
        block, begin = blocks[number], [*accumulate(map(len, blocks), initial=0)][number]
        page = data.draw(st.sampled_from(sorted(pages))) * PAGE
        second = page + data.draw(st.integers(0, PAGE - 1))
        for each in (second, *(each for each in block if each // PAGE * PAGE == page)):
            place = made.places[made.begin(number) + each // made.length]
            wanted = begin + bisect_right(block, each) - 1
            assert 0 <= wanted - place <= made.most_changes

    @given(blocks=blocks(), pages=st.sets(st.integers(FIRST, FIRST + 3)))
    def test_outside_all_pages_leads_to_out_of_range(
        self, blocks: list[list[int]], pages: set[int]
    ) -> None:
        made = cut_time(blocks, pages)
        begins = accumulate(map(len, blocks), initial=0)
        for number, (block, begin) in enumerate(zip(blocks, begins, strict=False)):
            early, late, missing = (
                made.places[made.begin(number) + cell]
                for cell in (made.numbers[0], made.numbers[-1], made.missing)
            )
            assert early == begin
            assert late == begin + max(len(block) - 2, 0)
            assert missing == begin + len(block) - 1


class TestLength:
    """Cells are as long as they can be with one answer each, unless there are too many."""

    def test_is_that_between_two_changes_of_the_shipped_directory(self) -> None:
        table = AnswerBook(Router(default_directory()), None, ()).table_of([FIRST])
        made = cut_time(table.blocks, table.pages)
        assert (made.length, made.most_changes) == (2 * HOUR, 0)

    def test_is_that_of_a_page_if_nothing_changes(self) -> None:
        made = cut_time([[0], [0, SUPPORTED_UNTIL, MISSING]], {FIRST})
        assert (made.length, made.most_changes) == (PAGE, 0)

    def test_is_a_minute_if_something_changes_at_an_odd_minute(self) -> None:
        made = cut_time([[0, FIRST * PAGE + 7 * MINUTE, MISSING]], {FIRST})
        assert (made.length, made.most_changes) == (MINUTE, 0)

    def test_grows_with_the_time_from_the_first_page_to_the_last(self) -> None:
        changes = [FIRST * PAGE, *(FIRST * PAGE + day * DAY + HOUR for day in range(9))]
        made = cut_time([[0, *changes, MISSING]] * 20, {FIRST, FIRST + 2_000})
        assert len(made.places) <= time_cells.MOST_CELLS + 3 * 20
        assert DAY < made.length < PAGE
        assert made.most_changes == -(-made.length // DAY)
