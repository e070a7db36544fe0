"""Routing a file of tickets to another file, batch by batch, so that a file may be long.

The formats are CSV, JSON Lines and Parquet, compressed or not.
"""

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast
from zoneinfo import ZoneInfo

import pyarrow as pa
from pyarrow import csv, parquet

from ccb_support.clock.instants import utc_at
from ccb_support.errors import BadTableFileError, listed, quoted
from ccb_support.frames.answer_table import (
    COLUMNS,
    INSTANT,
    TIMES,
    AnswerBook,
    by_value,
    compute,
    with_version,
)
from ccb_support.frames.engines import pyarrow_engine
from ccb_support.frames.table_routing import check_clash, route_rows
from ccb_support.frames.ticket_columns import RequestColumns as RequestColumns
from ccb_support.frames.ticket_columns import moments_of
from ccb_support.model.text import as_line
from ccb_support.model.vocabulary import Medium
from ccb_support.routing.outages import Unavailable
from ccb_support.routing.router import Router
from ccb_support.safe_write import write_safely
from ccb_support.words import errors as error_phrases

from .batches import (
    MOST_CHUNKS,
    Batch,
    CsvForm,
    csv_batches,
    is_zipped,
    json_batches,
    json_of,
    parquet_batches,
)
from .batches import format_of as format_of

_BYTES_OF_A_GROUP, _BYTES_A_COLUMN = 2**22, 12 * 2**10
"""How many bytes of batches become one group of rows of Parquet: so many, and more a column."""

_LEVEL = 6
"""How hard gzip tries. The most, 9, takes several times as long for one percent."""

_FORMULA = r"^([=+\-@\t\r])"
"""The start of a cell that a spreadsheet reads as a formula."""

_TEXT: pa.DataType = pa.large_string()


@dataclass
class Tally:
    """The rows of a routed file: by the ids of their channels, and by the codes of their errors."""

    rows: int = 0
    channels: Counter[str] = field(default_factory=Counter[str])
    errors: Counter[str] = field(default_factory=Counter[str])

    def add(self, answers: pa.Table, prefix: str) -> None:
        """Count the rows of a batch by their answers."""
        self.rows += answers.num_rows
        for counter, name in ((self.channels, "channel"), (self.errors, "error")):
            names: Any = answers[prefix + name].cast(pa.string()).drop_null()
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
        self._book = AnswerBook(self.router, self.prefer, self.unavailable)
        self._zone = self.router.editions[0].zone
        self._added = [self.prefix + name for name in COLUMNS]

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
        # Both names must say a format before anything is read.
        read, written = _READERS[format_of(source)], format_of(target)
        tally = Tally()
        try:
            with _write_content(target) as file, source.open("rb") as on_disk:
                # The file itself says how many of its bytes are read.
                zipped = gzip.GzipFile(fileobj=on_disk) if is_zipped(source) else None
                content = cast("BinaryIO", zipped or on_disk)
                form = CsvForm.of(content) if read is csv_batches else CsvForm()
                batches = read(content, source, self.columns)
                # The first batch has no rows. It says which columns there are.
                first = next(batches)
                check_clash(first.rows.column_names, self.prefix)

                def answered(batch: Batch) -> Batch:
                    return self._with_answers(batch, source, as_text=written != "parquet")

                def routed() -> Iterator[Batch]:
                    for batch in map(answered, batches):
                        yield batch
                        tally.add(batch.rows, self.prefix)
                        progress(on_disk.tell())

                schema = with_version(answered(first).rows, self._book.versions).schema
                self._write(file, schema, form, target, routed())
                self._check_errors(tally, source)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BadTableFileError(source, error_phrases.BROKEN_GZIP) from error
        except (pa.ArrowException, OSError, UnicodeError) as error:  # the last for names of columns
            # To Arrow, damaged content is an error of the system without a number.
            if getattr(error, "errno", None):
                raise
            reason = error_phrases.UNREADABLE.fill(reason=as_line(str(error)))
            raise BadTableFileError(source, reason) from error
        return tally

    def _check_errors(self, tally: Tally, source: Path) -> None:
        errors = tally.errors.total()
        if self.most_errors is not None and errors > self.most_errors(tally.rows):
            codes = ", ".join(f"{code}: {count}" for code, count in tally.errors.most_common())
            reason = error_phrases.TOO_MANY_ERRORS.fill(errors=errors, rows=tally.rows, codes=codes)
            raise BadTableFileError(source, reason)

    def _with_answers(self, batch: Batch, source: Path, *, as_text: bool) -> Batch:
        """Return a batch with the columns of its answers, whose times may be text."""
        when = self.columns.when
        requests = pyarrow_engine.select(batch.rows, self.columns.names)
        instants = self._instants(requests.column(when), source)
        requests = requests.set_column(requests.column_names.index(when), when, instants)
        answers = route_rows(requests, self.columns, self._book, pyarrow_engine, self.prefix)
        columns: Any = {name: answers[name] for name in self._added}
        for name in (self.prefix + each for each in TIMES):
            columns[name] = _local(columns[name], self._zone, as_text=as_text)
        rows = _texts_of_extensions(batch.rows) if as_text else batch.rows
        return batch._replace(rows=pyarrow_engine.add_columns(rows, pa.table(columns)))

    def _instants(self, column: Any, source: Path) -> Any:  # noqa: ANN401 - a column of any type
        """Return a column of times with its zone. Text becomes times."""
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        kind = column.type
        is_local = pa.types.is_timestamp(kind) and kind.tz is None
        if not (is_local or pa.types.is_string(kind) or pa.types.is_large_string(kind)):
            return column
        # Python has neither nanoseconds nor every year.
        cells = moments_of(column).cast(pa.timestamp("us")) if is_local else column
        return by_value(cells, partial(self._instant, source=source), INSTANT)

    def _instant(self, cell: str | datetime, source: Path) -> datetime | None:
        """Return the time of a cell with its zone; of an hour that comes twice, the first."""
        time = _time_of(cell) if isinstance(cell, str) else cell
        if time is None or time.tzinfo:
            return time
        if self.time_zone is None:
            column, value = quoted(self.columns.when), quoted(time.isoformat(" "))
            reason = error_phrases.NAIVE_TIMES.fill(column=column, value=value)
            raise BadTableFileError(source, reason)
        return time.replace(tzinfo=ZoneInfo(self.time_zone))

    def _write(
        self,
        file: BinaryIO,
        schema: pa.Schema,
        form: CsvForm,
        target: Path,
        routed: Iterable[Batch],
    ) -> None:
        rows = format_of(target)
        if rows == "jsonl":
            repeated = [each for each in schema.names if schema.names.count(each) > 1]
            if repeated:
                reason = error_phrases.REPEATED_KEY.fill(name=quoted(repeated[0]))
                raise BadTableFileError(target, reason)
            _write_json_lines(file, self._added, routed)
        elif rows == "csv":
            types = zip(schema.names, schema.types, strict=True)
            nested = [quoted(name) for name, type_ in types if pa.types.is_nested(type_)]
            if nested:
                raise BadTableFileError(target, error_phrases.NESTED.fill(names=listed(nested)))
            _write_csv(file, schema, form, routed, for_spreadsheet=self.for_spreadsheet)
        else:
            _write_parquet(file, schema, target, routed)


