"""Fixtures that call the command line, and that write what it reads."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ccb_support.cli import main
from tests.builders import SHIPPED_TOML
from tests.cli.calls import NO_ENVIRONMENT, PQRS_TOML, TABLE, TUESDAY, Result, Run, Write


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line, by a clock that shows the morning of 24 November 2026."""

    def call(
        *arguments: object,
        now: datetime = TUESDAY,
        environment: Mapping[str, str] = NO_ENVIRONMENT,
    ) -> Result:
        code = main(
            [*map(str, arguments)], clock=lambda: now.astimezone(UTC), environment=environment
        )
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a directory with some edits to a file, and return its path."""

    def write(*edits: tuple[str, str], text: str = SHIPPED_TOML, name: str = "desk.toml") -> str:
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return str(path)

    return write


@pytest.fixture
def ticket_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder that holds a table of one ticket."""
    monkeypatch.chdir(tmp_path)
    Path("tickets.csv").write_text(TABLE, "utf-8")


@pytest.fixture
def pqrs_file(write: Write) -> str:
    return write(text=PQRS_TOML, name="pqrs.toml")


@pytest.fixture
def warned_file(write: Write) -> str:
    """Return a directory with a warning: it closes before it opens, on the next day."""
    return write(('closes = "17:00"', 'closes = "05:00"'), name="warned.toml")
