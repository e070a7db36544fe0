"""Some rows of a file of tickets, and how many of its bytes are in memory at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from ccb_support.errors import BadTableFileError
from ccb_support.words.file_phrases import TOO_MANY_COLUMNS, WIDE_LINE

from .json_members import members_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ccb_support.frames.request_columns import RequestColumns

LONGEST_ROW = 2**21
"""The number of bytes of the longest row, and of the names of all columns: 2 MiB."""

MOST_COLUMNS = 1_000
"""The most columns of a file."""

BYTES = 2**20
"""The number of bytes of JSON Lines, and about that of Parquet, in memory at a time."""

ROWS = 2**14
"""The most rows in memory at a time. As JSON, an answer takes several KiB."""

_BYTES_A_CELL = 16


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


def rows_at_a_time(names: Iterable[str], bytes_a_row: int = 0) -> int:
    """Return how many rows of some columns may be in memory: as JSON, each has all the names."""
    weight = bytes_a_row + sum(len(name) + _BYTES_A_CELL for name in names)
    return max(1, min(ROWS, 16 * BYTES // (weight + 1)))


def slices(batch: pa.RecordBatch) -> Iterator[pa.Table]:
    """Yield the rows of a batch, not too many at a time."""
    rows = rows_at_a_time(batch.schema.names)
    for start in range(0, batch.num_rows, rows):
        yield pa.Table.from_batches([batch.slice(start, rows)])


def check_width(source: Path, columns: int, bytes_of_names: int, line: int | None = None) -> None:
    """Make sure that a file does not have too many columns, up to its line `line` if it has lines.

    Raises:
        BadTableFileError: it has too many, or their names are too long.
    """
    if columns > MOST_COLUMNS or bytes_of_names > LONGEST_ROW:
        fault = TOO_MANY_COLUMNS if line is None else WIDE_LINE
        raise BadTableFileError(source, fault.fill(line=line, most=MOST_COLUMNS))


def parquet_batches(source: Path) -> Iterator[TableBatch]:
    """Yield the rows of a file of Parquet in batches.

    The first batch has no rows, and says which columns there are.

    Raises:
        ArrowException: the file can't be read.
        BadTableFileError: the file has too many columns.
        OSError: the file can't be opened.
    """
    of_parquet: Any = parquet.ParquetFile  # the stubs don't say whole types
    with of_parquet(source) as file:
        known = file.metadata
        names = file.schema_arrow.names
        check_width(source, known.num_columns, sum(map(len, names)))
        yield TableBatch(file.schema_arrow.empty_table(), 0)
        groups = [known.row_group(place) for place in range(known.num_row_groups)]
        longest = max((each.total_byte_size // (each.num_rows or 1) for each in groups), default=0)
        rows = rows_at_a_time(names, longest)
        size, read = source.stat().st_size, 0
        for batch in file.iter_batches(rows):
            read += batch.num_rows
            yield TableBatch(pa.Table.from_batches([batch]), size * read // known.num_rows)
