"""Ids of channels as callers give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from ccb_support import NotACollectionError, UnknownChannelError, default_directory
from ccb_support.model.channel_ids import known_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

DIRECTORY = default_directory()


class Shouting(str):
    """A text that looks like another when it is printed."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.upper()


class Failing(list[str]):
    """A collection that fails when it is read."""

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError


class TestKnownIds:
    """Ids come in any collection, each known to the directory, and leave as plain ids."""

    @pytest.mark.parametrize("ids", [["chat", "pqrs"], {"pqrs", "chat"}, {"chat": 1, "pqrs": 2}])
    def test_any_collection(self, ids: Collection[str]) -> None:
        assert known_ids(ids, DIRECTORY) == {"chat", "pqrs"}

    def test_none_at_all(self) -> None:
        assert known_ids((), DIRECTORY) == frozenset()

    def test_a_subclass_counts_by_its_letters(self) -> None:
        assert str(Shouting("chat")) == "CHAT"
        (found,) = known_ids([Shouting("chat")], DIRECTORY)
        assert type(found) is str
        assert found == "chat"

    @pytest.mark.parametrize(
        "ids",
        ["chat", b"cha", None, 5, iter(["chat"]), Failing(["chat"])],
        ids=["text", "bytes", "none", "number", "iterator", "failing"],
    )
    def test_no_collection(self, ids: object) -> None:
        with pytest.raises(NotACollectionError, match="in a list, a tuple or a set"):
            known_ids(cast("list[str]", ids), DIRECTORY)

    @pytest.mark.parametrize("unknown", ["fax", "Chat", "", 5, None])
    def test_unknown(self, unknown: object) -> None:
        with pytest.raises(UnknownChannelError) as caught:
            known_ids(cast("list[str]", ["chat", unknown]), DIRECTORY)
        assert caught.value.accepted == DIRECTORY.channel_ids
