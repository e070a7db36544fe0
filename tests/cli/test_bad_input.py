"""Bad input: one line on the standard error, and exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ccb_support.limits import MOST_ARGUMENTS
from tests.builders import line_with
from tests.cli.calls import DAY, PQRS_TOML, Run

if TYPE_CHECKING:
    from pathlib import Path


class TestBadInput:
    """Bad input gives one line on the standard error, and the exit code is 2."""

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["recommend", "xyzzy", "1"], "'xyzzy' is not a request type. Use one of: incident"),
            (["recommend", "PQRS", "1"], "'PQRS' could be more than one request type"),
            (["recommend", "queja", "6"], "'6' is not a priority. Use one of: P1 (critical)"),
            (["recommend", "queja", "urgente"], "could be more than one priority"),
            (["recommend", "queja", "1", "--prefer", "fax"], "'fax' is not a medium"),
            (["recommend", "queja", "1", "--prefer", ""], "'' is not a medium"),
            (["recommend", "queja", "1", "--unavailable", "x"], "'x' is not a channel of this"),
            (["recommend", "queja", "1", "--unavailable", "x=2026-11-24"], "'x' is not a channel"),
            (["recommend", "queja", "1", "--unavailable", "chat="], "'' is not a time in ISO 8601"),
            (["recommend", "queja", "1", "--unavailable", "chat=10"], "'10' is not a time in ISO"),
            (["recommend", "queja", "1", "--when", "now"], "'now' is not a time in ISO 8601"),
            (["recommend", "queja", "1", "--when", ""], "'' is not a time in ISO 8601"),
            (["recommend", "queja", "1", "--when", "2026-02-30"], "not a time in ISO 8601"),
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
            (["export", "icalendar", "--json"], "iCalendar is not JSON"),
            (["export", "ical"], "invalid choice: 'ical'"),
            (["holidays", "MMXXVI"], "'MMXXVI' is not a year"),
            (["holidays", "1983"], "1983 is outside the supported range"),
            (["holidays", "9" * 5000], "is not a year"),
            (["holidays", "²"], "'²' is not a year"),
            (["holidays", "٢٠٢٦"], "is not a year"),
            (["recommend", "queja"], "the following arguments are required: priority"),
            (["recommend", "queja", "1", "--lang", "fr"], "invalid choice: 'fr'"),
            (["dance"], "invalid choice: 'dance'"),
            ([], "the following arguments are required: COMMAND"),
            (["escalation", "--loud"], "unrecognized arguments: --loud"),
            (["escalation", "--\x1b[2J\nx"], "unrecognized arguments: -- [2J x. See"),
        ],
        ids=lambda value: ascii(value)[:60],
    )
    def test_in_one_line(self, run: Run, arguments: list[str], words: str) -> None:
        result = run(*arguments, *(["--lang", "en"] if arguments else []))
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("ccb-support")
        assert words in result.err
        assert result.err.removesuffix("\n").isprintable()
        assert result.err.count("\n") == 1

    def test_a_directory_with_faults_in_a_line_for_each(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "faulty.toml"
        path.write_text(PQRS_TOML.replace("17:00", "5 p.m.").replace("format = 2", ""), "utf-8")
        line = line_with(PQRS_TOML, "opens = ")
        result = run("channels", "--directory", str(path))
        assert (result.code, result.out) == (2, "")
        assert result.err.splitlines() == [
            f"ccb-support: {path}: El directorio tiene 2 fallas:",
            "  format: falta: agregue esta clave, por ejemplo format = 2",
            f'  channels[0].hours[0].closes, línea {line}: debe ser una hora con sus minutos, de "00:00" a "24:00" (dice \'5 p.m.\')',
        ]

    def test_too_many_arguments_before_they_are_parsed(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        words = ["recommend", "queja", "P3", "--when", "2026-11-24T09:30"]
        words += ["--unavailable=chat"] * (MOST_ARGUMENTS - len(words))
        assert run(*words).code == 0
        monkeypatch.setattr("argparse.ArgumentParser.parse_args", None)
        refused = run(*words, "--json")
        assert refused.code == 2
        assert f"{MOST_ARGUMENTS + 1} arguments: write at most {MOST_ARGUMENTS}" in refused.err
