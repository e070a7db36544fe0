"""Paths: where something is in a directory, such as `channels[2].hours[0].closes`."""

from __future__ import annotations

import re
from typing import TypeAlias

from ccb_support.errors import cut, quoted

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and the indexes that lead to a value: `("channels", 2, "hours", 0, "closes")`."""


def write_path(path: KeyPath) -> str:
    """Return a path as people write it: `channels[2].hours[0].closes`. The whole has no text."""
    return "".join(map(_write_step, path)).removeprefix(".")


def _write_step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    is_plain = re.fullmatch(r"[\w-]+", step) and step == cut(step)
    return f".{step if is_plain else quoted(step)}"
