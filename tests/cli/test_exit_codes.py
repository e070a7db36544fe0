"""Exit codes: one test for each row of the table in the documentation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import SHIPPED_TOML
from tests.cli.calls import DAY, SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

DOWN = [word for each in SHIPPED.channel_ids for word in ("--unavailable", each)]


@pytest.fixture
def warned_file(tmp_path: Path) -> str:
    """Return a directory with a warning: it closes before it opens, on the next day."""
    path = tmp_path / "warned.toml"
    path.write_text(SHIPPED_TOML.replace('closes = "17:00"', 'closes = "05:00"'), "utf-8")
    return str(path)


def test_0_everything_is_fine(run: Run, warned_file: str) -> None:
    assert run("recommend", "queja").code == 0
    assert run("verify").code == 0
    assert run("verify", warned_file).code == 0
    assert run("diff", "shipped", "shipped", *DAY).code == 0
    assert run("--help").code == 0


def test_1_verify_finds_an_error(run: Run, pqrs_file: str) -> None:
    assert run("verify", pqrs_file, *DAY).code == 1


def test_1_strict_verify_finds_a_warning(run: Run, warned_file: str) -> None:
    assert run("verify", warned_file, *DAY, "--strict").code == 1


def test_1_diff_finds_a_change(run: Run, warned_file: str) -> None:
    assert run("diff", "shipped", warned_file, *DAY).code == 1


def test_1_nobody_answers(run: Run) -> None:
    assert run("recommend", "queja", *DOWN).code == 1


@pytest.mark.parametrize(
    "arguments",
    [["dance"], ["recommend", "xyzzy"], ["recommend"], ["verify", "none.toml"], ["week", "--x"]],
    ids=" ".join,
)
def test_2_wrong_use_or_input(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_70_a_fault_of_the_program(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_year: int) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("ccb_support.cli.answer_commands.colombian_holidays", fail)
    result = run("holidays", "2026")
    assert (result.code, result.out) == (70, "")
    *traceback, fault, advice = result.err.splitlines()
    assert traceback[0] == "Traceback (most recent call last):"
    assert fault == "ZeroDivisionError: a fault"
    assert advice.startswith(
        "ccb-support: Es una falla del programa, y no suya. Envíe estas líneas"
    )


def test_70_a_part_of_python_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "ccb_support.service.serving", raising=False)
    monkeypatch.setitem(sys.modules, "json", None)
    assert run("serve").code == 70
