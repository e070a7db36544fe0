"""Reading the arguments of a command: every error says what to write instead."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from ccb_support.errors import listed, quoted
from ccb_support.limits import MOST_ARGUMENTS
from ccb_support.words import command_phrases as phrases
from ccb_support.words.languages import LANGUAGES
from ccb_support.words.phrase import Phrase

from .bad_argument import BadArgumentError, wrong_word
from .command import COMMON, DIRECTORY, LANG, WHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.words.languages import Language

    from .command import Argument, Command


def split_command(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the name of the command, and all other words. Some options may come before the name.

    Raises:
        BadArgumentError: there are too many words.
    """
    if len(words) > MOST_ARGUMENTS:
        count = len(words)
        raise BadArgumentError(phrases.TOO_MANY_ARGUMENTS.fill(count=count, most=MOST_ARGUMENTS))
    if words and words[0] == "help":
        # Many programs have this command.
        words = [*words[1:], "--help"]
    before = ""
    for place, word in enumerate(words):
        if not word.startswith("-") and before not in _TAKING_A_VALUE:
            return word, [*words[:place], *words[place + 1 :]]
        before = word
    return None, [*words]


_TAKING_A_VALUE = {each.name for each in (LANG, DIRECTORY, WHEN)}
"""The options that may come before the name of a command, and that take a value."""


def find_option(words: Iterable[str], name: str) -> str | None:
    """Return the last value of an option, before anything checks the words."""
    found, before = None, ""
    for word in words:
        if word.startswith(f"{name}="):
            found = word.removeprefix(f"{name}=")
        elif before == name:
            found = word
        before = word
    return found


def read_arguments(command: Command, words: Iterable[str]) -> SimpleNamespace:
    """Return what a user wrote for a command, each value as an attribute.

    Raises:
        BadArgumentError: an argument is wrong or missing.
    """
    return _Reader(command).read(words)


class _Reader:
    def __init__(self, command: Command) -> None:
        self._all = (*command.arguments, *COMMON)
        self._options = {name: each for each in self._all if each.is_option for name in each.names}
        self._help = " ".join(filter(None, ("ccb-support", command.name, "--help")))

    def read(self, words: Iterable[str]) -> SimpleNamespace:
        found: dict[str, list[Any]] = {}
        for argument, text in self._assign(iter(words)):
            found.setdefault(argument.key, []).append(_value(argument, text))
        missing = [each for each in self._all if each.required and each.key not in found]
        # A user who asks for help does not know yet what a command needs.
        if missing and "help" not in found:
            names = Phrase(*(_names(missing, language) for language in LANGUAGES))
            raise BadArgumentError(phrases.MISSING_ARGUMENTS.fill(names=names, help=self._help))
        values = {each.key: each.default for each in self._all}
        for each in self._all:
            if texts := found.get(each.key):
                values[each.key] = texts if each.repeats else texts[-1]
        return SimpleNamespace(**values)

    def _assign(self, words: Iterator[str]) -> Iterator[tuple[Argument, str | None]]:
        """Yield each argument that the user wrote, with its text; a flag has none."""
        places = self._each_place()
        for word in words:
            if word == "--":
                yield from ((self._next(places, rest), rest) for rest in words)
            elif word.startswith("-") and word != "-":
                yield self._option(word, words)
            else:
                yield self._next(places, word), word

    def _each_place(self) -> Iterator[Argument]:
        for each in self._all:
            if not each.is_option:
                yield each
                while each.repeats:
                    yield each

    def _next(self, places: Iterator[Argument], word: str) -> Argument:
        if place := next(places, None):
            return place
        raise BadArgumentError(phrases.ONE_WORD_MORE.fill(word=quoted(word), help=self._help))

    def _option(self, word: str, words: Iterator[str]) -> tuple[Argument, str | None]:
        name, equals, text = word.partition("=")
        option = self._options.get(name)
        if option is None:
            raise wrong_word(phrases.UNKNOWN_OPTION, name, self._options)
        if option.value is None:
            if equals:
                raise BadArgumentError(phrases.TAKES_NO_VALUE.fill(name=name))
            return option, None
        value = text if equals else next(words, None)
        if value is None or (not equals and value in self._options):
            raise BadArgumentError(phrases.NEEDS_A_VALUE.fill(name=name, value=option.value))
        return option, value


def _names(arguments: Iterable[Argument], language: Language) -> str:
    """Return how the help calls arguments: an option by its name, another one by its value."""
    return listed(
        each.name if each.is_option or each.value is None else each.value.in_language(language)
        for each in arguments
    )


def _value(argument: Argument, text: str | None) -> object:
    if text is None:
        return True
    if argument.choices and text not in argument.choices:
        raise wrong_word(phrases.UNKNOWN_CHOICE, text, argument.choices)
    return argument.read(text)
