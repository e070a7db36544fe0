"""Runs the examples in the documentation, and makes each run of the property tests the same."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import re
import shlex
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn, cast

import pytest
from hypothesis import Phase, find, settings
from hypothesis.strategies import none
from sybil import Region, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

import ccb_support
from ccb_support import default_directory
from ccb_support.calendars import colombia
from ccb_support.cli import main
from tests.builders import SHIPPED_TOML

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from sybil import Document, Example
    from sybil.typing import Parser

DIRECTORY = Path("directory.toml")

NOT_IMPORTED = "__main__", ".spark_engine"
"""The ends of the names of modules that run a program, or need an engine that may not be there."""

SECTIONED = [
    "docs/es/*.md",
    "docs/how-to/write-a-directory.md",
    "docs/how-to/preview-a-change.md",
    "docs/reference/spellings.md",
]
"""The pages in which each section starts with the shipped directory."""

SESSIONS = ["docs/tutorial.md", "docs/how-to/*.md"]
"""The other pages that are one session each, with one directory."""

FOLDERS = contextlib.ExitStack()
"""The folders of sessions. They stay while tests run, as do programs that a page starts."""

collect_ignore = ["docs/examples"]
"""Separate programs, with their own requirements and tests, which `.ci/run` runs."""

NEEDS = {
    "django": (
        "docs/how-to/show-advice-in-django.md",
        "tests/django",
        "tests/widget/test_component.py",
    ),
    "fastapi": ("tests/service",),
    "mcp": (
        "docs/how-to/give-an-assistant-the-answers.md",
        "tests/cli/test_server_commands.py",
        "tests/mcp",
    ),
    "pandas": ("docs/how-to/route-a-table.md", "tests/clock/test_hard_instants.py"),
    "polars": (
        "docs/how-to/count-reply-times.md",
        "docs/how-to/databases-and-clusters.md",
        "tests/cli/test_route_command.py",
        "tests/engines",
        "tests/frames",
        "tests/typing/test_right_calls.py",
    ),
    "starlette": (
        "docs/how-to/run-the-service.md",
        "tests/clock/test_wall_clock.py::test_no_import_needs_the_data",
        "tests/questions/test_every_face.py",
        "tests/test_docs.py::TestReference::test_has_every_public_name_once",
        "tests/test_extras.py",
    ),
}
"""The folders, files and tests that need a library which is not in the group `tests`."""

TODAY = datetime(2026, 11, 24, 17, tzinfo=UTC)

# Tests and pages ask then, and take the data as checked then, also if they were checked later.
vars(default_directory())["as_of"] = TODAY.date()
colombia.VERIFIED_THROUGH = date(2027, 12, 31)


def enter_folder(namespace: dict[str, Any]) -> None:
    """Give a session its own folder to work in, with the shipped directory in it."""
    namespace |= {"home": Path.cwd(), "copy_shipped": copy_shipped}
    os.chdir(FOLDERS.enter_context(TemporaryDirectory()))
    copy_shipped()


def copy_shipped() -> None:
    """Write the shipped directory into the folder of the session."""
    DIRECTORY.write_text(SHIPPED_TOML, "utf-8")


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back to where the tests run."""
    os.chdir(namespace["home"])


def missing(name: str) -> str:
    """Return which library a folder, a file or a test needs, if it is missing; else nothing."""
    name = name.partition("[")[0]
    for library, names in NEEDS.items():
        if name in names and not find_spec(library):
            return f"{name} needs {library}: see CONTRIBUTING.md"
    return ""


