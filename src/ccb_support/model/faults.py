"""The faults that a validation found, for people: each with its path, its line and its words."""

from __future__ import annotations

from datetime import date, time
from difflib import get_close_matches
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, get_args

from pydantic import BaseModel, RootModel

from ccb_support.errors import Fault, cut, listed, quoted
from ccb_support.words.faults import (
    EXAMPLES,
    EXAMPLES_OF_SECTIONS,
    FAULTS_OF_PLACES,
    FOUND,
    MEANT_KEYS,
)

from .records import as_sequence, fields_of, keys_of, phrase_of, words_of
from .toml_lines import TomlLines, write_path
from .vocabulary import Vocabulary, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from ccb_support.words import Phrase

    from .toml_lines import KeyPath


def list_faults(
    error: ValidationError, content: object, model: type[BaseModel], text: str = ""
) -> list[Fault]:
    """Return the faults that `error` found when `model` read `content`, with their paths.

    If `text` is the TOML of `content`, the faults also have their lines.
    """
    whole, lines = _Place((), content, (model,)), TomlLines(text)
    found = (_path_and_words(each, whole) for each in error.errors(include_url=False))
    return [
        Fault(write_path(path), words.en, lines.line_of(path), words.es) for path, words in found
    ]


def _path_and_words(details: ErrorDetails, whole: _Place) -> tuple[KeyPath, Phrase]:
    location = details["loc"]
    match details["type"]:
        case "missing":
            place, key = whole.at(location[:-1]), str(location[-1])
            return (*place.path, key), _explain_missing_key(key, place)
        case "extra_forbidden":
            key, place = str(location[-1]), whole.at(location[:-1])
            return (*place.path, key), _explain_unknown_key(key, place)
        case _:
            path = whole.at(location).path
            return path, _explain(details, path)


def _explain_missing_key(key: str, place: _Place) -> Phrase:
    """Say what to write for a missing key, so that it causes no other fault."""
    other = _OTHER_ENDS.get(key)
    if other and other in fields_of(place.content):
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


def _explain_unknown_key(key: str, place: _Place) -> Phrase:
    unused = [each for each in place.keys if each not in fields_of(place.content)]
    word, names = folded(cut(key)), {folded(each): each for each in unused}
    meant = [each for each in MEANT_KEYS.get(word, ()) if each in unused]
    meant += [names[each] for each in get_close_matches(word, names, n=1)]
    if meant:
        return phrase_of("misspelt_key", meant=meant[0])
    return phrase_of("unknown_key_of_several" if unused else "unknown_key", others=listed(unused))


def _explain(details: ErrorDetails, path: KeyPath) -> Phrase:
    words, value = words_of(details), details["input"]
    if code := FAULTS_OF_PLACES.get((_dotted(path), details["type"])):
        words = phrase_of(code, key=path[-1])
    # A whole table would drown the message, and the path says where it is.
    if value is None or isinstance(value, dict | list | tuple | BaseModel):
        return words
    shown = _as_written(value)
    return words if shown in words.en else FOUND.fill(words=words, value=shown)


def _as_written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, date | time) else quoted(value)


class _Place(NamedTuple):
    """A place in what was read: its path, what is there, and the records that may be there."""

    path: KeyPath
    content: object
    models: tuple[type[BaseModel], ...]

    def at(self, location: Iterable[int | str]) -> _Place:
        """Return the place at `location` below this one."""
        return reduce(_Place._step, location, self)

    def _step(self, step: int | str) -> _Place:
        if isinstance(step, int):
            return _Place((*self.path, step), as_sequence(self.content)[step], self.models)
        fields = [found[step] for model in self.models if step in (found := keys_of(model))]
        if not fields:
            return self._replace(models=tuple(self._models_of_branch(step)))
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
