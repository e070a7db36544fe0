"""A folder with the editions of a directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ccb_support import Directory, DirectoryError, default_directory
from ccb_support.limits import MOST_EDITIONS
from ccb_support.model.editions import read_texts
from tests.builders import SHIPPED_TOML, line_with
from tests.editions import NEW, NEW_TOML, write_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_is_read_in_the_order_of_its_first_days(tmp_path: Path) -> None:
    assert Directory.from_folder(write_folder(tmp_path)) == (default_directory(), NEW)
    assert Directory.from_folder(str(tmp_path)) == (default_directory(), NEW)


def test_other_files_and_folders_do_not_count(tmp_path: Path) -> None:
    write_folder(tmp_path)
    for name in (".hidden.toml", "notes.txt", "old.toml.bak", "UPPER.TOML"):
        tmp_path.joinpath(name).write_text("no directory", "utf-8")
    tmp_path.joinpath("a-folder.toml").mkdir()
    assert len(Directory.from_folder(tmp_path)) == 2


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    write_folder(tmp_path)
    faulty = NEW_TOML.replace('opens = "07:00"', 'opens = "25:00"')
    tmp_path.joinpath("a.toml").write_text(faulty, "utf-8")
    again = NEW_TOML.replace("as_of = 2026-11-24", "as_of = 2026-11-25")
    tmp_path.joinpath("b.toml").write_text(again, "utf-8")
    tmp_path.joinpath("c.toml").write_text("version =", "utf-8")
    with pytest.raises(DirectoryError) as caught:
        Directory.from_folder(tmp_path)
    faults = [(each.file, each.path, each.line) for each in caught.value.faults]
    assert faults[0] == ("a.toml", "channels[0].hours[0].opens", line_with(faulty, "25:00"))
    assert [file for file, *_ in faults[1:]] == ["c.toml", "b.toml", "b.toml"]
    assert faults[2:] == [
        ("b.toml", "effective", line_with(again, "effective =")),
        ("b.toml", "version", line_with(again, "version =")),
    ]
    assert "b.toml, effective, line" in str(caught.value)
    assert "as aa-next.toml does" in str(caught.value)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match=r"the folder has no \.toml files"):
        Directory.from_folder(tmp_path)
    with pytest.raises(OSError, match="nowhere"):
        Directory.from_folder(tmp_path / "nowhere")


def test_a_folder_has_a_limit(tmp_path: Path) -> None:
    for number in range(MOST_EDITIONS + 1):
        tmp_path.joinpath(f"{number}.toml").touch()
    with pytest.raises(DirectoryError, match=f"{MOST_EDITIONS + 1}"):
        Directory.from_folder(tmp_path)


@pytest.mark.parametrize("path", ["", "a\0b", "\ud800"])
def test_what_is_no_path_is_refused_as_the_path_of_a_file(path: str) -> None:
    with pytest.raises((DirectoryError, OSError)) as of_file:
        Directory.from_file(path)
    with pytest.raises(of_file.type):
        read_texts(path)


def test_bytes_that_are_no_text_have_the_name_of_their_file(tmp_path: Path) -> None:
    write_folder(tmp_path).joinpath("latin.toml").write_bytes(b"# \xf1")
    with pytest.raises(DirectoryError) as caught:
        Directory.from_folder(tmp_path)
    assert [each.file for each in caught.value.faults] == ["latin.toml"]


@pytest.mark.parametrize(
    ("day", "is_right"),
    [
        ("1984-01-01", True),
        ("2199-12-31", True),
        ("1983-12-31", False),
        ("2200-01-01", False),
        ('"12-24"', False),
        ("20270101", False),
    ],
)
def test_a_first_day_is_a_supported_date(day: str, *, is_right: bool) -> None:
    text = SHIPPED_TOML.replace("as_of =", f"effective = {day}\nas_of =")
    if is_right:
        assert str(Directory.from_toml(text).effective) == day
    else:
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(text)
        assert [each.path for each in caught.value.faults] == ["effective"]
