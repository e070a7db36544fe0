"""Regular expressions of the spellings that the library reads, for a JSON Schema.

They have the syntax that Python, JavaScript and Rust share. They read ASCII and the accents of
Spanish as the library does. A text with any other letter passes: only the library can fold it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .vocabulary import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACCENTED: Final = {"a": "áÁ", "e": "éÉ", "i": "íÍ", "o": "óÓ", "u": "úÚüÜ", "n": "ñÑ"}
"""The letters that fold to a letter of ASCII, among those that Spanish uses."""

_SEPARATOR: Final = r"[\s\x1c-\x1f_-]"
GAP: Final = f"{_SEPARATOR}+"
"""What separates two words."""

_FORMATS: Final = r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""What people can't see, and no folding takes away."""

_UNKNOWN_LETTER: Final = rf"[^\x00-\x7f{_FORMATS}{''.join(_ACCENTED.values())}]"


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of any of `words`, in every spelling."""
    return f"(?:{'|'.join(dict.fromkeys(map(_spell, words)))})"


def whole(pattern: str) -> str:
    """Return a pattern of a whole text that is what `pattern` matches.

    A text may not begin with a hyphen: there it is a sign.
    """
    return rf"^(?!\s*-){_SEPARATOR}*{pattern}{_SEPARATOR}*$|{_UNKNOWN_LETTER}"


def _spell(word: str) -> str:
    return GAP.join("".join(map(_spell_letter, part)) for part in folded(word).split())


def _spell_letter(letter: str) -> str:
    if letter.isalpha():
        return f"[{letter}{letter.upper()}{_ACCENTED.get(letter, '')}]"
    return re.escape(letter)
