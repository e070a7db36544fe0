"""Text of a directory: words in both languages, and text that must have one form."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError, core_schema

from ccb_support.errors import require_language
from ccb_support.limits import LONGEST_LINE, LONGEST_WORD

from .records import Record

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class Matching:
    """Marks a `str` field that accepts only text of one form. Its fault says the form in words."""

    def __init__(self, pattern: str, wanted: str) -> None:
        self._pattern = re.compile(pattern)
        self._wanted = wanted

    def _require_form(self, text: str) -> str:
        if self._pattern.fullmatch(text):
            return text
        raise PydanticCustomError("wrong_form", "must be {wanted}", {"wanted": self._wanted})

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._require_form, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "pattern": f"^({self._pattern.pattern})$"}


def _printable(text: str) -> str:
    # Words reach terminals and calendars, where a control character is a command.
    if text.isprintable() and text == text.strip():
        return text
    raise PydanticCustomError(
        "not_printable", "must be one line of visible text, with no space around it"
    )


Line: TypeAlias = Annotated[
    str, Field(min_length=1, max_length=LONGEST_LINE), AfterValidator(_printable)
]
"""One line of text that is safe to show anywhere."""


def as_line(text: str) -> str:
    """Return any words as one line of visible text, cut if it is too long."""
    visible = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(visible.split())[:LONGEST_LINE].rstrip()


class LocalizedText(Record, frozen=True):
    """The same words in Spanish and in English.

    Attributes:
        es: in Spanish.
        en: in English.
    """

    es: Line
    en: Line

    def in_language(self, language: str) -> str:
        """Return the words in the language that a BCP 47 tag names, such as `es` or `en-US`.

        Raises:
            UnknownLanguageError: the library does not speak that language.
        """
        return self.es if require_language(language) == "es" else self.en


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
