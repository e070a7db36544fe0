"""The how-to "Route a table in SQL": on each engine at hand it says what `recommend` says."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from pages import code_of
from questions import DAY, Questions, Row, differences, questions, read_instants

from ccb_support import Router, default_directory
from tests.builders import shipped

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return code_of("route-in-sql.md", tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module", params=["sqlite3", "duckdb"])
def connect(request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Return the function of an engine that opens a database."""
    reason = f"{request.param} is not installed: see CONTRIBUTING.md"
    connect: Callable[[str], Any] = pytest.importorskip(request.param, reason=reason).connect
    return connect


def route(
    connect: Callable[[str], Any], page: dict[str, Any], asked: Questions
) -> list[dict[str, object]]:
    with closing(connect(":memory:")) as db:
        db.execute(page["TICKETS"])
        stored = [(*row[:3], page["stored"](row.opened)) for row in asked.rows]
        db.executemany("INSERT INTO tickets VALUES (?, ?, ?, ?)", stored)
        page["bring_spans"](db, asked.timetable)
        page["read_words"](db, asked.timetable)
        db.execute(page["ROUTED"])
        answer = db.execute("SELECT * FROM routed")
        names = [name for name, *_ in answer.description]
        rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    return [*map(read_instants, rows)]


class TestEachRow:
    """Each row of a table gets what `recommend` says of it, and no row is lost."""

    @given(asked=questions())
    @settings(max_examples=50)
    def test_is_answered_as_recommend_answers(
        self, connect: Callable[[str], Any], page: dict[str, Any], asked: Questions
    ) -> None:
        assert differences(asked, route(connect, page, asked)) == []

    def test_that_nobody_serves_is_kept_with_its_error(
        self, connect: Callable[[str], Any], page: dict[str, Any]
    ) -> None:
        router = Router(shipped(channels=default_directory().channels[:1]))
        start = datetime(2026, 7, 1, tzinfo=UTC)
        rows = [Row(0, "Incidente", "P3", start), Row(1, "Queja", "P3", start)]
        asked = Questions(router, router.timetable(start, start + 9 * DAY), rows)
        answers = route(connect, page, asked)
        assert [answer["error"] for answer in answers] == ["no_channel", None]
        assert differences(asked, answers) == []
