"""Relations of DuckDB, where they differ from tables of other engines."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pyarrow as pa
import pytest

from ccb_support import timetable
from ccb_support.frames import COLUMNS
from tests.frames.tables import FRIDAY, SOME, Foreign, Ticket, arrow, ask


@pytest.fixture
def database() -> Foreign:
    return duckdb.connect()


class TestRelations:
    """Relations are routed in their database."""

    def test_keep_nanoseconds(self, database: Foreign) -> None:
        nanoseconds = arrow([Ticket("queja", 3, FRIDAY)], "ns")
        just_before = pa.array([nanoseconds["when"].cast(pa.int64())[0].as_py() - 1])
        table = nanoseconds.set_column(2, "when", just_before.cast(pa.timestamp("ns", "UTC")))
        routed = ask(database.from_arrow(table))
        assert routed.project('channel, "when" < $$2026-07-10 22:00Z$$').fetchall() == [
            ("pqrs", True)
        ]

    @pytest.mark.parametrize(
        ("text", "number", "instant", "answer"),
        [
            *(
                ("VARCHAR", "INTEGER", f"'{instant}'::{kind}", (None, "out_of_range"))
                for instant in ("infinity", "-infinity")
                for kind in ("TIMESTAMPTZ", "TIMESTAMPTZ_NS")
            ),
            *(
                (text, number, "TIMESTAMPTZ '2026-07-10 16:00:00-05'", ("pqrs", None))
                for text in ("VARCHAR", "ENUM('queja', 'PQRS')")
                for number in ("UTINYINT", "HUGEINT")
            ),
        ],
    )
    def test_may_have_instants_without_end_and_any_kind_of_text_and_integers(
        self,
        database: Foreign,
        text: str,
        number: str,
        instant: str,
        answer: tuple[str | None, str | None],
    ) -> None:
        relation = database.sql(
            f"SELECT 'queja'::{text} AS type, 3::{number} AS priority, {instant} AS when"
        )
        assert ask(relation).project("channel, error").fetchall() == [answer]

    def test_leave_nothing_in_their_database(self, database: Foreign) -> None:
        ask(database.from_arrow(arrow(SOME))).to_arrow_table()
        assert database.sql("SHOW ALL TABLES").fetchall() == []

    def test_stand_beside_the_tables_of_a_timetable(self, database: Foreign) -> None:
        week = timetable(FRIDAY, FRIDAY + timedelta(days=7))
        for statement in week.to_sql("sqlite").tables:  # DuckDB reads it too
            database.execute(statement)
        routed = ask(database.from_arrow(arrow(SOME)))
        assert {*routed.project("channel").fetchall()} == {("pqrs",), ("p1_mobile",), (None,)}

    def test_stand_beside_tables_with_the_names_of_other_columns(self, database: Foreign) -> None:
        database.execute("CREATE TABLE rows AS SELECT 1 AS group_number")
        relation = database.sql(
            "SELECT 'queja' AS type, 'P3' AS group_number, now() AS begins, 1 AS ends, now() AS second, "
            'TIMESTAMPTZ \'2026-07-10 16:00:00-05\' AS "the ""when"""'
        )
        routed = ask(relation, priority="group_number", when='the "when"', prefix="x")
        assert routed.project("xchannel, xerror").fetchall() == [("pqrs", None)]

    def test_that_grow_have_answers_of_the_requests_and_times_that_they_had(
        self, database: Foreign
    ) -> None:
        database.execute("CREATE TABLE tickets (type VARCHAR, priority INT, opened TIMESTAMPTZ)")
        database.execute("INSERT INTO tickets VALUES ('queja', 3, '2026-07-10 17:00-05')")
        routed = ask(database.table("tickets"), when="opened")
        assert routed.project("channel").fetchall() == [("national_line",)]
        database.execute("INSERT INTO tickets VALUES ('queja', 3, '2026-07-10 16:00-05')")
        assert sorted(routed.project("channel").fetchall()) == [("national_line",), ("pqrs",)]
        for late in [("reclamo", 3, FRIDAY), ("queja", 3, FRIDAY.replace(year=2031))]:
            database.execute("INSERT INTO tickets VALUES (?, ?, ?)", late)
            for name in COLUMNS:
                with pytest.raises(duckdb.InvalidInputException, match="Route it again"):
                    routed.project(name).fetchall()
            database.execute("DELETE FROM tickets WHERE type = 'reclamo' OR year(opened) = 2031")
