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


BASES = {"CcbSupportError", "UnknownWordError"}
OF_FACES = {
    "BadParameterError", "BadTableFileError", "ColumnClashError", "ColumnTypeError",
    "LawViolationError", "MissingExtraError", "MissingParameterError", "NaiveColumnError",
    "NotAFrameError", "NotExpressibleError", "OldLibraryError", "RepeatedParameterError",
    "UnknownColumnError", "UnknownParameterError",
}  # fmt: skip
"""The errors of tables, formats, questions and the kit, which have tests of their own."""

OF_EDITIONS = {"SeveralEditionsError"}
"""The error of several editions, over one of which the fuzzer asks."""

OF_OPEN_TIME = {"NegativeDurationError", "NeverOpenError", "NotADurationError"}
"""The errors of open time, which has separate property tests."""

OF_THE_MACHINE = {"ZoneDataError"}
"""The error of broken time-zone data, which no input can provoke."""

NEVER_PROVOKED = BASES | OF_EDITIONS | OF_FACES | OF_OPEN_TIME | OF_THE_MACHINE
