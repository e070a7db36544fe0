"""`ccb-support completion`: what a shell needs."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from ccb_support.cli.commands import NAMES

if TYPE_CHECKING:
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
    ],
)
def test_bash_completes_words(run: Run, line: str, completed: str) -> None:
    words = line.split()
    program = f"""{run("completion", "bash").out}
COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}
_ccb_support; echo "${{COMPREPLY[@]}}"
"""
    shell = subprocess.run(  # noqa: S603 - what the command prints
        [str(BASH), "--norc", "-c", program], capture_output=True, check=True, encoding="utf-8"
    )
    assert shell.stdout.strip() == completed
