"""Words in two languages, text that must have a form, and records."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ccb_support.limits import LONGEST_LINE
from ccb_support.model import ArticledName, LocalizedText
from ccb_support.model.hours import ClosingTime
from ccb_support.model.text import (
    ARTICLES,
    Article,
    Line,
    Name,
    as_line,
    is_visible,
)
from ccb_support.model.vocabulary import folded
from tests.call_counts import calls_of
from tests.model.test_file_schema import regress

LINE: TypeAdapter[str] = TypeAdapter(Line)
LINE_PATTERN = regress.Regex(LINE.json_schema()["pattern"], "u")


def test_a_text_speaks_the_language_of_a_tag() -> None:
    text = LocalizedText(es="hola", en="hello")
    assert text.in_language("es") == text.in_language("es-CO") == "hola"
    assert text.in_language("en") == text.in_language("en_US") == "hello"


class TestOneText:
    """Words may be stated once: as one text, or in one language."""

    @pytest.mark.parametrize("stated", ["hola", {"es": "hola"}, {"en": "hola"}])
    def test_it_is_for_both_languages(self, stated: object) -> None:
        assert LocalizedText.model_validate(stated) == LocalizedText(es="hola", en="hola")

    @pytest.mark.parametrize("stated", [{"es": "hola"}, {"en": "hola"}])
    def test_a_call_may_state_one_language_too(self, stated: dict[str, str]) -> None:
        assert LocalizedText(**stated) == LocalizedText(es="hola", en="hola")
        name = ArticledName(**stated, es_article="la")
        assert name == ArticledName(es="hola", en="hola", es_article="la")

    @pytest.mark.parametrize(
        ("stated", "places"),
        [
            (" hola", [("es",)]),
            ({"es": " hola"}, [("es",)]),
            ({"en": " hola", "fr": "salut"}, [("en",), ("fr",)]),
            ({"es": " hola", "en": " hello"}, [("es",), ("en",)]),
            ({}, [("es",), ("en",)]),
            (5, [()]),
        ],
    )
    def test_each_fault_has_the_place_at_which_it_is_stated(
        self, stated: object, places: list[tuple[str, ...]]
    ) -> None:
        with pytest.raises(ValidationError) as caught:
            LocalizedText.model_validate(stated)
        assert [each["loc"] for each in caught.value.errors()] == places

    def test_the_schema_of_what_is_written_has_both_languages(self) -> None:
        written = LocalizedText.model_json_schema(mode="serialization")
        assert written["required"] == ["es", "en"]


class TestArticle:
    """A name may have its Spanish article. Then it is a table."""

    NAME: TypeAdapter[LocalizedText] = TypeAdapter(Name)

    @pytest.mark.parametrize("article", ARTICLES)
    def test_every_article(self, article: Article) -> None:
        stated = {"es": "mesa", "en": "desk", "es_article": article}
        name = self.NAME.validate_python(stated)
        assert name == ArticledName(es="mesa", en="desk", es_article=article)
        assert self.NAME.dump_python(name) == stated

    @pytest.mark.parametrize("stated", ["mesa", {"es": "mesa"}, {"es": "mesa", "en": "desk"}])
    def test_a_name_without_an_article(self, stated: object) -> None:
        name = self.NAME.validate_python(stated)
        assert (type(name), name) == (LocalizedText, LocalizedText.model_validate(stated))
        assert self.NAME.validate_python(name) is name

    def test_the_schema_wants_a_table_with_the_article(self) -> None:
        schema = TypeAdapter[LocalizedText](Name).json_schema()
        articled = schema["$defs"]["ArticledName"]
        assert articled["required"] == ["es_article"]
        assert articled["anyOf"] == [{"required": ["es"]}, {"required": ["en"]}]
        assert schema["$defs"]["LocalizedText"]["anyOf"][1]["type"] == "string"


class TestLine:
    """A line of text is visible, with no space around it, and not too long."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("", id="empty"),
            pytest.param(" a", id="space before"),
            pytest.param("a ", id="space after"),
            pytest.param("a\nb", id="two lines"),
            pytest.param("a\tb", id="tab"),
            pytest.param("\x1b[31m", id="terminal command"),
            pytest.param("a\0", id="null"),
            pytest.param("a\N{RIGHT-TO-LEFT OVERRIDE}b", id="turned round"),
            pytest.param("a\N{ZERO WIDTH SPACE}b", id="invisible"),
            pytest.param("\ud800", id="half a character"),
            pytest.param("x" * (LONGEST_LINE + 1), id="too long"),
        ],
    )
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(ValidationError):
            LINE.validate_python(text)

    @pytest.mark.parametrize(
        "name",
        [
            "HANGUL FILLER", "HALFWIDTH HANGUL FILLER", "HANGUL CHOSEONG FILLER",
            "BRAILLE PATTERN BLANK", "COMBINING GRAPHEME JOINER", "VARIATION SELECTOR-1",
            "VARIATION SELECTOR-16", "VARIATION SELECTOR-17", "VARIATION SELECTOR-256",
            "MONGOLIAN FREE VARIATION SELECTOR ONE", "KHMER VOWEL INHERENT AQ",
            "KHITAN SMALL SCRIPT FILLER", "MUSICAL SYMBOL NULL NOTEHEAD",
            "ZERO WIDTH JOINER", "ZERO WIDTH NON-JOINER", "SOFT HYPHEN", "WORD JOINER",
            "TAG LATIN SMALL LETTER A",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("text", ["{letter}", "Me{letter}sa"], ids=["alone", "within a word"])
    def test_what_people_can_not_see_is_refused_by_its_name(self, name: str, text: str) -> None:
        letter = unicodedata.lookup(name)
        with pytest.raises(ValidationError) as caught:
            LINE.validate_python(text.format(letter=letter))
        assert [each["msg"] for each in caught.value.errors()] == [
            (
                f"must be one line of visible text: remove U+{ord(letter):04X} ({name}), "
                "which people can't see, or write a space"
            )
        ]

    def test_unicode_names_no_other_character_that_is_only_space(self) -> None:
        unseen = re.compile(
            r"HANGUL.* FILLER|SCRIPT FILLER|PATTERN BLANK|(FULL|HALF) BLANK"
            "|VARIATION SELECTOR|GRAPHEME JOINER|VOWEL INHERENT"
        )
        letters = map(chr, range(sys.maxunicode + 1))
        found = [each for each in letters if unseen.search(unicodedata.name(each, ""))]
        assert len(found) > 256
        assert not any(map(is_visible, found))

    @pytest.mark.parametrize(
        "text",
        [
            "a", "x" * LONGEST_LINE, "Línea \N{BLACK TELEPHONE}", "\U0001f600", "Ñandú №1", "한국어", "日本語の窓口", "ไทย",
            "עברית", "العربية", "हिन्दी", "ភាសាខ្មែរ", "ᠮᠣᠩᠭᠣᠯ", "e\N{COMBINING ACUTE ACCENT}",
        ],
    )  # fmt: skip
    def test_letters_of_every_language_and_emoji_are_kept(self, text: str) -> None:
        assert LINE.validate_python(text) == text

    @pytest.mark.parametrize(
        ("foreign", "line"),
        [
            ("San José", "San José"),
            ("  two\n lines\t", "two lines"),
            ("2 faults:\n  one\n  another", "2 faults: - one - another"),
            ("a\x1b[31mb", "a [31mb"),
            ("\0", ""),
            ("Caf\N{HANGUL FILLER}", "Caf"),
            ("x" * 600, "x" * 500),
            ("x" * 499 + " y", "x" * 499),
        ],
    )
    def test_foreign_words_are_made_one_line(self, foreign: str, line: str) -> None:
        assert as_line(foreign) == line

    def test_the_rest_of_a_very_long_text_is_not_read(self) -> None:
        assert calls_of(lambda: as_line("x" * 1_000_000)) < 5_000

    @given(st.text())
    def test_foreign_words_become_a_line_or_nothing(self, text: str) -> None:
        line = as_line(text)
        assert not line or LINE.validate_python(line) == line


class TestFolding:
    """Spellings are compared without case, accents and the choice of separator."""

    @pytest.mark.parametrize(
        ("written", "form"),
        [
            ("Petición", "peticion"),
            ("PETICIO\N{COMBINING ACUTE ACCENT}N", "peticion"),
            ("service_request", "service request"),
            (" e-mail ", "e mail"),
            ("Straße", "strasse"),
            ("-1", "-1"),
            ("", ""),
        ],
    )
    def test_the_form_in_which_they_are_compared(self, written: str, form: str) -> None:
        assert folded(written) == form

    @given(st.text())
    def test_folding_again_changes_nothing(self, text: str) -> None:
        assert folded(folded(text)) == folded(text)


class TestJsonSchemas:
    """A JSON Schema accepts what the library accepts."""

    @pytest.mark.parametrize(
        ("closing", "accepted"),
        [
            ("07:00", True), ("23:59", True), ("24:00", True), ("7:00", False), ("24:01", False),
            ("12:00 pm", False), ("after 24:00", False),
        ],
    )  # fmt: skip
    def test_regression_a_pattern_with_a_choice_binds_as_a_whole(
        self, closing: str, *, accepted: bool
    ) -> None:
        pattern = TypeAdapter[str](ClosingTime).json_schema()["pattern"]
        assert bool(re.search(pattern, closing)) is accepted

    def test_a_line_has_no_character_that_people_can_not_see(self) -> None:
        # Half a character is not a text.
        letters = [*map(chr, range(0xD800)), *map(chr, range(0xE000, 0x10000))]
        accepted = {each for each in letters if LINE_PATTERN.find(each)}
        visible = {each for each in letters if is_visible(each) and each != " "}
        assert visible <= accepted
        # A later Unicode may give the others a meaning.
        assert {unicodedata.category(each) for each in accepted - visible} == {"Cn"}

    @pytest.mark.parametrize("text", [" a", "a ", "a\n", " "])
    def test_a_line_has_no_space_around_it(self, text: str) -> None:
        assert not LINE_PATTERN.find(text)
