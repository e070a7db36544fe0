"""The process: where it prints, with which code it ends, and what a signal leaves behind."""

import errno
import io
import os
import runpy
import signal
import subprocess
import sys
from enum import IntEnum
from pathlib import Path
from unittest.mock import Mock

import pytest

from ccb_support import __version__
from ccb_support.cli import end_by, main
from tests.cli.calls import DAY, EVERY_CHANNEL_DOWN, NO_ENVIRONMENT, TICKETS, TUESDAY, Run
from tests.systems import NEEDS_LINUX, NEEDS_POSIX

ROUTE = (
    "route", "tickets.csv", *TICKETS, "-o", "routed.csv", "--force", "--time-zone", "America/Bogota"
)  # fmt: skip

OF_WINDOWS = IntEnum("OF_WINDOWS", {"SIGINT": 2, "SIGBREAK": 10, "SIGTERM": 15})
"""Signals that Windows has. Ctrl-Break sends the second, by another number than here."""


@pytest.fixture
def ended_by(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Return what is called with the name of a signal, where the process would have ended by it."""
    ended_by = Mock(return_value=99)
    monkeypatch.setattr("ccb_support.cli.end_by", ended_by)
    return ended_by


class TestExitCodes:
    """One test for each row of the table in the documentation."""

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["recommend", "queja"], 0),
            (["verify"], 0),
            (["verify", "WARNED"], 0),
            (["diff", "shipped", "shipped", *DAY], 0),
            (["--help"], 0),
            (["verify", "ALONE", *DAY], 1),
            (["verify", "WARNED", *DAY, "--strict"], 1),
            (["diff", "shipped", "WARNED", *DAY], 1),
            (["recommend", "queja", *EVERY_CHANNEL_DOWN], 1),
            (["dance"], 2),
            (["recommend", "xyzzy"], 2),
            (["recommend"], 2),
            (["verify", "none.toml"], 2),
            (["week", "--x"], 2),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_0_to_2(
        self, run: Run, pqrs_file: str, warned_file: str, arguments: list[str], code: int
    ) -> None:
        names = {"WARNED": warned_file, "ALONE": pqrs_file}
        assert run(*(names.get(each, each) for each in arguments)).code == code

    def test_70_a_fault_of_the_program(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ccb_support.cli.answer_commands.Holidays", None)
        result = run("holidays", "2026")
        assert (result.code, result.out) == (70, "")
        first, *_, fault, advice = result.err.splitlines()
        assert first == "Traceback (most recent call last):"
        assert fault == "AttributeError: 'NoneType' object has no attribute 'names'"
        assert advice.startswith(
            "ccb-support: Es una falla del programa, y no suya. Envíe estas líneas"
        )


class TestOutput:
    """Output that can't be written is an error, and does no harm."""

    @NEEDS_POSIX  # on Windows such a pipe fails in another way, and the exit code is 2
    def test_a_pipe_that_nobody_reads_ends_it_by_its_signal(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, ended_by: Mock
    ) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            monkeypatch.setattr(sys, "stdout", pipe)
            assert run("schema") == (99, "", "")
            # As at the end of the process, when Python writes what is left.
            pipe.write("left")
            pipe.flush()
        ended_by.assert_called_once_with("SIGPIPE")

    @NEEDS_LINUX
    def test_after_a_full_device_python_has_nothing_to_complain_about(self) -> None:
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            process = subprocess.run(
                [sys.executable, "-m", "ccb_support", "schema", "--lang", "en"],
                stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8",
            )  # fmt: skip
        assert (process.returncode, process.stderr.count("\n")) == (2, 1)
        assert process.stderr.startswith("ccb-support: The output can't be written (")

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (OSError("the tape is torn"), "La salida no se puede escribir (the tape is torn). Libere"),
            (OSError(errno.EIO, "Input/output error", "desk.toml"), "'desk.toml' no se puede usar (Input/output error). Use otro archivo o carpeta\n"),
        ],
        ids=["of no file", "of a file"],
    )  # fmt: skip
    def test_an_error_of_the_system_is_shown_in_its_own_words(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
    ) -> None:
        reading = "ccb_support.questions.arguments.read_texts"
        monkeypatch.setattr(reading, Mock(side_effect=error))
        # There may be no output: then the error is about a file, such as one on a full disk.
        monkeypatch.setattr(sys, "stdout", None)
        said = run("channels", "--directory", "desk.toml").refusal
        assert said.startswith(f"ccb-support: {words}")

    @pytest.mark.parametrize(
        ("stream", "words", "code"),
        [("stdout", ["escalation"], 0), ("stderr", ["recommend", "xyzzy", "1"], 2)],
    )
    def test_without_a_place_for_them_its_words_are_written_nowhere(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, stream: str, words: list[str], code: int
    ) -> None:
        """An error is not written to the output."""
        monkeypatch.setattr(sys, stream, None)
        assert run(*words) == (code, "", "")

    @NEEDS_LINUX
    def test_notes_that_no_device_takes_lose_no_answer(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Python has nothing left to write when it closes the device, at the end of the process."""
        # A line at a time, as standard error is.
        with Path("/dev/full").open("w", buffering=1, encoding="utf-8") as full:
            monkeypatch.setattr(sys, "stderr", full)
            printed = run("recommend", "incident", "--when", "15:00").printed
        assert printed.startswith("(601) 7457495\n")

    @pytest.mark.parametrize(
        ("is_terminal", "letter"), [(True, "?"), (False, "ó")], ids=["terminal", "pipe"]
    )
    @pytest.mark.parametrize(
        ("stream", "asked", "words"),
        [("stdout", "recommend queja", "opci{}n 3"), ("stderr", "week --opción", "'--opci{}n'")],
    )
    def test_a_terminal_without_accents_gets_question_marks_and_a_pipe_the_accents(
        self,
        monkeypatch: pytest.MonkeyPatch,
        stream: str,
        asked: str,
        words: str,
        *,
        is_terminal: bool,
        letter: str,
    ) -> None:
        written = io.BytesIO()
        output = io.TextIOWrapper(written, encoding="ascii", line_buffering=True)
        output.isatty = lambda: is_terminal  # type: ignore[method-assign]  # it is not real
        monkeypatch.setattr(sys, stream, output)
        main(asked.split(), clock=lambda: TUESDAY, environment=NO_ENVIRONMENT)
        assert words.format(letter) in written.getvalue().decode("utf-8")


class TestTheProcess:
    """`python -m ccb_support` is the command line, by the clock of the machine."""

    def test_the_module_runs_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["ccb-support", "recommend", "incidente", "1"])
        with pytest.raises(SystemExit, match=r"^0$"):
            runpy.run_module("ccb_support", run_name="__main__")
        assert capsys.readouterr().out.startswith("(57) 318 717 49 37\n")

    @pytest.mark.parametrize(
        ("arguments", "code", "out", "err"),
        [
            (["--version"], 0, f"ccb-support {__version__}", ""),
            (["holidays", "1983", "--lang", "en"], 2, "", "ccb-support: 1983 is outside the supported range"),
        ],
        ids=["well", "badly"],
    )  # fmt: skip
    def test_another_process_ends_with_the_code_of_the_call(
        self, arguments: list[str], code: int, out: str, err: str
    ) -> None:
        process = subprocess.run(  # noqa: S603 - the library itself
            [sys.executable, "-m", "ccb_support", *arguments],
            capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip
        assert process.returncode == code
        assert process.stdout.startswith(out)
        assert process.stderr.startswith(err)


@pytest.mark.usefixtures("ticket_folder")
class TestSignals:
    """A process ends as the signal would have ended it, and leaves no unfinished file."""

    @pytest.fixture
    def while_writing(self, monkeypatch: pytest.MonkeyPatch) -> Mock:
        """Return what a test lets happen while a file is half written, in the place of a count."""
        called = Mock()
        monkeypatch.setattr(pytest.importorskip("ccb_support.frames.files").Tally, "add", called)
        return called

    @NEEDS_POSIX
    @pytest.mark.parametrize(
        ("system", "name"),
        [
            (signal.Signals, "SIGTERM"),
            (signal.Signals, "SIGHUP"),
            (signal.Signals, "SIGINT"),
            (OF_WINDOWS, "SIGBREAK"),
        ],
    )
    def test_a_signal_leaves_the_old_file_and_ends_the_process_again(
        self, run: Run, while_writing: Mock, ended_by: Mock, monkeypatch: pytest.MonkeyPatch,
        system: type[IntEnum], name: str,
    ) -> None:  # fmt: skip
        monkeypatch.setattr(signal, "Signals", system)
        number = system[name]
        Path("routed.csv").write_bytes(b"old")
        usual = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
        inherited = signal.signal(number, usual)
        while_writing.side_effect = map(signal.raise_signal, [number])
        assert run(*ROUTE) == (99, "", "")
        ended_by.assert_called_once_with(name)
        assert Path("routed.csv").read_bytes() == b"old"
        assert {each.name for each in Path().iterdir()} == {"routed.csv", "tickets.csv"}
        assert signal.signal(number, inherited) is usual

    @NEEDS_POSIX
    def test_an_ignored_signal_stays_ignored(self, run: Run, while_writing: Mock) -> None:
        inherited = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        while_writing.side_effect = map(signal.raise_signal, [signal.SIGHUP])
        assert run(*ROUTE).code == 0
        while_writing.assert_called_once()
        assert signal.signal(signal.SIGHUP, inherited) is signal.SIG_IGN

    @pytest.mark.parametrize(
        ("name", "number"),
        # A system that has no such signal ends the process by another.
        [("SIGTERM", signal.SIGTERM), ("SIGINT", signal.SIGINT), ("SIGNONE", signal.SIGTERM)],
    )
    def test_the_default_handler_gets_the_signal_again(
        self, monkeypatch: pytest.MonkeyPatch, name: str, number: signal.Signals
    ) -> None:
        raised: list[tuple[int, object]] = []

        def note(each: int) -> None:
            raised.append((each, signal.getsignal(each)))

        monkeypatch.setattr("signal.raise_signal", note)
        inherited = signal.getsignal(number)
        # A process in which the signal is blocked goes on.
        assert end_by(name) == 128 + number
        signal.signal(number, inherited)
        assert raised == [(number, signal.SIG_DFL)]

    @pytest.mark.slow
    @NEEDS_POSIX
    def test_a_shell_sees_the_signal_and_no_traceback(self) -> None:
        process = subprocess.run(
            [sys.executable, "-c", "from ccb_support.cli import end_by; end_by('SIGTERM')"],
            capture_output=True,
            check=False,
        )
        assert (process.returncode, process.stdout, process.stderr) == (-signal.SIGTERM, b"", b"")
