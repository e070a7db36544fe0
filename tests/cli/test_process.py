"""The process: where it prints, its exit code, its version and help."""

from __future__ import annotations

import io
import os
import runpy
import subprocess
import sys

import pytest

from ccb_support import __version__
from ccb_support.cli import main
from tests.cli.calls import TUESDAY, Result, Run


def write_ascii(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Let the standard output know no accents, and return where it goes."""
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    return written


class TestVersionAndHelp:
    """`--version` and `--help` print to the standard output."""

    def test_print_to_the_standard_output(self, run: Run) -> None:
        assert run("--version") == Result(0, f"ccb-support {__version__}\n", "")
        for command in ([], ["recommend"], ["channels"], ["timeline"], ["verify"]):
            helped = run(*command, "--help")
            assert (helped.code, helped.err) == (0, "")
            assert "usage: ccb-support" in helped.out


class TestOutput:
    """Output that can't be written does no harm."""

    def test_a_pipe_that_nobody_reads_ends_it_without_a_word(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            monkeypatch.setattr(sys, "stdout", pipe)
            assert main(["schema"]) == 141
        assert capsys.readouterr().err == ""

    def test_a_terminal_that_knows_no_accents_gets_question_marks(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written = write_ascii(monkeypatch)
        assert main(["recommend", "queja", "3", "--when", "2026-11-24T09:30"]) == 0
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
        assert main(arguments, clock=lambda: TUESDAY) == 0
        assert word in written.getvalue().decode("utf-8")

    def test_regression_no_output_at_all_is_no_failure(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["escalation"]) == 0

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
            (["holidays", "1983"], 2, "", "ccb-support: 1983 está fuera de las fechas admitidas"),
        ],
        ids=["well", "badly"],
    )
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
