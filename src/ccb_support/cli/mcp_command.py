"""The command that gives an assistant the answers, as tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.words import help_phrases as words
from ccb_support.words.command_phrases import ONLY_WITH_HTTP

from .bad_argument import BadArgumentError
from .command import DIRECTORY, HOST, PORT, SETTLE, USUAL_HOST, USUAL_PORT, Argument, Command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace

    from .call import Call


def _mcp(call: Call) -> Iterator[str]:
    address = _address(call.arguments)
    # A fault of the directory ends the command before anything starts.
    call.read_directory(call.arguments.directory)
    from ccb_support.mcp import create_server  # noqa: PLC0415 - an extra, loaded on demand
    from ccb_support.mcp.serving import serve  # noqa: PLC0415 - the same

    serve(
        create_server(call.arguments.directory, now=call.now, settle=call.arguments.settle), address
    )
    yield from ()


def _address(arguments: SimpleNamespace) -> tuple[str, int] | None:
    """Return where to listen, or `None` for the standard streams."""
    host: str | None = arguments.host
    port: int | None = arguments.port
    if arguments.http:
        return host or USUAL_HOST, USUAL_PORT if port is None else port
    if host is not None or port is not None:
        raise BadArgumentError(ONLY_WITH_HTTP)
    return None


COMMAND = Command(
    run=_mcp,
    about=words.MCP,
    arguments=(
        Argument("--http", words.HTTP_ABOUT, default=False),
        HOST._replace(default=None),
        PORT._replace(default=None),
        DIRECTORY,
        SETTLE,
    ),
    examples=("ccb-support mcp --directory directory.toml", "ccb-support mcp --http --port 8001"),
)
