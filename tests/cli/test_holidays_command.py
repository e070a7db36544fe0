"""`ccb-support holidays`: the holidays of a year, with their laws."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import at

if TYPE_CHECKING:
    from tests.cli.calls import Run


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

    def test_of_this_year_if_no_year_is_written(self, run: Run) -> None:
        assert run("holidays").out == run("holidays", "2026").out
        new_year_in_utc = at("2026-12-31 20:00")
        assert run("holidays", now=new_year_in_utc).out == run("holidays", "2026").out

    def test_prints_json(self, run: Run) -> None:
        lines = run("holidays", "2025", "--json").out.splitlines()
        assert '"es": "Año Nuevo"' in lines[0]
        documents = [json.loads(line) for line in lines]
        assert [each["date"] for each in documents].count("2025-06-30") == 2
        assert documents[0] == {
            "date": "2025-01-01",
            "name": {"es": "Año Nuevo", "en": "New Year's Day"},
            "kind": "fixed",
            "law": "Ley 51 de 1983",
            "first_year": 1984,
        }
