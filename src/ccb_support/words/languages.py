"""The languages that the library speaks, and the BCP 47 tags that name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from ccb_support.limits import LONGEST_WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    match = None if tag in _BY_TAG else re.fullmatch(_TAG, tag)
    return _BY_TAG.get(match[1].lower() if match else tag)
