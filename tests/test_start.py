"""What a new process does until its first answer, counted and not timed: it is mostly imports."""

import json
import os
import subprocess
import sys
import tomllib

import pytest

from ccb_support import Directory, default_directory
from ccb_support.model.directory import directory_of
from tests.builders import SHIPPED_TOML
from tests.markdown import ROOT
from tests.test_rooms import SOURCE

FIRST_ANSWER = """
import inspect, json, sys
from datetime import datetime

import ccb_support as library
answer = library.recommend("complaint", 3, datetime(2026, 7, 10, 18, tzinfo=library.BOGOTA))
assert answer.channel.id == "national_line"
"""

REPORT = """
from ccb_support.model.records import Record
from pydantic import RootModel

def below(kind):
    for each in kind.__subclasses__():
        if each.__module__.startswith("ccb_support"):
            yield each
            yield from below(each)

records = [*below(Record), *below(RootModel)]
# A record of any type has no validator worth the name.
records = [each for each in records if not each.__pydantic_generic_metadata__["parameters"]]
built = [each.__name__ for each in records if each.__pydantic_complete__]
as_text = [
    each.__name__ for each in records if each.model_fields
    and any(type(kind) is str for kind in inspect.get_annotations(each).values())
]
report = {"modules": [*sys.modules], "records": len(records), "built": built, "as_text": as_text}
print(json.dumps(report))
"""

NOT_NEEDED = {
    "ccb_support.answer.explanation",
    "ccb_support.comparison",
    "ccb_support.model.checks",
    "ccb_support.model.faults",
    "ccb_support.routing.timetable",
    "ccb_support.verification",
    "dateutil.relativedelta",
    "pydantic.type_adapter",
    "tomllib",
}
"""Modules that a first answer could load by mistake. Each takes a measurable part of its time."""


def run(program: str, *options: str) -> str:
    """Return what a program prints in a new Python."""
    process = subprocess.run(  # noqa: S603 - the programs of this file
        [sys.executable, "-B", "-W", "error", *options, "-c", program],
        capture_output=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    return process.stdout


def test_the_version_is_that_of_the_project_and_needs_no_metadata() -> None:
    """A copy of the folder has none, and a frozen program may have none."""
    assert (
        run(
            "import importlib.metadata as data, ccb_support; data.version = None; "
            "print(ccb_support.__version__)"
        ).strip()
        == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    )


def test_a_question_without_its_docstring_is_about_nothing() -> None:
    """An assistant read that a tool is for "None"."""
    assert (
        run("from ccb_support.questions import Recommend as it; print(it.about())", "-OO") == "\n"
    )


def test_a_first_answer_loads_what_it_needs_and_no_more() -> None:
    """It builds no validator of a record, and pydantic compiles no annotation for it."""
    start = json.loads(run(FIRST_ANSWER + REPORT))
    assert start["records"] > 20
    assert start["built"] == start["as_text"] == []
    assert NOT_NEEDED & {*start["modules"]} == set()
    assert sum(name.startswith("ccb_support") for name in start["modules"]) <= 70


def test_the_command_line_loads_no_other_module() -> None:
    """An answer of the command line loads what it needs, and no more."""
    program = """
import sys
from datetime import UTC, datetime
from ccb_support.cli import main
assert main(["recommend", "queja", "P3"], clock=lambda: datetime(2026, 11, 24, tzinfo=UTC)) == 0
print(*sys.modules, sep="\\n")
"""
    loaded = {*run(program).splitlines()}
    assert "ccb_support.cli.answer_commands" in loaded
    assert {"ccb_support.cli.help", "ccb_support.cli.times", "difflib"} & loaded == set()


class TestShippedRecords:
    """The records of the shipped directory are those that its file states."""

    def test_they_have_the_same_types_and_keys(self) -> None:
        read = Directory.from_toml(SHIPPED_TOML)
        assert default_directory() == read
        assert repr(default_directory()) == repr(read)
        stated = default_directory().model_dump_json(exclude_unset=True)
        assert stated == read.model_dump_json(exclude_unset=True)

    def test_they_stand_for_their_file_alone(self) -> None:
        assert directory_of((SOURCE / "directory.toml").read_bytes()) is default_directory()
        edited = SHIPPED_TOML.replace('closes = "17:00"', 'closes = "16:00"')
        assert directory_of(edited.encode()) == Directory.from_toml(edited) != default_directory()


class TestFirstUse:
    """The validator of a record is built by its first use, in any of these ways."""

    @pytest.mark.parametrize(
        "use",
        [
            "assert json.loads(answer.model_dump_json())['channel']['id'] == answer.channel.id",
            "assert library.Recommendation.model_validate_json(answer.model_dump_json()) == answer",
            "assert pickle.loads(pickle.dumps(answer)) == answer",
            "assert copy.deepcopy(answer) == answer == answer.model_copy()",
            "assert library.Recommendation.model_json_schema()['title'] == 'Recommendation'",
            "assert library.Directory.model_json_schema()['title'] == 'Directory'",
            "assert library.Directory.model_validate(desk.model_dump(mode='json')) == desk",
        ],
    )  # fmt: skip
    def test_after_a_first_answer(self, use: str) -> None:
        begun = f"{FIRST_ANSWER}\nimport copy, pickle, pydantic\ndesk = library.default_directory()"
        assert run(f"{begun}\n{use}\nprint('done')") == "done\n"

    def test_by_many_threads_at_once(self) -> None:
        program = f"""{FIRST_ANSWER}
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

sys.setswitchinterval(1e-6)
together = Barrier(8)

def write(number):
    together.wait()
    if number % 2:
        return answer.model_dump_json()
    return library.Recommendation.model_validate(answer.model_dump()).model_dump_json()

with ThreadPoolExecutor(8) as pool:
    written = set(pool.map(write, range(8)))
print(len(written))
"""
        assert run(program) == "1\n"
