"""The rows of a file of Parquet. The memory that they take is bounded, whatever the file holds."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from ccb_support.errors import BadTableFileError
from ccb_support.frames.answer_table import compute
from ccb_support.frames.engines import Places, pyarrow_engine
from ccb_support.frames.table_routing import check_clash
from ccb_support.frames.ticket_columns import check_names
from ccb_support.words import errors as error_phrases

if TYPE_CHECKING:
    from ccb_support.frames.files import FileRouter

MOST_COLUMNS = 1_000
"""The most columns of a file."""

MOST_CHUNKS = 2**15
"""The most columns of all groups of rows. Each takes about 2 KiB, however few rows."""

MOST_BYTES = 2**24
"""The most bytes of a batch, and of its longest row. A batch becomes a group of rows."""

ROWS = 2**16
"""The most rows of a batch."""

_MOST_HELD = 2**26
"""The most bytes that Arrow may hold to read a group of rows."""

_LONGEST_FOOTER = 2**22
"""The most bytes of the description at the end of a file."""

_BYTES_A_VALUE = 16
"""About how many bytes a value of a list takes."""


class ParquetFile:
    """A file of Parquet.

    Raises:
        ArrowException: the file can't be read.
        BadTableFileError: the file has too many columns or groups of rows.
        OSError: the file can't be read.
        UnknownColumnError: the file lacks one of `columns`, or has it twice.
        ColumnClashError: the file has a column of an answer.
    """

    def __init__(self, content: BinaryIO, source: Path, options: FileRouter) -> None:
        self._content, self._source, self._names = content, source, options.columns.names
        size = content.seek(0, io.SEEK_END)
        content.seek(max(0, size - 8))
        if _LONGEST_FOOTER < int.from_bytes(content.read(4), "little") < size:
            raise BadTableFileError(source, error_phrases.TOO_MANY_GROUPS)
        of_parquet: Any = parquet  # the stubs don't say whole types
        self._known = of_parquet.read_metadata(content)
        self._schema = self._known.schema.to_arrow_schema()
        if len(self._schema.names) > MOST_COLUMNS:
            raise BadTableFileError(source, error_phrases.TOO_MANY_COLUMNS.fill(most=MOST_COLUMNS))
        check_names(self._schema.names, self._names)
        check_clash(self._schema.names, options.prefix)

    def batches(self) -> Iterator[tuple[pa.Table, pa.Table]]:
        """Yield some rows and their requests, for all rows. The first batch has no rows.

        Raises:
            ArrowException: the file can't be read.
            BadTableFileError: a row is too long, or the file takes too much memory.
        """
        empty = self._schema.empty_table()
        yield empty, empty.select(self._names)
        # A long value may be there once, for many rows. So Arrow must not repeat it.
        texts = [each.name for each in self._schema if pa.types.is_string(each.type)]
        of_parquet: Any = parquet
        whole = of_parquet.ParquetFile(
            self._content,
            metadata=self._known,
            read_dictionary=texts,
            pre_buffer=False,
            buffer_size=2**14,
        )
        read = 0
        for batch in whole.iter_batches(self._rows_at_a_time(), use_threads=False):
            for part in _slices(pa.Table.from_batches([batch])):
                read += part.num_rows
                if _weight_of(part) > MOST_BYTES:
                    raise BadTableFileError(self._source, error_phrases.LONG_ROW.fill(row=read))
                rows = part.cast(self._schema)
                yield rows, rows.select(self._names)

    def write(self, file: BinaryIO, routed: Iterable[tuple[Any, pa.Table, Places]]) -> None:
        """Write rows with their answers: Arrow keeps a description of each group until the end.

        Raises:
            BadTableFileError: there are too many groups for so many columns.
        """
        tables = (pyarrow_engine.add_columns(*each) for each in routed)
        schema: Any = next(tables).schema
        # Those of text may be long.
        statistics = [each.name for each in schema if pa.types.is_temporal(each.type)]
        with parquet.ParquetWriter(file, schema, write_statistics=statistics) as writer:
            for number, table in enumerate(tables, 1):
                if number * len(schema) > MOST_CHUNKS:
                    raise BadTableFileError(self._source, error_phrases.TOO_MANY_GROUPS)
                writer.write_table(table)

    def _rows_at_a_time(self) -> int:
        """Return how many rows may be read at a time.

        Arrow holds a page of each column, not compressed, and its dictionary.
        """
        longest = 0.0
        for group in map(self._known.row_group, range(self._known.num_row_groups)):
            bytes_a_row, held = 0.0, 0
            for place in range(group.num_columns):
                pages = [*_pages_of(self._content, group.column(place))]
                bytes_a_row += max((size / (values or inf) for size, values in pages), default=0)
                held += 2 * max((size for size, _ in pages), default=0)
                if self._known.schema.column(place).max_repetition_level:
                    # A row may hold all of them.
                    held += _BYTES_A_VALUE * group.column(place).num_values
            if held > _MOST_HELD:
                raise BadTableFileError(self._source, error_phrases.LARGE_PAGES)
            longest = max(longest, bytes_a_row)
        return max(1, min(ROWS, MOST_BYTES // max(1, int(longest))))


def _slices(rows: pa.Table) -> Iterator[pa.Table]:
    """Yield rows, at most `MOST_BYTES` at a time unless one row is larger."""
    if rows.num_rows > 1 and _weight_of(rows) > MOST_BYTES:
        half = rows.num_rows // 2
        yield from _slices(rows.slice(0, half))
        yield from _slices(rows.slice(half))
    else:
        yield rows


def _weight_of(rows: pa.Table) -> int:
    """Return how many bytes rows take if each has its values."""
    return sum(map(_bytes_of, rows.columns))


def _bytes_of(column: Any) -> int:  # noqa: ANN401 - a column of Arrow
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = (compute.binary_length(each.dictionary).take(each.indices) for each in column.chunks)
    return sum(compute.sum(each).as_py() or 0 for each in lengths)


def _pages_of(file: BinaryIO, chunk: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - of Arrow
    """Yield the bytes of each page of a column, not compressed, and the number of its values.

    The metadata of Arrow don't say how long pages are. Their headers do, in Thrift's protocol.

    Raises:
        ArrowException: the file is damaged.
    """
    start = chunk.dictionary_page_offset or chunk.data_page_offset
    file.seek(start)
    try:
        while file.tell() < start + chunk.total_compressed_size:
            header = _header(file)
            # A dictionary has neither.
            about: dict[int, int] = header.get(5) or header.get(8) or {}
            yield header[2], about.get(1, 0)
            file.seek(header[3], 1)
    except (AttributeError, IndexError, KeyError, OSError, RecursionError, TypeError) as error:
        raise pa.ArrowInvalid("a page is damaged") from error


def _header(file: BinaryIO) -> dict[int, Any]:
    """Return the numbers and the structures of a structure, by the numbers of its fields."""
    fields: dict[int, Any] = {}
    number = 0
    while head := file.read(1)[0]:
        number, kind = number + (head >> 4), head & 15
        if kind == 12:  # noqa: PLR2004 - a structure
            fields[number] = _header(file)
        elif kind == 8:  # noqa: PLR2004 - text
            file.seek(_number(file), 1)
        elif kind > 2:  # noqa: PLR2004 - true and false have no more bytes
            fields[number] = _number(file) >> 1
    return fields


def _number(file: BinaryIO) -> int:
    """Return a number: seven bits in each byte, the lowest first; more follow the eighth bit."""
    byte = file.read(1)[0]
    return byte & 127 | _number(file) << 7 if byte & 128 else byte
