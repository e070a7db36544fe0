"""`verify`, `diff` and `doctor`: what they report, and the exit code."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ccb_support import Directory, verify
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.comparison import Difference, diff
from ccb_support.verification import Report
from tests.builders import SHIPPED_TOML, at, line_with
from tests.cli.calls import DAY, PQRS_TOML, SHIPPED, TUESDAY, Result, Run, Write
from tests.zone_data import packaged_data, write_zone, zone_data

REPORT = verify(SHIPPED, at("2026-11-24 09:30"), at("2027-11-24 09:30"))

DRAFT = """
[[special_days]]
name = { es = "Víspera de Navidad", en = "Christmas Eve" }
channels = ["pqrs"]
date = 2026-12-24
hours = [{ opens = "07:00", closes = "12:00" }]
"""


class TestVerify:
    """`ccb-support verify` prints the report, and exits with 1 if the report has an error."""

    @pytest.mark.parametrize("option", [(), ("--all",)], ids=["", "all"])
    def test_the_shipped_directory_over_a_year(self, run: Run, option: tuple[str, ...]) -> None:
        text = REPORT.explain("en", notes=bool(option))
        hint = "" if option else "To see the notes, add --all\n"
        assert run("verify", "--lang", "en", *option) == Result(0, f"{text}\n{hint}", "")

    def test_json(self, run: Run) -> None:
        assert Report.model_validate_json(run("verify", "--json").printed) == REPORT

    def test_a_file_with_an_error(self, run: Run, pqrs_file: str) -> None:
        day, text = (at("2026-11-24"), at("2026-11-25")), PQRS_TOML
        report = verify(Directory.from_toml(text), *day, text=text)
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
        document = json.loads(run("verify", "shipped", "--json", *arguments, now=now).printed)
        assert (document["start"], document["end"]) == (start, end)

    def test_ages_are_measured_now(self, run: Run) -> None:
        # With `--strict`, an old directory ends with 1.
        early = "--from", "2020-01-01", "--to", "2021-01-01"
        assert run("verify", "--strict", *early).code == 0
        assert run("verify", "--strict", "--from", "2028-01-01").code == 0

    def test_fits_a_narrow_screen(self, run: Run, pqrs_file: str) -> None:
        out = run("verify", pqrs_file, environment={"COLUMNS": "40"}).out
        assert re.search(r"\n  error, línea \d+: Incidentes,\n    requerimientos,", out)
        assert all(len(line) <= 40 for line in out.splitlines())

    def test_a_finding_that_the_owner_accepts_is_left_out(self, run: Run, warned_file: str) -> None:
        asked = "verificar", warned_file, "--strict", "--allow"
        assert "long_span" not in run(*asked, "long_span", "--json").printed
        assert run(*asked, "never_open") == Result(1, run("verify", warned_file).out, "")

    def test_several_files_and_the_gravest_code(
        self, run: Run, warned_file: str, pqrs_file: str
    ) -> None:
        both = run("verify", warned_file).out + run("verify", pqrs_file).out
        assert run("verify", warned_file, pqrs_file) == Result(1, both, "")
        assert run("verify", pqrs_file, warned_file).code == 1
        assert len(run("verify", pqrs_file, "shipped", "--json").out.splitlines()) == 2


def test_diff_prints_json_and_exits_with_1_if_an_answer_changes(run: Run, write: Write) -> None:
    bounds = at("2026-12-21"), datetime(2026, 12, 28, tzinfo=UTC)
    difference = diff(Directory.from_toml(SHIPPED_TOML + DRAFT), SHIPPED, *bounds)
    asked = "--from", "2026-12-21", "--to", "2026-12-28T00:00Z", "--json"
    result = run("diff", write(text=SHIPPED_TOML + DRAFT), "shipped", *asked)
    assert (result.code, result.err) == (1, "")
    assert Difference.model_validate_json(result.out) == difference


DIRECTORY = "The directory was last compared"
HOLIDAYS = "The holidays were checked through 2027-12-31. Install"


FROM_NEW_YEAR = ("format = 2", "format = 2\neffective = 2027-01-01")


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
                "The data of the time zone 'America/Bogota' are as expected.\n"
                f"Version {SHIPPED.version} of the directory was compared with its source on {SHIPPED.as_of}.\n"
                "The holidays were checked through 2027-12-31.\n",
                "",
            )

    @pytest.mark.parametrize(
        ("zone", "start"),
        [
            (BOGOTA_NAME, "The data of the time zone 'America/Bogota' are as expected"),
            (
                "America/New_York",
                "ccb-support: Python's data of the time zone 'America/Bogota'",
            ),
            ("", "ccb-support: Python's data of the time zone 'America/Bogota'"),
        ],
        ids=["right", "of another zone", "broken"],
    )
    def test_the_zones_of_another_folder(
        self, run: Run, tmp_path: Path, zone: str, start: str
    ) -> None:
        write_zone(tmp_path, BOGOTA_NAME, packaged_data(zone) if zone else b"TZif2")
        with zone_data(tmp_path, has_package=True):
            result = run("doctor", "--lang", "en")
        # Data that are wrong are the error of every command.
        assert (result.out or result.err).startswith(start)
        assert result.code == (0 if result.out else 2)

    def test_other_data_than_those_of_the_package_are_a_warning(
        self, run: Run, tmp_path: Path, madrid_file: str
    ) -> None:
        write_zone(tmp_path, "Europe/Madrid", packaged_data("Europe/London"))
        asked = "doctor", "--directory", madrid_file, "--lang", "en"
        with zone_data(tmp_path, has_package=True):
            result, strict = run(*asked), run(*asked, "--strict")
        assert (result.code, strict.code) == (0, 1)
        assert result.out.startswith("The data of the time zone 'Europe/Madrid' are not")

    @pytest.mark.parametrize(
        ("day", "old"),
        [
            ("2027-11-24", ()),
            ("2027-11-25", (DIRECTORY,)),
            ("2027-12-31", (DIRECTORY,)),
            ("2028-01-01", (DIRECTORY, HOLIDAYS)),
        ],
    )
    def test_holidays_and_directories_grow_old(
        self, run: Run, day: str, old: tuple[str, ...]
    ) -> None:
        asked, now = ("doctor", "--lang", "en"), at(f"{day} 12:00")
        notes = run(*asked, now=now).err.splitlines()
        assert all(each.startswith(words) for each, words in zip(notes, old, strict=True))
        assert run(*asked, "--strict", now=now).code == bool(old)

    @pytest.mark.parametrize(
        ("edits", "now", "code", "start", "more"),
        [
            ([FROM_NEW_YEAR], "2026-11-24 09:30", 1, "Nobody gets an answer before 2027-01-01, the first day", ""),
            ([FROM_NEW_YEAR], "2027-01-01", 0, "", ""),
            # A clock that has lost its time is a cause too.
            (
                [], "1970-01-01", 1, "Nobody gets an answer before 1984-01-01, the first day of the directory (effective). If the clock of the computer is right",
                "each in its own file, and use the folder instead of the file",
            ),
        ],
        ids=["it begins later", "on its first day", "a clock that has lost its time"],
    )  # fmt: skip
    def test_nobody_gets_an_answer_of_a_directory_that_begins_later(
        self,
        run: Run,
        write: Write,
        edits: list[tuple[str, str]],
        now: str,
        code: int,
        start: str,
        more: str,
    ) -> None:
        asked = "doctor", "--strict", "--directory", write(*edits), "--lang", "en"
        result = run(*asked, now=at(now))
        assert result.code == code
        assert result.err.startswith(start)
        assert more in result.err

    def test_a_list_of_holidays_has_no_date(self, run: Run, madrid_file: str) -> None:
        assert "festivos" not in run("doctor", "--directory", madrid_file).printed

    def test_holidays_that_change_nothing_do_not_grow_old(self, run: Run, write: Write) -> None:
        path = write(('holidays = "closed"', 'holidays = "open"'))
        result = run("doctor", "--directory", path, now=at("2028-01-01 12:00"))
        assert ("festivos" in result.out, "festivos" in result.err) == (True, False)


NUMBER, HOURS, ZONE, LEVEL, NAME = (
    line_with(SHIPPED_TOML, words)
    for words in ("+576017442727", "opens = ", "time_zone = ", "level = 3", "[name]")
)
"""The lines of what the tests change."""

EARLY = ('closes = "17:00"', 'closes = "05:00"')
NO_LEVEL = ("level = 3", "level = 0")
GITHUB = ["--format", "github", "--lang", "en"]


@pytest.fixture
def write_here(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a directory to the working folder, so that the name of a file is its path."""
    monkeypatch.chdir(tmp_path)
    return lambda *edits, **options: Path(write(*edits, **options)).name


