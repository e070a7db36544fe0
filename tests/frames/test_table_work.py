"""How much work it is to route a table."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given

from ccb_support import RequestType, Router, recommend
from ccb_support.frames import request_columns, routing
from ccb_support.frames.answer_table import AnswerBook
from ccb_support.frames.engines import polars_engine
from ccb_support.frames.request_columns import RequestColumns
from ccb_support.frames.routing import TableRouter
from ccb_support.model.channels import group_requests
from ccb_support.routing.request_decisions import RequestDecisions
from ccb_support.testing import strategies
from tests.frames.tables import (
    FRIDAY,
    SHIPPED,
    SOME,
    Foreign,
    Ticket,
    arrow,
    ask,
    hourly_desk,
    tickets,
)


def calls_of(name: str, owner: object, monkeypatch: pytest.MonkeyPatch) -> list[Foreign]:
    """Return the list to which each later call of a function adds its arguments."""
    calls: list[Foreign] = []
    original = getattr(owner, name)

    def record(*arguments: object) -> object:
        calls.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(owner, name, record)
    return calls


@pytest.fixture
def whole_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look up even a few rows in whole pages of time, as many rows are."""
    monkeypatch.setattr(routing, "_ROWS_WORTH_A_PAGE", 0)


class TestWork:
    """Each word is read once, and answers are looked up only for the weeks of the rows."""

    def test_reads_a_word_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reads = calls_of("find_member", request_columns, monkeypatch)
        ask(pl.DataFrame(arrow([SOME[0], SOME[1], SOME[0]] * 1000)))
        words = [str(word) for kind, word in reads if kind is RequestType]
        assert sorted(words) == ["Queja", "incidente"]

    def test_many_rows_over_weeks_are_answered_as_recommend_answers(self) -> None:
        first, last = FRIDAY.replace(day=1), FRIDAY.replace(day=20)
        many = pl.DataFrame(arrow([Ticket("queja", 3, each) for each in (first, last)] * 2**15))
        rows = ask(many).select("channel", "valid_from").unique(maintain_order=True).rows()
        assert rows == [
            (answer.channel.id, answer.valid_from)
            for answer in (recommend("queja", 3, each) for each in (first, last))
        ]

    @pytest.mark.usefixtures("whole_pages")
    def test_makes_the_small_table_once_for_many_frames(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = calls_of("columns_of", polars_engine, monkeypatch)
        book = AnswerBook(Router(SHIPPED), None, ())
        router = TableRouter(RequestColumns("type", "priority", "when"), book, polars_engine, "")
        frame = pl.DataFrame(arrow(SOME))
        assert router.route(frame).equals(router.route(frame))
        assert len(made) == 1

    @pytest.mark.usefixtures("whole_pages")
    @pytest.mark.parametrize(
        ("router", "years", "most"),
        [
            (hourly_desk(), [2026], 4),  # two for words, two for the cell, and no steps
            (Router(SHIPPED), [1990, 2026, 2190], 6),  # a day has two changes
        ],
        ids=["a day full of changes", "days far apart"],
    )
    def test_takes_few_steps(
        self, router: Router, years: list[int], most: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looks = calls_of("look_up", polars_engine, monkeypatch)
        drawn = [Ticket("queja", "P3", FRIDAY.replace(year=year)) for year in years]
        ask(pl.DataFrame(arrow(drawn)), directory=router)
        assert len(looks) == most

    def test_keeps_answers_for_later_frames_up_to_a_bound(self) -> None:
        book = AnswerBook(Router(SHIPPED), None, ())
        wanted = [[700], [701], [700], [702], [700, 701, 702], [701]]
        kept = [sorted(book.table_of(pages).pages) for pages in wanted]
        every = [700, 701, 702]
        assert kept == [[700], [700, 701], [700, 701], [702], every, every]

    @pytest.mark.usefixtures("whole_pages")
    def test_passes_over_the_years_between_two_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = calls_of("spans", RequestDecisions, monkeypatch)
        drawn = [Ticket("queja", 3, FRIDAY.replace(year=year)) for year in (1990, 2190)]
        ask(arrow(drawn), directory=SHIPPED)
        groups = len(group_requests(SHIPPED.channels))
        seconds = sum(bounds.end - bounds.start for _, bounds in calls)
        assert 0 < seconds < timedelta(weeks=16).total_seconds() * groups

    def test_a_few_rows_look_up_only_their_own_answers(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whens = [FRIDAY.replace(year=year) for year in (1990, 2026, 2190)]
        begins = [recommend("queja", 3, when).valid_from for when in whens]
        calls = calls_of("span_at", RequestDecisions, monkeypatch)
        monkeypatch.setattr(RequestDecisions, "spans", None)
        drawn = [Ticket("queja", 3, when) for when in whens * 10]
        rows = ask(pl.DataFrame(arrow(drawn)), directory=SHIPPED).rows(named=True)
        assert len(calls) == len(drawn)
        assert [row["valid_from"] for row in rows[:3]] == begins


class TestBothWays:
    """A few rows get the same answers one by one as from whole pages of time."""

    @given(tickets(SHIPPED), strategies.outages(SHIPPED))
    def test_the_answers_are_the_same(
        self, drawn: list[Ticket], down: dict[str, datetime | None]
    ) -> None:
        frame = pl.DataFrame(arrow(drawn))
        one_by_one = ask(frame, directory=SHIPPED, unavailable=down)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(routing, "_ROWS_WORTH_A_PAGE", 0)
            assert ask(frame, directory=SHIPPED, unavailable=down).equals(one_by_one)
