"""A router whose memory has a bound that a test chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from ccb_support import Router, default_directory

if TYPE_CHECKING:
    from ccb_support import Directory


def bounded_router(most: int, desk: Directory | None = None) -> Router:
    """Return a router, over the shipped directory or another, that keeps few answers and pieces.

    Its kept answers weigh at most so much, and as many pieces of functions are kept.
    """
    with (
        patch("ccb_support.routing.engine._MOST_KEPT", most),
        patch("ccb_support.schedule.editions._MOST_PIECES", most),
    ):
        return Router(desk or default_directory())
