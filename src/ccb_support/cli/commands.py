"""Every command by its name. A command is loaded only if it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ccb_support.model.vocabulary import RequestType, find_member
from ccb_support.words.command_phrases import UNKNOWN_COMMAND

from .bad_argument import wrong_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .command import Command

NAMES = (
    "recommend", "channels", "timeline", "week", "escalation", "holidays", "verify", "diff",
    "export", "route", "serve", "mcp", "schema", "doctor", "completion",
)  # fmt: skip
"""The names of the commands, in the order in which the help lists them.

The command `recommend` is `COMMAND` in the file `recommend_command.py`.
"""


def find_command(name: str | None) -> Command:
    """Return the command that a user wrote, or the overview if the user wrote none.

    Raises:
        BadArgumentError: there is no such command.
    """
    if name is None:
        return _load("overview")
    if name not in NAMES:
        # A caller on the line says "queja", and so people write it first.
        meant = f"ccb-support recommend {name}" if find_member(RequestType, name) else None
        raise wrong_word(UNKNOWN_COMMAND, name, NAMES, meant=meant)
    return _load_named(name)


def all_commands() -> Iterator[Command]:
    """Yield every command, in the order in which the help lists them."""
    return map(_load_named, NAMES)


def _load_named(name: str) -> Command:
    return _load(name)._replace(name=name)


def _load(name: str) -> Command:
    command: Command = import_module(f"{__package__}.{name}_command").COMMAND
    return command
