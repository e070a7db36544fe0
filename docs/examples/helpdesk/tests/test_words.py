"""The words of the two languages."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, get_args

import pytest

from support_advice.words import WORDS, Language, spoken

if TYPE_CHECKING:
    from support_advice.words import Words


def placeholders(words: Words) -> list[set[str]]:
    return [{name for _, name, *_ in Formatter().parse(text) if name} for text in words]


class TestWords:
    """Each language says the same things."""

    def test_are_there_in_every_language(self) -> None:
        assert tuple(WORDS) == get_args(Language)

    def test_have_room_for_the_same(self) -> None:
        spanish, english = map(placeholders, WORDS.values())
        assert spanish == english
        assert not {*WORDS["es"]} & {*WORDS["en"]}


class TestSpoken:
    """A reader of English gets English; all others get Spanish."""

    @pytest.mark.parametrize(
        ("code", "language"),
        [
            ("es", "es"),
            ("es-co", "es"),
            ("en", "en"),
            ("en-gb", "en"),
            ("de", "es"),
            ("eng", "es"),
            (None, "es"),
        ],
    )
    def test_is_a_language_of_ours(self, code: str | None, language: Language) -> None:
        assert spoken(code) == language
