"""`ccb-support completion`: what a shell needs."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from ccb_support import Medium
from ccb_support.cli.commands import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

BASH = shutil.which("bash")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_each_command_and_its_words(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert (result.code, result.err) == (0, "")
    assert all(name in result.out for name in NAMES)
    assert "soporte-técnico" in result.out
    assert "whatsapp" in result.out


def test_of_english_has_english_words(run: Run) -> None:
    assert "technical-support" in run("completion", "fish", "--lang", "en").out


def test_of_another_shell_is_refused(run: Run) -> None:
    assert "¿Quiso escribir zsh?" in run("completion", "zhs").err


def test_zsh_runs_what_bash_runs(run: Run) -> None:
    first, second, *others = run("completion", "zsh").out.splitlines()
    assert (first, second) == (
        "#compdef ccb-support",
        "autoload -U +X bashcompinit && bashcompinit",
    )
    assert others == run("completion", "bash").out.splitlines()


def test_fish_has_a_line_for_each_command(run: Run) -> None:
    commands, languages, media, *others = run("completion", "fish").out.splitlines()
    program = "complete -c ccb-support"
    assert commands == f"{program} -n __fish_use_subcommand -f -a '{' '.join(NAMES)}'"
    assert languages == f"{program} -l lang -x -a 'es en'"
    assert media == f"{program} -l prefer -x -a '{' '.join(Medium)}'"
    assert len(others) == len(NAMES)
    assert (
        f"{program} -n '__fish_seen_subcommand_from holidays' -a "
        "'--json --lang --help -h --version'"
    ) in others


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
    words = line.split()
    program = f"""{run("completion", "bash").out}
COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}
_ccb_support; echo "${{COMPREPLY[@]}}"
"""
    shell = subprocess.run(  # noqa: S603 - what the command prints
        [str(BASH), "--norc", "-c", program],
        cwd=tmp_path, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert (shell.stdout.strip(), shell.stderr) == (completed, "")


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@pytest.mark.parametrize("option", ["--directory", "--svg", "--output", "-o"])
def test_bash_completes_nothing_but_files_after_an_option_that_takes_one(
    run: Run, tmp_path: Path, option: str
) -> None:
    (tmp_path / "desk.toml").touch()
    program = f"""{run("completion", "bash").out}
COMP_WORDS=(ccb-support week {option} ""); COMP_CWORD=3
_ccb_support; echo "${{COMPREPLY[@]}}"
"""
    shell = subprocess.run(  # noqa: S603 - what the command prints
        [str(BASH), "--norc", "-c", program],
        cwd=tmp_path, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert (shell.stdout.strip(), shell.stderr) == ("desk.toml", "")
