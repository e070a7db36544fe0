"""The rows of a file of tickets in batches: CSV, JSON Lines or Parquet, compressed or not.

The memory that it takes is bounded, however long the file and its rows are.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from contextlib import contextmanager
from functools import partial
from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, NoReturn, TypeAlias, cast

import pyarrow as pa
from pyarrow import csv, parquet

from ccb_support.errors import BadTableFileError
from ccb_support.frames.answer_table import compute
from ccb_support.frames.ticket_columns import check_names
from ccb_support.words import errors as error_phrases
from ccb_support.words.errors import WRONG_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ccb_support.frames.ticket_columns import RequestColumns
    from ccb_support.words import Phrase

LONGEST_ROW = 2**21
"""The number of bytes of the longest row of CSV and JSON Lines: 2 MiB."""

LONGEST_NAMES = 2**16
"""The most bytes of the names of all columns: 64 KiB. As JSON, each row has them."""

MOST_COLUMNS = 1_000
"""The most columns of a file."""

MOST_CHUNKS = 2**15
"""The most columns of all groups of rows of Parquet. Each takes about 2 KiB, however few rows."""

BLOCK = 2**19
"""The number of bytes of CSV or JSON Lines in a batch. Of CSV, Arrow reads 32 blocks ahead."""

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

_TYPES: Mapping[frozenset[type], pa.DataType] = {
    frozenset([bool]): pa.bool_(),
    frozenset([int]): pa.int64(),
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
    """Some rows of a file.

    Attributes:
        requests: the columns that describe a request, with times as the file has them.
        rows: all columns.
        read: the number of bytes of the file up to the end of these rows.
        texts: each object of JSON Lines as it is written, without its braces.
    """

    requests: pa.Table
    rows: pa.Table
    read: int
    texts: Sequence[str] | None = None


class CsvForm(NamedTuple):
    """How a file of CSV is written: its delimiter, and whether it begins with Excel's mark."""

    delimiter: str = ","
    has_mark: bool = False

    @classmethod
    def of(cls, source: Path) -> CsvForm:
        """Return the form of a file, as its first line shows it."""
        with open_content(source) as (content, _):
            header = content.readline(LONGEST_ROW)
        outside_quotes = b"".join(header.split(b'"')[::2])
        has_semicolons = outside_quotes.count(b";") > outside_quotes.count(b",")
        return cls(";" if has_semicolons else ",", header.startswith(b"\xef\xbb\xbf"))


def format_of(path: Path) -> Format:
    """Return the format of a file's rows.

    Raises:
        BadTableFileError: its name does not say one.
    """
    for ending in ("".join(path.suffixes[-2:]), path.suffix):
        if found := _FORMATS.get(ending.lower()):
            return found
    raise BadTableFileError(path, WRONG_SUFFIX.fill(endings=", ".join(_FORMATS)))


def is_zipped(path: Path) -> bool:
    """Return whether a file is compressed by gzip, as its name says."""
    return path.suffix.lower() == ".gz"


def require_whole(source: Path) -> None:
    """Make sure that a compressed file is whole: damage may look like a line that is wrong.

    Raises:
        BadTableFileError: the file is compressed, and is incomplete or damaged.
        OSError: the file can't be opened.
    """
    if is_zipped(source):
        try:
            with gzip.open(source) as content:
                # Python takes an empty file for a compressed one.
                is_whole = bool(source.stat().st_size)
                while content.read(BLOCK):
                    pass
        except (EOFError, gzip.BadGzipFile, zlib.error):
            is_whole = False
        if not is_whole:
            raise BadTableFileError(source, error_phrases.BROKEN_GZIP)


@contextmanager
def open_content(source: Path) -> Generator[tuple[BinaryIO, BinaryIO]]:
    """Yield what a file holds, and the file itself, which says how many of its bytes are read."""
    with source.open("rb") as file:
        if is_zipped(source):
            yield cast("BinaryIO", gzip.GzipFile(fileobj=file)), file
        else:
            yield file, file


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


