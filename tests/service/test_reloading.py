"""An edited file goes live by itself; a faulty edit changes nothing."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from threading import Event, Thread
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from fastapi.testclient import TestClient

from ccb_support import (
    Directory,
    DirectoryError,
    LocalizedText,
    MissingExtraError,
    default_directory,
)
from ccb_support.service import app, create_app, edit_check, watched_file
from ccb_support.service.watched_file import WatchedFile
from tests.builders import SHIPPED_TOML
from tests.service.calls import COMPLAINT, Clock
from tests.service.edits import emergency, mistake, save, with_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fastapi import FastAPI

EVENING = f"{COMPLAINT}&at=2026-11-24T18:00:00-05:00"
"""A question whose answer is the national line, unless that is closed."""

NO_LONG_WAIT = 0.01
PATIENCE = 30.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    return path


@pytest.fixture
def file(path: Path) -> WatchedFile:
    return WatchedFile(path, Clock())


def live(file: WatchedFile) -> str:
    """Return the version that answers after two looks at the file."""
    file.look()
    file.look()
    return file.current.directory.version


class TestASoundEdit:
    """An edit without faults goes live at the second look that sees it, and all at once."""

    def test_goes_live(self, file: WatchedFile, path: Path) -> None:
        before = file.current
        save(path, emergency())
        file.look()
        assert file.current is before
        file.look()
        assert file.current.directory == Directory.from_toml(emergency())
        assert file.current.router is not before.router
        assert file.current.kept is not before.kept

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
        caplog.set_level(logging.INFO, "ccb_support.service")
        save(path, with_version("2"))
        assert live(file) == "2"
        (line,) = caplog.messages
        assert "version 2 of" in line
        assert str(path) in line

    @pytest.mark.parametrize("channels", ['"all"', '["national_line", "p1_mobile", "pqrs"]'])
    def test_may_close_every_telephone(self, file: WatchedFile, path: Path, channels: str) -> None:
        """It is the truth of an emergency, though `verify` calls it an error."""
        save(path, emergency("evacuated", channels))
        assert live(file) == "evacuated"

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


FAULTY = {
    "a fault": mistake(),
    "no TOML": SHIPPED_TOML + "\n[[",
    "nothing": "",
    "an unknown calendar": f'holiday_calendar = "XX"\n{SHIPPED_TOML}',
    "nobody for incidents": SHIPPED_TOML.partition('[[channels]]\nid = "p1_mobile"')[0],
}


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
        assert "is refused" in record.getMessage()
        assert str(path) in record.getMessage()

    def test_has_its_faults_in_the_log(
        self, file: WatchedFile, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        save(path, mistake())
        live(file)
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(mistake())
        assert str(caught.value) in caplog.text

    def test_is_in_the_health(self, path: Path) -> None:
        file = WatchedFile(path, Clock())
        client = TestClient(serving(file))
        save(path, mistake())
        live(file)
        (warning,) = client.get("/health").json()["warnings"]
        assert warning["code"] == "edit_refused"
        assert default_directory().version in warning["message"]["es"]
        save(path, SHIPPED_TOML)
        live(file)
        assert client.get("/health").json()["warnings"] == []

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


def serving(file: WatchedFile) -> FastAPI:
    """Return the service over a file that a test looks at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "WatchedFile", Mock(return_value=file))
        return create_app("directory.toml", now=Clock())


