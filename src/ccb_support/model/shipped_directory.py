"""The directory that ships with the library."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zlib import crc32

from .directory import Directory


@cache
def default_directory() -> Directory:
    """Return the directory that ships with the library, loaded on first use.

    Source: the table of channels and the table of escalation levels that Certicámara publishes for
    the Bogotá Chamber of Commerce.

    Raises:
        DirectoryError: somebody has changed the file of the directory, and it has faults now.
    """
    return directory_of(files("ccb_support").joinpath("directory.toml").read_bytes())


def directory_of(content: bytes) -> Directory:
    """Return the directory of a file; that of the shipped file is there already.

    Raises:
        DirectoryError: the file has faults.
    """
    # A program that reads another directory does not need the records of this one.
    from .shipped_records import CHECKSUM, SHIPPED  # noqa: PLC0415 - loaded on first use

    return SHIPPED if crc32(content) == CHECKSUM else Directory.from_toml(content.decode())
