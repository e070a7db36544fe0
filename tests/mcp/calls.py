"""Calls of the tools, by the client of the SDK within this process."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from mcp import Client
from mcp.server.lowlevel import Server
from mcp_types import CallToolResult, TextContent

from ccb_support.live import Source
from ccb_support.mcp import create_server
from tests.builders import at

_R = TypeVar("_R")

FRIDAY_EVENING = at("2026-07-10 18:00")
"""The evening before a long weekend."""

MORNING = "2026-11-24T09:30:00-05:00"
CLAIM: dict[str, Any] = {"request_type": "claim", "priority": "P2"}


def call(
    tool: str,
    arguments: dict[str, Any] | None = None,
    directory: Source | None = None,
    now: datetime = FRIDAY_EVENING,
) -> CallToolResult:
    """Return what a tool answers, by a clock that stands still."""
    return with_client(lambda client: client.call_tool(tool, arguments), directory, now)


def with_client(
    ask: Callable[[Client], Awaitable[_R]],
    directory: Source | None = None,
    now: datetime = FRIDAY_EVENING,
    mode: str = "auto",
) -> _R:
    """Return what `ask` gets from a new server in this process."""
    return with_server(ask, create_server(directory, now=lambda: now), mode)


def with_server(
    ask: Callable[[Client], Awaitable[_R]], server: Server[None], mode: str = "auto"
) -> _R:
    """Return what `ask` gets from a server in this process."""

    async def run() -> _R:
        async with Client(server, mode=mode) as client:
            return await ask(client)

    return in_thread(run)


def in_thread(run: Callable[[], Coroutine[Any, Any, _R]]) -> _R:
    """Return what a coroutine returns, from a separate thread.

    The client ends by cancelling its tasks. After that, Python 3.11 does not trace the thread any
    more, so that coverage would miss the rest of the test.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(run())).result()


def words(result: CallToolResult) -> str:
    """Return the text of an answer or of an error. A full answer has everything beside it."""
    content, *more = result.content
    assert isinstance(content, TextContent)
    values: Any = result.structured_content
    assert result.is_error or values["text"] == content.text
    assert (values is None) == result.is_error
    assert bool(more) == bool(values and values["record"])
    return content.text


def error(result: CallToolResult) -> str:
    """Return the line of an error."""
    assert result.is_error
    return words(result)


def record(result: CallToolResult) -> Any:  # noqa: ANN401 - JSON holds any type
    """Return the record of a full answer."""
    assert not result.is_error
    values: Any = result.structured_content
    return values["record"]
