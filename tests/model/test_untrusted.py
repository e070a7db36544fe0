"""Values of foreign code: what the library reads of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pytest

from ccb_support.model.untrusted import as_mapping, as_sequence, items_of, letters_of, members_of
from tests.hostile import failing


class TestLetters:
    """Only a `str` has letters."""

    @pytest.mark.parametrize(
        ("value", "letters"), [("X", "X"), ("", ""), (None, ""), (5, ""), (b"X", "")], ids=repr
    )
    def test_of_anything(self, value: object, letters: str) -> None:
        assert letters_of(value) == letters


class TestTables:
    """A value that is not a list, or not a table, counts as an empty one."""

    @pytest.mark.parametrize("value", [5, "text", None, {"a": 1}], ids=repr)
    def test_what_is_not_a_list(self, value: object) -> None:
        assert as_sequence(value) == ()
        assert as_sequence([value]) == [value]

    @pytest.mark.parametrize("value", [5, "text", None, [1]], ids=repr)
    def test_what_is_not_a_table(self, value: object) -> None:
        assert as_mapping(value) == {}
        assert as_mapping({"key": value}) == {"key": value}


class TestMembers:
    """A collection has members. Text does not count, nor a collection that fails."""

    def test_of_a_wanted_collection(self) -> None:
        assert members_of(["a", "b"], Sequence) == ("a", "b")
        assert members_of({"a": 1}, Collection) == ("a",)
        assert members_of(iter("ab"), Iterable) == ("a", "b")
        assert members_of((), Sequence) == ()

    @pytest.mark.parametrize(
        "value",
        ["ab", b"ab", None, 5, iter("ab"), failing(list, "__iter__")("ab")],
        ids=["text", "bytes", "none", "number", "iterator", "failing"],
    )
    def test_of_anything_else(self, value: object) -> None:
        assert members_of(value, Collection) is None


class TestItems:
    """A mapping has items, unless it fails."""

    def test_of_a_mapping(self) -> None:
        assert items_of({"a": 1, None: "b"}) == [("a", 1), (None, "b")]
        assert items_of({}) == []

    def test_of_one_that_fails(self) -> None:
        assert items_of(failing(dict, "items")(a=1)) is None

    def test_of_one_whose_items_are_no_pairs(self) -> None:
        def numbers(_: object) -> list[int]:
            return [1]

        odd: Any = type("Odd", (dict,), {"items": numbers})
        assert items_of(odd(a=1)) is None