def _check_width(source: Path, columns: int, bytes_of_names: int, line: int | None = None) -> None:
    """Make sure that a file does not have too many columns, up to its line `line` if it has lines.

    Raises:
        BadTableFileError: it has too many, or their names are too long.
    """
    if columns > MOST_COLUMNS or bytes_of_names > LONGEST_NAMES:
        fault = error_phrases.TOO_MANY_COLUMNS if line is None else error_phrases.WIDE_LINE
        raise BadTableFileError(source, fault.fill(line=line, most=MOST_COLUMNS))


def _lines(source: Path, fault: Phrase) -> Iterator[tuple[str, BinaryIO]]:
    """Yield each line without the mark of Excel, and the file, which says how much is read.

    Raises:
        BadTableFileError: a line is too long, or is not in UTF-8: then the error says `fault`.
    """
    with open_content(source) as (content, file):
        # Bytes end a line at a carriage return too, as CSV may.
        pieces = iter(partial(content.readline, LONGEST_ROW), b"")
        lines = chain.from_iterable(piece.splitlines(keepends=True) for piece in pieces)
        for number, line in enumerate(lines, 1):
            if len(line) == LONGEST_ROW:
                raise BadTableFileError(source, error_phrases.LONG_LINE.fill(line=number))
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise BadTableFileError(source, fault.fill(line=number)) from error
            yield text, file


def csv_batches(source: Path, form: CsvForm, columns: RequestColumns) -> Iterator[Batch]:
    """Yield the rows of a file in batches.

    The first batch has no rows, and says which columns there are. Every column is text.

    Raises:
        ArrowException: the rows can't be read; `check_rows` finds the fault.
        BadTableFileError: there are too many columns, or the file is compressed, and is incomplete
            or damaged.
        OSError: the file can't be opened.
        UnknownColumnError: the file lacks one of `columns`, or has it twice.
    """
    line, width = next(_count_cells(source, form.delimiter), (1, 0))
    _check_width(source, width, 0, line)
    reading = csv.ReadOptions(block_size=BLOCK, use_threads=False)
    parsing = csv.ParseOptions(delimiter=form.delimiter, newlines_in_values=True)
    # Every column is read as text, so that it is written as it was read. The stubs are older.
    text = cast("Any", csv.ConvertOptions)(default_column_type=pa.string())
    with open_content(source) as (content, file):
        blocks = cast("BinaryIO", Blocks(content))
        with csv.open_csv(blocks, reading, parsing, text) as read:
            names = read.schema.names
            _check_width(source, len(names), sum(map(len, names)))
            check_names(names, columns.names)
            yield _batch(read.schema.empty_table(), 0, columns)
            for block in read:
                for rows in slices(pa.Table.from_batches([block])):
                    yield _batch(rows, file.tell(), columns)


def _batch(rows: pa.Table, read: int, columns: RequestColumns) -> Batch:
    return Batch(rows.select(columns.names), rows, read)


class Blocks(io.RawIOBase):
    """Blocks of CSV that end with a row, for Arrow, which refuses a row in more than two blocks.

    If quotes within cells hide the end of a row, a block ends where it is as long as a row may be.
    """

    def __init__(self, content: BinaryIO) -> None:
        self._content = content

    def readable(self) -> bool:
        """Return that there is something to read."""
        return True

    def read(self, _: int = -1) -> bytes:
        """Return the next block."""
        block = bytearray(self._content.read(BLOCK))
        block += self._content.readline(LONGEST_ROW - BLOCK)
        quotes = block.count(b'"')
        while quotes % 2 and (line := self._content.readline(LONGEST_ROW - len(block))):
            block += line
            quotes += line.count(b'"')
        return bytes(block)


def check_rows(source: Path, form: CsvForm) -> None:
    """Look for the first fault of a file of CSV that could not be read.

    Raises:
        BadTableFileError: the file is empty, or a line has a fault, or the file is compressed, and
            is incomplete or damaged.
        OSError: the file can't be opened.
    """
    rows = _count_cells(source, form.delimiter)
    _, wanted = next(rows, (0, 0))
    if not wanted:
        raise BadTableFileError(source, error_phrases.EMPTY)
    for line, found in rows:
        if found != wanted:
            fault = error_phrases.RAGGED.fill(
                line=line, found=found, wanted=wanted, delimiter=form.delimiter
            )
            raise BadTableFileError(source, fault)


