"""How a question describes its parameters as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema


class Bare(GenerateJsonSchema):
    """Writes a schema without titles, which repeat the names."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - it is pydantic's
        """Leave out the title of a field."""
        return False


class Form(Bare):
    """Writes what a parameter may be if it is there: nothing by default means that it is not."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out that a parameter may be nothing."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave out that a parameter is nothing by default."""
        found = super().default_schema(schema)
        return {key: each for key, each in found.items() if each or key != "default"}
