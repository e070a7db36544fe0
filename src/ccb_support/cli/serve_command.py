"""The command that serves the answers over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.errors import require_extra
from ccb_support.words import help_phrases as words

from .call import BAD_INPUT
from .command import DIRECTORY, HOST, PORT, SETTLE, Argument, Command, number, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call

_MOST_WORKERS = 1_000


def _serve(call: Call) -> Iterator[str]:
    # A fault of the directory ends the command before any worker starts.
    call.read_directory(call.arguments.directory)
    with require_extra("ccb-support serve", "uvicorn", "service"):
        from ccb_support.service.serving import Settings, serve  # noqa: PLC0415 - an extra, loaded on demand
    arguments = call.arguments
    settings = Settings(
        arguments.directory, arguments.max_age, tuple(arguments.cors), arguments.settle
    )
    try:
        serve(
            settings,
            host=arguments.host,
            port=arguments.port,
            workers=arguments.workers,
            shutdown=arguments.shutdown,
        )
    except SystemExit:
        # The server has said why it can't start, for example because the port is taken.
        call.exit_code = BAD_INPUT
    yield from ()


COMMAND = Command(
    run=_serve,
    about=words.SERVE,
    arguments=(
        HOST,
        PORT,
        Argument(
            "--workers", words.WORKERS_ABOUT, words.COUNT, read=number(1, _MOST_WORKERS), default=1
        ),
        seconds("--max-age", words.MAX_AGE_ABOUT, 60),
        Argument("--cors", words.CORS_ABOUT, words.ORIGIN, repeats=True, default=()),
        DIRECTORY,
        SETTLE,
        seconds("--shutdown", words.SHUTDOWN_ABOUT, 10),
    ),
    examples=("ccb-support serve --directory directory.toml --workers 2",),
)
