"""The command that prints a JSON Schema."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import Recommendation
from ccb_support.words import help_phrases

from .command import Argument, Command
from .options import FORCE
from .output_file import write_output

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
    document, target = _SCHEMAS[call.arguments.kind](), call.arguments.output
    if target is None:
        yield document.removesuffix("\n")
    else:
        write_output(call, target, document.encode("utf-8"))


COMMAND = Command(
    name="schema",
    run=_schema,
    about=help_phrases.SCHEMA,
    arguments=(
        Argument(
            name="kind",
            about=help_phrases.SCHEMA_ABOUT,
            value=help_phrases.KIND,
            choices=tuple(_SCHEMAS),
            default="recommendation",
        ),
        Argument(
            name="--output",
            short="-o",
            about=help_phrases.OUTPUT_ABOUT,
            value=help_phrases.FILE,
            read=Path,
        ),
        FORCE,
    ),
    examples=("ccb-support schema directory -o directory.schema.json",),
    is_data=True,
)