_READERS = {"csv": csv_batches, "jsonl": json_batches, "parquet": parquet_batches}


def _time_of(text: str) -> datetime | None:
    """Return the date and the time of a cell, or None if it does not have both."""
    text = text.strip()
    # `datetime` would read a date alone as its midnight, and finds times in long numbers.
    if len(text) <= len("2026-07-10") or text.isdigit():
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _local(column: Any, zone: ZoneInfo, *, as_text: bool) -> Any:  # noqa: ANN401 - of Arrow
    """Return a column of instants on the clock of a zone, as text for what has no other times."""
    if not as_text:
        return column.cast(pa.timestamp(column.type.unit, zone.key))
    # Arrow makes numbers much faster than times of Python.
    moments = column.cast(pa.int64())
    return by_value(moments, lambda each: utc_at(each).astimezone(zone).isoformat(), pa.string())


def _texts_of_extensions(rows: pa.Table) -> pa.Table:
    """Return rows in which values of extensions of Arrow, such as UUIDs, are text."""
    for place, column in enumerate(rows.columns):
        if isinstance(column.type, pa.BaseExtensionType):
            texts = [None if each is None else str(each) for each in column.to_pylist()]
            rows = rows.set_column(place, rows.column_names[place], pa.array(texts, _TEXT))
    return rows


@contextmanager
def _write_content(target: Path) -> Generator[BinaryIO]:
    """Yield a file to write to, compressed if its name says so. It appears when it is complete.

    The same content always makes the same file, because it holds neither a name nor a time.
    """
    with write_safely(target) as file:
        zipped = gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) if is_zipped(target) else None
        with zipped or nullcontext(file) as content:
            yield cast("BinaryIO", content)


def _write_csv(
    file: BinaryIO,
    schema: pa.Schema,
    form: CsvForm,
    routed: Iterable[Batch],
    *,
    for_spreadsheet: bool,
) -> None:
    names = [re.sub(_FORMULA, r"'\1", each) if for_spreadsheet else each for each in schema.names]
    plain = pa.schema([*zip(names, map(_type_in_csv, schema.types), strict=True)])
    if form.has_mark or for_spreadsheet:
        file.write(b"\xef\xbb\xbf")
    options = csv.WriteOptions(delimiter=form.delimiter)
    with csv.CSVWriter(file, plain, write_options=options) as writer:
        for batch in routed:
            rows = batch.rows.rename_columns(names).cast(plain)
            if for_spreadsheet:
                columns = [*map(_quote_formulas, rows.columns)]
                rows = pa.Table.from_arrays(columns, schema=plain)
            writer.write_table(rows)


