"""Files of CSV as people save them: with commas or semicolons, and with the mark of Excel."""

from __future__ import annotations

import csv as plain_csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ccb_support.words import file_phrases

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from ccb_support.words.phrase import Phrase

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""What Excel writes in front of UTF-8, and needs in order to read it as UTF-8."""

_LONGEST_HEADER = 2**20
_FORMULA = r"^([=+\-@\t\r])"
"""The start of a cell that a spreadsheet reads as a formula."""


class CsvForm(NamedTuple):
    """How a file of CSV is written.

    Attributes:
        delimiter: what is between two cells.
        has_mark: whether the file begins with the mark of Excel.
    """

    delimiter: str = ","
    has_mark: bool = False

    @classmethod
    def of(cls, source: Path) -> CsvForm:
        """Return the form of a file, as its first line shows it."""
        with source.open("rb") as file:
            header = file.readline(_LONGEST_HEADER)
        outside_quotes = b"".join(header.split(b'"')[::2])
        has_semicolons = outside_quotes.count(b";") > outside_quotes.count(b",")
        return cls(";" if has_semicolons else ",", header.startswith(BYTE_ORDER_MARK))


def read_batches(source: Path, form: CsvForm, size: int) -> Iterator[tuple[pa.Table, int]]:
    """Yield the rows of a file in batches, each with the number of bytes up to its end.

    The first batch has no rows. It says which columns there are. Every column is text.

    Args:
        source: the file.
        form: how it is written.
        size: the number of bytes that are in memory at a time. A row must not be longer.
    """
    reading = csv.ReadOptions(block_size=size)
    parsing = csv.ParseOptions(delimiter=form.delimiter, newlines_in_values=True)
    with csv.open_csv(source, reading, parsing) as headed:
        # Every column is read as text, so that it is written as it was read.
        text = csv.ConvertOptions(column_types=dict.fromkeys(headed.schema.names, pa.string()))
    with source.open("rb") as file, csv.open_csv(file, reading, parsing, text) as batches:
        yield batches.schema.empty_table(), 0
        for batch in batches:
            yield pa.Table.from_batches([batch]), file.tell()


class CsvWriter:
    """Writes CSV, which has no dictionaries, so that names become text."""

    def __init__(
        self, target: BinaryIO, schema: pa.Schema, form: CsvForm, *, for_spreadsheet: bool = False
    ) -> None:
        self._quotes_formulas = for_spreadsheet
        types = [_plain_type(each) for each in schema.types]
        self._schema = pa.schema([*zip(schema.names, types, strict=True)])
        shown = self._schema
        if for_spreadsheet:
            shown = pa.schema([*zip(map(_quote, schema.names), types, strict=True)])
        self._shown = shown
        if form.has_mark or for_spreadsheet:
            target.write(BYTE_ORDER_MARK)
        options = csv.WriteOptions(delimiter=form.delimiter)
        self._writer = csv.CSVWriter(target, shown, write_options=options)

    def write_table(self, table: pa.Table) -> None:
        """Write a batch."""
        rows = table.cast(self._schema)
        if self._quotes_formulas:
            columns = [_quote_formulas(rows.column(place)) for place in range(rows.num_columns)]
            rows = pa.Table.from_arrays(columns, schema=self._shown)
        self._writer.write_table(rows)

    def close(self) -> None:
        """Write the end of the file."""
        self._writer.close()


def _plain_type(type_: Any) -> Any:  # noqa: ANN401 - a type of Arrow
    return type_.value_type if pa.types.is_dictionary(type_) else type_


def _quote(name: str) -> str:
    return f"'{name}" if name[:1] in {"=", "+", "-", "@", "\t", "\r"} else name


def _quote_formulas(column: Any) -> Any:  # noqa: ANN401 - a column of any type
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    replace: Any = pc.replace_substring_regex
    return replace(column, pattern=_FORMULA, replacement=r"'\1")


def find_fault(source: Path, form: CsvForm) -> Phrase | None:
    """Return the first fault of a file that could not be read, with its line, or None."""
    if not source.stat().st_size:
        return file_phrases.EMPTY
    if line := _line_that_is_not_utf8(source):
        return file_phrases.NOT_UTF8.fill(line=line)
    try:
        return _ragged_row(source, form)
    except _OpenQuoteError as error:
        return file_phrases.OPEN_QUOTE.fill(line=error.line)


def _line_that_is_not_utf8(source: Path) -> int | None:
    with source.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return None


class _OpenQuoteError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@contextmanager
def _cells_of_any_length() -> Generator[None]:
    before = plain_csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        plain_csv.field_size_limit(before)


def _ragged_row(source: Path, form: CsvForm) -> Phrase | None:
    """Return which row has another number of cells than the first one."""
    with source.open(encoding="utf-8-sig", newline="") as file, _cells_of_any_length():
        rows = plain_csv.reader(file, delimiter=form.delimiter, strict=True)
        wanted, line = 0, 1
        try:
            for row in rows:
                wanted = wanted or len(row)
                # A line without any text is no row.
                if row and len(row) != wanted:
                    return file_phrases.RAGGED.fill(
                        line=line, found=len(row), wanted=wanted, delimiter=form.delimiter
                    )
                line = rows.line_num + 1
        except plain_csv.Error as error:
            # The end of the file comes within quotes.
            raise _OpenQuoteError(line) from error
    return None
