"""A hostile text or object is a directory, or the error says everything that is wrong with it."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from ccb_support import Channel, DayHours, Directory, DirectoryError, WeeklyHours, default_directory
from ccb_support.errors import QUOTED_LENGTH, quoted
from tests.hostile import NOON, Fails, failing

if TYPE_CHECKING:
    from pathlib import Path


pandas: Any = import_module("pandas")

TABLES = """
format = 1
version = "1"
as_of = 2026-11-24
name = { es = "Mesa", en = "Desk" }
time_zone = "America/Bogota"

[[channels]]
id = "desk"
name = { es = "Mesa uno", en = "Desk one" }
request_types = ["claim"]
priorities = ["P1"]
hours = [{ days = ["monday"], opens = "07:00", closes = "17:00" }]
holidays = "closed"
contacts = [
  { medium = "phone", printed = "(601) 5550100", e164 = "+576015550100", extensions = ["7"], menu_option = "3" },
  { medium = "email", address = "desk@example.org" },
  { medium = "chat", url = "https://example.org/chat" },
]

[[escalation]]
level = 1
name = { es = "Supervisor", en = "supervisor" }
hours = "not_stated"
contacts = [{ medium = "email", address = "boss@example.org" }]

[[special_days]]
name = { es = "Mudanza", en = "Move" }
channels = ["desk"]
date = 2026-12-24
hours = "closed"
"""


def with_christmas_eves(count: int, channels: str = '"all"') -> str:
    """Return the text with so many more special days on one date."""
    entry = f'\n[[special_days]]\nname = {{ es = "a", en = "b" }}\nchannels = {channels}\ndate = 2026-12-24\nhours = "closed"\n'
    return TABLES + entry * count


FREE = {
    *('"1"', '"Mesa"', '"Desk"', '"Mesa uno"', '"Desk one"', '"(601) 5550100"'),
    *('"Supervisor"', '"supervisor"', '"Mudanza"', '"Move"'),
}
"""Words for people, which may be any one line."""


class TestDirectories:
    """A text or an object is a directory, or the error says everything that is wrong with it."""

    @pytest.mark.parametrize("text", dict.fromkeys(re.findall(r'"[^"]*"', TABLES)))
    @pytest.mark.parametrize(
        "hostile",
        [
            "\\u001b[2J",
            "\\u0000",
            "\\u202e",
            "javascript:alert(1)",
            "data:text/html,x",
            "",
            "x" * 3000,
        ],
    )
    def test_no_text_of_it_may_command_a_terminal_or_a_browser(
        self, text: str, hostile: str
    ) -> None:
        changed = f'"{hostile}"'
        if text in FREE and "\\u" not in hostile and hostile and len(hostile) < 500:
            Directory.from_toml(TABLES.replace(text, changed, 1))
            return
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(TABLES.replace(text, changed, 1))
        assert str(caught.value).replace("\n", "").isprintable()

    def test_regression_days_on_one_date_are_told_once_each(self) -> None:
        """Of two thousand there are two million pairs."""
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(with_christmas_eves(2000))
        assert len(caught.value.faults) == 2000

    @pytest.mark.parametrize(
        ("channels", "faults"), [('"all"', 1), ('["desk"]', 1), ('["all"]', 0)], ids=repr
    )
    def test_a_channel_may_be_named_all(self, channels: str, faults: int) -> None:
        """Between quotes alone it means every channel; in a list it is the channel of that id."""
        text = with_christmas_eves(1, channels).replace(
            "[[escalation]]", f"{ANOTHER}\n[[escalation]]"
        )
        found = 0
        try:
            Directory.from_toml(text)
        except DirectoryError as error:
            found = len(error.faults)
        assert found == faults

    def test_regression_many_ids_do_not_fill_every_message(self) -> None:
        content = dict(default_directory())
        desk = content["channels"][0]
        content["channels"] = [desk.model_copy(update={"id": f"c{n}"}) for n in range(1000)]
        content["closures"] = [
            {"name": {"es": "a", "en": "b"}, "channels": ["fax"], "starts": "2026-12-05T22:00", "ends": "2026-12-06T22:00"}
        ]  # fmt: skip
        with pytest.raises(ValidationError, match=r"use one of c0, c1(?s:.)*…") as caught:
            Directory.model_validate(content)
        assert len(caught.value.errors()[0]["msg"]) < 2 * QUOTED_LENGTH

    def test_a_file_of_many_rows_is_read_as_a_whole(self) -> None:
        text = TABLES + "".join(f"\n[k{number}]\nx = {number}\n" for number in range(20_000))
        with pytest.raises(DirectoryError, match=r"has 20000 faults(?s:.)*and 19950 more$"):
            Directory.from_toml(text)

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("a." * 500_000 + "a = 1", id="bare names"),
            pytest.param('"a".' * 500_000 + "a = 1", id="quoted names"),
            pytest.param('"\\".".' * 500_000 + "a = 1", id="quoted quotes"),
            pytest.param("''.' . '." * 500_000 + "a = 1", id="quoted dots"),
            pytest.param('"\\' * 500_000 + "." * 500_000, id="quotes without an end"),
        ],
    )
    def test_regression_names_joined_by_dots_without_end(self, line: str) -> None:
        """TOML's reader takes the square of their number; a million would take it days."""
        with pytest.raises(DirectoryError, match=r"dotted names|can't be read as TOML"):
            Directory.from_toml(TABLES + line)

    def test_dots_in_quotes_are_no_names(self) -> None:
        dots = "https://example.org/" + "." * 500
        text = TABLES.replace("https://example.org/chat", dots)
        assert Directory.from_toml(text).channels[0].contacts[2].uri == dots

    @pytest.mark.parametrize("text", [None, 5, b"format = 1", ["format = 1"], Fails()], ids=quoted)
    def test_regression_what_is_no_text(self, text: Any) -> None:  # noqa: ANN401 - the point
        with pytest.raises(DirectoryError, match="is not text: pass the TOML as a str"):
            Directory.from_toml(text)

    @pytest.mark.parametrize("path", [None, 5.5, "a\0b", "\ud800", [], Fails()], ids=quoted)
    def test_regression_what_is_no_path(self, path: Any) -> None:  # noqa: ANN401 - the point
        with pytest.raises(DirectoryError, match="can't be the path of a file"):
            Directory.from_file(path)

    def test_a_folder_is_an_error_of_the_system(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match=re.escape(str(tmp_path))):
            Directory.from_file(tmp_path)

    def test_regression_a_text_of_another_class(self) -> None:
        plain = failing(str, "splitlines", "replace", "__str__", "__eq__")
        assert Directory.from_toml(plain(TABLES)) == Directory.from_toml(TABLES)

    @pytest.mark.parametrize("record", [Directory, Channel, WeeklyHours, DayHours])
    @pytest.mark.parametrize(
        "value", [None, 5, "x", b"", object(), Fails(), [Fails()], {"id": Fails()}, {1: 2}, {"a" * 10**6: 1}],
        ids=["None", "5", "text", "bytes", "an object", "what fails", "a list of it", "an id of it", "no keys", "a long key"],
    )  # fmt: skip
    def test_what_is_none_at_all(self, record: type[Channel], value: object) -> None:
        with pytest.raises(ValidationError):
            record.model_validate(value)

    @pytest.mark.parametrize("field", Channel.model_fields)
    @pytest.mark.parametrize(
        "value", [None, -1, 10**5000, "\ud800", Fails(), [["x"]], pandas.NaT, NOON], ids=quoted
    )
    def test_a_channel_with_anything_for_a_field(self, field: str, value: object) -> None:
        content = dict(default_directory().channels[0])
        with pytest.raises(ValidationError):
            Channel.model_validate(content | {field: value})


ANOTHER = """
[[channels]]
id = "all"
name = { es = "Mesa dos", en = "Desk two" }
request_types = "all"
priorities = "all"
hours = "always"
holidays = "open"
contacts = [{ medium = "email", address = "two@example.org" }]
"""
