"""A phrase: the same words in each language, with names in braces for a caller to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from .languages import LANGUAGES

if TYPE_CHECKING:
    from .languages import Language


class Phrase(NamedTuple):
    """The same words in Spanish and in English.

    Attributes:
        es: in Spanish.
        en: in English.
    """

    es: str
    en: str

    def in_language(self, language: Language, **parts: object) -> str:
        """Return the words in `language`, with each name in braces replaced by its part."""
        words = self.es if language == "es" else self.en
        return words.format(**parts) if parts else words

    def fill(self, **parts: object) -> Phrase:
        """Return the phrase with each name in braces replaced by its part.

        A part may be a phrase too.
        """
        return Phrase(*(self._fill_in(language, parts) for language in LANGUAGES))

    def _fill_in(self, language: Language, parts: Mapping[str, object]) -> str:
        words = {
            name: part.in_language(language) if isinstance(part, Phrase) else part
            for name, part in parts.items()
        }
        return self.in_language(language, **words)


_K = TypeVar("_K")

Phrases: TypeAlias = Mapping[_K, Phrase]
"""Phrases by key: `str` for a code, `bool` for "one thing" (False) or "several" (True)."""
