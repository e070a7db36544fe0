"""A file is written whole or not at all, with the right mode, and no link is followed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from ccb_support.safe_write import write_safely
from tests.systems import NEEDS_LINUX, NEEDS_POSIX


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Take reading and writing from others, as many systems do."""
    before = os.umask(0o027)
    yield
    os.umask(before)


def write(target: Path, content: bytes = b"new") -> None:
    with write_safely(target) as file:
        file.write(content)


def write_in_part(target: Path, error: type[BaseException]) -> None:
    with write_safely(target) as file:
        file.write(b"ne")
        raise error


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


class TestAFile:
    """The file is there, and nothing beside it."""

    def test_is_written(self, tmp_path: Path) -> None:
        write(tmp_path / "file")
        assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"new")]

    def test_is_replaced_at_the_end(self, tmp_path: Path) -> None:
        target = tmp_path / "file"
        target.write_bytes(b"old")
        with write_safely(target) as file:
            file.write(b"new")
            file.flush()
            assert target.read_bytes() == b"old"
        assert target.read_bytes() == b"new"
        assert [*tmp_path.iterdir()] == [target]

    def test_of_another_program_that_came_meanwhile_stays(self, tmp_path: Path) -> None:
        target = tmp_path / "file"
        with pytest.raises(FileExistsError) as raised, write_safely(target):
            write(target, b"theirs")
        assert raised.value.filename == str(target)
        assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"theirs"]

    @NEEDS_POSIX
    def test_has_the_mode_of_any_new_file(self, tmp_path: Path) -> None:
        plain, target = tmp_path / "plain", tmp_path / "file"
        plain.touch()
        write(target)
        assert mode_of(target) == mode_of(plain) == 0o640

    @NEEDS_POSIX
    @pytest.mark.parametrize("mode", [0o400, 0o600, 0o644, 0o666, 0o755])
    def test_keeps_its_mode(self, tmp_path: Path, mode: int) -> None:
        target = tmp_path / "file"
        target.touch()
        target.chmod(mode)
        with write_safely(target):
            (unfinished,) = {*tmp_path.iterdir()} - {target}
            assert mode_of(unfinished) & ~mode == 0  # it is never open to more people
        assert mode_of(target) == mode


class TestFailure:
    """If the writing ends early, the old file stays, and no unfinished file does."""

    @pytest.mark.parametrize("error", [OSError, ValueError, KeyboardInterrupt, SystemExit])
    def test_leaves_the_old_file_whole(self, tmp_path: Path, error: type[BaseException]) -> None:
        target = tmp_path / "file"
        target.write_bytes(b"old")
        with pytest.raises(error):
            write_in_part(target, error)
        assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"old")]

    def test_of_the_first_step_names_the_file(self, tmp_path: Path) -> None:
        target = tmp_path / "none" / "file"
        with pytest.raises(FileNotFoundError) as raised:
            write(target)
        assert raised.value.filename == str(target)

    @NEEDS_POSIX  # Windows refuses it in other words
    def test_of_the_last_step_names_the_file_and_leaves_nothing_else(self, tmp_path: Path) -> None:
        target = tmp_path / "folder"
        target.mkdir()
        with pytest.raises(IsADirectoryError) as raised:
            write(target)
        assert (raised.value.filename, raised.value.filename2) == (str(target), None)
        assert [*tmp_path.iterdir()] == [target]

    @NEEDS_LINUX
    @pytest.mark.parametrize(
        ("content", "is_named"),
        [(b"short", True), (b"long" * 99_999, False)],
        ids=["at the end", "at once"],
    )
    def test_of_a_full_disk_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, *, is_named: bool
    ) -> None:
        def open_full_device(_path: object, _flags: int, *, mode: int) -> int:
            assert mode == 0o666
            return open_device("/dev/full", os.O_WRONLY)

        open_device, target = os.open, tmp_path / "file"
        monkeypatch.setattr(os, "open", open_full_device)
        with pytest.raises(OSError, match="No space left on device") as raised:
            write(target, content)
        assert raised.value.filename == (str(target) if is_named else None)
        assert [*tmp_path.iterdir()] == []

    def test_of_the_caller_stays_as_it_is(self, tmp_path: Path) -> None:
        error = OSError(5, "Input/output error")
        with pytest.raises(OSError, match="Input") as raised, write_safely(tmp_path / "file"):
            raise error
        assert raised.value is error


@NEEDS_POSIX
class TestLinks:
    """No link is followed: neither one at the target, nor one that is planted on the way."""

    @pytest.mark.parametrize("leads_to_a_file", [True, False])
    def test_at_the_target_is_replaced(self, tmp_path: Path, *, leads_to_a_file: bool) -> None:
        victim, target = tmp_path / "victim", tmp_path / "file"
        if leads_to_a_file:
            victim.write_bytes(b"old")
            victim.chmod(0o666)
        target.symlink_to(victim)
        write(target)
        assert (target.is_symlink(), target.read_bytes()) == (False, b"new")
        assert mode_of(target) == 0o640
        assert victim.exists() == leads_to_a_file
        assert not leads_to_a_file or victim.read_bytes() == b"old"

    def test_planted_where_the_new_file_is_written_stops_the_writing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("secrets.token_hex", Mock(return_value="guess"))
        victim, planted = tmp_path / "victim", tmp_path / ".guess.part"
        victim.write_bytes(b"old")
        planted.symlink_to(victim)
        with pytest.raises(FileExistsError):
            write(tmp_path / "file")
        assert victim.read_bytes() == b"old"
        assert planted.is_symlink()
