"""The words that a user writes: the commands, what each takes, and how its words are read.

Every error says what to write instead.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC
from importlib import import_module
from itertools import islice, pairwise, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from ccb_support import CcbSupportError
from ccb_support.errors import (
    BadParameterError,
    MissingParameterError,
    UnknownParameterError,
    listed,
    quoted,
)
from ccb_support.questions.arguments import MEDIA, Face, folded
from ccb_support.words import Language, Phrase
from ccb_support.words import command_line as phrases
from ccb_support.words import errors as error_phrases

from .call import Call


class Argument(NamedTuple):
    """An argument or an option of a command.

    Attributes:
        name: the name, with `--` for an option.
        value: the name of the value in the help; `None` for an option that takes no value.
        attribute: the attribute of the parsed arguments that has the value, if not the name.
        short: shorter names of an option, such as `-o`.
        choices: the only values that are accepted; any value if it is empty.
        required: whether the user must write it.
        repeats: whether the user may write it several times. The attribute is then a sequence.
        read: reads the text that the user wrote.
        default: the value if the user leaves it out.
    """

    name: str
    value: Phrase | None = None
    attribute: str = ""
    short: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    required: bool = False
    repeats: bool = False
    read: Callable[[str], object] = str
    default: object = None

    @property
    def is_option(self) -> bool:
        """Whether the user writes its name."""
        return self.name.startswith("-")

    @property
    def key(self) -> str:
        """The name of the attribute of the parsed arguments."""
        return self.attribute or self.name.lstrip("-").replace("-", "_")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of an option, the long one first."""
        return (self.name, *self.short)

    def shown(self, language: Language) -> str:
        """Return what the user writes: `--when HORA`, `--json`, or `TIPO`."""
        value = self.value.in_language(language) if self.value else ""
        return f"{self.name} {value}".strip() if self.is_option else value


class Command(NamedTuple):
    """A command.

    To add one, list it in the `COMMANDS` of a file, name that file and its Spanish name below, and
    say in `words` what it and each new argument do.

    Attributes:
        run: carries out the command, and returns the lines to print.
        arguments: what the user writes without a name, in order.
        options: what the user writes by its name, besides the options of all commands.
        examples: whole lines that a user can copy.
        has_json: whether it takes `--json`.
    """

    run: Callable[[Call], Iterable[str]]
    arguments: tuple[Argument, ...] = ()
    options: tuple[Argument, ...] = ()
    examples: tuple[str | Phrase, ...] = ()
    has_json: bool = True

    @property
    def all_options(self) -> tuple[Argument, ...]:
        """Its options, and those of all commands."""
        return (*self.options, *([JSON] if self.has_json else []), *COMMON)

    @property
    def everything(self) -> tuple[Argument, ...]:
        """All that it takes."""
        return (*self.arguments, *self.all_options)

    @property
    def options_by_name(self) -> Mapping[str, Argument]:
        """Each of all its options, by each of its names."""
        return {name: each for each in self.all_options for name in each.names}


