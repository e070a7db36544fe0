"""Fixtures that call the command line."""

from __future__ import annotations

import sys
from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.cli import main
from tests.builders import SHIPPED_TOML
from tests.cli.calls import NO_ENVIRONMENT, PQRS_TOML, SHIPPED, TUESDAY, Result, Run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the command line, by a clock that shows the morning of 24 November 2026."""

    def call(
        *arguments: str,
        now: datetime = TUESDAY,
        environment: Mapping[str, str] = NO_ENVIRONMENT,
        terminal: bool = False,
    ) -> Result:
        # A test may replace the output itself.
        with monkeypatch.context() as changed:
            if terminal:
                changed.setattr(sys.stdout, "isatty", lambda: True)
            code = main(arguments, clock=lambda: now.astimezone(UTC), environment=environment)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def checked_file(tmp_path: Path) -> str:
    """Return the file of the shipped directory, as if compared on the last day of its holidays."""
    path = tmp_path / "checked.toml"
    dated = f"as_of = {COLOMBIA.verified_through}"
    path.write_text(SHIPPED_TOML.replace(f"as_of = {SHIPPED.as_of}", dated), "utf-8")
    return str(path)


@pytest.fixture
def pqrs_file(tmp_path: Path) -> str:
    path = tmp_path / "pqrs.toml"
    path.write_text(PQRS_TOML, "utf-8")
    return str(path)
