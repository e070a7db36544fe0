"""An edit of a watched file goes live if it has no faults; a faulty edit changes nothing."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from ccb_support import Directory, DirectoryError, LocalizedText, default_directory
from ccb_support.editions import watched_file
from ccb_support.editions.watched_file import WatchedFile
from tests.builders import SHIPPED_TOML, Clock
from tests.editions.edits import FAULTY, emergency, live, mistake, save, with_version

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    return path


@pytest.fixture
def file(path: Path) -> WatchedFile:
    return WatchedFile(path, Clock())


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
        caplog.set_level(logging.INFO, "ccb_support.editions")
        save(path, with_version("2"))
        assert live(file) == "2"
        assert caplog.messages == [f"worker {os.getpid()}: version 2 of {path} is live"]

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
            f"worker {os.getpid()}: the edit of {path} is refused, and version {version} stays "
            "live: "
        )

    def test_is_noted_until_the_next_good_one(self, file: WatchedFile, path: Path) -> None:
        found = [file.current.has_refused_edit]
        for toml in (mistake(), with_version("2")):
            save(path, toml)
            live(file)
            found.append(file.current.has_refused_edit)
        assert found == [False, True, False]

    def test_may_follow_a_good_one(self, file: WatchedFile, path: Path) -> None:
        save(path, with_version("2"))
        assert live(file) == "2"
        save(path, FAULTY["nobody for incidents"])
        assert live(file) == "2"

    def test_says_in_both_languages_who_has_nobody(
        self, file: WatchedFile, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        save(path, FAULTY["nobody for incidents"])
        live(file)
        (record,) = caplog.records
        assert isinstance(record.args, tuple)
        error = record.args[-1]
        assert isinstance(error, DirectoryError)
        assert all(fault.spanish not in {None, "", fault.message} for fault in error.faults)
        assert not any(fault.path for fault in error.faults)

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
    monkeypatch.setattr(watched_file, "verify", Mock(return_value=Mock(errors=(found,))))
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
