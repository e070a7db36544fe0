"""The screen: its width, with and without a terminal."""

from __future__ import annotations

import io
import os

import pytest

from ccb_support.cli.printing import Screen
from tests.cli.calls import NO_ENVIRONMENT


class Terminal(io.StringIO):
    """An output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


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


def test_a_pipe_has_no_width_but_its_help_has() -> None:
    assert Screen(NO_ENVIRONMENT, None).width is None
    assert Screen(NO_ENVIRONMENT, None).help_width == 80
    assert Screen({"COLUMNS": "200"}, None).help_width == 100
    assert not Screen(NO_ENVIRONMENT, None).is_terminal


@pytest.mark.parametrize(("columns", "width"), [(132, 132), (0, 80)])
def test_a_terminal_says_its_width(
    monkeypatch: pytest.MonkeyPatch, columns: int, width: int
) -> None:
    def size(number: int = 1) -> os.terminal_size:
        assert number == 1  # the standard output, and not that of an error
        return os.terminal_size((columns, 24))

    monkeypatch.setattr("os.get_terminal_size", size)
    assert Screen(NO_ENVIRONMENT, Terminal()).width == width


def test_a_terminal_that_says_nothing_has_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> os.terminal_size:
        raise OSError

    monkeypatch.setattr("os.get_terminal_size", fail)
    assert Screen(NO_ENVIRONMENT, Terminal()).width == 80
