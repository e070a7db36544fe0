"""Runs the examples in the documentation, and makes each run of the property tests the same."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, settings
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

import ccb_support
from ccb_support.cli import main

if TYPE_CHECKING:
    from sybil import Example

DIRECTORY = Path("directory.toml")

SESSIONS = ["docs/tutorial.md", "docs/how-to/*.md", "docs/es/*.md"]
"""The pages that are one session each, with one directory."""

FOLDERS = contextlib.ExitStack()
"""The folders of sessions. They stay while tests run, as do programs that a page starts."""

collect_ignore = ["docs/examples"]
"""Separate programs, with their own requirements and tests, which `.ci/run` runs."""

TODAY = datetime(2026, 11, 24, 17, tzinfo=UTC)


def enter_folder(namespace: dict[str, Any]) -> None:
    """Give a session its own folder to work in, with the shipped directory in it."""
    shipped = files("ccb_support").joinpath("directory.toml").read_text("utf-8")
    namespace["home"] = Path.cwd()
    os.chdir(FOLDERS.enter_context(TemporaryDirectory()))
    DIRECTORY.write_text(shipped, "utf-8")


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back to where the tests run."""
    os.chdir(namespace["home"])


def pytest_collection_finish() -> None:
    """Import the whole package: Hypothesis also draws the constants of each imported module."""
    for module in walk_packages(ccb_support.__path__, "ccb_support."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def pytest_unconfigure() -> None:
    """Remove the folders of all sessions."""
    FOLDERS.close()


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
    for command in re.findall(r"^\$ (.+)$", example.parsed, flags=re.MULTILINE):
        print("$", command, file=printed)
        program, *arguments = shlex.split(command)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            if program == "cp":
                shutil.copy(*arguments)
            else:
                main(arguments, clock=lambda: TODAY)
    same = printed.getvalue() == example.parsed
    return None if same else f"what is printed is:\n{printed.getvalue()}"


pages = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["*.md"],
    excludes=SESSIONS,
)
sessions = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        SkipParser(),
        CodeBlockParser("toml", write),
        CodeBlockParser("diff", edit),
        CodeBlockParser("console", run),
    ],
    patterns=SESSIONS,
    setup=enter_folder,
    teardown=leave_folder,
)
docstrings = Sybil(parsers=[DocTestParser()], patterns=["*.py"], path="src")

pytest_collect_file = SybilCollection((pages, sessions, docstrings)).pytest()

# Hypothesis has the profile "ci": no time limit, and the same examples in every run. It is the
# default here, so a change alone decides whether the tests pass. `--hypothesis-profile=random`
# searches on: it draws other examples in each run, and remembers those that fail.
settings.load_profile("ci")
settings.register_profile("random", settings.get_profile("default"), deadline=None)
# Each mutant meets few examples, and a failure is enough: it need not be a small one.
settings.register_profile(
    "mutation",
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
)
