"""The phrases of reports: none is missing, and both languages fill in the same parts."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, cast

import pytest

from ccb_support import CauseKind, FindingCode, Medium, Severity
from ccb_support.words import difference_phrases, finding_phrases, week_phrases
from ccb_support.words.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType


def phrases_of(catalogue: ModuleType) -> Iterator[Phrase]:
    """Yield all phrases of a file, those by key too."""
    for name, value in vars(catalogue).items():
        if isinstance(value, Phrase):
            yield value
        elif name.isupper() and isinstance(value, dict):
            yield from cast("dict[str, Phrase]", value).values()


def parts_of(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize(
    ("phrases", "keys"),
    [
        (finding_phrases.SENTENCES, FindingCode),
        (finding_phrases.PREFERRED_MEDIA, Medium),
        (finding_phrases.ONE, Severity),
        (finding_phrases.SEVERAL, Severity),
        (week_phrases.CAUSES, CauseKind),
    ],
    ids=["sentences", "media", "one", "several", "causes"],
)
def test_every_value_has_a_phrase(phrases: Mapping[str, Phrase], keys: Iterable[str]) -> None:
    assert list(phrases) == list(keys)


@pytest.mark.parametrize("catalogue", [finding_phrases, difference_phrases, week_phrases])
def test_both_languages_have_the_same_parts(catalogue: ModuleType) -> None:
    phrases = list(phrases_of(catalogue))
    assert len(phrases) >= 12
    assert [parts_of(each.es) for each in phrases] == [parts_of(each.en) for each in phrases]
