"""A phrase: the same words in each language, with names in braces for what a caller fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