def number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most`."""

    def read(text: str) -> int:
        if re.fullmatch("[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        raise BadParameterError(
            phrases.NOT_A_NUMBER.fill(text=quoted(text), least=least, most=most)
        )

    return read


def seconds(name: str, usual: int | None = None) -> Argument:
    """Return an option that takes a whole number of seconds, up to a year."""
    return Argument(name, phrases.SECONDS, read=number(0, 365 * 24 * 60 * 60), default=usual)


JSON = Argument("--json", default=False)
LANG = Argument("--lang", phrases.LANGUAGE)

COMMON = (LANG, Argument("--help", short=("-h",)), Argument("--version"))
"""What every command takes."""

DIRECTORY = Argument("--directory", phrases.FILE)
OUTPUT = Argument("--output", phrases.FILE, short=("-o",), read=Path)
FORCE = Argument("--force", default=False)

PREFER = Argument("--prefer", phrases.MEDIUM)
UNAVAILABLE = Argument("--unavailable", phrases.OUTAGE, repeats=True, default=())

WHEN = Argument("--when", phrases.TIME, "at")
RANGE = Argument("--from", phrases.TIME, "start"), Argument("--to", phrases.TIME, "end")
"""The ends of a range of time."""


def as_word(name: str, entry_id: str) -> str:
    """Return a name as one word for a shell, or else its id: bash would run a `$(...)`."""
    word = name.replace(" ", "-")
    return word if re.fullmatch(r"\w[\w-]*", word) else entry_id


def find_command(call: Call, name: str) -> Command:
    """Return the command that a user wrote; without a name, it is the overview.

    Raises:
        BadParameterError: there is no such command.
    """
    known = SPANISH.get(name, name)
    if known not in _FILES:
        # Many users write the request type first, or only the first word of it.
        meant = (
            f"recommend {as_word(word, entry.id)}"
            for entry in call.desk.directory.request_types
            for word in (*entry.words, *entry.ambiguous)
            if f"{folded(word)} ".startswith(f"{folded(known)} ")
        )
        raise wrong_word(known, (*NAMES, *SPANISH), meant=min(meant, key=len, default=None))
    commands: Mapping[str, Command] = import_module(f"{__package__}.{_FILES[known]}").COMMANDS
    return commands[known]


_FILES = {
    "": "answer_commands",
    "recommend": "answer_commands",
    "channels": "answer_commands",
    "timeline": "answer_commands",
    "week": "answer_commands",
    "escalation": "answer_commands",
    "holidays": "answer_commands",
    "verify": "check_commands",
    "diff": "check_commands",
    "export": "document_commands",
    "route": "table_commands",
    "serve": "server_commands",
    "mcp": "server_commands",
    "schema": "document_commands",
    "doctor": "check_commands",
    "completion": "completion",
}
"""The file of each command, in the order in which the help lists them.

A file is loaded only if one of its commands is needed.
"""

NAMES = tuple(_FILES)[1:]
"""The names of the commands. The overview, which is the first, has none."""

SPANISH = {
    "recomendar": "recommend",
    "canales": "channels",
    "cronograma": "timeline",
    "semana": "week",
    "escalamiento": "escalation",
    "festivos": "holidays",
    "verificar": "verify",
    "comparar": "diff",
    "exportar": "export",
    "asignar": "route",
    "servir": "serve",
    "esquema": "schema",
    "revisar": "doctor",
    "completar": "completion",
}
"""The Spanish names of the commands, each with the other one."""


def split_command(words: list[str]) -> tuple[str, list[str]]:
    """Return the name of the command, and all other words. Some options may precede the name.

    Without a command, the name is empty.
    """
    if words[:1] in (["help"], ["ayuda"]):
        # Many programs have this command.
        words = [*words[1:], "--help"]
    taking_a_value = {
        name
        for each in (LANG, DIRECTORY, WHEN, *RANGE, PREFER, UNAVAILABLE, OUTPUT)
        for name in each.names
    }
    for place, (before, word) in enumerate(pairwise(["", *words])):
        # A name has letters. An empty word is one word too many.
        if word[:1] not in ("", "-") and before not in taking_a_value:
            return word, [*words[:place], *words[place + 1 :]]
    return "", [*words]


def in_parts(words: Iterable[str]) -> Iterator[str]:
    """Yield words, with `--name=value` as two. Bash passes it as three: the second is `=`."""
    for word in words:
        if word.startswith("--"):
            yield from word.split("=", 1)
        elif word != "=":
            yield word


def read_words(call: Call, name: str, command: Command, words: Iterable[str]) -> dict[str, Any]:
    """Return what a user wrote for a command, each value by the key of its argument.

    Raises:
        BadParameterError: a word is wrong.
        MissingParameterError: a word is missing.
    """
    see_help = " ".join(filter(None, ("ccb-support", name, "--help")))
    values: dict[str, Any] = {each.key: each.default for each in command.everything}
    for argument, text in _assign(call, command, deque(words), see_help):
        if argument.choices and text not in argument.choices:
            raise wrong_word(str(text), argument.choices)
        value = True if text is None else argument.read(text)
        values[argument.key] = [*values[argument.key], value] if argument.repeats else value
    missing = [each for each in command.everything if each.required and values[each.key] is None]
    # A user who asks for help does not know yet what a command needs.
    if missing and not values["help"]:
        names = Phrase.of(lambda language: listed(each.shown(language) for each in missing))
        raise MissingParameterError(phrases.MISSING_ARGUMENTS.fill(names=names, help=see_help))
    return values


def _assign(
    call: Call, command: Command, words: deque[str], see_help: str
) -> Iterator[tuple[Argument, str | None]]:
    """Yield each argument that the user wrote, with its text; a flag has none."""
    options = command.options_by_name
    positional = [*command.arguments]
    takes_options = True
    while words:
        word = words.popleft()
        name, equals, text = word.partition("=")
        if takes_options and word == "--":
            takes_options = False
        elif not takes_options or not word.startswith("-"):
            # After the last argument, people may write a time without its option: the first one.
            _require_quotes(call, (*positional, *command.all_options)[0], word, words)
            if not positional:
                raise BadParameterError(
                    phrases.ONE_WORD_MORE.fill(word=quoted(word), help=see_help)
                )
            yield positional[0], word
            if not positional[0].repeats:
                del positional[0]
        elif name not in options or (equals and not options[name].value):
            raise wrong_word(name + equals, options, kind=UnknownParameterError)
        elif (value := options[name].value) is None:
            yield options[name], None
        else:
            if equals:
                words.appendleft(text)
            elif not words or words[0] in options:
                raise BadParameterError(phrases.NEEDS_A_VALUE.fill(name=name, value=value))
            given = words.popleft()
            _require_quotes(call, options[name], given, words)
            yield options[name], given


_MOST_WORDS = 20
"""How many words after a value may belong to it."""


def _require_quotes(call: Call, argument: Argument, given: str, words: Iterable[str]) -> None:
    """Raise an error if the words after a value belong to it, so that quotes are missing."""
    read = _READERS.get(argument.value)
    texts = [
        given,
        *takewhile(
            lambda word: folded(word) and not word.startswith("-"), islice(words, _MOST_WORDS)
        ),
    ]
    # The user meant as many of the words as make a value.
    for end in range(len(texts), 1, -1):
        # To some shells, such as that of Windows, `'` is a letter of the words.
        value = " ".join(texts[:end]).strip("'")
        if read and read(call, value):
            name = f"{argument.name} " if argument.is_option else ""
            raise BadParameterError(phrases.QUOTES_MISSING.fill(words=f'{name}"{value}"'))


