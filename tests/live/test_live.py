"""An edit of a watched file goes live if it has no faults; a faulty edit changes nothing."""

import asyncio
import logging
import os
import socket
import sys
from collections.abc import Callable
from contextlib import chdir
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread
from unittest.mock import Mock

import pytest

from ccb_support import Directory, DirectoryError, Router, default_directory
from ccb_support.errors import MissingExtraError
from ccb_support.live import LiveDirectory, WatchedFile, live_directory, watched
from ccb_support.model import LocalizedText
from ccb_support.model.directory import parse_editions
from ccb_support.model.text import as_line
from ccb_support.words import Phrase
from tests.builders import SHIPPED_TOML, Clock, at
from tests.live.edits import NOBODY, edit, emergency, look, mistake, save, with_version
from tests.systems import NEEDS_POSIX

SHIPPED = default_directory().version
PATIENCE = 60.0
"""How many seconds a busy machine may take."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(path: Path, clock: Clock) -> WatchedFile:
    """A file whose edits wait for nothing but the second look."""
    return WatchedFile(path, clock, settle=0)


MOURNING = """
[[special_days]]
name = { es = "Duelo", en = "mourning" }
channels = "all"
date = 2026-12-01
hours = []
"""
CHAT = '[[channels]]\nid = "chat"'


def message_of(file: WatchedFile) -> Phrase:
    """Return what a person should know about the last edit."""
    assert file.current.warning is not None
    return file.current.warning.message


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
        assert caplog.messages == [f"worker {os.getpid()}: {path}: version emergency is live"]
        for version in ("2", "3", "2"):
            assert edit(file, path, emergency(version)) == (version, None)

    def test_is_seen_if_size_and_times_are_the_same(self, file: WatchedFile, path: Path) -> None:
        before = path.stat()
        path.write_text(with_version("2026.11.25"), "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert look(file) == ("2026.11.25", None)

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
        assert edit(file, path, toml) == ("2", None)

    def test_may_keep_the_errors_of_the_live_directory(self, path: Path) -> None:
        path.write_text(NOBODY, "utf-8")
        file = WatchedFile(path, Clock(), settle=0)
        for version, toml in (("2", NOBODY), ("3", SHIPPED_TOML)):
            assert edit(file, path, with_version(version, toml)) == (version, None)
        # What the live one has mended may not come back.
        assert edit(file, path, NOBODY) == ("3", "edit_refused")

    def test_is_none_without_a_change(self, file: WatchedFile, path: Path) -> None:
        before = file.current
        edit(file, path, SHIPPED_TOML)
        assert file.current is before


class TestAFaultyEdit:
    """A faulty edit leaves the live directory as it is, and the log says what is wrong."""

    @pytest.mark.parametrize(
        ("toml", "spanish", "english"),
        [
            (mistake(), "(dice 'no_such_line')", "(got 'no_such_line')"),
            (f"{SHIPPED_TOML}\n[[", "no se puede leer como TOML", "can't be read as TOML"),
            ("", "tiene 6 fallas", "has 6 faults"),
            (f'holiday_calendar = "XX"\n{SHIPPED_TOML}', "no conoce 'XX'", "does not know 'XX'"),
            (
                NOBODY,
                "ningún canal recibe estas solicitudes",
                "2 faults:\n  Incidents, service requests, technical support requests: no channel",
            ),
        ],
        ids=["a fault", "no TOML", "nothing", "an unknown calendar", "nobody for incidents"],
    )
    def test_does_not_go_live(
        self,
        file: WatchedFile,
        path: Path,
        toml: str,
        spanish: str,
        english: str,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        save(path, toml)
        for _ in range(3):
            assert look(file) == (SHIPPED, "edit_refused")
        # To a Spanish reader, an *edición* is a version of the directory, and not an edit.
        said, _, why_in_spanish = message_of(file).es.partition(f"la versión {SHIPPED}: ")
        assert said == "El último cambio del archivo se rechazó, y sigue vigente "
        assert spanish in why_in_spanish
        (record,) = caplog.records
        assert record.levelname == "ERROR"
        start, _, why = record.getMessage().partition(f"version {SHIPPED} stays live: ")
        assert start == f"worker {os.getpid()}: {path}: The last edit of the file is refused, and "
        assert english in why
        assert edit(file, path, with_version("2")) == ("2", None)

    def test_is_seen_in_the_year_in_which_it_begins(
        self, file: WatchedFile, path: Path, clock: Clock
    ) -> None:
        """The verification is about the year from now on, as far as the calendar goes."""
        clock.show("2199-06-01 00:00")
        assert edit(file, path, NOBODY) == (SHIPPED, "edit_refused")
        assert edit(file, path, with_version("2")) == ("2", None)


def test_a_warning_is_as_old_as_its_own_kind(file: WatchedFile, path: Path, clock: Clock) -> None:
    for now, toml, code, since in (
        ("2026-11-24 10:00", mistake(), "edit_refused", "2026-11-24 10:00"),
        ("2026-11-24 11:00", mistake("again"), "edit_refused", "2026-11-24 10:00"),
        ("2027-11-24 12:00", "", "edit_failed", "2027-11-24 12:00"),
        # Somebody sets the clock right.
        ("2026-11-24 12:00", "", "edit_failed", "2026-11-24 12:00"),
        ("2026-11-24 13:00", "", "edit_failed", "2026-11-24 12:00"),
    ):
        clock.show(now)
        save(path, toml) if toml else path.unlink(missing_ok=True)
        assert look(file) == (SHIPPED, code)
        warning = file.current.warning
        assert warning
        assert warning.since == at(since)


def test_an_edit_may_mend_a_calendar_that_has_ended(path: Path, clock: Clock) -> None:
    pytest.importorskip("holidays", reason="holidays caps python-dateutil below 3")
    ended = f'holiday_calendar = "MX"\n{SHIPPED_TOML}'
    save(path, ended)
    clock.show("2150-06-01 00:00")
    file = WatchedFile(path, clock, settle=0)
    for version, toml in (("2", ended), ("3", SHIPPED_TOML)):
        assert edit(file, path, with_version(version, toml)) == (version, None)
    assert edit(file, path, ended) == ("3", "edit_refused")
    assert "From 2101-01-01 on, nobody gets an answer" in message_of(file).en


def test_an_error_about_no_request_is_refused_if_it_is_new(
    file: WatchedFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = LocalizedText(es="Número equivocado", en="wrong number")
    found = Mock(code="wrong_number", requests=(), message=message)
    errors = {"2": (found,)}

    def verify(router: Router, *_range: datetime) -> Mock:
        return Mock(errors=errors.get(router.directory.version, ()))

    monkeypatch.setattr("ccb_support.live.verify", verify)
    assert edit(file, path, with_version("2")) == (SHIPPED, "edit_refused")
    # A directory that has the error may keep it.
    errors[default_directory().version] = (found,)
    assert edit(file, path, with_version("2") + "\n") == ("2", None)


def test_half_of_a_file_never_goes_live(file: WatchedFile, path: Path) -> None:
    """Somebody is writing it, and half of it is a directory too."""
    half = SHIPPED_TOML.partition(CHAT)[0]
    Directory.from_toml(half)
    before = file.current
    for toml in (half, with_version("2")):
        path.write_text(toml, "utf-8")
        file.look()
        assert file.current is before
    assert look(file) == ("2", None)


@pytest.fixture
def timer(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Return a timer: its `return_value` has the seconds that have passed."""
    timer = Mock(return_value=0.0)
    monkeypatch.setattr("ccb_support.live.monotonic", timer)
    # To a clock that is behind, every file has changed just now.
    monkeypatch.setattr("ccb_support.live.time", lambda: 0.0)
    return timer


