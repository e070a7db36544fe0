"""Files of JSON Lines: one object on each line, which comes through as it was written."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

import pyarrow as pa

from ccb_support.errors import BadTableFileError, quoted
from ccb_support.words import file_phrases

from . import batches
from .content import open_content
from .json_members import json_of, members_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from ccb_support.frames.ticket_columns import RequestColumns

_SPACE = " \t\r\n"
"""What may stand around an object. Python knows more spaces than JSON."""

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""What some editors write in front of UTF-8."""

_INT64 = range(-(2**63), 2**63)
"""The whole numbers that a column of numbers holds."""


class _Line(NamedTuple):
    """A line as it is written, the object that it holds, and its number in the file, from 1."""

    text: str
    value: Mapping[str, object]
    number: int


class JsonBatch(NamedTuple):
    """Some rows of a file of JSON Lines, and the type of each column of the whole file."""

    lines: Sequence[_Line]
    types: Mapping[str, pa.DataType]
    read: int

    def requests(self, columns: RequestColumns) -> pa.Table:
        """Return the columns that describe a request, as text."""
        return pa.table({name: self._words(name, columns) for name in columns.names})

    @property
    def rows(self) -> pa.Table:
        """All columns. A key that a line does not have is a missing cell."""
        return pa.table({name: self._column(name, type_) for name, type_ in self.types.items()})

    def members(self) -> Sequence[str]:
        """Return the members of each object, as they are written."""
        return [line.text[1:-1].strip(_SPACE) for line in self.lines]

    def _words(self, name: str, columns: RequestColumns) -> pa.Array[Any]:
        may_be_number = name == columns.priority
        cells = (line.value.get(name) for line in self.lines)
        return pa.array([_word(each, may_be_number=may_be_number) for each in cells], pa.string())

    def _column(self, name: str, type_: pa.DataType) -> pa.Array[Any]:
        return pa.array([_cell(line.value.get(name), type_) for line in self.lines], type_)


def json_batches(source: Path, columns: RequestColumns) -> Iterator[JsonBatch]:
    """Yield the rows of a file in batches.

    The first batch has no rows, and says which columns there are. To know them, the file is read
    twice: any line may have another key.

    Raises:
        BadTableFileError: a line is not an object, is not in UTF-8 or does not end, or the file is
            compressed and damaged.
        OSError: the file can't be opened.
    """
    types = _types_of(source) or dict.fromkeys(columns.names, pa.string())
    yield JsonBatch((), types, 0)
    weight, most = batches.weight_of_names(types), batches.MOST_BYTES
    lines: list[_Line] = []
    size = 0
    with open_content(source) as (content, file):
        for line in _lines(source, content):
            lines.append(line)
            size += len(line.text)
            if size >= batches.BYTES or weight * len(lines) >= most or len(lines) == batches.ROWS:
                yield JsonBatch(lines, types, file.tell())
                lines, size = [], 0
        if lines:
            yield JsonBatch(lines, types, file.tell())


def write_json_lines(target: BinaryIO, rows: Sequence[str], answers: pa.Table) -> None:
    """Write rows to a file, each with its answer. Each row is the members of an object."""
    routed = zip(rows, members_of(answers), strict=True)
    # An empty object has no member before the answer.
    lines = [f"{{{', '.join(filter(None, members))}}}\n" for members in routed]
    target.write("".join(lines).encode())


def check_keys(source: Path, names: Sequence[str]) -> None:
    """Make sure that no two columns have one name, since an object has each key once.

    Raises:
        BadTableFileError: two have.
    """
    repeated = next((each for each in names if names.count(each) > 1), None)
    if repeated is not None:
        name = quoted(repeated)
        raise BadTableFileError(source, file_phrases.REPEATED_KEY.fill(name=name))


def _lines(source: Path, content: BinaryIO) -> Iterator[_Line]:
    """Yield the lines that are not empty."""
    raw = iter(partial(content.readline, batches.LONGEST_ROW), b"")
    for number, line in enumerate(raw, 1):
        text = _text(source, number, line).strip(_SPACE)
        if text:
            yield _Line(text, _object(source, number, text), number)


def _text(source: Path, number: int, line: bytes) -> str:
    if len(line) == batches.LONGEST_ROW:
        raise BadTableFileError(source, file_phrases.LONG_LINE.fill(line=number))
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise BadTableFileError(source, file_phrases.LINE_NOT_UTF8.fill(line=number)) from error
    return text.removeprefix(_MARK) if number == 1 else text


def _object(source: Path, number: int, text: str) -> dict[str, object]:
    try:
        value = _decode(text)
    except (ValueError, RecursionError) as error:
        raise BadTableFileError(source, file_phrases.NOT_JSON.fill(line=number)) from error
    if not isinstance(value, dict):
        raise BadTableFileError(source, file_phrases.NOT_AN_OBJECT.fill(line=number))
    return cast("dict[str, object]", value)


def _refuse(word: str) -> NoReturn:
    """Refuse what Python reads, but JSON does not have: `NaN` and `Infinity`."""
    raise ValueError(word)


_decode = json.JSONDecoder(parse_constant=_refuse).decode


def _types_of(source: Path) -> dict[str, pa.DataType]:
    """Return the type of the column of each key, in the order in which the keys first come."""
    kinds: dict[str, set[type]] = {}
    size = 0
    with open_content(source) as (content, _):
        for line in _lines(source, content):
            for key, value in line.value.items():
                if key not in kinds:
                    _check_key(source, line.number, key)
                    kinds[key] = set()
                    size += len(key)
                    batches.check_width(source, len(kinds), size, line.number)
                # No column of numbers holds a longer one.
                is_long = isinstance(value, int) and value not in _INT64
                kinds[key].add(list if is_long else type(value))
    return {key: _type(each - {type(None)}) for key, each in kinds.items()}


def _check_key(source: Path, line: int, key: str) -> None:
    # Half of a pair of code units is text in JSON, but not a character.
    if key != _clean(key).decode():
        raise BadTableFileError(source, file_phrases.NOT_JSON.fill(line=line))


def _type(kinds: set[type]) -> pa.DataType:
    """Return the type of a column; values of several kinds, and nested ones, are JSON in text."""
    if kinds == {bool}:
        return pa.bool_()
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds in ({float}, {int, float}) else pa.string()


def _cell(value: object, type_: pa.DataType) -> object:
    if isinstance(value, str):
        return _clean(value)
    if value is not None and pa.types.is_string(type_):
        return _clean(json_of(value))
    if isinstance(value, int) and pa.types.is_floating(type_):
        return float(value)  # Arrow refuses to round
    return value


def _word(value: object, *, may_be_number: bool) -> bytes | None:
    """Return text, or nothing in place of what is not text: no word means that."""
    if isinstance(value, str):
        return _clean(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value).encode() if may_be_number and is_number else None


def _clean(text: str) -> bytes:
    """Return text in UTF-8, which has no halves of characters."""
    return text.encode(errors="replace")
