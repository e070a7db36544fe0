"""Large directories: many channels with special days of their own; many requests and editions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from ccb_support import Directory, default_directory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIRST_DAY = date(2025, 1, 1)

REGION = 10
"""How many desks have their special days together."""


def large_directory(channels: int) -> str:
    """Return the TOML of a directory of so many channels, and half as many special days.

    Its channels are the shipped ones over and over again, each fifth of them a desk with office
    hours that is closed on holidays. Ten desks make a region. Of the special days, one after the
    other, each is of one region, whose desks close at noon.
    """
    shipped = default_directory().model_dump(mode="json")
    entries = [
        {**shipped["channels"][number % len(shipped["channels"])], "id": f"channel_{number}"}
        for number in range(channels)
    ]
    desks = [entry["id"] for entry in entries if entry["holidays"] == "closed"]
    tables: dict[str, Sequence[Mapping[str, object]]] = {
        "channels": entries,
        "escalation": shipped["escalation"],
        "special_days": [_half_day(number, desks) for number in range(channels // 2)],
    }
    head = ["format = 2", 'version = "large"', f"as_of = {FIRST_DAY}"]
    head += [f"time_zone = {_toml(shipped['time_zone'])}", f"name = {_toml(shipped['name'])}"]
    return "\n".join([*head, *_lines(tables)])


def wide_directory() -> list[Directory]:
    """Return four editions, of 2020 to 2029, of a directory with 100 request types, 10 priorities."""
    shipped = default_directory().model_dump(mode="json")
    usual = len(shipped["request_types"]), len(shipped["priorities"])
    content = {
        **shipped,
        "request_types": [*shipped["request_types"], *map(_request_type, range(usual[0], 100))],
        "priorities": [*shipped["priorities"], *map(_priority, range(usual[1] + 1, 11))],
    }
    later = [f"{year}-07-01" for year in (2022, 2025, 2027)]
    return [
        Directory.model_validate({**content, **own})
        for own in ({}, *({"effective": day, "version": day} for day in later))
    ]


def _request_type(number: int) -> Mapping[str, object]:
    return {"id": f"type_{number}", "name": {"es": f"tipo {number}", "en": f"type {number}"}}


def _priority(number: int) -> Mapping[str, object]:
    return {"id": number, "name": {"es": f"escala {number}", "en": f"scale {number}"}}


def _half_day(number: int, desks: list[str]) -> Mapping[str, object]:
    first = number * REGION % len(desks)
    return {
        "name": {"es": f"Media jornada {number}", "en": f"half day {number}"},
        "channels": desks[first : first + REGION],
        "date": FIRST_DAY + timedelta(days=number),
        "hours": [{"opens": "07:00", "closes": "12:00"}],
    }


def _lines(tables: Mapping[str, Sequence[Mapping[str, object]]]) -> Iterator[str]:
    for name, entries in tables.items():
        for entry in entries:
            yield f"[[{name}]]"
            for key, value in entry.items():
                yield f"{key} = {_toml(value)}"


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, object]", value).items()
        return f"{{ {', '.join(f'{key} = {_toml(it)}' for key, it in pairs if it is not None)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, cast('list[object]', value)))}]"
    return str(value) if isinstance(value, int | date) else json.dumps(value)
