"""The help of the program, and of each command."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from ccb_support import Medium
from ccb_support.errors import listed
from ccb_support.words import LANGUAGES, Phrase
from ccb_support.words import command_line as phrases

from .printing import USUAL_WIDTH
from .tokens import NAMES, PREFER, SPANISH, VERSION, find_command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .call import Call
    from .tokens import Argument, Command

_INDENT = "  "
_WIDEST = 100


def help_lines(call: Call, name: str | None, command: Command) -> list[str]:
    """Return the help of a command; that of the program, if the command is the overview."""
    writer = _Help(call)
    blocks = writer.of_command(name, command) if name else writer.of_program(command)
    return "\n\n".join(map("\n".join, blocks)).split("\n")


class _Help:
    """Writes help in one language and one width: blocks of lines, with a gap between them."""

    def __init__(self, call: Call) -> None:
        self._say = call.say
        self._directory = call.open_desk().directory
        self._width = min(call.screen.width or USUAL_WIDTH, _WIDEST)

    def of_program(self, overview: Command) -> Iterator[Iterable[str]]:
        """Yield the help of the program: all its commands."""
        yield self._usage(self._say(phrases.COMMAND_PLACE))
        yield self._wrap(self._say(phrases.PROGRAM))
        yield self._wrap(self._say(overview.about))
        spanish = {name: f"{other}, {name}" for other, name in SPANISH.items()}
        shown = [self._say(Phrase(spanish.get(name, name), name)) for name in NAMES]
        abouts = (self._say(find_command(name).about) for name in NAMES)
        commands = zip(shown, abouts, strict=True)
        yield self._pairs(phrases.COMMANDS, commands)
        yield self._pairs(phrases.OPTIONS, map(self._describe, overview.everything))
        yield self._examples(overview)
        yield self._wrap(self._say(phrases.HELP_OF_COMMANDS))

    def of_command(self, name: str, command: Command) -> Iterator[Iterable[str]]:
        """Yield the help of one command."""
        places = [each for each in command.arguments if not each.is_option]
        options = [each for each in command.everything if each.is_option and each is not VERSION]
        stated = [f"{each.name} {self._value(each)}" for each in options if each.required]
        yield self._usage(name, *map(self._place, places), *stated)
        yield self._wrap(self._say(command.about))
        if places:
            yield self._pairs(phrases.ARGUMENTS, map(self._describe, places))
        yield self._pairs(phrases.OPTIONS, map(self._describe, options))
        for title, words in self._words() if PREFER in command.arguments else ():
            yield [*self._wrap(self._say(title)), *(_INDENT + each for each in words)]
        yield self._examples(command)

    def _words(self) -> Iterator[tuple[Phrase, Iterable[str]]]:
        """Yield the words of a request in the directory that answers, below their titles."""
        directory = self._directory
        types, priorities = directory.request_types, directory.priorities
        yield phrases.REQUEST_TYPES, (" / ".join(dict.fromkeys(each.label)) for each in types)
        yield phrases.PRIORITIES, (" / ".join(dict.fromkeys(each.label)) for each in priorities)
        yield (
            phrases.MEDIA,
            (" / ".join(dict.fromkeys(map(each.label, LANGUAGES))) for each in Medium),
        )

    def _usage(self, *words: str) -> list[str]:
        line = " ".join(["ccb-support", *words, self._say(phrases.OPTIONS_PLACE)])
        return self._wrap(self._say(phrases.USAGE, line=line), indent=_INDENT)

    def _wrap(self, text: str, first: str = "", indent: str = "") -> list[str]:
        return wrap(
            text,
            self._width,
            initial_indent=first,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )

    def _pairs(self, title: Phrase, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield a list of names, each with what it means beside it or below it."""
        found = list(pairs)
        # A name longer than a third of a line has its own line.
        column = min(max(len(name) for name, _ in found), self._width // 3)
        margin = " " * (len(_INDENT) * 2 + column)
        yield self._say(title)
        for name, about in found:
            first = f"{_INDENT}{name.ljust(column)}{_INDENT}"
            if len(name) > column:
                yield f"{_INDENT}{name}"
                first = margin
            yield from self._wrap(about, first, margin)

    def _examples(self, command: Command) -> Iterator[str]:
        yield self._say(phrases.EXAMPLES)
        for each in command.examples:
            yield f"{_INDENT}{self._say(each) if isinstance(each, Phrase) else each}"

    def _describe(self, argument: Argument) -> tuple[str, str]:
        """Return what the user writes, and what it means."""
        names = ", ".join(reversed(argument.names)) if argument.is_option else ""
        choices = f": {listed(argument.choices)}" if argument.choices else ""
        return f"{names} {self._value(argument)}".strip(), f"{self._say(argument.about)}{choices}"

    def _place(self, argument: Argument) -> str:
        name = self._value(argument) + ("..." if argument.repeats else "")
        return name if argument.required else f"[{name}]"

    def _value(self, argument: Argument) -> str:
        return self._say(argument.value) if argument.value else ""
