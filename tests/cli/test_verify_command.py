"""`ccb-support verify`: the report, and the exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ccb_support import Directory, verify
from ccb_support.verification import Report
from tests.builders import SHIPPED_TOML, at, line_with
from tests.cli.calls import DAY, PQRS_TOML, SHIPPED, TUESDAY, Result, Run

if TYPE_CHECKING:
    from pathlib import Path

REPORT = verify(SHIPPED, at("2026-11-24 09:30"), at("2027-11-24 09:30"))


class TestVerify:
    """`ccb-support verify` prints the report, and exits with 1 if the report has an error."""

    @pytest.fixture
    def warned_file(self, tmp_path: Path) -> str:
        path = tmp_path / "warned.toml"
        path.write_text(SHIPPED_TOML.replace('closes = "17:00"', 'closes = "05:00"'), "utf-8")
        return str(path)

    def test_the_shipped_directory_over_a_year(self, run: Run) -> None:
        assert run("verify", "--lang", "en") == Result(0, f"{REPORT.explain('en')}\n", "")
        text = REPORT.explain("en", notes=True)
        assert run("verify", "--lang", "en", "--all") == Result(0, f"{text}\n", "")

    def test_json(self, run: Run) -> None:
        (text,) = run("verify", "--json").out.splitlines()
        assert Report.model_validate_json(text) == REPORT
        assert json.loads(text)["findings"][0]["code"] == "answer_by_preference_only"

    def test_a_file_with_an_error(self, run: Run, pqrs_file: str) -> None:
        directory, day = Directory.from_toml(PQRS_TOML), (at("2026-11-24"), at("2026-11-25"))
        report = verify(directory, *day, text=PQRS_TOML)
        assert report.errors
        assert run("verify", pqrs_file, *DAY) == Result(1, f"{report.explain()}\n", "")
        assert run("verify", pqrs_file, *DAY, "--json").code == 1

    @pytest.mark.parametrize(
        ("arguments", "start", "end"),
        [
            ([], "2026-11-24T09:30:00-05:00", "2027-11-24T09:30:00-05:00"),
            (["--from", "2028-02-29"], "2028-02-29T00:00:00-05:00", "2029-02-28T00:00:00-05:00"),
            (["--to", "2027-02-01"], "2026-11-24T09:30:00-05:00", "2027-02-01T00:00:00-05:00"),
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

    def test_now_is_a_whole_minute(self, run: Run) -> None:
        now = TUESDAY.replace(second=59, microsecond=999_999)
        document = json.loads(run("verify", "--json", now=now).out)
        assert document["start"] == "2026-11-24T09:30:00-05:00"

    def test_ages_are_measured_now(self, run: Run) -> None:
        early = ["--from", "2020-01-01", "--to", "2021-01-01", "--strict"]
        assert run("verify", *early).code == 0
        late = run("verify", "--from", "2028-01-01", "--strict")
        assert (late.code, "old_directory" in late.out) == (0, False)

    def test_on_a_terminal_a_finding_has_its_colour(self, run: Run, pqrs_file: str) -> None:
        coloured = run("verify", pqrs_file, environment={"COLUMNS": "80"}, terminal=True).out
        assert "\n  \x1b[1;31merror\x1b[0m, línea " in coloured
        narrow = {"COLUMNS": "40", "NO_COLOR": "1"}
        plain = run("verify", pqrs_file, environment=narrow, terminal=True).out
        assert "\n  error, línea " in plain
        lines = plain.splitlines()
        first = next(place for place, each in enumerate(lines) if each.startswith("  error, "))
        assert lines[first + 1].startswith("    ")
        assert all(len(line) <= 40 for line in plain.splitlines())

    def test_strict_exits_with_1_for_a_warning(self, run: Run, warned_file: str) -> None:
        assert run("verify", warned_file).code == 0
        strict = run("verify", warned_file, "--strict", "--lang", "en")
        assert strict.code == 1
        line = line_with(SHIPPED_TOML, "opens = ")
        assert f"warning, line {line}: From 07:00 to 05:00" in strict.out

    def test_several_files_and_the_gravest_code(
        self, run: Run, warned_file: str, pqrs_file: str
    ) -> None:
        one, other = run("verify", warned_file), run("verify", pqrs_file)
        assert (one.code, other.code) == (0, 1)
        assert run("verify", warned_file, pqrs_file) == Result(1, one.out + other.out, "")
        assert run("verify", pqrs_file, warned_file).code == 1
        assert len(run("verify", pqrs_file, "shipped", "--json").out.splitlines()) == 2
