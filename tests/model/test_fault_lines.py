"""Each fault of a directory in TOML has the line on which to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ccb_support import Directory, DirectoryError, Fault
from tests.builders import SHIPPED_TOML, line_with

if TYPE_CHECKING:
    from pathlib import Path


def edited(old: str, new: str) -> str:
    """Return the shipped file with one text in the place of another, which it has."""
    assert old in SHIPPED_TOML
    return SHIPPED_TOML.replace(old, new, 1)


def only_fault(text: str) -> Fault:
    with pytest.raises(DirectoryError) as caught:
        Directory.from_toml(text)
    (fault,) = caught.value.faults
    return fault


class TestFaultLines:
    """The line is that of the key, or of what it is missing in."""

    @pytest.mark.parametrize(
        ("old", "new", "path"),
        [
            ('"America/Bogota"', '"America/Bogotá" # HERE', "time_zone"),
            (', closes = "17:00" },', " }, # HERE", "channels[0].hours[0].closes"),
            ('closes = "17:00" },', 'closes = "5 p. m." }, # HERE', "channels[0].hours[0].closes"),
            ('holidays = "open"', 'holiday = "open" # HERE', "channels[1].holiday"),
            ('+573187174937" },', '3187174937" }, # HERE', "channels[1].contacts[0].e164"),
            ('id = "chat"', 'id = "email" # HERE', "channels[4].id"),
            ("level = 3", "level = 1 # HERE", "escalation[2].level"),
            ("[name]\n", '[name]\nfr = "Bureau" # HERE\n', "name.fr"),
        ],
    )
    def test_of_the_shipped_file(self, old: str, new: str, path: str) -> None:
        text = edited(old, new)
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(text)
        lines = {fault.path: fault.line for fault in caught.value.faults}
        assert lines[path] == line_with(text, "# HERE")

    def test_a_key_missing_from_the_whole_has_no_line(self) -> None:
        fault = only_fault(edited("as_of = 2026-11-24", ""))
        assert (fault.path, fault.line) == ("as_of", None)

    def test_a_text_that_is_not_toml_has_the_line_of_its_first_mistake(self) -> None:
        text = edited("as_of = 2026-11-24", "as_of = 24 de noviembre")
        fault = only_fault(text)
        assert (fault.path, fault.line) == ("", line_with(text, "24 de noviembre"))

    def test_a_text_that_ends_too_early_has_no_line(self) -> None:
        assert only_fault("name = [").line is None

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_of_a_file_with_any_ends_of_lines_and_a_mark_in_front(
        self, tmp_path: Path, end: str
    ) -> None:
        text = edited("America/Bogota", "America/Bogotá")
        path = tmp_path / "directory.toml"
        path.write_bytes(text.replace("\n", end).encode("utf-8-sig"))
        with pytest.raises(DirectoryError) as caught:
            Directory.from_file(path)
        (fault,) = caught.value.faults
        assert fault.line == line_with(text, "time_zone")
