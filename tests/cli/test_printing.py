"""The screen, with tables and sentences that fit it."""

import io
import os
from collections.abc import Mapping, Sequence
from unittest.mock import Mock

import pytest

from ccb_support.cli.printing import ANY_WIDTH, fit, keep_together, screen_width, table
from tests.cli.calls import NO_ENVIRONMENT

HEADINGS = ("Canal", "Ahora", "Nada", "Nombre")
ROWS = [
    ("pqrs", "cerrado", "", "línea de PQRS de la Cámara de Comercio de Bogotá"),
    ("chat", "abierto", "", "chat en línea"),
]
NUMBER = keep_together("(601) 7442727 opción 3"), "línea de peticiones y quejas"


@pytest.mark.parametrize(
    ("environment", "output", "width"),
    [
        ({"COLUMNS": "40"}, io.StringIO(), 40),
        ({"COLUMNS": "0"}, io.StringIO(), 1),
        ({"COLUMNS": "9999"}, io.StringIO(), 9999),
        ({"COLUMNS": ""}, io.StringIO(), ANY_WIDTH),
        ({"COLUMNS": "-5"}, io.StringIO(), ANY_WIDTH),
        ({"COLUMNS": "x"}, io.StringIO(), ANY_WIDTH),
        ({"COLUMNS": "99999"}, io.StringIO(), ANY_WIDTH),
        ({"COLUMNS": "٤٠"}, io.StringIO(), ANY_WIDTH),
        # A process may have no output.
        (NO_ENVIRONMENT, None, ANY_WIDTH),
    ],
)
def test_the_width_may_be_stated(
    environment: Mapping[str, str], output: io.StringIO | None, width: int
) -> None:
    assert screen_width(environment, output) == width


def test_a_terminal_says_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    size = Mock(return_value=os.terminal_size((132, 24)))
    monkeypatch.setattr("ccb_support.cli.printing.get_terminal_size", size)
    output = io.StringIO()
    output.isatty = lambda: True  # type: ignore[method-assign]  # this terminal is not real
    assert screen_width(NO_ENVIRONMENT, output) == 132
    size.assert_called_once_with((80, 24))


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
    ("width", "headings", "rows", "expected"),
    [
        (
            ANY_WIDTH, HEADINGS, ROWS,
            ["pqrs  cerrado  línea de PQRS de la Cámara de Comercio de Bogotá", "chat  abierto  chat en línea"],
        ),
        (
            80, HEADINGS, ROWS,
            [
                "Canal  Ahora    Nombre",
                "pqrs   cerrado  línea de PQRS de la Cámara de Comercio de Bogotá",
                "chat   abierto  chat en línea",
            ],
        ),
        (
            40, HEADINGS, ROWS,
            [
                "Canal  Ahora    Nombre",
                "pqrs   cerrado  línea de PQRS de la",
                "                Cámara de Comercio de",
                "                Bogotá",
                "chat   abierto  chat en línea",
            ],
        ),
        (24, HEADINGS, ROWS, LISTED),
        (
            24, ("Nivel", "Horario", "A"), LEVEL,
            ["1", "  Horario: 24 horas", "  A: (601) 7457495", "  A:", "    soporte.ccb@certicamara.com"],
        ),
        (
            16, ("", ""), [("una solicitud larga como esta", "(601) 7457495")],
            ["una solicitud", "    larga como", "    esta", "    (601)", "    7457495"],
        ),
        (24, ("", ""), [("está cerrado por hoy y mañana", "pqrs")], ["está cerrado por hoy y", "    mañana", "    pqrs"]),
        (140, ("A", "B"), [("x" * 100, "cerrado")], [f"A{' ' * 101}B", f"{'x' * 100}  cerrado"]),
        (
            40, ("A", "B"), [NUMBER],
            [
                "A                       B",
                "(601) 7442727 opción 3  línea de",
                "                        peticiones y",
                "                        quejas",
            ],
        ),
        (30, ("A", "B"), [NUMBER], ["(601) 7442727 opción 3", "  B: línea de peticiones y", "    quejas"]),
        (ANY_WIDTH, ("A", "B"), [NUMBER], ["(601) 7442727 opción 3  línea de peticiones y quejas"]),
        (80, HEADINGS, [], []),
    ],
    ids=[
        "a pipe", "all fits", "wrapped", "a list", "a level of two contacts", "a long first cell",
        "no headings", "wide", "a number", "a number in a list", "a number in a pipe", "no rows",
    ],
)  # fmt: skip
def test_a_table_fits_the_screen(
    width: int,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    expected: list[str],
) -> None:
    assert [*table(headings, rows, width)] == expected


CALL = "Llame a la línea: (601) 7442727 opción 3 (24 horas)."


@pytest.mark.parametrize(
    ("sentence", "width", "lines"),
    [
        ("Escriba a mesa-de-ayuda", 16, ["Escriba a", "mesa-de-ayuda"]),
        ("Abre a las 7:00 a. m.", 18, ["Abre a las 7:00", "a. m."]),
        (CALL, 26, ["Llame a la línea:", "(601) 7442727 opción 3 (24", "horas)."]),
        (CALL, ANY_WIDTH, [CALL]),
        ("", 26, [""]),
        ("", ANY_WIDTH, [""]),
    ],
)
def test_a_sentence_is_broken_between_words(sentence: str, width: int, lines: list[str]) -> None:
    assert [*fit(sentence, width, ["(601) 7442727 opción 3"])] == lines
