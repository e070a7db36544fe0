"""The service that the soak asks: by a clock that runs fast, over a file that is edited meanwhile."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ccb_support.service import create_app

if TYPE_CHECKING:
    from starlette.applications import Starlette

FILE, ZERO, SPEED = "SOAK_FILE", "SOAK_ZERO", "SOAK_SPEED"
"""The variables of the environment that a worker reads."""

START = datetime(2026, 10, 30, 20, tzinfo=UTC)
"""What the fast clock shows first: Friday afternoon, two hours before the desk closes."""

SPAN = timedelta(hours=100)
"""How much the fast clock shows: a clock change in New York on Sunday, and a holiday on Monday."""


class FastClock:
    """A clock that shows `START` at `zero`, and then runs at `speed`."""

    def __init__(self, zero: float, speed: float) -> None:
        self._zero = zero
        self._speed = speed

    def __call__(self) -> datetime:
        return self.at(time.time())

    def at(self, machine_time: float) -> datetime:
        """Return what the clock shows when the machine's shows `machine_time`."""
        return START + timedelta(seconds=(machine_time - self._zero) * self._speed)


def create() -> Starlette:
    """Return the application of a worker."""
    clock = FastClock(float(os.environ[ZERO]), float(os.environ[SPEED]))
    return create_app(os.environ[FILE], now=clock, settle=0)
