"""Days of the week, and how a directory writes them: a name, a list of names, or a range.

The names are Spanish or English. The table is closed: any other word is a fault.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import BeforeValidator, ValidationError

from ccb_support.limits import MOST_WORDS
from ccb_support.words.calendar_phrases import WEEKDAYS as WEEKDAY_NAMES

from .records import AtMost, InFiles
from .validation import as_sequence, fault, letters_of
from .vocabulary import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import LiteralString

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import InitErrorDetails


class Day(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEKDAYS: tuple[Day, ...] = tuple(Day)
"""The days as Python counts them: Monday is 0."""

_BETWEEN: Mapping[str, Mapping[str, int]] = {
    " to ": {folded(name.en): number for number, name in enumerate(WEEKDAY_NAMES)},
    " a ": {folded(name.es): number for number, name in enumerate(WEEKDAY_NAMES)},
}
"""By the word between the ends of a range: the names of its language, each with its number."""

_HOLIDAY_WORDS = {"festivo", "festivos", "holiday", "holidays"}


def stated_days(value: object) -> list[Day]:
    """Return the days that names and ranges mean, each once. What is not a day is left out."""
    days = (day for entry in _entries(value) for day in _days_of(entry))
    return [*dict.fromkeys(days)]


def _entries(value: object) -> Sequence[object]:
    return [value] if isinstance(value, str) else as_sequence(value)


def _read_days(value: object) -> object:
    if len(as_sequence(value)) > MOST_WORDS:
        return value
    if faults := [*_find_faults(value)]:
        raise ValidationError.from_exception_data("days", faults)
    return tuple(stated_days(value)) or value


def _find_faults(value: object) -> Iterator[InitErrorDetails]:
    """Yield a fault for each entry that is not a day, or repeats one."""
    known: set[Day] = set()
    for index, entry in enumerate(_entries(value)):
        place = () if isinstance(value, str) else (index,)
        days = _days_of(entry)
        if not days:
            yield fault(_problem(entry), place, entry)
        for day in sorted(known.intersection(days)):
            yield fault("repeated_day", place, entry, day=WEEKDAY_NAMES[WEEKDAYS.index(day)])
        known.update(days)


def _days_of(entry: object) -> list[Day]:
    """Return the days that a name or a range means: none if it means none."""
    text = folded(letters_of(entry))
    for between, numbers in _BETWEEN.items():
        if text in numbers:
            return [WEEKDAYS[numbers[text]]]
        first, _, last = text.partition(between)
        if first in numbers and last in numbers and first != last:
            length = (numbers[last] - numbers[first]) % len(WEEKDAYS)
            return [WEEKDAYS[(numbers[first] + each) % len(WEEKDAYS)] for each in range(length + 1)]
    return []


def _problem(entry: object) -> LiteralString:
    """Return the code of what is wrong with an entry that is not a day."""
    words = folded(letters_of(entry)).split()
    if _HOLIDAY_WORDS.intersection(words):
        return "holiday_as_day"
    match words:
        case [first, _, last] if first == last and _days_of(first):
            return "eight_days"
        case _:
            return "not_a_day"


def _as_stated(found: JsonSchemaValue) -> JsonSchemaValue:
    """Return the JSON Schema of days as a file states them."""
    spanish = [name.es for name in WEEKDAY_NAMES]
    # An editor proposes these.
    usual = [*spanish, "lunes a viernes", *WEEKDAYS, "monday to friday"]
    entry = {"anyOf": [{"enum": usual}, {"type": "string", "pattern": _pattern()}]}
    return {"anyOf": [entry, found | {"items": entry, "uniqueItems": True}]}


def _pattern() -> str:
    """Return the pattern of a day or of a range."""
    from .spelling_patterns import GAP, one_of, whole  # noqa: PLC0415 - only a schema needs it

    ways: list[str] = []
    for between, names in _BETWEEN.items():
        for first in names:
            last = one_of(each for each in names if each != first)
            ways.append(f"{one_of([first])}(?:{GAP}{one_of([between])}{GAP}{last})?")
    return whole(f"(?:{'|'.join(ways)})")


Days: TypeAlias = Annotated[
    tuple[Day, ...],
    AtMost(MOST_WORDS, may_be_empty=False),
    BeforeValidator(_read_days),
    InFiles(_as_stated),
]
"""Days of the week, in the order in which they are stated, each once."""
