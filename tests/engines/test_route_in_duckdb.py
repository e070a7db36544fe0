"""The how-to "Route a table in DuckDB": it says what `recommend` says, in each unit of time."""

from __future__ import annotations

from contextlib import chdir
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pages import code_of
from parquet import KINDS, UNITS, write_tickets, write_times
from questions import Questions, differences, questions

if TYPE_CHECKING:
    from pathlib import Path

duckdb: Any = pytest.importorskip("duckdb", reason="DuckDB is not installed: see CONTRIBUTING.md")
ZONES = "UTC", "America/Bogota", "Asia/Kathmandu"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return code_of("route-in-duckdb.md", tmp_path_factory.mktemp("page"))


def route(page: dict[str, Any], asked: Questions, unit: str, zone: str) -> list[dict[str, object]]:
    write_tickets(asked.rows, unit)
    page["write_spans"](asked.timetable)
    with duckdb.connect() as db:
        db.execute(f"SET TimeZone = '{zone}'")
        db.execute(page["SPANS"])
        page["read_words"](db, asked.timetable)
        db.execute(page["ROUTED"])
        rows: list[dict[str, object]] = (
            db.sql("SELECT * EXCLUDE opened FROM routed").to_arrow_table().to_pylist()
        )
    return rows


class TestEachRow:
    """Each row gets what `recommend` says of it, in any unit and in any zone of the session."""

    @pytest.mark.parametrize("unit", UNITS)
    @given(data=st.data(), zone=st.sampled_from(ZONES))
    @settings(max_examples=30, phases=[Phase.generate])  # to shrink a failure takes minutes
    def test_is_answered_as_recommend_answers(
        self,
        unit: str,
        page: dict[str, Any],
        tmp_path_factory: pytest.TempPathFactory,
        data: st.DataObject,
        zone: str,
    ) -> None:
        asked = data.draw(questions(unit=UNITS[unit]))
        with chdir(tmp_path_factory.getbasetemp()):
            assert differences(asked, route(page, asked, unit, zone)) == []


class TestInstants:
    """A column that names no instants is refused."""

    @pytest.fixture(autouse=True)
    def enter_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_pass(self, page: dict[str, Any], kind: pa.DataType) -> None:
        write_times([datetime(2026, 7, 10, 17, tzinfo=UTC)], kind)
        with duckdb.connect() as db:
            page["check_opened"](db)

    @pytest.mark.parametrize("kind", [pa.timestamp("ms"), pa.timestamp("us"), pa.timestamp("ns")])
    def test_have_a_zone(self, page: dict[str, Any], kind: pa.DataType) -> None:
        write_times([datetime.fromisoformat("2026-07-10 17:00")], kind)
        with duckdb.connect() as db, pytest.raises(TypeError, match="names no instant"):
            page["check_opened"](db)