def _count_cells(source: Path, delimiter: str) -> Iterator[tuple[int, int]]:
    """Yield the line in which each row begins, and the number of its cells.

    The module `csv` could do it, but it limits cells for the whole process, not for one reader.
    """
    in_quotes = re.compile(rf'(^|{delimiter})"[^"]*+(?:""[^"]*+)*+"')
    open_quote = re.compile(rf'(?:^|{delimiter})"')
    start, cells, size, is_open = 1, 1, 0, False
    for number, (line, _) in enumerate(_lines(source, error_phrases.NOT_UTF8), 1):
        size += len(line.encode())
        outside = in_quotes.sub(r"\1", '"' * is_open + line)
        opened = open_quote.search(outside)
        cells += outside.count(delimiter, 0, opened and opened.end())
        is_open = opened is not None
        if is_open and size >= LONGEST_ROW:
            break
        if not is_open:
            # A line without any text is not a row.
            if cells > 1 or outside.strip("\r\n"):
                yield start, cells
            start, cells, size = number + 1, 1, 0
    if is_open:
        raise BadTableFileError(source, error_phrases.OPEN_QUOTE.fill(line=start))


def json_batches(source: Path, columns: RequestColumns) -> Iterator[Batch]:
    """Yield the rows of a file in batches.

    The first batch has no rows, and says which columns there are. To know them, the file is read
    twice: any line may have another key.

    Raises:
        BadTableFileError: a line is not an object, is not in UTF-8 or does not end, or the file is
            compressed and damaged.
        OSError: the file can't be opened.
        UnknownColumnError: no line has one of `columns`.
    """
    types = _types_of(source) or dict.fromkeys(columns.names, pa.string())
    check_names([*types], columns.names)

    def batch(read: int) -> Batch:
        requests = {name: _words(name, lines, columns) for name in columns.names}
        rows = {
            name: pa.array([_cell(each.value.get(name), type_) for each in lines], type_)
            for name, type_ in types.items()
        }
        texts = [each.text[1:-1].strip(_SPACE) for each in lines]
        return Batch(pa.table(requests), pa.table(rows), read, texts)

    lines: list[_Line] = []
    yield batch(0)
    most, size = min(ROWS, MOST_BYTES // weight_of_names(types)), 0
    for line, file in _objects(source):
        lines.append(line)
        size += len(line.text)
        if size >= BLOCK or len(lines) >= most:
            yield batch(file.tell())
            lines, size = [], 0
    if lines:
        yield batch(source.stat().st_size)


class _Line(NamedTuple):
    """A line as it is written, the object that it holds, and its number in the file, from 1."""

    text: str
    value: Mapping[str, object]
    number: int


def _objects(source: Path) -> Iterator[tuple[_Line, BinaryIO]]:
    """Yield each line that is not empty, and the file, which says how much is read."""
    for number, (line, file) in enumerate(_lines(source, error_phrases.LINE_NOT_UTF8), 1):
        text = line.strip(_SPACE)
        if not text:
            continue
        try:
            value = _decode(text)
        except (ValueError, RecursionError) as error:
            raise BadTableFileError(source, error_phrases.NOT_JSON.fill(line=number)) from error
        if not isinstance(value, dict):
            raise BadTableFileError(source, error_phrases.NOT_AN_OBJECT.fill(line=number))
        yield _Line(text, cast("dict[str, object]", value), number), file


def _refuse(word: str) -> NoReturn:
    """Refuse what Python reads, but JSON does not have: `NaN` and `Infinity`."""
    raise ValueError(word)


_decode = json.JSONDecoder(parse_constant=_refuse).decode
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _types_of(source: Path) -> dict[str, pa.DataType]:
    """Return the type of the column of each key, in the order in which the keys first come."""
    kinds: dict[str, set[type]] = {}
    size = 0
    for line, _ in _objects(source):
        for key, value in line.value.items():
            if key not in kinds:
                # Half of a pair of code units is text in JSON, but not a character.
                if key != _clean(key).decode():
                    raise BadTableFileError(source, error_phrases.NOT_JSON.fill(line=line.number))
                kinds[key] = set()
                size += len(key)
                _check_width(source, len(kinds), size, line.number)
            # No column of numbers holds a longer one.
            is_long = isinstance(value, int) and value not in _INT64
            if value is not None:
                kinds[key].add(list if is_long else type(value))
    return {key: _TYPES.get(frozenset(each), pa.string()) for key, each in kinds.items()}


def _cell(value: object, type_: pa.DataType) -> object:
    if isinstance(value, str):
        return _clean(value)
    if value is not None and pa.types.is_string(type_):
        return _clean(json_of(value))
    if isinstance(value, int) and pa.types.is_floating(type_):
        return float(value)  # Arrow refuses to round
    return value


def _words(name: str, lines: Iterable[_Line], columns: RequestColumns) -> Any:  # noqa: ANN401 - of Arrow
    """Return a column of text. A cell that is not text becomes empty text, which nobody knows."""
    kinds: tuple[type, ...] = (str, int) if name == columns.priority else (str,)
    cells = (each.value.get(name) for each in lines)
    return pa.array([None if each is None else _word(each, kinds) for each in cells], pa.string())


def _word(cell: object, kinds: tuple[type, ...]) -> bytes:
    # To Python, true and false are numbers too.
    is_word = isinstance(cell, kinds) and not isinstance(cell, bool)
    return _clean(str(cell)) if is_word else b""


def _clean(text: str) -> bytes:
    """Return text in UTF-8, which has no halves of characters."""
    return text.encode(errors="replace")


def json_of(value: object) -> str:
    """Return the JSON of a value.

    Raises:
        ArrowException: there is none.
    """
    try:
        return _encode(value)
    except (TypeError, ValueError, RecursionError) as error:
        # As Arrow does if a format has no such values.
        raise pa.ArrowTypeError(str(error)) from error


def parquet_batches(source: Path, columns: RequestColumns) -> Iterator[Batch]:
    """Yield the rows of a file of Parquet in batches.

    The first batch has no rows, and says which columns there are.

    Raises:
        ArrowException: the file can't be read.
        BadTableFileError: the file has too many columns, or takes too much memory.
        OSError: the file can't be opened.
        UnknownColumnError: the file lacks one of `columns`, or has it twice.
    """
    of_parquet: Any = parquet  # the stubs don't say whole types
    size = source.stat().st_size
    with source.open("rb") as file:
        file.seek(max(0, size - 8))
        if _LONGEST_FOOTER < int.from_bytes(file.read(4), "little") < size:
            raise BadTableFileError(source, error_phrases.TOO_MANY_GROUPS)
    known = of_parquet.read_metadata(source)
    schema = known.schema.to_arrow_schema()
    _check_width(source, len(schema.names), sum(map(len, schema.names)))
    check_names(schema.names, columns.names)
    # A long value may be there once, for many rows. So Arrow must not repeat it.
    texts = [each.name for each in schema if pa.types.is_string(each.type)]
    with of_parquet.ParquetFile(
        source, metadata=known, read_dictionary=texts, pre_buffer=False, buffer_size=2**14
    ) as file:
        yield _batch(schema.empty_table(), 0, columns)
        read = 0
        rows_at_a_time = _rows_at_a_time(source, known, schema.names)
        for batch in file.iter_batches(rows_at_a_time, use_threads=False):
            for rows in slices(pa.Table.from_batches([batch])):
                read += rows.num_rows
                if weight_of(rows) > MOST_BYTES:
                    raise BadTableFileError(source, error_phrases.LONG_ROW.fill(row=read))
                yield _batch(rows.cast(schema), size * read // known.num_rows, columns)


def _rows_at_a_time(source: Path, known: Any, names: Iterable[str]) -> int:  # noqa: ANN401 - of Arrow
    """Return how many rows of a file of Parquet may be read at a time.

    Arrow holds a page of each column, not compressed, and its dictionary.
    """
    longest = 0.0
    with source.open("rb") as file:
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
    return max(1, min(ROWS, MOST_BYTES // (int(longest) + weight_of_names(names))))


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
