"""The arguments and options that several commands share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.errors import quoted
from ccb_support.words import help_phrases as words
from ccb_support.words.command_phrases import NOT_A_NUMBER

from .bad_argument import BadArgumentError
from .command import Argument

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = re.compile("[0-9]{1,9}")


def number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most`."""

    def read(text: str) -> int:
        if _DIGITS.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        raise BadArgumentError(NOT_A_NUMBER.fill(text=quoted(text), least=least, most=most))

    return read


HELP = Argument("--help", words.HELP_ABOUT, short="-h")
VERSION = Argument("--version", words.VERSION_ABOUT)
JSON = Argument("--json", words.JSON_ABOUT, default=False)
LANG = Argument("--lang", words.LANG_ABOUT, words.LANGUAGE)

COMMON = (JSON, LANG, HELP, VERSION)
"""What every command takes."""

DIRECTORY = Argument("--directory", words.DIRECTORY_ABOUT, words.FILE)
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
WEEK = (START, Argument("--to", words.TO_IN_A_WEEK, words.TIME, attribute="end"))
MONTH = (START, Argument("--to", words.TO_IN_A_MONTH, words.TIME, attribute="end"))
YEAR = (START, Argument("--to", words.TO_IN_A_YEAR, words.TIME, attribute="end"))

USUAL_HOST, USUAL_PORT = "127.0.0.1", 8000

HOST = Argument("--host", words.HOST_ABOUT, words.HOST, default=USUAL_HOST)
PORT = Argument("--port", words.PORT_ABOUT, words.PORT, read=number(0, 65_535), default=USUAL_PORT)
