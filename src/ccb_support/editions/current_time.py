"""The clock of the service, of the app for Django and of the server for assistants."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the current time in UTC, for whoever passes no other clock."""
    return datetime.now(UTC)
