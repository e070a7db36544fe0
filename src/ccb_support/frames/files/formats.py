"""The formats of files of tickets, and which of them the name of a file says."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.errors import BadTableFileError
from ccb_support.words.error_reasons import WRONG_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Format(Enum):
    """A format of rows."""

    CSV = "CSV"
    JSON_LINES = "JSON Lines"
    PARQUET = "Parquet"


class FileFormat(NamedTuple):
    """The format of a file's rows, and whether gzip compresses the file as a whole."""

    rows: Format
    is_zipped: bool = False


_FORMATS: Mapping[str, FileFormat] = {
    ".csv": FileFormat(Format.CSV),
    ".csv.gz": FileFormat(Format.CSV, is_zipped=True),
    ".jsonl": FileFormat(Format.JSON_LINES),
    ".jsonl.gz": FileFormat(Format.JSON_LINES, is_zipped=True),
    ".ndjson": FileFormat(Format.JSON_LINES),
    ".ndjson.gz": FileFormat(Format.JSON_LINES, is_zipped=True),
    ".parquet": FileFormat(Format.PARQUET),
}
"""The formats by the ends of names. Parquet compresses by itself."""


def format_of(path: Path) -> FileFormat:
    """Return the format of a file.

    Raises:
        BadTableFileError: its name does not say one.
    """
    for ending in ("".join(path.suffixes[-2:]), path.suffix):
        if found := _FORMATS.get(ending.lower()):
            return found
    raise BadTableFileError(path, WRONG_SUFFIX.fill(endings=", ".join(_FORMATS)))
