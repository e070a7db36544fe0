"""The rows of a file of tickets in batches: CSV, JSON Lines or Parquet, compressed or not.

The memory that it takes is bounded, however long the file and its rows are.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import inf
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, TypeAlias, TypeVar, cast

import pyarrow as pa
from pyarrow import parquet

from ccb_support.errors import BadTableFileError
from ccb_support.frames.answer_table import compute
from ccb_support.frames.ticket_columns import RequestColumns, check_names
from ccb_support.words import Phrase
from ccb_support.words import errors as error_phrases

_T = TypeVar("_T")

LONGEST_ROW = 2**21
"""The number of bytes of the longest row of CSV and JSON Lines: 2 MiB."""

LONGEST_NAMES = 2**16
"""The most bytes of the names of all columns: 64 KiB. As JSON, each row has them."""

MOST_COLUMNS = 1_000
"""The most columns of a file."""

MOST_CHUNKS = 2**15
"""The most columns of all groups of rows of Parquet. Each takes about 2 KiB, however few rows."""

BLOCK = 2**19
"""About the most bytes of CSV or JSON Lines in a batch."""

MOST_BYTES = 2**23
"""About the most bytes of rows in memory at a time, if they are written as JSON."""

ROWS = 2**14
"""The most rows in memory at a time. As JSON, an answer takes several KiB."""

_MOST_HELD = 2**26
"""The most bytes that Arrow may hold to read a group of rows of Parquet."""

_LONGEST_FOOTER = 2**22
"""The most bytes of the description at the end of a file of Parquet."""

_BYTES_A_CELL = 16

_SPACE = " \t\r\n"
"""What may stand around an object. Python knows more spaces than JSON."""

_INT64 = range(-(2**63), 2**63)
"""The whole numbers that a column of numbers holds."""

_EXACT = range(-(2**53), 2**53 + 1)
"""Those that a column of decimal numbers holds without rounding."""

_TYPES: Mapping[frozenset[object], pa.DataType] = {
    frozenset([bool]): pa.bool_(),
    frozenset([int]): pa.int64(),
    frozenset(["long"]): pa.int64(),
    frozenset([int, "long"]): pa.int64(),
    frozenset([float]): pa.float64(),
    frozenset([int, float]): pa.float64(),
}
"""The types of columns of JSON Lines. Values of other kinds, or of several, are JSON in text."""

Format: TypeAlias = Literal["csv", "jsonl", "parquet"]

_FORMATS: Mapping[str, Format] = {
    ".csv": "csv",
    ".csv.gz": "csv",
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson": "jsonl",
    ".ndjson.gz": "jsonl",
    ".parquet": "parquet",
}
"""The formats by the ends of names. Parquet compresses by itself."""


class Batch(NamedTuple):
    """Some rows of a file; of JSON Lines, also each object as it is written, without its braces."""

    rows: pa.Table
    texts: Sequence[str] | None = None


class CsvForm(NamedTuple):
    """How a file of CSV is written: its delimiter, and whether it begins with Excel's mark."""

    delimiter: str = ","
    has_mark: bool = False

    @classmethod
    def of(cls, content: BinaryIO) -> CsvForm:
        """Return the form of what a file holds, as its first line that is not empty shows it."""
        head, mark = content.read(LONGEST_NAMES), b"\xef\xbb\xbf"
        content.seek(0)
        # A name in quotes may hold delimiters, and ends of lines.
        outside_quotes = b"".join(head.removeprefix(mark).split(b'"')[::2])
        header = next(filter(None, outside_quotes.splitlines()), b"")
        has_semicolons = header.count(b";") > header.count(b",")
        return cls(";" if has_semicolons else ",", head.startswith(mark))


def format_of(path: Path) -> Format:
    """Return the format of a file's rows.

    Raises:
        BadTableFileError: its name does not say one.
    """
    for ending in ("".join(path.suffixes[-2:]), path.suffix):
        if found := _FORMATS.get(ending.lower()):
            return found
    raise BadTableFileError(path, error_phrases.WRONG_SUFFIX.fill(endings=", ".join(_FORMATS)))