class Skipped(pytest.Collector):
    """A folder or a file whose library is missing: it is not imported."""

    @classmethod
    def of(cls, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Return what stands for a folder or a file whose library is missing."""
        name = path.relative_to(parent.config.rootpath).as_posix()
        make = cast("Any", cls).from_parent  # pytest's own has no types
        return make(parent, name=name, path=path, nodeid=name) if missing(name) else None

    def collect(self) -> NoReturn:
        """Skip it, and say so."""
        pytest.skip(missing(self.nodeid))


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to test a copy of the package, which may be older than the files of this folder."""
    if not Path(ccb_support.__file__).resolve().is_relative_to(config.rootpath.resolve() / "src"):
        message = "ccb_support is installed as a copy. Run: .venv/bin/pip install --editable ."
        raise pytest.UsageError(message)


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Skip a folder whose library is missing."""
    return Skipped.of(path, parent)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Run the examples of pages and docstrings, and skip a file whose library is missing."""
    found = yield
    if skipped := Skipped.of(file_path, parent):
        return [skipped]
    examples = collect_examples(file_path, parent)
    return [*found, *([examples] if examples else [])]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Skip a test whose library is missing."""
    if reason := missing(item.nodeid):
        item.add_marker(pytest.mark.skip(reason=reason))


def pytest_collection_finish() -> None:
    """Import the whole package: Hypothesis also draws the constants of each imported module."""
    # A room whose library is missing can't be imported, and its tests are skipped.
    with contextlib.suppress(ModuleNotFoundError):
        import_module("tests.django.project").configure()
    for module in walk_packages(ccb_support.__path__, "ccb_support.", onerror=lambda _: None):
        if not module.name.endswith(NOT_IMPORTED):
            with contextlib.suppress(ModuleNotFoundError):
                import_module(module.name)
    # Hypothesis makes its random numbers with its first example, and warns if the garbage collector
    # does not find who holds them. A holder that is frozen is not found.
    find(none(), lambda _: True)
    # What is imported stays, so the garbage collector need not go through it again and again.
    gc.freeze()


def pytest_unconfigure() -> None:
    """Remove the folders of all sessions."""
    FOLDERS.close()


def sections(document: Document) -> Iterator[Region]:
    """Yield the headings of a page: each section starts with the shipped directory."""
    for heading in re.finditer(r"^##+ .+$", document.text, flags=re.MULTILINE):
        yield Region(*heading.span(), heading[0], lambda _: copy_shipped())


def write(example: Example) -> None:
    """Write TOML as a new directory if it states its format; otherwise add it to the directory."""
    is_whole = example.parsed.startswith("format = ")
    before = "" if is_whole else DIRECTORY.read_text("utf-8") + "\n"
    DIRECTORY.write_text(before + example.parsed, "utf-8")


def edit(example: Example) -> str | None:
    """Change the directory as the lines with a - and a + show."""
    lines = example.parsed.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    after = "".join(line[1:] for line in lines if not line.startswith("-"))
    toml = DIRECTORY.read_text("utf-8")
    DIRECTORY.write_text(toml.replace(before, after), "utf-8")
    return None if toml.count(before) == 1 else f"the directory has not once:\n{before}"


def run(example: Example) -> str | None:
    """Run commands, and compare all their output with the lines below them."""
    printed = io.StringIO()
    for arguments in re.findall(r"^\$ ccb-support (.+)$", example.parsed, flags=re.MULTILINE):
        print("$ ccb-support", arguments, file=printed)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            main(shlex.split(arguments), clock=lambda: TODAY, environment={})
    same = printed.getvalue() == example.parsed
    return None if same else f"what is printed is:\n{printed.getvalue()}"


PYTHON: list[Parser] = [PythonCodeBlockParser(), SkipParser()]
COMMANDS: list[Parser] = [
    *PYTHON,
    CodeBlockParser("toml", write),
    CodeBlockParser("diff", edit),
    CodeBlockParser("console", run),
]

pages = Sybil(parsers=PYTHON, patterns=["*.md"], excludes=[*SESSIONS, *SECTIONED])
sessions = Sybil(
    parsers=COMMANDS,
    patterns=SESSIONS,
    excludes=SECTIONED,
    setup=enter_folder,
    teardown=leave_folder,
)
sectioned = Sybil(
    parsers=[*COMMANDS, sections],
    patterns=SECTIONED,
    setup=enter_folder,
    teardown=leave_folder,
)
docstrings = Sybil(parsers=[DocTestParser()], patterns=["*.py"], path="src")

collect_examples = SybilCollection((pages, sessions, sectioned, docstrings)).pytest()

# Hypothesis has the profile "ci": no time limit, and the same examples in every run, so a change
# alone decides whether the tests pass. By default, a run meets a sixth of them, to be quick; the
# session `tests` of noxfile.py asks for "ci". `--hypothesis-profile=random` searches on: it draws
# a hundred other examples in each run, and remembers those that fail.
settings.register_profile("ci", settings.get_profile("ci"), max_examples=60)
settings.register_profile("brief", settings.get_profile("ci"), max_examples=10)
settings.load_profile("brief")
settings.register_profile("random", settings.get_profile("default"), deadline=None)
# Each mutant meets few examples, and a failure is enough: it need not be a small one.
settings.register_profile(
    "mutation",
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
)
