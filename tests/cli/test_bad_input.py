"""Bad input: one line on the standard error, and exit code 2."""

import re

import pytest

from tests.builders import line_with
from tests.cli.calls import DAY, PQRS_TOML, Run, Write


class TestBadInput:
    """Bad input gives one line on the standard error, and the exit code is 2."""

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["recommend", "queja", "1", "--unavailable", "x"], "'x' is not a channel"),
            *(
                (
                    ["recommend", "queja", "--unavailable", part],
                    "is not a channel of this directory",
                )
                for part in ("", "línea")
            ),
            (
                ["recommend", "queja", "1", "--unavailable", "chat="],
                "'' is not a time that can be read",
            ),
            (
                ["recommend", "queja", "1", "--unavailable", "chat=10"],
                '\'10\' may mean several times. Write yours: "2026-11-24 10:00" or "2026-11-24 22:00"',
            ),
            (
                ["recommend", "queja", "--unavailable", "pqrs=6"],
                'Write yours: "2026-11-24 18:00" or "2026-11-25 06:00"',
            ),
            # Beside another day, today may be either.
            (
                ["recommend", "queja", "--when", "lunes 10am", "--unavailable", "pqrs=hoy 3pm"],
                'Write yours: "2026-11-24 15:00" or "2026-11-30 15:00"',
            ),
            (
                ["recommend", "queja", "1", "--unavailable", "chat", "--unavailable", "chat=12:30"],
                "The channel 'chat' is there several times",
            ),
            (
                ["recommend", "queja", "1", "--when", "2026-12-24"],
                "'2026-12-24' is a day without a time",
            ),
            (["recommend", "queja", "1", "--when", ""], "'' is not a time that can be read"),
            # The words of a day are not a priority that lacks quotes.
            (["recommend", "queja", "1", "de", "mayo"], "'de'"),
            (
                ["recommend", "queja", "1", "--when", "2026-02-30"],
                "is not a date: February 2026 has 28",
            ),
            (
                ["recommend", "queja", "1", "--when", "1983-12-31 10:00"],
                "'1983-12-31T10:00:00-05:00' is outside the",
            ),
            (["recommend", "queja", "1", "--when", "9999-12-31T23:59-12:00"], "outside the"),
            (
                ["recommend", "queja", "1", "--directory", "no/such.toml"],
                "There is no 'no/such.toml'. Check",
            ),
            (["recommend", "queja", "1", "--directory="], "There is no ''. Check the name"),
            (
                ["timeline", "queja", "1", "--from", "2026-01-02", "--to", "2026-01-01"],
                "to '2026-01-01T00:00:00-05:00' is empty",
            ),
            (["timeline", "queja", "1", "--from", "2026-01-01", "--to", "2201-01-01"], "outside"),
            (
                ["timeline", "queja", "1", "--from", "2026-01-01", "--to", "2026-01-01"],
                "to '2026-01-01T00:00:00-05:00' is empty",
            ),
            (
                ["timeline", "queja", "--to", "2026-11-24"],
                "from '2026-11-24T09:30:00-05:00' to '2026-11-24T00:00:00-05:00' is empty",
            ),
            (
                ["timeline", "queja", "--to", "mañana 8"],
                'Write yours: "2026-11-25 08:00" or "2026-11-25 20:00"',
            ),
            (
                ["recommend", "queja", "--when", "2200-01-01 00:00"],
                "'2200-01-01T00:00:00-05:00' is outside",
            ),
            (
                ["recommend", "queja", "--when", "1984-01-01T04:59Z"],
                "'1984-01-01T04:59:00+00:00' is out",
            ),
            (
                ["timeline", "queja", "--from", "2200-01-01", "--to", "2200-01-02"],
                "'2200-01-02T00:00:00-05:00' is",
            ),
            (
                ["timeline", "queja", "--from", "2199-12-31", "--to", "2200-01-02"],
                "'2200-01-02T00:00:00-05:00' is",
            ),
            (["verify", "--from", "2200-01-01"], "'2201-01-01T00:00:00-05:00' is outside"),
            (["verify", "--from", "2250-01-01"], "'2250-01-01T00:00:00-05:00' is outside"),
            (["verify", "--to", "2020-01-01"], "to '2020-01-01T00:00:00-05:00' is empty"),
            (["diff", "shipped", "no/such.toml", *DAY], "There is no 'no/such.toml'"),
            (["verify", "no/such.toml"], "There is no 'no/such.toml'"),
            (["verify", "--from", "1983-01-01"], "outside the supported range"),
            (["export", "icalendar", "--to", "0001-01-01"], "outside the supported range"),
            (["export", "osm", "--channel", "fax"], "'fax' is not a channel of this directory"),
            (["export", "osm", "--output", "no/such/file"], "There is no 'no/such'. Check"),
            (["export", "icalendar", "--json"], "icalendar has no JSON. Leave out --json"),
            (["export", "widget", "--json"], "widget has no JSON"),
            (["recommend", "queja", "--why", "--json"], "--why has no JSON. Leave out --json"),
            (["completion", "bash", "--json"], "'--json' can't be used here"),
            (["mcp", "--json"], "'--json' can't be used here"),
            (["schema", "--json"], "'--json' can't be used here"),
            (["export", "widget", "--channel", "pqrs"], "The widget has all channels"),
            (
                ["export", "ical"],
                "'ical' can't be used here. Did you mean icalendar? Write one of: osm, ",
            ),
            *(
                (
                    ["holidays", year],
                    "is not a year. Pass a whole number from 1984 to 2199, for example 2026",
                )
                for year in ("MMXXVI", "9" * 5000, "20260", "²", "٢٠٢٦")
            ),
            (["recommend"], "Missing: TYPE. See an example with: ccb-support recommend --help"),
            (["diff", "shipped"], "The new directory is missing: the first one does not have"),
            (
                ["route", "x.csv", "-o", "y.csv"],
                "Missing: --request-type COLUMN, --priority COLUMN, --when COLUMN. See",
            ),
            (
                ["recommend", "queja", "1", "lunes", "--when", "8am"],
                "There is one word too many, or no quotes around several: 'lunes'. See an example",
            ),
            ([""], "There is one word too many, or no quotes around several: ''. See an example"),
            (
                ["escalation", "now"],
                "quotes around several: 'now'. See an example with: ccb-support escalation --help",
            ),
            (["recommend", "-", "1"], "'-' can't be used here"),
            (["recommend", ""], "'' is not a request type"),
            # A script may have left it empty.
            (["recommend", "queja", ""], "'' is not a priority"),
            (["recommend", "queja", " "], "' ' is not a priority"),
            # The medium ends before the type: no quotes are missing.
            (["recommend", "--prefer", "correo", "queja", "P9"], "'P9' is not a priority"),
            (["dance"], "'dance' can't be used here. Write one of: recommend, channels, "),
            (["recomend", "queja"], "'recomend' can't be used here. Did you mean recommend?"),
            (["PQR", "P1"], "'PQR' can't be used here. Did you mean recommend pqr?"),
            (
                ["service", "request", "P1"],
                "'service' can't be used here. Did you mean recommend service_request?",
            ),
            (
                ["derecho", "de", "petición"],
                "'derecho' can't be used here. Did you mean recommend derecho-de-petición?",
            ),
            (["soporte\ntécnico"], "Did you mean recommend soporte-técnico?"),
            (["canal"], "Did you mean canales?"),
            *(
                (["recommend", *words], f"The quotes are missing. Write: {right}")
                for words, right in (
                    (["queja", "--when", "mañana", "15:00"], '--when "mañana 15:00"'),
                    (["soporte", "técnico"], '"soporte técnico"'),
                    # As `cmd` of Windows passes on what is between these quotes.
                    (["'soporte", "técnico'"], '"soporte técnico"'),
                    (["queja", "--when", "'lunes", "8am'"], '--when "lunes 8am"'),
                    (["soporte", "técnico", "P3", "--lang", "en"], '"soporte técnico"'),
                    (
                        ["--when=8", "de", "diciembre", "10am", "queja"],
                        '--when "8 de diciembre 10am"',
                    ),
                    (["queja", "--unavailable", "chat=hoy", "8pm"], '--unavailable "chat=hoy 8pm"'),
                    (
                        ["queja", "--unavailable", "línea", "de", "PQRS"],
                        '--unavailable "línea de PQRS"',
                    ),
                    (["queja", "prioridad", "alta"], '"prioridad alta"'),
                    (
                        ["queja", "--prefer", "correo", "electrónico"],
                        '--prefer "correo electrónico"',
                    ),
                    # The option is missing too.
                    (["queja", "P3", "lunes", "30", "8am", "--why"], '--when "lunes 30 8am"'),
                    # One o'clock tomorrow, and not tomorrow with priority 1.
                    (["incidente", "--when", "mañana", "1"], '--when "mañana 1"'),
                )
            ),
            (["verify", "--allow", "typo"], "'typo' can't be used here. Write one of: unserved"),
            (["x" * 101], "can't be used here. Write one of"),
            (["--json"], "'--json' can't be used here"),
            # The value of an option is not the command.
            *(
                (
                    [option, "pqrs", "queja", "P1"],
                    "'queja' can't be used here. Did you mean recommend queja?",
                )
                for option in ("--unavailable", "--prefer", "--from", "--to", "-o")
            ),
            (
                ["escalation", "--loud"],
                "'--loud' can't be used here. Write one of: --directory",
            ),
            (
                ["recommend", "queja", "--wen", "8am"],
                "'--wen' can't be used here. Did you mean --when?",
            ),
            (
                ["timeline", "queja", "--when", "hoy"],
                "used here. Write one of: --from, --to",
            ),
            (["escalation", "--\x1b[2J\nx"], r"'--\x1b[2J\nx' can't be used"),
            (["escalation", "--json=yes"], "'--json=' can't be used here. Did you mean --json?"),
            (
                ["route", "tickets.csv", "--zone=America/Bogota"],
                "'--zone=' can't be used here. Did you mean --time-zone?",
            ),
            (["recommend", "queja", "--when"], "--when needs a value. Write: --when TIME"),
            (
                ["recommend", "queja", "--when", "--json"],
                "--when needs a value. Write: --when TIME",
            ),
            (
                ["escalation", "--", "--json"],
                "one word too many, or no quotes around several: '--json'",
            ),
            # Only the first one ends the options.
            (["escalation", "--", "--"], "one word too many, or no quotes around several: '--'"),
        ],
        ids=lambda value: ascii(value)[:60],
    )
    def test_in_one_line(self, run: Run, arguments: list[str], words: str) -> None:
        said = run("--lang=en", *arguments).refusal
        said = said[said.index("ccb-support: ") :]
        assert words in said
        assert said.endswith("\n")
        assert said[:-1].isprintable()

    @pytest.mark.parametrize("word", ["queja", "service", "derecho", "derecho de petición"])
    def test_a_request_type_in_place_of_a_command_has_a_command_that_works(
        self, run: Run, word: str
    ) -> None:
        (advice,) = re.findall(r"Did you mean (.+)\?", run(word, "P3", "--lang=en").refusal)
        assert run(*advice.split(), "P3").out

    def test_a_directory_with_faults_in_a_line_for_each(self, run: Run, write: Write) -> None:
        path = write(("17:00", "5 p.m."), ("format = 2", ""), text=PQRS_TOML)
        line = line_with(PQRS_TOML, "opens = ")
        assert run("channels", "--directory", path, "--lang", "en").refusal.splitlines() == [
            f"ccb-support: {path}: The directory has 2 faults:",
            "  format: is missing: add it at the top of the file, for example format = 2",
            f"  channels[0].hours[0].closes, line {line}: must be a whole minute from 00:00 to 24:00, with four digits and in quotes: \"17:00\" (got '5 p.m.')",
        ]
