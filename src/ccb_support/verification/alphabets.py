"""The alphabets whose letters look alike, and words that mix them.

A Cyrillic letter in a Latin word looks right to people. Programs that search for the word, or
compare it, do not find it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")
"""The alphabets that have letters of the same shape, as Unicode calls them; Latin is the first.

Others do not count, so a Japanese word may mix kanji and kana.
"""

_WORD = re.compile(r"[^\W\d_]+")


def alphabet_of(letter: str) -> str:
    """Return the alphabet of a letter, or no text if it is not one of `ALPHABETS`."""
    first_word = unicodedata.name(letter, "").partition(" ")[0]
    return first_word if first_word in ALPHABETS else ""


def find_mixed_letters(text: str) -> Iterator[str]:
    """Yield each letter that is of another alphabet than most letters of its word.

    A whole word of another alphabet is not a mix: a name may be bilingual, or say "Sede β".
    """
    if text.isascii():
        return
    # A combining accent is a separate character, and would end the word.
    bare = "".join(each for each in text if not unicodedata.combining(each))
    for word in _WORD.findall(bare):
        counts = Counter[str](filter(None, map(alphabet_of, word)))
        if len(counts) > 1:
            # Among equals, Latin comes first: Spanish and English are written in it.
            own = max(ALPHABETS, key=counts.__getitem__)
            yield from (each for each in word if alphabet_of(each) not in ("", own))
