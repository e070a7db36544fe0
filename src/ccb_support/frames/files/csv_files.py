"""Files of CSV as people save them: with commas or semicolons, and with the mark of Excel."""

from __future__ import annotations

import csv as plain_csv
import io
import re
from codecs import getincrementaldecoder
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ccb_support.words import file_phrases

from . import batches
from .batches import TableBatch
from .content import open_content

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO

    from ccb_support.words.phrase import Phrase

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""What Excel writes in front of UTF-8, and needs in order to read it as UTF-8."""

_LONGEST_HEADER = 2**20
_FORMULA = r"^([=+\-@\t\r])"
"""The start of a cell that a spreadsheet reads as a formula."""


class CsvForm(NamedTuple):
    """How a file of CSV is written: its delimiter, and whether it begins with Excel's mark."""

    delimiter: str = ","
    has_mark: bool = False

    @classmethod
    def of(cls, source: Path) -> CsvForm:
        """Return the form of a file, as its first line shows it."""
        with open_content(source) as (content, _):
            header = content.readline(_LONGEST_HEADER)
        outside_quotes = b"".join(header.split(b'"')[::2])
        has_semicolons = outside_quotes.count(b";") > outside_quotes.count(b",")
        return cls(";" if has_semicolons else ",", header.startswith(BYTE_ORDER_MARK))


def csv_batches(source: Path, form: CsvForm, size: int) -> Iterator[TableBatch]:
    """Yield the rows of a file in batches.

    The first batch has no rows, and says which columns there are. Every column is text. `size` is
    how many bytes are in memory at a time, and no row may be longer.

    Raises:
        ArrowException: the rows can't be read.
        BadTableFileError: the file is compressed, and is incomplete or damaged.
        OSError: the file can't be opened.
    """
    reading = csv.ReadOptions(block_size=size)
    parsing = csv.ParseOptions(delimiter=form.delimiter, newlines_in_values=True)
    with open_content(source) as (content, _), csv.open_csv(content, reading, parsing) as headed:
        # Every column is read as text, so that it is written as it was read.
        text = csv.ConvertOptions(column_types=dict.fromkeys(headed.schema.names, pa.string()))
    with (
        open_content(source) as (content, file),
        csv.open_csv(content, reading, parsing, text) as read,
    ):
        yield TableBatch(read.schema.empty_table(), 0)
        for batch in read:
            yield TableBatch(pa.Table.from_batches([batch]), file.tell())


class CsvWriter:
    """Writes CSV, which has no dictionaries, so that names become text."""

    def __init__(
        self, target: BinaryIO, schema: pa.Schema, form: CsvForm, *, for_spreadsheet: bool
    ) -> None:
        self._quotes_formulas = for_spreadsheet
        names = schema.names
        if for_spreadsheet:
            names = [re.sub(_FORMULA, r"'\1", each) for each in names]
        self._schema = pa.schema([*zip(names, map(_plain_type, schema.types), strict=True)])
        if form.has_mark or for_spreadsheet:
            target.write(BYTE_ORDER_MARK)
        options = csv.WriteOptions(delimiter=form.delimiter)
        self._writer = csv.CSVWriter(target, self._schema, write_options=options)

    def write_table(self, table: pa.Table) -> None:
        """Write a batch."""
        rows = table.rename_columns(self._schema.names).cast(self._schema)
        if self._quotes_formulas:
            columns = [*map(_quote_formulas, rows.columns)]
            rows = pa.Table.from_arrays(columns, schema=self._schema)
        self._writer.write_table(rows)

    def close(self) -> None:
        """Write the end of the file."""
        self._writer.close()


def _plain_type(type_: Any) -> Any:  # noqa: ANN401 - a type of Arrow
    return type_.value_type if pa.types.is_dictionary(type_) else type_


def _quote_formulas(column: Any) -> Any:  # noqa: ANN401 - a column of any type
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    replace: Any = pc.replace_substring_regex
    return replace(column, pattern=_FORMULA, replacement=r"'\1")


def find_fault(source: Path, form: CsvForm) -> Phrase | None:
    """Return the first fault of a file that could not be read, with its line, or None.

    Raises what `open_content` raises.
    """
    with open_content(source) as (content, _):
        if not content.read(1):
            return file_phrases.EMPTY
        content.seek(0)
        if line := _line_that_is_not_utf8(content):
            return file_phrases.NOT_UTF8.fill(line=line)
        content.seek(0)
        text = io.TextIOWrapper(content, "utf-8-sig", newline="")
        with text, _cells_up_to_the_longest_row():
            return _wrong_row(text, form)


def _line_that_is_not_utf8(content: BinaryIO) -> int | None:
    decoder = getincrementaldecoder("utf-8")()
    number = 1
    # A line may be as long as the file.
    for piece in iter(partial(content.readline, batches.BYTES), b""):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return number
        number += piece.endswith(b"\n")
    return number if decoder.getstate()[0] else None


class _LongLineError(Exception):
    """A line is longer than the longest row."""


@contextmanager
def _cells_up_to_the_longest_row() -> Generator[None]:
    before = plain_csv.field_size_limit(batches.LONGEST_ROW)
    try:
        yield
    finally:
        plain_csv.field_size_limit(before)


def _wrong_row(text: TextIO, form: CsvForm) -> Phrase | None:
    """Return which row has no end, or another number of cells than the first one."""
    rows = plain_csv.reader(_lines(text), delimiter=form.delimiter, strict=True)
    wanted, line = 0, 1
    try:
        for row in rows:
            wanted = wanted or len(row)
            # A line without any text is not a row.
            if row and len(row) != wanted:
                return file_phrases.RAGGED.fill(
                    line=line, found=len(row), wanted=wanted, delimiter=form.delimiter
                )
            line = rows.line_num + 1
    except plain_csv.Error:
        # The end of the file comes within quotes, or does not come soon enough.
        return file_phrases.OPEN_QUOTE.fill(line=line)
    except _LongLineError:
        return file_phrases.LONG_LINE.fill(line=rows.line_num + 1)
    return None


def _lines(text: TextIO) -> Iterator[str]:
    for line in iter(partial(text.readline, batches.LONGEST_ROW), ""):
        if len(line) == batches.LONGEST_ROW:
            raise _LongLineError
        yield line
