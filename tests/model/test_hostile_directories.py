"""Hostile texts and objects in place of a directory, its text, its file or its records."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from ccb_support import Channel, DayHours, Directory, DirectoryError, WeeklyHours, default_directory
from ccb_support.errors import QUOTED_LENGTH, quoted
from tests.hostile import NOON
from tests.model.small_directory import SMALL, closure, faults, special_day

if TYPE_CHECKING:
    from pathlib import Path

pandas: Any = import_module("pandas")

# A caller may ignore the types.
any_directory: Any = Directory

TEXT = SMALL.replace(
    'e164 = "+576017452141"', 'e164 = "+576017452141", extensions = ["7"], menu_option = "3"'
) + special_day(channels='["desk"]')
"""A directory that uses every key whose value is a text."""

QUOTED = [*re.finditer(r'"[^"]*"', TEXT)]
WORDS = [f'"{word}"' for word in ("1", "Mesa", "Desk", "Chat", "Jefe", "Head", "Cierre", "Closed")]
"""Words for people, which may be any visible line."""

NAMED_ALL = TEXT.replace('id = "chat"', 'id = "all"')

ADDRESSES = ["javascript:alert(1)", "data:text/html,x"]


def put(hostile: str, place: re.Match[str]) -> str:
    """Return `TEXT` with a hostile text between the quotes of a place."""
    return f'{TEXT[: place.start()]}"{hostile}"{TEXT[place.end() :]}'


def id_of(value: object) -> str | None:
    return f"{value.start()} {value[0]}" if isinstance(value, re.Match) else None


class TestDirectories:
    """A text or an object is a directory, or the error says everything that is wrong with it."""

    @pytest.mark.parametrize(
        ("place", "hostile"),
        [
            *product(QUOTED, ["\\u001b[2J", "\\u0000", "\\u202e", "", "x" * 3000]),
            *product([each for each in QUOTED if each[0] not in WORDS], ADDRESSES),
        ],
        ids=id_of,
    )
    def test_no_text_commands_a_terminal_or_a_browser(
        self, place: re.Match[str], hostile: str
    ) -> None:
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(put(hostile, place))
        assert str(caught.value).replace("\n", "").isprintable()

    @pytest.mark.parametrize("hostile", ADDRESSES)
    @pytest.mark.parametrize("place", [each for each in QUOTED if each[0] in WORDS], ids=id_of)
    def test_words_for_people_may_be_anything_visible(
        self, place: re.Match[str], hostile: str
    ) -> None:
        assert Directory.from_toml(put(hostile, place)).channel_ids == ("desk", "chat")

    def test_regression_days_on_one_date_are_reported_once_each(self) -> None:
        """Two thousand days make two million pairs."""
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(TEXT + special_day() * 2000)
        assert len(caught.value.faults) == 2000

    @pytest.mark.parametrize("channels", ['"all"', '["desk"]'])
    def test_all_between_quotes_alone_means_every_channel(self, channels: str) -> None:
        assert faults(NAMED_ALL + special_day(channels=channels)).keys() == {"special_days[1]"}

    def test_all_in_a_list_is_the_channel_of_that_id(self) -> None:
        text = NAMED_ALL + special_day(channels='["all"]')
        assert Directory.from_toml(text).special_days[1].channels == ("all",)

    def test_regression_many_ids_do_not_fill_every_message(self) -> None:
        content = dict(default_directory())
        desk = content["channels"][0]
        content["channels"] = [desk.model_copy(update={"id": f"c{n}"}) for n in range(1000)]
        content["closures"] = [tomllib.loads(closure(channels='["fax"]'))["closures"][0]]
        with pytest.raises(ValidationError, match=r"use one of c0, c1(?s:.)*…") as caught:
            Directory.model_validate(content)
        assert len(caught.value.errors()[0]["msg"]) < 2 * QUOTED_LENGTH

    def test_a_file_of_many_rows_is_read_as_a_whole(self) -> None:
        text = TEXT + "".join(f"\n[k{number}]\nx = {number}\n" for number in range(20_000))
        with pytest.raises(DirectoryError, match=r"has 20000 faults(?s:.)*and 19950 more$"):
            Directory.from_toml(text)

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("a." * 100_000 + "a = 1", id="bare names"),
            pytest.param('"a".' * 100_000 + "a = 1", id="quoted names"),
            pytest.param('"\\".".' * 100_000 + "a = 1", id="quoted quotes"),
            pytest.param("''.' . '." * 100_000 + "a = 1", id="quoted dots"),
            pytest.param('"\\' * 100_000 + "." * 100_000, id="quotes without an end"),
        ],
    )
    def test_regression_names_joined_by_dots_without_end(self, line: str) -> None:
        """TOML's reader takes quadratic time: a million names would take days."""
        with pytest.raises(DirectoryError, match=r"dotted names|can't be read as TOML"):
            Directory.from_toml(TEXT + line)

    def test_dots_in_quotes_join_no_names(self) -> None:
        dots = "https://example.org/" + "." * 500
        text = SMALL.replace("https://example.org/chat", dots)
        assert Directory.from_toml(text).channels[1].contacts[0].uri == dots

    @pytest.mark.parametrize("text", [None, 5, b"format = 2", ["format = 2"]], ids=quoted)
    def test_regression_other_types_than_text(self, text: object) -> None:
        with pytest.raises(DirectoryError, match="is not text: pass the TOML as a str"):
            any_directory.from_toml(text)

    @pytest.mark.parametrize("path", [None, 5.5, "a\0b", "\ud800", []], ids=quoted)
    def test_regression_other_values_than_a_path(self, path: object) -> None:
        with pytest.raises(DirectoryError, match="can't be the path of a file"):
            any_directory.from_file(path)

    def test_a_folder_is_an_error_of_the_system(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match=re.escape(str(tmp_path))):
            Directory.from_file(tmp_path)

    @pytest.mark.parametrize("record", [Directory, Channel, WeeklyHours, DayHours])
    @pytest.mark.parametrize(
        "value", [None, 5, "x", b"", object(), [object()], {"id": object()}, {1: 2}, {"a" * 10**6: 1}],
        ids=["None", "5", "text", "bytes", "an object", "a list of it", "an id of it", "no keys", "a long key"],
    )  # fmt: skip
    def test_other_values_than_a_record(self, record: type[Channel], value: object) -> None:
        with pytest.raises(ValidationError):
            record.model_validate(value)

    @pytest.mark.parametrize("field", Channel.model_fields)
    @pytest.mark.parametrize(
        "value", [None, -1, 10**5000, "\ud800", object(), [["x"]], pandas.NaT, NOON], ids=quoted
    )
    def test_a_channel_with_anything_for_a_field(self, field: str, value: object) -> None:
        content = dict(default_directory().channels[0])
        with pytest.raises(ValidationError):
            Channel.model_validate(content | {field: value})
