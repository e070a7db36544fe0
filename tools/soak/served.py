"""The service that the soak asks: by a clock that runs fast, over a file that is edited meanwhile."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import uvicorn

from ccb_support.cli import main as command
from ccb_support.service import create_app, serving

if TYPE_CHECKING:
    from starlette.applications import Starlette

FILE, ZERO, SPEED = "SOAK_FILE", "SOAK_ZERO", "SOAK_SPEED"
"""The variables of the environment that a worker reads."""

PATIENCE = 5
"""How many seconds a client may take to ask."""

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
    """Return the application of a worker: the service's own, with another clock."""
    clock = FastClock(float(os.environ[ZERO]), float(os.environ[SPEED]))
    with patch.object(serving, "create_app", partial(create_app, now=clock)):
        return serving.create_worker()


def main(port: int) -> None:
    """Serve as `ccb-support serve` does, with workers that `create` makes."""
    times = ["--settle", "0", "--request-timeout", f"{PATIENCE}", "--unready-after", "60"]
    place = ["--directory", os.environ[FILE], "--port", f"{port}", "--workers", "2"]
    run = partial(uvicorn.run, "tools.soak.served:create")

    def run_ours(_app: str, **options: Any) -> None:  # noqa: ANN401 - they are the server's
        run(**options)

    with patch.object(uvicorn, "run", run_ours):
        command(["serve", *place, *times, "--metrics", "--access-log"])


if __name__ == "__main__":
    main(int(sys.argv[1]))
