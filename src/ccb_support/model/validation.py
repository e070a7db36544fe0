"""Checks that report every fault at once, each with its path.

Pydantic stops at the first level that fails. So a fault that spans several values, such as an
overlap, would appear only after every other fault is repaired. `validate_all` runs such checks on
every value, and the checks read what the value states, even if it has other faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from functools import reduce
from typing import TYPE_CHECKING, Any, LiteralString, NamedTuple, TypeAlias, TypeVar, cast, get_args

from pydantic import (
    BaseModel,
    ModelWrapValidatorHandler,
    RootModel,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from ccb_support.errors import Fault, quoted
from ccb_support.words.fault_phrases import FOUND
from ccb_support.words.key_hints import EXAMPLES

from .fault_words import bad_value, error_of, phrase_of, words_of
from .key_words import explain_unknown_key
from .paths import write_path
from .records import TOO_MANY
from .untrusted import as_mapping, as_sequence

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from ccb_support.words.phrase import Phrase

    from .paths import KeyPath

_M = TypeVar("_M", bound=BaseModel)
_T = TypeVar("_T")

Check: TypeAlias = Callable[[object], Iterable[InitErrorDetails]]
"""Yields what is wrong with a record, or with a value that is not a valid record."""


def validate_all(check: Check) -> Any:  # noqa: ANN401 - what pydantic makes of a validator
    """Return a validator of a class that runs `check` even if the validation fails.

    Its error has the faults of both. One exception: if a list has too many entries, `check` does
    not run, because it would read them all.
    """

    # Pydantic makes a class method of a function whose first parameter is `cls`.
    @model_validator(mode="wrap")
    def validate(cls: type[_M], value: object, handler: ModelWrapValidatorHandler[_M]) -> _M:  # noqa: ARG001
        try:
            result = handler(value)
        except ValidationError as error:
            found = error.errors(include_url=False)
            title, details = error.title, [copy_fault(each, each["loc"]) for each in found]
            if not any(map(_is_excess, details)):
                details += check(value)
        else:
            title, details = type(result).__name__, [*check(result)]
            if not details:
                return result
        raise ValidationError.from_exception_data(title, details)

    return validate


def fault(
    code: LiteralString,
    location: tuple[int | str, ...] = (),
    value: object = None,
    /,
    **parts: object,
) -> InitErrorDetails:
    """Return a fault in the form in which pydantic takes it.

    Args:
        code: its code in the catalogue.
        location: where it is.
        value: what is there.
        parts: what its message names.
    """
    return InitErrorDetails(type=bad_value(code, **parts), loc=location, input=value)


def fields_of(entry: object) -> Mapping[object, object]:
    """Return what `entry` states under each key, whether it is a record or a table."""
    if isinstance(entry, BaseModel):
        return dict(zip(keys_of(type(entry)), entry.__dict__.values(), strict=True))
    return as_mapping(entry)


def read_field(entry: object, key: str, kind: TypeAdapter[_T]) -> _T | None:
    """Return what `entry` states under `key`, or None if that is not valid.

    The entry may have other faults.
    """
    stated = fields_of(entry).get(key)
    return cast("_T", stated) if isinstance(entry, BaseModel) else read_value(stated, kind)


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the keys that a file writes for a record, each with its field."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def read_items(entry: object, key: str, kind: TypeAdapter[_T]) -> Iterator[tuple[int, _T]]:
    """Yield each valid item of the list that `entry` states under `key`, with its index."""
    is_valid = isinstance(entry, BaseModel)
    for index, item in enumerate(as_sequence(fields_of(entry).get(key))):
        found = cast("_T", item) if is_valid else read_value(item, kind)
        if found is not None:
            yield index, found


def read_value(value: object, kind: TypeAdapter[_T]) -> _T | None:
    """Return `value` as `kind` reads it, or None if it is not valid."""
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None


def copy_fault(details: ErrorDetails, location: tuple[int | str, ...]) -> InitErrorDetails:
    """Return a fault that pydantic has found, at another place."""
    error = error_of(cast("Any", details["type"]), words_of(details))
    return InitErrorDetails(type=error, loc=location, input=details["input"])


def _is_excess(details: InitErrorDetails) -> bool:
    kind = details["type"]
    return isinstance(kind, PydanticCustomError) and kind.type == TOO_MANY


def list_faults(
    error: ValidationError, content: object, model: type[BaseModel], text: str = ""
) -> list[Fault]:
    """Return the faults that `error` found when `model` read `content`, with their paths.

    If `text` is the TOML of `content`, the faults also have their lines.
    """
    from .toml_lines import TomlLines  # noqa: PLC0415 - most files have no fault

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
            return (*place.path, key), phrase_of("missing_key", example=EXAMPLES[key])
        case "extra_forbidden":
            key, place = str(location[-1]), whole.at(location[:-1])
            words = explain_unknown_key(key, place.keys, as_mapping(place.content))
            return (*place.path, key), words
        case _:
            return whole.at(location).path, _explain(details)


def _explain(details: ErrorDetails) -> Phrase:
    words, value = words_of(details), details["input"]
    # A whole table would drown the message, and the path says where it is.
    if value is None or isinstance(value, dict | list | tuple | BaseModel):
        return words
    shown = _as_written(value)
    return words if shown in words.en else FOUND.fill(words=words, value=shown)


def _as_written(value: object) -> str:
    """Return a value as a file may write it."""
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
        return _Place((*self.path, step), as_mapping(self.content).get(step), tuple(models))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that the records have."""
        return tuple(key for model in self.models for key in keys_of(model))

    def _models_of_branch(self, tag: str) -> Iterator[type[BaseModel]]:
        # Pydantic also names the branch of a union that it tried: for a contact, the medium.
        for model in self.models:
            if "medium" not in model.model_fields or model.model_fields["medium"].default == tag:
                yield model


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the records that a value of this type may be or hold."""
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from _models_in(annotation.model_fields["root"].annotation)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
