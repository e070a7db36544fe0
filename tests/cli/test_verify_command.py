"""`ccb-support verify`: the report, and the exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ccb_support import Report, default_directory, verify
from ccb_support.cli import main
from tests.builders import at
from tests.cli.calls import DAY, Run

if TYPE_CHECKING:
    from pathlib import Path


REPORT = verify(default_directory(), at("2026-01-01"), at("2028-01-01"))


class TestCommand:
    """`ccb-support verify` prints the report, and exits with 1 if the report has an error."""

    CLOCK = staticmethod(lambda: at("2026-11-24T09:30"))

    def run(self, *arguments: str) -> int:
        return main(["verify", *arguments], clock=self.CLOCK)

    def test_the_shipped_directory_over_this_year_and_the_next(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run("--lang", "en") == 0
        assert capsys.readouterr().out == f"{REPORT.explain('en')}\n"

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("--json", "--from", "2026-01-01", "--to", "2028-01-01") == 0
        (text,) = capsys.readouterr().out.splitlines()
        assert Report.model_validate_json(text) == REPORT
        assert json.loads(text)["findings"][0]["code"] == "answer_by_preference_only"

    def test_a_file_with_an_error(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(UNSERVED, "utf-8")
        assert self.run(str(path), "--from", "2026-11-23", "--to", "2026-11-30") == 1
        assert "1 error, 0 advertencias" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("arguments", "start", "end"),
        [
            ([], "2026-01-01T00:00:00-05:00", "2028-01-01T00:00:00-05:00"),
            (["--from", "2030-06-01"], "2030-06-01T00:00:00-05:00", "2032-01-01T00:00:00-05:00"),
            (["--to", "2026-02-01"], "2026-01-01T00:00:00-05:00", "2026-02-01T00:00:00-05:00"),
            (["--from", "2199-06-01"], "2199-06-01T00:00:00-05:00", "2200-01-01T00:00:00-05:00"),
        ],
    )
    def test_what_is_left_out_of_the_range(
        self, arguments: list[str], start: str, end: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run("shipped", "--json", *arguments) == 0
        document = json.loads(capsys.readouterr().out)
        assert (document["start"], document["end"]) == (start, end)

    def test_a_bad_range(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("--from", "1900-01-01") == 2
        assert "1900" in capsys.readouterr().err

    def test_it_ends_with_0_if_no_error_is_found_and_else_with_1(
        self, run: Run, pqrs_file: str
    ) -> None:
        good, bad = run("verify", *DAY), run("verify", pqrs_file, *DAY)
        assert [(each.code, each.err) for each in (good, bad)] == [(0, ""), (1, "")]
        assert json.loads(run("verify", pqrs_file, *DAY, "--json").out)["findings"]


UNSERVED = """
format = 1
version = "1"
as_of = 2026-11-24
time_zone = "America/Bogota"
name = { es = "Mesa", en = "Desk" }

[[channels]]
id = "line"
name = { es = "Línea", en = "line" }
request_types = ["incident"]
priorities = "all"
holidays = "open"
hours = "always"
contacts = [{ medium = "phone", printed = "(601) 5550100", e164 = "+576015550100" }]

[[escalation]]
level = 1
name = { es = "Jefe", en = "head" }
hours = "not_stated"
contacts = [{ medium = "email", address = "head@example.org" }]
"""