def _type_in_csv(type_: Any) -> pa.DataType:  # noqa: ANN401 - any type of Arrow
    """Return the type of the values that are written: dictionaries and bytes become text."""
    if pa.types.is_dictionary(type_):
        return _type_in_csv(type_.value_type)
    kinds: Any = pa.types  # the stubs lack some
    is_bytes = (kinds.is_binary, kinds.is_large_binary, kinds.is_fixed_size_binary)
    is_view = (kinds.is_binary_view, kinds.is_string_view)
    return _TEXT if any(each(type_) for each in is_bytes + is_view) else cast("pa.DataType", type_)


def _quote_formulas(column: Any) -> Any:  # noqa: ANN401 - a column of any type
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    return compute.replace_substring_regex(column, pattern=_FORMULA, replacement=r"'\1")


def _write_parquet(
    file: BinaryIO, schema: pa.Schema, target: Path, routed: Iterable[Batch]
) -> None:
    """Write large groups of rows: Arrow describes each column of a group in memory, until the end.

    Raises:
        BadTableFileError: there are too many groups for so many columns.
    """
    # Those of text may be long.
    types = zip(schema.names, schema.types, strict=True)
    statistics: Any = [name for name, type_ in types if pa.types.is_temporal(type_)]
    width = len(schema.names)
    with parquet.ParquetWriter(file, schema, write_statistics=statistics) as writer:
        groups = _groups(routed, _BYTES_OF_A_GROUP + _BYTES_A_COLUMN * width)
        for number, group in enumerate(groups, 1):
            if number * width > MOST_CHUNKS:
                raise BadTableFileError(target, error_phrases.TOO_MANY_GROUPS)
            writer.write_table(pa.concat_tables(group))


def _groups(routed: Iterable[Batch], least: int) -> Iterator[list[pa.Table]]:
    """Yield the rows of batches in groups of at least so many bytes, except the last one."""
    group: list[pa.Table] = []
    size = 0
    for batch in routed:
        group.append(batch.rows)
        size += batch.rows.nbytes
        if size >= least:
            yield group
            group, size = [], 0
    if group:
        yield group


def _write_json_lines(file: BinaryIO, added: list[str], routed: Iterable[Batch]) -> None:
    for batch in routed:
        lines = members_of(batch.rows if batch.texts is None else batch.rows.select(added))
        if batch.texts is not None:
            # An empty object has no member before the answer.
            whole = zip(batch.texts, lines, strict=True)
            lines = [", ".join(filter(None, members)) for members in whole]
        file.write("".join(f"{{{each}}}\n" for each in lines).encode())


def members_of(rows: pa.Table) -> Sequence[str]:
    """Return each row as the members of a JSON object: its text without the braces.

    JSON has numbers, text, true and false, lists and objects. Times, dates and decimals become
    text, outside lists and structures the same as in CSV. Numbers that are not finite become null.

    Raises:
        ArrowException: a value can't be written as JSON.
    """
    members = [_members(name, rows.column(place)) for place, name in enumerate(rows.column_names)]
    joined: Any = compute.binary_join_element_wise(*members, pa.scalar(", ", _TEXT))
    texts: list[str] = joined.to_pylist()
    return texts


def _members(name: str, column: Any) -> Any:  # noqa: ANN401 - columns of Arrow
    """Return the member of each row that a column is."""
    key = json_of(name)
    try:
        if pa.types.is_nested(column.type):
            return pa.array([f"{key}: {json_of(each)}" for each in column.to_pylist()], _TEXT)
        members = by_value(_plain(column), lambda each: f"{key}: {json_of(each)}", _TEXT)
    except (pa.ArrowException, ValueError, OverflowError) as error:
        # Python lacks the last of Arrow's years, and two keys of one name.
        raise pa.ArrowInvalid(f"{key}: {error}") from error
    return members.fill_null(f"{key}: null")


def _plain(values: Any) -> Any:  # noqa: ANN401 - a column of any type
    """Return values that JSON has."""
    type_ = values.type
    if pa.types.is_dictionary(type_):
        is_text = pa.types.is_string(type_.value_type)
        return values if is_text else _plain(values.cast(type_.value_type))
    if pa.types.is_floating(type_):
        return compute.if_else(compute.is_finite(values), values, None)
    if pa.types.is_integer(type_) or pa.types.is_boolean(type_) or pa.types.is_null(type_):
        return values
    return values.cast(_TEXT)
