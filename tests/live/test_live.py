"""An edit of a watched file goes live if it has no faults; a faulty edit changes nothing."""

import logging
import os
import socket
import sys
from collections.abc import Callable
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import get_args
from unittest.mock import Mock

import pytest

from ccb_support import Directory, DirectoryError, Router, default_directory
from ccb_support.errors import MissingExtraError
from ccb_support.live import EditCode, WatchedFile
from ccb_support.model import LocalizedText
from ccb_support.words.services import EDITS
from tests.builders import SHIPPED_TOML, Clock
from tests.live.edits import FAULTY, emergency, live, mistake, save, with_version

SHIPPED = default_directory().version
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


MOURNING = """
[[special_days]]
name = { es = "Duelo", en = "mourning" }
channels = "all"
date = 2026-12-01
hours = []
"""
CHAT = '[[channels]]\nid = "chat"'
NOBODY = FAULTY["nobody for incidents"]


def look(file: WatchedFile) -> tuple[str, str | None]:
    """Return the version that answers after two looks, and what happened to the last edit."""
    return live(file), file.current.warning and file.current.warning.code


class TestASoundEdit:
    """An edit without faults goes live at the second look that sees it, and all at once."""

    def test_goes_live(
        self, file: WatchedFile, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "ccb_support.live")
        before = file.current
        save(path, emergency())
        assert not file.look()
        assert file.current is before
        assert file.look()
        assert file.current.router.directory == Directory.from_toml(emergency())
        assert file.current.router is not before.router
        assert caplog.messages == [f"worker {os.getpid()}: {path}: version emergency is live"]
        for version in ("2", "3", "2"):
            save(path, with_version(version))
            assert live(file) == version

    def test_is_seen_if_size_and_times_are_the_same(self, file: WatchedFile, path: Path) -> None:
        before = path.stat()
        path.write_text(with_version("2026.11.25"), "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert live(file) == "2026.11.25"

    @pytest.mark.parametrize(
        "toml",
        [
            emergency("2", '"all"'),
            emergency("2", '["national_line", "p1_mobile", "pqrs"]'),
            with_version("2") + MOURNING,
        ],
        ids=["closes all", "closes every telephone", "has a day on which nobody answers"],
    )
    def test_may_be_the_truth_of_an_emergency(
        self, file: WatchedFile, path: Path, toml: str
    ) -> None:
        """`verify` calls it an error."""
        save(path, toml)
        assert live(file) == "2"

    def test_may_keep_the_errors_of_the_live_directory(self, path: Path) -> None:
        path.write_text(NOBODY, "utf-8")
        file = WatchedFile(path, Clock(), settle=0)
        for version, toml in (("2", NOBODY), ("3", SHIPPED_TOML)):
            save(path, with_version(version, toml))
            assert live(file) == version
        # What the live one has mended may not come back.
        save(path, NOBODY)
        assert look(file) == ("3", "edit_refused")

    def test_is_none_without_a_change(self, file: WatchedFile, path: Path) -> None:
        before = file.current
        save(path, SHIPPED_TOML)
        assert live(file) == SHIPPED
        assert file.current is before


class TestAFaultyEdit:
    """A faulty edit leaves the live directory as it is, and the log says what is wrong."""

    @pytest.mark.parametrize("toml", FAULTY.values(), ids=FAULTY)
    def test_does_not_go_live(
        self, file: WatchedFile, path: Path, toml: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        save(path, toml)
        for _ in range(3):
            assert look(file) == (SHIPPED, "edit_refused")
        (record,) = caplog.records
        assert record.levelname == "ERROR"
        assert record.getMessage().startswith(
            f"worker {os.getpid()}: {path}: The last edit of the file is refused, and version "
            f"{SHIPPED} stays live: "
        )
        save(path, with_version("2"))
        assert look(file) == ("2", None)

    def test_says_what_is_wrong(
        self, file: WatchedFile, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        save(path, mistake())
        live(file)
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(mistake())
        assert str(caught.value) in caplog.text
        save(path, NOBODY)
        live(file)
        assert file.current.warning is not None
        spanish, english = file.current.warning.message
        assert "ningún canal recibe estas solicitudes" in spanish
        assert "no channel serves these requests" in english

    def test_is_seen_in_the_year_in_which_it_begins(self, path: Path) -> None:
        """The verification is about the year from now on, as far as the calendar goes."""
        clock = Clock()
        file = WatchedFile(path, clock)
        clock.show("2199-06-01 00:00")
        save(path, NOBODY)
        assert live(file) == SHIPPED
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

    monkeypatch.setattr("ccb_support.live.verify", verify)
    save(path, with_version("2"))
    assert live(file) == SHIPPED
    # A directory that has the error may keep it.
    errors[default_directory().version] = (found,)
    save(path, with_version("2") + "\n")
    assert live(file) == "2"


def test_half_of_a_file_never_goes_live(file: WatchedFile, path: Path) -> None:
    """Somebody is writing it, and half of it is a directory too."""
    half = SHIPPED_TOML.partition(CHAT)[0]
    Directory.from_toml(half)
    before = file.current
    for toml in (half, with_version("2")):
        path.write_text(toml, "utf-8")
        file.look()
        assert file.current is before
    file.look()
    assert file.current.router.directory.version == "2"


@pytest.fixture
def timer(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Return a timer: its `return_value` has the seconds that have passed."""
    timer = Mock(return_value=0.0)
    monkeypatch.setattr("ccb_support.live.monotonic", timer)
    return timer


def without(part: str) -> str:
    """Return the shipped file without one of its tables."""
    before, found, rest = SHIPPED_TOML.partition(part)
    assert found
    return before + rest[rest.index("[[") :]


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
        self, path: Path, timer: Mock, caplog: pytest.LogCaptureFixture, toml: str, dropped: str
    ) -> None:
        file = WatchedFile(path, Clock())
        timer.return_value = 100
        save(path, with_version("2", toml))
        file.look()
        for timer.return_value in (100, 101, 104.9):
            assert look(file) == (SHIPPED, "edit_waits")
        assert [each.levelname for each in caplog.records] == ["WARNING"]
        assert f"has: {dropped}. It goes live" in caplog.messages[0]
        assert "5 seconds" in caplog.messages[0]
        timer.return_value = 105
        assert look(file) == ("2", "edit_dropped")
        assert caplog.messages[-1].endswith(f"had: {dropped}")
        save(path, with_version("3", toml))
        assert look(file) == ("3", None)

    def test_waits_again_after_each_change(self, path: Path, timer: Mock) -> None:
        file = WatchedFile(path, Clock(), settle=2)
        for seconds in (10, 11, 12, 13):
            timer.return_value = seconds
            save(path, with_version(str(seconds), without(CHAT)))
            assert live(file) == SHIPPED
        timer.return_value = 15
        assert live(file) == "13"

    @pytest.mark.usefixtures("timer")
    def test_that_is_whole_again_leaves_no_warning(self, path: Path) -> None:
        file = WatchedFile(path, Clock())
        for toml, code in ((without(CHAT), "edit_waits"), (SHIPPED_TOML, None)):
            save(path, toml)
            assert look(file) == (SHIPPED, code)
        # Another edit does not wait.
        save(path, emergency().replace("7457495", "7457496"))
        assert look(file) == ("emergency", None)

    def test_that_brings_an_error_is_refused(self, path: Path, timer: Mock) -> None:
        file = WatchedFile(path, Clock())
        save(path, NOBODY)
        assert look(file) == (SHIPPED, "edit_waits")
        assert file.current.warning is not None
        assert "requests of the type incident" in file.current.warning.message.en
        assert "las solicitudes del tipo incidente" in file.current.warning.message.es
        timer.return_value = 5
        assert look(file) == (SHIPPED, "edit_refused")


class TestAPassingFailure:
    """An edit that could not be checked is tried again at the next look, and the health says so."""

    @pytest.mark.parametrize("error", [MemoryError(), OSError("too many open files")])
    @pytest.mark.parametrize("step", ["read_texts", "Router", "verify"])
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
            patch.setattr(f"ccb_support.live.{step}", Mock(side_effect=error))
            for _ in range(3):
                assert look(file) == (SHIPPED, "edit_failed")
        (record,) = caplog.records
        assert type(error).__name__ in record.getMessage()
        assert record.exc_info is not None
        assert file.current.warning is not None
        assert file.current.warning.message.es.endswith(type(error).__name__)
        assert look(file) == ("2", None)

    def test_of_the_live_file_leaves_no_warning(
        self, file: WatchedFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("ccb_support.live.read_texts", Mock(side_effect=OSError))
            assert look(file) == (SHIPPED, "edit_failed")
        assert look(file) == (SHIPPED, None)


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
        [os.mkfifo, make_socket, link_to_a_device],
        ids=["FIFO", "socket", "device"],
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
        assert look(file) == (SHIPPED, "edit_refused")
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
            patch.setattr("ccb_support.live.S_ISREG", Mock(return_value=True))
            look_in_time(file)
            look_in_time(file)
        look_in_time(file)
        assert look(file) == (SHIPPED, "edit_refused")


def look_in_time(file: WatchedFile) -> None:
    """Look, and fail if the look waits for ever."""
    thread = Thread(target=file.look, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_start_needs_a_directory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    path.write_text(f'holiday_calendar = "MX"\n{SHIPPED_TOML}', "utf-8")
    with pytest.raises(MissingExtraError, match="holidays"):
        WatchedFile(path, Clock())
    path.write_text(mistake(), "utf-8")
    with pytest.raises(DirectoryError, match="no_such_line"):
        WatchedFile(path, Clock())
    path.unlink()
    with pytest.raises(OSError, match=r"directory\.toml"):
        WatchedFile(path, Clock())
    path.mkdir()
    with pytest.raises(DirectoryError, match=r"the folder has no \.toml files"):
        WatchedFile(path, Clock())


def test_an_empty_path_is_not_the_current_folder(path: Path) -> None:
    with chdir(path.parent), pytest.raises(FileNotFoundError, match="''"):
        WatchedFile("", Clock())


def test_every_code_of_an_edit_has_its_words() -> None:
    assert {*EDITS} == {*get_args(EditCode)}
