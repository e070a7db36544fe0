"""Files of CSV as people save them: with commas or semicolons, and with the mark of Excel."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ccb_support.errors import BadTableFileError
from ccb_support.words import file_phrases

from . import batches
from .batches import TableBatch, slices
from .content import open_content

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO

    from ccb_support.words.phrase import Phrase

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""What Excel writes in front of UTF-8, and needs in order to read it as UTF-8."""

_MARK_IN_LATIN_1 = BYTE_ORDER_MARK.decode("latin-1")
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
            header = content.readline(batches.LONGEST_ROW)
        outside_quotes = b"".join(header.split(b'"')[::2])
        has_semicolons = outside_quotes.count(b";") > outside_quotes.count(b",")
        return cls(";" if has_semicolons else ",", header.startswith(BYTE_ORDER_MARK))


def csv_batches(source: Path, form: CsvForm) -> Iterator[TableBatch]:
    """Yield the rows of a file in batches.

    The first batch has no rows, and says which columns there are. Every column is text.

    Raises:
        ArrowException: the rows can't be read.
        BadTableFileError: there are too many columns, or the file is compressed, and is incomplete
            or damaged.
        OSError: the file can't be opened.
    """
    check_columns(source, form)
    # Arrow refuses a row that is longer than two blocks.
    reading = csv.ReadOptions(block_size=batches.LONGEST_ROW)
    parsing = csv.ParseOptions(delimiter=form.delimiter, newlines_in_values=True)
    with open_content(source) as (content, _), csv.open_csv(content, reading, parsing) as headed:
        names = headed.schema.names
        batches.check_width(source, len(names), sum(map(len, names)))
        # Every column is read as text, so that it is written as it was read.
        text = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    with (
        open_content(source) as (content, file),
        csv.open_csv(content, reading, parsing, text) as read,
    ):
        yield TableBatch(read.schema.empty_table(), 0)
        for batch in read:
            yield from (
                TableBatch(rows, file.tell()) for rows in slices(pa.Table.from_batches([batch]))
            )


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


def check_columns(source: Path, form: CsvForm) -> None:
    """Make sure that the first row of a file does not have too many cells.

    Raises what `check_rows` raises for this row.
    """
    with _open_text(source) as text:
        line, found = next(_count_cells(source, text, form.delimiter), (1, 0))
    batches.check_width(source, found, 0, line)


def check_rows(source: Path, form: CsvForm) -> None:
    """Look for the first fault of a file that could not be read.

    Raises:
        BadTableFileError: the file is empty, or a line has a fault, or the file is compressed, and
            is incomplete or damaged.
        OSError: the file can't be opened.
    """
    wanted = 0
    with _open_text(source) as text:
        for line, found in _count_cells(source, text, form.delimiter):
            wanted = wanted or found
            if found != wanted:
                fault = file_phrases.RAGGED.fill(
                    line=line, found=found, wanted=wanted, delimiter=form.delimiter
                )
                raise BadTableFileError(source, fault)
    if not wanted:
        raise BadTableFileError(source, file_phrases.EMPTY)


@contextmanager
def _open_text(source: Path) -> Generator[TextIO]:
    # In Latin-1, each character is one byte.
    with (
        open_content(source) as (content, _),
        io.TextIOWrapper(content, "latin-1", newline="") as text,
    ):
        yield text


def _count_cells(source: Path, text: TextIO, delimiter: str) -> Iterator[tuple[int, int]]:
    """Yield the line in which each row begins, and the number of its cells.

    The module `csv` could do it, but it limits cells for the whole process, not for one reader.
    """
    in_quotes = re.compile(rf'(^|{delimiter})"[^"]*+(?:""[^"]*+)*+"')
    open_quote = re.compile(rf'(?:^|{delimiter})"')
    start, cells, size, is_open = 1, 1, 0, False
    for number, line in enumerate(iter(partial(text.readline, batches.LONGEST_ROW), ""), 1):
        size += len(line)
        if size >= batches.LONGEST_ROW:
            raise BadTableFileError(source, _too_long(start, number, is_open=is_open))
        _check_utf8(source, number, line)
        bare = line.removeprefix(_MARK_IN_LATIN_1) if number == 1 else line
        outside = in_quotes.sub(r"\1", '"' * is_open + bare)
        opened = open_quote.search(outside)
        cells += outside.count(delimiter, 0, opened and opened.end())
        is_open = opened is not None
        if not is_open:
            # A line without any text is not a row.
            if size > len(line) or bare.strip("\r\n"):
                yield start, cells
            start, cells, size = number + 1, 1, 0
    if is_open:
        raise BadTableFileError(source, file_phrases.OPEN_QUOTE.fill(line=start))


def _too_long(start: int, line: int, *, is_open: bool) -> Phrase:
    if is_open:
        return file_phrases.OPEN_QUOTE.fill(line=start)
    return file_phrases.LONG_LINE.fill(line=line)


def _check_utf8(source: Path, number: int, line: str) -> None:
    try:
        line.encode("latin-1").decode()
    except UnicodeDecodeError as error:
        raise BadTableFileError(source, file_phrases.NOT_UTF8.fill(line=number)) from error
