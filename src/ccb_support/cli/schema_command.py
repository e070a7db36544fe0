"""The command that prints a JSON Schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import Recommendation
from ccb_support.words import help_phrases as words

from .command import FORCE, OUTPUT, Argument, Command
from .output_file import print_or_write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .call import Call


def _recommendation_schema() -> str:
    schema = Recommendation.model_json_schema(mode="serialization")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _directory_schema() -> str:
    """Return the schema that ships beside the directory, so that nothing needs to be built."""
    return files("ccb_support").joinpath("directory.schema.json").read_text("utf-8")


_SCHEMAS: Mapping[str, Callable[[], str]] = {
    "recommendation": _recommendation_schema,
    "directory": _directory_schema,
}
"""What returns each schema, by its name on the command line."""


def _schema(call: Call) -> Iterator[str]:
    return print_or_write(call, _SCHEMAS[call.arguments.kind]())


COMMAND = Command(
    run=_schema,
    about=words.SCHEMA,
    arguments=(
        Argument(
            "kind",
            words.SCHEMA_ABOUT,
            words.KIND,
            choices=tuple(_SCHEMAS),
            default="recommendation",
        ),
        OUTPUT,
        FORCE,
    ),
    examples=("ccb-support schema directory -o directory.schema.json",),
    is_data=True,
)
