"""The rows of a file of text: CSV or JSON Lines. Each is written as it was read, with its answer.

The memory that it takes is bounded, however long the file and its rows are.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa

from ccb_support.errors import BadTableFileError
from ccb_support.frames.answer_table import COLUMNS, compute
from ccb_support.frames.table_routing import check_clash
from ccb_support.frames.ticket_columns import as_table, check_names
from ccb_support.words import errors as error_phrases

if TYPE_CHECKING:
    from ccb_support.frames.files import FileRouter

LONGEST_ROW = 2**21
"""The number of bytes of the longest row: 2 MiB."""

MOST_CHARACTERS = 2**19
"""About the most characters of a batch."""

_HEAD = 2**16
"""How many bytes show the form of a file of CSV."""

_FORMULA = r'(^|[,;\t\r\n])(?="*[=+\-@\t\r\0])'
"""What comes before a formula: the start of a cell, or what ends a cell elsewhere.

Spreadsheets take the delimiter of their country. In Colombia it is `;`, also in a file with commas.
"""

_SPACE = " \t\r\n"
"""What may stand around an object. Python knows more spaces than JSON."""

_to_json = json.JSONEncoder(ensure_ascii=False, default=datetime.isoformat).encode


class _TextFile(ABC):
    """A file of text."""

    _head = ""
    """What comes before the rows."""

    def __init__(self, content: BinaryIO, source: Path, options: FileRouter) -> None:
        self._content, self._source, self._options = content, source, options
        self._columns = options.columns
        self._added = [options.prefix + name for name in COLUMNS]

    def batches(self) -> Iterator[tuple[tuple[str, ...], pa.Table]]:
        """Yield some rows as they are written, and their requests, for all rows.

        Raises:
            BadTableFileError: a line has a fault.
            ColumnClashError: an object has the key of an answer.
        """
        rows = self._rows()
        while batch := [*_some(rows)]:
            texts, *columns = zip(*batch, strict=True)
            yield texts, as_table(map(_column_of, columns))

    def write(self, file: BinaryIO, routed: Iterator[tuple[Any, pa.Table, Any]]) -> None:
        """Write rows with their answers."""
        file.write(self._head.encode())
        for rows, answers, places in routed:
            encoded = places.dictionary_encode()
            # Each answer is written once.
            written = [*map(self._text_of, answers.take(encoded.dictionary).to_pylist())]
            of_rows = map(written.__getitem__, encoded.indices.to_pylist())
            file.write("".join(map(add, rows, of_rows)).encode())

    @abstractmethod
    def _rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield what each row has before its answer, and the cells of its request."""

    @abstractmethod
    def _text_of(self, answer: Mapping[str, Any]) -> str:
        """Return an answer as it is written, to the end of the line."""


class CsvFile(_TextFile):
    """A file of CSV, with its delimiter and with the mark of Excel, if it has one."""

    def __init__(self, content: BinaryIO, source: Path, options: FileRouter) -> None:
        super().__init__(content, source, options)
        self._delimiter, mark = form_of(content)
        self._cells = self._read()
        _, names, header = next(self._cells, (1, list[str](), ""))
        if len(names) <= 1 or names[0] == "sep=":  # a line for Excel
            raise BadTableFileError(source, error_phrases.NO_NAMES)
        check_names(names, self._columns)
        check_clash(names, options.prefix)
        self._width = len(names)
        self._places = [names.index(name) for name in self._columns]
        mark = "\ufeff" if options.for_spreadsheet else mark
        self._head = f"{mark}{header}{self._line_of(self._added)}\n"

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for line, cells, text in self._cells:
            if len(cells) != self._width:
                raise BadTableFileError(
                    self._source,
                    error_phrases.RAGGED,
                    line=line,
                    found=len(cells),
                    wanted=self._width,
                    delimiter=self._delimiter,
                )
            yield text, *map(cells.__getitem__, self._places)

    def _text_of(self, answer: Mapping[str, Any]) -> str:
        return self._line_of(map(_answer_cell, answer.values())) + "\n"

    def _line_of(self, cells: Iterable[str]) -> str:
        """Return cells as they are written. A `'` in front makes text of what may be a formula."""
        if self._options.for_spreadsheet:
            cells = [re.sub(_FORMULA, r"\1'", each) for each in cells]
        text = io.StringIO()
        csv.writer(text, delimiter=self._delimiter).writerow(cells)
        return text.getvalue().removesuffix("\r\n")

    def _read(self) -> Iterator[tuple[int, list[str], str]]:
        """Yield the line of each row, its cells, and its text with a delimiter at the end.

        A line without any text is not a row.
        """
        so_far = io.StringIO()

        def lines() -> Iterator[str]:
            for _, line in _lines(self._content, self._source):
                so_far.write(line)
                # A quote that is not closed would hide the ends of all other rows.
                if so_far.tell() >= LONGEST_ROW:
                    raise csv.Error
                yield line

        rows = csv.reader(lines(), delimiter=self._delimiter, strict=True)
        line = 1
        try:
            for row in rows:
                if row:
                    as_it_is = so_far.getvalue().rstrip("\r\n")
                    text = self._line_of(row) if self._options.for_spreadsheet else as_it_is
                    yield line, row, text + self._delimiter
                # The next row begins with an empty text.
                so_far.truncate(so_far.seek(0))
                line = rows.line_num + 1
        except csv.Error as error:
            raise BadTableFileError(self._source, error_phrases.BROKEN_ROW, line=line) from error


