"""Tables in DuckDB."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.frames.tables import Foreign

duckdb: Any = import_module("duckdb")


class Tables:
    """A database in memory."""

    def __init__(self) -> None:
        self.connection: Any = duckdb.connect()

    def of(self, arrow: Foreign) -> Foreign:
        """Return an Arrow table as a relation."""
        return self.connection.from_arrow(arrow)

    def without_zone(self, arrow: Foreign) -> Foreign:
        """Return the same, without a time zone."""
        return self.of(arrow).project('* REPLACE ("when"::TIMESTAMP AS "when")')

    def rows(self, relation: Foreign) -> list[dict[str, Any]]:
        """Return the rows of a relation."""
        rows: list[dict[str, Any]] = relation.to_arrow_table().to_pylist()
        return rows

    def show_instants_in(self, zone: str) -> None:
        """Let the session have a time zone."""
        self.connection.execute(f"SET TimeZone = '{zone}'")

    def close(self) -> None:
        """Close the database."""
        self.connection.close()
