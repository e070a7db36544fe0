"""A router whose memory has a bound that a test chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from ccb_support import Router, default_directory

if TYPE_CHECKING:
    from ccb_support import Directory


def bounded_router(most_bytes: int, desk: Directory | None = None) -> Router:
    """Return a router that keeps about so many bytes: over the shipped directory, or another."""
    module = "ccb_support.routing.answer_cache"
    with patch.multiple(module, _MOST_BYTES=most_bytes, _MORE_BYTES_A_CHANNEL=0):
        return Router(desk or default_directory())
