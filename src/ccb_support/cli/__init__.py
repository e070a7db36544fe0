"""The command line. It is the only part of the library that reads the clock."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from ccb_support import __version__
from ccb_support.answer.recommendation import NoChannelError
from ccb_support.errors import CcbSupportError

from . import (
    answer_commands as answers,
)
from . import (
    check_commands as checks,
)
from . import (
    export_command as publishing,
)
from . import (
    lookup_commands as lookups,
)
from . import (
    pictures,
)
from . import (
    route_command as tables,
)
from .call import BAD_INPUT, NOTHING_TO_RECOMMEND, Call
from .parser import Commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

BROKEN_PIPE = 141
"""What a shell reports of a program that wrote to a pipe which nobody reads any more."""


def main(
    argv: Sequence[str] | None = None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments; those of the process where left out.
        clock: tells what time it is.
    """
    output: TextIO = sys.stdout
    # A terminal that can't show an accent is no reason to fail.
    _forgive(output)
    try:
        arguments = all_commands().parse(argv)
        if arguments.json or arguments.is_data:
            # But what other programs read must not lose one.
            _forgive(output, encoding="utf-8")
        call = Call(arguments, clock)
        for line in _lines(call):
            print(line)
        print(end="", flush=True)
    except BrokenPipeError:
        # What is still buffered has nowhere to go; without this Python would complain at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        return BROKEN_PIPE
    except (CcbSupportError, OSError) as error:
        _complain(error)
        return BAD_INPUT
    return call.exit_code


def _lines(call: Call) -> Iterator[str]:
    """Yield what a call prints; where no channel can be recommended, the levels to turn to."""
    try:
        yield from call.arguments.run(call)
    except NoChannelError as error:
        _complain(error)
        call.exit_code = NOTHING_TO_RECOMMEND
        # Who reads JSON expects a recommendation.
        if not call.as_json:
            yield from lookups.escalation_lines(call, error.escalation)


def _complain(error: Exception) -> None:
    print(f"ccb-support: {error}", file=sys.stderr)


def _forgive(output: TextIO, *, encoding: str | None = None) -> None:
    """Make `output` write `?` for what its encoding does not know, and change that where given."""
    if isinstance(output, io.TextIOWrapper):
        output.reconfigure(encoding=encoding, errors="replace")


def all_commands() -> Commands:
    """Return every command, in the order in which the help lists them."""
    commands = Commands(__version__)
    for group in (answers, pictures, publishing, tables, checks, lookups):
        group.add_to(commands)
    return commands
