"""The command that serves the answers over HTTP."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from ccb_support.errors import MissingExtraError, quoted

from .parser import DIRECTORY_OPTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .call import Call
    from .parser import Commands

_LAST_PORT = 65_535
_MOST_WORKERS = 1_000
_YEAR = 365 * 24 * 60 * 60
_DIGITS = re.compile("[0-9]{1,9}")


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    about = "Serve the answers over HTTP. An edit of the directory's file goes live by itself."
    parser = commands.add("serve", _serve, about, DIRECTORY_OPTION)
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at; 127.0.0.1 if left out"
    )
    parser.add_argument(
        "--port",
        metavar="PORT",
        type=_number(0, _LAST_PORT),
        default=8000,
        help="the port to listen at; 8000 if left out",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=_number(1, _MOST_WORKERS),
        default=1,
        help="how many processes share the port; 1 if left out",
    )
    parser.add_argument(
        "--max-age",
        metavar="SECONDS",
        type=_number(0, _YEAR),
        default=60,
        help="for how long clients may keep a reply; 60 if left out",
    )
    parser.add_argument(
        "--cors",
        metavar="ORIGIN",
        action="append",
        default=[],
        help="an origin whose pages may read the replies, or '*' for any; may be repeated",
    )


def _serve(call: Call) -> Iterator[str]:
    # A fault of the directory ends the command before any worker starts.
    call.router()
    try:
        from ccb_support.service.serving import Settings, serve  # noqa: PLC0415 - an extra, loaded on demand
    except ModuleNotFoundError as error:
        if error.name != "uvicorn":
            raise
        raise MissingExtraError("ccb-support serve", "uvicorn", "service") from error
    arguments = call.arguments
    settings = Settings(arguments.directory, arguments.max_age, tuple(arguments.cors))
    serve(settings, host=arguments.host, port=arguments.port, workers=arguments.workers)
    yield from ()


def _number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most`."""

    def read(text: str) -> int:
        if _DIGITS.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        message = f"{quoted(text)} is not a whole number from {least} to {most}"
        raise argparse.ArgumentTypeError(message)

    return read