def without(part: str) -> str:
    """Return the shipped file without one of its tables."""
    before, found, rest = SHIPPED_TOML.partition(part)
    assert found
    return before + rest[rest.index("[[") :]


LAST_LINE = "the last line of the file (or one like it)"


class TestAnEditThatDropsSomething:
    """It may be half a file, so it must stay as it is for longer than another edit."""

    @pytest.fixture
    def file(self, path: Path) -> WatchedFile:
        return WatchedFile(path, Clock())

    @pytest.mark.parametrize(
        ("toml", "dropped"),
        [
            (without(CHAT), 'the channel "online chat" (chat)'),
            (without("[[escalation]]\nlevel = 1"), "level 1"),
            (
                SHIPPED_TOML.rstrip().rpartition("\n")[0],
                LAST_LINE,
            ),
            (SHIPPED_TOML.rstrip()[:-1], LAST_LINE),
            (
                SHIPPED_TOML.partition(CHAT)[0],
                f'the channel "online chat" (chat), level 1, level 2, level 3, {LAST_LINE}',
            ),
        ],
    )
    def test_goes_live_after_a_while(
        self,
        timer: Mock,
        file: WatchedFile,
        path: Path,
        caplog: pytest.LogCaptureFixture,
        toml: str,
        dropped: str,
    ) -> None:
        timer.return_value = 100
        save(path, with_version("2", toml))
        file.look()
        for timer.return_value in (100, 101, 104.9):
            assert look(file) == (SHIPPED, "edit_waits")
        (record,) = caplog.records
        assert record.levelname == "WARNING"
        assert record.getMessage() == (
            f"worker {os.getpid()}: {path}: The last edit of the file lacks something that version "
            f"{SHIPPED} has: {dropped}. It goes live if the file stays as it is for 5 s"
        )
        timer.return_value = 105
        assert look(file) == ("2", "edit_dropped")
        assert caplog.messages[-1].endswith(f"had: {dropped}")
        assert edit(file, path, with_version("3", toml)) == ("3", None)

    def test_waits_even_if_the_file_looks_old(self, file: WatchedFile, path: Path) -> None:
        """Its disk may have another clock, but the look before did not see the edit."""
        path.write_text(without(CHAT), "utf-8")
        os.utime(path, (0, 0))
        assert [look(file), look(file)] == [(SHIPPED, "edit_waits")] * 2

    def test_waits_again_after_each_change(self, path: Path, timer: Mock) -> None:
        """A file that is away for a moment changes twice."""
        file = WatchedFile(path, Clock(), settle=2)
        for timer.return_value in (10, 11, 12):
            assert edit(file, path, without(CHAT)) == (SHIPPED, "edit_waits")
            path.unlink()
            assert look(file) == (SHIPPED, "edit_failed")
        for timer.return_value in (13, 14, 14.9):
            assert edit(file, path, with_version("2", without(CHAT))) == (SHIPPED, "edit_waits")
        timer.return_value = 15
        assert look(file) == ("2", "edit_dropped")

    @pytest.mark.usefixtures("timer")
    def test_that_is_whole_again_leaves_no_warning(self, file: WatchedFile, path: Path) -> None:
        for toml, code in ((without(CHAT), "edit_waits"), (SHIPPED_TOML, None)):
            assert edit(file, path, toml) == (SHIPPED, code)
        # Another edit does not wait.
        other = emergency().replace("7457495", "7457496")
        assert edit(file, path, other) == ("emergency", None)

    def test_that_brings_an_error_is_refused(
        self, timer: Mock, file: WatchedFile, path: Path
    ) -> None:
        assert edit(file, path, NOBODY) == (SHIPPED, "edit_waits")
        assert "requests of the type incident" in message_of(file).en
        assert "las solicitudes del tipo incidente" in message_of(file).es
        timer.return_value = 5
        assert look(file) == (SHIPPED, "edit_refused")


