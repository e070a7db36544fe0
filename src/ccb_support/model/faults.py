"""The faults that a validation found, for people: each with its path, its line and its words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time
from difflib import get_close_matches
from functools import reduce
from typing import NamedTuple, TypeAlias, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from ccb_support.errors import Fault, cut, listed, quoted
from ccb_support.words import Phrase
from ccb_support.words.faults import (
    EXAMPLES,
    EXAMPLES_OF_SECTIONS,
    FAULTS_OF_PLACES,
    FOUND,
    MEANT_KEYS,
    SECTIONS,
)

from .records import as_sequence, fields_of, keys_of, phrase_of, words_of
from .vocabulary import Vocabulary, folded

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and the indexes that lead to a value: `("channels", 2, "hours", 0, "closes")`."""


def write_path(path: KeyPath) -> str:
    """Return a path as people write it: `channels[2].hours[0].closes`. The whole has no text."""
    return "".join(map(_write_step, path)).removeprefix(".")


def _write_step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    is_plain = re.fullmatch(r"[\w-]+", step) and step == cut(step)
    return f".{step if is_plain else quoted(step)}"


def list_faults(
    error: ValidationError, content: object, model: type[BaseModel], text: str = ""
) -> list[Fault]:
    """Return the faults that `error` found when `model` read `content`, with their paths.

    If `text` is the TOML of `content`, the faults also have their lines.
    """
    whole, lines = _Place((), content, (model,)), TomlLines(text)
    found = (_path_and_words(each, whole) for each in error.errors(include_url=False))
    faults = (
        Fault(write_path(path), words.en, lines.line_of(path), words.es) for path, words in found
    )
    # One text is for each language, and so is its fault.
    return [*dict.fromkeys(faults)]


def _path_and_words(details: ErrorDetails, whole: "_Place") -> tuple[KeyPath, Phrase]:
    location = details["loc"]
    match details["type"]:
        case "missing":
            place, key = whole.at(location[:-1]), str(location[-1])
            return (*place.path, key), _explain_missing_key(key, place)
        case "extra_forbidden":
            key, place = str(location[-1]), whole.at(location[:-1])
            return (*place.path, key), _explain_unknown_key(key, place, whole)
        case _:
            place = whole.at(location)
            return place.path, _explain(details, place)


def _explain_missing_key(key: str, place: "_Place") -> Phrase:
    """Say what to write for a missing key, so that it causes no other fault."""
    other = _OTHER_ENDS.get(key)
    if other in fields_of(place.content):
        return phrase_of("missing_end", other=other)
    keys = _dotted((*place.path, key))
    example = EXAMPLES_OF_SECTIONS.get(keys, EXAMPLES[key])
    if keys in ("escalation.level", "priorities.id"):
        example = f"{key} = {int(place.path[-1]) + 1}"
    return phrase_of("missing_key", example=example)


_OTHER_ENDS = {
    "from": "through",
    "date": "through",
    "through": "from",
    "starts": "ends",
    "ends": "starts",
}
"""By key: the key of the other end of the same span. Both ends have values of one kind."""


def _dotted(path: KeyPath) -> str:
    """Return the keys of a path without its numbers: `special_days.hours`."""
    return ".".join(step for step in path if isinstance(step, str))


def _explain_unknown_key(key: str, place: "_Place", whole: "_Place") -> Phrase:
    # To TOML, a line at the end of a file is one of its last table.
    if key in whole.keys and key not in (*fields_of(whole.content), *SECTIONS):
        return phrase_of("key_of_the_file")
    unused = [each for each in place.keys if each not in fields_of(place.content)]
    word, names = folded(cut(key)), {folded(each): each for each in place.keys}
    meant = [each for each in MEANT_KEYS.get(word, ()) if each in place.keys]
    meant += [names[each] for each in get_close_matches(word, names)]
    if meant:
        best = next((each for each in meant if each in unused), meant[0])
        # The title of a list may come again, with the next entry.
        is_free = best in unused or (place is whole and best in SECTIONS)
        return phrase_of("misspelt_key" if is_free else "superfluous_key", meant=best)
    return phrase_of("unknown_key_of_several" if unused else "unknown_key", others=listed(unused))


def _explain(details: ErrorDetails, place: "_Place") -> Phrase:
    words, value = words_of(details), place.content
    if code := FAULTS_OF_PLACES.get((_dotted(place.path), details["type"])):
        words = phrase_of(code, key=place.path[-1])
    if details["type"] == "union_tag_invalid":
        value = fields_of(value)["medium"]
    # A whole table would drown the message, and the path says where it is.
    if value is None or isinstance(value, dict | list | tuple | BaseModel):
        return words
    shown, in_python = _as_written(value), quoted(value)
    # The error of a word that nobody knows begins with it.
    if words.en.startswith(in_python):
        return Phrase(*(shown + each.removeprefix(in_python) for each in words))
    return FOUND.fill(words=words, value=shown)


def _as_written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, date | time) else quoted(value)


