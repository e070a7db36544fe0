"""The commands that look something up: escalation levels, holidays, JSON Schemas."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import Recommendation
from ccb_support.answer.short_forms import hours_in_short
from ccb_support.calendars.colombia import colombian_holidays
from ccb_support.errors import quoted
from ccb_support.limits import LONGEST_YEAR
from ccb_support.words.error_reasons import NOT_A_YEAR

from .call import BadArgumentError
from .output_file import write_output
from .parser import DIRECTORY_OPTION, FORCE_OPTION
from .printing import align, json_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ccb_support.model.channels import EscalationLevel

    from .call import Call
    from .parser import Commands


def add_to(commands: Commands) -> None:
    """Add these commands to the others."""
    commands.add("escalation", _escalation, "List the escalation levels.", DIRECTORY_OPTION)
    holidays = commands.add("holidays", _holidays, "List the public holidays of Colombia.")
    holidays.add_argument("year", help="from 1984 to 2199")
    about = "Print a JSON Schema: of a recommendation in JSON, or of a directory's file."
    schema = commands.add("schema", _schema, about, FORCE_OPTION)
    schema.set_defaults(is_data=True, directory=None)
    about = "recommendation if left out"
    schema.add_argument("kind", nargs="?", choices=_SCHEMAS, default="recommendation", help=about)
    about = "the file to write, in UTF-8; printed if left out"
    schema.add_argument("-o", dest="output", metavar="FILE", type=Path, help=about)


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


def _escalation(call: Call) -> Iterator[str]:
    levels = call.router().escalation()
    if call.as_json:
        yield from json_lines(levels)
    else:
        yield from escalation_lines(call, levels)


def escalation_lines(call: Call, levels: Sequence[EscalationLevel]) -> Iterator[str]:
    """Yield the contacts of escalation levels, one contact a line."""
    return align([row for level in levels for row in _level_rows(call, level)])


def _level_rows(call: Call, level: EscalationLevel) -> Iterator[tuple[str, ...]]:
    name = str(level.level), call.say(level.name), hours_in_short(level.hours, call.language)
    for number, contact in enumerate(level.contacts):
        first = name if number == 0 else ("", "", "")
        yield *first, contact.display(call.language), " ".join(contact.uris)


def _holidays(call: Call) -> Iterator[str]:
    rows = [
        (day, holiday)
        for day, holidays in colombian_holidays(_year(call.arguments.year)).items()
        for holiday in holidays
    ]
    if call.as_json:
        for day, holiday in rows:
            document = {
                "date": day.isoformat(),
                "name": holiday.name.model_dump(),
                "kind": holiday.kind,
                "law": holiday.law,
                "first_year": holiday.first_year,
            }
            yield json.dumps(document, ensure_ascii=False)
    else:
        yield from align(
            [(day.isoformat(), call.say(holiday.name), holiday.law) for day, holiday in rows]
        )


def _year(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= LONGEST_YEAR:
        return int(text)
    raise BadArgumentError(NOT_A_YEAR.fill(text=quoted(text)))


def _schema(call: Call) -> Iterator[str]:
    document, target = _SCHEMAS[call.arguments.kind](), call.arguments.output
    if target is None:
        yield document.removesuffix("\n")
    else:
        write_output(call, target, document.encode("utf-8"))
