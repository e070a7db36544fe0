"""A clock for the service, and questions that tests ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import at

if TYPE_CHECKING:
    from datetime import datetime

COMPLAINT = "/recommend?request_type=complaint&priority=3"
INCIDENT = "/recommend?request_type=incident&priority=1"
MORNING = at("2026-11-24 09:30")

EVERY_ADDRESS = (
    COMPLAINT,
    "/timeline?request_type=claim&priority=2&start=2026-07-10T00:00:00Z&end=2026-07-20T00:00:00Z",
    "/channels",
    "/channels/pqrs",
    "/open-time?channel=pqrs&start=2026-07-10T00:00:00Z&end=2026-07-20T00:00:00Z",
    "/escalation",
    "/directory",
    "/health",
)
"""A right question to each address."""


class Clock:
    """A clock that does not move until it is set."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        return self.time

    def show(self, text: str) -> None:
        """Set the clock to a time in Bogotá such as `2026-11-24 09:30`."""
        self.time = at(text)
