"""The command line: what each command prints, and how it tells of bad input."""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from ccb_support import (
    BOGOTA,
    ChannelStatus,
    EscalationLevel,
    Recommendation,
    __version__,
    default_directory,
    escalation,
    recommend,
    timeline,
)
from ccb_support.cli import main
from ccb_support.cli.lookup_commands import recommendation_schema
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from ccb_support.week import WeekView, week

SHIPPED = default_directory()
SHIPPED_TEXT = files("ccb_support").joinpath("directory.toml").read_text("utf-8")

PQRS_TEXT = SHIPPED_TEXT.partition('[[channels]]\nid = "p1_mobile"')[0]
"""A directory of the PQRS desk alone."""

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=BOGOTA)
DAY = ["--from", "2026-11-24", "--to", "2026-11-25"]


class Result(NamedTuple):
    """What a call of the command line came to."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line, by a clock that shows the morning of 24 November 2026."""

    def call(*arguments: str) -> Result:
        try:
            code = main(arguments, clock=lambda: TUESDAY.astimezone(UTC))
        except SystemExit as stop:  # argparse's way
            code = int(str(stop.code))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def pqrs_file(tmp_path: Path) -> str:
    path = tmp_path / "pqrs.toml"
    path.write_text(PQRS_TEXT, "utf-8")
    return str(path)


class TestRecommend:
    """`recommend` says whom to contact, and why."""

    def test_it_says_the_contact_and_explains(self, run: Run) -> None:
        answer = recommend("complaint", 3, TUESDAY)
        assert run("recommend", "queja", "P3") == Result(
            0,
            f"(601) 7442727 opción 3  tel:+576017442727\n{answer.explain('es', at=TUESDAY)}\n",
            "",
        )

    def test_it_speaks_english(self, run: Run) -> None:
        out = run("recommend", "queja", "3", "--lang", "en").out
        answer = recommend("complaint", 3, TUESDAY)
        assert out.splitlines() == [
            "(601) 7442727 option 3  tel:+576017442727",
            answer.explain("en", at=TUESDAY),
        ]

    def test_it_prints_json(self, run: Run) -> None:
        out = run("recommend", "queja", "3", "--json").out
        assert Recommendation.model_validate_json(out) == recommend("complaint", 3, TUESDAY)
        assert out.count("\n") == 1

    @pytest.mark.parametrize(
        ("when", "channel"),
        [
            ("2026-11-24T16:59", "pqrs"),
            ("2026-11-24T17:00", "national_line"),
            ("2026-11-24 17:00", "national_line"),
            ("2026-11-24T16:59:59.999999-05:00", "pqrs"),
            ("2026-11-24T21:59Z", "pqrs"),
            ("2026-11-24T22:00+00:00", "national_line"),
            ("2026-11-24", "national_line"),
            ("1992-06-01T07:00", "national_line"),  # a holiday
            ("1992-06-02T07:00", "pqrs"),
            ("1992-06-02T11:00Z", "pqrs"),  # by summer time
        ],
    )
    def test_a_time_without_an_offset_is_the_wall_time_of_bogota(
        self, run: Run, when: str, channel: str
    ) -> None:
        document = json.loads(run("recommend", "queja", "3", "--json", "--when", when).out)
        assert document["channel"]["id"] == channel

    @pytest.mark.parametrize(
        ("when", "open_now"), [("2026-11-24T07:00", True), ("2026-11-24T07:00-05:00", False)]
    )
    def test_or_that_of_the_directory(
        self,
        run: Run,
        tmp_path: Path,
        when: str,
        open_now: bool,  # noqa: FBT001 - a column of the table
    ) -> None:
        path = tmp_path / "tokyo.toml"
        path.write_text(PQRS_TEXT.replace("America/Bogota", "Asia/Tokyo"), "utf-8")
        arguments = ["recommend", "queja", "3", "--json", "--directory", str(path), "--when", when]
        assert json.loads(run(*arguments).out)["open_now"] is open_now

    def test_it_takes_preferences_and_channels_that_are_down(self, run: Run) -> None:
        preferring = run("recommend", "incidente", "4", "--prefer", "correo").out
        assert preferring.startswith("soporte.ccb@certicamara.com  mailto:")
        down = ["--unavailable", "national_line", "--unavailable", "email"]
        assert run("recommend", "incidente", "4", *down).out.startswith("http://idealab")

    def test_where_nobody_can_be_recommended_it_ends_with_1(self, run: Run, pqrs_file: str) -> None:
        result = run("recommend", "incidente", "3", "--directory", pqrs_file)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith("ccb-support: No available channel serves")
        assert result.err.count("\n") == 1

    def test_where_nobody_can_be_recommended_it_lists_whom_to_turn_to(self, run: Run) -> None:
        down = [
            word for each in default_directory().channel_ids for word in ("--unavailable", each)
        ]
        result = run("recommend", "incidente", "3", *down)
        assert result.code == 1
        assert result.out == run("escalation").out
        assert run("recommend", "incidente", "3", "--json", *down)._replace(err="") == (1, "", "")


