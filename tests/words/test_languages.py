"""The tags of languages: the primary subtag decides."""

from __future__ import annotations

import pytest

from ccb_support import UnknownLanguageError
from ccb_support.errors import require_language
from ccb_support.words import find_language


class _Disguised(str):
    """A text that pretends to be another one."""

    __slots__ = ()

    def __str__(self) -> str:
        return "en"

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es", "es"), ("es-CO", "es"), ("ES", "es"), ("es_co", "es"), ("es-419", "es"),
        ("en", "en"), ("en_US", "en"), ("EN-gb-oed", "en"), ("en-Latn-US-x-desk", "en"),
    ],
)  # fmt: skip
def test_a_tag_of_a_known_language(tag: str, language: str) -> None:
    assert find_language(tag) == require_language(tag) == language


def test_the_letters_of_a_subclass_decide() -> None:
    disguised = _Disguised("es")
    assert disguised == str(disguised) == "en"
    assert find_language(disguised) == "es"
    assert find_language(_Disguised("fr")) is None


@pytest.mark.parametrize(
    "tag",
    [
        "fr", "spa", "e", "", "español", "es CO", "es-", "-es", "es--CO", "es-Colombiano",
        "es\n", "e\N{LATIN SMALL LETTER LONG S}", "e\N{FULLWIDTH LATIN SMALL LETTER S}", None, 5, b"es", ["es"],
    ],
)  # fmt: skip
def test_any_other_value_is_an_error_that_names_the_languages(tag: object) -> None:
    assert find_language(tag) is None
    with pytest.raises(UnknownLanguageError, match="is not a language of this library") as caught:
        require_language(tag)
    assert caught.value.accepted == ("es", "en")
