"""A short run of the fuzzer, by its command line; `CONTRIBUTING.md` has the long one."""

import runpy
import sys

import pytest

import ccb_support
from tests.public_names import PUBLIC


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["tools/fuzz/run.py", *arguments])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("tools.fuzz.run", run_name="__main__")
    return ended.value.code


class TestFuzzing:
    """Every question has a right answer or a documented error that quotes it."""

    def test_thousands_of_inputs(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(monkeypatch, "--inputs", "5000") == 0
        figures = capsys.readouterr().out
        assert "\n5,000 inputs in " in figures
        assert " documented errors, nothing else\n" in figures
        # Every error that a question can provoke came up, so nothing was drawn in vain.
        for name in (name for name in PUBLIC if name.endswith("Error")):
            assert (f"  {name} " in figures) is (name not in NEVER_PROVOKED)

    def test_a_wrong_answer_ends_the_run_too(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        always_open = ccb_support.Router(ccb_support.default_directory(), holidays=())
        monkeypatch.setattr(ccb_support, "recommend", always_open.recommend)
        assert run(monkeypatch, "--inputs", "5000") == 1
        assert "AssertionError" in capsys.readouterr().err


NEVER_PROVOKED = {
    # The bases, which are never raised themselves.
    "CcbSupportError", "UnknownWordError",
    # Tables, formats, questions and the kit have their own tests.
    "BadParameterError", "BadTableFileError", "ColumnClashError", "ColumnTypeError",
    "LawViolationError", "MissingExtraError", "MissingParameterError", "NaiveColumnError",
    "NotAFrameError", "NotExpressibleError", "OldLibraryError", "RepeatedParameterError",
    "UnknownColumnError", "UnknownParameterError",
    # The fuzzer asks over one edition.
    "SeveralEditionsError",
    # Open time has separate property tests.
    "NegativeDurationError", "NeverOpenError", "NotADurationError",
    # It is about broken time-zone data, which no input can provoke.
    "ZoneDataError",
}  # fmt: skip
"""The errors that no input of the fuzzer provokes."""
