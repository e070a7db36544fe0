"""`verify`, `diff` and `doctor`: what they report, and the exit code."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ccb_support import Directory, verify
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.comparison import Difference
from ccb_support.verification import Report
from tests.builders import SHIPPED_TOML, at, line_with
from tests.cli.calls import DAY, PQRS_TOML, SHIPPED, TUESDAY, Result, Run
from tests.zone_data import packaged_data, write_zone, zone_data

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Write

REPORT = verify(SHIPPED, at("2026-11-24 09:30"), at("2027-11-24 09:30"))

DRAFT = """
[[special_days]]
name = { es = "Víspera de Navidad", en = "Christmas Eve" }
channels = ["pqrs"]
date = 2026-12-24
hours = [{ opens = "07:00", closes = "12:00" }]
"""

CHRISTMAS = ("--from", "2026-12-21", "--to", "2026-12-28")


class TestVerify:
    """`ccb-support verify` prints the report, and exits with 1 if the report has an error."""

    @pytest.mark.parametrize("option", [(), ("--all",)], ids=["", "all"])
    def test_the_shipped_directory_over_a_year(self, run: Run, option: tuple[str, ...]) -> None:
        text = REPORT.explain("en", notes=bool(option))
        hint = "" if option else "To see the notes, add --all\n"
        assert run("verify", "--lang", "en", *option) == Result(0, f"{text}\n{hint}", "")

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
        # Now is a whole minute.
        now = TUESDAY.replace(second=59, microsecond=999_999)
        result = run("verify", "shipped", "--json", *arguments, now=now)
        document = json.loads(result.out)
        assert (result.code, document["start"], document["end"]) == (0, start, end)

    def test_ages_are_measured_now(self, run: Run) -> None:
        early = ["--from", "2020-01-01", "--to", "2021-01-01", "--strict"]
        assert run("verify", *early).code == 0
        late = run("verify", "--from", "2028-01-01", "--strict")
        assert (late.code, "old_directory" in late.out) == (0, False)

    def test_on_a_terminal_a_finding_has_its_colour(self, run: Run, pqrs_file: str) -> None:
        coloured = run("verify", pqrs_file, environment={"COLUMNS": "80"}, terminal=True).out
        assert "\n  \x1b[1;31merror\x1b[0m, línea " in coloured
        narrow = {"COLUMNS": "40", "NO_COLOR": "1"}
        lines = run("verify", pqrs_file, environment=narrow, terminal=True).out.splitlines()
        first = next(
            place for place, each in enumerate(lines) if each.startswith("  error, línea ")
        )
        assert lines[first + 1].startswith("    ")
        assert all(len(line) <= 40 for line in lines)

    def test_strict_exits_with_1_for_a_warning(self, run: Run, warned_file: str) -> None:
        strict = run("verify", warned_file, "--strict", "--lang", "en")
        line = line_with(SHIPPED_TOML, "opens = ")
        assert (strict.code, f"warning, line {line}: From 07:00 to 05:00" in strict.out) == (
            1,
            True,
        )

    def test_a_finding_that_the_owner_accepts_is_left_out(self, run: Run, warned_file: str) -> None:
        allow = "--allow", "long_span"
        accepted = run("verificar", warned_file, "--strict", *allow)
        assert (accepted.code, "long_span" in run("verify", warned_file, "--json", *allow).out) == (
            0,
            False,
        )
        other = run("verify", warned_file, "--strict", "--allow", "never_open")
        assert (other.code, other.out) == (1, run("verify", warned_file).out)

    def test_several_files_and_the_gravest_code(
        self, run: Run, warned_file: str, pqrs_file: str
    ) -> None:
        one, other = run("verify", warned_file), run("verify", pqrs_file)
        assert (one.code, other.code) == (0, 1)
        assert run("verify", warned_file, pqrs_file) == Result(1, one.out + other.out, "")
        assert run("verify", pqrs_file, warned_file).code == 1
        assert len(run("verify", pqrs_file, "shipped", "--json").out.splitlines()) == 2


class TestDiff:
    """`ccb-support diff OLD NEW` prints the report; it exits with 1 if an answer changes."""

    @pytest.fixture
    def draft(self, write: Write) -> str:
        return write(text=SHIPPED_TOML + DRAFT)

    def test_prints_what_changes(self, run: Run, draft: str) -> None:
        assert run("diff", "shipped", draft, *CHRISTMAS, "--lang", "en") == Result(
            1,
            "The PQRS line closes at noon instead of 5:00 p.m.: Thursday 24 December 2026; "
            "5 request types, 5 hours\n"
            "  In its place: the priority 1 mobile line and the national toll-free line\n",
            "",
        )

    def test_prints_json(self, run: Run, draft: str) -> None:
        result = run("diff", draft, "shipped", *CHRISTMAS[:-1], "2026-12-28T00:00Z", "--json")
        assert (result.code, result.err) == (1, "")
        difference = Difference.model_validate_json(result.out)
        assert difference.end == datetime(2026, 12, 28, tzinfo=UTC)
        assert difference.of("claim", 3)[0].end == at("2026-12-24T12:00")

    def test_succeeds_if_nothing_changes(self, run: Run, draft: str) -> None:
        span = ("--from", "2026-12-28", "--to", "2027-12-24")
        assert run("diff", "shipped", draft, *span) == Result(
            0, "Ninguna respuesta cambia de lun 28 dic 2026 00:00 a vie 24 dic 2027 00:00\n", ""
        )


DIRECTORY = "warning [directory]: The directory 2026.11.24 was last compared"
HOLIDAYS = "warning [holidays]: The holidays were checked through 2027-12-31. Install"


class TestDoctor:
    """`ccb-support doctor` says what answers rest on, what is wrong with it, and what to do."""

    @pytest.fixture
    def madrid_file(self, write: Write) -> str:
        """Return a directory in Spain, with its own list of holidays."""
        listed = '[[holiday_calendar]]\ndate = "12-25"\nname = "Navidad"\n\n'
        zoned = SHIPPED_TOML.replace("America/Bogota", "Europe/Madrid")
        return write(text=zoned.replace("[[channels]]", f"{listed}[[channels]]", 1))

    def test_passes_each_check_of_an_installation_in_order(self, run: Run) -> None:
        with zone_data(has_package=True):
            assert run("doctor", "--strict", "--lang", "en") == Result(
                0,
                "ok [zone]: The data of the time zone 'America/Bogota' are from the package "
                "tzdata and are as expected.\n"
                "ok [holidays]: The holidays were checked through 2027-12-31.\n"
                "ok [directory]: The directory 2026.11.24 was compared with its source on "
                "2026-11-24.\n",
                "",
            )

    def test_as_json_it_is_the_same_and_keeps_its_accents(self, run: Run) -> None:
        printed = run("doctor", "--json").out
        for line, text in zip(printed.splitlines(), run("doctor").out.splitlines(), strict=True):
            found = json.loads(line)
            assert {*found} == {"check", "state", "message"}
            assert (found["state"], text) == ("ok", f"bien [{found['check']}]: {found['message']}.")
        assert "revisaron" in printed
        assert "comparó" in printed

    @pytest.mark.parametrize(
        ("zone", "start"),
        [
            (BOGOTA_NAME, "ok [zone]: The data of the time zone 'America/Bogota' are from {} and"),
            (
                "America/New_York",
                "ccb-support: Python's data of the time zone 'America/Bogota'",
            ),
            ("", "ccb-support: Python's data of the time zone 'America/Bogota'"),
        ],
        ids=["right", "of another zone", "broken"],
    )
    def test_says_where_the_zones_come_from(
        self, run: Run, tmp_path: Path, zone: str, start: str
    ) -> None:
        write_zone(tmp_path, BOGOTA_NAME, packaged_data(zone) if zone else b"TZif2")
        with zone_data(tmp_path, has_package=True):
            result = run("doctor", "--lang", "en")
        # Data that are wrong are the error of every command.
        assert (result.out or result.err).startswith(start.format(tmp_path))
        assert result.code == (0 if result.out else 2)

    def test_other_data_than_those_of_the_package_are_a_warning(
        self, run: Run, tmp_path: Path, madrid_file: str
    ) -> None:
        write_zone(tmp_path, "Europe/Madrid", packaged_data("Europe/London"))
        asked = "doctor", "--directory", madrid_file, "--lang", "en"
        with zone_data(tmp_path, has_package=True):
            result, strict = run(*asked), run(*asked, "--strict")
        assert (result.code, strict.code) == (0, 1)
        assert result.out.startswith(
            f"warning [zone]: The data of the time zone 'Europe/Madrid' in {tmp_path} are not"
        )
        assert (
            "they say 1984-01-15T00:00:00+00:00 instead of 1984-01-15T01:00:00+01:00" in result.out
        )

    @pytest.mark.parametrize(
        ("day", "old"),
        [
            ("2027-11-24", ()),
            ("2027-11-25", (DIRECTORY,)),
            ("2027-12-31", (DIRECTORY,)),
            ("2028-01-01", (HOLIDAYS, DIRECTORY)),
        ],
    )
    def test_holidays_and_directories_grow_old(
        self, run: Run, day: str, old: tuple[str, ...]
    ) -> None:
        result = run("doctor", "--lang", "en", now=at(f"{day} 12:00"))
        _, *checks = result.out.splitlines()
        warnings = [each for each in checks if each.startswith("warning")]
        assert (result.code, len(checks), len(warnings)) == (0, 2, len(old))
        assert all(each.startswith(words) for each, words in zip(warnings, old, strict=True))

    def test_holidays_grow_old_alone_in_a_directory_that_is_checked_again(
        self, run: Run, checked_file: str
    ) -> None:
        later = at(f"{COLOMBIA.verified_through + timedelta(days=1)}")
        result = run("doctor", "--directory", checked_file, now=later)
        assert (
            "advertencia [holidays]: Los festivos se revisaron hasta el 2027-12-31. Instale una "
            "versión más reciente de ccb-support, o" in result.out
        )
        assert "bien [directory]: " in result.out

    def test_a_list_of_holidays_has_no_date(self, run: Run, madrid_file: str) -> None:
        printed = run("doctor", "--json", "--directory", madrid_file).out
        assert '"check": "holidays", "state": "note"' in printed

    def test_holidays_that_change_nothing_are_not_checked(self, run: Run, write: Write) -> None:
        path = write(('holidays = "closed"', 'holidays = "open"'))
        assert "[holidays]" not in run("doctor", "--directory", path).out
