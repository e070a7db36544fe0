"""Words and numbers of any class count for their letters and their value."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest

from ccb_support import (
    CcbSupportError,
    Medium,
    Priority,
    RequestType,
    UnknownLanguageError,
    colombian_holidays,
    recommend,
)
from tests.hostile import FOR_EVER, NOON, Fails, Letters, Number, any_recommend, shown

any_explain: Any = FOR_EVER.explain


pandas: Any = import_module("pandas")


class TestWords:
    """Words count for their letters, and numbers for their value, in any class."""

    def test_regression_a_text_that_fails_at_everything(self) -> None:
        assert RequestType.parse(Letters("complaint")) is RequestType.COMPLAINT
        assert RequestType.parse(Letters("Queja")) is RequestType.COMPLAINT
        assert Priority.parse(Letters("P3")) is Priority.MEDIUM
        assert Medium.parse(Letters("Correo")) == "email"
        assert FOR_EVER.explain(Letters("en")) == FOR_EVER.explain("en")
        answer = recommend("incident", 4, NOON, unavailable=[Letters("chat")])
        assert [each.id for each in answer.alternatives] == ["email"]

    def test_regression_a_number_that_fails_at_everything(self) -> None:
        assert Priority.parse(Number(3)) is Priority.MEDIUM
        assert len(colombian_holidays(Number(2026))) == 19
        with pytest.raises(CcbSupportError, match=re.escape(shown(Number(6)))):
            Priority.parse(Number(6))

    @pytest.mark.parametrize(
        "language",
        ["", "es CO", 5, True, [], b"es", Fails(), pandas.Index(["es", "en"])],
        ids=["nothing", "two words", "a number", "True", "a list", "bytes", "what fails", "many"],
    )
    def test_regression_a_language_is_a_text(self, language: object) -> None:
        with pytest.raises(UnknownLanguageError, match="Use one of: es, en"):
            any_explain(language)

    @pytest.mark.parametrize("place", ["request_type", "priority", "prefer"])
    @pytest.mark.parametrize(
        "value",
        [Fails(), object(), b"queja", {"P1": 1}, "\ud800", "\0", "q" * 1_000_000, 1j, float("nan"), len],
        ids=["what fails", "an object", "bytes", "a table", "half a character", "a null", "a long text", "1j", "nan", "a function"],
    )  # fmt: skip
    def test_what_means_nothing_is_refused_and_quoted(self, place: str, value: object) -> None:
        question: dict[str, Any] = {"request_type": "claim", "priority": 3, "when": NOON}
        with pytest.raises(CcbSupportError) as caught:
            any_recommend(**question | {place: value})
        assert str(caught.value).startswith(shown(value))
