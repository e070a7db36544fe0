"""A small directory in TOML, to which a test adds changed hours and faults, and the places in a document."""

from collections.abc import Iterator
from typing import Any, cast

import pytest

from ccb_support import Directory, DirectoryError
from ccb_support.model.faults import KeyPath
from ccb_support.model.records import as_sequence, fields_of

SMALL = """
format = 2
version = "1"
as_of = 2026-11-24
time_zone = "America/Bogota"
name = { es = "Mesa", en = "Desk" }

[[channels]]
id = "desk"
name = { es = "Mesa", en = "Desk" }
request_types = "all"
priorities = "all"
holidays = "closed"
hours = [{ days = ["monday"], opens = "07:00", closes = "17:00" }]
contacts = [{ medium = "email", address = "desk@example.org" }]

[[channels]]
id = "chat"
name = { es = "Chat", en = "Chat" }
request_types = ["incidente", "Quejas"]
priorities = [3, "P1"]
holidays = "open"
hours = "always"
contacts = [{ medium = "chat", url = "https://example.org/chat" }]

[[escalation]]
level = 1
name = { es = "Jefe", en = "Head" }
hours = "not_stated"
contacts = [{ medium = "phone", printed = "745 2141", e164 = "+576017452141" }]
"""


def special_day(**keys: str) -> str:
    """Return a special day in TOML, without the keys whose value is empty."""
    return _entry("special_days", {"date": "2026-12-24", "hours": '"closed"', **keys})


def season(**keys: str) -> str:
    """Return a season in TOML, without the keys whose value is empty."""
    hours = '[{ days = "lunes a viernes", opens = "08:00", closes = "12:00" }]'
    dates = {"from": '"12-15"', "through": '"01-15"', "hours": hours}
    return _entry("seasons", {**dates, **keys})


def closure(**keys: str) -> str:
    """Return a closure in TOML, without the keys whose value is empty."""
    times = {"starts": "2026-12-05T22:00:00", "ends": "2026-12-06T04:00:00"}
    return _entry("closures", {**times, **keys})


def _entry(section: str, keys: dict[str, str]) -> str:
    stated = {"name": '{ es = "Cierre", en = "Closed" }', **keys}
    lines = [f"{key} = {value}" for key, value in stated.items() if value]
    return "\n".join([f"\n[[{section}]]", *lines])


def faults(text: str) -> dict[str, str]:
    """Return what is wrong with a directory, by path. Each path has one fault."""
    with pytest.raises(DirectoryError) as caught:
        Directory.from_toml(text)
    for fault in caught.value.faults:
        assert str(fault) in str(caught.value)
    paths = [fault.path for fault in caught.value.faults]
    assert len(paths) == len(set(paths)), paths
    return {fault.path: fault.message for fault in caught.value.faults}


def places(value: object, path: KeyPath = ()) -> Iterator[tuple[Any, KeyPath]]:
    """Yield each place in a document: what holds it, and its path, whose end is a key or an index."""
    held = fields_of(value).items() or enumerate(as_sequence(value))
    for step, item in held:
        there = (*path, cast("str | int", step))
        yield value, there
        yield from places(item, there)


def values_in(document: object) -> list[Any]:
    """Return a document and every value within it."""
    return [document, *(holder[key] for holder, (*_, key) in places(document))]


def tables_in(document: object) -> list[dict[str, Any]]:
    """Return every table of a document."""
    return [each for each in values_in(document) if type(each) is dict]
