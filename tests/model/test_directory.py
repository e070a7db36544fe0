"""A directory: the one that ships, its file, its records, and the ids that callers give."""

from __future__ import annotations

import inspect
from importlib.resources import files
from typing import TYPE_CHECKING, cast

import pytest

from ccb_support import (
    Channel,
    Closure,
    Directory,
    DirectoryError,
    EscalationLevel,
    Fault,
    NotACollectionError,
    SpecialDay,
    UnknownChannelError,
    default_directory,
)
from ccb_support.model.directory import known_ids
from tests.model.small_directory import SMALL, closure, special_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

SHIPPED_TEXT = files("ccb_support").joinpath("directory.toml").read_text("utf-8")
SHIPPED = default_directory()


class TestShippedDirectory:
    """The shipped directory is Bogotá's, announces no exception, and is loaded once."""

    def test_its_zone_is_a_zone_and_no_offset(self) -> None:
        assert SHIPPED.time_zone == SHIPPED.zone.key == "America/Bogota"

    def test_its_version_is_the_day_on_which_it_was_compared_with_its_source(self) -> None:
        assert SHIPPED.version == f"{SHIPPED.as_of:%Y.%m.%d}"

    def test_it_announces_no_exception(self) -> None:
        assert (SHIPPED.special_days, SHIPPED.closures) == ((), ())

    def test_it_is_loaded_once(self) -> None:
        assert default_directory() is SHIPPED

    def test_the_exceptions_that_it_gives_as_examples_can_be_used(self) -> None:
        _, examples = SHIPPED_TEXT.split("# --- Exceptions.")
        lines = [line.removeprefix("# ") for line in examples.splitlines()[2:]]
        directory = Directory.from_toml("\n".join([SHIPPED_TEXT, *lines]))
        assert [day.name.en for day in directory.special_days] == ["Christmas Eve"]
        assert [closure.name.en for closure in directory.closures] == ["Chat maintenance"]


class TestFiles:
    """A directory is read from a file in UTF-8."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
    def test_with_or_without_a_mark_and_with_any_line_ends(
        self, tmp_path: Path, encoding: str, newline: str
    ) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(SHIPPED_TEXT, encoding=encoding, newline=newline)
        assert Directory.from_file(path) == Directory.from_file(str(path)) == SHIPPED

    def test_another_encoding_is_refused_with_the_way_out(self, tmp_path: Path) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(SHIPPED_TEXT, encoding="latin-1")
        with pytest.raises(DirectoryError, match="is not UTF-8 text: save it as UTF-8") as caught:
            Directory.from_file(path)
        assert [fault.path for fault in caught.value.faults] == [""]

    def test_a_file_that_is_not_there_is_an_error_of_the_system(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            Directory.from_file(tmp_path / "directory.toml")


class TestRecords:
    """A directory and its parts come back from JSON as what they were."""

    @pytest.mark.parametrize(
        "text",
        [SHIPPED_TEXT, SMALL + special_day(through="2026-12-31", channels='["chat"]') + closure()],
        ids=["shipped", "small"],
    )
    def test_a_directory(self, text: str) -> None:
        directory = Directory.from_toml(text)
        assert Directory.model_validate_json(directory.model_dump_json()) == directory
        assert Directory.model_validate(directory) == directory
        assert hash(Directory.from_toml(text)) == hash(directory)

    @pytest.mark.parametrize("record", [Channel, EscalationLevel, SpecialDay, Closure, Directory])
    def test_every_key_that_it_has_is_explained(self, record: type[Channel]) -> None:
        for key in record.model_fields:
            assert f"\n    {key}: " in (inspect.getdoc(record) or "")

    def test_a_fault_is_a_path_and_a_message(self) -> None:
        assert Fault("a", "b") == ("a", "b")


def test_what_is_no_text_and_no_path_is_reported() -> None:
    with pytest.raises(DirectoryError, match="5 is not text"):
        Directory.from_toml(cast("str", 5))
    with pytest.raises(DirectoryError, match="can't be the path of a file"):
        Directory.from_file("\0")


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
        assert known_ids(ids, SHIPPED) == {"chat", "pqrs"}

    def test_none_at_all(self) -> None:
        assert known_ids((), SHIPPED) == frozenset()

    def test_a_subclass_counts_by_its_letters(self) -> None:
        assert str(Shouting("chat")) == "CHAT"
        (found,) = known_ids([Shouting("chat")], SHIPPED)
        assert type(found) is str
        assert found == "chat"

    @pytest.mark.parametrize(
        "ids",
        ["chat", b"cha", None, 5, iter(["chat"]), Failing(["chat"])],
        ids=["text", "bytes", "none", "number", "iterator", "failing"],
    )
    def test_no_collection(self, ids: object) -> None:
        with pytest.raises(NotACollectionError, match="in a list, a tuple or a set"):
            known_ids(cast("list[str]", ids), SHIPPED)

    @pytest.mark.parametrize("unknown", ["fax", "Chat", "", 5, None])
    def test_unknown(self, unknown: object) -> None:
        with pytest.raises(UnknownChannelError) as caught:
            known_ids(cast("list[str]", ["chat", unknown]), SHIPPED)
        assert caught.value.accepted == SHIPPED.channel_ids
