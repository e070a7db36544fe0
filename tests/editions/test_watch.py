"""The watch over a directory's file, in a program that answers meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ccb_support.editions import watch
from ccb_support.editions.watched_file import WatchedFile
from tests.builders import SHIPPED_TOML, Clock

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_goes_on_after_a_look_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    file = WatchedFile(path, Clock())
    monkeypatch.setattr(watch, "SECONDS_BETWEEN_LOOKS", 0)
    faults = iter([RuntimeError("a fault")])

    async def run() -> None:
        loop, is_seen = asyncio.get_running_loop(), asyncio.Event()

        def look() -> None:
            for fault in faults:
                raise fault
            loop.call_soon_threadsafe(is_seen.set)

        monkeypatch.setattr(file, "look", look)
        async with watch.watched(file):
            await is_seen.wait()
            assert "RuntimeError: a fault" in caplog.text
            assert caplog.messages == [f"{path}: the look at the file failed"]

    asyncio.run(run())
