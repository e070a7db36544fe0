"""The help of the program and of each command."""

from collections.abc import Iterator

from ccb_support import Directory
from ccb_support.errors import listed
from ccb_support.questions.arguments import MEDIA
from ccb_support.words import Phrase
from ccb_support.words import command_line as phrases

from .call import Call
from .printing import ANY_WIDTH, USUAL_WIDTH, fit, keep_together, table
from .tokens import (
    NAMES,
    PREFER,
    SPANISH,
    Argument,
    Command,
)

_INDENT = "  "


def help_lines(call: Call, name: str, command: Command) -> Iterator[str]:
    """Yield the help of a command; that of the program, if the command is the overview."""
    # The language may be that of the directory.
    directory = call.desk.directory
    width = USUAL_WIDTH if call.width == ANY_WIDTH else call.width
    needed = [each for each in command.options if each.required]
    places = [_place(call, each) for each in (*command.arguments, *needed)]
    words = [name, *places] if name else [call.say(phrases.COMMAND_PLACE)]
    line = " ".join(["ccb-support", *words, call.say(phrases.OPTIONS_PLACE)])
    yield from fit(call.say(phrases.USAGE, line=line), width, indent=_INDENT)
    for title, rows in _sections(call, directory, name, command):
        yield ""
        yield from fit(call.say(title), width)
        yield from table(("", ""), [(_INDENT + first, about) for first, about in rows], width)


def _sections(
    call: Call, directory: Directory, name: str, command: Command
) -> Iterator[tuple[Phrase, list[tuple[str, str]]]]:
    """Yield the parts of the help, each with its title, and with pairs of a name and a meaning."""
    abouts, english_name = phrases.ABOUT_COMMANDS, SPANISH.get(name, name)
    if english_name:
        yield abouts[english_name], []
    else:
        spanish = {english: f"{other}, {english}" for other, english in SPANISH.items()}
        yield phrases.PROGRAM, []
        yield (
            phrases.COMMANDS,
            [
                (call.say(Phrase(spanish.get(each, each), each)), call.say(abouts[each]))
                for each in NAMES
            ],
        )
    for title, arguments in (
        (phrases.ARGUMENTS, command.arguments),
        (phrases.OPTIONS, command.all_options),
    ):
        if arguments:
            yield title, [_described(call, directory, english_name, each) for each in arguments]
    if PREFER in command.options:
        # The words of a request are those of the directory that answers.
        for title, entries in (
            (phrases.REQUEST_TYPES, directory.request_types),
            (phrases.PRIORITIES, directory.priorities),
            (phrases.MEDIA, MEDIA),
        ):
            yield title, [(" / ".join(dict.fromkeys(each.label)), "") for each in entries]
    examples = [call.say(each) if isinstance(each, Phrase) else each for each in command.examples]
    # An example is one line, to copy.
    yield phrases.EXAMPLES, [(keep_together(each), "") for each in examples]


def _described(call: Call, directory: Directory, name: str, argument: Argument) -> tuple[str, str]:
    """Return what the user writes, and what it means to the command of that name."""
    choices = f": {listed(argument.choices)}" if argument.choices else ""
    scale, meanings = directory.priorities, phrases.ABOUT_ARGUMENTS
    meaning = meanings.get(f"{name} {argument.name}", meanings[argument.name]).fill(
        first=scale[0].accepted, last=len(scale), usual=directory.usual_priority
    )
    names = ", ".join((*argument.short, argument.shown(call.language)))
    return names, f"{call.say(meaning)}{choices}"


def _place(call: Call, argument: Argument) -> str:
    name = argument.shown(call.language) + ("..." if argument.repeats else "")
    return name if argument.required else f"[{name}]"
