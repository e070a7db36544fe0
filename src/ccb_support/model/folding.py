"""The form in which the library compares spellings."""

from __future__ import annotations

import unicodedata

from ccb_support.limits import LONGEST_WORD


def folded(text: str) -> str:
    """Return `text` in the form in which the library compares spellings.

    Case and accents make no difference, and space, `_` and `-` are alike. A `-` in front is a
    sign and stays: "-1" is not "1". A text that is longer than a word comes back as it is, without
    the spaces around it: no table has such a word.
    """
    word = text.strip()
    # Unicode takes quadratic time to sort the accents of one letter.
    if len(word) > LONGEST_WORD:
        return word
    letters = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    sign = "-" if bare.startswith("-") else ""
    return sign + " ".join(bare.replace("_", " ").replace("-", " ").split())
