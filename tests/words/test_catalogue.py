"""The catalogue: both languages have the same names to fill in, and every value has its words."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

import pytest

import ccb_support
from ccb_support import CcbSupportError, Medium, Priority, RequestType, words
from ccb_support.schedule.causes import CauseKind
from ccb_support.words import answer_phrases, calendar_phrases, error_phrases
from ccb_support.words.languages import LANGUAGES, Language
from ccb_support.words.phrase import Phrase


def phrases_in(value: object) -> Iterator[Phrase]:
    """Yield the phrases of a value: the value itself, or what it holds."""
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from phrases_in(each)
    elif isinstance(value, Mapping):
        yield from phrases_in(tuple(cast("Mapping[object, object]", value).values()))


MODULES = [each.name for each in iter_modules(words.__path__)]


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", MODULES)
def test_both_languages_have_the_same_names_to_fill_in(name: str) -> None:
    for phrase in phrases_in(vars(import_module(f"ccb_support.words.{name}"))):
        assert names_in(phrase.es) == names_in(phrase.en)
        assert phrase.es.strip()
        assert phrase.en.strip()


def test_every_value_of_an_enum_has_its_words() -> None:
    assert set(answer_phrases.REQUEST_TYPES) == set(RequestType)
    assert set(answer_phrases.PRIORITIES) == set(Priority)
    assert set(answer_phrases.INSTRUCTION) == set(answer_phrases.OPTION) == set(Medium)
    kinds = set(CauseKind)
    assert set(answer_phrases.ON_ONE_DAY) == set(answer_phrases.ON_SEVERAL_DAYS) == kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_and_weekday_has_its_name(language: Language) -> None:
    months = {each.in_language(language) for each in calendar_phrases.MONTHS}
    weekdays = {each.in_language(language) for each in calendar_phrases.WEEKDAYS}
    assert (len(months), len(weekdays)) == (12, 7)


def test_every_error_has_its_words() -> None:
    errors = (getattr(ccb_support, name) for name in ccb_support.__all__)
    codes = {
        each.code for each in errors if isinstance(each, type) and issubclass(each, CcbSupportError)
    }
    without_frame = {"error", "bad_directory"}
    assert codes - without_frame == set(error_phrases.ERRORS) | set(error_phrases.CONCEPTS)


def test_a_part_may_be_a_phrase() -> None:
    greeting = Phrase(es="Hola, {who}: {count}", en="Hello, {who}: {count}")
    filled = greeting.fill(who=Phrase(es="{mundo}", en="{world}"), count=2)
    assert filled == Phrase(es="Hola, {mundo}: 2", en="Hello, {world}: 2")
    assert filled.in_language("es") == "Hola, {mundo}: 2"
