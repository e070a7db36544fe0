"""Draws the picture of a how-to: runs the programs on the page, and keeps what they draw.

.venv/bin/python docs/draw.py
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl

DOCS = Path(__file__).resolve().parent
PAGE = DOCS / "how-to/route-a-table.md"
PICTURE = DOCS / "pictures/moved.svg"
PROGRAM = re.compile(r"^```python\n(?!>>>)(.*?)^```$", re.DOTALL | re.MULTILINE)


def draw(page: str) -> str:
    """Return the picture that the programs of a page draw."""
    mpl.rcParams["svg.hashsalt"] = PICTURE.name  # so that each drawing is the same
    names: dict[str, Any] = {}
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        for program in PROGRAM.findall(page):
            exec(program, names)  # noqa: S102 - the page's own programs
        return Path(PICTURE.name).read_text("utf-8")


if __name__ == "__main__":
    PICTURE.write_text(draw(PAGE.read_text("utf-8")), "utf-8")
