"""What a user may write: the help of the program and of each command, and the words for a shell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ccb_support import Directory, Medium
from ccb_support.errors import listed
from ccb_support.questions import Desk
from ccb_support.words import LANGUAGES, Phrase
from ccb_support.words import command_line as phrases

from .call import Call
from .printing import USUAL_WIDTH, fit, keep_together, table
from .tokens import (
    DIRECTORY,
    LANG,
    NAMES,
    PREFER,
    SPANISH,
    VERSION,
    Argument,
    Command,
    find_command,
    split_command,
)

_INDENT = "  "


def help_lines(call: Call, name: str | None, command: Command) -> Iterator[str]:
    """Yield the help of a command; that of the program, if the command is the overview."""
    # The language may be that of the directory.
    directory = call.open_desk().directory
    say, width = call.say, call.width or USUAL_WIDTH
    stated = [each for each in command.arguments if not each.is_option or each.required]
    places = [_place(call, each) for each in stated]
    words = [name, *places] if name else [say(phrases.COMMAND_PLACE)]
    line = " ".join(["ccb-support", *words, say(phrases.OPTIONS_PLACE)])
    yield from fit(say(phrases.USAGE, line=line), width, indent=_INDENT)
    for each in (command.about,) if name else (phrases.PROGRAM, command.about):
        yield ""
        yield from fit(say(each), width)
    for title, rows in _sections(call, directory, name, command):
        if rows:
            yield ""
            yield from fit(say(title), width)
            yield from table(("", ""), [(_INDENT + first, about) for first, about in rows], width)
    if not name:
        yield ""
        yield from fit(say(phrases.HELP_OF_COMMANDS), width)


def _sections(
    call: Call, directory: Directory, name: str | None, command: Command
) -> Iterator[tuple[Phrase, list[tuple[str, str]]]]:
    """Yield the parts of the help, each with its title, and with pairs of a name and a meaning."""
    say = call.say
    if not name:
        spanish = {english: f"{other}, {english}" for other, english in SPANISH.items()}
        names = (say(Phrase(spanish.get(each, each), each)) for each in NAMES)
        abouts = (say(find_command(each).about) for each in NAMES)
        yield phrases.COMMANDS, [*zip(names, abouts, strict=True)]
    everything = [each for each in command.everything if each is not VERSION or not name]
    for title, is_option in ((phrases.ARGUMENTS, False), (phrases.OPTIONS, True)):
        yield title, [_described(call, each) for each in everything if each.is_option is is_option]
    if PREFER in command.arguments:
        # The words of a request are those of the directory that answers.
        media = [[*map(each.label, LANGUAGES)] for each in Medium]
        for title, labels in (
            (phrases.REQUEST_TYPES, [each.label for each in directory.request_types]),
            (phrases.PRIORITIES, [each.label for each in directory.priorities]),
            (phrases.MEDIA, media),
        ):
            yield title, [(" / ".join(dict.fromkeys(each)), "") for each in labels]
    examples = [say(each) if isinstance(each, Phrase) else each for each in command.examples]
    # An example is one line, to copy.
    yield phrases.EXAMPLES, [(keep_together(each), "") for each in examples]


def _described(call: Call, argument: Argument) -> tuple[str, str]:
    """Return what the user writes, and what it means."""
    short = f"{argument.short}, " if argument.short else ""
    choices = f": {listed(argument.choices)}" if argument.choices else ""
    return f"{short}{argument.shown(call.language)}", f"{call.say(argument.about)}{choices}"


def _place(call: Call, argument: Argument) -> str:
    name = argument.shown(call.language) + ("..." if argument.repeats else "")
    return name if argument.required else f"[{name}]"


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


def _completion(call: Call) -> Sequence[str]:
    script = _SCRIPTS.get(call.arguments.shell)
    return script.split("\n") if script else _words_after(call, call.arguments.words)


def _words_after(call: Call, before: Sequence[str]) -> Sequence[str]:
    """Return the words that may follow some words; none if it is a value such as a file's name."""
    name, _ = split_command(before)
    if name is None:
        return [*NAMES, *SPANISH, "--help", "--version", LANG.name]
    everything = find_command(name).everything
    chosen = [each for option, each in pairwise(before) if option == DIRECTORY.name]
    router, _ = call.read_directory(chosen[-1] if chosen else None)
    directory = Desk.of(router, call.now()).directory
    accepted: dict[str, Sequence[str]] = {
        LANG.name: LANGUAGES,
        PREFER.name: [*Medium],
        "type": [call.say(each.name).replace(" ", "-") for each in directory.request_types],
        "priority": [f"P{each.id:d}" for each in directory.priorities],
    }
    for each in everything:
        if each.value and before[-1] in each.names:
            return accepted.get(each.name, each.choices)
    return [
        word
        for each in everything
        for word in (each.names if each.is_option else accepted.get(each.name, each.choices))
    ]


COMMANDS: Mapping[str | None, Command] = {
    "completion": Command(
        _completion,
        phrases.COMPLETION,
        (
            Argument(
                "shell",
                phrases.SHELL_ABOUT,
                phrases.SHELL,
                choices=(*_SCRIPTS, "words"),
                required=True,
            ),
            Argument("words", phrases.WORDS_ABOUT, phrases.WORD, repeats=True, default=()),
        ),
        (
            'eval "$(ccb-support completion bash)"',
            "ccb-support completion fish > ~/.config/fish/completions/ccb-support.fish",
        ),
        is_data=True,
    )
}
