"""Some rows of a file of tickets, and how many of its bytes are in memory at a time."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from ccb_support.errors import BadTableFileError
from ccb_support.frames.answer_table import compute
from ccb_support.words.file_phrases import LARGE_PAGES, LONG_ROW, TOO_MANY_COLUMNS, WIDE_LINE

from .json_members import members_of
from .parquet_pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ccb_support.frames.ticket_columns import RequestColumns

LONGEST_ROW = 2**21
"""The number of bytes of the longest row of CSV and JSON Lines: 2 MiB."""

LONGEST_NAMES = 2**16
"""The most bytes of the names of all columns: 64 KiB. As JSON, each row has them."""

MOST_COLUMNS = 1_000
"""The most columns of a file."""

BYTES = 2**20
"""The number of bytes of JSON Lines in memory at a time."""

MOST_BYTES = 2**23
"""About the most bytes of rows in memory at a time, if they are written as JSON."""

_MOST_HELD = 2**26
"""The most bytes that Arrow may hold to read a group of rows of Parquet."""

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


def slices(rows: pa.Table) -> Iterator[pa.Table]:
    """Yield rows, at most `ROWS` at a time, and at most `MOST_BYTES` unless one row is larger."""
    if rows.num_rows > ROWS or (rows.num_rows > 1 and weight_of(rows) > MOST_BYTES):
        half = rows.num_rows // 2
        yield from slices(rows.slice(0, half))
        yield from slices(rows.slice(half))
    else:
        yield rows


def weight_of(rows: pa.Table) -> int:
    """Return about how many bytes rows take as JSON, in which each row has all the names."""
    return weight_of_names(rows.column_names) * rows.num_rows + sum(map(_bytes_of, rows.columns))


def weight_of_names(names: Iterable[str]) -> int:
    """Return about how many bytes each row takes as JSON without its values."""
    return sum(len(name) + _BYTES_A_CELL for name in names)


def _bytes_of(column: Any) -> int:  # noqa: ANN401 - a column of Arrow
    """Return how many bytes a column takes if each row has its value."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = (compute.binary_length(each.dictionary).take(each.indices) for each in column.chunks)
    return sum(compute.sum(each).as_py() or 0 for each in lengths)


def check_width(source: Path, columns: int, bytes_of_names: int, line: int | None = None) -> None:
    """Make sure that a file does not have too many columns, up to its line `line` if it has lines.

    Raises:
        BadTableFileError: it has too many, or their names are too long.
    """
    if columns > MOST_COLUMNS or bytes_of_names > LONGEST_NAMES:
        fault = TOO_MANY_COLUMNS if line is None else WIDE_LINE
        raise BadTableFileError(source, fault.fill(line=line, most=MOST_COLUMNS))


def parquet_batches(source: Path) -> Iterator[TableBatch]:
    """Yield the rows of a file of Parquet in batches.

    The first batch has no rows, and says which columns there are.

    Raises:
        ArrowException: the file can't be read.
        BadTableFileError: the file has too many columns, or takes too much memory.
        OSError: the file can't be opened.
    """
    of_parquet: Any = parquet  # the stubs don't say whole types
    schema = of_parquet.read_schema(source)
    check_width(source, len(schema.names), sum(map(len, schema.names)))
    # A long value may be there once, for many rows. So Arrow must not repeat it.
    texts = [each.name for each in schema if pa.types.is_string(each.type)]
    with of_parquet.ParquetFile(
        source, read_dictionary=texts, pre_buffer=False, buffer_size=2**16
    ) as file:
        known = file.metadata
        yield TableBatch(schema.empty_table(), 0)
        rows_at_a_time = _rows_at_a_time(source, known, schema.names)
        size, read = source.stat().st_size, 0
        for batch in file.iter_batches(rows_at_a_time, use_threads=False):
            for rows in slices(pa.Table.from_batches([batch])):
                read += rows.num_rows
                if weight_of(rows) > MOST_BYTES:
                    raise BadTableFileError(source, LONG_ROW.fill(row=read))
                yield TableBatch(rows.cast(schema), size * read // known.num_rows)


def _rows_at_a_time(source: Path, known: Any, names: Iterable[str]) -> int:  # noqa: ANN401 - of Arrow
    """Return how many rows of a file of Parquet may be read at a time.

    Arrow holds a page of each column, not compressed, and its dictionary.
    """
    longest = 0.0
    with source.open("rb") as file:
        for group in map(known.row_group, range(known.num_row_groups)):
            bytes_a_row, held = 0.0, 0
            for place in range(group.num_columns):
                pages = [*pages_of(file, group.column(place))]
                bytes_a_row += max((each.size / (each.values or inf) for each in pages), default=0)
                held += 2 * max((each.size for each in pages), default=0)
                if known.schema.column(place).max_repetition_level:
                    # A row may hold all of them.
                    held += _BYTES_A_CELL * group.column(place).num_values
            if held > _MOST_HELD:
                raise BadTableFileError(source, LARGE_PAGES)
            longest = max(longest, bytes_a_row)
    return max(1, min(ROWS, MOST_BYTES // int(longest + weight_of_names(names))))
