"""The help of the program, and of each command."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from ccb_support import Medium, Priority, RequestType
from ccb_support.errors import listed
from ccb_support.words import help_phrases as phrases
from ccb_support.words.languages import LANGUAGES
from ccb_support.words.phrase import Phrase

from .commands import NAMES, find_command
from .tokens import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccb_support.words.languages import Language

    from .tokens import Argument, Command

_INDENT = "  "
_WORDS = (
    (phrases.REQUEST_TYPES, RequestType),
    (phrases.PRIORITIES, Priority),
    (phrases.MEDIA, Medium),
)
"""The words of a request, below their titles."""


class Help:
    """Writes help in one language and one width."""

    def __init__(self, language: Language, width: int) -> None:
        self._language: Language = language
        self._width = width

    def of_program(self) -> Iterator[str]:
        """Yield the help of the program: all its commands."""
        overview = find_command(None)
        yield from self._usage(self._say(phrases.COMMAND_PLACE))
        yield from self._paragraph(phrases.PROGRAM)
        yield from self._paragraph(phrases.OVERVIEW)
        commands = [(name, self._say(find_command(name).about)) for name in NAMES]
        yield from self._pairs(phrases.COMMANDS, commands)
        yield from self._pairs(phrases.OPTIONS, map(self._describe, overview.everything))
        yield from self._examples(overview.examples)
        yield from self._paragraph(phrases.HELP_OF_COMMANDS)

    def of_command(self, name: str, command: Command) -> Iterator[str]:
        """Yield the help of one command."""
        places = [each for each in command.arguments if not each.is_option]
        options = [each for each in command.everything if each.is_option and each is not VERSION]
        stated = [f"{each.name} {self._value(each)}" for each in options if each.required]
        yield from self._usage(name, *map(self._place, places), *stated)
        yield from self._paragraph(command.about)
        if places:
            yield from self._pairs(phrases.ARGUMENTS, map(self._describe, places))
        yield from self._pairs(phrases.OPTIONS, map(self._describe, options))
        if command.lists_words:
            yield from self._words()
        yield from self._examples(command.examples)

    def _usage(self, *words: str) -> Iterator[str]:
        line = " ".join(["ccb-support", *words, self._say(phrases.OPTIONS_PLACE)])
        text = self._say(phrases.USAGE, line=line)
        yield from wrap(text, self._width, subsequent_indent=_INDENT, break_on_hyphens=False)

    def _paragraph(self, phrase: Phrase) -> Iterator[str]:
        yield ""
        yield from wrap(self._say(phrase), self._width)

    def _pairs(self, title: Phrase, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield a list of names, each with what it means beside it or below it."""
        found = list(pairs)
        # A name longer than a third of a line has its own line.
        column = min(max(len(name) for name, _ in found), self._width // 3)
        margin = " " * (len(_INDENT) * 2 + column)
        yield ""
        yield self._say(title)
        for name, about in found:
            first = f"{_INDENT}{name.ljust(column)}{_INDENT}"
            if len(name) > column:
                yield f"{_INDENT}{name}"
                first = margin
            yield from wrap(
                about,
                self._width,
                initial_indent=first,
                subsequent_indent=margin,
                break_on_hyphens=False,
            )

    def _words(self) -> Iterator[str]:
        for title, kind in _WORDS:
            yield from self._paragraph(title)
            for each in kind:
                yield _INDENT + " / ".join(dict.fromkeys(map(each.label, LANGUAGES)))

    def _examples(self, examples: Iterable[str | Phrase]) -> Iterator[str]:
        yield ""
        yield self._say(phrases.EXAMPLES)
        for each in examples:
            yield f"{_INDENT}{self._say(each) if isinstance(each, Phrase) else each}"

    def _describe(self, argument: Argument) -> tuple[str, str]:
        """Return what the user writes, and what it means."""
        names = ", ".join(reversed(argument.names)) if argument.is_option else ""
        about = self._say(argument.about)
        if argument.choices:
            about = f"{about}: {listed(argument.choices)}"
        return f"{names} {self._value(argument)}".strip(), about

    def _place(self, argument: Argument) -> str:
        name = self._value(argument) + ("..." if argument.repeats else "")
        return name if argument.required else f"[{name}]"

    def _value(self, argument: Argument) -> str:
        return self._say(argument.value) if argument.value else ""

    def _say(self, phrase: Phrase, **parts: object) -> str:
        return phrase.in_language(self._language, **parts)
