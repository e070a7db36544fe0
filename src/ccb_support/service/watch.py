"""The watch over a directory's file while the service runs."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ccb_support.editions.watched_file import WatchedFile

    from .edition import ServedEdition

SECONDS_BETWEEN_LOOKS = 0.25
"""How often a worker looks at the file. It takes an edit at the second look that sees it."""

_logger = logging.getLogger("ccb_support.service")


async def watch(file: WatchedFile[ServedEdition]) -> None:
    """Look at the file again and again. Requests go on meanwhile."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        try:
            await asyncio.to_thread(file.look)
        except Exception:
            _logger.exception("%s: the look at the file failed", file.name)