def is_zipped(path: Path) -> bool:
    """Return whether a file is compressed by gzip, as its name says."""
    return path.suffix.lower() == ".gz"


def _check_width(source: Path, names: Collection[str], line: int | None = None) -> None:
    """Make sure that a file does not have too many columns, up to its line `line` if it has lines.

    Raises:
        BadTableFileError: it has too many, or their names are too long.
    """
    if len(names) > MOST_COLUMNS or sum(map(len, names)) > LONGEST_NAMES:
        fault = error_phrases.TOO_MANY_COLUMNS if line is None else error_phrases.WIDE_LINE
        raise BadTableFileError(source, fault.fill(line=line, most=MOST_COLUMNS))


def _lines(content: BinaryIO, source: Path, fault: Phrase) -> Iterator[tuple[int, str, int]]:
    """Yield the number of each line, from 1, the line without the mark of Excel, and its bytes.

    Raises:
        BadTableFileError: a line is too long, or is not in UTF-8: then the error says `fault`.
    """
    number, rest = 0, b""
    while piece := rest + content.readline(LONGEST_ROW - len(rest)):
        # A carriage return alone ends a line too.
        lines = piece.splitlines(keepends=True)
        # The last line of such a long piece goes on.
        rest = lines.pop() if len(piece) == LONGEST_ROW else b""
        if not lines:
            raise BadTableFileError(source, error_phrases.LONG_LINE.fill(line=number + 1))
        for line in lines:
            number += 1
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise BadTableFileError(source, fault.fill(line=number)) from error
            yield number, text, len(line)


