"""The watch over a directory's file, in a program that answers meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import ccb_support.live
from ccb_support.live import watched, watched_file
from ccb_support.live.watched_file import WatchedFile
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
    monkeypatch.setattr(ccb_support.live, "SECONDS_BETWEEN_LOOKS", 0)
    faults = iter([RuntimeError("a fault")])

    async def run() -> None:
        loop, is_seen = asyncio.get_running_loop(), asyncio.Event()

        def read(*_arguments: object) -> str:
            for fault in faults:
                raise fault
            loop.call_soon_threadsafe(is_seen.set)
            return SHIPPED_TOML

        monkeypatch.setattr(watched_file, "read_text", read)
        async with watched(file):
            await is_seen.wait()
            assert "RuntimeError: a fault" in caplog.text

    asyncio.run(run())
