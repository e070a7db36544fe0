"""What every record of the library has in common."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

DEFERRED = ConfigDict(defer_build=True)
"""Builds a validator on first use: most programs never need most of them."""


# Validators are built on first use: most programs never need most of them. Type checkers take a
# class for frozen, and so for hashable, only where it says so itself; hence each subclass does.
class Record(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A value: frozen, hashable, without unknown keys, in and out of JSON through pydantic."""


class Timed(Record, frozen=True):
    """A record that holds instants; equal instants are equal in whatever zone they are written.

    Python compares times of one zone by the wall clock, which the hour that comes twice deceives.
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


class AtLeastOne:
    """Marks a `tuple` field that may not be empty.

    Pydantic's own `min_length` counts only the items that are valid, and so reports a second fault
    where the only item has one.
    """

    @staticmethod
    def _checked(items: tuple[object, ...]) -> tuple[object, ...]:
        if items:
            return items
        raise PydanticCustomError("empty", "must have at least one entry")

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "minItems": 1}
