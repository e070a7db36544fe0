"""Calls of the command line, and what they need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, TypeAlias

from ccb_support import BOGOTA, default_directory
from tests.builders import SHIPPED_TOML

SHIPPED = default_directory()
PQRS_TEXT = SHIPPED_TOML.partition('[[channels]]\nid = "p1_mobile"')[0]
"""A directory of the PQRS desk alone."""

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=BOGOTA)
DAY = ["--from", "2026-11-24", "--to", "2026-11-25"]


class Result(NamedTuple):
    """What a call of the command line came to."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Result]
