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

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\]++|\\.)*+"|'[^']*+')"""
_DOTTED = rf"[ \t]*+({_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)[ \t]*+"

_HEADER = re.compile(rf"[ \t]*+(\[\[?){_DOTTED}\]")
_KEY = re.compile(rf"{_DOTTED}=")
_TABLE = re.compile(r"(?:^|[\[,])[ \t]*+\{")
"""The beginning of an inline table in a list."""


class TomlLines:
    """On which line of a TOML text each key and each table is.

    `tomllib` keeps no positions, so this looks at how each line begins, and counts the inline
    tables of a list. A line within a text of several lines is read as if it were not.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {}
        self._entries: Counter[KeyPath] = Counter()
        table, place = KeyPath(), KeyPath()
        for number, line in enumerate(text.split("\n"), start=1):
            if header := _HEADER.match(line):
                table = ()
                for part in _parts_of(header[2]):
                    table = self._note((*self._last_of(table), part), number)
                self._entries[table] += header[1] == "[["
                table = self._note(self._last_of(table), number)
                continue
            if key := _KEY.match(line):
                place = table
                for part in _parts_of(key[1]):
                    place = self._note((*place, part), number)
            for _ in _TABLE.finditer(line):
                self._entries[place] += 1
                self._note(self._last_of(place), number)

    def line_of(self, path: KeyPath) -> int | None:
        """Return the line of a key, or of an entry of a list; the first line is 1.

        It is the first line that mentions the key. If no line begins with the key, return the line
        of what it is in, or would be in. The whole text has no line.
        """
        outwards = (path[:length] for length in range(len(path), 0, -1))
        return next((self._lines[each] for each in outwards if each in self._lines), None)

    def _last_of(self, place: KeyPath) -> KeyPath:
        """Return a place, or that of its last entry if it is a list of tables."""
        count = self._entries[place]
        return (*place, count - 1) if count else place

    def _note(self, place: KeyPath, line: int) -> KeyPath:
        """Return a place, and keep its line if the place is new."""
        self._lines.setdefault(place, line)
        return place


def _parts_of(name: str) -> list[str]:
    """Return the keys that dots join: `a."b.c"` is `a` and `b.c`. It reads no escapes."""
    return [part.strip("\"'") for part in re.findall(_PART, name)]
