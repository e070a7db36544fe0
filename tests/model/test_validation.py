"""Checks that report every fault at once, each with its path."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from ccb_support import Fault, LocalizedText
from ccb_support.model.validation import list_faults, valid_items

GOOD = {"es": "hola", "en": "hello"}


def faults(value: object, raw: object) -> list[Fault]:
    with pytest.raises(ValidationError) as caught:
        LocalizedText.model_validate(value)
    return list_faults(caught.value, raw, LocalizedText)


class TestPaths:
    """A fault's path is where it stands in what was read."""

    def test_a_key_that_is_missing_is_named(self) -> None:
        assert faults({"es": "hola"}, {"es": "hola"}) == [Fault("en", "is missing: add it")]

    def test_a_key_that_is_unknown_is_named(self) -> None:
        (fault,) = faults({**GOOD, "fr": "salut"}, {**GOOD, "fr": "salut"})
        assert fault == Fault("fr", "unknown key: remove it")

    @pytest.mark.parametrize(
        ("key", "path"),
        [
            ("\x1b[31m", r"'\x1b[31m'"),
            ("two\nlines", r"'two\nlines'"),
            ("x" * 10_000, f"'{'x' * 399}…"),
        ],
        ids=["a command of a terminal", "two lines", "a long one"],
    )
    def test_regression_a_key_that_is_no_word_is_quoted(self, key: str, path: str) -> None:
        (fault,) = faults({**GOOD, key: ""}, {**GOOD, key: ""})
        assert fault.path == path

    def test_a_fault_of_the_whole_has_no_path(self) -> None:
        (fault,) = faults(5, 5)
        assert fault.path == ""
        assert str(fault) == fault.message

    def test_a_fault_tells_its_path_first(self) -> None:
        assert str(Fault("name.es", "is missing: add it")) == "name.es: is missing: add it"


class TestMessages:
    """A fault quotes what was found, unless that is a whole table."""

    @pytest.mark.parametrize(
        ("found", "quoted"),
        [
            (5, " (got 5)"),
            ("", " (got '')"),
            ("two\nlines", r" (got 'two\nlines')"),
            (None, ""),
            ([1], ""),
            ({"a": 1}, ""),
        ],
        ids=repr,
    )
    def test_what_was_found(self, found: object, quoted: str) -> None:
        (fault,) = faults({**GOOD, "es": found}, {**GOOD, "es": found})
        assert fault.message.endswith(quoted)
        assert ("(got" in fault.message) is bool(quoted)


class TestUnsoundContent:
    """Checks go on with whatever is sound by itself."""

    def test_only_sound_items_are_looked_at(self) -> None:
        items = [5, GOOD, {"es": "only"}, GOOD]
        assert list(valid_items(items, TypeAdapter(LocalizedText))) == [
            (1, LocalizedText.model_validate(GOOD)),
            (3, LocalizedText.model_validate(GOOD)),
        ]
