"""Values that mean nothing, in place of words."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from ccb_support import (
    CcbSupportError,
    UnknownLanguageError,
)
from tests.hostile import FOR_EVER, NOON, any_recommend, shown

any_explain: Any = FOR_EVER.explain


pandas: Any = import_module("pandas")


class TestWords:
    """What means nothing is refused, and quoted."""

    @pytest.mark.parametrize(
        "language",
        ["", "es CO", 5, True, [], b"es", pandas.Index(["es", "en"])],
        ids=["nothing", "two words", "a number", "True", "a list", "bytes", "many"],
    )
    def test_regression_a_language_is_a_text(self, language: object) -> None:
        with pytest.raises(UnknownLanguageError, match="Use one of: es, en"):
            any_explain(language)

    @pytest.mark.parametrize("place", ["request_type", "priority", "prefer"])
    @pytest.mark.parametrize(
        "value",
        [object(), b"queja", {"P1": 1}, "\ud800", "\0", "q" * 1_000_000, 1j, float("nan"), len],
        ids=["an object", "bytes", "a table", "half a character", "a null", "a long text", "1j", "nan", "a function"],
    )  # fmt: skip
    def test_what_means_nothing_is_refused_and_quoted(self, place: str, value: object) -> None:
        question: dict[str, Any] = {"request_type": "claim", "priority": 3, "when": NOON}
        with pytest.raises(CcbSupportError) as caught:
            any_recommend(**question | {place: value})
        assert str(caught.value).startswith(shown(value))