class JsonLinesFile(_TextFile):
    """A file of JSON Lines."""

    def _rows(self) -> Iterator[tuple[str | bytes | None, ...]]:
        for number, line in _lines(self._content, self._source):
            text = line.strip(_SPACE)
            if not text:
                continue
            try:
                found = json.loads(text)
                keys = found.keys()
            except (AttributeError, ValueError, RecursionError) as error:
                raise BadTableFileError(
                    self._source, error_phrases.NOT_AN_OBJECT, line=number
                ) from error
            if not keys.isdisjoint(self._added):
                check_clash(found, self._options.prefix)
            members = text[1:-1].strip(_SPACE)
            row = f"{{{members}, " if members else "{"
            yield row, *(_request_cell(found.get(name)) for name in self._columns)

    def _text_of(self, answer: Mapping[str, Any]) -> str:
        return _to_json(answer)[1:] + "\n"


def form_of(content: BinaryIO) -> tuple[str, str]:
    """Return the delimiter of a file of CSV, and the mark of Excel if the file has it.

    The first line that is not empty shows the delimiter.
    """
    head = content.read(_HEAD)
    content.seek(0)
    # A name in quotes may hold delimiters, and ends of lines. Every second part is in quotes.
    outside_quotes = b"".join(head.removeprefix(codecs.BOM_UTF8).split(b'"')[::2])
    header = next(filter(None, outside_quotes.splitlines()), b"")
    delimiter = ";" if header.count(b";") > header.count(b",") else ","
    return delimiter, "\ufeff" if head.startswith(codecs.BOM_UTF8) else ""


def _lines(content: BinaryIO, source: Path) -> Iterator[tuple[int, str]]:
    """Yield the number of each line, from 1, and the line without the mark of Excel.

    Raises:
        BadTableFileError: a line is too long, or is not in UTF-8.
    """
    for number, line in enumerate(iter(partial(content.readline, LONGEST_ROW), b""), 1):
        if len(line) == LONGEST_ROW:
            raise BadTableFileError(source, error_phrases.LONG_LINE, line=number)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise BadTableFileError(source, error_phrases.NOT_UTF8, line=number) from error
        yield number, text


def _some(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield as many rows as a batch has. Each row begins with its text."""
    size = 0
    for row in rows:
        yield row
        size += len(row[0])
        if size >= MOST_CHARACTERS:
            return


def _column_of(cells: tuple[str | bytes | None, ...]) -> Any:  # noqa: ANN401 - an array of Arrow
    """Return cells of requests. A whole number may be written as a float."""
    # Pandas writes `3.0` if a column of whole numbers has gaps.
    return compute.replace_substring_regex(pa.array(cells, pa.string()), r"^(\d+)\.0$", r"\1")


def _answer_cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime) else str(value or "")


def _request_cell(value: object) -> bytes | None:
    """Return a value of JSON as a cell of a request."""
    # JSON may have half of a character.
    return None if value is None else str(value).encode(errors="replace")
