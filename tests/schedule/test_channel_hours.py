"""How much of a channel's hours is worked out at once."""

from __future__ import annotations

from typing import Any

import pytest

from ccb_support import Router
from ccb_support.clock.step_function import ONE_BLOCK, SHORT_BLOCKS
from tests.builders import channel, closure, directory, season, special_day

EVERY_YEAR = {"special_days": [special_day("12-24")]}
ONCE = {"special_days": [special_day("2026-12-24")]}


@pytest.mark.parametrize(
    ("hours", "holidays", "exceptions", "block_bits"),
    [
        ("always", "open", {}, ONE_BLOCK),
        ("", "open", {}, ONE_BLOCK),
        ("always", "open", ONCE, ONE_BLOCK),
        ("", "open", {"closures": [closure("2026-12-24 08:00", "2026-12-24 09:00")]}, ONE_BLOCK),
        ("always", "open", EVERY_YEAR, SHORT_BLOCKS),
        ("always", "closed", {}, SHORT_BLOCKS),
        ("", "10:00-12:00", {}, SHORT_BLOCKS),
        ("", "open", {"seasons": [season("2026-12-15/2027-01-15")]}, SHORT_BLOCKS),
        ("Mo-Su 00:00-24:00", "closed", {}, SHORT_BLOCKS),
        ("Mo-Fr 08:00-17:00", "open", {}, SHORT_BLOCKS),
        ("Mo-Fr 08:00-17:00", "closed", EVERY_YEAR, SHORT_BLOCKS),
    ],
)
def test_few_changes_fall_into_one_block(
    hours: str, holidays: str, exceptions: dict[str, Any], block_bits: int
) -> None:
    desk = directory(channel(hours=hours, holidays=holidays), **exceptions)
    openness = Router(desk).engine.hours("desk").openness
    assert openness.block_bits == block_bits
