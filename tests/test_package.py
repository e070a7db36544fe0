"""The package as a whole: its public names, what it needs, and that it reads nothing of the world."""

import ast
import copy
import importlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

import ccb_support
from ccb_support import BOGOTA, Router, default_directory, diff, recommend, timetable, verify
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.model import WeeklyHours
from ccb_support.testing import Case, Law, LawBook, Oracle
from ccb_support.week import week
from tests.test_rooms import FILES, SOURCE, TREES, imported_names

EXTRAS = {
    "calendars.country": {"holidays"},
    "export": {"icalendar"},
    "cli.table_commands": {"pyarrow", "tqdm"},
    "django": {"django"},
    "frames": {"narwhals", "numpy", "pandas", "polars", "pyarrow"},
    "mcp": {"mcp", "mcp_types", "starlette", "uvicorn"},
    "service": {"prometheus_client", "starlette", "uvicorn"},
    "testing": {"hypothesis"},
    "testing.fixtures": {"pytest"},
}
"""What some packages need besides the dependencies; an extra installs it."""

_T = TypeVar("_T")

WHEN = datetime(2026, 7, 11, 12, 0, tzinfo=BOGOTA)


def imports_of(module: str) -> Iterator[tuple[str, ast.alias]]:
    """Yield what `module` imports when it runs: the full name of a module, and what of it."""
    return imported_names(module, TREES[module], types=False)


@pytest.mark.parametrize("module", FILES)
def test_dependencies_are_declared(module: str) -> None:
    """A module needs only what the project declares."""
    outside = {full.split(".")[0] for full, _ in imports_of(module)}
    declared = {"ccb_support", "pydantic", "pydantic_core", "dateutil"}
    extra = EXTRAS.get(module, EXTRAS.get(module.partition(".")[0], set()))
    assert outside <= {*sys.stdlib_module_names, *declared, *extra}


ON_DEMAND = {
    part.name: str(node.module)
    for block in TREES["__init__"].body
    if isinstance(block, ast.If)
    for node in block.body
    if isinstance(node, ast.ImportFrom) and node.level
    for part in node.names
}
"""The module of each public name that is loaded on first use."""

MADE_ON_DEMAND = {"BOGOTA", "escalation", "recommend", "timeline", "timetable"}
"""The public names that need data or the shipped directory."""

AT_ONCE = {
    part.name: full.partition(".")[2]
    for full, part in imports_of("__init__")
    if full.startswith("ccb_support.") and not part.asname
}
"""The module of each public name that is loaded with the package."""


class TestPublicSurface:
    """What can be imported from the package is listed, in order, and explained."""

    def test_it_is_everything_that_the_package_imports(self) -> None:
        assert len(ccb_support.__all__) == len({*ccb_support.__all__}) <= 40
        assert {*AT_ONCE, *ON_DEMAND, *MADE_ON_DEMAND, "__version__"} == set(ccb_support.__all__)

    def test_what_is_about_a_whole_directory_is_loaded_when_it_is_asked_for(self) -> None:
        modules = sorted({f"ccb_support.{module}" for module in ON_DEMAND.values()})
        code = (
            f"import sys, ccb_support; modules = {modules}; "
            "assert not set(modules) & set(sys.modules); "
            f"all(getattr(ccb_support, name) for name in {sorted(ON_DEMAND)}); "
            "assert set(modules) <= set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - the test's own code

    def test_type_checkers_and_python_find_the_same_names(self) -> None:
        for name, module in ON_DEMAND.items():
            home = importlib.import_module(f"ccb_support.{module}")
            assert getattr(ccb_support, name) is getattr(home, name)
        assert set(ccb_support.__all__) <= set(dir(ccb_support))

    def test_a_name_that_is_not_there_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="'fax'"):
            importlib.import_module("ccb_support").fax  # noqa: B018 - asking for it is the point

    @pytest.mark.parametrize(
        "name",
        [
            "recommend", "timeline", "escalation", "Router", "Directory", "Channel", "Phone",
            "Email", "Chat", "WebForm", "WhatsApp", "EscalationLevel",
            "Recommendation", "RequestType", "Priority", "Medium", "Reason", "Verdict", "verify",
            "diff", "timetable", "BOGOTA", "default_directory", "colombian_holidays", "__version__",
        ],
    )  # fmt: skip
    def test_it_has_what_is_promised(self, name: str) -> None:
        assert name in ccb_support.__all__

    def test_no_module_bears_the_name_of_a_public_function(self) -> None:
        assert set(FILES).isdisjoint(ccb_support.__all__)


PQRS = recommend("claim", 2, WHEN)
DIRECTORY = default_directory()
VALUES: dict[str, object] = {
    "a week": week(DIRECTORY, WHEN),
    "an answer": PQRS,
    "a trace entry": PQRS.trace[0],
    "a cause": PQRS.trace[0].because[0],
    "a status": Router(DIRECTORY).status("pqrs", WHEN),
    "a directory": DIRECTORY,
    "hours of a week": WeeklyHours(()),
    "holidays": COLOMBIA.get(WHEN.replace(day=13)),
    "a report": verify(DIRECTORY, WHEN, WHEN.replace(month=8)),
    "a difference": diff(DIRECTORY, DIRECTORY, WHEN, WHEN.replace(month=8)),
    "a timetable": timetable(WHEN, WHEN.replace(month=8)),
}


