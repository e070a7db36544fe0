"""Running the server: over the standard streams of this process, or over HTTP."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import TYPE_CHECKING, Any

import uvicorn
from mcp.server.stdio import stdio_server

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from starlette.applications import Starlette

SHUTDOWN = 10
"""For how many seconds the server waits for its clients after a signal has ended it."""


def serve(server: Server[Any], address: tuple[str, int] | None) -> None:
    """Serve until the assistant hangs up, or a signal ends it.

    Without a host and a port to listen at over HTTP, the server talks over the standard streams.
    """
    # The standard output belongs to the protocol, so the log goes to the standard error.
    logging.basicConfig(format="%(levelname)s: %(message)s")
    for name in ("ccb_support", "uvicorn"):
        logging.getLogger(name).setLevel(logging.INFO)
    if address is None:
        _serve_standard_streams(server)
    else:
        host, port = address
        app = application(server, host)
        # A client that does not read its answers would keep the server for ever.
        uvicorn.run(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=SHUTDOWN,
        )


def application(server: Server[Any], host: str) -> Starlette:
    """Return the server as an ASGI application, at the path `/mcp` of a host.

    No tool keeps anything between two calls, so there are no sessions. If the host is this machine
    alone, the application refuses requests that a browser sends for a foreign page.
    """
    return server.streamable_http_app(host=host, stateless_http=True, json_response=True)


def _serve_standard_streams(server: Server[Any]) -> None:
    # A thread waits for input, and only the system's own way ends it on Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        asyncio.run(_talk(server))
    finally:
        signal.signal(signal.SIGINT, before)


async def _talk(server: Server[Any]) -> None:
    async with stdio_server() as (reader, writer):
        await server.run(reader, writer, server.create_initialization_options())
