"""The screen, with tables and sentences that fit it, in colour only where colours are wanted."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from ccb_support.cli.printing import BOLD, GREEN, RED, Screen, fit, keep_together
from tests.cli.calls import NO_ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Canal", "Ahora", "Nada", "Nombre")
ROWS = [
    ("pqrs", "cerrado", "", "línea de PQRS de la Cámara de Comercio de Bogotá"),
    ("chat", "abierto", "", "chat en línea"),
]
STYLES = {"cerrado": RED, "abierto": GREEN}


def screen(*, terminal: bool = True, **variables: str) -> Screen:
    output = io.StringIO()
    output.isatty = lambda: terminal  # type: ignore[method-assign]  # this terminal is not real
    return Screen(variables, output)


def lines(where: Screen, styles: Mapping[str, str] | None = None) -> list[str]:
    return [*where.table(HEADINGS, ROWS, styles)]


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        ("40", 40),
        ("0", 1),
        ("9999", 9999),
        ("", None),
        ("-5", None),
        ("x", None),
        ("99999", None),
        ("٤٠", None),
    ],
)
def test_the_width_may_be_stated(columns: str, width: int | None) -> None:
    assert Screen({"COLUMNS": columns}, io.StringIO()).width == width


def test_without_an_output_there_is_no_terminal() -> None:
    assert (Screen(NO_ENVIRONMENT, None).width, Screen(NO_ENVIRONMENT, None).is_terminal) == (
        None,
        False,
    )


@pytest.mark.parametrize(("columns", "width"), [(132, 132), (0, 80), (None, 80)])
def test_a_terminal_says_its_width(
    monkeypatch: pytest.MonkeyPatch, columns: int | None, width: int
) -> None:
    def size(number: int) -> os.terminal_size:
        assert number == 1  # the standard output, and not that of an error
        if columns is None:
            raise OSError
        return os.terminal_size((columns, 24))

    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("sys.__stdout__", Mock(fileno=lambda: 1))
    monkeypatch.setattr("os.get_terminal_size", size)
    assert screen().width == width


def test_in_a_pipe_each_row_is_a_line_without_headings() -> None:
    assert lines(screen(terminal=False)) == [
        "pqrs  cerrado  línea de PQRS de la Cámara de Comercio de Bogotá",
        "chat  abierto  chat en línea",
    ]


def test_a_plain_terminal_gets_headings() -> None:
    assert lines(screen(COLUMNS="80", NO_COLOR="1"))[:2] == [
        "Canal  Ahora    Nombre",
        "pqrs   cerrado  línea de PQRS de la Cámara de Comercio de Bogotá",
    ]


def test_a_wide_column_is_wrapped() -> None:
    assert lines(screen(COLUMNS="40", TERM="dumb")) == [
        "Canal  Ahora    Nombre",
        "pqrs   cerrado  línea de PQRS de la",
        "                Cámara de Comercio de",
        "                Bogotá",
        "chat   abierto  chat en línea",
    ]


def test_a_narrow_terminal_gets_a_list() -> None:
    assert lines(screen(COLUMNS="24", NO_COLOR="1")) == [
        "pqrs",
        "  Ahora: cerrado",
        "  Nombre: línea de PQRS",
        "    de la Cámara de",
        "    Comercio de Bogotá",
        "chat",
        "  Ahora: abierto",
        "  Nombre: chat en línea",
    ]
    assert lines(screen(COLUMNS="24"))[0] == "pqrs"


def test_a_list_continues_a_row_whose_first_cell_is_empty() -> None:
    rows = [("1", "24 horas", "(601) 7457495"), ("", "", "soporte.ccb@certicamara.com")]
    assert [*screen(COLUMNS="24", NO_COLOR="1").table(("Nivel", "Horario", "A"), rows)] == [
        "1",
        "  Horario: 24 horas",
        "  A: (601) 7457495",
        "  A:",
        "    soporte.ccb@certicamara.com",
    ]


def test_a_table_without_rows_is_empty() -> None:
    assert [*screen().table(HEADINGS, [])] == []


def test_a_list_indents_what_a_long_first_cell_has_more() -> None:
    rows = [("una solicitud larga como esta", "(601) 7457495")]
    narrow = screen(COLUMNS="16", NO_COLOR="1")
    assert [*narrow.table(("Solicitud", "Acuda a"), rows)] == [
        "una solicitud",
        "    larga como",
        "    esta",
        "  Acuda a: (601)",
        "    7457495",
    ]


def test_a_coloured_table_is_the_plain_one_in_colours() -> None:
    assert lines(screen(COLUMNS="40"), STYLES) == [
        "\x1b[1mCanal\x1b[0m  \x1b[1mAhora\x1b[0m    \x1b[1mNombre\x1b[0m",
        "pqrs   \x1b[31mcerrado\x1b[0m  línea de PQRS de la",
        "                Cámara de Comercio de",
        "                Bogotá",
        "chat   \x1b[32mabierto\x1b[0m  chat en línea",
    ]


def test_a_coloured_cell_of_several_words_and_lines_has_its_colour() -> None:
    rows = [("está cerrado por hoy y mañana", "pqrs")]
    styles = {rows[0][0]: RED}
    found = [*screen(COLUMNS="24").table(("A", "B"), rows, styles)]
    assert found[1:] == [
        "\x1b[31mestá cerrado por\x1b[0m    pqrs",
        "\x1b[31mhoy y mañana\x1b[0m",
    ]


def test_a_coloured_table_is_as_wide_as_the_screen_allows() -> None:
    found = [*screen(COLUMNS="140").table(("A", "B"), [("x" * 100, "cerrado")], STYLES)]
    assert found[1:] == [f"{'x' * 100}  \x1b[31mcerrado\x1b[0m"]


def test_no_colour_depends_on_the_environment_of_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = lines(screen(COLUMNS="80"), STYLES), screen().in_style("x", BOLD)
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "10")):
        monkeypatch.setenv(name, value)
    assert (lines(screen(COLUMNS="80"), STYLES), screen().in_style("x", BOLD)) == expected


def test_a_hyphen_breaks_no_word() -> None:
    assert [*fit("Escriba a mesa-de-ayuda", 16)] == ["Escriba a", "mesa-de-ayuda"]


def test_a_line_has_its_colour_only_on_a_terminal() -> None:
    assert screen(terminal=False).in_style("x", BOLD) == "x"
    assert screen(NO_COLOR="1").in_style("x", BOLD) == "x"
    assert screen().in_style("x", BOLD) == "\x1b[1mx\x1b[0m"
    assert screen().in_style("x", None) == "x"


@pytest.mark.parametrize(("session", "shown"), [("", "x"), ("1", "\x1b[1mx\x1b[0m")])
def test_only_the_new_terminal_of_windows_shows_colours(
    monkeypatch: pytest.MonkeyPatch, session: str, shown: str
) -> None:
    monkeypatch.setattr("ccb_support.cli.printing.os.name", "nt")
    assert screen(WT_SESSION=session).in_style("x", BOLD) == shown


def test_parts_of_a_sentence_stay_whole() -> None:
    words = "Llame a la línea: (601) 7442727 opción 3 (24 horas)."
    assert [*fit(words, 26, ["(601) 7442727 opción 3"])] == [
        "Llame a la línea:",
        "(601) 7442727 opción 3 (24",
        "horas).",
    ]
    assert [*fit(words, None)] == [words]
    assert [*fit("", 26)] == [*fit("", None)] == [""]
    rows = [(keep_together("(601) 7442727 opción 3"), "línea de peticiones y quejas")]
    assert [*screen(COLUMNS="40", NO_COLOR="1").table(("A", "B"), rows)] == [
        "A                       B",
        "(601) 7442727 opción 3  línea de",
        "                        peticiones y",
        "                        quejas",
    ]
    first, *_ = screen(COLUMNS="30").table(("A", "B"), rows)
    assert first == "(601) 7442727 opción 3"
    assert [*screen(terminal=False).table(("A", "B"), rows)] == [
        "(601) 7442727 opción 3  línea de peticiones y quejas"
    ]
