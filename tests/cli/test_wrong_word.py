"""What an error suggests for a mistyped word."""

from __future__ import annotations

import pytest

from ccb_support.cli.tokens import wrong_word
from ccb_support.questions.arguments import closest
from ccb_support.words.command_phrases import UNKNOWN_CHOICE

KNOWN = ("osm", "icalendar", "widget")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("ical", "icalendar"), ("WIDGT", "widget"), ("xyzzy", None), ("widget" * 20, None)],
)
def test_the_word_that_was_probably_meant(word: str, meant: str | None) -> None:
    assert closest(word, KNOWN) == meant


def test_the_error_has_the_words_that_are_accepted() -> None:
    error = wrong_word(UNKNOWN_CHOICE, "ical", iter(KNOWN))
    assert error.accepted == KNOWN
    assert "icalendar" in str(error)
