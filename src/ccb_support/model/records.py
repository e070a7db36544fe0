"""What every record has in common: its form, its checks, and the words of its faults.

Pydantic stops at the first level that fails. So a fault that spans several values, such as an
overlap, would appear only after every other fault is repaired. `find_every_fault` runs these checks
on every value, and they read what the value states, even if it has other faults.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    Literal,
    NamedTuple,
    TypeAlias,
    TypeVar,
    cast,
    get_args,
)

from pydantic import (
    AfterValidator,
    BaseModel,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import (
    ErrorDetails,
    InitErrorDetails,
    PydanticCustomError,
    core_schema,
    to_jsonable_python,
)

from ccb_support.words import Phrase
from ccb_support.words.faults import FAULTS, SAME_FAULTS, UNEXPECTED

TOO_MANY: Final = "too_many"
"""The type of the fault of a list that has more entries than its limit."""

_SPANISH: Final = "message_es"
"""Where the details of an error have its message in Spanish."""

_T = TypeVar("_T")


def bad_value(code: str, /, **parts: object) -> PydanticCustomError:
    """Return the error for pydantic to report a fault by its code.

    Args:
        code: a code of the catalogue.
        parts: what its message names; a part may be a phrase.
    """
    return error_of(code, phrase_of(code, **parts))


def required(
    is_right: Callable[[Any], object], code: str, /, **parts: object
) -> Callable[[_T], _T]:
    """Return the check of a field: any value that is not right has the fault `code`."""

    def check(value: _T) -> _T:
        if is_right(value):
            return value
        raise bad_value(code, **parts)

    return check


def phrase_of(code: str, /, **parts: object) -> Phrase:
    """Return what the catalogue says of a fault, with its parts filled in."""
    return FAULTS[code].fill(code=code, **parts)


def error_of(code: str, words: Phrase, **context: object) -> PydanticCustomError:
    """Return the error for pydantic to report a fault in these words."""
    # Type checkers do not know that a code is a literal.
    return PydanticCustomError(
        cast("Any", code),
        "{message}",
        {"message": words.en, _SPANISH: words.es, **context},
    )


def words_of_fault(details: ErrorDetails) -> Phrase:
    """Return what a fault says that pydantic reports."""
    context = details.get("ctx", {})
    if _SPANISH in context:
        return Phrase(es=context[_SPANISH], en=context["message"])
    code = SAME_FAULTS.get(details["type"], details["type"])
    if code not in FAULTS:
        return UNEXPECTED.fill(problem=Phrase(es=code, en=details["msg"]))
    return phrase_of(code, **context)


_M = TypeVar("_M", bound=BaseModel)


# Pydantic makes a class method of a function whose first parameter is `cls`.
@model_validator(mode="wrap")
def find_every_fault(cls: type[_M], value: object, handler: ModelWrapValidatorHandler[_M]) -> _M:
    """Validate a record, and run its checks of several values even if that fails.

    The error has the faults of both. One exception: if a list has too many entries, no check runs,
    because it would read them all.
    """
    from .checks import find_faults  # noqa: PLC0415 - only a new record needs it

    try:
        result = handler(value)
    except ValidationError as error:
        found = error.errors(include_url=False)
        title, details = error.title, [_copy_fault(each) for each in found]
        if all(each["type"] != TOO_MANY for each in found):
            details += find_faults(cls, value)
    else:
        title, details = cls.__name__, [*find_faults(cls, result)]
        if not details:
            return result
    raise ValidationError.from_exception_data(title, details)


def fault(
    code: str,
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


def fields_of(entry: object) -> Mapping[object, object]:
    """Return what `entry` states under each key, if it is a record or a table, or else nothing."""
    if isinstance(entry, BaseModel):
        return dict(zip(keys_of(type(entry)), entry.__dict__.values(), strict=True))
    return cast("Mapping[object, object]", entry) if isinstance(entry, Mapping) else {}


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys by which the fields of a record are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _copy_fault(details: ErrorDetails) -> InitErrorDetails:
    """Return a fault that pydantic has found, in the form in which pydantic takes it."""
    return InitErrorDetails(
        type=error_of(details["type"], words_of_fault(details)),
        loc=details["loc"],
        input=details["input"],
    )


# To a type checker, a class is frozen, and so hashable, only if it says so. So each subclass does.
class Record(
    BaseModel,
    frozen=True,
    extra="forbid",
    defer_build=True,
    # A document has every field, and its schema says so.
    json_schema_serialization_defaults_required=True,
):
    """A value: frozen, hashable, without unknown keys. Pydantic writes and reads it as JSON.

    Its validator is built on first use: most programs never need most of them.

    A module of records does not postpone its annotations: pydantic would compile each of these
    texts again when it makes the class.
    """

    rules_of_keys: ClassVar[dict[str, object]] = {}
    """What the JSON Schema adds about several keys together."""

    @property
    def model_fields_set(self) -> set[str]:
        """The names of the fields that it was given, as a copy: many records share one set."""
        return self.__pydantic_fields_set__.copy()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        found = super().__get_pydantic_json_schema__(schema, handler)
        if handler.mode == "validation":
            from .file_schema import describe  # noqa: PLC0415 - only a schema needs it

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


def in_iso_8601(duration: timedelta) -> str:
    """Return a duration in ISO 8601, such as `P400DT5H`.

    Pydantic would write a year for 365 days, but a year of the calendar may have 366.
    """
    days, rest = divmod(duration, timedelta(days=1))
    time = str(to_jsonable_python(rest))
    return f"P{days}D{time[1:]}".removesuffix("T0S") if days else time


ElapsedTime: TypeAlias = Annotated[
    timedelta,
    PlainSerializer(in_iso_8601, when_used="json"),
    # The format `duration` of JSON Schema has no fractions of a second.
    WithJsonSchema({"type": "string", "pattern": r"^P(\d+D)?(T(\d+H)?(\d+M)?(\d+([.]\d+)?S)?)?$"}),
]
"""A time that has passed, of which JSON counts the days."""


_new_object = object.__new__
# The slots of a record. `setattr` would look each of them up again, for every record.
_set_values = vars(BaseModel)["__dict__"].__set__
_set_names = vars(BaseModel)["__pydantic_fields_set__"].__set__
_set_extra = vars(BaseModel)["__pydantic_extra__"].__set__
_set_private = vars(BaseModel)["__pydantic_private__"].__set__


def build(record: type[_M], values: dict[str, object]) -> _M:
    """Return a record of values that are valid already: each field, in the order of the fields.

    `model_construct`, which is public, takes seven times as long: it looks each field up again.
    `TestBuilt` compares such records with those of pydantic, at its lowest and newest version.
    All records of a class share the set of its names: a copy would be larger than most records.
    """
    built = _new_object(record)
    _set_values(built, values)
    _set_names(built, _names_of(record))
    _set_extra(built, None)
    _set_private(built, None)
    return built


@cache
def _names_of(record: type[BaseModel]) -> set[str]:
    return set(record.model_fields)


class WrittenAs(NamedTuple):
    """Marks a field that JSON writes in a simpler way than pydantic would.

    `"str"` is for a `StrEnum`, which is text already. `"any"` is for a union of records: the value
    says how to write it, so nobody needs to find out which type of the union it has. `"to-string"`
    is for what only JSON writes as its `str`.
    """

    kind: Literal["str", "any", "to-string"]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        if self.kind == "any":
            # Pydantic 2.12 cannot write a record whose own serializer is not built yet.
            for member in get_args(source):
                member.model_rebuild()
        written: core_schema.SerSchema = (
            core_schema.to_string_ser_schema(when_used="json")
            if self.kind == "to-string"
            else core_schema.simple_ser_schema(self.kind)
        )
        return cast("core_schema.CoreSchema", {**handler(source), "serialization": written})


class AtMost(NamedTuple):
    """Marks a `tuple` field that has a limit. Nothing reads what is over it."""

    most: int

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return add_keywords({"maxItems": self.most}).__get_pydantic_json_schema__(schema, handler)

    def _check(self, value: object) -> object:
        entries = as_sequence(value)
        if len(entries) > self.most:
            raise bad_value(TOO_MANY, count=len(entries), most=self.most)
        # JSON has no tuple, and a strict reader takes no list for one.
        return tuple(entries) if isinstance(value, list) else value


class InFiles(NamedTuple):
    """Changes the JSON Schema of what the library reads, and not of what it writes."""

    change: Callable[[JsonSchemaValue], JsonSchemaValue]

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        found = handler(schema)
        return found if handler.mode == "serialization" else self.change(found)


def add_keywords(keywords: JsonSchemaValue) -> InFiles:
    """Return the mark that adds keywords to the schema."""
    # No lambda: `Contact` is public, and everything public can be pickled.
    return InFiles(partial(_join, keywords))


def _join(keywords: JsonSchemaValue, found: JsonSchemaValue) -> JsonSchemaValue:
    return found | keywords


def also_accept(form: JsonSchemaValue) -> InFiles:
    """Return the mark of a field that may also have another form."""
    return InFiles(partial(_accept_either, form))


def _accept_either(form: JsonSchemaValue, found: JsonSchemaValue) -> JsonSchemaValue:
    return {"anyOf": [form, found]}


def accept_any(found: JsonSchemaValue) -> None:
    """Say in the JSON Schema of a union that a value may be right for several of its types."""
    found["anyOf"] = found.pop("oneOf")


NotEmpty: TypeAlias = Annotated[
    _T, AfterValidator(required(bool, "empty")), Field(json_schema_extra={"minItems": 1})
]
"""A `tuple` of at least one entry.

If an entry has a fault, this check does not run: one mistake needs no second fault.
"""


def word_or_list(code: str, **tags: str) -> Discriminator:
    """Return the mark of a union of words and lists. Any other word has the fault of that code.

    The tag of a word is the word itself, unless `tags` has another one. Words of one type have one
    tag.
    """
    return Discriminator(
        lambda value: tags.get(value, value) if isinstance(value, str) else "list",
        custom_error_type=code,
        custom_error_message=phrase_of(code).en,
    )
