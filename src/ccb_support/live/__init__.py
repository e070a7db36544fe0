"""Which directory answers now: one that never changes, or a file that people edit meanwhile."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.model.directory import default_directory
from ccb_support.routing.router import Router, router_over

from .watched_file import SETTLE, Current, EditCode, Note, WatchedFile, ignore

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from ccb_support.model.editions import Editions

__all__ = (
    "SETTLE",
    "Current",
    "EditCode",
    "LiveDirectory",
    "Note",
    "Source",
    "WatchedFile",
    "ignore",
    "live_directory",
    "utc_now",
    "watched",
)

Source: TypeAlias = "Editions | Router | str | os.PathLike[str]"
"""A directory or its editions, a router over them, or the path of its file or its folder."""

SECONDS_BETWEEN_LOOKS = 0.25
"""How often a process looks at the file. It takes an edit at the second look that sees it."""


def utc_now() -> datetime:
    """Return the current time in UTC: the clock of a program that gets no other."""
    return datetime.now(UTC)


class FixedDirectory(NamedTuple):
    """One directory for as long as the process runs."""

    current: Current


LiveDirectory: TypeAlias = FixedDirectory | WatchedFile
"""Gives the directory that answers now: each request reads its `current` once."""


def live_directory(
    source: Source | None,
    now: Callable[[], datetime],
    settle: float = SETTLE,
    note: Note = ignore,
) -> LiveDirectory:
    """Return what gives the directory that answers now.

    Args:
        source: where the directory is; `None` means the shipped one.
        now: returns the current time.
        settle: for how many seconds a file must stay as it is after an edit that drops something.
        note: is called with what happened to an edit of a file, each time.

    Raises:
        DirectoryError: the file is not a directory, or the editions do not fit together.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    if isinstance(source, str | os.PathLike):
        return WatchedFile(source, now, settle, note)
    return FixedDirectory(Current(router_over(default_directory() if source is None else source)))


@asynccontextmanager
async def watched(live: LiveDirectory) -> AsyncGenerator[None]:
    """Watch the directory's file, if there is one, until the block ends."""
    if not isinstance(live, WatchedFile):
        yield
        return
    watch = asyncio.create_task(_watch(live))
    try:
        yield
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def _watch(file: WatchedFile) -> None:
    """Look at the file again and again. Answers go on meanwhile."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        await asyncio.to_thread(file.look)