class _Place(NamedTuple):
    """A place in what was read: its path, what is there, and the records that may be there."""

    path: KeyPath
    content: object
    models: tuple[type[BaseModel], ...]

    def at(self, location: Iterable[int | str]) -> "_Place":
        """Return the place at `location` below this one."""
        return reduce(_Place._step, location, self)

    def _step(self, step: int | str) -> "_Place":
        if isinstance(step, int):
            return _Place((*self.path, step), as_sequence(self.content)[step], self.models)
        fields = [found[step] for model in self.models if step in (found := keys_of(model))]
        if not fields:
            return self._replace(models=tuple(self._models_of_branch(step)))
        if isinstance(self.content, str):
            # One text is for each language.
            return self
        models = [each for field in fields for each in _models_in(field.annotation)]
        return _Place((*self.path, step), fields_of(self.content).get(step), tuple(models))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that the records have."""
        return tuple(dict.fromkeys(key for model in self.models for key in keys_of(model)))

    def _models_of_branch(self, tag: str) -> Iterator[type[BaseModel]]:
        # Pydantic also names the branch of a union that it tried: for a contact, the medium.
        for model in self.models:
            if "medium" not in model.model_fields or model.model_fields["medium"].default == tag:
                yield model


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the records that a value of this type may be or hold."""
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from _models_in(annotation.model_fields["root"].annotation)
    elif isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        yield annotation.kind
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


# --- On which line of a text each place is.

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+')"""
_DOTTED = rf"({_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)[ \t]*+"

_REST = r"(?:[ \t\r\n,]++|#[^\n]*+)*+"
"""What is between two parts of a text."""

_START = re.compile(_REST)
_HEADER = re.compile(rf"(\[\[?)[ \t]*+{_DOTTED}\]\]?{_REST}")
_KEY = re.compile(rf"{_DOTTED}={_REST}")
_VALUE = re.compile(
    r"(?:([\[{])"  # the beginning of a list or of an inline table
    r'|"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'  # a text of several lines
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"'  # a text of one line
    r"|'[^'\n]*+'"
    rf"|[^\s,\[\]{{}}#\"'][^,\[\]{{}}#\n]*+){_REST}",  # a number, a date, true or false
    re.DOTALL,
)
_END = re.compile(rf"[\]}}]{_REST}")

_DEEPEST = 10
"""The longest path that has a line of its own. The paths of a directory have up to six steps."""


class TomlLines:
    """On which line of a TOML text each key and each entry of a list is.

    `tomllib` keeps no positions, so this reads the text once more. It knows only what separates one
    key from the next, because `tomllib` has accepted the text already.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Where the part begins that was read last, on which line, and where the next one begins.
        self._begin, self._line, self._position = 0, 1, 0
        self._lines: dict[KeyPath, int] = {}
        self._entries: Counter[KeyPath] = Counter()
        table: KeyPath = ()
        self._take(_START)
        while self._position < len(text):
            if text[self._position] == "[":
                table = self._open_table(*self._take(_HEADER).groups())
            else:
                self._read_pair(table)

    def line_of(self, path: KeyPath) -> int | None:
        """Return the line of a key, or of an entry of a list; the first line is 1.

        It is the first line that mentions the key. If the text does not have the key, return the
        line of what it would be in. The whole text has no line.
        """
        outwards = (path[:length] for length in range(len(path), 0, -1))
        return next((self._lines[each] for each in outwards if each in self._lines), None)

    def _open_table(self, bracket: str, name: str) -> KeyPath:
        table: KeyPath = ()
        for part in _parts_of(name):
            table = self._note((*self._last_of(table), part))
        if bracket == "[[":
            self._entries[table] += 1
        return self._note(self._last_of(table))

    def _last_of(self, table: KeyPath) -> KeyPath:
        """Return the place of a table, or of the last one if it is one of `[[...]]`."""
        count = self._entries[table]
        return (*table, count - 1) if count else table

    def _read_pair(self, place: KeyPath) -> None:
        for part in _parts_of(self._take(_KEY)[1]):
            place = self._note((*place, part))
        self._read_value(place)

    def _read_value(self, place: KeyPath) -> None:
        opening, number = self._take(_VALUE)[1], 0
        place = self._note(place)
        while opening and self._text[self._position] not in "]}":
            if opening == "[":
                self._read_value((*place, number))
            else:
                self._read_pair(place)
            number += 1
        if opening:
            self._take(_END)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Return the next part, which has that form, and go behind it."""
        found = next(pattern.finditer(self._text, self._position))
        # Counted from the last part on, so that all parts together take one pass.
        self._line += self._text.count("\n", self._begin, found.start())
        self._begin, self._position = found.span()
        return found

    def _note(self, place: KeyPath) -> KeyPath:
        """Return a place, and keep the line of the last part as its line if the place is new."""
        kept = place[:_DEEPEST]
        self._lines.setdefault(kept, self._line)
        return kept


def _parts_of(name: str) -> list[str]:
    """Return the keys that dots join: `a."b.c"` is `a` and `b.c`. It reads no escapes."""
    return [part.strip("\"'") for part in re.findall(_PART, name)]
