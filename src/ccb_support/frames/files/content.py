"""What files of tickets hold, as their names say: in which format, and compressed or not.

The whole content is never in memory at once.
"""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, BinaryIO, cast

from ccb_support.errors import BadTableFileError
from ccb_support.safe_write import write_safely
from ccb_support.words.error_reasons import WRONG_SUFFIX
from ccb_support.words.file_phrases import BROKEN_GZIP

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

_PIECE = 2**20
"""The number of bytes that are read at a time to see whether they are whole."""

_LEVEL = 6
"""How hard gzip tries. The most, 9, takes several times as long for one percent."""


class Format(Enum):
    """A format of rows."""

    CSV = "CSV"
    JSON_LINES = "JSON Lines"
    PARQUET = "Parquet"


_FORMATS: Mapping[str, Format] = {
    ".csv": Format.CSV,
    ".csv.gz": Format.CSV,
    ".jsonl": Format.JSON_LINES,
    ".jsonl.gz": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".ndjson.gz": Format.JSON_LINES,
    ".parquet": Format.PARQUET,
}
"""The formats by the ends of names. Parquet compresses by itself."""


def format_of(path: Path) -> Format:
    """Return the format of a file's rows.

    Raises:
        BadTableFileError: its name does not say one.
    """
    for ending in ("".join(path.suffixes[-2:]), path.suffix):
        if found := _FORMATS.get(ending.lower()):
            return found
    raise BadTableFileError(path, WRONG_SUFFIX.fill(endings=", ".join(_FORMATS)))


@contextmanager
def open_content(source: Path) -> Generator[tuple[BinaryIO, BinaryIO]]:
    """Yield what a file holds, and the file itself, which says how many of its bytes are read.

    Raises:
        BadTableFileError: the file is compressed, and is incomplete or damaged.
        OSError: the file can't be opened.
    """
    with source.open("rb") as file:
        if not _is_zipped(source):
            yield file, file
            return
        if not source.stat().st_size:
            # Python takes an empty file for a compressed one.
            raise BadTableFileError(source, BROKEN_GZIP)
        try:
            with gzip.GzipFile(fileobj=file) as content:
                yield cast("BinaryIO", content), file
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BadTableFileError(source, BROKEN_GZIP) from error


def require_whole(source: Path) -> None:
    """Make sure that a compressed file is whole: damage may look like a line that is wrong.

    Raises what `open_content` raises.
    """
    if _is_zipped(source):
        with open_content(source) as (content, _):
            while content.read(_PIECE):
                pass


@contextmanager
def write_content(target: Path) -> Generator[BinaryIO]:
    """Yield a file to write to, compressed if its name says so. It appears when it is complete.

    The same content always makes the same file, because it holds neither a name nor a time.
    """
    with write_safely(target) as file:
        if not _is_zipped(target):
            yield file
            return
        with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as content:
            yield cast("BinaryIO", content)


def _is_zipped(path: Path) -> bool:
    return path.suffix.lower() == ".gz"
