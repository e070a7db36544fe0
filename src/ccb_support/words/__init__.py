"""What people read, in Spanish and English side by side, by its readers."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias, TypeVar, get_args

from ccb_support.limits import LONGEST_WORD

Language: TypeAlias = Literal["es", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)

_BY_TAG: Mapping[str, Language] = {language: language for language in LANGUAGES}

_TAG = r"([A-Za-z]{2,8})(?:[-_][A-Za-z0-9]{1,8})*"
"""The form of a BCP 47 tag: a primary subtag, then more subtags. `_` is the same as `-`."""


def find_language(tag: object) -> Language | None:
    """Return the language that a BCP 47 tag names, or None if the library does not speak it.

    The primary subtag decides: `es-CO` is Spanish.
    """
    if not isinstance(tag, str) or len(tag) > LONGEST_WORD:
        return None
    if tag in _BY_TAG:
        # Most tags need no pattern, which takes long to compile.
        return _BY_TAG[tag]
    match = re.fullmatch(_TAG, tag)
    return _BY_TAG.get(match[1].lower()) if match else None


class Phrase(NamedTuple):
    """The same words in Spanish and in English.

    Attributes:
        es: in Spanish.
        en: in English.
    """

    es: str
    en: str

    @staticmethod
    def of(say: Callable[[Language], str]) -> "Phrase":
        """Return the phrase of what `say` returns for each language."""
        return Phrase(*map(say, LANGUAGES))

    def in_language(self, language: Language, **parts: object) -> str:
        """Return the words in `language`, with each name in braces replaced by its part.

        A part may be a phrase too.
        """
        words = self.es if language == "es" else self.en
        filled = {
            name: part.in_language(language) if isinstance(part, Phrase) else part
            for name, part in parts.items()
        }
        return words.format(**filled) if parts else words

    def fill(self, **parts: object) -> "Phrase":
        """Return the phrase with each name in braces replaced by its part."""
        return Phrase.of(lambda language: self.in_language(language, **parts))


def join_phrases(phrases: Sequence[Phrase], between: str) -> Phrase:
    """Return phrases in a row as one, with a text between them."""
    return Phrase.of(lambda language: between.join(each.in_language(language) for each in phrases))


_K = TypeVar("_K")

Phrases: TypeAlias = Mapping[_K, Phrase]
"""Phrases by key: `str` for a code, `bool` for the usual words (False) or others (True).

The others are about several things, the past or another time, or are short.
"""

AND: Phrases[bool] = {
    False: Phrase(es=" y ", en=" and "),
    True: Phrase(es=" e ", en=" and "),
}
"""What comes before the last of several things; before a Spanish i- (True)."""

_SOUNDS_LIKE_I = r"«?h?[ií](?![aeoáéó])"
"""The start of a word before which "y" becomes "e": "quejas e incidentes", but "agua y hielo"."""


def capitalize(sentence: str) -> str:
    """Return a sentence with a capital first letter. The other letters stay as they are."""
    return sentence[:1].upper() + sentence[1:]


def join_with_and(things: Sequence[str], language: Language) -> str:
    """Return things as a sentence lists them: `complaints, claims and appeals`."""
    *first, last = things or [""]
    if not first:
        return last
    is_like_i = re.match(_SOUNDS_LIKE_I, last, re.IGNORECASE) is not None
    return AND[is_like_i].in_language(language).join([", ".join(first), last])


def as_sentence(words: str) -> str:
    """Return words with a capital first letter and a full stop, unless they end with one.

    An empty text stays as it is.
    """
    # In both languages, a time of day may already end with a full stop.
    has_end = not words or words.endswith(".")
    return capitalize(words if has_end else f"{words}.")
