"""The program without a command: on a terminal, it shows who answers now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import at

if TYPE_CHECKING:
    from tests.cli.calls import Run

PLAIN = {"COLUMNS": "88", "NO_COLOR": "1"}


def test_shows_who_answers_each_kind_of_request(run: Run) -> None:
    result = run(environment=PLAIN, terminal=True)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Quién atiende hoy a las 9:30 a. m.:",
        "",
        "Solicitud                                   Acuda a                 Hasta",
        "incidentes, requerimientos, soporte         (57) 318 717 49 37      24 horas",
        "técnico (P1)",
        "incidentes, requerimientos, soporte         (601) 7457495           24 horas",
        "técnico (P2-P5)",
        "peticiones, quejas, reclamos, sugerencias,  (601) 7442727 opción 3  hoy a las 5:00 p. m.",
        "apelaciones",
        "",
        "Pruebe:",
        "  ccb-support recommend queja",
        "  ccb-support channels --when 'lunes 8am'",
        "  ccb-support --help",
    ]


def test_shows_another_time_and_another_directory(run: Run, pqrs_file: str) -> None:
    night = run("--lang", "en", environment=PLAIN, terminal=True, now=at("2026-11-24 18:00"))
    assert night.out.startswith("Who answers today at 6:00 p.m.:\n")
    assert "(601) 7442727" not in night.out
    later = run("--directory", pqrs_file, environment=PLAIN, terminal=True)
    assert any(line.endswith("  nadie") for line in later.out.splitlines())


def test_shows_another_time_by_the_clock_of_the_desk(run: Run) -> None:
    arguments = ("--when", "2026-11-24T23:30Z", "--lang", "en")
    result = run(*arguments, environment=PLAIN, terminal=True, now=at("2026-11-01 12:00"))
    assert result.out.startswith("Who answers today at 6:30 p.m.:\n")
    assert result.err == "Time understood: Tuesday 24 November 2026 at 6:30 p.m.\n"


def test_today_is_the_day_of_the_desk(run: Run) -> None:
    late = run("--lang", "en", environment=PLAIN, terminal=True, now=at("2026-11-24 23:30"))
    assert late.out.startswith("Who answers today at 11:30 p.m.:\n")


def test_is_a_list_on_a_narrow_terminal(run: Run) -> None:
    out = run(environment=PLAIN | {"COLUMNS": "40"}, terminal=True).out
    # A command is one line, to copy.
    assert all(len(line) <= 40 or "ccb-support" in line for line in out.splitlines())
    assert "  Acuda a: (601) 7442727 opción 3" in out.splitlines()


def test_in_a_pipe_a_command_is_missing(run: Run) -> None:
    result = run()
    assert (result.code, result.out) == (2, "")
    assert "Falta el comando" in result.err
