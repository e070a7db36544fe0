"""`ccb-support escalation`: the levels with their contacts and hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support import EscalationLevel, escalation
from tests.builders import SHIPPED_TOML
from tests.cli.calls import Result, Run

if TYPE_CHECKING:
    from pathlib import Path


class TestEscalation:
    """`escalation` lists the levels with their contacts and hours."""

    def test_lists_the_levels_with_their_contacts(self, run: Run) -> None:
        lines = [" ".join(each.split()) for each in run("escalation").out.splitlines()]
        assert lines[2:4] == [
            "2 supervisor de soporte horario no indicado (601) 745 2141 extensiones 1104, 1108, 1102",
            "supervisor.mesadeayuda@certicamara.com",
        ]
        english = run("escalation", "--lang", "en").out
        assert "technical support group  24 hours " in english
        assert "support supervisor       hours not stated " in english
        assert "  (601) 745 2141 extension 1101\n" in english

    def test_lists_the_hours_of_a_week(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "office.toml"
        office = '[{ days = ["monday", "friday"], opens = "08:00", closes = "12:00" }]'
        path.write_text(SHIPPED_TOML.replace('hours = "not_stated"', f"hours = {office}"), "utf-8")
        assert "  lunes, viernes 08:00-12:00  " in run("escalation", "--directory", str(path)).out

    def test_prints_json(self, run: Run) -> None:
        lines = run("escalation", "--json").out.splitlines()
        assert tuple(map(EscalationLevel.model_validate_json, lines)) == escalation()

    def test_a_directory_without_levels_has_none_to_list(self, run: Run, pqrs_file: str) -> None:
        assert run("escalation", "--directory", pqrs_file) == Result(0, "", "")