def _gathered(rows: Iterable[tuple[Sequence[_T], int]], names: Iterable[str]) -> Iterator[list[_T]]:
    """Yield the values of rows, of which each comes with its bytes, for several rows at a time.

    A list for each row would be work for the garbage collector.
    """
    most = min(ROWS, MOST_BYTES // _weight_of_names(names))
    values: list[_T] = []
    count = size = 0
    for row, bytes_of_row in rows:
        values += row
        count, size = count + 1, size + bytes_of_row
        if size >= BLOCK or count >= most:
            yield values
            values, count, size = [], 0, 0
    if values:
        yield values


def csv_batches(content: BinaryIO, source: Path, columns: RequestColumns) -> Iterator[Batch]:
    """Yield the rows of a file in batches.

    The first batch has no rows, and says which columns there are. Every column is text.

    Raises:
        BadTableFileError: a row has a fault, or there are too many columns.
        OSError: the file can't be read.
        UnknownColumnError: the file lacks one of `columns`, or has it twice.
    """
    rows = _csv_rows(content, source)
    names, _ = next(rows, (list[str](), 0))
    if not names:
        raise BadTableFileError(source, error_phrases.EMPTY)
    _check_width(source, names)
    check_names(names, columns.names)
    schema = pa.schema([(name, pa.string()) for name in names])
    yield Batch(schema.empty_table())
    width = len(names)
    for cells in _gathered(rows, names):
        of_columns = [pa.array(cells[place::width], pa.string()) for place in range(width)]
        yield Batch(pa.Table.from_arrays(of_columns, schema=schema))


def _csv_rows(content: BinaryIO, source: Path) -> Iterator[tuple[list[str], int]]:
    """Yield the cells of each row, with its bytes. A line without any text is not a row."""
    delimiter, size = CsvForm.of(content).delimiter, 0

    def lines() -> Iterator[str]:
        nonlocal size
        for _, line, bytes_of_line in _lines(content, source, error_phrases.NOT_UTF8):
            size += bytes_of_line
            # A quote that is not closed would hide the ends of all other rows.
            if size >= LONGEST_ROW:
                raise csv.Error
            yield line

    rows = csv.reader(lines(), delimiter=delimiter, strict=True)
    line, wanted = 1, 0
    try:
        for row in rows:
            wanted = wanted or len(row)
            if row and len(row) != wanted:
                fault = error_phrases.RAGGED.fill(
                    line=line, found=len(row), wanted=wanted, delimiter=delimiter
                )
                raise BadTableFileError(source, fault)
            if row:
                yield row, size
            line, size = rows.line_num + 1, 0
    except csv.Error as error:
        raise BadTableFileError(source, error_phrases.BROKEN_ROW.fill(line=line)) from error


def json_batches(content: BinaryIO, source: Path, columns: RequestColumns) -> Iterator[Batch]:
    """Yield the rows of a file in batches.

    The first batch has no rows, and says which columns there are. To know them, the file is read
    twice: any line may have another key.

    Raises:
        BadTableFileError: a line is not an object, is not in UTF-8 or does not end.
        OSError: the file can't be read.
        UnknownColumnError: no line has one of `columns`.
    """
    types = _types_of(content, source) or dict.fromkeys(columns.names, pa.string())
    check_names([*types], columns.names)
    yield Batch(pa.schema(types).empty_table(), [])
    content.seek(0)
    objects = (([(text, value)], len(text)) for _, text, value in _objects(content, source))
    for lines in _gathered(objects, types):
        rows = {
            name: pa.array([_cell(value.get(name), type_) for _, value in lines], type_)
            for name, type_ in types.items()
        }
        yield Batch(pa.table(rows), [text[1:-1].strip(_SPACE) for text, _ in lines])


def _objects(content: BinaryIO, source: Path) -> Iterator[tuple[int, str, Mapping[str, object]]]:
    """Yield the number of each line that is not empty, its text, and the object that it holds."""
    for number, line, _ in _lines(content, source, error_phrases.LINE_NOT_UTF8):
        text = line.strip(_SPACE)
        if not text:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadTableFileError(source, error_phrases.NOT_JSON.fill(line=number)) from error
        if not isinstance(value, dict):
            raise BadTableFileError(source, error_phrases.NOT_AN_OBJECT.fill(line=number))
        yield number, text, cast("dict[str, object]", value)


def _types_of(content: BinaryIO, source: Path) -> dict[str, pa.DataType]:
    """Return the type of the column of each key, in the order in which the keys first come."""
    kinds: dict[str, set[object]] = {}
    for number, _, value in _objects(content, source):
        for key, cell in value.items():
            if key not in kinds:
                kinds[key] = set()
                _check_width(source, kinds, number)
            if cell is not None:
                kinds[key].add(_kind_of(cell))
    return {key: _TYPES.get(frozenset(each), pa.string()) for key, each in kinds.items()}


def _kind_of(value: object) -> object:
    """Return the type of a value; of a number that not every column of numbers holds, a word."""
    if isinstance(value, int) and value not in _EXACT:
        return "long" if value in _INT64 else "longer"
    return type(value)


def _cell(value: object, type_: pa.DataType) -> object:
    if value is not None and pa.types.is_string(type_):
        text = value if isinstance(value, str) else json_of(value)
        # JSON may have half of a character.
        return text.encode(errors="replace")
    # Arrow refuses to round.
    return float(value) if isinstance(value, int) and pa.types.is_floating(type_) else value


def _text_of(value: object) -> str:
    """Return a value that JSON lacks, such as a date within a list, as text."""
    return value.decode() if isinstance(value, bytes) else str(value)


_encode = json.JSONEncoder(ensure_ascii=False, default=_text_of).encode
_decode = json.JSONDecoder(parse_constant=lambda _: None).decode


def json_of(value: object) -> str:
    """Return the JSON of a value, in which numbers that are not finite are null.

    Raises:
        ArrowException: there is none.
    """
    try:
        text = _encode(value)
        # Python writes such numbers by their names.
        return _encode(_decode(text)) if "NaN" in text or "Infinity" in text else text
    except (TypeError, ValueError, RecursionError) as error:
        # As Arrow does if a format has no such values.
        raise pa.ArrowTypeError(str(error)) from error


def parquet_batches(file: BinaryIO, source: Path, columns: RequestColumns) -> Iterator[Batch]:
    """Yield the rows of a file of Parquet in batches.

    The first batch has no rows, and says which columns there are.

    Raises:
        ArrowException: the file can't be read.
        BadTableFileError: the file has too many columns, or takes too much memory.
        OSError: the file can't be read.
        UnknownColumnError: the file lacks one of `columns`, or has it twice.
    """
    of_parquet: Any = parquet  # the stubs don't say whole types
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 8))
    if _LONGEST_FOOTER < int.from_bytes(file.read(4), "little") < size:
        raise BadTableFileError(source, error_phrases.TOO_MANY_GROUPS)
    known = of_parquet.read_metadata(file)
    schema = known.schema.to_arrow_schema()
    _check_width(source, schema.names)
    check_names(schema.names, columns.names)
    yield Batch(schema.empty_table())
    rows_at_a_time = _rows_at_a_time(file, source, known, schema.names)
    # A long value may be there once, for many rows. So Arrow must not repeat it.
    texts = [each.name for each in schema if pa.types.is_string(each.type)]
    read = 0
    with of_parquet.ParquetFile(
        file, metadata=known, read_dictionary=texts, pre_buffer=False, buffer_size=2**14
    ) as whole:
        for batch in whole.iter_batches(rows_at_a_time, use_threads=False):
            for rows in _slices(pa.Table.from_batches([batch])):
                read += rows.num_rows
                if _weight_of(rows) > MOST_BYTES:
                    raise BadTableFileError(source, error_phrases.LONG_ROW.fill(row=read))
                yield Batch(rows.cast(schema))


