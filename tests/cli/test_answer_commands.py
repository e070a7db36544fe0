"""`channels`, `escalation`, `holidays`, `week`, and the program without a command."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from ccb_support import Directory, EscalationLevel, Router, escalation
from ccb_support.answer import ChannelStatus
from ccb_support.week import WeekView, week
from ccb_support.words import Language
from tests.builders import SHIPPED_TOML, at
from tests.cli.calls import PQRS_TOML, SHIPPED, TUESDAY, Run, Write
from tests.model.small_directory import SMALL

WIDE = {"COLUMNS": "88"}


class TestChannels:
    """`channels` says whether each channel is open, and what changes next."""

    @pytest.mark.parametrize(
        ("language", "when", "line"),
        [
            (
                "es",
                TUESDAY,
                "pqrs atiende cierra hoy a las 5:00 p. m. línea de PQRS (601) 7442727 opción 3",
            ),
            ("es", TUESDAY, "national_line atiende Línea Gratuita Nacional (601) 7457495"),
            (
                "es",
                at("2026-11-23 10:00"),
                "pqrs atendía cerró el lunes 23 de noviembre a las 5:00 p. m. línea de PQRS (601) 7442727 opción 3",
            ),
            (
                "es",
                at("2026-11-23 18:00"),
                "pqrs no atendía abrió hoy a las 7:00 a. m. línea de PQRS (601) 7442727 opción 3",
            ),
            (
                "es",
                at("2026-11-24 08:00"),
                "pqrs atendía cierra hoy a las 5:00 p. m. línea de PQRS (601) 7442727 opción 3",
            ),
            ("en", TUESDAY, "pqrs open closes today at 5:00 p.m. PQRS line (601) 7442727 option 3"),
            (
                "en",
                at("2026-07-11 12:00"),
                "pqrs was closed opened Tuesday 14 July at 7:00 a.m. PQRS line (601) 7442727 option 3 Our Lady of Chiquinquirá (2026-07-13)",
            ),
            (
                "es",
                at("2026-04-02 12:00"),
                "pqrs no atendía abrió el lunes 6 de abril a las 7:00 a. m. línea de PQRS (601) 7442727 opción 3 Jueves Santo (2026-04-02) y Viernes Santo (2026-04-03)",
            ),
        ],
        ids=[
            "open, in Spanish", "without a change", "was open", "was closed", "was open and is",
            "open, in English", "closed by a holiday", "by two holidays",
        ],
    )  # fmt: skip
    def test_a_line_for_each(self, run: Run, language: str, when: datetime, line: str) -> None:
        out = run("channels", "--lang", language, "--when", when.isoformat()).out
        lines = {each.split()[0]: " ".join(each.split()) for each in out.splitlines()}
        assert [*lines] == [*SHIPPED.channel_ids]
        assert lines[line.split(maxsplit=1)[0]] == line

    def test_the_headings_hold_for_any_time(self, run: Run) -> None:
        asked = "channels", "--when", "lunes 8am"
        heading = run(*asked, environment={"COLUMNS": "200"}).out.splitlines()[0]
        assert heading.split() == ["Canal", "Estado", "Cambia", "Nombre", "Contacto"]

    @pytest.mark.parametrize(
        "command", [["recommend", "queja"], ["channels"], []], ids=["recommend", "channels", ""]
    )
    def test_midnight_is_of_the_day_that_ends(
        self, run: Run, write: Write, command: list[str]
    ) -> None:
        path = write(('opens = "07:00"', 'opens = "00:00"'), text=PQRS_TOML)
        asked = *command, "--when", "2026-11-25 18:00", "--directory", path
        # The overview says first which time is asked about.
        assert run(*asked).out.count("mañana miércoles a la medianoche") == 1

    def test_json_for_each(self, run: Run) -> None:
        lines = run("channels", "--json").printed.splitlines()
        statuses = [Router(SHIPPED).status(each, TUESDAY) for each in SHIPPED.channel_ids]
        assert [*map(ChannelStatus.model_validate_json, lines)] == statuses


class TestEscalation:
    """`escalation` lists the levels with their contacts and hours."""

    def test_lists_the_levels_with_their_contacts(self, run: Run) -> None:
        # `docs/es/llamadas.md` has the same in Spanish.
        assert run("escalation", "--lang", "en").printed == (
            "1  technical support group  24 hours          (601) 7457495\n"
            "                                              soporte.ccb@certicamara.com\n"
            "2  support supervisor       hours not stated  (601) 745 2141 extensions 1104, 1108, 1102\n"
            "                                              supervisor.mesadeayuda@certicamara.com\n"
            "3  support coordinator      hours not stated  (601) 745 2141 extension 1101\n"
            "                                              coordinador.mesadeayuda@certicamara.com\n"
        )

    @pytest.mark.parametrize(
        ("edit", "shown"),
        [
            (
                (
                    'hours = "not_stated"',
                    """hours = [
  { days = ["monday", "friday"], opens = "08:00", closes = "12:00" },
  { days = "sunday", weeks = [1, "last"], opens = "20:00", closes = "22:00" },
]""",
                ),
                "  lunes, viernes 08:00-12:00; domingo 20:00-22:00 (1.º, último del mes)  ",
            ),
            (
                ('hours = "not_stated"', "hours = []"),
                "2  supervisor de soporte     no atiende  (601) 745 2141 extensiones 1104, 1108, 1102\n",
            ),
            # People would take it for a telephone.
            (
                ('"phone", printed = "(601) 7457495"', '"whatsapp", printed = "(601) 7457495"'),
                "1  grupo de soporte técnico  24 horas             WhatsApp (601) 7457495\n",
            ),
        ],
        ids=["the hours of a week", "no hours", "a number of WhatsApp"],
    )
    def test_says_what_a_level_has(
        self, run: Run, write: Write, edit: tuple[str, str], shown: str
    ) -> None:
        assert shown in run("escalation", "--directory", write(edit)).out

    def test_prints_json(self, run: Run) -> None:
        lines = run("escalation", "--json").out.splitlines()
        assert tuple(map(EscalationLevel.model_validate_json, lines)) == escalation()

    @pytest.mark.parametrize(
        ("options", "out"),
        [((), "El directorio no tiene niveles de escalamiento\n"), (("--json",), "")],
    )
    def test_says_that_there_are_none(
        self, run: Run, write: Write, options: tuple[str, ...], out: str
    ) -> None:
        path = write(text=SHIPPED_TOML.partition("[[escalation]]")[0])
        assert run("escalation", "--directory", path, *options).printed == out


class TestHolidays:
    """`holidays` lists those of a year."""

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            ("es", "2026-07-13 Virgen de Chiquinquirá"),
            ("en", "2026-07-13 Our Lady of Chiquinquirá"),
        ],
    )
    def test_lists_those_of_a_year(self, run: Run, language: str, line: str) -> None:
        lines = run("holidays", "2026", "--lang", language).out.splitlines()
        assert len(lines) == 19
        assert line in [" ".join(each.split()) for each in lines]

    @pytest.mark.parametrize("now", [TUESDAY, at("2026-12-31 20:00")], ids=["", "new year in UTC"])
    def test_of_this_year_if_no_year_is_written(self, run: Run, now: datetime) -> None:
        assert run("holidays", now=now).out == run("holidays", "2026").out

    def test_of_another_directory(self, run: Run, write: Write) -> None:
        listed = '[[holiday_calendar]]\ndate = "12-24"\nname = "Nochebuena"\n\n[[channels]]'
        path = write(text=SHIPPED_TOML.replace("[[channels]]", listed, 1))
        asked = "festivos", "--directory", path
        assert run(*asked).out == "2026-12-24  Nochebuena\n"
        assert run(*asked, "2030").out == "2030-12-24  Nochebuena\n"
        assert json.loads(run(*asked, "--json").out)["date"] == "2026-12-24"

    def test_says_that_there_are_none(self, run: Run, write: Write) -> None:
        asked = "holidays", "--directory", write(text=f"holiday_calendar = []\n{SHIPPED_TOML}")
        assert run(*asked).out == "2026: ningún festivo\n"
        assert run(*asked, "2030", "--lang", "en").out == "2030: no holidays\n"
        assert run(*asked, "--json").out == ""

    def test_prints_json(self, run: Run) -> None:
        lines = run("holidays", "2025", "--json").printed.splitlines()
        assert lines[0] == (
            '{"date":"2025-01-01","names":[{"es":"Año Nuevo","en":"New Year\'s Day"}]}'
        )
        (shared,) = (each for each in map(json.loads, lines) if each["date"] == "2025-06-30")
        assert len(shared["names"]) == 2


class TestWeek:
    """`week` shows the week of now, or of an instant: as text, as JSON, or as a picture in a file."""

    @pytest.mark.parametrize("language", ["es", "en"])
    def test_it_is_this_week(self, run: Run, tmp_path: Path, language: Language) -> None:
        view, asked, path = week(SHIPPED, TUESDAY), ("week", "--lang", language), tmp_path / "w.svg"
        assert run(*asked) == (0, f"{view.text(language)}\n", "")
        assert WeekView.model_validate_json(run(*asked, "--json").out) == view
        assert run(*asked, "--svg", path) == (0, "", "")
        assert path.read_text("utf-8") == view.svg(language)

    def test_of_another_instant_and_directory(self, run: Run, pqrs_file: str) -> None:
        view = week(Directory.from_toml(PQRS_TOML), at("2026-07-14 10:30"))
        out = run("week", "--when", "2026-07-14T10:30", "--directory", pqrs_file).out
        assert out == f"{view.text()}\n"

    @pytest.mark.parametrize(
        ("picture", "option", "words"),
        [("week.svg", ["--json"], "--svg no tiene JSON"), ("no/week.svg", [], "ccb-support: ")],
    )
    def test_a_picture_that_can_not_be_written_is_an_error(
        self, run: Run, tmp_path: Path, picture: str, option: list[str], words: str
    ) -> None:
        assert words in run("week", "--svg", tmp_path / picture, *option).refusal
        assert [*tmp_path.iterdir()] == []

    def test_its_lines_fit_a_narrow_terminal(self, run: Run) -> None:
        asked = "week", "--when", "2026-07-14 10:30"
        lines = run(*asked, environment={"COLUMNS": "40"}).out.splitlines()
        # An address is one word.
        assert all(len(line) <= 40 or "http" in line for line in lines)
        place = lines.index("  lun 13 jul no atiende (festivo: Virgen")
        assert lines[place + 1] == "    de Chiquinquirá)"

    @pytest.mark.parametrize("columns", range(26, 80))
    def test_no_terminal_breaks_a_number(self, run: Run, columns: int) -> None:
        out = run("week", environment={"COLUMNS": f"{columns}"}).out
        assert "(601) 7442727 opción 3" in out
        assert "(57) 318 717 49 37" in out


class TestOverview:
    """Without a command, the program shows who answers now."""

    def test_shows_who_answers_each_kind_of_request(self, run: Run) -> None:
        assert run(environment=WIDE).printed.splitlines() == [
            "Quién atiende hoy a las 9:30 a. m.:",
            "",
            "Contacto                Hasta                 Solicitud",
            "(57) 318 717 49 37      siempre               incidentes, requerimientos, solicitudes de",
            "                                              soporte técnico (P1)",
            "(601) 7457495           siempre               incidentes, requerimientos, solicitudes de",
            "                                              soporte técnico (P2-P5)",
            "(601) 7442727 opción 3  hoy a las 5:00 p. m.  peticiones, quejas, reclamos, sugerencias,",
            "                                              apelaciones",
            "",
            "Pruebe:",
            "  ccb-support recommend queja",
            '  ccb-support channels --when "lunes 8am"',
            "  ccb-support --help",
        ]

    @pytest.mark.parametrize(
        ("arguments", "now", "moment", "note"),
        [
            ((), at("2026-11-24 18:00"), "today at 6:00 p.m.", ""),
            ((), at("2026-11-24 23:30"), "today at 11:30 p.m.", ""),
            (
                ("--when", "2026-11-24T23:30Z"),
                at("2026-11-01 12:00"),
                "on Tuesday 24 November at 6:30 p.m.",
                "Time understood, '2026-11-24T23:30Z': Tuesday 24 November 2026 at 6:30 p.m.\n",
            ),
        ],
        ids=["after five", "tomorrow in UTC", "another time"],
    )
    def test_shows_another_time_by_the_clock_of_the_desk(
        self, run: Run, arguments: tuple[str, ...], now: datetime, moment: str, note: str
    ) -> None:
        night = run(*arguments, "--lang", "en", environment=WIDE, now=now)
        assert night.out.startswith(f"Who answers {moment}:\n")
        assert "(601) 7442727" not in night.out
        assert night.err == note

    def test_a_time_that_is_past_is_in_the_past(self, run: Run, pqrs_file: str) -> None:
        """Somebody answers the desk again."""
        out = run("--when", "ayer 18:00", "--directory", pqrs_file, environment=WIDE).out
        assert re.match(r"Quién atendía el lunes 23 de (.*\n)+.* opción 3 \(no atendía\)  hoy", out)

    def test_says_of_whom_nobody_answers(self, run: Run, pqrs_file: str) -> None:
        day = run("--directory", pqrs_file, environment=WIDE).out
        assert re.search("^nadie +incidentes, ", day, re.MULTILINE)
        # This directory may not have the words of the examples.
        assert "Pruebe:" not in day
        night = run("--directory", pqrs_file, environment=WIDE, now=at("2026-11-24 18:00")).out
        assert "\n(601) 7442727 opción 3 (no atiende)  mañana" in night

    def test_is_a_list_on_a_narrow_terminal(self, run: Run) -> None:
        lines = run(environment={"COLUMNS": "40"}).out.splitlines()
        # A command is one line, to copy.
        assert all(len(line) <= 40 or "ccb-support" in line for line in lines)
        assert "(601) 7442727 opción 3" in lines


@pytest.mark.parametrize(
    ("code", "zone", "arguments", "ends", "words"),
    [
        ("MX", "America/Mexico_City", ["channels", "--when", "2026-03-16T12:00", "--directory"], 0, "Benito Juárez's birthday (2026-03-16)"),
        ("ZZ", "America/Mexico_City", ["verify"], 2, "desk.toml: The directory has 1 fault:\n  holiday_calendar, line 1: the package holidays does not know 'ZZ'"),
        ("MX", "America/Mexico_City", ["channels", "--when", "2101-01-03 10:00", "--directory"], 2, "'2101-01-03T10:00:00-06:00' is outside the supported range: from 1984 to 2100"),
        ("JP", "Asia/Tokyo", ["verify", "--from", "2099-06-01"], 1, "to Fri 1 Jan 2100 12:00 a.m."),
        ("US", "America/New_York", ["holidays", "1983", "--directory"], 2, "1983 is outside the supported range: from 1984 to 2100"),
        ("JP", "Asia/Tokyo", ["holidays", "2100", "--directory"], 2, "The holiday calendar JP goes no further"),
    ],
    ids=["a holiday", "no calendar", "outside its years", "the end of its years", "a year before the range", "a year after its years"],
)  # fmt: skip
def test_holidays_of_a_code_are_known_in_its_years(
    run: Run, write: Write, code: str, zone: str, arguments: list[str], ends: int, words: str
) -> None:  # fmt: skip
    pytest.importorskip("holidays", reason="holidays caps python-dateutil below 3")
    text = f'holiday_calendar = "{code}"\n{SMALL}'
    path = write(("America/Bogota", zone), text=text)
    called = run("--lang=en", *arguments, path)
    assert (called.code, words in called.out + called.err) == (ends, True)
