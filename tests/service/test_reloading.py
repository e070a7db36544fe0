"""An edited file goes live by itself; a faulty edit changes nothing."""

from __future__ import annotations

import time
from threading import Event, Thread
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from starlette.testclient import TestClient

import ccb_support.live
from ccb_support import default_directory
from ccb_support.live import WatchedFile
from ccb_support.service import create_app
from tests.builders import SHIPPED_TOML, Clock
from tests.live.edits import emergency, live, mistake, save, with_version
from tests.service.calls import COMPLAINT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.applications import Starlette

EVENING = f"{COMPLAINT}&at=2026-11-24T18:00:00-05:00"
"""A question whose answer is the national line, unless that is closed."""

SHIPPED = default_directory().version
NO_LONG_WAIT = 0.01
PATIENCE = 30.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    return path


@pytest.fixture
def file(path: Path) -> WatchedFile:
    return WatchedFile(path, Clock(), settle=0)


def test_the_health_says_what_happened_to_the_last_edit(file: WatchedFile, path: Path) -> None:
    client = TestClient(serving(file))
    save(path, mistake())
    live(file)
    (warning,) = client.get("/health").json()["warnings"]
    assert warning["code"] == "edit_refused"
    assert f"sigue vigente la versión {SHIPPED}" in warning["message"]["es"]
    assert f"version {SHIPPED} stays live" in warning["message"]["en"]
    save(path, SHIPPED_TOML)
    live(file)
    assert client.get("/health").json()["warnings"] == []


def serving(file: WatchedFile) -> Starlette:
    """Return the service over a file that a test looks at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ccb_support.live, "WatchedFile", Mock(return_value=file))
        return create_app("directory.toml", now=Clock())


class TestTheWatch:
    """While the application runs, it looks at its file."""

    @pytest.fixture(autouse=True)
    def _often(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ccb_support.live, "SECONDS_BETWEEN_LOOKS", NO_LONG_WAIT)

    def test_takes_edits(self, path: Path) -> None:
        with TestClient(create_app(path, now=Clock(), settle=0)) as client:
            assert channel_in(client) == "national_line"
            save(path, emergency())
            until(lambda: channel_in(client) == "email")
            save(path, with_version("3"))
            until(lambda: channel_in(client) == "national_line")


def channel_in(client: TestClient) -> str:
    return str(client.get(EVENING).json()["answer"]["channel"]["id"])


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(NO_LONG_WAIT)


def test_no_reply_mixes_two_directories(file: WatchedFile, path: Path) -> None:
    """However often they change."""
    client = TestClient(serving(file))
    edits = {"closed": emergency("closed"), "open": with_version("open")}
    # The first reply may come before the first edit.
    channels = {"open": "national_line", "closed": "email", SHIPPED: "national_line"}
    stop = Event()

    def edit() -> None:
        while not stop.is_set():
            for version, toml in edits.items():
                save(path, toml)
                assert live(file) == version

    editor = Thread(target=edit)
    editor.start()
    seen: set[str] = set()
    try:
        while not seen >= {*edits}:
            response = client.get(EVENING)
            answer = response.json()["answer"]
            version = answer["directory_version"]
            assert response.headers["Ccb-Directory-Version"] == version
            assert answer["channel"]["id"] == channels[version]
            seen.add(version)
    finally:
        stop.set()
        editor.join()