def test_an_error_about_no_request_is_refused_if_it_is_new(
    file: WatchedFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = LocalizedText(es="Número equivocado", en="wrong number")
    found = Mock(code="wrong_number", requests=(), message=message)
    monkeypatch.setattr(edit_check, "verify", Mock(return_value=Mock(errors=(found,))))
    save(path, with_version("2"))
    assert live(file) == default_directory().version
    # A service that starts with the error keeps it.
    again = WatchedFile(path, Clock())
    save(path, with_version("3"))
    assert live(again) == "3"


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

    def test_what_changes_while_it_is_read_is_read_again(
        self, file: WatchedFile, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = file.current
        reading = Directory.from_file

        def read_slowly(name: Path) -> Directory:
            path.write_text(self.HALF, "utf-8")
            half = reading(name)
            path.write_text(with_version("2"), "utf-8")
            return half

        path.write_text(with_version("1"), "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(Directory, "from_file", read_slowly)
            assert live(file) == default_directory().version
            assert file.current is before
        assert live(file) == "2"


class TestTheWatch:
    """While the application runs, it looks at its file."""

    @pytest.fixture(autouse=True)
    def _often(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(watched_file, "SECONDS_BETWEEN_LOOKS", NO_LONG_WAIT)

    def test_takes_edits(self, path: Path) -> None:
        with TestClient(create_app(path, now=Clock())) as client:
            assert channel_in(client) == "national_line"
            save(path, emergency())
            until(lambda: channel_in(client) == "email")
            save(path, with_version("3"))
            until(lambda: channel_in(client) == "national_line")

    def test_ends_with_the_application(self, path: Path) -> None:
        service = create_app(str(path), now=Clock())

        async def run() -> asyncio.Task[None]:
            async with service.router.lifespan_context(service):
                (watch,) = asyncio.all_tasks() - {asyncio.current_task()}
                assert not watch.done()
                return watch

        with asyncio.Runner() as runner:
            assert runner.run(run()).cancelled()

    def test_a_directory_without_a_file_needs_none(self) -> None:
        with TestClient(create_app(now=Clock())) as client:
            assert channel_in(client) == "national_line"

    def test_goes_on_after_a_fault_of_its_own(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        failed = Event()

        def fail(_file: WatchedFile) -> None:
            failed.set()
            raise RuntimeError("a fault")

        with TestClient(create_app(path, now=Clock())) as client:
            with monkeypatch.context() as patch:
                patch.setattr(WatchedFile, "look", fail)
                assert failed.wait(PATIENCE)
                until(lambda: "RuntimeError: a fault" in caplog.text)
            save(path, emergency())
            until(lambda: channel_in(client) == "email")


def channel_in(client: TestClient) -> str:
    return str(client.get(EVENING).json()["answer"]["channel"]["id"])


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(NO_LONG_WAIT)


class TestEveryRequest:
    """No reply mixes two directories, however often they change."""

    def test_has_one_directory(self, file: WatchedFile, path: Path) -> None:
        client = TestClient(serving(file))
        # The first reply may come before the first edit.
        channels = {"open": "national_line", "closed": "email"}
        channels[default_directory().version] = "national_line"
        stop = Event()

        def edit() -> None:
            while not stop.is_set():
                for version, toml in (
                    ("closed", emergency("closed")),
                    ("open", with_version("open")),
                ):
                    save(path, toml)
                    assert live(file) == version

        editor = Thread(target=edit)
        editor.start()
        seen: set[str] = set()
        try:
            while not seen >= {"open", "closed"}:
                response = client.get(EVENING)
                answer = response.json()["answer"]
                version = answer["directory_version"]
                assert response.headers["Ccb-Directory-Version"] == version
                assert answer["channel"]["id"] == channels[version]
                seen.add(version)
        finally:
            stop.set()
            editor.join()


class TestTheStart:
    """A file that is not a directory stops the service at its start."""

    def test_of_a_faulty_file(self, path: Path) -> None:
        path.write_text(mistake(), "utf-8")
        with pytest.raises(DirectoryError, match="no_such_line"):
            create_app(path)

    def test_of_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match=r"directory\.toml"):
            create_app(tmp_path / "directory.toml")

    def test_of_a_calendar_that_is_not_installed(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "holidays", None)
        path.write_text(f'holiday_calendar = "MX"\n{SHIPPED_TOML}', "utf-8")
        with pytest.raises(MissingExtraError, match="calendars"):
            create_app(path)
