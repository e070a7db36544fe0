"""Routing a file of tickets to another file, batch by batch, so that a file may be long."""

from __future__ import annotations

from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import KW_ONLY, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from ccb_support.errors import BadTableFileError, CcbSupportError
from ccb_support.frames.answer_table import COLUMNS, AnswerBook
from ccb_support.frames.arrow_timetable import with_version
from ccb_support.frames.engines import pyarrow_engine
from ccb_support.frames.table_routing import TableRouter, check_clash
from ccb_support.frames.ticket_columns import check_names
from ccb_support.model.text import as_line
from ccb_support.words.file_phrases import TOO_MANY_ERRORS, UNREADABLE

from .batches import parquet_batches, side_by_side
from .content import Format, format_of, require_whole, write_content
from .csv_files import CsvForm, CsvWriter, check_rows, csv_batches
from .json_lines import check_keys, json_batches, write_json_lines
from .times import Times

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path
    from typing import BinaryIO, TypeAlias
    from zoneinfo import ZoneInfo

    from ccb_support.frames.ticket_columns import RequestColumns
    from ccb_support.model.vocabulary import Medium
    from ccb_support.routing.outages import Unavailable
    from ccb_support.routing.router import Router

    from .batches import TableBatch
    from .json_lines import JsonBatch

    Batch: TypeAlias = TableBatch | JsonBatch

_LOCAL_TIMES = ("opens_at", "valid_from", "valid_until")

_BYTES_OF_A_GROUP = 8 * 2**20
"""How many bytes of batches become one group of rows of Parquet."""


@dataclass
class Tally:
    """The rows of a routed file: by the ids of their channels, and by the codes of their errors."""

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


@dataclass
class FileRouter:
    """Routes files of tickets. What `route` takes for tables too means the same here.

    Attributes:
        time_zone: the IANA name of the zone of times without an offset from UTC; without it, such
            times are refused.
        most_errors: how many rows may have no answer, for a number of rows; any number if left
            out. If there are more, nothing is written.
        for_spreadsheet: whether cells of CSV that a spreadsheet would read as formulas get a `'`
            in front, and the file the mark with which Excel reads it.
    """

    router: Router
    columns: RequestColumns
    _: KW_ONLY
    prefer: Medium | str | None = None
    unavailable: Unavailable = ()
    prefix: str = ""
    time_zone: str | None = None
    most_errors: Callable[[int], int] | None = None
    for_spreadsheet: bool = False

    def __post_init__(self) -> None:
        book = AnswerBook(self.router, self.prefer, self.unavailable)
        self._tables = TableRouter(self.columns, book, pyarrow_engine, self.prefix)

    def route(self, source: Path, target: Path, progress: Callable[[int], object]) -> Tally:
        """Write the rows of one file to another file, with their answers, and return the counts.

        The target appears when it is complete.

        Args:
            source: a file of CSV, JSON Lines or Parquet, as its name says; see `format_of`.
            target: such a file, in any of these formats. It may be the source.
            progress: takes the number of bytes that are read, after each batch.

        Raises:
            BadTableFileError: a name does not say a format, the source can't be read, its times
                have no offset and there is no `time_zone`, or too many rows have no answer.
            CcbSupportError: what `route` raises for its columns.
            OSError: a file can't be opened.
        """
        rows = format_of(source)
        format_of(target)
        route = partial(self._route, source=source, target=target, progress=progress)
        if rows is Format.CSV:
            form = CsvForm.of(source)
            with _explain(source, form):
                return route(csv_batches(source, form), form)
        with _explain(source):
            if rows is Format.JSON_LINES:
                return route(json_batches(source, self.columns), CsvForm())
            return route(parquet_batches(source), CsvForm())

    def _route(
        self,
        found: Iterator[Batch],
        form: CsvForm,
        *,
        source: Path,
        target: Path,
        progress: Callable[[int], object],
    ) -> Tally:
        tally, times = Tally(), Times(source, self.columns.when, self.time_zone)
        as_text = format_of(target) is not Format.PARQUET
        with write_content(target) as file:
            # The first batch has no rows. It says which columns there are.
            first = next(found)
            header = first.rows
            check_names(header.column_names, self.columns.names)
            check_clash(header.column_names, self.prefix)
            answers = self._answer(first, times, as_text=as_text)
            table = with_version(side_by_side(header, answers), self.router.directory.version)
            with self._writing(file, table.schema, form, target) as write:
                for batch in found:
                    answers = self._answer(batch, times, as_text=as_text)
                    write(batch, answers)
                    tally.add(answers, self.prefix)
                    progress(batch.read)
            self._check_errors(tally, source)
        return tally

    def _check_errors(self, tally: Tally, source: Path) -> None:
        errors = tally.errors.total()
        if self.most_errors is None or errors <= self.most_errors(tally.rows):
            return
        codes = ", ".join(f"{code}: {count}" for code, count in tally.errors.most_common())
        reason = TOO_MANY_ERRORS.fill(errors=errors, rows=tally.rows, codes=codes)
        raise BadTableFileError(source, reason)

    @contextmanager
    def _writing(
        self, file: BinaryIO, schema: pa.Schema, form: CsvForm, target: Path
    ) -> Generator[Callable[[Batch, pa.Table], None]]:
        """Yield a function that writes a batch, each row with its answer."""
        rows = format_of(target)
        if rows is Format.JSON_LINES:
            check_keys(target, schema.names)
            yield lambda batch, answers: write_json_lines(file, batch.members(), answers)
            return
        with closing(
            _ParquetWriter(file, schema)
            if rows is Format.PARQUET
            else CsvWriter(file, schema, form, for_spreadsheet=self.for_spreadsheet)
        ) as tables:
            yield lambda batch, answers: tables.write_table(side_by_side(batch.rows, answers))

    def _answer(self, batch: Batch, times: Times, *, as_text: bool) -> pa.Table:
        """Return the answers of rows, as the target shows them."""
        requests = batch.requests(self.columns)
        place = requests.column_names.index(self.columns.when)
        instants = times.instants(requests.column(place))
        requests = requests.set_column(place, self.columns.when, instants)
        answers: pa.Table = self._tables.route(requests)
        columns: Any = {self.prefix + name: answers[self.prefix + name] for name in COLUMNS}
        for name in (self.prefix + each for each in _LOCAL_TIMES):
            columns[name] = _local(columns[name], self.router.directory.zone, as_text=as_text)
        return pa.table(columns)


