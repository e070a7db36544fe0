"""Tables in SQLite."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from questions import INSTANTS

from ccb_support.clock.instants import EPOCH, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

DIALECT = "sqlite"

TICKETS = "CREATE TABLE tickets (id BIGINT, request_type TEXT, priority TEXT, opened BIGINT)"


class Database:
    """A database in memory."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)

    def execute(self, statement: str) -> None:
        """Run a statement."""
        self._connection.execute(statement)

    def fill(self, rows: Iterable[tuple[object, object, object, datetime | None]]) -> None:
        """Put rows in the table of tickets."""
        stored = [(*row[:3], row[3] and moment_of(row[3])) for row in rows]
        self._connection.executemany("INSERT INTO tickets VALUES (?, ?, ?, ?)", stored)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query, with the instants that their integers mean."""
        answer = self._connection.execute(query)
        names = [name for name, *_ in answer.description]
        rows = [dict(zip(names, row, strict=True)) for row in answer]
        for row in rows:
            row.update({each: _instant(row[each]) for each in INSTANTS if each in row})
        return rows

    def plan(self, query: str) -> str:
        """Return how the database would answer a query."""
        return "\n".join(row["detail"] for row in self.rows(f"EXPLAIN QUERY PLAN {query}"))

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else EPOCH + timedelta(microseconds=microseconds)
