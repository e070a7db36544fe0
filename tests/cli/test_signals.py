"""Signals: a process ends as the signal would have ended it, and leaves no unfinished file."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ccb_support.cli.output_files import end_by
from ccb_support.frames.files.file_router import Tally
from tests.cli.calls import TICKETS
from tests.systems import NEEDS_POSIX

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.calls import Run

ROUTE = (
    "route", "tickets.csv", *TICKETS, "-o", "routed.csv", "--force", "--time-zone", "America/Bogota"
)  # fmt: skip


@pytest.fixture(autouse=True)
def enter_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder that holds a table of one ticket."""
    monkeypatch.chdir(tmp_path)
    lines = "kind,urgency,opened\nqueja,P3,2026-11-24T09:30\n"
    Path("tickets.csv").write_text(lines, "utf-8")


@pytest.fixture
def ended_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the signals by which the process would have ended."""
    names: list[str] = []

    def end_by(name: str) -> int:
        names.append(name)
        return 99

    monkeypatch.setattr("ccb_support.cli.end_by", end_by)
    return names


def while_counting(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen while a file is half written."""
    original: Any = Tally.add

    def add(tally: Tally, *arguments: object) -> None:
        act()
        original(tally, *arguments)

    monkeypatch.setattr(Tally, "add", add)


def names() -> set[str]:
    return {each.name for each in Path().iterdir()}


@NEEDS_POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_the_old_file_and_ends_the_process_again(
    run: Run, monkeypatch: pytest.MonkeyPatch, ended_by: list[str], name: str
) -> None:
    number = signal.Signals[name]
    Path("routed.csv").write_bytes(b"old")
    before = names()
    usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
    inherited = signal.signal(number, usual)
    while_counting(monkeypatch, lambda: signal.raise_signal(number))
    assert run(*ROUTE) == (99, "", "")
    assert ended_by == [name]
    assert Path("routed.csv").read_bytes() == b"old"
    assert names() == before
    assert signal.signal(number, inherited) is usual


@NEEDS_POSIX
def test_an_ignored_signal_stays_ignored(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    inherited = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    while_counting(monkeypatch, lambda: signal.raise_signal(signal.SIGHUP))
    assert run(*ROUTE).code == 0
    assert signal.signal(signal.SIGHUP, inherited) is signal.SIG_IGN


def test_signals_are_left_alone_in_another_thread(run: Run) -> None:
    with ThreadPoolExecutor() as workers:
        assert workers.submit(run, "week", "--svg", "week.svg").result().code == 0
    assert Path("week.svg").exists()


def test_the_default_handler_gets_the_signal_again(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[tuple[int, object]] = []

    def note(number: int) -> None:
        raised.append((number, signal.getsignal(number)))

    monkeypatch.setattr("signal.raise_signal", note)
    inherited = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    # A process in which the signal is blocked goes on.
    assert end_by("SIGTERM") == 128 + signal.SIGTERM
    assert end_by("SIGINT") == 128 + signal.SIGINT
    # A system that has no such signal ends the process by another.
    assert end_by("SIGNONE") == 128 + signal.SIGTERM
    for number, handler in inherited.items():
        signal.signal(number, handler)
    assert raised == [
        (number, signal.SIG_DFL) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM)
    ]


@pytest.mark.slow
@NEEDS_POSIX
def test_a_shell_sees_the_signal_and_no_traceback() -> None:
    program = "from ccb_support.cli import output_files; output_files.end_by('SIGTERM')"
    process = subprocess.run(  # noqa: S603 - the library itself
        [sys.executable, "-c", program], capture_output=True, check=False
    )
    assert (process.returncode, process.stdout, process.stderr) == (-signal.SIGTERM, b"", b"")
