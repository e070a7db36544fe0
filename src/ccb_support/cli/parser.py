"""The parser of the command line: the commands, and the options that several commands share."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from ccb_support.limits import MOST_ARGUMENTS
from ccb_support.model.requests import Medium, RequestType
from ccb_support.model.text import as_line
from ccb_support.words.languages import LANGUAGES

from .call import BAD_INPUT, SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    from .call import Call

    Run: TypeAlias = Callable[[Call], Iterator[str]]
    """A function that carries out a command and yields the lines that it prints."""

TIME_HELP = "ISO 8601; without an offset, local time of the directory: Bogotá's, as shipped"
DIRECTORY_HELP = f"a directory, in TOML, or {SHIPPED}: the directory of the library"


class Parser(argparse.ArgumentParser):
    """A parser whose complaints take one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and exit."""
        # The message may quote an argument, and an argument may hold commands for a terminal.
        self.exit(BAD_INPUT, f"{self.prog}: {as_line(message)}. See {self.prog} --help\n")


class Commands:
    """The commands of the command line. Each group of commands adds its own."""

    def __init__(self, version: str) -> None:
        self._parser = Parser(
            prog="ccb-support",
            description="Which support channel of the Bogotá Chamber of Commerce to use, why, and"
            " until when.",
        )
        self._parser.add_argument("--version", action="version", version=f"%(prog)s {version}")
        self._commands = self._parser.add_subparsers(
            dest="command", required=True, metavar="COMMAND"
        )

    def add(self, name: str, run: Run, about: str, *options: Parser) -> Parser:
        """Add a command with these groups of options, and with the options of all commands."""
        parser = self._commands.add_parser(
            name, parents=[*options, _COMMON_OPTIONS], help=about, description=about
        )
        parser.set_defaults(run=run, is_data=False, annotates=None)
        return parser

    def parse(self, argv: Sequence[str] | None) -> argparse.Namespace:
        """Return the arguments as attributes.

        `run` carries out the command. `is_data` is true if other programs read what the command
        prints, even without `--json`. `annotates` is not None if annotations are wanted.
        """
        arguments = sys.argv[1:] if argv is None else argv
        if len(arguments) > MOST_ARGUMENTS:
            self._parser.error(f"{len(arguments)} arguments: write at most {MOST_ARGUMENTS}")
        return self._parser.parse_args(arguments)


def _option(*names: str, **settings: Any) -> Parser:  # noqa: ANN401 - as argparse takes them
    """Return a group of one option or argument."""
    options = Parser(add_help=False)
    options.add_argument(*names, **settings)
    return options


def _time_option(name: str, attribute: str, default: str | None = None) -> Parser:
    """Return a group of one time, which is required if it has no default."""
    about = TIME_HELP if default is None else f"{TIME_HELP}; {default} if left out"
    return _option(name, dest=attribute, metavar="TIME", required=default is None, help=about)


def _join(*options: Parser) -> Parser:
    return Parser(parents=options, add_help=False)


_COMMON_OPTIONS = _join(
    _option("--json", action="store_true", help="print JSON, one document a line"),
    _option(
        "--lang", choices=LANGUAGES, default="es", help="language of the words; es if left out"
    ),
)

DIRECTORY_OPTION = _option(
    "--directory", metavar="FILE", help="your own directory, in TOML; the shipped one if left out"
)

FORMAT_OPTION = _option(
    "--format",
    dest="annotates",
    choices=["github"],
    help="print annotations, which GitHub shows beside the lines of the file",
)

FORCE_OPTION = _option("--force", action="store_true", help="replace an existing output file")

PREFERENCE_OPTIONS = _join(
    _option("--prefer", metavar="MEDIUM", help=f"prefer {' or '.join(Medium)}"),
    _option(
        "--unavailable",
        metavar="ID[=TIME]",
        action="append",
        default=[],
        help="a channel that is down, and until when; may be repeated",
    ),
)

REQUEST_OPTIONS = _join(
    PREFERENCE_OPTIONS,
    _option("type", help=f"the request type, for example {RequestType.COMPLAINT}"),
    _option("priority", help="1 to 5, P1 to P5, or a word such as crítica"),
)

INSTANT_OPTION = _time_option("--when", "when", "now")

RANGE_OPTIONS = _join(_time_option("--from", "start"), _time_option("--to", "end"))

YEARS_OPTIONS = _join(
    _time_option("--from", "start", "the start of this year"),
    _time_option("--to", "end", "two years after the start of the year in which the range starts"),
)
"""A range of time that is two years long if it is left out."""
