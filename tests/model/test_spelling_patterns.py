"""The patterns of a JSON Schema accept every spelling that the library reads, and few others."""

from __future__ import annotations

import re
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ccb_support import Medium, Priority, RequestType
from ccb_support.model.file_schema import one_of, whole
from ccb_support.model.hours import Days, stated_days
from ccb_support.model.vocabulary import accept_spellings
from ccb_support.testing import strategies


def pattern_of(adapter: TypeAdapter[Any]) -> str:
    """Return the pattern of the texts that a field of a file reads as an enum."""
    return str(adapter.json_schema()["anyOf"][1]["pattern"])


PATTERNS = {
    RequestType: pattern_of(TypeAdapter(Annotated[RequestType, accept_spellings(RequestType)])),
    Priority: pattern_of(TypeAdapter(Annotated[Priority, accept_spellings(Priority)])),
    Medium: pattern_of(TypeAdapter(Annotated[Medium, accept_spellings(Medium)])),
}

DAY = TypeAdapter(Days).json_schema()["anyOf"][0]["anyOf"][1]["pattern"]

WORDS = ("queja", "petición de servicio", "ñandú")
EITHER = whole(one_of(WORDS))


class TestPatterns:
    """A word matches in any case, with or without accents, with any separators."""

    @given(strategies.as_written(st.sampled_from(WORDS)))
    def test_match_words_as_people_write_them(self, text: str) -> None:
        assert re.search(EITHER, text)

    @pytest.mark.parametrize(
        "text", ["__queja-", "peticion\tde - servicio", "QUE\u0301JA", "Ña\u0303ndu\u0301"]
    )
    def test_match_what_only_the_library_folds(self, text: str) -> None:
        assert re.search(EITHER, text)

    @pytest.mark.parametrize(
        "text", ["", "quejas", "que ja", "-queja", " -queja", "queja petición", "queja\u202e"]
    )
    def test_match_no_other_text_of_known_letters(self, text: str) -> None:
        assert not re.search(EITHER, text)

    def test_escape_what_is_no_letter(self) -> None:
        assert re.search(whole(one_of(["p1 (alta)"])), "P1 (ALTA)")
        assert not re.search(whole(one_of(["p1 (alta)"])), "P1 ALTA")


class TestSpellings:
    """Each enum, and the days, have a pattern of their spellings."""

    @given(strategies.written_request_types())
    def test_of_request_types(self, written: tuple[str, RequestType]) -> None:
        assert re.search(PATTERNS[RequestType], written[0])

    @given(strategies.written_priorities())
    def test_of_priorities(self, written: tuple[str | int, Priority]) -> None:
        assert re.search(PATTERNS[Priority], str(written[0]))

    @given(strategies.written_media())
    def test_of_media(self, written: tuple[str, Medium]) -> None:
        assert re.search(PATTERNS[Medium], written[0])

    @pytest.mark.parametrize(
        "text", ["PQRS", "urgente", "solicitud", "P6", "0", "fax", "web", "1.0"]
    )
    @pytest.mark.parametrize("kind", [RequestType, Priority, Medium])
    def test_of_no_other_word(self, kind: type[RequestType | Priority | Medium], text: str) -> None:
        assert not re.search(PATTERNS[kind], text)

    @given(
        st.lists(
            st.sampled_from(["lunes", "Sábado", "sunday", "FRIDAY", "a", "to", "y"]),
            min_size=1,
            max_size=3,
        )
    )
    def test_of_days(self, words: list[str]) -> None:
        text = " ".join(words)
        assert bool(re.search(DAY, text)) is bool(stated_days(text))
