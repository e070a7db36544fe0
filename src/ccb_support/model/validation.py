"""Checks that report every fault at once, each with its path.

Pydantic stops at the first level that fails. So a fault that spans several values, such as an
overlap, would appear only after every other fault is repaired. `validate_all` runs such checks too
on a value that has other faults: they read what the value states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import LiteralString, TypeAlias, TypeVar

from pydantic import BaseModel, ModelWrapValidatorHandler, TypeAdapter, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from ccb_support.errors import Fault, cut, quoted

from .untrusted import as_mapping, as_sequence

_M = TypeVar("_M", bound=BaseModel)
_T = TypeVar("_T")

Location: TypeAlias = tuple[int | str, ...]

Check: TypeAlias = Callable[[object], Iterable[InitErrorDetails]]
"""Yields what is wrong with a record, or with a value that is not a valid record."""


def validate_all(value: object, handler: ModelWrapValidatorHandler[_M], check: Check) -> _M:
    """Validate `value`, and run `check` even if the validation fails.

    Raises:
        ValidationError: with the faults of both.
    """
    try:
        result = handler(value)
    except ValidationError as error:
        title, details = error.title, [*_copy_faults(error), *check(value)]
    else:
        title, details = type(result).__name__, [*check(result)]
        if not details:
            return result
    raise ValidationError.from_exception_data(title, details)


def fault(
    kind: LiteralString, message: str, location: Location = (), value: object = None
) -> InitErrorDetails:
    """Return a fault in the form in which pydantic takes it."""
    error = PydanticCustomError(kind, "{message}", {"message": message})
    return InitErrorDetails(type=error, loc=location, input=value)


def fields_of(entry: object) -> Mapping[object, object]:
    """Return what `entry` states under each key, whether it is a record or a table."""
    return as_mapping(entry.__dict__ if isinstance(entry, BaseModel) else entry)


def valid_or_none(value: object, kind: TypeAdapter[_T]) -> _T | None:
    """Return `value` as `kind` reads it, or None if it is not valid."""
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None


def valid_items(items: object, kind: TypeAdapter[_T]) -> Iterator[tuple[int, _T]]:
    """Yield each of `items` that is valid, with its index."""
    for index, item in enumerate(as_sequence(items)):
        found = valid_or_none(item, kind)
        if found is not None:
            yield index, found


def _copy_faults(error: ValidationError) -> Iterator[InitErrorDetails]:
    for each in error.errors(include_url=False):
        message = _PLAINER.get(each["type"], each["msg"])
        yield fault(_kind(each["type"]), message, each["loc"], each["input"])


_MEDIUM_WANTED = "must have a medium: phone, email or chat"
_PLAINER: Mapping[str, str] = {
    "model_type": "must be a table: put its keys in { }",
    "string_type": "must be text: put it in quotes",
    "tuple_type": "must be a list: put it in [ ]",
    "union_tag_invalid": _MEDIUM_WANTED,
    "union_tag_not_found": _MEDIUM_WANTED,
}
"""What to say if pydantic names Python's types, or its own."""


def _kind(kind: str) -> LiteralString:
    """Return `kind` if `_message` has words for it, or one kind for all others."""
    match kind:
        case "missing":
            return _MISSING
        case "extra_forbidden":
            return _EXTRA
        case _:
            return "invalid"


def faults_of(error: ValidationError, raw: object) -> tuple[Fault, ...]:
    """Return the faults that `error` found in `raw`, with their paths in it."""
    return tuple(
        Fault(
            _path(each["loc"], raw, missing=each["type"] == _MISSING),
            _message(each["type"], each["msg"], each["input"]),
        )
        for each in error.errors(include_url=False)
    )


def _path(location: Location, raw: object, *, missing: bool) -> str:
    """Return `location` as one writes it: `channels[2].hours[0].closes`.

    Pydantic also names the branch of a union that it tried; that is no key of the file. But a key
    that is missing is none of the file's either, and is named.
    """
    path = ""
    node = raw
    before: int | str = ""
    for step in location[:-1] if missing else location:
        # The branch of a contact is named by its medium, which may be a key of it by mistake.
        branch = isinstance(before, int) and step == as_mapping(node).get("medium")
        before = step
        if isinstance(step, int):
            path += f"[{step}]"
            node = as_sequence(node)[step]
        elif step in as_mapping(node) and not branch:
            path += f".{_key(step)}"
            node = as_mapping(node)[step]
    if missing:
        path += f".{location[-1]}"
    return path.removeprefix(".")


def _key(key: str) -> str:
    """Return a key as a path shows it: in quotes, and cut, where it is no plain word."""
    return key if key.isprintable() and key == cut(key) else quoted(key)


_MISSING: LiteralString = "missing"
_EXTRA: LiteralString = "extra_forbidden"
_WAYS_OUT: Mapping[str, str] = {
    _MISSING: "is missing: add it",
    _EXTRA: "is no known key: remove it, or correct its spelling",
}


def _message(kind: str, message: str, value: object) -> str:
    if kind in _WAYS_OUT:
        return _WAYS_OUT[kind]
    told = message.removeprefix("Value error, ")
    # A whole table would drown the message; its path says where it stands.
    if value is None or isinstance(value, dict | list | tuple | BaseModel):
        return told
    return told if quoted(value) in told else f"{told} (got {quoted(value)})"
