"""Routing a file of tickets to another file, batch by batch, so that a file may be long."""

from __future__ import annotations

import itertools
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from ccb_support.errors import BadTableFileError, quoted
from ccb_support.model.text import as_line
from ccb_support.safe_write import write_safely
from ccb_support.words.error_reasons import WRONG_SUFFIX
from ccb_support.words.file_phrases import NAIVE_TIMES, TOO_MANY_ERRORS, UNREADABLE

from .answer_table import AnswerBook
from .arrow_timetable import INSTANT, with_version
from .csv_files import CsvForm, CsvWriter, find_fault, read_batches
from .engines import pyarrow_engine
from .routing import COLUMNS, TableRouter, check_clash

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path
    from typing import BinaryIO
    from zoneinfo import ZoneInfo

    from ccb_support.model.requests import Medium
    from ccb_support.routing.outages import Unavailable
    from ccb_support.routing.router import Router
    from ccb_support.words.phrase import Phrase

    from .request_columns import RequestColumns

ROWS = 2**17
"""The number of rows of a Parquet file that are in memory at a time."""

BYTES = 2**20
"""The number of bytes of a CSV file that are in memory at a time, unless a row is longer."""

LONGER = 16
"""How many times as many bytes are read at a time, twice at most, if a row is that long.

A row whose quotes are not closed has no end, so there is a bound.
"""

_LOCAL_TIMES = ("opens_at", "valid_from", "valid_until")


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
        time_zone: the IANA name of the zone of times without an offset from UTC; without it, such
            times are refused.
        most_errors: how many rows may have no answer, for a number of rows; any number if left
            out. If there are more, nothing is written.
        for_spreadsheet: whether cells of CSV that a spreadsheet would read as formulas get a `'`
            in front, and the file the mark with which Excel reads it.
    """

    def __init__(  # noqa: PLR0913 - what `recommend` takes, and how a file is read and written
        self,
        router: Router,
        columns: RequestColumns,
        *,
        prefer: Medium | str | None = None,
        unavailable: Unavailable = (),
        prefix: str = "",
        time_zone: str | None = None,
        most_errors: Callable[[int], int] | None = None,
        for_spreadsheet: bool = False,
    ) -> None:
        self._zone = router.directory.zone
        self._time_zone = time_zone
        self._most_errors = most_errors
        self._for_spreadsheet = for_spreadsheet
        self._columns = columns
        self._prefix = prefix
        self._version = router.directory.version
        book = AnswerBook(router, prefer, unavailable)
        self._tables = TableRouter(columns, book, pyarrow_engine, prefix)

    def route(self, source: Path, target: Path, progress: Callable[[int], object]) -> Tally:
        """Write the rows of one file to another file, with their answers, and return the counts.

        The target appears when it is complete.

        Args:
            source: a file whose name ends with `.csv` or `.parquet`.
            target: a file with such a name. It may be the source.
            progress: takes the number of bytes that are read, after each batch.

        Raises:
            BadTableFileError: a name has another ending, the source can't be read, its times have
                no offset and there is no `time_zone`, or too many rows have no answer.
            CcbSupportError: what `route` raises for its columns.
            OSError: a file can't be opened.
        """
        _require_suffix(source)
        _require_suffix(target)
        times = _Times(source, self._columns.when, self._time_zone)
        route = partial(self._route, target=target, times=times, progress=progress)
        if not _is_csv(source):
            with _explain(source):
                return route(_parquet_batches(source), CsvForm())
        form = CsvForm.of(source)
        with _explain(source, form):
            for size in (BYTES, BYTES * LONGER):
                with _skip_long_rows():
                    return route(_csv_batches(source, form, size), form)
            return route(_csv_batches(source, form, BYTES * LONGER**2), form)

    def _route(
        self,
        batches: Iterator[Batch],
        form: CsvForm,
        *,
        target: Path,
        times: _Times,
        progress: Callable[[int], object],
    ) -> Tally:
        tally = Tally()
        with write_safely(target) as file:
            # The first batch has no rows. It says which columns there are.
            first = self._answer(next(batches).rows, times, target)
            with closing(self._writer(file, first.schema, form, target)) as writer:
                for batch in batches:
                    rows = self._answer(batch.rows, times, target)
                    writer.write_table(rows)
                    tally.add(rows, self._prefix)
                    progress(batch.read)
            self._check_errors(tally, times.source)
        return tally

    def _check_errors(self, tally: Tally, source: Path) -> None:
        errors = tally.errors.total()
        if self._most_errors is None or errors <= self._most_errors(tally.rows):
            return
        codes = ", ".join(f"{code}: {count}" for code, count in tally.errors.most_common())
        reason = TOO_MANY_ERRORS.fill(errors=errors, rows=tally.rows, codes=codes)
        raise BadTableFileError(source, reason)

    def _writer(self, file: BinaryIO, schema: pa.Schema, form: CsvForm, target: Path) -> Writer:
        if _is_csv(target):
            return CsvWriter(file, schema, form, for_spreadsheet=self._for_spreadsheet)
        return parquet.ParquetWriter(file, schema)

    def _answer(self, rows: pa.Table, times: _Times, target: Path) -> pa.Table:
        """Return rows with their answers, as the target shows them."""
        self._columns.check_names(rows.column_names)
        check_clash(rows.column_names, self._prefix)
        requests = self._requests(rows, times)
        answers: pa.Table = self._tables.route(requests)
        for name in COLUMNS:
            column: Any = answers[self._prefix + name]
            if name in _LOCAL_TIMES:
                column = _local(column, self._zone, as_text=_is_csv(target))
            rows = rows.append_column(self._prefix + name, column)
        return with_version(rows, self._version)

    def _requests(self, rows: pa.Table, times: _Times) -> pa.Table:
        """Return the columns that describe a request, with times as instants."""
        columns: Any = {name: rows[name] for name in self._columns.names}
        columns[self._columns.when] = times.instants(columns[self._columns.when])
        return pa.table(columns)


class _Times(NamedTuple):
    """How the times of a file become instants.

    Attributes:
        source: the file.
        column: the name of its column of times.
        time_zone: the zone of times without an offset, if they are not refused.
    """

    source: Path
    column: str
    time_zone: str | None

    def instants(self, column: Any) -> Any:  # noqa: ANN401 - a column of any type
        """Return a column of times with its zone. Text becomes times."""
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            encoded = column.combine_chunks().dictionary_encode()
            read = self._read(encoded.dictionary.to_pylist())
            return pa.chunked_array([read.take(encoded.indices)])
        if pa.types.is_timestamp(column.type) and column.type.tz is None:
            return self._with_zone(column)
        return column

    def _read(self, texts: list[str]) -> Any:  # noqa: ANN401 - a column of Arrow
        times = [_time_of(each) for each in texts]
        known = pa.array([each if each and each.tzinfo else None for each in times], INSTANT)
        local = [None if each is None or each.tzinfo else each for each in times]
        if not any(local):
            return known
        compute: Any = pc
        with_zone = self._with_zone(pa.array(local, pa.timestamp("us")))
        return compute.coalesce(known, with_zone.cast(INSTANT))

    def _with_zone(self, local: Any) -> Any:  # noqa: ANN401 - a column of Arrow
        """Return local times as instants: the first of two, and the next if there is none."""
        if self.time_zone is None and local.null_count < len(local):
            value = next(each for each in local.to_pylist() if each is not None)
            shown = quoted(value.isoformat(" "))
            raise BadTableFileError(
                self.source, NAIVE_TIMES.fill(column=quoted(self.column), value=shown)
            )
        with_zone: Any = pc.assume_timezone
        zone = self.time_zone or "UTC"
        return with_zone(local, zone, ambiguous="earliest", nonexistent="latest")


def _time_of(text: str) -> datetime | None:
    """Return the date and the time of a cell, or None if it does not have both."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if _is_date(text) else when


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _csv_batches(source: Path, form: CsvForm, size: int) -> Iterator[Batch]:
    return itertools.starmap(Batch, read_batches(source, form, size))


