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
    from collections.abc import Sequence

HEADINGS = ("Canal", "Ahora", "Nada", "Nombre")
ROWS = [
    ("pqrs", "cerrado", "", "línea de PQRS de la Cámara de Comercio de Bogotá"),
    ("chat", "abierto", "", "chat en línea"),
]
STYLES = {"cerrado": RED, "abierto": GREEN, "está cerrado por hoy y mañana": RED}


def screen(*, terminal: bool = True, **variables: str) -> Screen:
    output = io.StringIO()
    output.isatty = lambda: terminal  # type: ignore[method-assign]  # this terminal is not real
    return Screen(variables, output)


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


WRAPPED = [
    "Canal  Ahora    Nombre",
    "pqrs   cerrado  línea de PQRS de la",
    "                Cámara de Comercio de",
    "                Bogotá",
    "chat   abierto  chat en línea",
]
LISTED = [
    "pqrs",
    "  Ahora: cerrado",
    "  Nombre: línea de PQRS",
    "    de la Cámara de",
    "    Comercio de Bogotá",
    "chat",
    "  Ahora: abierto",
    "  Nombre: chat en línea",
]
LEVEL = [("1", "24 horas", "(601) 7457495"), ("", "", "soporte.ccb@certicamara.com")]


@pytest.mark.parametrize(
    ("where", "headings", "rows", "expected"),
    [
        (
            screen(terminal=False), HEADINGS, ROWS,
            ["pqrs  cerrado  línea de PQRS de la Cámara de Comercio de Bogotá", "chat  abierto  chat en línea"],
        ),
        (
            screen(COLUMNS="80", NO_COLOR="1"), HEADINGS, ROWS,
            [
                "Canal  Ahora    Nombre",
                "pqrs   cerrado  línea de PQRS de la Cámara de Comercio de Bogotá",
                "chat   abierto  chat en línea",
            ],
        ),
        (screen(COLUMNS="40", TERM="dumb"), HEADINGS, ROWS, WRAPPED),
        (
            screen(COLUMNS="40"), HEADINGS, ROWS,
            [
                "\x1b[1mCanal\x1b[0m  \x1b[1mAhora\x1b[0m    \x1b[1mNombre\x1b[0m",
                "pqrs   \x1b[31mcerrado\x1b[0m  línea de PQRS de la",
                *WRAPPED[2:4],
                "chat   \x1b[32mabierto\x1b[0m  chat en línea",
            ],
        ),
        (screen(COLUMNS="24"), HEADINGS, ROWS, LISTED),
        (
            screen(COLUMNS="24", NO_COLOR="1"), ("Nivel", "Horario", "A"), LEVEL,
            ["1", "  Horario: 24 horas", "  A: (601) 7457495", "  A:", "    soporte.ccb@certicamara.com"],
        ),
        (
            screen(COLUMNS="16", NO_COLOR="1"), ("Solicitud", "Acuda a"),
            [("una solicitud larga como esta", "(601) 7457495")],
            ["una solicitud", "    larga como", "    esta", "  Acuda a: (601)", "    7457495"],
        ),
        (
            screen(COLUMNS="24"), ("A", "B"), [("está cerrado por hoy y mañana", "pqrs")],
            [
                "\x1b[1mA\x1b[0m                   \x1b[1mB\x1b[0m",
                "\x1b[31mestá cerrado por\x1b[0m    pqrs",
                "\x1b[31mhoy y mañana\x1b[0m",
            ],
        ),
        (
            screen(COLUMNS="140"), ("A", "B"), [("x" * 100, "cerrado")],
            [f"\x1b[1mA\x1b[0m{' ' * 101}\x1b[1mB\x1b[0m", f"{'x' * 100}  \x1b[31mcerrado\x1b[0m"],
        ),
        (screen(), HEADINGS, [], []),
    ],
    ids=[
        "a pipe", "plain", "wrapped", "in colours", "a list", "a level of two contacts",
        "a long first cell", "a coloured cell of two lines", "wide", "no rows",
    ],
)  # fmt: skip
def test_a_table_fits_the_screen(
    where: Screen,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    expected: list[str],
) -> None:
    assert [*where.table(headings, rows, STYLES)] == expected


def test_no_colour_depends_on_the_environment_of_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def shown() -> tuple[list[str], str]:
        where = screen(COLUMNS="80")
        return [*where.table(HEADINGS, ROWS, STYLES)], where.in_style("x", BOLD)

    expected = shown()
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "10")):
        monkeypatch.setenv(name, value)
    assert shown() == expected


def test_a_hyphen_breaks_no_word() -> None:
    assert [*fit("Escriba a mesa-de-ayuda", 16)] == ["Escriba a", "mesa-de-ayuda"]


@pytest.mark.parametrize(
    ("where", "system", "style", "shown"),
    [
        (screen(terminal=False), "posix", BOLD, "x"),
        (screen(NO_COLOR="1"), "posix", BOLD, "x"),
        (screen(), "posix", BOLD, "\x1b[1mx\x1b[0m"),
        (screen(), "posix", None, "x"),
        (screen(WT_SESSION=""), "nt", BOLD, "x"),
        (screen(WT_SESSION="1"), "nt", BOLD, "\x1b[1mx\x1b[0m"),
    ],
)
def test_a_text_has_a_style_only_on_a_terminal_that_shows_it(
    monkeypatch: pytest.MonkeyPatch, where: Screen, system: str, style: str | None, shown: str
) -> None:
    monkeypatch.setattr("ccb_support.cli.printing.os.name", system)
    assert where.in_style("x", style) == shown


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
