"""Text for an assistant, within 1 kB. A number or an address is there whole, or not at all."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_BYTES = 1_000
"""The longest text of an answer or an error, in UTF-8, unless more is requested."""

_LAST_LINE = 100
"""The bytes that are left for a line that says how to get the rest."""


def first_brief(texts: Iterable[str], otherwise: str) -> str:
    """Return the first of some texts that is short enough, or else `otherwise`."""
    return next((each for each in texts if len(each.encode()) <= MOST_BYTES), otherwise)


def first_lines(lines: Sequence[str]) -> list[str]:
    """Return the first lines that fit, with room for one more that says how to get the rest."""
    ends = accumulate(len(f"{line}\n".encode()) for line in lines)
    return [line for line, end in zip(lines, ends, strict=True) if end <= MOST_BYTES - _LAST_LINE]


def cut(text: str) -> str:
    """Return the part of a text that is short enough."""
    return text.encode()[:MOST_BYTES].decode(errors="ignore")
