"""The clock of the service, of the app for Django and of the server for assistants."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the current time in UTC: the clock of a program that gets no other."""
    return datetime.now(UTC)
