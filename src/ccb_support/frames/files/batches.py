"""Some rows of a file of tickets, and how many of its bytes are in memory at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .json_members import members_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from ccb_support.frames.request_columns import RequestColumns

BYTES = 2**20
"""The number of bytes of CSV or JSON Lines that are in memory at a time, unless a row is longer."""

LONGER = 16
"""How many times as many bytes are read at a time, twice at most, if a row is that long.

A row whose quotes are not closed has no end, so there is a bound.
"""

LONGEST_ROW = BYTES * LONGER**2
"""The number of bytes of the longest row: 256 MiB."""


class TableBatch(NamedTuple):
    """Some rows of a file that Arrow reads, and the number of its bytes up to their end."""

    rows: pa.Table
    read: int

    def requests(self, columns: RequestColumns) -> pa.Table:
        """Return the columns that describe a request, with times as the file has them."""
        return self.rows.select(columns.names)

    def members(self) -> Sequence[str]:
        """Return each row as the members of a JSON object: its text without the braces."""
        return members_of(self.rows)


def side_by_side(rows: pa.Table, answers: pa.Table) -> pa.Table:
    """Return rows with the columns of their answers at the end."""
    for name in answers.column_names:
        rows = rows.append_column(name, answers[name])
    return rows
