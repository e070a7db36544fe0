"""The how-to "Route a table in SQL": on each engine at hand it says what `recommend` says."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from pages import code_of
from questions import Questions, Row, differences, questions

from ccb_support import Directory, Router, default_directory

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTANTS = "opens_at", "valid_from", "valid_until"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return code_of("route-in-sql.md", tmp_path_factory.mktemp("page"))


def read(name: str, value: Any) -> Any:  # noqa: ANN401 - of any column
    return EPOCH + value * timedelta(microseconds=1) if name in INSTANTS and value else value


def routed(engine: Any, page: dict[str, Any], asked: Questions) -> list[dict[str, object]]:  # noqa: ANN401 - a module of the database interface of Python
    with closing(engine.connect(":memory:")) as db:
        db.execute(page["TICKETS"])
        stored = [(*row[:3], page["stored"](row.opened)) for row in asked.rows]
        db.executemany("INSERT INTO tickets VALUES (?, ?, ?, ?)", stored)
        page["bring_spans"](db, asked.timetable)
        page["read_words"](db, asked.timetable)
        db.execute(page["ROUTED"])
        answer = db.execute("SELECT * FROM routed")
        names = [name for name, *_ in answer.description]
        return [
            {name: read(name, each) for name, each in zip(names, row, strict=True)}
            for row in answer.fetchall()
        ]


@pytest.mark.parametrize("engine", ["sqlite3", "duckdb"])
class TestEachRow:
    """Each row of a table gets what `recommend` says of it, and no row is lost."""

    @given(asked=questions())
    @settings(max_examples=50)
    def test_is_answered_as_recommend_answers(
        self, engine: str, page: dict[str, Any], asked: Questions
    ) -> None:
        module = pytest.importorskip(
            engine, reason=f"{engine} is not installed: see CONTRIBUTING.md"
        )
        assert differences(asked, routed(module, page, asked)) == []

    def test_that_nobody_serves_is_kept_with_its_error(
        self, engine: str, page: dict[str, Any]
    ) -> None:
        module = pytest.importorskip(
            engine, reason=f"{engine} is not installed: see CONTRIBUTING.md"
        )
        desk_alone = {**dict(default_directory()), "channels": default_directory().channels[:1]}
        router = Router(Directory.model_validate(desk_alone))
        start = datetime(2026, 7, 1, tzinfo=UTC)
        rows = [Row(0, "Incidente", "P3", start), Row(1, "Queja", "P3", start)]
        asked = Questions(router, router.timetable(start, start + timedelta(days=9)), rows)
        answers = routed(module, page, asked)
        assert [answer["error"] for answer in answers] == ["no_channel", None]
        assert differences(asked, answers) == []
