"""Where the command line prints: how wide it is, and whether it has colours."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, TextIO

from ccb_support.words.languages import find_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ccb_support.words.languages import Language

_USUAL_WIDTH = 80

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the language of a system's messages. The first that is set decides."""


def print_error(line: str) -> None:
    """Print a line to the standard error, if there is one."""
    if sys.stderr:
        sys.stderr.write(f"{line}\n")


class Screen:
    """What the standard output can show, by itself and by the environment."""

    def __init__(self, environment: Mapping[str, str], output: TextIO | None = None) -> None:
        self._environment = environment
        self.is_terminal = output is not None and output.isatty()

    @property
    def width(self) -> int | None:
        """The number of columns; `None` if lines may be of any length, as in a pipe."""
        columns = self._environment.get("COLUMNS", "")
        if columns.isascii() and columns.isdecimal() and len(columns) < len("10000"):
            return max(int(columns), 1)
        if not self.is_terminal:
            return None
        try:
            return os.get_terminal_size().columns or _USUAL_WIDTH
        except OSError:
            return _USUAL_WIDTH

    @property
    def help_width(self) -> int:
        """The number of columns of the help, which has a width in a pipe too."""
        return min(self.width or _USUAL_WIDTH, 100)

    @property
    def has_colour(self) -> bool:
        """Whether to print colours: with the extra `cli`, on a terminal, without `NO_COLOR`."""
        plain = self._environment.get("NO_COLOR") or self._environment.get("TERM") == "dumb"
        return self.is_terminal and not plain and find_spec("rich") is not None

    @property
    def language(self) -> Language | None:
        """The language of the system, or `None` if it is not one of the library's."""
        locales = filter(None, map(self._environment.get, _LOCALE_VARIABLES))
        # A locale is a language, a country, an encoding and a modifier: es_CO.UTF-8@euro.
        tag = next(locales, "").partition(".")[0].partition("@")[0]
        return find_language(tag)

    def in_style(self, text: str, style: str) -> str:
        """Return a text in a colour, if the screen has colours."""
        if not self.has_colour:
            return text
        from .rich_tables import coloured_line  # noqa: PLC0415 - an extra, loaded for a terminal

        return coloured_line(text, style)