@contextmanager
def _skip_long_rows() -> Generator[None]:
    """Go on after the block if a row is longer than what is in memory at a time."""
    try:
        yield
    except pa.ArrowInvalid as error:
        # Arrow has no class for it.
        if "straddl" not in str(error):
            raise


def _local(column: Any, zone: ZoneInfo, *, as_text: bool) -> Any:  # noqa: ANN401 - of Arrow
    """Return a column of instants on the clock of a zone; CSV has no other times than text."""
    if not as_text:
        return column.cast(pa.timestamp(column.type.unit, zone.key))
    encoded = column.combine_chunks().dictionary_encode()
    texts = [each.astimezone(zone).isoformat() for each in encoded.dictionary.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string()).take(encoded.indices)])


def _parquet_batches(source: Path) -> Iterator[Batch]:
    of_parquet: Any = parquet.ParquetFile  # the stubs don't say whole types
    with of_parquet(source) as file:
        yield Batch(file.schema_arrow.empty_table(), 0)
        size, rows, read = source.stat().st_size, file.metadata.num_rows, 0
        for batch in file.iter_batches(ROWS):
            read += batch.num_rows
            yield Batch(pa.Table.from_batches([batch]), size * read // rows)


def _is_csv(path: Path) -> bool:
    return path.suffix.lower() == _CSV


_CSV, _PARQUET = ".csv", ".parquet"


def _require_suffix(path: Path) -> None:
    if path.suffix.lower() not in {_CSV, _PARQUET}:
        raise BadTableFileError(path, WRONG_SUFFIX.fill(first=_CSV, last=_PARQUET))


def _reason(error: pa.ArrowException) -> Phrase:
    return UNREADABLE.fill(reason=as_line(str(error)))


@contextmanager
def _explain(source: Path, form: CsvForm | None = None) -> Generator[None]:
    """Raise an error of Arrow as an error of this library; of CSV it names the line."""
    try:
        yield
    except pa.ArrowException as error:
        fault = find_fault(source, form) if form else None
        raise BadTableFileError(source, fault or _reason(error)) from error
