"""The words that a shell may complete, and the script with which each shell asks for them."""

from collections.abc import Mapping, Sequence

from ccb_support import Medium
from ccb_support.words import LANGUAGES
from ccb_support.words import command_line as phrases

from .call import Call
from .tokens import (
    LANG,
    NAMES,
    PREFER,
    SPANISH,
    UNAVAILABLE,
    Argument,
    Command,
    as_word,
    find_command,
    in_parts,
    split_command,
)

_BASH = """\
_ccb_support() {
  local word="${COMP_WORDS[COMP_CWORD]#=}"
  local before=("${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}")
  local words="$(ccb-support completion words -- "${before[@]}" 2>/dev/null)"
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _ccb_support ccb-support"""

_SCRIPTS = {
    "bash": _BASH,
    "zsh": f"#compdef ccb-support\nautoload -U +X bashcompinit && bashcompinit\n{_BASH}",
    "fish": "complete -c ccb-support -n __fish_use_subcommand -f\n"
    "complete -c ccb-support -a '(ccb-support completion words -- "
    "(commandline -opc)[2..] 2>/dev/null)'",
}
"""What each shell runs. It passes the words before the one that is to be completed."""


def _completion(call: Call) -> Sequence[str]:
    script = _SCRIPTS.get(call.arguments.shell)
    return [script] if script else _words_after(call, call.arguments.words)


def _words_after(call: Call, before: Sequence[str]) -> Sequence[str]:
    """Return the words that may follow some words; none if it is a value such as a file's name."""
    before = [*in_parts(before)]
    name, _ = split_command(before)
    command = find_command(call, name)
    last = command.options_by_name.get(["", *before][-1])
    # An option whose value comes next.
    wanted = last if last and last.value else None
    if not name and not wanted:
        return [*NAMES, *SPANISH, "--help", "--version", LANG.name]
    directory = call.desk.directory
    accepted: dict[str, Sequence[str]] = {
        LANG.name: LANGUAGES,
        PREFER.name: [*Medium],
        **dict.fromkeys((UNAVAILABLE.name, "--channel"), directory.channel_ids),
        "type": [as_word(call.say(each.name), each.id) for each in directory.request_types],
        "priority": [f"P{each.id:d}" for each in directory.priorities],
    }
    if wanted:
        return accepted.get(wanted.name, wanted.choices)
    return [
        *(word for each in command.arguments for word in accepted.get(each.name, each.choices)),
        *command.options_by_name,
    ]


COMMANDS: Mapping[str, Command] = {
    "completion": Command(
        _completion,
        (
            Argument(
                "shell",
                phrases.SHELL,
                choices=(*_SCRIPTS, "words"),
                required=True,
            ),
            Argument("words", phrases.WORD, repeats=True, default=()),
        ),
        examples=(
            'eval "$(ccb-support completion bash)"',
            "ccb-support completion fish > ~/.config/fish/completions/ccb-support.fish",
        ),
        has_json=False,
    )
}
