"""The catalogue: both languages have the same names to fill in, and every value has its words.

Of the tag of a language, the primary subtag decides.
"""

import ast
import string
from collections.abc import Callable
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from ccb_support import (
    CcbSupportError,
    Medium,
    Reason,
    RequestType,
    UnknownLanguageError,
    default_directory,
    diff,
    recommend,
    verify,
    words,
)
from ccb_support.answer import CauseKind
from ccb_support.errors import require_language
from ccb_support.export import to_icalendar, to_schema_org
from ccb_support.model.text import ARTICLES
from ccb_support.verification import FindingCode, Severity
from ccb_support.week import week
from ccb_support.widget import to_widget
from ccb_support.words import Phrase, Phrases, as_sentence, find_language, join_with_and
from ccb_support.words import answers as answer_phrases
from ccb_support.words import errors as error_phrases
from ccb_support.words import findings as finding_phrases
from tests.builders import at
from tests.model.small_directory import values_in
from tests.public_names import PUBLIC
from tests.test_rooms import TREES

SAID = {
    name
    for tree in TREES.values()
    for node in ast.walk(tree)
    for name in (
        [node.attr]
        if isinstance(node, ast.Attribute)
        else [node.id]
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        else [each.name for each in node.names]
        if isinstance(node, ast.ImportFrom)
        else []
    )
}
"""Each name that some code of the package reads."""


VERBS = {*answer_phrases.VERBS[False]}


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", [each.name for each in iter_modules(words.__path__)])
def test_both_languages_have_the_same_names_to_fill_in(name: str) -> None:
    values = values_in(vars(import_module(f"ccb_support.words.{name}")))
    phrases = [each for each in values if isinstance(each, Phrase)]
    assert phrases
    for phrase in phrases:
        # Each language has its verbs where it needs them.
        assert names_in(phrase.es) - VERBS == names_in(phrase.en) - VERBS
        assert all(map(str.strip, phrase)), phrase


@pytest.mark.parametrize("name", [each.name for each in iter_modules(words.__path__)])
def test_no_phrase_is_without_code_that_says_it(name: str) -> None:
    constants = {
        each for each in vars(import_module(f"ccb_support.words.{name}")) if each.isupper()
    }
    assert constants - SAID == set()


@pytest.mark.parametrize(
    ("phrases", "enum"),
    [
        pytest.param(answer_phrases.DO, Medium, id="what to do"),
        pytest.param(answer_phrases.TO_DO, Medium, id="what there was to do"),
        pytest.param(answer_phrases.OTHER_CONTACT, Medium, id="the same channel otherwise"),
        pytest.param(answer_phrases.ON_DAYS, CauseKind, id="causes on days"),
        pytest.param(finding_phrases.SENTENCES, FindingCode, id="findings"),
        pytest.param(finding_phrases.ONE, Severity, id="one finding"),
        pytest.param(finding_phrases.SEVERAL, Severity, id="several findings"),
        pytest.param(finding_phrases.REASONS, Reason, id="reasons in a comparison"),
        pytest.param(answer_phrases.CAUSES, CauseKind, id="causes in a week"),
    ],
)
def test_every_value_of_an_enum_has_its_words(phrases: Phrases[object], enum: type[Enum]) -> None:
    assert list(phrases) == list(enum)


def test_every_reason_of_an_open_channel_has_its_words() -> None:
    assert {*answer_phrases.REASON, Reason.OPENS_NEXT} == {*Reason}


@pytest.mark.parametrize("phrases", [answer_phrases.THE, answer_phrases.TO_THE])
def test_every_article_has_its_words(phrases: Phrases[str]) -> None:
    assert (*phrases,) == ARTICLES
    assert set(ARTICLES) > answer_phrases.PLURAL_ARTICLES


def test_every_verb_has_its_past() -> None:
    present, past = (answer_phrases.VERBS[is_past] for is_past in (False, True))
    # Only a comparison says that a channel closes.
    assert present.keys() - past.keys() == {"closes"}
    assert past.keys() < present.keys()