def _rows_at_a_time(file: BinaryIO, source: Path, known: Any, names: Iterable[str]) -> int:  # noqa: ANN401 - of Arrow
    """Return how many rows of a file of Parquet may be read at a time.

    Arrow holds a page of each column, not compressed, and its dictionary.
    """
    longest = 0.0
    for group in map(known.row_group, range(known.num_row_groups)):
        bytes_a_row, held = 0.0, 0
        for place in range(group.num_columns):
            pages = [*_pages_of(file, group.column(place))]
            bytes_a_row += max((size / (values or inf) for size, values in pages), default=0)
            held += 2 * max((size for size, _ in pages), default=0)
            if known.schema.column(place).max_repetition_level:
                # A row may hold all of them.
                held += _BYTES_A_CELL * group.column(place).num_values
        if held > _MOST_HELD:
            raise BadTableFileError(source, error_phrases.LARGE_PAGES)
        longest = max(longest, bytes_a_row)
    return max(1, min(ROWS, MOST_BYTES // (int(longest) + _weight_of_names(names))))


def _slices(rows: pa.Table) -> Iterator[pa.Table]:
    """Yield rows, at most `ROWS` at a time, and at most `MOST_BYTES` unless one row is larger."""
    if rows.num_rows > ROWS or (rows.num_rows > 1 and _weight_of(rows) > MOST_BYTES):
        half = rows.num_rows // 2
        yield from _slices(rows.slice(0, half))
        yield from _slices(rows.slice(half))
    else:
        yield rows


def _weight_of(rows: pa.Table) -> int:
    """Return about how many bytes rows take as JSON, in which each row has all the names."""
    return _weight_of_names(rows.column_names) * rows.num_rows + sum(map(_bytes_of, rows.columns))


def _weight_of_names(names: Iterable[str]) -> int:
    """Return about how many bytes each row takes as JSON without its values."""
    return sum(len(name) + _BYTES_A_CELL for name in names)


def _bytes_of(column: Any) -> int:  # noqa: ANN401 - a column of Arrow
    """Return how many bytes a column takes if each row has its value."""
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