class TestChannels:
    """`channels` tells of each channel whether it is open, and what changes next."""

    @pytest.mark.parametrize(
        ("language", "when", "line"),
        [
            ("es", TUESDAY, "pqrs abierto cierra 2026-11-24T17:00 PQRS (601) 7442727 opción 3"),
            ("en", TUESDAY, "pqrs open closes 2026-11-24T17:00 PQRS desk (601) 7442727 option 3"),
            (
                "en",
                datetime(2026, 7, 11, 12, tzinfo=BOGOTA),
                (
                    "pqrs closed opens 2026-07-14T07:00 PQRS desk (601) 7442727 option 3 "
                    "Our Lady of Chiquinquirá (2026-07-13)"
                ),
            ),
        ],
        ids=["open, in Spanish", "open, in English", "closed by a holiday"],
    )
    def test_a_line_for_each(self, run: Run, language: str, when: datetime, line: str) -> None:
        result = run("channels", "--lang", language, "--when", when.isoformat())
        lines = [" ".join(each.split()) for each in result.out.splitlines()]
        assert (result.code, result.err, lines[0]) == (0, "", line)
        assert [each.split()[0] for each in lines] == list(default_directory().channel_ids)
        assert lines[1].split()[:2] == ["p1_mobile", {"es": "abierto", "en": "open"}[language]]

    def test_json_for_each(self, run: Run) -> None:
        statuses = [
            ChannelStatus.model_validate_json(x) for x in run("channels", "--json").out.splitlines()
        ]
        assert [status.channel.id for status in statuses] == list(default_directory().channel_ids)
        assert all(status.open_now for status in statuses)


class TestTimeline:
    """`timeline` lists the answers over a range of time."""

    def test_a_line_for_each_answer(self, run: Run) -> None:
        assert run("timeline", "queja", "3", *DAY).out.splitlines() == [
            "2026-11-23T17:00  2026-11-24T07:00  national_line  fallback    (601) 7457495",
            "2026-11-24T07:00  2026-11-24T17:00  pqrs           dedicated   (601) 7442727 opción 3",
            "2026-11-24T17:00  2026-11-25T07:00  national_line  fallback    (601) 7457495",
        ]

    def test_what_has_no_end_is_shown_by_three_dots(self, run: Run) -> None:
        assert run("timeline", "incidente", "4", *DAY).out.split()[:2] == ["…", "…"]

    def test_json_for_each_answer(self, run: Run) -> None:
        out = run("timeline", "queja", "3", "--json", *DAY).out
        answers = timeline(
            "complaint",
            3,
            TUESDAY.replace(hour=0, minute=0),
            TUESDAY.replace(day=25, hour=0, minute=0),
        )
        assert [Recommendation.model_validate_json(each) for each in out.splitlines()] == [*answers]

    def test_both_ends_have_to_be_given(self, run: Run) -> None:
        result = run("timeline", "queja", "3", "--from", "2026-11-24")
        assert (result.code, result.out) == (2, "")
        assert "the following arguments are required: --to" in result.err


