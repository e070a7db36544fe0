"""Instants and durations as other programs write them: by RFC 3339 and ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from pydantic import TypeAdapter

_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d([.]\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_ISO_8601_DURATION = re.compile(
    r"P(?=\d|T\d)(\d{1,9}D)?(T(?=\d)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}([.]\d{1,6})?S)?)?", re.ASCII
)
_DURATION = TypeAdapter(timedelta)


def read_instant(text: str) -> datetime | None:
    """Return the instant that a text such as `2026-11-24T17:00:00-05:00` writes.

    The seconds may be missing, and the offset may not. For any other text, return `None`.
    """
    try:
        return datetime.fromisoformat(text.upper()) if _RFC_3339.fullmatch(text) else None
    except ValueError:  # there is no such day or time
        return None


def read_duration(text: str) -> timedelta | None:
    """Return the duration that a text such as `PT4H` writes; for any other text, return `None`."""
    try:
        return _DURATION.validate_python(text) if _ISO_8601_DURATION.fullmatch(text) else None
    except ValueError:  # it is longer than Python can count
        return None