@pytest.mark.parametrize(
    ("things", "spanish"),
    [
        (["quejas", "incidentes"], "quejas e incidentes"),
        (["quejas", "Historia"], "quejas e Historia"),
        (["quejas", "índices"], "quejas e índices"),
        (["agua", "hielo"], "agua y hielo"),
        (["quejas", "reclamos", "iones"], "quejas, reclamos y iones"),
        (["quejas", "yates"], "quejas y yates"),
        (["«quejas»", "«incidentes»"], "«quejas» e «incidentes»"),
        (["quejas"], "quejas"),
        ([], ""),
    ],
)
def test_spanish_lists_join_before_the_sound_of_i_with_another_word(
    things: list[str], spanish: str
) -> None:
    assert join_with_and(things, "es") == spanish
    assert join_with_and(things, "en") == spanish.replace(" y ", " and ").replace(" e ", " and ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("abre", "Abre."), ("a las 7:00 a. m.", "A las 7:00 a. m."), ("él", "Él."), ("PQRS", "PQRS.")],
)
def test_a_sentence_has_a_capital_letter_and_one_full_stop(words: str, sentence: str) -> None:
    assert as_sentence(words) == sentence


def test_every_error_has_its_words() -> None:
    codes = {
        each.code
        for each in PUBLIC.values()
        if isinstance(each, type) and issubclass(each, CcbSupportError)
    }
    # Each of the others is raised with its own phrase.
    without_frame = {
        "error", "bad_directory", "bad_parameter", "law_violation", "long_opening_hours",
        "missing_parameter", "repeated_parameter", "unknown_parameter",
    }  # fmt: skip
    assert codes - without_frame == set(error_phrases.ERRORS) | set(error_phrases.CONCEPTS)


def test_a_part_may_be_a_phrase() -> None:
    greeting = Phrase(es="Hola, {who}: {count}", en="Hello, {who}: {count}")
    filled = greeting.fill(who=Phrase(es="{mundo}", en="{world}"), count=2)
    assert filled == Phrase(es="Hola, {mundo}: 2", en="Hello, {world}: 2")
    assert filled.in_language("es") == "Hola, {mundo}: 2"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es", "es"), ("es-CO", "es"), ("ES", "es"), ("es_co", "es"), ("es-419", "es"),
        ("en", "en"), ("en_US", "en"), ("EN-gb-oed", "en"), ("en-Latn-US-x-desk", "en"),
    ],
)  # fmt: skip
def test_a_tag_of_a_known_language(tag: str, language: str) -> None:
    assert find_language(tag) == require_language(tag) == language


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


NOON, LATER = at("2026-11-24 12:00"), at("2026-11-25 12:00")
ANSWER, WEEK = recommend("queja", 3, NOON), week(default_directory(), NOON)
SPEAKERS: dict[str, Callable[[Any], object]] = {
    "summary": ANSWER.summary,
    "explain": ANSWER.explain,
    "why": ANSWER.why,
    "brief": ANSWER.brief,
    "display": ANSWER.display,
    **{
        f"{each.uri}": each.display
        for channel in default_directory().channels
        for each in channel.contacts
    },
    "a name": ANSWER.channel.name.in_language,
    "a label": RequestType.CLAIM.label,
    "an error": UnknownLanguageError("fr", ["es"]).message,
    "the report of verify": verify(default_directory(), NOON, LATER).explain,
    "the report of diff": diff(default_directory(), default_directory(), NOON, LATER).explain,
    "a week": WEEK.text,
    "its picture": WEEK.svg,
    "schema.org": lambda language: to_schema_org(
        default_directory(), NOON, LATER, language=language
    ),
    "iCalendar": lambda language: to_icalendar(
        default_directory(), NOON, LATER, dtstamp=NOON, language=language
    ),
    "widget": lambda language: to_widget(default_directory(), NOON, LATER, language=language),
}
"""Everywhere a language is taken."""


@pytest.mark.parametrize("language", ["fr", "", "es CO", 5, True, [], b"es"], ids=repr)
@pytest.mark.parametrize("name", SPEAKERS)
def test_no_part_of_the_library_speaks_another_language(name: str, language: object) -> None:
    with pytest.raises(UnknownLanguageError, match="Use one of: es, en") as caught:
        SPEAKERS[name](language)
    assert str(caught.value).startswith(repr(language))
