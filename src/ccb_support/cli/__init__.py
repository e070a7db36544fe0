"""The command line. Of the library, only it and the service read the clock."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.errors import CcbSupportError
from ccb_support.version import __version__

from . import (
    answer_commands,
    check_commands,
    export_command,
    lookup_commands,
    route_command,
    serve_command,
)
from .call import BAD_INPUT, NOTHING_TO_RECOMMEND, Call
from .parser import Commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ccb_support.words.languages import Language

BROKEN_PIPE = 141
"""The exit code that a shell reports if nobody reads a program's output any more."""

INTERRUPTED = 130
"""The exit code that a shell reports if the user stops a program with Ctrl-C."""


def main(
    argv: Sequence[str] | None = None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments; those of the process if left out.
        clock: returns the current time.
    """
    output: TextIO = sys.stdout
    language: Language = "es"
    # A terminal that can't show an accent must not stop the command.
    _configure(output)
    try:
        arguments = all_commands().parse(argv)
        if arguments.json or arguments.is_data or arguments.annotates:
            # Other programs read this, and must not lose an accent.
            _configure(output, encoding="utf-8")
        language = arguments.lang
        call = Call(arguments, clock)
        for line in _lines(call):
            print(line)
        print(end="", flush=True)
    except BrokenPipeError:
        # The rest of the buffer can't be written, and Python would complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (CcbSupportError, OSError) as error:
        _complain(error, language)
        return BAD_INPUT
    return call.exit_code


def _lines(call: Call) -> Iterator[str]:
    """Yield the lines that a call prints; without a channel, the levels of escalation."""
    try:
        yield from call.arguments.run(call)
    except NoChannelError as error:
        _complain(error, call.language)
        call.exit_code = NOTHING_TO_RECOMMEND
        # A reader of JSON expects a recommendation.
        if not call.as_json:
            yield from lookup_commands.escalation_lines(call, error.escalation)


def _complain(error: CcbSupportError | OSError, language: Language) -> None:
    words = error.message(language) if isinstance(error, CcbSupportError) else error
    # Without a standard error, `print` would write to the standard output.
    if sys.stderr:
        print(f"ccb-support: {words}", file=sys.stderr)


def _configure(output: TextIO, *, encoding: str | None = None) -> None:
    """Let `output` write `?` for a letter that its encoding does not have."""
    if isinstance(output, io.TextIOWrapper):
        output.reconfigure(encoding=encoding, errors="replace")


def all_commands() -> Commands:
    """Return every command, in the order in which the help lists them."""
    commands = Commands(__version__)
    for group in (
        answer_commands, export_command, route_command, serve_command, check_commands,
        lookup_commands,
    ):  # fmt: skip
        group.add_to(commands)
    return commands
