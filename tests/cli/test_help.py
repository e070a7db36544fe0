"""The help: in both languages, with the words of requests and an example for each command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ccb_support import Medium, Priority, RequestType, __version__
from ccb_support.cli.commands import NAMES, all_commands
from tests.cli.calls import Result

if TYPE_CHECKING:
    from tests.cli.calls import Run

NARROW = {"COLUMNS": "40"}


def test_version_is_printed(run: Run) -> None:
    assert run("--version") == Result(0, f"ccb-support {__version__}\n", "")
    assert run("week", "--version") == Result(0, f"ccb-support {__version__}\n", "")


@pytest.mark.parametrize(
    ("language", "title", "usage"),
    [
        ("es", "Comandos:", "Uso: ccb-support COMANDO"),
        ("en", "Commands:", "Usage: ccb-support COM"),
    ],
)
def test_the_program_lists_its_commands(run: Run, language: str, title: str, usage: str) -> None:
    result = run("--help", "--lang", language)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0].startswith(usage)
    listed = lines[lines.index(title) + 1 :]
    assert [each.split()[0] for each in listed if each[2:3].strip()][: len(NAMES)] == [*NAMES]


def test_help_is_understood_as_a_command(run: Run) -> None:
    assert run("help") == run("--help")
    assert run("help", "week") == run("week", "--help")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_an_example_in_each_language(run: Run, name: str, language: str) -> None:
    result = run(name, "-h", "--lang", language)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    example = lines[lines.index({"es": "Por ejemplo:", "en": "For example:"}[language]) + 1]
    assert f"ccb-support {name}" in example
    assert all(len(line) <= 80 for line in lines if "ccb-support" not in line)


@pytest.mark.parametrize("name", ["recommend", "timeline", "route"])
def test_the_words_of_requests_are_listed_in_both_languages(run: Run, name: str) -> None:
    text = run(name, "--help").out
    for each in (*RequestType, *Priority, *Medium):
        assert each.label("es") in text
        assert each.label("en") in text


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_a_narrow_screen(run: Run, name: str) -> None:
    lines = run(name, "--help", environment=NARROW).out.splitlines()
    # An example is one line, to copy.
    assert all(
        len(line) <= 40 for line in lines if "ccb-support" not in line and len(line.split()) > 1
    )


def test_every_command_says_what_it_does_in_sentences() -> None:
    for command in all_commands():
        assert command.about.es.endswith(".")
        assert command.about.en.endswith(".")
