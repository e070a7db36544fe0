"""Whole numbers that a user writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ccb_support.errors import quoted
from ccb_support.words.command_phrases import NOT_A_NUMBER

from .bad_argument import BadArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = re.compile("[0-9]{1,9}")


def number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most`."""

    def read(text: str) -> int:
        if _DIGITS.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        raise BadArgumentError(NOT_A_NUMBER.fill(text=quoted(text), least=least, most=most))

    return read
