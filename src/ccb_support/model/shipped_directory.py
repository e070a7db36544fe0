"""The directory that ships with the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .directory import Directory


def default_directory() -> Directory:
    """Return the directory that ships with the library, loaded on first use.

    Source: the table of channels and the table of escalation levels that Certicámara publishes for
    the Bogotá Chamber of Commerce.
    """
    # A program with a directory of its own does not need the records of this one.
    from .shipped_records import SHIPPED  # noqa: PLC0415 - loaded on first use

    return SHIPPED