class _ParquetWriter:
    """Writes Parquet in large groups of rows: each column of a group takes memory until the end."""

    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        self._writer = parquet.ParquetWriter(file, schema)
        self._group: list[pa.Table] = []
        self._bytes = 0

    def write_table(self, table: pa.Table) -> None:
        """Write a batch, when its group is large enough."""
        self._group.append(table)
        self._bytes += table.nbytes
        if self._bytes >= _BYTES_OF_A_GROUP:
            self._write_group()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._write_group()
        self._writer.close()

    def _write_group(self) -> None:
        if self._group:
            self._writer.write_table(pa.concat_tables(self._group))
            self._group, self._bytes = [], 0


def _local(column: Any, zone: ZoneInfo, *, as_text: bool) -> Any:  # noqa: ANN401 - of Arrow
    """Return a column of instants on the clock of a zone, as text for what has no other times."""
    if not as_text:
        return column.cast(pa.timestamp(column.type.unit, zone.key))
    encoded = column.combine_chunks().dictionary_encode()
    texts = [each.astimezone(zone).isoformat() for each in encoded.dictionary.to_pylist()]
    of_arrow: Any = pa.DictionaryArray
    return of_arrow.from_arrays(encoded.indices, pa.array(texts, pa.string()))


@contextmanager
def _explain(source: Path, form: CsvForm | None = None) -> Generator[None]:
    """Raise an error of Arrow as an error of this library; of CSV it names the line."""
    try:
        yield
    except CcbSupportError:
        require_whole(source)
        raise
    except (pa.ArrowException, UnicodeDecodeError) as error:  # the latter for names of columns
        require_whole(source)
        if form:
            check_rows(source, form)
        raise BadTableFileError(source, UNREADABLE.fill(reason=as_line(str(error)))) from error
