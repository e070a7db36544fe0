"""`ccb-support completion` in bash, zsh and fish, as people type in them."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Run

COMPLETED = [
    ("ccb-support recomm", "recommend"),
    ("ccb-support recommend recl", "reclamo"),
    ("ccb-support recommend queja --whe", "--when"),
]

BASH, FISH, ZSH = map(shutil.which, ("bash", "fish", "zsh"))

ZSHRC = """
autoload -U compinit && compinit -u -D
source {file}
show() {{ print -r -- "<$BUFFER>"; exit }}
zle -N show
bindkey '^X' show
"""
"""Completes words, and shows the line at the key Ctrl+X."""


@pytest.fixture(autouse=True)
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the program that the shells ask for words on their path."""
    program = tmp_path / "bin/ccb-support"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ccb_support "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def needs(shell: str | None) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shell is None, reason="it is not installed: see CONTRIBUTING.md")


@needs(FISH)
@pytest.mark.parametrize(("line", "word"), COMPLETED)
def test_fish_completes_words(run: Run, tmp_path: Path, line: str, word: str) -> None:
    file = tmp_path / "completions.fish"
    file.write_text(run("completion", "fish").out, "utf-8")
    command = f"source {file}; complete -C '{line}'"
    shell = subprocess.run(  # noqa: S603 - what the command prints
        [str(FISH), "--no-config", "-c", command], capture_output=True, check=True, encoding="utf-8"
    )
    assert shell.stdout.split() == [word]


@needs(ZSH)
@pytest.mark.parametrize(("line", "word"), COMPLETED)
def test_zsh_completes_words(run: Run, tmp_path: Path, line: str, word: str) -> None:
    file = tmp_path / "completions.zsh"
    file.write_text(run("completion", "zsh").out, "utf-8")
    (tmp_path / ".zshrc").write_text(ZSHRC.format(file=file), "utf-8")
    shown = b"".join(typed([str(ZSH), "-i"], tmp_path, f"{line}\t\x18")).decode()
    before = line.rpartition(" ")[0]
    assert f"<{before} {word} >" in shown


@pytest.mark.skipif(BASH is None or os.name == "nt", reason="bash has no terminal here")
def test_bash_completes_the_name_of_a_file_as_one_word(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my;file of $HOME").touch()
    script = f'{run("completion", "bash").out}\nccb-support() {{ echo "<$2>"; exit; }}\n'
    (tmp_path / ".bashrc").write_text(script, "utf-8")
    shell = [str(BASH), "--noprofile", "--rcfile", ".bashrc", "-i"]
    assert b"<my;file of $HOME>" in b"".join(typed(shell, tmp_path, "ccb-support verify my\t\r"))


def typed(shell: list[str], home: Path, keys: str) -> Iterator[bytes]:
    """Yield what a shell shows on a terminal while somebody types keys, until it ends."""
    pty: Any = import_module("pty")  # Windows has none
    # `pty.fork` warns if this process has threads, and a worker of pytest-xdist has one.
    terminal, inside = pty.openpty()
    environment = {**os.environ, "ZDOTDIR": str(home), "TERM": "dumb"}
    process = subprocess.Popen(  # noqa: S603 - the shell that is tested
        shell, stdin=inside, stdout=inside, stderr=inside, env=environment, start_new_session=True
    )
    os.close(inside)
    os.write(terminal, keys.encode())
    try:
        while shown := os.read(terminal, 4096):
            yield shown
    except OSError:
        pass  # Linux says so that the shell has ended
    finally:
        os.close(terminal)
        process.wait()
