"""What every record of the library has in common."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, TypeVar, cast, get_args

from pydantic import BaseModel, Discriminator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from .fault_words import TOO_MANY, bad_value, phrase_of
from .validation import as_sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic.json_schema import JsonSchemaValue


# To a type checker, a class is frozen, and so hashable, only if it says so. So each subclass does.
class Record(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A value: frozen, hashable, without unknown keys. Pydantic writes and reads it as JSON.

    Its validator is built on first use: most programs never need most of them.

    A module of records that every program loads has no `from __future__ import annotations`. This
    import makes each annotation a text, and pydantic compiles that again when it makes the class.
    """

    rules_of_keys: ClassVar[dict[str, object]] = {}
    """What the JSON Schema adds about several keys together."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        found = super().__get_pydantic_json_schema__(schema, handler)
        if handler.mode == "validation":
            from .descriptions import describe  # noqa: PLC0415 - only a schema needs it

            table = handler.resolve_ref_schema(found)
            table.update(cls.rules_of_keys)
            describe(cls, table)
        return found


class Timed(Record, frozen=True):
    """A record that holds instants. Equal instants are equal, in any zone.

    Python compares two times of one zone by the wall clock. That is wrong in the hour that occurs
    twice.
    """

    def _content(self) -> tuple[object, ...]:
        return tuple(
            value.astimezone(UTC) if isinstance(value, datetime) else value
            for value in self.__dict__.values()
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())


_new_object = object.__new__
# The slots of a record. `setattr` would look each of them up again, for every record.
_set_values = vars(BaseModel)["__dict__"].__set__
_set_names = vars(BaseModel)["__pydantic_fields_set__"].__set__
_set_extra = vars(BaseModel)["__pydantic_extra__"].__set__
_set_private = vars(BaseModel)["__pydantic_private__"].__set__
_RecordT = TypeVar("_RecordT", bound=Record)


def build(record: type[_RecordT], values: dict[str, object]) -> _RecordT:
    """Return a record of values that are valid already: each field, in the order of the fields.

    `model_construct` would look each field up again, which takes several times as long.
    """
    built = _new_object(record)
    _set_values(built, values)
    _set_names(built, _names_of(record))
    _set_extra(built, None)
    _set_private(built, None)
    return built


@cache
def _names_of(record: type[Record]) -> set[str]:
    # Shared: a record is frozen, and pydantic copies the set when it copies a record.
    return set(record.model_fields)


class WrittenAs(NamedTuple):
    """Marks a field that JSON writes in a simpler way than pydantic would.

    `"str"` is for a `StrEnum`, which is text already. `"any"` is for a union of records: the value
    says how to write it, so nobody needs to find out which type of the union it has.
    """

    kind: Literal["str", "any"]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        if self.kind == "any":
            # Pydantic 2.12 cannot write a record whose own serializer is not built yet.
            for member in get_args(source):
                member.model_rebuild()
        written = core_schema.simple_ser_schema(self.kind)
        return cast("core_schema.CoreSchema", {**handler(source), "serialization": written})


class AtMost(NamedTuple):
    """Marks a `tuple` field that has a limit, and whether it may be empty.

    The entries are counted before they are validated. Pydantic's own `min_length` counts only valid
    items, so it reports a second fault if the only item has one.
    """

    most: int
    may_be_empty: bool = True

    def _require_few(self, value: object) -> object:
        count = len(as_sequence(value))
        if count <= self.most:
            return value
        raise bad_value(TOO_MANY, count=count, most=self.most)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        # Pydantic counts the entries of a set or an iterator while it reads them.
        bounded = cast("core_schema.CoreSchema", {**handler(source), "max_length": self.most})
        if not self.may_be_empty:
            bounded = core_schema.no_info_after_validator_function(_require_items, bounded)
        return core_schema.no_info_before_validator_function(self._require_few, bounded)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        found = handler(schema)
        if handler.mode == "serialization":
            # The schema of an answer promises no limit, so that a limit may rise.
            del found["maxItems"]
        return found if self.may_be_empty else {**found, "minItems": 1}


def _require_items(items: tuple[object, ...]) -> tuple[object, ...]:
    if items:
        return items
    raise bad_value("empty")


class InFiles:
    """Changes the JSON Schema of what the library reads, and not of what it writes."""

    def __init__(self, change: Callable[[JsonSchemaValue], JsonSchemaValue]) -> None:
        self._change = change

    def __repr__(self) -> str:
        # `Contact` is public, and shows this: it must not depend on where the mark lies in memory.
        return f"{type(self).__name__}({self._change})"

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        found = handler(schema)
        return found if handler.mode == "serialization" else self._change(found)


def add_keywords(keywords: JsonSchemaValue) -> InFiles:
    """Return the mark that adds keywords to the schema."""
    # No lambda: `Contact` is public, and everything public can be pickled.
    return InFiles(partial(_join, keywords))


def _join(keywords: JsonSchemaValue, found: JsonSchemaValue) -> JsonSchemaValue:
    return found | keywords


def also_accept(form: JsonSchemaValue) -> InFiles:
    """Return the mark of a field that may also have another form."""
    return InFiles(lambda found: {"anyOf": [form, found]})


def choose_by(kind_of: Callable[[object], str | None], code: str) -> Discriminator:
    """Return the mark of a union: which tag a value has, and the fault of a value without one."""
    return Discriminator(kind_of, custom_error_type=code, custom_error_message=phrase_of(code).en)
