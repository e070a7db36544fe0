"""Findings about names: which mix alphabets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.model.text import LocalizedText
from ccb_support.words.languages import LANGUAGES

from .alphabets import find_mixed_letters
from .codes import FindingCode
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scope import Scope


def check_names(scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each name that mixes alphabets within a word."""
    for path, name in scope.records:
        if not isinstance(name, LocalizedText):
            continue
        spoken = (name.in_language(language) for language in LANGUAGES)
        letters = dict.fromkeys(each for words in spoken for each in find_mixed_letters(words))
        if letters:
            yield Finding(
                code=FindingCode.MIXED_SCRIPTS, **scope.place(*path), letters=tuple(letters)
            )
