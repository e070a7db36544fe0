"""The directory may be a file that people edit: an edit is live for the first reader after it."""

from __future__ import annotations

import time
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from ccb_support import DirectoryError, UnknownRequestTypeError, default_directory
from ccb_support.django.advice import advise
from ccb_support.django.desk import SETTLING_SECONDS, current
from tests.builders import SHIPPED_TOML, at
from tests.editions import NEW_TOML, write_folder
from tests.live.edits import emergency, mistake, save, with_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builders import Clock
    from tests.django.pages import Desk


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Wait for nothing, and return how often and how long the app would have waited."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Iterator[Path]:  # noqa: ARG001 - an edit is verified around now
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    with override_settings(CCB_SUPPORT_DIRECTORY=path):
        yield path


def version() -> str:
    return current().router.directory.version


def test_without_a_file_the_shipped_directory_answers() -> None:
    assert current().router.directory is default_directory()
    assert current() is current()


class TestEdit:
    """Each reader has the last edit without faults."""

    def test_is_live_for_the_first_reader(
        self, path: Path, waits: list[float], caplog: pytest.LogCaptureFixture
    ) -> None:
        before = current()
        save(path, SHIPPED_TOML)
        assert current() is before
        assert waits == []
        save(path, with_version("2"))
        assert version() == "2"
        assert waits == [SETTLING_SECONDS]
        save(path, mistake())
        assert [version(), version()] == ["2", "2"]
        assert caplog.text.count("is refused") == 1

    def test_reaches_an_open_page(self, desk: Desk, path: Path) -> None:
        """An emergency closure changes the advice of a ticket that is there."""
        desk.clock.show("2026-11-24 18:00")
        ticket = desk.file()
        address = desk.page(ticket).attribute("src")
        assert desk.get(address).text.startswith("Llame a la Línea Gratuita Nacional")
        save(path, emergency())
        assert desk.get(address).text.startswith("Escriba")
        assert desk.get(address).attribute("data-directory-version") == "emergency"

    def test_is_looked_at_by_one_thread_at_a_time(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another thread waits, and then answers from the new directory."""
        before = version()
        seen: list[str] = []
        other = Thread(target=lambda: seen.append(version()))

        def ask_in_another_thread(_seconds: float) -> None:
            other.start()
            other.join(0.05)
            assert seen == []

        monkeypatch.setattr(time, "sleep", ask_in_another_thread)
        save(path, with_version("2"))
        assert version() == "2" != before
        other.join()
        assert seen == ["2"]

    @pytest.mark.parametrize(
        ("settle", "versions"), [(None, ["old", "old", "2"]), (0.5, ["old", "2", "2"])]
    )
    def test_that_drops_something_waits_as_long_as_the_setting_says(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, settle: float | None, versions: list[str]
    ) -> None:
        seconds = iter([0.0, 0.0, 0.0, 0.5, 5.0])
        monkeypatch.setattr("ccb_support.live.monotonic", lambda: next(seconds))
        with override_settings(**({} if settle is None else {"CCB_SUPPORT_SETTLE": settle})):
            before = version()
            save(path, with_version("2").partition("[[escalation]]")[0])
            assert [version().replace(before, "old") for _ in range(3)] == versions


def test_a_file_that_is_not_a_directory_is_read_again_each_time(path: Path) -> None:
    path.write_text(mistake(), "utf-8")
    for _ in range(2):
        with pytest.raises(DirectoryError, match="no_such_line"):
            current()
    path.unlink()
    with pytest.raises(OSError, match=r"directory\.toml"):
        current()
    path.write_text(with_version("2"), "utf-8")
    assert version() == "2"


def test_a_request_is_read_by_the_edition_that_answers(tmp_path: Path) -> None:
    word = 'spellings = ["incidencia"'
    assert word in NEW_TOML
    folder = write_folder(tmp_path / "editions")
    folder.joinpath("aa-next.toml").write_text(NEW_TOML.replace(word, f'{word}, "pana"'), "utf-8")
    with override_settings(CCB_SUPPORT_DIRECTORY=folder, CCB_SUPPORT_REQUEST_TYPES=None):
        assert advise("pana", 1, at=at("2027-01-01")).request_type == "incident"
        with pytest.raises(UnknownRequestTypeError):
            advise("pana", 1, at=at("2026-12-31 23:59"))