def _is_time(call: Call, text: str) -> bool:
    """Return whether people write a time like that, also if it may mean several times."""
    from .times import read_time  # noqa: PLC0415 - most calls are about now

    try:
        return bool(read_time(text, call.now, UTC, midnight_by_default=True))
    except CcbSupportError as error:
        return bool(error.accepted)


def _is_outage(call: Call, text: str) -> bool:
    _, equals, end = text.partition("=")
    # A word that names no channel comes back as it is. So does an id, which needs no quotes.
    face = Face(call.desk.router.editions)
    return _is_time(call, end) if equals else face.channel_id(text) != text


_READERS: Mapping[Phrase | None, Callable[[Call, str], object]] = {
    phrases.TYPE: lambda call, text: call.desk.directory.request_types.find(text),
    phrases.PRIORITY: lambda call, text: call.desk.directory.priorities.find(text),
    phrases.MEDIUM: lambda _, text: MEDIA.find(text),
    phrases.TIME: _is_time,
    phrases.OUTAGE: _is_outage,
}
"""What reads a text of several words as one value, by what the help calls the value."""


def wrong_word(
    word: str,
    accepted: Iterable[str],
    *,
    meant: str | None = None,
    kind: type[CcbSupportError] = BadParameterError,
) -> CcbSupportError:
    """Return the error about a word that is not one of `accepted`.

    The suggestion is `meant`, or else the most similar word that is accepted.
    """
    known = tuple(accepted)
    word_meant = meant or _closest(word, known)
    suggestion = error_phrases.SUGGESTION.fill(word=word_meant) if word_meant else ""
    return kind(
        phrases.UNKNOWN_WORD.fill(word=quoted(word), suggestion=suggestion, accepted=listed(known))
    )


def _closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, or None."""
    from difflib import get_close_matches  # noqa: PLC0415 - most calls have no misspelling

    # The signs around an option do not say which one was meant.
    by_folded = {folded(each.strip("-")): each for each in known}
    close = get_close_matches(folded(word.strip("-=")), by_folded)
    return by_folded[close[0]] if close else None
