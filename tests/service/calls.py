"""Questions that tests ask the service, and the options with which it runs."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import uvicorn
from starlette.applications import Starlette

from ccb_support.cli.tokens import find_command, read_words, split_command
from tests.cli.calls import CALL

COMPLAINT = "/recommend?request_type=complaint&priority=3"
INCIDENT = "/recommend?request_type=incident&priority=1"

EVERY_ADDRESS = (
    COMPLAINT,
    "/timeline?request_type=claim&priority=2&start=2026-07-10T00:00:00Z&end=2026-07-20T00:00:00Z",
    "/channels",
    "/channels/pqrs",
    "/open-time?channel=pqrs&start=2026-07-10T00:00:00Z&end=2026-07-20T00:00:00Z",
    "/escalation",
    "/directory",
    "/health",
    "/livez",
    "/readyz",
)
"""A right question to each address."""


def options(**given: object) -> SimpleNamespace:
    """Return the options of `ccb-support serve`, some of which are given."""
    return SimpleNamespace(**{**vars(read_command(["serve"])), **given})


def read_command(words: list[str]) -> SimpleNamespace:
    """Return what the command line reads from the words after `ccb-support`."""
    name, rest = split_command(words)
    return SimpleNamespace(**read_words(CALL, name, find_command(CALL, name), rest))


@asynccontextmanager
async def listening(app: Starlette, **settings: Any) -> AsyncGenerator[tuple[uvicorn.Server, int]]:  # noqa: ANN401 - they are the server's
    """Serve an application within this process; yield the server and its port."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, **settings))
    serving = asyncio.create_task(server.serve())
    # A server that fails at its start never says that it has started.
    while not (server.started or serving.done()):  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    try:
        yield server, server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await serving
