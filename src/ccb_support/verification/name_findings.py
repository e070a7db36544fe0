"""Findings about names: which mix alphabets."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ccb_support.model.records import Record
from ccb_support.model.text import LocalizedText
from ccb_support.words.languages import LANGUAGES

from .alphabets import find_mixed_letters
from .codes import FindingCode
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.model.paths import KeyPath

    from .scope import Scope


def check_names(scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each name that mixes alphabets within a word."""
    for path, name in _names_in(scope.directory, ()):
        spoken = (name.in_language(language) for language in LANGUAGES)
        letters = dict.fromkeys(each for words in spoken for each in find_mixed_letters(words))
        if letters:
            yield Finding(
                code=FindingCode.MIXED_SCRIPTS, **scope.place(*path), letters=tuple(letters)
            )


def _names_in(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, LocalizedText]]:
    """Yield each name that a value of a directory is or holds, with its path."""
    if isinstance(value, LocalizedText):
        yield path, value
    elif isinstance(value, Record):
        for key, inner in value:
            yield from _names_in(inner, (*path, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(cast("tuple[object, ...]", value)):
            yield from _names_in(inner, (*path, index))
