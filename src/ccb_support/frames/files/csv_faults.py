"""What is wrong with a file of CSV that Arrow could not read, and in which line."""

from __future__ import annotations

import csv as plain_csv
import io
from codecs import getincrementaldecoder
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from ccb_support.words import file_phrases

from . import batches
from .content import open_content

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO

    from ccb_support.words.phrase import Phrase

    from .csv_files import CsvForm


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
