"""The process: where it prints, and how it ends."""

from __future__ import annotations

import errno
import io
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from ccb_support import __version__
from ccb_support.cli import main
from tests.cli.calls import NO_ENVIRONMENT, TUESDAY, Result, Run
from tests.systems import NEEDS_POSIX


def write_ascii(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Let the standard output know no accents, and return where it goes."""
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    return written


class TestOutput:
    """Output that can't be written is an error, and does no harm."""

    @NEEDS_POSIX  # on Windows such a pipe fails in another way, and the exit code is 2
    def test_a_pipe_that_nobody_reads_ends_it_by_its_signal(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ended_by: list[str] = []

        def end_by(name: str) -> int:
            ended_by.append(name)
            return 141

        monkeypatch.setattr("ccb_support.cli.end_by", end_by)
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            monkeypatch.setattr(sys, "stdout", pipe)
            assert main(["schema"]) == 141
            # As at the end of the process, when Python writes what is left.
            pipe.write("left")
            pipe.flush()
        assert ended_by == ["SIGPIPE"]
        assert capsys.readouterr().err == ""

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
    def test_a_full_device_is_an_error(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            monkeypatch.setattr(sys, "stdout", full)
            assert main(["schema"], environment=NO_ENVIRONMENT) == 2
        assert capsys.readouterr().err == (
            f"ccb-support: La salida no se puede escribir ({os.strerror(errno.ENOSPC)}). Libere "
            "espacio, o escriba en otro lugar\n"
        )

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
    def test_after_a_full_device_python_has_nothing_to_complain_about(self) -> None:
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            process = subprocess.run(
                [sys.executable, "-m", "ccb_support", "schema", "--lang", "en"],
                stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8",
            )  # fmt: skip
        assert process.returncode == 2
        assert process.stderr.startswith("ccb-support: The output can't be written (")
        assert process.stderr.count("\n") == 1

    def test_an_error_without_a_number_is_shown_in_its_own_words(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_path: str) -> str:
            raise OSError("the tape is torn")

        monkeypatch.setattr("ccb_support.questions.arguments.read_text", fail)
        monkeypatch.setattr("ccb_support.cli._forget_output", lambda: None)
        result = run("channels", "--directory", "desk.toml")
        assert result.err.startswith(
            "ccb-support: La salida no se puede escribir (the tape is torn)"
        )

    def test_no_output_at_all_is_an_error(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["escalation"], environment=NO_ENVIRONMENT) == 2
        assert capsys.readouterr().err.startswith("ccb-support: No hay dónde imprimir")

    def test_a_command_that_prints_nothing_needs_no_output(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        path = tmp_path / "schema.json"
        assert main(["schema", "-o", str(path)]) == 0
        assert path.exists()

    def test_a_file_that_can_not_be_used_is_named(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_path: str) -> str:
            raise OSError(errno.EIO, "Input/output error", "desk.toml")

        monkeypatch.setattr("ccb_support.questions.arguments.read_text", fail)
        result = run("channels", "--directory", "desk.toml")
        assert result == Result(
            2,
            "",
            "ccb-support: desk.toml no se puede usar (Input/output error). Use otro archivo o carpeta\n",
        )

    def test_a_terminal_that_knows_no_accents_gets_question_marks(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written = write_ascii(monkeypatch)
        arguments = ["recommend", "queja", "3", "--when", "2026-11-24T09:30"]
        assert main(arguments, environment=NO_ENVIRONMENT) == 0
        assert b"(601) 7442727 opci?n 3" in written.getvalue()

    @pytest.mark.parametrize(
        ("arguments", "word"),
        [
            (["recommend", "queja", "3", "--json", "--when", "2026-11-24T09:30"], "técnico"),
            (["export", "schema-org"], "opción 3"),
            (["export", "icalendar"], "Certicámara"),
        ],
        ids=["an answer", "linked data", "a calendar"],
    )
    def test_regression_what_programs_read_keeps_its_accents(
        self, monkeypatch: pytest.MonkeyPatch, arguments: list[str], word: str
    ) -> None:
        written = write_ascii(monkeypatch)
        assert main(arguments, clock=lambda: TUESDAY, environment=NO_ENVIRONMENT) == 0
        assert word in written.getvalue().decode("utf-8")

    def test_an_error_is_not_written_to_the_output_if_there_is_no_place_for_errors(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "stderr", None)
        assert main(["recommend", "xyzzy", "1"]) == 2
        assert capsys.readouterr().out == ""


class TestTheProcess:
    """`python -m ccb_support` is the command line, by the clock of the machine."""

    def test_the_module_runs_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["ccb-support", "recommend", "incidente", "1"])
        with pytest.raises(SystemExit, match=r"^0$"):
            runpy.run_module("ccb_support", run_name="__main__")
        assert capsys.readouterr().out.startswith("(57) 318 717 49 37  tel:+573187174937\n")

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
        assert "Traceback" not in process.stderr
