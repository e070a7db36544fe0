"""Checks that report every fault at once, each with its path.

Pydantic stops at the first level that fails. So a fault that spans several values, such as an
overlap, would appear only after every other fault is repaired. `validate_all` runs such checks on
every value, and the checks read what the value states, even if it has other faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, LiteralString, TypeAlias, TypeVar, cast

from pydantic import BaseModel, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from .fault_words import TOO_MANY, bad_value, error_of, words_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails


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
            if all(each["type"] != TOO_MANY for each in found):
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
    """Return a fault in the form in which pydantic takes it; its message names the `parts`."""
    return InitErrorDetails(type=bad_value(code, **parts), loc=location, input=value)


def letters_of(value: object) -> str:
    """Return a `str` itself, or an empty one for any other value."""
    return value if isinstance(value, str) else ""


def as_sequence(value: object) -> Sequence[object]:
    """Return `value` if it is a list or a tuple, or else an empty one."""
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()


def as_mapping(value: object) -> Mapping[object, object]:
    """Return `value` if it is a mapping, or else an empty one."""
    return cast("Mapping[object, object]", value) if isinstance(value, Mapping) else {}


def fields_of(entry: object) -> Mapping[object, object]:
    """Return what `entry` states under each key, whether it is a record or a table."""
    if isinstance(entry, BaseModel):
        return dict(zip(keys_of(type(entry)), entry.__dict__.values(), strict=True))
    return as_mapping(entry)


class ValueReader(Generic[_T]):
    """Reads values of one type, also those of an entry that has other faults."""

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - a type, or what `Annotated` makes of it
        self._kind = kind

    @cached_property
    def adapter(self) -> TypeAdapter[_T]:
        """The validator, which is built on first use."""
        from pydantic import TypeAdapter  # noqa: PLC0415 - a first answer needs none

        return TypeAdapter(self._kind)


def read_field(entry: object, key: str, kind: ValueReader[_T]) -> _T | None:
    """Return what `entry` states under `key`, or None if that is not valid.

    The entry may have other faults.
    """
    stated = fields_of(entry).get(key)
    return cast("_T", stated) if isinstance(entry, BaseModel) else read_value(stated, kind)


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the keys that a file writes for a record, each with its field."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def read_value(value: object, kind: ValueReader[_T]) -> _T | None:
    """Return `value` as `kind` reads it, or None if it is not valid."""
    try:
        return kind.adapter.validate_python(value)
    except ValidationError:
        return None


def copy_fault(details: ErrorDetails, location: tuple[int | str, ...]) -> InitErrorDetails:
    """Return a fault that pydantic has found, at another place."""
    error = error_of(cast("Any", details["type"]), words_of(details))
    return InitErrorDetails(type=error, loc=location, input=details["input"])
