"""The command that serves the answers over HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ccb_support.errors import MissingExtraError, quoted
from ccb_support.words import help_phrases
from ccb_support.words.command_phrases import NOT_A_NUMBER

from .bad_argument import BadArgumentError
from .call import BAD_INPUT
from .command import Argument, Command
from .options import DIRECTORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .call import Call

_LAST_PORT = 65_535
_MOST_WORKERS = 1_000
_YEAR = 365 * 24 * 60 * 60
_DIGITS = re.compile("[0-9]{1,9}")


def _serve(call: Call) -> Iterator[str]:
    # A fault of the directory ends the command before any worker starts.
    call.read_directory(call.arguments.directory)
    try:
        from ccb_support.service.serving import Settings, serve  # noqa: PLC0415 - an extra, loaded on demand
    except ModuleNotFoundError as error:
        if error.name != "uvicorn":
            raise
        raise MissingExtraError("ccb-support serve", "uvicorn", "service") from error
    arguments = call.arguments
    settings = Settings(arguments.directory, arguments.max_age, tuple(arguments.cors))
    try:
        serve(settings, host=arguments.host, port=arguments.port, workers=arguments.workers)
    except SystemExit:
        # The server has said why it can't start, for example because the port is taken.
        call.exit_code = BAD_INPUT
    yield from ()


def _number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most`."""

    def read(text: str) -> int:
        if _DIGITS.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        raise BadArgumentError(NOT_A_NUMBER.fill(text=quoted(text), least=least, most=most))

    return read


COMMAND = Command(
    name="serve",
    run=_serve,
    about=help_phrases.SERVE,
    arguments=(
        Argument(
            name="--host",
            about=help_phrases.HOST_ABOUT,
            value=help_phrases.HOST,
            default="127.0.0.1",
        ),
        Argument(
            name="--port",
            about=help_phrases.PORT_ABOUT,
            value=help_phrases.PORT,
            read=_number(0, _LAST_PORT),
            default=8000,
        ),
        Argument(
            name="--workers",
            about=help_phrases.WORKERS_ABOUT,
            value=help_phrases.COUNT,
            read=_number(1, _MOST_WORKERS),
            default=1,
        ),
        Argument(
            name="--max-age",
            about=help_phrases.MAX_AGE_ABOUT,
            value=help_phrases.SECONDS,
            read=_number(0, _YEAR),
            default=60,
        ),
        Argument(
            name="--cors",
            about=help_phrases.CORS_ABOUT,
            value=help_phrases.ORIGIN,
            repeats=True,
            default=(),
        ),
        DIRECTORY,
    ),
    examples=("ccb-support serve --directory directory.toml --workers 2",),
)
