"""The rows of a file of Parquet, in batches: a longer file takes no more memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from ccb_support.errors import BadTableFileError
from ccb_support.frames.engines import Places, pyarrow_engine
from ccb_support.frames.table_routing import check_clash
from ccb_support.frames.ticket_columns import check_names
from ccb_support.words import errors as error_phrases

if TYPE_CHECKING:
    from ccb_support.frames.files import FileRouter

MOST_CHUNKS = 2**15
"""The most columns of all groups of rows. Each takes about 2 KiB, however few rows."""

MOST_ROWS = 2**15
"""The most rows of a batch. A batch becomes a group of rows."""

MOST_BYTES = 2**24
"""About how many bytes of rows are in memory at a time."""

_BYTES_A_VALUE = 16
"""About the least that a value takes in memory. In a file, equal values may take no room."""


class ParquetFile:
    """A file of Parquet.

    Raises:
        ArrowException: the file can't be read.
        OSError: the file can't be read.
        UnknownColumnError: the file lacks one of `columns`, or has it twice.
        ColumnClashError: the file has a column of an answer.
    """

    def __init__(self, content: BinaryIO, source: Path, options: FileRouter) -> None:
        self._source, self._columns = source, options.columns
        # The stubs don't say whole types.
        self._file: Any = parquet.ParquetFile(content, pre_buffer=False, buffer_size=2**14)
        names = self._file.schema_arrow.names
        check_names(names, self._columns)
        check_clash(names, options.prefix)

    def batches(self) -> Iterator[tuple[pa.Table, pa.Table]]:
        """Yield some rows and their requests, for all rows. The first batch has no rows.

        Raises:
            ArrowException: the file can't be read.
        """
        empty = self._file.schema_arrow.empty_table()
        yield empty, empty.select(self._columns)
        for batch in self._file.iter_batches(self._rows_at_a_time(), use_threads=False):
            rows = pa.Table.from_batches([batch])
            yield rows, rows.select(self._columns)

    def write(self, file: BinaryIO, routed: Iterator[tuple[Any, pa.Table, Places]]) -> None:
        """Write rows with their answers: Arrow keeps a description of each group until the end.

        Raises:
            BadTableFileError: there are too many rows for so many columns.
        """
        tables = (pyarrow_engine.add_columns(*each) for each in routed)
        # The first one has no rows.
        schema: Any = next(tables).schema
        # Statistics of text may be long.
        with parquet.ParquetWriter(file, schema, write_statistics=False) as writer:
            for number, table in enumerate(tables, 1):
                if number * len(schema) > MOST_CHUNKS:
                    raise BadTableFileError(self._source, error_phrases.TOO_MANY_ROWS)
                writer.write_table(table)

    def _rows_at_a_time(self) -> int:
        """Return how many rows may be read at a time, by the mean length of a group's rows."""
        known = self._file.metadata
        lengths = (
            each.total_byte_size // max(1, each.num_rows) + _BYTES_A_VALUE * each.num_columns
            for each in map(known.row_group, range(known.num_row_groups))
        )
        return max(1, min(MOST_ROWS, MOST_BYTES // max(lengths, default=1)))