class TestWeek:
    """`week` shows the week of now, or of an instant: as text, as JSON, or as a picture in a file."""

    def test_it_prints_this_week(self, run: Run) -> None:
        result = run("week", "--lang", "en")
        assert result.code == 0
        assert result.out == f"{week(default_directory(), TUESDAY).text('en')}\n"

    def test_it_speaks_spanish_unless_told_otherwise(self, run: Run) -> None:
        assert "\nAhora: martes 24 de noviembre de 2026, 09:30\n" in run("week").out

    def test_of_another_instant_and_directory(self, run: Run, pqrs_file: str) -> None:
        result = run("week", "--when", "2026-07-14T10:30", "--directory", pqrs_file)
        assert "Semana del lunes 13 de julio de 2026" in result.out
        assert "Chat" not in result.out

    def test_as_json_it_is_one_document(self, run: Run) -> None:
        view = WeekView.model_validate_json(run("week", "--json").out)
        assert view == week(default_directory(), TUESDAY)

    def test_the_picture_goes_to_a_file_and_nothing_is_printed(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "week.svg"
        assert run("week", "--svg", str(path), "--lang", "en") == (0, "", "")
        assert path.read_bytes().decode() == week(default_directory(), TUESDAY).svg("en")

    def test_a_picture_is_no_json(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "week.svg"
        result = run("week", "--svg", str(path), "--json")
        assert (result.code, result.out) == (2, "")
        assert "Leave one out" in result.err
        assert not path.exists()

    def test_a_file_that_can_not_be_written_is_told(self, run: Run, tmp_path: Path) -> None:
        result = run("week", "--svg", str(tmp_path / "no" / "week.svg"))
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("ccb-support: ")


class TestTheOtherCommands:
    """`escalation`, `holidays`, `schema`, `diff` and `verify`."""

    def test_escalation_lists_the_levels_with_their_contacts(self, run: Run) -> None:
        lines = [" ".join(each.split()) for each in run("escalation").out.splitlines()]
        assert lines[2:4] == [
            (
                "2 Supervisor de soporte horario no indicado (601) 745 2141 extensiones 1104, 1108, 1102 "
                "tel:+576017452141;ext=1104 tel:+576017452141;ext=1108 tel:+576017452141;ext=1102"
            ),
            "supervisor.mesadeayuda@certicamara.com mailto:supervisor.mesadeayuda@certicamara.com",
        ]
        english = run("escalation", "--lang", "en").out
        assert "technical support group  24 hours " in english
        assert "support supervisor       hours not stated " in english

    def test_escalation_tells_the_hours_of_a_week(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "office.toml"
        office = '[{ days = ["monday", "friday"], opens = "08:00", closes = "12:00" }]'
        path.write_text(SHIPPED_TEXT.replace('hours = "not_stated"', f"hours = {office}"), "utf-8")
        assert "  lunes, viernes 08:00-12:00  " in run("escalation", "--directory", str(path)).out

    def test_escalation_prints_json(self, run: Run) -> None:
        lines = run("escalation", "--json").out.splitlines()
        assert tuple(map(EscalationLevel.model_validate_json, lines)) == escalation()

    def test_a_directory_without_levels_has_none_to_list(self, run: Run, pqrs_file: str) -> None:
        assert run("escalation", "--directory", pqrs_file) == Result(0, "", "")

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            ("es", "2026-07-13 Virgen de Chiquinquirá Ley 2578 de 2026"),
            ("en", "2026-07-13 Our Lady of Chiquinquirá Ley 2578 de 2026"),
        ],
    )
    def test_holidays_lists_those_of_a_year(self, run: Run, language: str, line: str) -> None:
        lines = run("holidays", "2026", "--lang", language).out.splitlines()
        assert len(lines) == 19
        assert line in [" ".join(each.split()) for each in lines]

    def test_holidays_prints_json(self, run: Run) -> None:
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

    def test_schema_prints_the_json_schema_of_a_recommendation(self, run: Run) -> None:
        schema = json.loads(run("schema").out)
        assert schema == recommendation_schema()
        assert set(schema["required"]) == set(Recommendation.model_fields)

    def test_diff_ends_with_0_where_nothing_changes_and_else_with_1(
        self, run: Run, pqrs_file: str
    ) -> None:
        same = run("diff", "shipped", "shipped", *DAY)
        other = run("diff", "shipped", pqrs_file, *DAY)
        assert [(each.code, each.err) for each in (same, other)] == [(0, ""), (1, "")]
        assert len(other.out) > len(same.out) > 0
        assert json.loads(run("diff", "shipped", pqrs_file, *DAY, "--json").out)["changes"]

    def test_verify_ends_with_0_where_no_error_is_found_and_else_with_1(
        self, run: Run, pqrs_file: str
    ) -> None:
        sound, unsound = run("verify", *DAY), run("verify", pqrs_file, *DAY)
        assert [(each.code, each.err) for each in (sound, unsound)] == [(0, ""), (1, "")]
        assert json.loads(run("verify", pqrs_file, *DAY, "--json").out)["findings"]

    @pytest.mark.parametrize(
        ("arguments", "span"),
        [
            ([], ("2026-01-01T00:00:00-05:00", "2028-01-01T00:00:00-05:00")),
            (["--from", "2030-07-01"], ("2030-07-01T00:00:00-05:00", "2032-01-01T00:00:00-05:00")),
            (["--from", "2199-07-01"], ("2199-07-01T00:00:00-05:00", "2200-01-01T00:00:00-05:00")),
            (["--to", "2026-02-01"], ("2026-01-01T00:00:00-05:00", "2026-02-01T00:00:00-05:00")),
        ],
        ids=["neither end", "a start", "a start in the last year", "an end"],
    )
    def test_verify_looks_at_two_years_unless_told_otherwise(
        self, run: Run, arguments: list[str], span: tuple[str, str]
    ) -> None:
        report = json.loads(run("verify", "--json", *arguments).out)
        assert (report["start"], report["end"]) == span

    def test_version_and_help(self, run: Run) -> None:
        assert run("--version") == Result(0, f"ccb-support {__version__}\n", "")
        for command in ([], ["recommend"], ["channels"], ["timeline"], ["verify"]):
            helped = run(*command, "--help")
            assert (helped.code, helped.err) == (0, "")
            assert "usage: ccb-support" in helped.out


class TestExport:
    """`export` writes what `ccb_support.export` makes, and `--output` puts it in a file."""

    DECEMBER = ("--from", "2026-12-01", "--to", "2027-01-01")
    BOUNDS = datetime(2026, 12, 1, tzinfo=BOGOTA), datetime(2027, 1, 1, tzinfo=BOGOTA)
    YEARS = datetime(2026, 1, 1, tzinfo=BOGOTA), datetime(2028, 1, 1, tzinfo=BOGOTA)

    def test_osm_holds_for_good(self, run: Run) -> None:
        lines = run("export", "osm").out.splitlines()
        assert dict(line.split(maxsplit=1) for line in lines) == to_opening_hours(SHIPPED)

    def test_osm_within_a_range(self, run: Run) -> None:
        printed = run("export", "osm", *self.DECEMBER, "--json").out
        assert json.loads(printed) == to_opening_hours(SHIPPED, *self.BOUNDS)

    @pytest.mark.parametrize(
        "end",
        [
            ("--from", "2026-01-01"),
            ("--from", "2025-12-31T18:00-11:00"),  # on the directory's clock it is midnight
            ("--to", "2028-01-01"),
        ],
        ids=["from", "from, in another zone", "to"],
    )
    def test_osm_with_one_end_of_a_range_has_the_usual_other(
        self, run: Run, end: tuple[str, str]
    ) -> None:
        printed = run("export", "osm", *end, "--json").out
        assert json.loads(printed) == to_opening_hours(SHIPPED, *self.YEARS)

    def test_schema_org(self, run: Run) -> None:
        printed = run("export", "schema-org", "--lang", "en").out
        assert json.loads(printed) == to_schema_org(SHIPPED, *self.YEARS, language="en")
        assert run("export", "schema-org", "--json").out.count("\n") == 1

    def test_regression_no_name_ends_the_script_in_which_linked_data_stands(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "hostile.toml"
        path.write_text(PQRS_TEXT.replace("PQRS desk", "</script><b>"), "utf-8")
        printed = run("export", "schema-org", "--lang", "en", "--directory", str(path)).out
        assert "<" not in printed
        assert json.loads(printed)["@graph"][0]["name"] == "</script><b>"

    def test_icalendar_has_the_line_ends_of_its_format(self, run: Run) -> None:
        expected = to_icalendar(SHIPPED, *self.BOUNDS, dtstamp=TUESDAY)
        assert run("export", "icalendar", *self.DECEMBER).out == expected.decode("utf-8")

    def test_where_a_system_completes_line_ends_they_are_left_to_it(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("os.linesep", "\r\n")
        assert "\r" not in run("export", "icalendar", *self.DECEMBER).out
        assert "\n\n" not in run("export", "osm").out

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("icalendar", to_icalendar(SHIPPED, *BOUNDS, dtstamp=TUESDAY, channels=["pqrs"])),
            (
                "osm",
                f"pqrs  {to_opening_hours(SHIPPED, *BOUNDS)['pqrs']}\n".encode(),
            ),
        ],
    )
    def test_a_file(self, run: Run, tmp_path: Path, name: str, expected: bytes) -> None:
        path = tmp_path / "hours"
        options = ("--channel", "pqrs", "--output", str(path))
        assert run("export", name, *self.DECEMBER, *options) == Result(0, "", "")
        assert path.read_bytes() == expected

    def test_a_directory_of_ones_own(self, run: Run, pqrs_file: str) -> None:
        assert run("export", "osm", "--directory", pqrs_file).out.startswith("pqrs  Mo-Fr")


class TestBadInput:
    """Bad input is told in a line on the standard error, and the exit code is 2."""

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["recommend", "xyzzy", "1"], "'xyzzy' is not a request type. Use one of: incident"),
            (["recommend", "PQRS", "1"], "'PQRS' could be more than one request type"),
            (["recommend", "queja", "6"], "'6' is not a priority. Use one of: P1 (critical)"),
            (["recommend", "queja", "urgente"], "could be more than one priority"),
            (["recommend", "queja", "1", "--prefer", "fax"], "'fax' is not a medium"),
            (["recommend", "queja", "1", "--prefer", ""], "'' is not a medium"),
            (["recommend", "queja", "1", "--unavailable", "x"], "'x' is not a channel of this"),
            (["recommend", "queja", "1", "--when", "now"], "'now' is no time in ISO 8601"),
            (["recommend", "queja", "1", "--when", ""], "'' is no time in ISO 8601"),
            (["recommend", "queja", "1", "--when", "2026-02-30"], "no time in ISO 8601"),
            (["recommend", "queja", "1", "--when", "1983-12-31"], "'1983-12-31' is outside the"),
            (["recommend", "queja", "1", "--when", "9999-12-31T23:59-12:00"], "outside the"),
            (["recommend", "queja", "1", "--directory", "no/such.toml"], "No such file"),
            (["recommend", "queja", "1", "--directory", ""], "directory"),
            (["channels", "--directory", "."], "directory"),
            (
                ["timeline", "queja", "1", "--from", "2026-01-02", "--to", "2026-01-01"],
                "to '2026-01-01' is empty",
            ),
            (["timeline", "queja", "1", "--from", "2026-01-01", "--to", "2201-01-01"], "outside"),
            (["diff", "shipped", "no/such.toml", *DAY], "No such file"),
            (["verify", "no/such.toml"], "No such file"),
            (["verify", "--from", "1983-01-01"], "outside the supported range"),
            (["export", "osm", "--channel", "fax"], "'fax' is not a channel of this directory"),
            (["export", "osm", "--output", "no/such/folder"], "No such file"),
            (["export", "icalendar", "--json"], "iCalendar is a format of its own, and no JSON"),
            (["export", "ical"], "invalid choice: 'ical'"),
            (["holidays", "MMXXVI"], "'MMXXVI' is no year"),
            (["holidays", "1983"], "1983 is outside the supported range"),
            (["holidays", "9" * 5000], "is no year"),
            (["holidays", "²"], "'²' is no year"),
            (["holidays", "٢٠٢٦"], "is no year"),
            (["recommend", "queja"], "the following arguments are required: priority"),
            (["recommend", "queja", "1", "--lang", "fr"], "invalid choice: 'fr'"),
            (["dance"], "invalid choice: 'dance'"),
            ([], "the following arguments are required: COMMAND"),
            (["escalation", "--loud"], "unrecognized arguments: --loud"),
            (["escalation", "--\x1b[2J\nx"], "unrecognized arguments: -- [2J x. See"),
        ],
        ids=lambda value: ascii(value)[:60],
    )
    def test_in_one_line(self, run: Run, arguments: list[str], told: str) -> None:
        result = run(*arguments)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("ccb-support")
        assert told in result.err
        assert result.err.removesuffix("\n").isprintable()
        assert result.err.count("\n") == 1

    def test_a_directory_with_faults_in_a_line_for_each(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "faulty.toml"
        path.write_text(PQRS_TEXT.replace("17:00", "5 p.m.").replace("format = 1", ""), "utf-8")
        result = run("channels", "--directory", str(path))
        assert (result.code, result.out) == (2, "")
        assert result.err.splitlines() == [
            f"ccb-support: {path}: The directory has 2 faults:",
            "  format: is missing: add it",
            (
                "  channels[0].hours[0].closes: must be a whole minute from 00:00 to 24:00 "
                "(got '5 p.m.')"
            ),
        ]


class TestOutput:
    """What can't be written does no harm."""

    def test_a_pipe_that_nobody_reads_ends_it_without_a_word(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            monkeypatch.setattr(sys, "stdout", pipe)
            assert main(["schema"]) == 141
        assert capsys.readouterr().err == ""

    def test_a_terminal_that_knows_no_accents_gets_question_marks(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
        assert main(["recommend", "queja", "3", "--when", "2026-11-24T09:30"]) == 0
        assert b"(601) 7442727 opci?n 3" in written.getvalue()

    @pytest.mark.parametrize(
        ("arguments", "word"),
        [
            (["recommend", "queja", "3", "--json", "--when", "2026-11-24T09:30"], "técnico"),
            (["export", "schema-org"], "opción 3"),
            (["export", "icalendar"], "Certicámara"),
        ],
        ids=["an answer", "linked data", "a calendar"],
    )
    def test_regression_what_programs_read_keeps_its_accents(
        self, monkeypatch: pytest.MonkeyPatch, arguments: list[str], word: str
    ) -> None:
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
        assert main(arguments, clock=lambda: TUESDAY) == 0
        assert word in written.getvalue().decode("utf-8")

    def test_regression_no_output_at_all_is_no_failure(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["escalation"]) == 0


ROUTE = ["--request-type", "kind", "--priority", "urgency", "--when", "opened", "-o", "routed.csv"]


class TestRoute:
    """`route` adds to each row of a file whom to contact, and tells how many rows are what."""

    @pytest.fixture(autouse=True)
    def tickets(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        lines = ["queja,P3,2026-11-24T09:30"] * 1000 + ["queja,P3,2026-11-24T17:00", "PQRS,P3,"]
        (tmp_path / "tickets.csv").write_text("\n".join(["kind,urgency,opened", *lines]), "utf-8")

    def test_tells_how_many_rows_are_what(self, run: Run) -> None:
        assert run("route", "tickets.csv", *ROUTE) == (
            0,
            "pqrs                  1,000\nnational_line         1\nunknown_request_type  1\n",
            "",
        )
        routed = Path("routed.csv").read_text("utf-8").splitlines()
        assert routed[1].startswith(
            '"queja","P3","2026-11-24T09:30","pqrs","(601) 7442727 opción 3"'
        )
        assert len(routed) == 1003

    def test_as_json(self, run: Run) -> None:
        assert json.loads(run("route", "tickets.csv", *ROUTE, "--json").out) == {
            "rows": 1002,
            "channels": {"pqrs": 1000, "national_line": 1},
            "errors": {"unknown_request_type": 1},
        }

    def test_takes_a_directory_and_a_preference(self, run: Run, pqrs_file: str) -> None:
        options = ["--directory", pqrs_file, "--prefer", "email", "--prefix", "x_", "--json"]
        told = json.loads(run("route", "tickets.csv", *ROUTE, *options).out)
        assert told["channels"] == {"pqrs": 1001}
        assert "x_error" in Path("routed.csv").read_text("utf-8").splitlines()[0]

    def test_tells_of_a_file_that_is_not_there(self, run: Run) -> None:
        result = run("route", "none.csv", *ROUTE)
        assert result.code == 2
        assert "none.csv" in result.err

    def test_tells_of_a_column_that_is_not_there(self, run: Run) -> None:
        result = run("route", "tickets.csv", *ROUTE, "--when", "fecha")
        assert result.code == 2
        assert result.err.startswith("ccb-support: The table has no column 'fecha'")

    @pytest.mark.parametrize("missing", ["tqdm", "pyarrow"])
    def test_says_what_to_install(
        self, run: Run, missing: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [name for name in sys.modules if name.startswith("ccb_support.frames")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, missing, None)
        result = run("route", "tickets.csv", *ROUTE)
        assert result.code == 2
        assert f"needs the library {missing!r}" in result.err
        assert "ccb-support[frames]" in result.err

    def test_shows_how_far_it_is_on_a_terminal(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = io.StringIO()
        monkeypatch.setattr(shown, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stderr", shown)
        assert run("route", "tickets.csv", *ROUTE).code == 0
        assert "  0%|" in shown.getvalue()


class TestTheProcess:
    """`python -m ccb_support` is the command line, by the clock of the machine."""

    def test_the_module_runs_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["ccb-support", "recommend", "incidente", "1"])
        with pytest.raises(SystemExit, match=r"^0$"):
            runpy.run_module("ccb_support", run_name="__main__")
        assert capsys.readouterr().out.startswith("(57) 318 717 49 37  tel:+573187174937\n")

    @pytest.mark.parametrize(
        ("arguments", "code", "out", "err"),
        [
            (["--version"], 0, f"ccb-support {__version__}", ""),
            (["holidays", "1983"], 2, "", "ccb-support: 1983 is outside the supported range"),
        ],
        ids=["well", "badly"],
    )
    def test_a_process_of_its_own_ends_with_its_code(
        self, arguments: list[str], code: int, out: str, err: str
    ) -> None:
        process = subprocess.run(  # noqa: S603 - the library itself
            [sys.executable, "-m", "ccb_support", *arguments],
            capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip
        assert process.returncode == code
        assert process.stdout.startswith(out)
        assert process.stderr.startswith(err)
        assert "Traceback" not in process.stderr
