"""Fixtures that call the command line."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from ccb_support.cli import main
from tests.cli.calls import PQRS_TOML, TUESDAY, Result, Run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line, by a clock that shows the morning of 24 November 2026."""

    def call(*arguments: str) -> Result:
        try:
            code = main(arguments, clock=lambda: TUESDAY.astimezone(UTC))
        except SystemExit as stop:  # argparse's way
            code = int(str(stop.code))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def pqrs_file(tmp_path: Path) -> str:
    path = tmp_path / "pqrs.toml"
    path.write_text(PQRS_TOML, "utf-8")
    return str(path)
