"""The words of faults, in Spanish and in English: from their codes, through pydantic and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pydantic_core import PydanticCustomError

from ccb_support.words.fault_phrases import FAULTS, OR, SAME_FAULTS, UNEXPECTED
from ccb_support.words.phrase import Phrase

if TYPE_CHECKING:
    from typing import LiteralString

    from pydantic_core import ErrorDetails

TOO_MANY: Final = "too_many"
"""The type of the fault of a list that has more entries than its limit."""

_SPANISH: Final = "message_es"
"""Where the details of an error have its message in Spanish."""


def bad_value(code: LiteralString, /, **parts: object) -> PydanticCustomError:
    """Return the error for pydantic to report a fault by its code.

    Args:
        code: a code of the catalogue.
        parts: what its message names; a part may be a phrase.
    """
    return error_of(code, phrase_of(code, **parts))


def phrase_of(code: str, /, **parts: object) -> Phrase:
    """Return what the catalogue says of a fault, with its parts filled in."""
    return FAULTS[code].fill(code=code, **parts)


def error_of(code: LiteralString, words: Phrase, **context: object) -> PydanticCustomError:
    """Return the error for pydantic to report a fault in these words."""
    return PydanticCustomError(
        code, "{message}", {"message": words.en, _SPANISH: words.es, **context}
    )


def words_of(details: ErrorDetails) -> Phrase:
    """Return what a fault says that pydantic reports."""
    context = details.get("ctx", {})
    if _SPANISH in context:
        return Phrase(es=context[_SPANISH], en=context["message"])
    code = SAME_FAULTS.get(details["type"], details["type"])
    if "expected" in context:
        context = {"expected": _in_both(context["expected"])}
    if code not in FAULTS:
        return UNEXPECTED.fill(problem=Phrase(es=code, en=details["msg"]))
    return phrase_of(code, **context)


def toml_mistake(message: str) -> Phrase:
    """Return what Python's reader of TOML says in English about a text, in both languages."""
    from ccb_support.words import toml_mistakes  # noqa: PLC0415 - most files are TOML

    known = (es for en, es in toml_mistakes.MISTAKES.items() if message.startswith(en))
    spanish = next(known, toml_mistakes.OTHER_MISTAKE)
    if column := re.search(r"\(at line [0-9]+, column ([0-9]+)\)", message):
        spanish = toml_mistakes.AT_COLUMN.format(mistake=spanish, column=column[1])
    elif "(at end of document)" in message:
        spanish = toml_mistakes.AT_END.format(mistake=spanish)
    return Phrase(es=spanish, en=message)


def _in_both(values: str) -> Phrase:
    """Return values that pydantic lists in English, such as `'la' or 'el'`."""
    return Phrase(es=OR.es.join(values.rsplit(OR.en, 1)), en=values)
