"""The error about an argument of the command line, and what a user probably meant by a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.limits import LONGEST_WORD
from ccb_support.model.vocabulary import folded
from ccb_support.words.error_phrases import SUGGESTION
from ccb_support.words.languages import LANGUAGES
from ccb_support.words.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIMILAR = 0.6
"""How similar a word must be to a known word, from 0 to 1."""


class BadArgumentError(CcbSupportError, ValueError, code="bad_argument"):
    """An argument of the command line that can't be used."""


def words_of(error: CcbSupportError) -> Phrase:
    """Return what an error says, in all languages."""
    return Phrase(*map(error.message, LANGUAGES))


def wrong_word(
    phrase: Phrase, word: str, accepted: Iterable[str], *, meant: str | None = None
) -> BadArgumentError:
    """Return the error about a word that is not one of `accepted`.

    The suggestion is `meant`, or else the most similar accepted word.
    """
    known = tuple(accepted)
    meant = meant or closest(word, known)
    return BadArgumentError(
        phrase.fill(
            word=quoted(word),
            suggestion=SUGGESTION.fill(word=meant) if meant else "",
            accepted=listed(known),
        ),
        accepted=known,
    )


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, or None."""
    if len(word) > LONGEST_WORD:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - most calls have no misspelling

    by_folded = {folded(each): each for each in known}
    close = get_close_matches(folded(word), by_folded, n=1, cutoff=_SIMILAR)
    return by_folded[close[0]] if close else None
