"""Words in the two languages that the library speaks, and text with a form to keep."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError, core_schema

from ccb_support.errors import UnknownLanguageError
from ccb_support.words.languages import LANGUAGES

from .records import Record
from .untrusted import letters_of

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

    from ccb_support.words.languages import Language

LONGEST_LINE = 500
"""How many characters a line of text may have."""


class Matching:
    """Marks a `str` field that accepts only text of a form, and says in plain words which."""

    def __init__(self, pattern: str, wanted: str) -> None:
        self._pattern = re.compile(pattern)
        self._wanted = wanted

    def _checked(self, text: str) -> str:
        if self._pattern.fullmatch(text):
            return text
        raise PydanticCustomError("wrong_form", "must be {wanted}", {"wanted": self._wanted})

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

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
    """Return foreign words as one line of visible text, cut where it is too long."""
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

    def in_language(self, language: Language) -> str:
        """Return the words in `language`.

        Raises:
            UnknownLanguageError: the library does not speak it.
        """
        return self.es if checked_language(language) == "es" else self.en


def checked_language(language: object) -> Language:
    """Return `language` where the library speaks it.

    Raises:
        UnknownLanguageError: it does not.
    """
    spoken = letters_of(language)
    for known in LANGUAGES:
        if spoken == known:
            return known
    raise UnknownLanguageError(language, LANGUAGES)


def folded(text: str) -> str:
    """Return `text` in the one form in which spellings are compared.

    Case, accents and the choice between space, `_` and `-` make no difference. A `-` in front is a
    sign and stays: "-1" is not "1".
    """
    letters = unicodedata.normalize("NFD", text.casefold().strip())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    sign = "-" if bare.startswith("-") else ""
    return sign + " ".join(bare.replace("_", " ").replace("-", " ").split())
