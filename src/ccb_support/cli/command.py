"""A command of the command line, the arguments that it takes, and those that several share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.errors import quoted
from ccb_support.words import help_phrases as words
from ccb_support.words.command_phrases import NOT_A_NUMBER

from .bad_argument import BadArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ccb_support.words.phrase import Phrase

    from .call import Call

Run: TypeAlias = "Callable[[Call], Iterator[str]]"
"""A function that carries out a command and yields the lines that it prints."""


class Argument(NamedTuple):
    """An argument or an option of a command.

    Attributes:
        name: the name, with `--` for an option.
        about: what it means, for the help.
        value: the name of the value in the help; `None` for an option that takes no value.
        attribute: the attribute of the parsed arguments that has the value.
        short: a shorter name of an option, such as `-o`.
        choices: the only values that are accepted; any value if it is empty.
        required: whether the user must write it.
        repeats: whether the user may write it several times. The attribute is then a list.
        read: reads the text that the user wrote.
        default: the value if the user leaves it out.
    """

    name: str
    about: Phrase
    value: Phrase | None = None
    attribute: str = ""
    short: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    repeats: bool = False
    read: Callable[[str], object] = str
    default: object = None

    @property
    def is_option(self) -> bool:
        """Whether the user writes its name."""
        return self.name.startswith("-")

    @property
    def key(self) -> str:
        """The name of the attribute of the parsed arguments."""
        return self.attribute or self.name.lstrip("-").replace("-", "_")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of an option, the long one first."""
        return tuple(filter(None, (self.name, self.short)))


class Command(NamedTuple):
    """A command.

    To add one, write a file `<name>_command.py` with a `COMMAND`, and list its name in
    `commands.py`.

    Attributes:
        run: carries out the command.
        about: what it does, for the help.
        arguments: what it takes, besides the options of all commands.
        examples: whole lines that a user can copy.
        lists_words: whether its help lists the words for request types, priorities and media.
        is_data: whether programs read what it prints, even without `--json`.
        name: the word that the user writes, which `commands.py` knows; empty for the overview.
    """

    run: Run
    about: Phrase
    arguments: tuple[Argument, ...] = ()
    examples: tuple[str | Phrase, ...] = ()
    lists_words: bool = False
    is_data: bool = False
    name: str = ""


_DIGITS = re.compile("[0-9]{1,9}")


def number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most`."""

    def read(text: str) -> int:
        if _DIGITS.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        raise BadArgumentError(NOT_A_NUMBER.fill(text=quoted(text), least=least, most=most))

    return read


def seconds(name: str, about: Phrase, usual: int) -> Argument:
    """Return an option that takes a whole number of seconds, up to a year."""
    read = number(0, 365 * 24 * 60 * 60)
    return Argument(name, about, words.SECONDS, read=read, default=usual)


HELP = Argument("--help", words.HELP_ABOUT, short="-h")
VERSION = Argument("--version", words.VERSION_ABOUT)
JSON = Argument("--json", words.JSON_ABOUT, default=False)
LANG = Argument("--lang", words.LANG_ABOUT, words.LANGUAGE)

COMMON = (JSON, LANG, HELP, VERSION)
"""What every command takes."""

DIRECTORY = Argument("--directory", words.DIRECTORY_ABOUT, words.FILE)
SETTLE = seconds("--settle", words.SETTLE_ABOUT, 5)
OUTPUT = Argument("--output", words.OUTPUT_ABOUT, words.FILE, short="-o", read=Path)
FORCE = Argument("--force", words.FORCE_ABOUT, default=False)
STRICT = Argument("--strict", words.STRICT_ABOUT, default=False)
ANNOTATIONS = Argument("--format", words.FORMAT_ABOUT, words.FORMAT, choices=("github",))

PREFER = Argument("--prefer", words.PREFER_ABOUT, words.MEDIUM)
UNAVAILABLE = Argument(
    "--unavailable", words.UNAVAILABLE_ABOUT, words.OUTAGE, repeats=True, default=()
)
REQUEST = (
    Argument("type", words.TYPE_ABOUT, words.TYPE, required=True),
    Argument("priority", words.PRIORITY_ABOUT, words.PRIORITY),
)

WHEN = Argument("--when", words.WHEN_ABOUT, words.TIME)
START = Argument("--from", words.FROM_ABOUT, words.TIME, attribute="start")


def _range(length: Phrase) -> tuple[Argument, Argument]:
    return START, Argument("--to", words.TO_ABOUT.fill(length=length), words.TIME, attribute="end")


WEEK, MONTH, YEAR = _range(words.A_WEEK), _range(words.A_MONTH), _range(words.A_YEAR)
"""The arguments of a range of time, by how long it is if the user writes no end."""

USUAL_HOST, USUAL_PORT = "127.0.0.1", 8000

HOST = Argument("--host", words.HOST_ABOUT, words.HOST, default=USUAL_HOST)
PORT = Argument("--port", words.PORT_ABOUT, words.PORT, read=number(0, 65_535), default=USUAL_PORT)
