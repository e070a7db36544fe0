"""`ccb-support diff`: the report, and the exit code."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ccb_support import Difference
from ccb_support.cli import main
from tests.builders import SHIPPED_TOML, at
from tests.cli.calls import DAY, Run

if TYPE_CHECKING:
    from pathlib import Path


DRAFT = """
[[special_days]]
name = { es = "Víspera de Navidad", en = "Christmas Eve" }
channels = ["pqrs"]
date = 2026-12-24
hours = [{ opens = "07:00", closes = "12:00" }]
"""


class TestCommandLine:
    """`ccb-support diff OLD NEW` prints the report; it exits with 1 if an answer changes."""

    @pytest.fixture
    def draft(self, tmp_path: Path) -> str:
        path = tmp_path / "draft.toml"
        path.write_text(SHIPPED_TOML + DRAFT, "utf-8")
        return str(path)

    def test_prints_what_changes(self, draft: str, capsys: pytest.CaptureFixture[str]) -> None:
        span = ["--from", "2026-12-21", "--to", "2026-12-28"]
        assert main(["diff", "shipped", draft, *span, "--lang", "en"]) == 1
        assert capsys.readouterr().out.splitlines()[:2] == [
            "petitions, complaints, claims, suggestions, appeals:",
            "  Thu 24 Dec 2026 07:00 to 12:00: pqrs: until 17:00 -> until 12:00",
        ]

    def test_prints_json(self, draft: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", draft, "shipped", "--from", "2026-12-21", "--to", "2026-12-28T00:00Z",
                     "--json"]) == 1  # fmt: skip
        difference = Difference.model_validate_json(capsys.readouterr().out)
        assert difference.end == datetime(2026, 12, 28, tzinfo=UTC)
        assert difference.of("claim", 3)[0].end == at("2026-12-24T12:00")

    def test_succeeds_if_nothing_changes(
        self, draft: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["diff", "shipped", draft, "--from", "2026-12-28", "--to", "2027-12-24"]) == 0
        assert capsys.readouterr().out.startswith("Ninguna respuesta cambia de lun 28 dic 2026")

    def test_refuses_a_file_that_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        span = ["--from", "2026-12-21", "--to", "2026-12-28"]
        assert main(["diff", "shipped", "no-such.toml", *span]) == 2
        assert "no-such.toml" in capsys.readouterr().err

    def test_it_ends_with_0_if_nothing_changes_and_else_with_1(
        self, run: Run, pqrs_file: str
    ) -> None:
        same = run("diff", "shipped", "shipped", *DAY)
        other = run("diff", "shipped", pqrs_file, *DAY)
        assert [(each.code, each.err) for each in (same, other)] == [(0, ""), (1, "")]
        assert len(other.out) > len(same.out) > 0
        assert json.loads(run("diff", "shipped", pqrs_file, *DAY, "--json").out)["changes"]
