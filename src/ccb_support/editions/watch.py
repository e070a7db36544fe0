"""The watch over a directory's file while a program answers from it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from .watched_file import WatchedFile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from .edition import Editions

SECONDS_BETWEEN_LOOKS = 0.25
"""How often a process looks at the file. It takes an edit at the second look that sees it."""

_logger = logging.getLogger("ccb_support.editions")


@asynccontextmanager
async def watched(editions: Editions) -> AsyncGenerator[None]:
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


async def _watch(file: WatchedFile) -> None:
    """Look at the file again and again. Answers go on meanwhile."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        try:
            await asyncio.to_thread(file.look)
        except Exception:
            _logger.exception("%s: the look at the file failed", file.name)
