"""`ccb-support verify`: the report, and the exit code."""

from __future__ import annotations

import json

import pytest

from ccb_support import Directory, Report, verify
from tests.builders import at
from tests.cli.calls import DAY, PQRS_TOML, SHIPPED, Result, Run

REPORT = verify(SHIPPED, at("2026-01-01"), at("2028-01-01"))


class TestVerify:
    """`ccb-support verify` prints the report, and exits with 1 if the report has an error."""

    def test_the_shipped_directory_over_this_year_and_the_next(self, run: Run) -> None:
        assert run("verify", "--lang", "en") == Result(0, f"{REPORT.explain('en')}\n", "")

    def test_json(self, run: Run) -> None:
        (text,) = run("verify", "--json").out.splitlines()
        assert Report.model_validate_json(text) == REPORT
        assert json.loads(text)["findings"][0]["code"] == "answer_by_preference_only"

    def test_a_file_with_an_error(self, run: Run, pqrs_file: str) -> None:
        report = verify(Directory.from_toml(PQRS_TOML), at("2026-11-24"), at("2026-11-25"))
        assert report.errors
        assert run("verify", pqrs_file, *DAY) == Result(1, f"{report.explain()}\n", "")
        assert run("verify", pqrs_file, *DAY, "--json").code == 1

    @pytest.mark.parametrize(
        ("arguments", "start", "end"),
        [
            ([], "2026-01-01T00:00:00-05:00", "2028-01-01T00:00:00-05:00"),
            (["--from", "2030-06-01"], "2030-06-01T00:00:00-05:00", "2032-01-01T00:00:00-05:00"),
            (["--to", "2026-02-01"], "2026-01-01T00:00:00-05:00", "2026-02-01T00:00:00-05:00"),
            (["--from", "2199-06-01"], "2199-06-01T00:00:00-05:00", "2200-01-01T00:00:00-05:00"),
            (DAY, "2026-11-24T00:00:00-05:00", "2026-11-25T00:00:00-05:00"),
        ],
    )
    def test_the_range_has_the_usual_ends_unless_they_are_given(
        self, run: Run, arguments: list[str], start: str, end: str
    ) -> None:
        result = run("verify", "shipped", "--json", *arguments)
        document = json.loads(result.out)
        assert (result.code, document["start"], document["end"]) == (0, start, end)
