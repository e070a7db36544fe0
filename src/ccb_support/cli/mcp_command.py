"""The command that gives an assistant the answers, as tools."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from ccb_support.errors import quoted

from .parser import DIRECTORY_OPTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call
    from .parser import Commands

_LAST_PORT = 65_535
_HOST_AND_PORT = re.compile(r"\[?([^\[\]]+)\]?:([0-9]{1,5})")


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    about = (
        "Give an assistant the answers, as tools of the Model Context Protocol. An edit of the"
        " directory's file goes live by itself."
    )
    parser = commands.add("mcp", _mcp, about, DIRECTORY_OPTION)
    parser.add_argument(
        "--http",
        metavar="HOST:PORT",
        type=_host_and_port,
        nargs="?",
        const=("127.0.0.1", 8000),
        help="serve over HTTP, at the path /mcp of 127.0.0.1:8000 or of HOST:PORT; over standard"
        " input and output if left out",
    )


def _mcp(call: Call) -> Iterator[str]:
    # A fault of the directory ends the command before anything starts.
    call.router()
    from ccb_support.mcp import create_server  # noqa: PLC0415 - an extra, loaded on demand
    from ccb_support.mcp.serving import serve  # noqa: PLC0415 - the same

    serve(create_server(call.arguments.directory, now=call.now), call.arguments.http)
    yield from ()


def _host_and_port(text: str) -> tuple[str, int]:
    match = _HOST_AND_PORT.fullmatch(text)
    if match and int(match[2]) <= _LAST_PORT:
        return match[1], int(match[2])
    message = f"{quoted(text)} is not a host and a port, such as 127.0.0.1:8000"
    raise argparse.ArgumentTypeError(message)
