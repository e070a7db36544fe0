"""Tables and sentences: they fit the screen, in colour only where colours are wanted."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from ccb_support.cli.printing import fit, keep_together, table
from ccb_support.cli.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

HEADINGS = ("Canal", "Ahora", "Nada", "Nombre")
ROWS = [
    ("pqrs", "cerrado", "", "línea de PQRS de la Cámara de Comercio de Bogotá"),
    ("chat", "abierto", "", "chat en línea"),
]
STYLES = {"cerrado": "red", "abierto": "green"}


def screen(*, terminal: bool = True, **variables: str) -> Screen:
    output = io.StringIO()
    output.isatty = lambda: terminal  # type: ignore[method-assign]  # this terminal is not real
    return Screen(variables, output)


def lines(where: Screen, styles: Mapping[str, str] | None = None) -> list[str]:
    return [*table(where, HEADINGS, ROWS, styles)]


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
    assert [*table(screen(COLUMNS="24", NO_COLOR="1"), ("Nivel", "Horario", "A"), rows)] == [
        "1",
        "  Horario: 24 horas",
        "  A: (601) 7457495",
        "  A:",
        "    soporte.ccb@certicamara.com",
    ]


def test_a_table_without_rows_is_empty() -> None:
    assert [*table(screen(), HEADINGS, [])] == []


def test_a_list_indents_what_a_long_first_cell_has_more() -> None:
    rows = [("una solicitud larga como esta", "(601) 7457495")]
    narrow = screen(COLUMNS="16", NO_COLOR="1")
    assert [*table(narrow, ("Solicitud", "Acuda a"), rows)] == [
        "una solicitud",
        "    larga como",
        "    esta",
        "  Acuda a: (601)",
        "    7457495",
    ]


def test_a_coloured_table_is_the_plain_one_in_colours() -> None:
    assert lines(screen(COLUMNS="40"), STYLES) == [
        (
            "\x1b[1mCanal\x1b[0m\x1b[1m \x1b[0m \x1b[1mAhora  \x1b[0m\x1b[1m \x1b[0m "
            "\x1b[1mNombre               \x1b[0m"
        ),
        "─────────────────────────────────────",
        "pqrs   \x1b[31mcerrado\x1b[0m  línea de PQRS de la",
        "                Cámara de Comercio de",
        "                Bogotá",
        "chat   \x1b[32mabierto\x1b[0m  chat en línea",
    ]


def test_a_coloured_cell_of_several_words_and_lines_has_its_colour() -> None:
    rows = [("está cerrado por hoy y mañana", "pqrs")]
    styles = {rows[0][0]: "red"}
    found = [*table(screen(COLUMNS="24"), ("A", "B"), rows, styles)]
    assert found[2:] == [
        "\x1b[31mestá cerrado por\x1b[0m  pqrs",
        "\x1b[31mhoy y mañana    \x1b[0m",
    ]


def test_a_coloured_table_is_as_wide_as_the_screen_allows() -> None:
    found = [*table(screen(COLUMNS="140"), ("A", "B"), [("x" * 100, "cerrado")], STYLES)]
    assert found[2:] == [f"{'x' * 100}  \x1b[31mcerrado\x1b[0m"]


def test_no_colour_depends_on_the_environment_of_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = lines(screen(COLUMNS="80"), STYLES), screen().in_style("x", "bold")
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "10")):
        monkeypatch.setenv(name, value)
    assert (lines(screen(COLUMNS="80"), STYLES), screen().in_style("x", "bold")) == expected


def test_a_hyphen_breaks_no_word() -> None:
    assert [*fit("Escriba a mesa-de-ayuda", 16)] == ["Escriba a", "mesa-de-ayuda"]


def test_colours_come_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = lines(screen(COLUMNS="80"), STYLES)
    assert any("\x1b[31mcerrado" in line for line in coloured)
    assert any("\x1b[32mabierto" in line for line in coloured)
    monkeypatch.delitem(sys.modules, "ccb_support.cli.rich_tables")
    monkeypatch.setitem(sys.modules, "rich", None)
    assert lines(screen(COLUMNS="80"), STYLES) == lines(screen(COLUMNS="80", NO_COLOR="1"))
    assert screen().in_style("x", "bold") == "x"


def test_a_cell_is_text_and_never_markup() -> None:
    found = [*table(screen(COLUMNS="80"), ("A", "B"), [("[red]x[/red]", ":smile:")])]
    assert any("[red]x[/red]" in line and ":smile:" in line for line in found)


def test_a_line_has_its_colour_only_on_a_terminal() -> None:
    assert screen(terminal=False).in_style("x", "bold") == "x"
    assert screen(NO_COLOR="1").in_style("x", "bold") == "x"
    assert screen().in_style("x", "bold") == "\x1b[1mx\x1b[0m"


def test_parts_of_a_sentence_stay_whole() -> None:
    words = "Llame ya a la línea: (601) 7442727 opción 3 (24 horas)."
    assert [*fit(words, 26, ["(601) 7442727 opción 3"])] == [
        "Llame ya a la línea:",
        "(601) 7442727 opción 3 (24",
        "horas).",
    ]
    assert [*fit(words, None)] == [words]
    assert [*fit("", 26)] == [*fit("", None)] == [""]
    rows = [(keep_together("(601) 7442727 opción 3"), "línea de peticiones y quejas")]
    assert [*table(screen(COLUMNS="40", NO_COLOR="1"), ("A", "B"), rows)] == [
        "A                       B",
        "(601) 7442727 opción 3  línea de",
        "                        peticiones y",
        "                        quejas",
    ]
    first, *_ = table(screen(COLUMNS="30"), ("A", "B"), rows)
    assert first == "(601) 7442727 opción 3"
    assert [*table(screen(terminal=False), ("A", "B"), rows)] == [
        "(601) 7442727 opción 3  línea de peticiones y quejas"
    ]
