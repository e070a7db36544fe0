"""Printing records, times and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from pydantic import BaseModel


def json_lines(records: Iterable[BaseModel]) -> Iterator[str]:
    """Yield each record as one line of JSON."""
    for record in records:
        yield record.model_dump_json()


def format_minute(moment: datetime | None) -> str:
    """Return a time to the minute, in 16 characters; `…` means no start or no end."""
    return f"{moment:%Y-%m-%dT%H:%M}" if moment else f"{'…':16}"


def align(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines with aligned columns; an empty column is left out."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width
        ).rstrip()
