"""The error about an argument of the command line, and what errors say in all languages."""

from __future__ import annotations

from ccb_support.errors import CcbSupportError
from ccb_support.words.languages import LANGUAGES
from ccb_support.words.phrase import Phrase


class BadArgumentError(CcbSupportError, ValueError):
    """An argument of the command line that can't be used."""

    code = "bad_argument"


def words_of(error: CcbSupportError) -> Phrase:
    """Return what an error says, in all languages."""
    return Phrase(*map(error.message, LANGUAGES))
