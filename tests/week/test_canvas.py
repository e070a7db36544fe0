"""The estimated width of a text, and its lines."""

from __future__ import annotations

import pytest

from ccb_support.week.svg import width_of, wrap_to


@pytest.mark.parametrize(
    ("words", "width"),
    [("aaaa", 24), ("AAAA", 30), ("東京東京", 40), ("ＡＢＣＤ", 40), ("aA東", 23.5)],  # noqa: RUF001 - wide on purpose
    ids=["small", "capital", "ideograph", "full width", "mixed"],
)
def test_a_letter_is_as_wide_as_its_kind(words: str, width: float) -> None:
    assert width_of(words, 10) == pytest.approx(width)
    assert width_of(words, 20) == pytest.approx(2 * width)


def test_bold_letters_are_wider() -> None:
    assert width_of("東京", 10, bold=True) == pytest.approx(23)


def test_a_line_holds_fewer_wide_letters() -> None:
    assert wrap_to("a" * 12, 60, 10) == ["a" * 10, "a" * 2]
    assert wrap_to("東" * 12, 60, 10) == ["東" * 6, "東" * 6]


def test_a_line_holds_a_letter_that_is_wider_than_it() -> None:
    assert wrap_to("東京", 5, 10) == ["東", "京"]
