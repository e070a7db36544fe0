"""Routing a file of tickets to another file, batch by batch, so that a file may be long.

The formats are CSV, JSON Lines and Parquet, compressed or not. Each has a class with two methods:
`batches()` yields the rows of a file with their requests, and `write(file, routed)` writes rows
with their answers to another file.
"""

import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast
from zoneinfo import ZoneInfo

import pyarrow as pa

from ccb_support.clock.instants import read_date_and_time
from ccb_support.errors import BadTableFileError, listed, name_in_errors, quoted
from ccb_support.frames.answer_table import INSTANT, AnswerBook
from ccb_support.frames.engines import Places
from ccb_support.frames.table_routing import answers_of
from ccb_support.frames.ticket_columns import RequestColumns as RequestColumns
from ccb_support.frames.ticket_columns import as_table, moments_in
from ccb_support.model.text import as_line
from ccb_support.model.vocabulary import Medium
from ccb_support.routing.outages import Unavailable
from ccb_support.routing.router import Router
from ccb_support.safe_write import write_safely
from ccb_support.words import errors as error_phrases

from .parquet_files import ParquetFile
from .text_files import CsvFile as CsvFile
from .text_files import JsonLinesFile

_LEVEL = 6
"""How hard gzip tries. The most, 9, takes several times as long for one percent."""

_FORMATS: Mapping[str, type[CsvFile | JsonLinesFile | ParquetFile]] = {
    ".csv": CsvFile,
    ".csv.gz": CsvFile,
    ".jsonl": JsonLinesFile,
    ".jsonl.gz": JsonLinesFile,
    ".ndjson": JsonLinesFile,
    ".ndjson.gz": JsonLinesFile,
    ".parquet": ParquetFile,
}
"""The formats by the ends of names. Parquet compresses by itself."""


@dataclass
class Tally:
    """The rows of a routed file: by the ids of their channels, and by the codes of their errors."""

    rows: int = 0
    channels: Counter[str] = field(default_factory=Counter[str])
    errors: Counter[str] = field(default_factory=Counter[str])

    def add(self, answers: pa.Table, places: Places, prefix: str) -> None:
        """Count the rows of a batch by their answers."""
        self.rows += len(places)
        for counter, name in ((self.channels, "channel"), (self.errors, "error")):
            column: Any = answers[prefix + name].take(places)
            names = column.cast(pa.string()).drop_null().value_counts().to_pylist()
            counter.update({each["values"]: each["counts"] for each in names})


