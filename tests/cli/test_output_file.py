"""What a command writes to a file: it never destroys what it reads, nor a file without `--force`."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ccb_support.frames.files import Tally
from tests.builders import SHIPPED_TOML

if TYPE_CHECKING:
    from tests.cli.calls import Run

ROUTE = (
    "route",
    "--lang",
    "en",
    "--request-type",
    "kind",
    "--priority",
    "urgency",
    "--when",
    "opened",
)
TICKETS = "kind,urgency,opened\nqueja,P3,2026-11-24T09:30\n"

WRITERS = {
    "route": (*ROUTE, "tickets.csv", "-o"),
    "export": ("export", "osm", "--lang", "en", "--output"),
    "week": ("week", "--lang", "en", "--svg"),
}
"""The commands that write a file, up to the name of the file."""


@pytest.fixture(autouse=True)
def enter_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder that holds a table of one ticket and a directory."""
    monkeypatch.chdir(tmp_path)
    Path("tickets.csv").write_text(TICKETS, "utf-8")
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
            f"ccb-support: {Path(name)} is a file that this command reads. Write to another file\n",
        )
        assert Path("tickets.csv").read_text("utf-8") == TICKETS
        assert Path("link.csv").is_symlink()
        assert names() == before

    def test_may_be_named_by_an_absolute_path(self, run: Run) -> None:
        path = str(Path("tickets.csv").absolute())
        assert "a file that this command reads" in run(*ROUTE, "tickets.csv", "-o", path).err

    @pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
    def test_may_be_the_directory(self, run: Run, writer: tuple[str, ...]) -> None:
        before = Path("directory.toml").read_bytes()
        result = run(*writer, "directory.toml", "--directory", "directory.toml", "--force")
        assert result.code == 2
        assert "directory.toml is a file that this command reads" in result.err
        assert Path("directory.toml").read_bytes() == before

    def test_that_is_missing_is_reported_as_such(self, run: Run) -> None:
        Path("routed.csv").touch()
        result = run(*ROUTE, "none.csv", "-o", "routed.csv", "--force")
        assert result.code == 2
        assert "No such file" in result.err
        assert "none.csv" in result.err


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
class TestAnExistingFile:
    """A file that exists needs `--force`, and keeps its mode."""

    def test_stays_as_it_is(self, run: Run, writer: tuple[str, ...]) -> None:
        Path("target.csv").write_bytes(b"old")
        assert run(*writer, "target.csv") == (
            2,
            "",
            "ccb-support: target.csv exists. Write to another file, or add --force\n",
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
        assert "add --force" in run(*writer, "target.csv").err
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
            f"ccb-support: {name} is not a regular file. Write to another file\n",
        )


class TestSignals:
    """A signal that ends the process leaves the old file whole, and no unfinished file."""

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_end_the_process_in_good_order(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
    ) -> None:
        Path("routed.csv").write_bytes(b"old")
        before = names()
        inherited = signal.signal(number, signal.SIG_DFL)

        def end(_tally: Tally, *_arguments: object) -> None:
            assert names() != before
            signal.raise_signal(number)

        monkeypatch.setattr(Tally, "add", end)
        assert run(*ROUTE, "tickets.csv", "-o", "routed.csv", "--force").code == 128 + number
        assert Path("routed.csv").read_bytes() == b"old"
        assert names() == before
        assert signal.signal(number, inherited) is signal.SIG_DFL

    def test_an_ignored_signal_stays_ignored(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inherited = signal.signal(signal.SIGHUP, signal.SIG_IGN)

        def go_on(_tally: Tally, *_arguments: object) -> None:
            signal.raise_signal(signal.SIGHUP)

        monkeypatch.setattr(Tally, "add", go_on)
        assert run(*ROUTE, "tickets.csv", "-o", "routed.csv").code == 0
        assert signal.signal(signal.SIGHUP, inherited) is signal.SIG_IGN

    def test_control_c_ends_the_process_without_a_traceback(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupt(_tally: Tally, *_arguments: object) -> None:
            signal.raise_signal(signal.SIGINT)

        monkeypatch.setattr(Tally, "add", interrupt)
        before = names()
        assert run(*ROUTE, "tickets.csv", "-o", "routed.csv") == (130, "", "")
        assert names() == before

    def test_that_are_ignored_stay_ignored(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        original: Any = Tally.add

        def add(tally: Tally, *arguments: object) -> None:
            signal.raise_signal(signal.SIGHUP)
            original(tally, *arguments)

        monkeypatch.setattr(Tally, "add", add)
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            assert run(*ROUTE, "tickets.csv", "-o", "routed.csv").code == 0
        finally:
            signal.signal(signal.SIGHUP, before)

    def test_are_left_alone_in_another_thread(self, run: Run) -> None:
        with ThreadPoolExecutor() as workers:
            assert workers.submit(run, "week", "--svg", "week.svg").result().code == 0
        assert Path("week.svg").exists()
