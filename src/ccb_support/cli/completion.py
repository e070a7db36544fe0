"""The command for shells: a script that asks the program for words, and the words themselves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ccb_support import Medium
from ccb_support.questions import Desk
from ccb_support.words import LANGUAGES
from ccb_support.words import command_line as words

from .tokens import (
    DIRECTORY,
    LANG,
    NAMES,
    PREFER,
    SPANISH,
    Argument,
    Command,
    find_command,
    split_command,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .call import Call

_BASH = """\
_ccb_support() {
  local word="${COMP_WORDS[COMP_CWORD]}"
  local before=("${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}")
  local words="$(ccb-support completion words -- "${before[@]}" 2>/dev/null)"
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))
}
complete -F _ccb_support ccb-support"""

_SCRIPTS = {
    "bash": _BASH,
    "zsh": f"#compdef ccb-support\nautoload -U +X bashcompinit && bashcompinit\n{_BASH}",
    "fish": "complete -c ccb-support -n __fish_use_subcommand -f\n"
    "complete -c ccb-support -a '(ccb-support completion words -- "
    "(commandline -opc)[2..] 2>/dev/null)'",
}
"""What each shell runs. It passes the words before the one that is to be completed."""


def _completion(call: Call) -> Iterator[str]:
    shell = call.arguments.shell
    return iter(
        _SCRIPTS[shell].split("\n")
        if shell in _SCRIPTS
        else _words_after(call, call.arguments.words)
    )


def _words_after(call: Call, before: Sequence[str]) -> Sequence[str]:
    """Return the words that may follow some words; none if it is the name of a file."""
    last = before[-1] if before else ""
    if last == LANG.name:
        return LANGUAGES
    if last == PREFER.name:
        return [*Medium]
    name, _ = split_command(before)
    if name is None:
        return [*NAMES, *SPANISH, "--help", "--version", LANG.name]
    command = find_command(name)
    if any(last in each.names and each.value is words.FILE for each in command.everything):
        return []
    chosen = [each for option, each in pairwise(before) if option in DIRECTORY.names]
    router, _ = call.read_directory(chosen[-1] if chosen else None)
    directory = Desk.of(router, call.now()).directory
    accepted = {
        "type": [call.say(each.name).replace(" ", "-") for each in directory.request_types],
        "priority": [f"P{each.id:d}" for each in directory.priorities],
    }
    places = [each for each in command.everything if not each.is_option]
    options = [name for each in command.everything if each.is_option for name in each.names]
    return [
        *(word for each in places for word in accepted.get(each.name, each.choices)),
        *options,
    ]


COMMANDS: Mapping[str | None, Command] = {
    "completion": Command(
        _completion,
        words.COMPLETION,
        (
            Argument(
                "shell", words.SHELL_ABOUT, words.SHELL, choices=(*_SCRIPTS, "words"), required=True
            ),
            Argument("words", words.WORDS_ABOUT, words.WORD, repeats=True, default=()),
        ),
        (
            'eval "$(ccb-support completion bash)"',
            "ccb-support completion fish > ~/.config/fish/completions/ccb-support.fish",
        ),
        is_data=True,
    )
}