class TestEditions:
    """A folder of editions is watched as a file is."""

    NEW = f"effective = 2027-01-01\n{with_version('new')}"

    @pytest.fixture
    def file(self, path: Path) -> WatchedFile:
        path.with_name("new.toml").write_text(self.NEW, "utf-8")
        return WatchedFile(path.parent, Clock(), settle=0)

    def test_the_one_in_force_may_not_go(self, file: WatchedFile, path: Path) -> None:
        """Nobody would answer until the next one begins."""
        path.unlink()
        for day in ("2027-01-01", "2026-12-31"):
            assert look(file) == (f"{SHIPPED}, new", "edit_refused")
            assert f"Nobody gets an answer before {day}" in message_of(file).en
            assert f"Nadie recibe respuesta antes del {day}" in message_of(file).es
            save(path, f"effective = 2026-12-31\n{emergency()}")

    def test_the_one_that_begins_later_goes_live_when_it_begins(
        self, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each edit is judged once a day."""
        file = WatchedFile(path, clock, settle=0)
        judge = Mock(wraps=parse_editions)
        monkeypatch.setattr("ccb_support.live.parse_editions", judge)
        save(path, self.NEW)
        for days, (now, found) in enumerate(
            [
                ("2026-11-24 09:30", (SHIPPED, "edit_refused")),
                ("2026-12-31 00:00", (SHIPPED, "edit_refused")),
                ("2027-01-01 00:00", ("new", None)),
                ("2027-01-01 23:59", ("new", None)),
            ],
            start=1,
        ):
            clock.show(now)
            assert [look(file), look(file)] == [found] * 2
            assert judge.call_count == min(days, 3)

    def test_one_that_has_not_begun_may_begin_later(self, path: Path) -> None:
        path.write_text(self.NEW, "utf-8")
        file = WatchedFile(path, Clock(), settle=0)
        assert edit(file, path, f"effective = 2027-02-01\n{with_version('2')}") == ("2", None)

    def test_what_only_the_one_in_force_lacks_is_missed(self, path: Path) -> None:
        path.with_name("new.toml").write_text(self.NEW, "utf-8")
        file = WatchedFile(path.parent, Clock())
        assert edit(file, path, without(CHAT)) == (f"{SHIPPED}, new", "edit_waits")
        assert 'the channel "online chat"' in message_of(file).en

    def test_a_folder_in_the_place_of_a_file_drops_nothing(self, path: Path) -> None:
        file = WatchedFile(path, Clock())
        path.unlink()
        path.mkdir()
        save(path / "only.toml", with_version("2"))
        assert look(file) == ("2", None)

    @pytest.mark.parametrize(
        "name", ["new.toml", pytest.param("new\x1b.toml", marks=NEEDS_POSIX, id="hostile")]
    )
    def test_a_file_that_goes_is_missed(self, path: Path, timer: Mock, name: str) -> None:
        """An editor may be about to put it back."""
        new = path.with_name(name)
        new.write_text(self.NEW, "utf-8")
        file = WatchedFile(path.parent, Clock())
        new.unlink()
        assert look(file) == (f"{SHIPPED}, new", "edit_waits")
        timer.return_value = 5
        assert look(file) == (SHIPPED, "edit_dropped")
        assert message_of(file).en.endswith(f"had: {as_line(name)}")


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
        assert f"leer o revisar ({type(error).__name__}), y sigue" in message_of(file).es
        assert look(file) == ("2", None)

    def test_is_said_each_time_and_only_at_the_second_look(
        self, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """An editor may take the file away for a moment, to put the new one in its place."""
        noted: list[str] = []
        file = WatchedFile(path, Clock())
        file.note = noted.append
        for _ in range(2):
            path.unlink()
            assert not file.look()
            assert file.current.warning is None
            assert look(file) == (SHIPPED, "edit_failed")
            assert edit(file, path, SHIPPED_TOML) == (SHIPPED, None)
        assert noted == ["edit_failed", "edit_live"] * 2
        assert [each.levelname for each in caplog.records].count("ERROR") == 2


def test_the_watch_goes_on_after_a_look_that_fails(
    file: WatchedFile, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Who counts the edits may fail, or no thread may be left."""
    for name in ("SECONDS_BETWEEN_LOOKS", "SECONDS_AFTER_A_FAILURE"):
        monkeypatch.setattr(f"ccb_support.live.{name}", 0)
    file.note = note = Mock(side_effect=[RuntimeError, RuntimeError, None])

    async def run() -> None:
        async with watched(file):
            save(path, with_version("2"))
            while len(note.call_args_list) < 3:  # noqa: ASYNC110 - a mock has no event
                await asyncio.sleep(0.001)
            assert "a look at the directory failed" in caplog.text
            noted = [each.args[0] for each in note.call_args_list]
            assert noted == ["edit_live", "edit_failed", "edit_live"]

    asyncio.run(asyncio.wait_for(run(), PATIENCE))


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made, chdir(path.parent):
        made.bind(path.name)  # a long path is refused


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize(
    "make",
    [os.mkfifo, make_socket, partial(os.symlink, os.devnull)],
    ids=["FIFO", "socket", "device"],
)
def test_what_is_no_file_is_refused(
    file: WatchedFile,
    path: Path,
    caplog: pytest.LogCaptureFixture,
    make: Callable[[Path], None],
) -> None:
    """A FIFO, a socket or a device in the place of the file is refused as an edit."""
    path.unlink()
    make(path)
    looking = Thread(target=file.look, daemon=True)
    looking.start()
    looking.join(PATIENCE)
    assert not looking.is_alive(), "the look waits for ever"
    assert look(file) == (SHIPPED, "edit_refused")
    (line,) = caplog.messages
    assert "in the place of the file is something else" in line
    assert edit(file, path, with_version("2")) == ("2", None)


def test_a_directory_without_a_file_has_no_edit_to_wait_for() -> None:
    live = live_directory(None, Clock())
    assert (type(live), live.look()) == (LiveDirectory, True)


@pytest.mark.parametrize(
    ("toml", "error", "words"),
    [
        (f'holiday_calendar = "MX"\n{SHIPPED_TOML}', MissingExtraError, "holidays"),
        (mistake(), DirectoryError, "no_such_line"),
    ],
)
def test_a_start_needs_a_directory(
    path: Path, monkeypatch: pytest.MonkeyPatch, toml: str, error: type[Exception], words: str
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    path.write_text(toml, "utf-8")
    with pytest.raises(error, match=words):
        WatchedFile(path, Clock())


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ("nothing.toml", FileNotFoundError, r"nothing\.toml"),
        (".", DirectoryError, r"the folder has no \.toml files"),
        ("", FileNotFoundError, "''"),  # and not the current folder
    ],
)
def test_a_start_needs_a_file_or_a_folder_of_files(
    tmp_path: Path, given: str, error: type[Exception], words: str
) -> None:
    with chdir(tmp_path), pytest.raises(error, match=words):
        WatchedFile(given, Clock())
