"""How much work it is to route a table."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import create_autospec

import polars as pl
import pytest

from ccb_support import Router, default_directory
from ccb_support.frames import open_time
from ccb_support.frames.answer_table import PAGE_BITS, PAGE_NUMBER_BITS, AnswerBook
from ccb_support.model.vocabulary import RequestTypes
from ccb_support.routing.request_decisions import RequestDecisions
from ccb_support.schedule.layers import Schedule
from tests.frames.tables import FRIDAY, SHIPPED, SOME, Foreign, Ticket, arrow, ask, pa


def calls_of(name: str, owner: object, monkeypatch: pytest.MonkeyPatch) -> list[Foreign]:
    """Return the list to which each later call of a function is added, with its arguments."""
    original = getattr(owner, name)
    spy = create_autospec(original, side_effect=original)
    monkeypatch.setattr(owner, name, spy)
    found: list[Foreign] = spy.call_args_list
    return found


class TestWork:
    """Each word is read once, and answers are looked up only for the weeks of the rows."""

    def test_reads_a_word_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reads = calls_of("find", RequestTypes, monkeypatch)
        ask(pl.DataFrame(arrow([SOME[0], SOME[1], SOME[0]] * 1000)))
        assert sorted(word for (_, word), _ in reads if word) == ["Queja", "incidente"]

    def test_keeps_answers_for_later_frames_up_to_a_bound(self) -> None:
        book = AnswerBook(Router(SHIPPED), None, ())
        first, second, third = (2 << PAGE_NUMBER_BITS | page for page in (6800, 6801, 6802))
        wanted = [[first], [second], [first], [third], [first, second, third], [second]]
        kept = [sorted(book.table_of(pages).pages) for pages in wanted]
        every = [first, second, third]
        assert kept == [[first], [first, second], [first, second], [third], every, every]

    def test_works_out_only_the_requests_and_the_pages_of_the_rows(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calls = calls_of("spans", RequestDecisions, monkeypatch)
        whens = [FRIDAY.replace(year=year) for year in (1990, 2026, 2190)]
        drawn = [Ticket("queja", 3, when) for when in whens * 10]
        ask(pl.DataFrame(arrow(drawn)), directory=SHIPPED)
        assert len(calls) == len(whens)
        assert all(bounds.end - bounds.start <= 2**PAGE_BITS for (_, bounds), _ in calls)

    def test_counts_open_time_by_the_blocks_of_the_rows(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        blocks, router = calls_of("openness", Schedule, monkeypatch), Router(default_directory())
        hours = pa.array([FRIDAY + timedelta(hours=each) for each in range(8_000)])
        table = pa.table({"opened": hours[:4_000], "closed": hours[::2]})
        open_time(table, channel="pqrs", start="opened", end="closed", directory=router)
        # Totals are kept for units of 32 blocks.
        assert len(blocks) <= 8_000 / 24 / 12 + 32
