"""`ccb-support completion`: what a shell needs."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ccb_support import Medium
from ccb_support.cli.tokens import NAMES, SPANISH
from tests.cli.calls import SHIPPED, Run, Write

BASH = shutil.which("bash")
PROGRAM = f'{shlex.quote(sys.executable)} -m ccb_support "$@"'
"""The program that bash asks for words."""

IN_SPANISH = {key: each for key, each in os.environ.items() if not key.startswith(("LC_", "LANG"))}


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ([], [*NAMES, *SPANISH, "--help", "--version", "--lang"]),
        (["festivos"], ["--directory", "--json", "--lang", "--help", "-h", "--version"]),
        (["festivos", "--json"], ["--directory", "--json", "--lang", "--help", "-h", "--version"]),
        # A file may have the name of the argument that it is for.
        (
            ["diff", "old", "new"],
            ["--from", "--to", "--format", "--json", "--lang", "--help", "-h", "--version"],
        ),
        (["recommend", "queja", "--prefer"], [*Medium]),
        (["recommend", "queja", "--unavailable"], [*SHIPPED.channel_ids]),
        (["export", "osm", "--channel"], [*SHIPPED.channel_ids]),
        (["week", "--lang"], ["es", "en"]),
        (["--lang"], ["es", "en"]),
        (["--directory"], []),
        (["export", "osm", "-o"], []),
    ],
)
def test_names_the_words_that_may_follow(run: Run, before: list[str], words: list[str]) -> None:
    found = run("completion", "words", "--", *before)
    assert (found.code, found.out.split(), found.err) == (0, words, "")


@pytest.mark.parametrize(
    ("language", "word"), [("es", "soporte-técnico"), ("en", "technical-support")]
)
def test_names_the_words_of_requests_in_the_language_of_the_system(
    run: Run, language: str, word: str
) -> None:
    asked = "completion", "words", "--", "recommend"
    assert word in run(*asked, environment={"LANG": language}).out.split()


@pytest.mark.parametrize("name", ["$(touch hacked)", "d'oh", "queja 😀", "-x"])
def test_a_name_that_a_shell_may_not_take_as_a_word_has_its_id(
    run: Run, write: Write, name: str
) -> None:
    path = write(('name = { es = "queja", en', f'name = {{ es = "{name}", en'))
    before = "completion", "words", "--", "recommend"
    words = run(*before, "--directory", path).out.split()
    assert words[3:6] == ["petición", "complaint", "reclamo"]
    # In the second form, zsh passes a word, and bash three.
    for same in ([f"--directory={path}"], ["--directory", "=", path]):
        assert run(*before, *same).out.split() == words


def test_zsh_runs_what_bash_runs(run: Run) -> None:
    before = "#compdef ccb-support\nautoload -U +X bashcompinit && bashcompinit\n"
    assert run("completion", "zsh").printed == before + run("completion", "bash").printed


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("ccb-support recom", "recommend recomendar"),
        ("ccb-support recommend recl", "reclamo"),
        ("ccb-support recommend queja --whe", "--when"),
        ("ccb-support recommend queja --prefer wh", "whatsapp"),
        ("ccb-support export sch", "schema-org"),
        ("ccb-support week --lang e", "es en"),
        # Bash makes these words of `--lang=e` and of `--lang=`.
        ("ccb-support week --lang = e", "es en"),
        ("ccb-support week --lang =", "es en"),
        ("ccb-support --he", "--help"),
        # Bash itself completes names of files, which have spaces and signs.
        ("ccb-support verify des", ""),
        ("ccb-support export osm -o des", ""),
        # Nothing but files comes after an option that takes one.
        ("ccb-support week --directory ''", ""),
        ("ccb-support week --svg ''", ""),
        ("ccb-support export --output ''", ""),
        ("ccb-support schema -o ''", ""),
        ("ccb-support recommend queja P", "P1 P2 P3 P4 P5"),
    ],
)
def test_bash_completes_words(run: Run, tmp_path: Path, line: str, completed: str) -> None:
    asked = "completion", "words", "--", *line.split()[1:-1]
    words = shlex.quote(run(*asked).out)
    program = f'[[ "$*" == {shlex.quote(" ".join(asked))} ]] && printf %s {words}'
    assert complete(run, line, program, tmp_path) == completed


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
def test_bash_asks_the_program(run: Run, tmp_path: Path) -> None:
    assert complete(run, "ccb-support recommend recl", PROGRAM, tmp_path) == "reclamo"


def complete(run: Run, line: str, program: str, folder: Path) -> str:
    """Return the words that bash proposes in a folder, and asks a program with this body."""
    script = f"""ccb-support() {{ {program}; }}
{run("completion", "bash").out}
COMP_WORDS=({line}); COMP_CWORD={len(line.split()) - 1}
_ccb_support; echo "${{COMPREPLY[@]}}"
"""
    shell = subprocess.run(  # noqa: S603 - what the command prints
        [str(BASH), "--norc"],
        input=script.encode(), cwd=folder, env=IN_SPANISH, capture_output=True, check=True,
    )  # fmt: skip
    assert shell.stderr == b""
    return shell.stdout.decode().strip()
