"""Every command by its name. A file of commands is loaded only if it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ccb_support import RequestType, UnknownWordError
from ccb_support.words.command_phrases import UNKNOWN_COMMAND

from .tokens import wrong_word

if TYPE_CHECKING:
    from .tokens import Command

_FILES = {
    "recommend": "answer_commands",
    "channels": "answer_commands",
    "timeline": "answer_commands",
    "week": "answer_commands",
    "escalation": "answer_commands",
    "holidays": "answer_commands",
    "verify": "check_commands",
    "diff": "check_commands",
    "export": "document_commands",
    "route": "table_commands",
    "serve": "server_commands",
    "mcp": "server_commands",
    "schema": "document_commands",
    "doctor": "check_commands",
    "completion": "completion",
}
"""The file of each command, in the order in which the help lists them."""

NAMES = tuple(_FILES)
"""The names of the commands."""


def find_command(name: str | None) -> Command:
    """Return the command that a user wrote, or the overview if the user wrote none.

    Raises:
        BadParameterError: there is no such command.
    """
    if name is not None and name not in _FILES:
        # A caller on the line says "queja", and so people write it first.
        raise wrong_word(UNKNOWN_COMMAND, name, NAMES, meant=_meant(name))
    file = _FILES[name or "recommend"]
    commands: dict[str | None, Command] = import_module(f"{__package__}.{file}").COMMANDS
    return commands[name]


def _meant(name: str) -> str | None:
    try:
        RequestType.parse(name)
    except UnknownWordError:
        return None
    return f"ccb-support recommend {name}"