class TestAnnotationsOfVerify:
    """`verify --format github` writes one annotation for each error and warning."""

    def test_has_the_line_and_the_code(self, run: Run, write_here: Write) -> None:
        name = write_here(('"(601) 7442727"', '"(601) 7442728"'), EARLY)
        assert run("verify", name, *GITHUB) == Result(
            1,
            f"::error file=desk.toml,line={NUMBER},title=wrong_number::People read (601) 7442728, but "
            "machines dial +576017442727, which is another number. If the printed number is "
            'right, write e164 = "+576017442728"\n'
            f"::warning file=desk.toml,line={HOURS},title=long_span::From 07:00 to 05:00 is 22 hours. "
            'Did you mean closes = "17:00"?\n',
            "",
        )

    def test_a_finding_without_a_line_is_at_the_first_line(
        self, run: Run, write_here: Write
    ) -> None:
        assert (
            "\n::notice file=desk.toml,line=1,title=holidays_unverified::The holidays are not checked from "
            "Sat 1 Jan 2028 12:00 a.m. on"
        ) in run("verify", write_here(), "--all", "--to", "2028-02-01", *GITHUB).out

    @pytest.mark.parametrize(
        ("options", "count"),
        [([], 0), (["--all"], 2), (["--all", "--to", "2028-02-01"], 3)],
        ids=["", "all", "a longer range"],
    )
    def test_nothing_but_notes_is_found_of_the_shipped_directory(
        self, run: Run, options: list[str], count: int
    ) -> None:
        notes = run("verify", *options, *GITHUB).out.splitlines()
        assert len(notes) == count
        assert all(each.startswith("::notice file=shipped,line=") for each in notes)

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("a,b: 100%.toml", "a%2Cb%3A 100%25.toml"),
            ("a\n::error::b.toml", "a%0A%3A%3Aerror%3A%3Ab.toml"),
        ],
        ids=ascii,
    )
    def test_codes_take_the_place_of_what_would_end_a_part(
        self, run: Run, write_here: Write, name: str, written: str
    ) -> None:
        (line,) = run("verify", write_here(EARLY, name=name), *GITHUB).out.splitlines()
        assert line.startswith(f"::warning file={written},line={HOURS},title=long_span::From 07:00")

    @pytest.mark.parametrize(
        ("command", "language", "edits", "starts"),
        [
            (
                ["verify"], "en", [('"America/Bogota"', '"Bogotá"'), NO_LEVEL],
                [f"line={ZONE},title=bad_directory::time_zone", f"line={LEVEL},title=bad_directory::escalation[2].level: must be"],
            ),
            (["verify"], "es", [NO_LEVEL], [f"line={LEVEL},title=bad_directory::escalation[2].level: debe"]),
            (
                ["verify"], "en", [("\n[name]", 'holiday_calendar = "XX"\n\n[name]')],
                [f"line={NAME - 1},title=bad_directory::holiday_calendar: "],
            ),
            (["diff", "shipped"], "en", [NO_LEVEL], [f"line={LEVEL},title=bad_directory::"]),
        ],
        ids=["two faults", "in Spanish", "no such calendar", "diff"],
    )  # fmt: skip
    def test_each_fault_of_a_directory_has_its_line(
        self, run: Run, write_here: Write, command: list[str], language: str,
        edits: list[tuple[str, str]], starts: list[str],
    ) -> None:  # fmt: skip
        result = run(*command, write_here(*edits), *GITHUB[:-1], language)
        assert (result.code, result.err.count("desk.toml")) == (2, 1)
        for line, start in zip(result.out.splitlines(), starts, strict=True):
            assert line.startswith(f"::error file=desk.toml,{start}")


def test_diff_has_an_annotation_with_each_edit_and_who_answers_instead(
    run: Run, write_here: Write
) -> None:
    number = [("(57) 318 717 49 37", "(57) 318 717 49 38"), ("+573187174937", "+573187174938")]
    name = write_here(('closes = "17:00"', 'closes = "16:00"'), *number)
    code, out, _ = run("diff", "shipped", name, *DAY, *GITHUB)
    assert (code, out.count("\n")) == (1, 1)
    assert out.startswith(
        "::notice file=desk.toml,line=1,title=diff::The PQRS line closes at 4:00 p.m. instead of "
        "5:00 p.m.: Tuesday 24 November 2026; 5 request types, 1 hour%0A  In its place: "
        "the priority 1 mobile line and the national toll-free line%0A"
    )
    assert "(57) 318 717 49 38" in out


@pytest.mark.parametrize("command", [["verify"], ["diff", "shipped", "shipped", *DAY]])
def test_annotations_are_not_json(run: Run, command: list[str]) -> None:
    said = run(*command, *GITHUB, "--json").refusal
    assert "--format github has no JSON. Leave out --json" in said
