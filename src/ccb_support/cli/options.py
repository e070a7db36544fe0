"""The arguments and options that several commands share."""

from __future__ import annotations

from ccb_support.words import help_phrases as words

from .command import Argument
from .numbers import number

HELP = Argument(name="--help", short="-h", about=words.HELP_ABOUT)
VERSION = Argument(name="--version", about=words.VERSION_ABOUT)
JSON = Argument(name="--json", about=words.JSON_ABOUT, default=False)
LANG = Argument(name="--lang", about=words.LANG_ABOUT, value=words.LANGUAGE)

COMMON = (JSON, LANG, HELP, VERSION)
"""What every command takes."""

DIRECTORY = Argument(name="--directory", about=words.DIRECTORY_ABOUT, value=words.FILE)
FORCE = Argument(name="--force", about=words.FORCE_ABOUT, default=False)
ANNOTATIONS = Argument(
    name="--format", about=words.FORMAT_ABOUT, value=words.FORMAT, choices=("github",)
)

PREFER = Argument(name="--prefer", about=words.PREFER_ABOUT, value=words.MEDIUM)
UNAVAILABLE = Argument(
    name="--unavailable",
    about=words.UNAVAILABLE_ABOUT,
    value=words.OUTAGE,
    repeats=True,
    default=(),
)
REQUEST = (
    Argument(name="type", about=words.TYPE_ABOUT, value=words.TYPE, required=True),
    Argument(name="priority", about=words.PRIORITY_ABOUT, value=words.PRIORITY),
)

WHEN = Argument(name="--when", about=words.WHEN_ABOUT, value=words.TIME)
START = Argument(name="--from", about=words.FROM_ABOUT, value=words.TIME, attribute="start")
WEEK = (
    START,
    Argument(name="--to", about=words.TO_IN_A_WEEK, value=words.TIME, attribute="end"),
)
MONTH = (
    START,
    Argument(name="--to", about=words.TO_IN_A_MONTH, value=words.TIME, attribute="end"),
)
YEAR = (
    START,
    Argument(name="--to", about=words.TO_IN_A_YEAR, value=words.TIME, attribute="end"),
)

USUAL_HOST, USUAL_PORT = "127.0.0.1", 8000

HOST = Argument(name="--host", about=words.HOST_ABOUT, value=words.HOST, default=USUAL_HOST)
PORT = Argument(
    name="--port",
    about=words.PORT_ABOUT,
    value=words.PORT,
    read=number(0, 65_535),
    default=USUAL_PORT,
)
