"""Tables in colours, by Rich. Only a terminal loads this file, with the extra `cli`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDEST = 10_000
"""Wider than any line: what is printed here fits already."""


def coloured_table(
    headings: Sequence[str], rows: Sequence[Sequence[Sequence[str]]], styles: Mapping[str, str]
) -> list[str]:
    """Return the lines of a table. A cell has several lines, and its style by their text."""
    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for heading in headings:
        grid.add_column(Text(heading))
    for row in rows:
        # A cell is text, and never markup: a name may have brackets.
        grid.add_row(*(Text("\n".join(cell), styles.get(" ".join(cell), "")) for cell in row))
    return _lines(grid)


def coloured_line(text: str, style: str) -> str:
    """Return a line in a colour."""
    return _lines(Text(text, style))[0]


def _lines(content: Table | Text) -> list[str]:
    # The caller decides whether there are colours; Rich must not look at the environment.
    printed = io.StringIO()
    console = Console(file=printed, width=_WIDEST, color_system="standard", _environ={})
    console.print(content)
    return [line.rstrip() for line in printed.getvalue().splitlines()]
