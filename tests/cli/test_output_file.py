"""What a command writes to a file: it never destroys what it reads, nor a file without `--force`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.builders import SHIPPED_TOML
from tests.cli.calls import TICKETS

if TYPE_CHECKING:
    from tests.cli.calls import Run

ROUTE = ("route", *TICKETS, "--time-zone", "America/Bogota")
TABLE = "kind,urgency,opened\nqueja,P3,2026-11-24T09:30\n"

WRITERS = {
    "route": (*ROUTE, "tickets.csv", "-o"),
    "export": ("export", "osm", "--output"),
    "week": ("week", "--svg"),
}
"""The commands that write a file, up to the name of the file."""


@pytest.fixture(autouse=True)
def enter_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder that holds a table of one ticket and a directory."""
    monkeypatch.chdir(tmp_path)
    Path("tickets.csv").write_text(TABLE, "utf-8")
    Path("directory.toml").write_text(SHIPPED_TOML, "utf-8")


def names() -> set[str]:
    return {each.name for each in Path().iterdir()}


class TestInput:
    """A command never writes to a file that it reads, by any name, with or without `--force`."""

    @pytest.mark.parametrize("force", [(), ("--force",)], ids=["", "force"])
    @pytest.mark.parametrize(
        "name", ["tickets.csv", "./tickets.csv", "folder/../tickets.csv", "link.csv", "hard.csv"]
    )
    def test_is_never_written_to(self, run: Run, name: str, force: tuple[str, ...]) -> None:
        Path("folder").mkdir()
        Path("link.csv").symlink_to("tickets.csv")
        Path("hard.csv").hardlink_to("tickets.csv")
        before = names()
        result = run(*ROUTE, "tickets.csv", "-o", name, *force)
        assert result == (
            2,
            "",
            f"ccb-support: Este comando lee el archivo {Path(name)}. Escriba en otro\n",
        )
        assert Path("tickets.csv").read_text("utf-8") == TABLE
        assert Path("link.csv").is_symlink()
        assert names() == before

    @pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
    def test_may_be_the_directory(self, run: Run, writer: tuple[str, ...]) -> None:
        before = Path("directory.toml").read_bytes()
        result = run(*writer, "directory.toml", "--directory", "directory.toml", "--force")
        assert result.code == 2
        assert "Este comando lee el archivo directory.toml" in result.err
        assert Path("directory.toml").read_bytes() == before

    def test_that_is_missing_is_reported_as_such(self, run: Run) -> None:
        Path("routed.csv").touch()
        result = run(*ROUTE, "none.csv", "-o", "routed.csv", "--force")
        assert result.code == 2
        assert "No existe none.csv" in result.err


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
class TestAnExistingFile:
    """A file that exists needs `--force`, and keeps its mode."""

    def test_stays_as_it_is(self, run: Run, writer: tuple[str, ...]) -> None:
        Path("target.csv").write_bytes(b"old")
        assert run(*writer, "target.csv") == (
            2,
            "",
            "ccb-support: target.csv ya existe. Escriba en otro archivo, o agregue --force para reemplazarlo\n",
        )
        assert Path("target.csv").read_bytes() == b"old"

    def test_is_replaced_by_force(self, run: Run, writer: tuple[str, ...]) -> None:
        Path("target.csv").write_bytes(b"old")
        Path("target.csv").chmod(0o604)
        before = names()
        assert run(*writer, "target.csv", "--force").code == 0
        assert b"old" not in Path("target.csv").read_bytes()
        assert Path("target.csv").stat().st_mode & 0o777 == 0o604
        assert names() == before

    def test_may_be_a_link_that_leads_nowhere(self, run: Run, writer: tuple[str, ...]) -> None:
        Path("target.csv").symlink_to("nowhere.csv")
        assert "agregue --force" in run(*writer, "target.csv").err
        assert run(*writer, "target.csv", "--force").code == 0
        assert not Path("target.csv").is_symlink()
        assert "nowhere.csv" not in names()

    @pytest.mark.parametrize("name", ["folder.csv", os.devnull])
    def test_must_be_a_regular_file(self, run: Run, writer: tuple[str, ...], name: str) -> None:
        Path("folder.csv").mkdir()
        result = run(*writer, name, "--force")
        assert result == (
            2,
            "",
            f"ccb-support: {name} no es un archivo normal. Escriba en otro\n",
        )
