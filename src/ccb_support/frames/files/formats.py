"""The formats of files of tickets, and which of them the name of a file says."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

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
