"""An edit of a watched file goes live if it has no faults; a faulty edit changes nothing."""

from __future__ import annotations

import logging
import os
import socket
import sys
from contextlib import chdir
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from ccb_support import Directory, DirectoryError, default_directory
from ccb_support.live import watched_file
from ccb_support.live.watched_file import WatchedFile
from ccb_support.model import LocalizedText
from tests.builders import SHIPPED_TOML, Clock
from tests.live.edits import FAULTY, emergency, live, mistake, save, with_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ccb_support import Router

PATIENCE = 60.0
"""How many seconds a busy machine may take."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    return path


@pytest.fixture
def file(path: Path) -> WatchedFile:
    """A file whose edits wait for nothing but the second look."""
    return WatchedFile(path, Clock(), settle=0)


class TestASoundEdit:
    """An edit without faults goes live at the second look that sees it, and all at once."""

    def test_goes_live(self, file: WatchedFile, path: Path) -> None:
        before = file.current
        save(path, emergency())
        file.look()
        assert file.current is before
        file.look()
        assert file.current.directory == Directory.from_toml(emergency())
        assert file.current is not before
        assert file.current.router is not before.router

    def test_goes_live_again_and_again(self, file: WatchedFile, path: Path) -> None:
        for version in ("2", "3", "2"):
            save(path, with_version(version))
            assert live(file) == version

    def test_is_seen_if_size_and_times_are_the_same(self, file: WatchedFile, path: Path) -> None:
        before = path.stat()
        path.write_text(with_version("2026.11.25"), "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert live(file) == "2026.11.25"

    def test_is_named_in_the_log(
        self, file: WatchedFile, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "ccb_support.live")
        save(path, with_version("2"))
        assert live(file) == "2"
        assert caplog.messages == [f"worker {os.getpid()}: {path}: version 2 is live"]

    @pytest.mark.parametrize("channels", ['"all"', '["national_line", "p1_mobile", "pqrs"]'])
    def test_may_close_every_telephone(self, file: WatchedFile, path: Path, channels: str) -> None:
        """It is the truth of an emergency, though `verify` calls it an error."""
        save(path, emergency("evacuated", channels))
        assert live(file) == "evacuated"

    def test_may_have_a_special_day_on_which_nobody_answers(
        self, file: WatchedFile, path: Path
    ) -> None:
        mourning = """
