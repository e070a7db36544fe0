"""What the JSON Schema of a directory's file says of a text, and what the library says."""

from __future__ import annotations

import json
import tomllib
from datetime import date, time
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ccb_support import Directory
from ccb_support.model.records import as_sequence, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

jsonschema: Any = import_module("jsonschema")
regress: Any = import_module("regress")

SHIPPED_TEXT = files("ccb_support").joinpath("directory.schema.json").read_text("utf-8")
SHIPPED_SCHEMA: dict[str, Any] = json.loads(SHIPPED_TEXT)
"""The schema of the file, which editors read."""

BEYOND_FORM = {
    "ambiguous_spelling": "the words of two entries",
    "backwards_days": "which of two dates comes first",
    "backwards_times": "which of two times comes first",
    "code_without_country": "the zone and a telephone together",
    "coinciding_days": "the days of two entries",
    "date_from_datetime_parsing": "29 February, of which a form does not know the year's kind",
    "empty_span": "that two times are equal",
    "level_out_of_order": "the order of two entries",
    "misspelt_channel": "that two texts are equal",
    "no_such_channel": "that two texts are equal",
    "one_meaning": "the words of two entries",
    "overlapping_hours": "the times of two spans",
    "priority_out_of_order": "the order of two entries",
    "repeated_day": "that a name and a range have a day in common",
    "repeated_id": "that two texts are equal",
    "repeated_week": "that two words mean the same",
    "shared_word": "the words of two entries",
    "unknown_channel": "that two texts are equal",
    "unknown_priority": "the words of the directory",
    "unknown_request_type": "the words of the directory",
    "unknown_zone": "which zones there are",
    "unnamed_holidays": "the zone, the calendar and a channel together",
    "wavering_days": "on which days Easter falls",
}
"""The kinds of faults that the form of single values does not show, each with what it is about."""


def _matches(_validator: object, pattern: str, value: object, _schema: object) -> Iterator[Any]:
    """Check a pattern as JavaScript does: Python's `$` also matches before a last line end."""
    if isinstance(value, str) and regress.Regex(pattern, "u").find(value) is None:
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


_Validator: Any = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, {"pattern": _matches}
)

FILE: Any = _Validator(SHIPPED_SCHEMA)
"""Checks what TOML says."""

MODEL: Any = _Validator(Directory.model_json_schema())
"""Checks JSON."""


def items_in(value: object) -> list[tuple[Any, Any]]:
    """Return what a table or a list holds, each with its key or index."""
    return [*fields_of(value).items()] or [*enumerate(as_sequence(value))]


def as_json(value: object) -> Any:  # noqa: ANN401 - any JSON
    """Return a value of TOML as editors pass it to a schema: dates and times are text."""
    held = items_in(value)
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in held}
    if isinstance(value, list):
        return [as_json(item) for _, item in held]
    return value.isoformat() if isinstance(value, date | time) else value


def schema_accepts(text: str) -> bool:
    """Return whether the shipped schema accepts a file."""
    return bool(FILE.is_valid(as_json(tomllib.loads(text))))


def kinds_of_faults(content: object) -> set[str]:
    """Return the kinds of faults that the library finds."""
    try:
        Directory.model_validate(content)
    except ValidationError as error:
        return {each["type"] for each in error.errors(include_url=False)}
    return set()


def has_whole_float(value: object) -> bool:
    """Return whether a value holds a number such as 2.0, which is 2 in JSON."""
    is_whole = isinstance(value, float) and value.is_integer()
    return is_whole or any(has_whole_float(item) for _, item in items_in(value))