@dataclass
class FileRouter:
    """Routes files of tickets. What `route` takes for tables too means the same here.

    Attributes:
        time_zone: the IANA name of the zone of times without an offset from UTC; without it, such
            times are refused.
        most_errors: how many rows may have no answer, for a number of rows. If there are more,
            nothing is written. If left out, all rows may.
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
    most_errors: Callable[[int], int] = lambda rows: rows
    for_spreadsheet: bool = False

    def __post_init__(self) -> None:
        # People read times by the clock of the desk.
        zone = self.router.editions[0].zone.key
        self._book = AnswerBook(self.router, self.prefer, self.unavailable, zone)

    def route(self, source: Path, target: Path, progress: Callable[[int], object]) -> Tally:
        """Write the rows of one file to another file, with their answers, and return the counts.

        The target appears when it is complete.

        Args:
            source: a file of CSV, JSON Lines or Parquet, as its name says; see `format_of`.
            target: such a file, in the same format. It may be the source.
            progress: takes the number of bytes that are read, after each batch.

        Raises:
            BadTableFileError: a name does not say a format, the two formats differ, the source
                can't be read or takes too much memory, its times have no offset and there is no
                `time_zone`, or too many rows have no answer.
            CcbSupportError: what `route` raises for its columns.
            OSError: a file can't be opened.
        """
        # Both names must say the format before anything is read.
        format_ = format_of(source)
        if format_of(target) is not format_:
            raise BadTableFileError(target, error_phrases.OTHER_FORMAT, name=quoted(source.name))
        tally = Tally()
        try:
            with (
                write_safely(target) as file,
                # With neither a name nor a time, the same content always makes the same file.
                gzip.GzipFile("", "wb", _LEVEL, file, mtime=0)
                if is_zipped(target)
                else nullcontext(file) as output,
                source.open("rb") as on_disk,
            ):
                # The file itself says how many of its bytes are read.
                content = gzip.GzipFile(fileobj=on_disk) if is_zipped(source) else on_disk
                with name_in_errors(source):
                    tickets = format_(cast("BinaryIO", content), source, self)

                # What fails outside is the writing, which names no file.
                def routed() -> Iterator[tuple[Any, pa.Table, Places]]:
                    with name_in_errors(source):
                        for rows, requests in tickets.batches():
                            answers, places = self._answers(requests, source)
                            yield rows, answers, places
                            tally.add(answers, places, self.prefix)
                            progress(on_disk.tell())

                tickets.write(cast("BinaryIO", output), routed())
                self._check_errors(tally, source)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BadTableFileError(source, error_phrases.BROKEN_GZIP) from error
        except MemoryError as error:  # the command has a limit
            raise BadTableFileError(source, error_phrases.TOO_MUCH_MEMORY) from error
        except (pa.ArrowException, OSError, UnicodeError) as error:  # the last for names of columns
            # To Arrow, damaged content is an error of the system without a number.
            if getattr(error, "errno", None):
                raise
            reason = as_line(str(error))
            raise BadTableFileError(source, error_phrases.UNREADABLE, reason=reason) from error
        return tally

    def _check_errors(self, tally: Tally, source: Path) -> None:
        errors = tally.errors.total()
        if errors > self.most_errors(tally.rows):
            codes = listed(f"{code}: {count}" for code, count in tally.errors.most_common())
            raise BadTableFileError(
                source, error_phrases.TOO_MANY_ERRORS, errors=errors, rows=tally.rows, codes=codes
            )

    def _answers(self, requests: pa.Table, source: Path) -> tuple[pa.Table, Places]:
        """Return answers, and the place of each row's."""
        *words, times = requests.columns
        requests = as_table([*words, self._instants(times, source)])
        return answers_of(requests, self.columns, self._book, self.prefix)

    def _instants(self, column: Any, source: Path) -> Any:  # noqa: ANN401 - a column of any type
        """Return a column of times with its zone. Other values become text, as in CSV."""
        # The check of the columns refuses a list, which can't be read as text.
        if pa.types.is_nested(column.type) or getattr(column.type, "tz", None):
            return column
        if pa.types.is_timestamp(column.type):
            # Python has neither nanoseconds nor every year.
            cells = moments_in(column).cast(pa.timestamp("us"))
        else:
            cells = column.cast(pa.string())
        return pa.array([self._instant(each, source) for each in cells.to_pylist()], INSTANT)

    def _instant(self, cell: str | datetime | None, source: Path) -> datetime | None:
        """Return the instant of a cell: the first if its time comes twice, `None` if it has none.

        Raises:
            BadTableFileError: the time has no offset, and there is no `time_zone`.
        """
        time = read_date_and_time(cell) if isinstance(cell, str) else cell
        if time is None or time.tzinfo:
            return time
        if self.time_zone is None:
            column, value = quoted(self.columns.when), quoted(time.isoformat(" "))
            raise BadTableFileError(source, error_phrases.NAIVE_TIMES, column=column, value=value)
        return time.replace(tzinfo=ZoneInfo(self.time_zone))


def format_of(path: Path) -> type[CsvFile | JsonLinesFile | ParquetFile]:
    """Return the class of a file's format.

    Raises:
        BadTableFileError: its name does not say one.
    """
    for ending in ("".join(path.suffixes[-2:]), path.suffix):
        if found := _FORMATS.get(ending.lower()):
            return found
    raise BadTableFileError(path, error_phrases.WRONG_SUFFIX, endings=", ".join(_FORMATS))


def is_zipped(path: Path) -> bool:
    """Return whether a file is compressed by gzip, as its name says."""
    return path.suffix.lower() == ".gz"
