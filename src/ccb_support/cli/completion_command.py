"""The command that prints what a shell needs to complete commands, options and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.model.vocabulary import Medium, Priority, RequestType
from ccb_support.words import help_phrases as words

from . import commands
from .command import COMMON, Argument, Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .call import Call

_PROGRAM = "ccb-support"


def _completion(call: Call) -> Iterator[str]:
    return _SHELLS[call.arguments.shell](_words_by_command(call))


def _words_by_command(call: Call) -> dict[str, list[str]]:
    """Return the words that may follow each command: its options, and the words that it takes."""
    found: dict[str, list[str]] = {}
    for command in commands.all_commands():
        arguments = (*command.arguments, *COMMON)
        options = [name for each in arguments if each.is_option for name in each.names]
        places = [each for each in arguments if not each.is_option]
        accepted = [word for each in places for word in _accepted(each, call)]
        found[command.name] = [*accepted, *options]
    return found


def _accepted(argument: Argument, call: Call) -> Iterator[str]:
    """Yield the words that an argument takes, each as one word of a command."""
    yield from argument.choices
    if argument.name == "type":
        yield from (each.label(call.language).replace(" ", "-") for each in RequestType)
    if argument.name == "priority":
        yield from (f"P{each:d}" for each in Priority)


def _bash(by_command: Mapping[str, list[str]]) -> Iterator[str]:
    yield "_ccb_support() {"
    yield '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words'
    yield '  case "$before" in'
    yield f"    --prefer) words='{' '.join(Medium)}' ;;"
    yield "    --lang) words='es en' ;;"
    yield "    --directory|--svg|--output|-o)"
    yield '      COMPREPLY=($(compgen -f -- "$word")); return ;;'
    yield '    *) case "${COMP_WORDS[1]}" in'
    for command, following in by_command.items():
        yield f"      {command}) words='{' '.join(following)}' ;;"
    yield f"      *) words='{' '.join([*by_command, '--help', '--version', '--lang'])}' ;;"
    yield "    esac ;;"
    yield "  esac"
    yield '  COMPREPLY=($(compgen -W "$words" -- "$word"))'
    yield '  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))'
    yield "}"
    yield f"complete -F _ccb_support {_PROGRAM}"


def _zsh(by_command: Mapping[str, list[str]]) -> Iterator[str]:
    yield f"#compdef {_PROGRAM}"
    yield "autoload -U +X bashcompinit && bashcompinit"
    yield from _bash(by_command)


def _fish(by_command: Mapping[str, list[str]]) -> Iterator[str]:
    program = f"complete -c {_PROGRAM}"
    yield f"{program} -n __fish_use_subcommand -f -a '{' '.join(by_command)}'"
    yield f"{program} -l lang -x -a 'es en'"
    yield f"{program} -l prefer -x -a '{' '.join(Medium)}'"
    for command, following in by_command.items():
        seen = f"-n '__fish_seen_subcommand_from {command}'"
        yield f"{program} {seen} -a '{' '.join(following)}'"


_SHELLS: Mapping[str, Callable[[Mapping[str, list[str]]], Iterator[str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}

COMMAND = Command(
    run=_completion,
    about=words.COMPLETION,
    arguments=(
        Argument("shell", words.SHELL_ABOUT, words.SHELL, choices=tuple(_SHELLS), required=True),
    ),
    examples=(
        'eval "$(ccb-support completion bash)"',
        "ccb-support completion fish > ~/.config/fish/completions/ccb-support.fish",
    ),
    is_data=True,
)
