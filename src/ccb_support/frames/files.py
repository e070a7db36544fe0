"""Routing a file of tickets to another file, batch by batch, so that a file may be long."""

from __future__ import annotations

from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from ccb_support.errors import BadTableFileError
from ccb_support.safe_write import write_safely
from ccb_support.words.error_reasons import WRONG_SUFFIX

from .answer_table import AnswerBook
from .arrow_timetable import INSTANT
from .engines import pyarrow_engine
from .routing import TableRouter, check_clash

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO
    from zoneinfo import ZoneInfo

    from ccb_support.model.requests import Medium
    from ccb_support.routing.outages import Unavailable
    from ccb_support.routing.router import Router

    from .request_columns import RequestColumns

ROWS = 2**17
"""The number of rows of a Parquet file that are in memory at a time."""

BYTES = 2**20
"""The number of bytes of a CSV file that are in memory at a time."""


class Batch(NamedTuple):
    """Some rows of a file, and the number of bytes of the file up to their end."""

    rows: pa.Table
    read: int


@dataclass
class Tally:
    """The counts of a routed file.

    Attributes:
        rows: the number of rows.
        channels: the number of rows for each channel, by its id.
        errors: the number of rows without an answer, by the code of the error.
    """

    rows: int = 0
    channels: Counter[str] = field(default_factory=Counter[str])
    errors: Counter[str] = field(default_factory=Counter[str])

    def add(self, rows: pa.Table, prefix: str) -> None:
        """Count the rows of a batch, which have their answers."""
        self.rows += rows.num_rows
        for counter, name in ((self.channels, "channel"), (self.errors, "error")):
            names: Any = rows[prefix + name].cast(pa.string()).drop_null()
            counter.update(
                {each["values"]: each["counts"] for each in names.value_counts().to_pylist()}
            )


class Writer(Protocol):
    """An object that writes batches to a file."""

    def write_table(self, table: pa.Table) -> None:
        """Write a batch."""

    def close(self) -> None:
        """Write the end of the file."""


class FileRouter:
    """Routes files of tickets.

    Args:
        router: the router that answers.
        columns: the columns that describe a request.
        prefer: as for `ccb_support.recommend`.
        unavailable: as for `ccb_support.recommend`.
        prefix: the prefix of the names of the added columns.
    """

    def __init__(
        self,
        router: Router,
        columns: RequestColumns,
        *,
        prefer: Medium | str | None = None,
        unavailable: Unavailable = (),
        prefix: str = "",
    ) -> None:
        self._zone = router.directory.zone
        self._columns = columns
        self._prefix = prefix
        book = AnswerBook(router, prefer, unavailable)
        self._tables = TableRouter(columns, book, pyarrow_engine, prefix)

    def route(self, source: Path, target: Path, progress: Callable[[int], object]) -> Tally:
        """Write the rows of one file to another file, with their answers, and return the counts.

        The target appears when it is complete. A time without an offset is a local time of the
        directory's zone.

        Args:
            source: a file whose name ends with `.csv` or `.parquet`.
            target: a file with such a name. It may be the source.
            progress: takes the number of bytes that are read, after each batch.

        Raises:
            BadTableFileError: a name has another ending, or the source can't be read.
            CcbSupportError: what `route` raises for its columns.
            OSError: a file can't be opened.
        """
        read, open_writer = _kind(source).batches, _kind(target).writer
        tally = Tally()
        with _explain(source), write_safely(target) as file:
            batches = read(source)
            # The first batch has no rows. It says which columns there are.
            schema = self._answer(next(batches).rows).schema
            with closing(open_writer(file, schema)) as writer:
                for batch in batches:
                    rows = self._answer(batch.rows)
                    writer.write_table(rows)
                    tally.add(rows, self._prefix)
                    progress(batch.read)
        return tally

    def _answer(self, rows: pa.Table) -> pa.Table:
        self._columns.check_names(rows.column_names)
        check_clash(rows.column_names, self._prefix)
        requests = self._requests(rows)
        answers: pa.Table = self._tables.route(requests)
        for name in answers.column_names[requests.num_columns :]:
            rows = rows.append_column(name, answers[name])
        return rows

    def _requests(self, rows: pa.Table) -> pa.Table:
        """Return the columns that describe a request, with times as instants."""
        columns: Any = {name: rows[name] for name in self._columns.names}
        columns[self._columns.when] = _instants(columns[self._columns.when], self._zone)
        return pa.table(columns)