[[special_days]]
name = { es = "Duelo", en = "mourning" }
channels = "all"
date = 2026-12-01
hours = []
"""
        save(path, with_version("mourning") + mourning)
        assert live(file) == "mourning"

    def test_may_keep_the_errors_of_the_live_directory(self, tmp_path: Path) -> None:
        path = tmp_path / "directory.toml"
        only_pqrs = SHIPPED_TOML.partition('[[channels]]\nid = "p1_mobile"')[0]
        path.write_text(only_pqrs, "utf-8")
        file = WatchedFile(path, Clock())
        save(path, with_version("2", only_pqrs))
        assert live(file) == "2"


class TestAnUnchangedFile:
    """Without an edit, nothing is read again."""

    def test_stays(self, file: WatchedFile, path: Path) -> None:
        before = file.current
        save(path, SHIPPED_TOML)
        assert live(file) == default_directory().version
        assert file.current is before


class TestAFaultyEdit:
    """A faulty edit leaves the live directory as it is, and the log says what is wrong."""

    @pytest.mark.parametrize("toml", FAULTY.values(), ids=FAULTY)
    def test_does_not_go_live(
        self, file: WatchedFile, path: Path, toml: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        save(path, toml)
        for _ in range(3):
            assert live(file) == default_directory().version
        (record,) = caplog.records
        assert record.levelname == "ERROR"
        version = default_directory().version
        assert record.getMessage().startswith(
            f"worker {os.getpid()}: {path}: The last edit of the file is refused, and version "
            f"{version} stays live: "
        )

    def test_is_noted_until_the_next_good_one(self, file: WatchedFile, path: Path) -> None:
        found = [code_of(file)]
        for toml in (mistake(), with_version("2")):
            save(path, toml)
            live(file)
            found.append(code_of(file))
        assert found == [None, "edit_refused", None]

    def test_may_not_bring_back_what_the_live_one_has_mended(self, tmp_path: Path) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(FAULTY["nobody for incidents"], "utf-8")
        file = WatchedFile(path, Clock(), settle=0)
        save(path, with_version("2"))
        assert live(file) == "2"
        save(path, FAULTY["nobody for incidents"])
        assert live(file) == "2"

    def test_may_follow_a_good_one(self, file: WatchedFile, path: Path) -> None:
        save(path, with_version("2"))
        assert live(file) == "2"
        save(path, FAULTY["nobody for incidents"])
        assert live(file) == "2"

    def test_says_in_both_languages_who_has_nobody(self, file: WatchedFile, path: Path) -> None:
        save(path, FAULTY["nobody for incidents"])
        live(file)
        assert file.current.warning is not None
        spanish, english = file.current.warning.message
        assert "ningún canal recibe estas solicitudes" in spanish
        assert "no channel serves these requests" in english

    def test_has_its_faults_in_the_log(
        self, file: WatchedFile, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        save(path, mistake())
        live(file)
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(mistake())
        assert str(caught.value) in caplog.text

    def test_is_corrected_by_the_next_edit(self, file: WatchedFile, path: Path) -> None:
        save(path, mistake())
        live(file)
        save(path, emergency())
        assert live(file) == "emergency"

    def test_is_a_file_that_is_gone(
        self, file: WatchedFile, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        path.unlink()
        assert live(file) == default_directory().version
        assert len(caplog.records) == 1
        path.write_text(with_version("2"), "utf-8")
        assert live(file) == "2"

    def test_is_bytes_that_are_no_text(self, file: WatchedFile, path: Path) -> None:
        path.write_bytes(SHIPPED_TOML.encode("utf-16"))
        assert live(file) == default_directory().version

    def test_is_seen_in_the_year_in_which_it_begins(self, path: Path) -> None:
        """The verification is about the year from now on, as far as the calendar goes."""
        clock = Clock()
        file = WatchedFile(path, clock)
        clock.show("2199-06-01 00:00")
        save(path, FAULTY["nobody for incidents"])
        assert live(file) == default_directory().version
        save(path, with_version("2"))
        assert live(file) == "2"


def test_an_error_about_no_request_is_refused_if_it_is_new(
    file: WatchedFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = LocalizedText(es="Número equivocado", en="wrong number")
    found = Mock(code="wrong_number", requests=(), message=message)
    errors = {"2": (found,)}

    def verify(router: Router, *_range: datetime) -> Mock:
        return Mock(errors=errors.get(router.directory.version, ()))

    monkeypatch.setattr(watched_file, "verify", verify)
    save(path, with_version("2"))
    assert live(file) == default_directory().version
    # A directory that has the error may keep it.
    errors[default_directory().version] = (found,)
    save(path, with_version("2") + "\n")
    assert live(file) == "2"


def code_of(file: WatchedFile) -> str | None:
    """Return what happened to the last edit."""
    return file.current.warning and file.current.warning.code


class TestHalfAFile:
    """A file that somebody is writing is not a directory yet."""

    HALF = SHIPPED_TOML.partition('[[channels]]\nid = "chat"')[0]
    """It is a directory, too."""

    def test_half_of_it_never_goes_live(self, file: WatchedFile, path: Path) -> None:
        Directory.from_toml(self.HALF)
        before = file.current
        path.write_text(self.HALF, "utf-8")
        file.look()
        path.write_text(with_version("2"), "utf-8")
        file.look()
        assert file.current is before
        file.look()
        assert file.current.directory.version == "2"


class Timer:
    """Elapsed seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def timer(monkeypatch: pytest.MonkeyPatch) -> Timer:
    timer = Timer()
    monkeypatch.setattr(watched_file, "monotonic", timer)
    return timer


def without(part: str) -> str:
    """Return the shipped file without one of its tables."""
    before, found, rest = SHIPPED_TOML.partition(part)
    assert found
    return before + rest[rest.index("[[") :]


CHAT = '[[channels]]\nid = "chat"'
LAST_LINE = "the last line of the file, or one like it"


