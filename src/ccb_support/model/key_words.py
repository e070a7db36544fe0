"""Which key or channel of a file was meant by one that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.errors import cut, listed
from ccb_support.words.key_hints import MEANT_KEYS

from .fault_words import phrase_of
from .folding import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ccb_support.words.phrase import Phrase


def explain_unknown_key(key: str, known: Sequence[str], stated: Collection[object]) -> Phrase:
    """Return what to do about a key that no record here has.

    Args:
        key: the key.
        known: the keys that the records here have.
        stated: the keys that the file states here.
    """
    meant = _find_key(key, known)
    unused = [each for each in known if each not in stated]
    if meant is None:
        code = "unknown_key_of_several" if unused else "unknown_key"
        return phrase_of(code, others=listed(unused))
    # One of the keys that a Spanish word may mean is often there already.
    chosen = next((each for each in meant if each in unused), meant[0])
    code = "misspelt_key" if chosen in unused else "superfluous_key"
    return phrase_of(code, meant=chosen)


def _find_key(key: str, known: Sequence[str]) -> Sequence[str] | None:
    """Return the known keys that a word may mean, the likeliest first, or None."""
    word = folded(cut(key))
    spanish = [each for each in MEANT_KEYS.get(word, ()) if each in known]
    return spanish or nearest(word, {folded(each): each for each in known})


def nearest(word: str, names: Mapping[str, str]) -> Sequence[str] | None:
    """Return what has the name that is nearest to a folded word, or None if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - most files have no unknown key

    found = get_close_matches(cut(word), names, n=1)
    return [names[each] for each in found] or None
