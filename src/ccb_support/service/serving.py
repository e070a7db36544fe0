"""Running the service: workers that share a port, each with its own application."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from ccb_support.live import SETTLE

from .app import MAX_AGE, create_app

if TYPE_CHECKING:
    from starlette.applications import Starlette

VARIABLE = "CCB_SUPPORT_SERVICE"
"""The variable of the environment in which a worker finds its settings, as JSON."""


class Settings(NamedTuple):
    """What every worker serves: what `create_app` takes, with the path of a directory's file."""

    directory: str | None = None
    max_age: int = MAX_AGE
    cors: tuple[str, ...] = ()
    settle: float = SETTLE


def serve(settings: Settings, *, host: str, port: int, workers: int, shutdown: int) -> None:
    """Serve until a signal ends it, and then for at most `shutdown` seconds.

    The workers are processes that share the port.
    """
    # A worker is a new process, to which the server passes nothing but the environment.
    os.environ[VARIABLE] = json.dumps(settings)
    # The log has the lines of the library among those of the server.
    logging = deepcopy(LOGGING_CONFIG)
    logging["loggers"]["ccb_support"] = {"handlers": ["default"], "level": "INFO"}
    uvicorn.run(
        f"{__name__}:{create_worker.__name__}",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        # A client that does not read its replies would keep the service for ever.
        timeout_graceful_shutdown=shutdown,
        log_config=logging,
        access_log=False,
    )


def create_worker() -> Starlette:
    """Return the application of a worker, by the settings in its environment."""
    directory, max_age, cors, settle = json.loads(os.environ[VARIABLE])
    return create_app(directory, max_age=max_age, cors=cors, settle=settle)