def copies(value: _T) -> list[_T]:
    """Return a value after each protocol of pickle, a copy and a deep copy."""
    pickled = [
        pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - the test's own bytes
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    ]
    return [*pickled, copy.copy(value), copy.deepcopy(value)]


class TestTravel:
    """Everything public can be pickled, copied and deep-copied."""

    @pytest.mark.parametrize("name", ccb_support.__all__)
    def test_every_name(self, name: str) -> None:
        value = getattr(ccb_support, name)
        assert all(repr(each) == repr(value) for each in copies(value))

    @pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
    def test_values_stay_equal(self, value: object) -> None:
        assert all(each == value and hash(each) == hash(value) for each in copies(value))

    def test_what_tests_a_router_does_so_too(self) -> None:
        tuesday = WHEN + timedelta(days=3)
        for oracle in copies(Oracle(DIRECTORY, holidays=[tuesday.date()])):
            assert not oracle.is_open("pqrs", tuesday)
        case = Case("claim", 2, WHEN)
        for book in copies(LawBook(Router(DIRECTORY).recommend, DIRECTORY)):
            book.check(Law.RULE, case)


WATCHED = """
import json, os, sys, zoneinfo
import importlib.resources, pydantic, dateutil.easter, dateutil.relativedelta, icalendar

class Warm(pydantic.BaseModel):
    at: pydantic.AwareDatetime

READING = type(os.environ).__getitem__.__code__
PLUGINS = "PYDANTIC_DISABLE_PLUGINS"  # where pydantic looks, for its own sake
allowed = tuple(path for path in [*sys.path, *zoneinfo.TZPATH] if path)
seen = []

def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        if not os.path.abspath(arguments[0]).startswith(allowed):
            seen.append(["file", arguments[0]])
    elif event.startswith(("socket.", "subprocess.", "os.system", "urllib.")):
        seen.append(["network or process", event])

def watch(frame, event, called):
    if event == "c_call":
        name = getattr(called, "__name__", "")
        if getattr(called, "__module__", "") == "time" or name in ("now", "today", "utcnow"):
            seen.append(["clock", name])
    elif event == "call" and frame.f_code is READING and frame.f_locals["key"] != PLUGINS:
        seen.append(["environment", frame.f_locals["key"]])

sys.addaudithook(hear)
sys.setprofile(watch)
{body}
sys.setprofile(None)
print(json.dumps(seen), file=sys.__stdout__)
"""

EVERYTHING = """
import datetime
import ccb_support as library

when = datetime.datetime(2026, 7, 11, 12, tzinfo=library.BOGOTA)
later = when + datetime.timedelta(days=30)
for kind in library.RequestType:
    for priority in library.Priority:
        ends = {"email": later, "pqrs": None}
        answer = library.recommend(kind, priority, when, prefer="chat", unavailable=ends)
        for language in ("es", "en"):
            answer.explain(language, at=when)
        library.Recommendation.model_validate_json(answer.model_dump_json())
        list(library.timeline(kind, priority, when, later))
directory = library.default_directory()
library.escalation(), library.colombian_holidays(2026)
router = library.Router(directory)
router.status("pqrs", when), router.open_time("pqrs", when, later)
library.timetable(when, later).to_sql("sqlite", table="tickets", when="opened")
library.verify(directory, when, later), library.diff(directory, directory, when, later)
library.Recommendation.model_json_schema()
from ccb_support.week import week
view = week(directory, when)
view.text(), view.svg("en")
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
to_opening_hours(directory), to_opening_hours(directory, when, later)
to_schema_org(directory, when, later), to_icalendar(directory, when, later, dtstamp=when)
from ccb_support.testing import fake_answer
from ccb_support.widget import to_widget
to_widget(directory, when, later), fake_answer()
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(EVERYTHING, [], id="the library"),
        pytest.param(
            "import datetime, time, socket; datetime.datetime.now(); time.time(); "
            "os.environ.get('HOME'); open(os.devnull).close(); socket.socket().close()",
            ["clock", "clock", "environment", "file", "network or process"],
            id="clocks, an environment, a file and a socket",
        ),
    ],
)
def test_what_is_read(body: str, expected: list[str], tmp_path: Path) -> None:
    """The library reads no clock, no environment, no network, and no file but its own.

    The watch that says so does see each of these.
    """
    process = subprocess.run(  # noqa: S603 - the library itself
        [sys.executable, "-B", "-W", "error", "-c", WATCHED.replace("{body}", body)],
        capture_output=True, check=False, encoding="utf-8", cwd=tmp_path,
        # Modules, and what Python compiled of them, lie where imports look.
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent), "PYTHONPYCACHEPREFIX": ""},
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    seen = json.loads(process.stdout)
    assert [kind for kind, _ in seen] == expected, seen


@pytest.mark.parametrize("command", ["channels", "escalation", "week"])
def test_regression_json_of_records_that_nothing_has_used_before(command: str) -> None:
    """The lowest pydantic once found no writer of a record that it had not finished yet."""
    words = sys.executable, "-m", "ccb_support", command, "--json"
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - the library itself
