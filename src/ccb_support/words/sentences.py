"""What all sentences need, in any language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import calendar_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .languages import Language

_SOUNDS_LIKE_I = r"h?[ií](?![aeoáéó])"
"""The start of a word before which "y" becomes "e": "quejas e incidentes", but "agua y hielo"."""


def capitalize(sentence: str) -> str:
    """Return a sentence with a capital first letter. The other letters stay as they are."""
    return sentence[:1].upper() + sentence[1:]


def shorten(name: str, longest: int) -> str:
    """Return a name, cut after `longest` letters."""
    return name if len(name) <= longest else f"{name[:longest]}…"


def join_with_and(things: Sequence[str], language: Language) -> str:
    """Return things in a row, as a sentence lists them. There are at least two."""
    *first, last = things
    like_i = re.match(_SOUNDS_LIKE_I, last, re.IGNORECASE)
    joint = calendar_phrases.AND_BEFORE_I if like_i else calendar_phrases.AND
    return joint.in_language(language).join([", ".join(first), last])


def as_sentence(words: str) -> str:
    """Return words with a capital first letter and a full stop, unless they end with one."""
    # In both languages, a time of day may already end with a full stop.
    return capitalize(words if words.endswith(".") else f"{words}.")
