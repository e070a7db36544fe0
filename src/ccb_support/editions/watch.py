"""The editions from which a server answers, and the watch over its directory's file."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias

from ccb_support.model.shipped_directory import default_directory
from ccb_support.routing.router import router_over

from .edition import FixedEdition
from .watched_file import WatchedFile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime

    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router

    from .edition import Edition, Editions, EditionT_co

    Source: TypeAlias = Directory | Router | str | os.PathLike[str]
    """A directory, a router over it, or the path of its file."""

SECONDS_BETWEEN_LOOKS = 0.25
"""How often a process looks at the file. It takes an edit at the second look that sees it."""

_logger = logging.getLogger("ccb_support.editions")


def editions_of(
    source: Source | None, now: Callable[[], datetime], edition: type[EditionT_co]
) -> Editions[EditionT_co]:
    """Return what gives the edition that answers now; without a source, of the shipped directory.

    Args:
        source: the directory.
        now: returns the current time, around which an edit of a file is verified.
        edition: the class of the editions.

    Raises:
        DirectoryError: the file is not a directory.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    if isinstance(source, str | os.PathLike):
        return WatchedFile(source, now, edition)
    return FixedEdition(edition(router_over(default_directory() if source is None else source)))


@asynccontextmanager
async def watched(editions: Editions[Edition]) -> AsyncGenerator[None]:
    """Watch the directory's file, if there is one, until the block ends."""
    if not isinstance(editions, WatchedFile):
        yield
        return
    watch = asyncio.create_task(_watch(editions))
    try:
        yield
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def _watch(file: WatchedFile[Edition]) -> None:
    """Look at the file again and again. Answers go on meanwhile."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        try:
            await asyncio.to_thread(file.look)
        except Exception:
            _logger.exception("%s: the look at the file failed", file.name)
