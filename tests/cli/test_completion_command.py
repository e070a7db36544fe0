"""`ccb-support completion`: what a shell needs."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ccb_support import Medium
from ccb_support.cli.tokens import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

BASH = shutil.which("bash")
PROGRAM = f'ccb-support() {{ {shlex.quote(sys.executable)} -m ccb_support "$@"; }}'
"""The program that bash asks for words."""

SPANISH = {key: each for key, each in os.environ.items() if not key.startswith(("LC_", "LANG"))}


def words(run: Run, *before: str) -> list[str]:
    """Return what the program says may come after some words."""
    result = run("completion", "words", "--", *before)
    assert (result.code, result.err) == (0, "")
    return result.out.split()


def test_names_each_command(run: Run) -> None:
    assert words(run) == [*NAMES, "--help", "--version", "--lang"]


def test_names_the_words_of_a_command_in_the_language_of_the_system(run: Run) -> None:
    assert "soporte-técnico" in words(run, "recommend")
    english = run("completion", "words", "--lang", "en", "--", "recommend").out.split()
    assert "technical-support" in english
    assert words(run, "holidays") == ["--json", "--lang", "--help", "-h", "--version"]


def test_names_the_values_of_an_option(run: Run) -> None:
    assert words(run, "recommend", "queja", "--prefer") == [*Medium]
    assert words(run, "week", "--lang") == ["es", "en"]
    assert words(run, "export", "osm", "-o") == []


def test_of_another_shell_is_refused(run: Run) -> None:
    assert "¿Quiso escribir zsh?" in run("completion", "zhs").err


def test_zsh_runs_what_bash_runs(run: Run) -> None:
    first, second, *others = run("completion", "zsh").out.splitlines()
    assert (first, second) == (
        "#compdef ccb-support",
        "autoload -U +X bashcompinit && bashcompinit",
    )
    assert others == run("completion", "bash").out.splitlines()


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("ccb-support reco", "recommend"),
        ("ccb-support recommend recl", "reclamo"),
        ("ccb-support recommend queja --wh", "--when"),
        ("ccb-support recommend queja --prefer wh", "whatsapp"),
        ("ccb-support export sch", "schema-org"),
        ("ccb-support week --lang e", "es en"),
        ("ccb-support --he", "--help"),
        ("ccb-support --ver", "--version"),
        ("ccb-support --la", "--lang"),
        ("ccb-support verify des", "desk.toml"),
        ("ccb-support verify --directory des", "desk.toml"),
        ("ccb-support week --svg des", "desk.toml"),
        ("ccb-support export osm --output des", "desk.toml"),
        ("ccb-support export osm -o des", "desk.toml"),
        ("ccb-support recommend queja P", "P1 P2 P3 P4 P5"),
    ],
)
def test_bash_completes_words(run: Run, tmp_path: Path, line: str, completed: str) -> None:
    (tmp_path / "desk.toml").touch()
    typed = line.split()
    program = f"""{PROGRAM}
{run("completion", "bash").out}
COMP_WORDS=({" ".join(typed)}); COMP_CWORD={len(typed) - 1}
_ccb_support; echo "${{COMPREPLY[@]}}"
"""
    shell = subprocess.run(  # noqa: S603 - what the command prints
        [str(BASH), "--norc", "-c", program],
        cwd=tmp_path, env=SPANISH, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert (shell.stdout.strip(), shell.stderr) == (completed, "")


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("command", "option"),
    [("week", "--directory"), ("week", "--svg"), ("export", "--output"), ("schema", "-o")],
)
def test_bash_completes_nothing_but_files_after_an_option_that_takes_one(
    run: Run, tmp_path: Path, command: str, option: str
) -> None:
    (tmp_path / "desk.toml").touch()
    program = f"""{PROGRAM}
{run("completion", "bash").out}
COMP_WORDS=(ccb-support {command} {option} ""); COMP_CWORD=3
_ccb_support; echo "${{COMPREPLY[@]}}"
"""
    shell = subprocess.run(  # noqa: S603 - what the command prints
        [str(BASH), "--norc", "-c", program],
        cwd=tmp_path, env=SPANISH, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert (shell.stdout.strip(), shell.stderr) == ("desk.toml", "")
