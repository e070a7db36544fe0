"""The parser of the command line: the commands, and the options that several of them share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

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
            name, parents=[*options, _common()], help=about, description=about
        )
        parser.set_defaults(run=run, is_data=False)
        return parser

    def parse(self, argv: Sequence[str] | None) -> argparse.Namespace:
        """Return the arguments as attributes.

        `run` carries out the command. `is_data` is true if other programs read what the command
        prints, even without `--json`.
        """
        return self._parser.parse_args(argv)


def _common() -> Parser:
    options = Parser(add_help=False)
    options.add_argument("--json", action="store_true", help="print JSON, one document a line")
    options.add_argument(
        "--lang", choices=LANGUAGES, default="es", help="language of the words; es if left out"
    )
    return options


def directory_options() -> Parser:
    """Return the option that names a directory."""
    options = Parser(add_help=False)
    options.add_argument(
        "--directory",
        metavar="FILE",
        help="your own directory, in TOML; the shipped one if left out",
    )
    return options


def request_options() -> Parser:
    """Return the arguments that describe a request."""
    options = preference_options()
    options.add_argument("type", help=f"the request type, for example {RequestType.COMPLAINT}")
    options.add_argument("priority", help="1 to 5, P1 to P5, or a word such as crítica")
    return options


def preference_options() -> Parser:
    """Return the options that say which channels may be the answer."""
    options = Parser(add_help=False)
    options.add_argument("--prefer", metavar="MEDIUM", help=f"prefer {' or '.join(Medium)}")
    options.add_argument(
        "--unavailable",
        metavar="ID",
        action="append",
        default=[],
        help="a channel that is down; may be repeated",
    )
    return options


def instant_options() -> Parser:
    """Return the option that gives an instant."""
    options = Parser(add_help=False)
    options.add_argument("--when", metavar="TIME", help=f"{TIME_HELP}; now if left out")
    return options


def range_options() -> Parser:
    """Return the options of a range of time, of which both are required."""
    options = Parser(add_help=False)
    for option, name in (("--from", "start"), ("--to", "end")):
        options.add_argument(option, dest=name, metavar="TIME", required=True, help=TIME_HELP)
    return options


def years_options() -> Parser:
    """Return the options of a range of time; without them it is two years long."""
    options = Parser(add_help=False)
    for option, name, default in (
        ("--from", "start", "the start of this year"),
        ("--to", "end", "two years after the start of the year in which the range starts"),
    ):
        options.add_argument(
            option, dest=name, metavar="TIME", help=f"{TIME_HELP}; {default} if left out"
        )
    return options
