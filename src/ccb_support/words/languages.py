"""The languages that the library speaks, and the BCP 47 tags that name them."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["es", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)

_TAG = re.compile(r"([A-Za-z]{2,8})(?:[-_][A-Za-z0-9]{1,8})*")
"""The form of a BCP 47 tag: a primary subtag, then more subtags. `_` is the same as `-`."""


def find_language(tag: object) -> Language | None:
    """Return the language that a BCP 47 tag names, or None if the library does not speak it.

    The primary subtag decides: `es-CO` is Spanish.
    """
    # A subclass of str may answer with other letters than its own.
    match = _TAG.fullmatch(str.__str__(tag)) if isinstance(tag, str) else None
    primary = match[1].lower() if match else None
    return next((language for language in LANGUAGES if language == primary), None)
