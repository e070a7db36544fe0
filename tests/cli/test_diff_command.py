"""`ccb-support diff`: the report, and the exit code."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ccb_support.comparison import Difference
from tests.builders import SHIPPED_TOML, at
from tests.cli.calls import Result, Run

if TYPE_CHECKING:
    from pathlib import Path


DRAFT = """
[[special_days]]
name = { es = "Víspera de Navidad", en = "Christmas Eve" }
channels = ["pqrs"]
date = 2026-12-24
hours = [{ opens = "07:00", closes = "12:00" }]
"""


class TestDiff:
    """`ccb-support diff OLD NEW` prints the report; it exits with 1 if an answer changes."""

    @pytest.fixture
    def draft(self, tmp_path: Path) -> str:
        path = tmp_path / "draft.toml"
        path.write_text(SHIPPED_TOML + DRAFT, "utf-8")
        return str(path)

    def test_prints_what_changes(self, run: Run, draft: str) -> None:
        span = ("--from", "2026-12-21", "--to", "2026-12-28")
        result = run("diff", "shipped", draft, *span, "--lang", "en")
        assert (result.code, result.err) == (1, "")
        assert result.out.splitlines() == [
            (
                "The PQRS line closes at 12:00 noon instead of 5:00 p.m.: "
                "Thursday 24 December 2026; 5 request types, 5 hours"
            ),
            "  In its place: the priority 1 mobile line and the national toll-free line",
        ]

    def test_prints_json(self, run: Run, draft: str) -> None:
        span = ("--from", "2026-12-21", "--to", "2026-12-28T00:00Z")
        result = run("diff", draft, "shipped", *span, "--json")
        assert (result.code, result.err) == (1, "")
        difference = Difference.model_validate_json(result.out)
        assert difference.end == datetime(2026, 12, 28, tzinfo=UTC)
        assert difference.of("claim", 3)[0].end == at("2026-12-24T12:00")

    def test_succeeds_if_nothing_changes(self, run: Run, draft: str) -> None:
        span = ("--from", "2026-12-28", "--to", "2027-12-24")
        assert run("diff", "shipped", draft, *span) == Result(
            0, "Ninguna respuesta cambia de lun 28 dic 2026 00:00 a vie 24 dic 2027 00:00\n", ""
        )