def _instants(column: Any, zone: ZoneInfo) -> Any:  # noqa: ANN401 - a column of any type
    """Return a column of times with its zone. Text becomes times."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        encoded = column.combine_chunks().dictionary_encode()
        read = [_instant(each, zone) for each in encoded.dictionary.to_pylist()]
        return pa.chunked_array([pa.array(read, INSTANT).take(encoded.indices)])
    if pa.types.is_timestamp(column.type) and column.type.tz is None:
        with_zone: Any = pc.assume_timezone
        return with_zone(column, zone.key, ambiguous="earliest", nonexistent="latest")
    return column


def _instant(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=zone)


class _Kind(NamedTuple):
    """The reader and the writer of a kind of file."""

    batches: Callable[[Path], Iterator[Batch]]
    writer: Callable[[BinaryIO, pa.Schema], Writer]


def _csv_batches(source: Path) -> Iterator[Batch]:
    reading = csv.ReadOptions(block_size=BYTES)
    parsing = csv.ParseOptions(newlines_in_values=True)
    with csv.open_csv(source, reading, parsing) as headed:
        # Every column is read as text, so that it is written as it was read.
        text = csv.ConvertOptions(column_types=dict.fromkeys(headed.schema.names, pa.string()))
    with source.open("rb") as file, csv.open_csv(file, reading, parsing, text) as batches:
        yield Batch(batches.schema.empty_table(), 0)
        for batch in batches:
            yield Batch(pa.Table.from_batches([batch]), file.tell())


def _parquet_batches(source: Path) -> Iterator[Batch]:
    of_parquet: Any = parquet.ParquetFile  # the stubs don't say whole types
    with of_parquet(source) as file:
        yield Batch(file.schema_arrow.empty_table(), 0)
        size, rows, read = source.stat().st_size, file.metadata.num_rows, 0
        for batch in file.iter_batches(ROWS):
            read += batch.num_rows
            yield Batch(pa.Table.from_batches([batch]), size * read // rows)


class _CsvWriter:
    """Writes CSV, which has no dictionaries, so that names become text."""

    def __init__(self, target: BinaryIO, schema: pa.Schema) -> None:
        self._schema = pa.schema([*zip(schema.names, map(_plain_type, schema.types), strict=True)])
        self._writer = csv.CSVWriter(target, self._schema)

    def write_table(self, table: pa.Table) -> None:
        self._writer.write_table(table.cast(self._schema))

    def close(self) -> None:
        self._writer.close()


def _plain_type(type_: Any) -> Any:  # noqa: ANN401 - a type of Arrow
    return type_.value_type if pa.types.is_dictionary(type_) else type_


_KINDS: Mapping[str, _Kind] = {
    ".csv": _Kind(_csv_batches, _CsvWriter),
    ".parquet": _Kind(_parquet_batches, parquet.ParquetWriter),
}
"""The kinds of files, by the endings of their names."""


def _kind(path: Path) -> _Kind:
    if kind := _KINDS.get(path.suffix.lower()):
        return kind
    first, last = _KINDS
    raise BadTableFileError(path, WRONG_SUFFIX.fill(first=first, last=last))


@contextmanager
def _explain(source: Path) -> Generator[None]:
    """Raise an error of Arrow as an error of this library."""
    try:
        yield
    except pa.ArrowException as error:
        raise BadTableFileError(source, str(error)) from error
