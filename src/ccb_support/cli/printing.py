"""Printing for people: sentences and tables that fit the screen."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import compress
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from ccb_support.questions.answers import offset_in_short
from ccb_support.words import Language, find_language

USUAL_WIDTH = 80
ANY_WIDTH = sys.maxsize
"""The width of an output whose lines may be of any length, such as a pipe."""
_GAP = "  "
_NARROWEST = 12
"""How many characters the last column has at least. Below this, a table becomes a list."""

_NEVER_BROKEN = ("a. m.", "p. m.")
_KEEPS_TOGETHER = "\N{NO-BREAK SPACE}"

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the language of a system's messages. The first that is set decides."""


def print_error(line: str) -> None:
    """Print a line to the standard error, if that can be: an answer is right without it."""
    if sys.stderr:
        try:
            sys.stderr.write(f"{line}\n")
        except OSError:
            forget(sys.stderr)


def forget(output: TextIO | None) -> None:
    """Throw away what can't be written, or Python would complain about it at exit."""
    # A process that starts with a closed output has none.
    if output:
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, and no text
            os.dup2(nowhere.fileno(), output.fileno())


def screen_width(environment: Mapping[str, str], output: TextIO | None) -> int:
    """Return how many columns an output has, by `COLUMNS` or its terminal; else `ANY_WIDTH`."""
    if columns := re.fullmatch("[0-9]{1,4}", environment.get("COLUMNS", "")):
        return max(int(columns[0]), 1)
    is_terminal = output is not None and output.isatty()
    return get_terminal_size((USUAL_WIDTH, 24)).columns if is_terminal else ANY_WIDTH


def system_language(environment: Mapping[str, str]) -> Language | None:
    """Return the language of the system, or `None` if it is not one of the library's."""
    locales = filter(None, map(environment.get, _LOCALE_VARIABLES))
    # A locale is a language, a country, an encoding and a modifier: es_CO.UTF-8@euro.
    return find_language(next(locales, "").partition(".")[0].partition("@")[0])


def format_minute(moment: datetime | None) -> str:
    """Return a time to the minute, in its own zone; `…` means no start or no end.

    If the clock shows that time twice, its offset from UTC follows.
    """
    return f"{moment:%Y-%m-%d %H:%M}{offset_in_short(moment)}" if moment else "…"


def keep_together(text: str) -> str:
    """Return a text whose words stay on one line, such as a telephone number, for a table."""
    return text.replace(" ", _KEEPS_TOGETHER)


def fit(text: str, width: int, whole: Iterable[str] = (), indent: str = "") -> Iterator[str]:
    """Yield the lines of a sentence, each at most `width` wide if the words allow it.

    Parts in `whole` stay on one line, such as a telephone number. Lines after the first begin with
    `indent`.
    """
    for part in (*whole, *_NEVER_BROKEN):
        text = text.replace(part, keep_together(part))
    lines = wrap(
        text,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from (line.replace(_KEEPS_TOGETHER, " ") for line in lines or [""])


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield a table, of which the last column is broken to fit the width; or else a list.

    Columns without any cell are left out. In a pipe, each row is a line, and there are no headings.
    Empty headings are not shown.
    """
    has_cell = [any(column) for column in zip(*rows, strict=True)]
    names, *kept = ([*compress(row, has_cell)] for row in (headings, *rows))
    shown = [names, *kept] if width < ANY_WIDTH and any(names) else kept
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)][:-1]
    start = sum(widths) + len(_GAP) * len(widths)
    # A space that keeps words together does not end a word.
    longest = max((len(word) for row in shown for word in row[-1].split(" ")), default=0)
    if start + max(longest, _NARROWEST) > width:
        yield from _listed(names, kept, width)
    else:
        for row in shown:
            line = _GAP.join(map(str.ljust, row, [*widths, 0]))
            yield from fit(line, width, indent=" " * start)


def _listed(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield each row as a few lines, below its first cell; an empty one continues the row above."""
    for first, *others in rows:
        if first:
            yield from fit(first, width, indent=_GAP * 2)
        for heading, cell in zip(headings[1:], others, strict=True):
            if cell:
                words = f"{heading}: {cell}" if heading else f"{_GAP}{cell}"
                yield from fit(f"{_GAP}{words}", width, indent=_GAP * 2)
