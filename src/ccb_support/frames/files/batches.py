"""Some rows of a file of tickets, and how many of its bytes are in memory at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from .json_members import members_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ccb_support.frames.request_columns import RequestColumns

BYTES = 2**20
"""The number of bytes of CSV or JSON Lines that are in memory at a time, unless a row is longer."""

LONGER = 16
"""How many times as many bytes are read at a time, twice at most, if a row is that long.

A row whose quotes are not closed has no end, so there is a bound.
"""

LONGEST_ROW = BYTES * LONGER**2
"""The number of bytes of the longest row: 256 MiB."""

ROWS = 2**17
"""The number of rows of a Parquet file that are in memory at a time."""


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


def parquet_batches(source: Path) -> Iterator[TableBatch]:
    """Yield the rows of a file of Parquet in batches.

    The first batch has no rows, and says which columns there are.

    Raises:
        ArrowException: the file can't be read.
        OSError: the file can't be opened.
    """
    of_parquet: Any = parquet.ParquetFile  # the stubs don't say whole types
    with of_parquet(source) as file:
        yield TableBatch(file.schema_arrow.empty_table(), 0)
        size, rows, read = source.stat().st_size, file.metadata.num_rows, 0
        for batch in file.iter_batches(ROWS):
            read += batch.num_rows
            yield TableBatch(pa.Table.from_batches([batch]), size * read // rows)
