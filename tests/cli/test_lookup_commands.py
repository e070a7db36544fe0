"""`ccb-support escalation`, `holidays` and `schema`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from ccb_support import EscalationLevel, Recommendation, escalation
from tests.builders import SHIPPED_TOML
from tests.cli.calls import Result, Run

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED_SCHEMA = files("ccb_support").joinpath("directory.schema.json").read_text("utf-8")


class TestEscalation:
    """`escalation` lists the levels with their contacts and hours."""

    def test_lists_the_levels_with_their_contacts(self, run: Run) -> None:
        lines = [" ".join(each.split()) for each in run("escalation").out.splitlines()]
        assert lines[2:4] == [
            (
                "2 supervisor de soporte horario no indicado (601) 745 2141 extensiones 1104, 1108, 1102 "
                "tel:+576017452141;ext=1104 tel:+576017452141;ext=1108 tel:+576017452141;ext=1102"
            ),
            "supervisor.mesadeayuda@certicamara.com mailto:supervisor.mesadeayuda@certicamara.com",
        ]
        english = run("escalation", "--lang", "en").out
        assert "technical support group  24 hours " in english
        assert "support supervisor       hours not stated " in english

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


class TestHolidays:
    """`holidays` lists those of a year, with their laws."""

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            ("es", "2026-07-13 Virgen de Chiquinquirá Ley 2578 de 2026"),
            ("en", "2026-07-13 Our Lady of Chiquinquirá Ley 2578 de 2026"),
        ],
    )
    def test_lists_those_of_a_year(self, run: Run, language: str, line: str) -> None:
        lines = run("holidays", "2026", "--lang", language).out.splitlines()
        assert len(lines) == 19
        assert line in [" ".join(each.split()) for each in lines]

    def test_prints_json(self, run: Run) -> None:
        documents = [
            json.loads(line) for line in run("holidays", "2025", "--json").out.splitlines()
        ]
        assert [each["date"] for each in documents].count("2025-06-30") == 2
        assert documents[0] == {
            "date": "2025-01-01",
            "name": {"es": "Año Nuevo", "en": "New Year's Day"},
            "kind": "fixed",
            "law": "Ley 51 de 1983",
            "first_year": 1984,
        }


class TestSchema:
    """`schema` prints or writes the JSON Schema of an answer, or of a directory's file."""

    @pytest.mark.parametrize("kind", [(), ("recommendation",)], ids=["", "by its name"])
    def test_is_that_of_a_recommendation(self, run: Run, kind: tuple[str, ...]) -> None:
        schema = json.loads(run("schema", *kind).out)
        assert schema == Recommendation.model_json_schema(mode="serialization")
        assert set(schema["required"]) == set(Recommendation.model_fields)

    def test_of_a_directory_is_the_one_that_ships(self, run: Run) -> None:
        assert run("schema", "directory") == (0, SHIPPED_SCHEMA, "")

    def test_may_be_written_to_a_file(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "directory.schema.json"
        assert run("schema", "directory", "-o", str(path)) == (0, "", "")
        assert path.read_bytes() == SHIPPED_SCHEMA.encode("utf-8")

    def test_replaces_a_file_only_with_force(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "schema.json"
        path.write_text("mine", "utf-8")
        refused = run("schema", "-o", str(path))
        assert refused.code == 2
        assert "--force" in refused.err
        assert path.read_text("utf-8") == "mine"
        assert run("schema", "-o", str(path), "--force") == (0, "", "")
        assert json.loads(path.read_bytes())["title"] == "Recommendation"

    def test_of_anything_else_is_refused(self, run: Run) -> None:
        assert "invalid choice: 'channel'" in run("schema", "channel").err
