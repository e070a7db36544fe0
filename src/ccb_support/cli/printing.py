"""Printing for people: sentences and tables that fit the screen."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from .screen import Screen

_GAP = "  "
_NARROWEST = 12
"""How many characters a column keeps at least. Below this, a table becomes a list."""

_NEVER_BROKEN = ("a. m.", "p. m.")

_KEEPS_TOGETHER = "\N{NO-BREAK SPACE}"


def format_minute(moment: datetime | None) -> str:
    """Return a time to the minute, in 16 characters; `…` means no start or no end."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "…"


def keep_together(text: str) -> str:
    """Return a text whose words stay on one line, such as a telephone number, for a table."""
    return text.replace(" ", _KEEPS_TOGETHER)


def fit(text: str, width: int | None, whole: Iterable[str] = (), indent: str = "") -> Iterator[str]:
    """Yield the lines of a sentence, each at most `width` wide if the words allow it.

    Parts in `whole` stay on one line, such as a telephone number. Lines after the first begin with
    `indent`.
    """
    for part in whole:
        text = text.replace(part, keep_together(part))
    lines = [text] if width is None else _wrap(text, width, indent)
    yield from (line.replace(_KEEPS_TOGETHER, " ") for line in lines)


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    for part in _NEVER_BROKEN:
        text = text.replace(part, keep_together(part))
    lines = wrap(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return lines or [""]


def table(
    screen: Screen,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    styles: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield a table. Columns without any cell are left out.

    In a pipe, each row is a line, and there are no headings. On a terminal, the table fits the
    width, and it has colours if the extra `cli` is installed. `styles` has the colour of a cell, by
    its text.
    """
    used = [place for place in range(len(headings)) if any(row[place] for row in rows)]
    kept = [[row[place] for place in used] for row in rows]
    names = [headings[place] for place in used]
    lines = _table(screen, names, kept, styles or {}) if kept else iter(())
    yield from (line.replace(_KEEPS_TOGETHER, " ") for line in lines)


def _table(
    screen: Screen,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    styles: Mapping[str, str],
) -> Iterator[str]:
    width = screen.width
    if width is None:
        return _aligned(rows, _natural(rows))
    everything = [headings, *rows]
    widths = _squeeze(everything, width)
    if widths is None:
        return _listed(headings, rows, width)
    if not screen.has_colour:
        return _aligned(everything, widths)
    from .rich_tables import coloured_table  # noqa: PLC0415 - an extra, loaded for a terminal

    wrapped = [[*map(_wrap, row, widths)] for row in rows]
    return iter(coloured_table(headings, wrapped, styles))


def _natural(rows: Iterable[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def _squeeze(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return columns that fit the width, or None if they would be too narrow to read."""
    widths = _natural(rows)
    floors: list[int] = []
    for natural, column in zip(widths, zip(*rows, strict=True), strict=True):
        # A space that keeps words together does not end a word.
        longest = max(len(word) for cell in column for word in cell.split(" "))
        floors.append(min(natural, max(longest, _NARROWEST)))
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    for _ in range(excess):
        spare = [place for place, floor in enumerate(floors) if widths[place] > floor]
        if not spare:
            return None
        widths[max(spare, key=widths.__getitem__)] -= 1
    return widths


def _aligned(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for row in rows:
        cells = [*map(_wrap, row, widths)]
        for parts in zip_longest(*cells, fillvalue=""):
            yield _GAP.join(map(str.ljust, parts, widths)).rstrip()


def _listed(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield each row as a few lines, below its first cell; an empty one continues the row above."""
    for first, *others in rows:
        if first:
            yield from fit(first, width, indent=_GAP * 2)
        for heading, cell in zip(headings[1:], others, strict=True):
            if cell:
                yield from fit(f"{_GAP}{heading}: {cell}", width, indent=_GAP * 2)