class TestAnEditThatDropsSomething:
    """It may be half a file, so it must stay as it is for longer than another edit."""

    @pytest.mark.parametrize(
        ("toml", "dropped"),
        [
            (without(CHAT), "the channel chat"),
            (without("[[escalation]]\nlevel = 1"), "the level 1"),
            (
                SHIPPED_TOML.rstrip().rpartition("\n")[0],
                LAST_LINE,
            ),
            (SHIPPED_TOML.rstrip()[:-1], LAST_LINE),
            (
                SHIPPED_TOML.partition(CHAT)[0],
                f"the channel chat, the level 1, the level 2, the level 3, {LAST_LINE}",
            ),
        ],
    )
    def test_goes_live_after_a_while(
        self, path: Path, timer: Timer, caplog: pytest.LogCaptureFixture, toml: str, dropped: str
    ) -> None:
        file = WatchedFile(path, Clock())
        edit = with_version("2", toml)
        timer.seconds = 100
        save(path, edit)
        file.look()
        for timer.seconds in (100, 101, 104.9):
            assert live(file) == default_directory().version
            assert code_of(file) == "edit_waits"
        assert [each.levelname for each in caplog.records] == ["WARNING"]
        assert f"has: {dropped}. It goes live" in caplog.messages[0]
        assert "5 seconds" in caplog.messages[0]
        timer.seconds = 105
        assert live(file) == "2"
        assert code_of(file) == "edit_dropped"
        assert caplog.messages[-1].endswith(f"had: {dropped}")
        save(path, with_version("3", toml))
        assert live(file) == "3"
        assert code_of(file) is None

    def test_waits_again_after_each_change(self, path: Path, timer: Timer) -> None:
        file = WatchedFile(path, Clock(), settle=2)
        for timer.seconds in (10, 11, 12, 13):
            save(path, with_version(str(timer.seconds), without(CHAT)))
            assert live(file) == default_directory().version
        timer.seconds = 15
        assert live(file) == "13"

    def test_that_is_whole_again_leaves_no_warning(self, path: Path, timer: Timer) -> None:
        assert timer.seconds == 0
        file = WatchedFile(path, Clock())
        for toml, code in ((without(CHAT), "edit_waits"), (SHIPPED_TOML, None)):
            save(path, toml)
            assert live(file) == default_directory().version
            assert code_of(file) == code

    def test_that_brings_an_error_is_refused(self, path: Path, timer: Timer) -> None:
        file = WatchedFile(path, Clock())
        save(path, FAULTY["nobody for incidents"])
        live(file)
        assert file.current.warning is not None
        assert file.current.warning.code == "edit_waits"
        assert "requests of the type incident" in file.current.warning.message.en
        assert "las solicitudes del tipo incidente" in file.current.warning.message.es
        timer.seconds = 5
        assert live(file) == default_directory().version
        assert code_of(file) == "edit_refused"

    def test_another_edit_does_not_wait(self, path: Path, timer: Timer) -> None:
        assert timer.seconds == 0
        file = WatchedFile(path, Clock())
        save(path, emergency().replace("7457495", "7457496"))
        assert live(file) == "emergency"
        assert code_of(file) is None


class TestAPassingFailure:
    """An edit that could not be checked is tried again at the next look, and the health says so."""

    @pytest.mark.parametrize("error", [MemoryError(), OSError("too many open files")])
    @pytest.mark.parametrize("step", ["read_text", "Router", "verify"])
    def test_loses_no_edit(
        self,
        file: WatchedFile,
        path: Path,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
        step: str,
        error: Exception,
    ) -> None:
        save(path, with_version("2"))
        file.look()
        with monkeypatch.context() as patch:
            patch.setattr(watched_file, step, Mock(side_effect=error))
            for _ in range(3):
                assert file.look()
                assert file.current.directory.version == default_directory().version
                assert code_of(file) == "edit_failed"
        (record,) = caplog.records
        assert type(error).__name__ in record.getMessage()
        assert record.exc_info is not None
        file.look()
        assert file.current.directory.version == "2"
        assert code_of(file) is None

    def test_of_the_live_file_leaves_no_warning(
        self, file: WatchedFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(watched_file, "read_text", Mock(side_effect=OSError))
            file.look()
            assert code_of(file) == "edit_failed"
        file.look()
        assert code_of(file) is None


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made, chdir(path.parent):
        made.bind(path.name)  # a long path is refused


def link_to_a_device(path: Path) -> None:
    path.symlink_to(os.devnull)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
class TestWhatIsNoFile:
    """A FIFO, a socket, a folder or a device in the place of the file is refused as an edit."""

    @pytest.mark.parametrize(
        "make",
        [os.mkfifo, make_socket, Path.mkdir, link_to_a_device],
        ids=["FIFO", "socket", "folder", "device"],
    )
    def test_is_refused(
        self,
        file: WatchedFile,
        path: Path,
        caplog: pytest.LogCaptureFixture,
        make: Callable[[Path], None],
    ) -> None:
        path.unlink()
        make(path)
        look_in_time(file)
        look_in_time(file)
        assert file.current.directory.version == default_directory().version
        assert code_of(file) == "edit_refused"
        (line,) = caplog.messages
        assert "in the place of the file is something else" in line
        path.rmdir() if path.is_dir() else path.unlink()
        save(path, with_version("2"))
        assert live(file) == "2"

    def test_may_come_just_before_the_file_is_opened(
        self, file: WatchedFile, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.unlink()
        os.mkfifo(path)
        with monkeypatch.context() as patch:
            patch.setattr(watched_file, "S_ISREG", Mock(return_value=True))
            look_in_time(file)
            look_in_time(file)
        look_in_time(file)
        assert file.current.directory.version == default_directory().version
        assert code_of(file) == "edit_refused"

    def test_stops_a_start(self, path: Path) -> None:
        path.unlink()
        path.mkdir()
        with pytest.raises(DirectoryError, match="in the place of the file"):
            WatchedFile(path, Clock())


def look_in_time(file: WatchedFile) -> None:
    """Look, and fail if the look waits for ever."""
    thread = Thread(target=file.look, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
