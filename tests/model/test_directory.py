"""A directory: the one that ships, its file, its records, and the ids that callers give."""

from __future__ import annotations

import inspect
import re
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
from tests.builders import SHIPPED_TOML
from tests.model.small_directory import SMALL, closure, faults, special_day

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SHIPPED = default_directory()


class TestShippedDirectory:
    """The shipped directory is Bogotá's, announces no exception, and is loaded once."""

    def test_its_zone_is_a_zone_and_not_an_offset(self) -> None:
        assert SHIPPED.time_zone == SHIPPED.zone.key == "America/Bogota"

    def test_its_version_is_the_day_on_which_it_was_compared_with_its_source(self) -> None:
        assert SHIPPED.version == f"{SHIPPED.as_of:%Y.%m.%d}"

    def test_it_announces_no_exception(self) -> None:
        assert (SHIPPED.seasons, SHIPPED.special_days, SHIPPED.closures) == ((), (), ())

    def test_it_is_loaded_once(self) -> None:
        assert default_directory() is SHIPPED

    def test_the_exceptions_that_it_gives_as_examples_can_be_used(self) -> None:
        _, examples = SHIPPED_TOML.split("# --- Exceptions.")
        lines = re.findall(r"^# (\[\[.*|\w+ = .*)", examples, re.MULTILINE)
        directory = Directory.from_toml("\n".join([SHIPPED_TOML, *lines]))
        assert [each.name.en for each in directory.seasons] == ["Year-end hours"]
        assert [day.name.en for day in directory.special_days] == ["Christmas Eve"]
        assert [closure.name.en for closure in directory.closures] == ["Chat maintenance"]


class TestLanguage:
    """A directory names the language of its answers with any tag of Spanish or English."""

    @pytest.mark.parametrize(
        ("tag", "language"),
        [("es", "es"), ("ES_co", "es"), ("es-419", "es"), ("en", "en"), ("En-US", "en")],
    )
    def test_a_tag(self, tag: str, language: str) -> None:
        assert Directory.from_toml(f'language = "{tag}"\n{SMALL}').language == language
        pattern = Directory.model_json_schema()["properties"]["language"]["pattern"]
        assert re.search(pattern, tag)

    def test_spanish_if_none_is_named(self) -> None:
        assert Directory.from_toml(SMALL).language == "es"

    @pytest.mark.parametrize("tag", ['"fr"', '"español"', '""', "5", '["es"]'])
    def test_another_language_is_refused(self, tag: str) -> None:
        assert "es or en" in faults(f"language = {tag}\n{SMALL}")["language"]


class TestFiles:
    """A directory is read from a file in UTF-8."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
    def test_a_byte_order_mark_and_any_line_ends_are_accepted(
        self, tmp_path: Path, encoding: str, newline: str
    ) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(SHIPPED_TOML, encoding=encoding, newline=newline)
        assert Directory.from_file(path) == Directory.from_file(str(path)) == SHIPPED

    def test_another_encoding_is_refused_with_advice(self, tmp_path: Path) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(SHIPPED_TOML, encoding="latin-1")
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
        [SHIPPED_TOML, SMALL + special_day(through="2026-12-31", channels='["chat"]') + closure()],
        ids=["shipped", "small"],
    )
    def test_a_directory(self, text: str) -> None:
        directory = Directory.from_toml(text)
        assert Directory.model_validate_json(directory.model_dump_json()) == directory
        assert Directory.model_validate(directory) == directory
        assert hash(Directory.from_toml(text)) == hash(directory)

    @pytest.mark.parametrize("record", [Channel, EscalationLevel, SpecialDay, Closure, Directory])
    def test_every_key_of_a_record_is_explained(self, record: type[Channel]) -> None:
        for key in record.model_fields:
            assert f"\n    {key}: " in (inspect.getdoc(record) or "")

    def test_a_fault_is_a_path_and_a_message(self) -> None:
        assert Fault("a", "b") == ("a", "b", None, "")


class TestKnownIds:
    """Ids come in any collection, each known to the directory, and leave as plain ids."""

    @pytest.mark.parametrize("ids", [["chat", "pqrs"], {"pqrs", "chat"}, {"chat": 1, "pqrs": 2}])
    def test_in_any_collection(self, ids: Collection[str]) -> None:
        assert known_ids(ids, SHIPPED) == {"chat", "pqrs"}

    def test_of_no_channel(self) -> None:
        assert known_ids((), SHIPPED) == frozenset()

    @pytest.mark.parametrize(
        "ids",
        ["chat", b"cha", None, 5, iter(["chat"])],
        ids=["text", "bytes", "none", "number", "iterator"],
    )
    def test_that_are_not_in_a_collection_are_refused(self, ids: object) -> None:
        with pytest.raises(NotACollectionError, match="in a list, a tuple or a set"):
            known_ids(cast("list[str]", ids), SHIPPED)

    @pytest.mark.parametrize("unknown", ["fax", "Chat", "", 5, None])
    def test_that_are_unknown_are_refused(self, unknown: object) -> None:
        with pytest.raises(UnknownChannelError) as caught:
            known_ids(cast("list[str]", ["chat", unknown]), SHIPPED)
        assert caught.value.accepted == SHIPPED.channel_ids
