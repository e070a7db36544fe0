"""Where two values differ, down to the single field, and how a message writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, cast

from pydantic import BaseModel

from ccb_support.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Difference(NamedTuple):
    """One value that is not as it should be, at a path like `trace[pqrs].because[0].name.es`."""

    path: str
    expected: object
    got: object


def find_differences(expected: object, got: object, path: str = "") -> Iterator[Difference]:
    """Yield the differences between two values, which are at `path`."""
    kinds = type(expected), type(got)
    if _id_of(expected) != _id_of(got):
        yield Difference(path, expected, got)  # another channel: no field of it matters
    elif isinstance(expected, BaseModel) and isinstance(got, type(expected)):
        yield from _differences_of_fields(vars(expected), vars(got), path)
    elif kinds == (dict, dict):
        fields = cast("list[dict[str, object]]", [expected, got])
        yield from _differences_of_fields(fields[0], fields[1], path)
    elif kinds in {(tuple, tuple), (list, list)}:
        entries = cast("list[Sequence[object]]", [expected, got])
        yield from _differences_of_entries(entries[0], entries[1], path)
    elif not _are_same(expected, got):
        yield Difference(path, expected, got)


def _differences_of_fields(
    expected: Mapping[str, object], got: Mapping[str, object], path: str
) -> Iterator[Difference]:
    # Most of an answer is the directory's own, and needs no look.
    for name, value in expected.items():
        if value is not (other := got.get(name)):
            yield from find_differences(value, other, f"{path}.{name}".removeprefix("."))


def _differences_of_entries(
    expected: Sequence[object], got: Sequence[object], path: str
) -> Iterator[Difference]:
    if len(expected) != len(got):
        yield Difference(path, expected, got)
        return
    for number, (entry, other) in enumerate(zip(expected, got, strict=True)):
        if entry is not other:
            yield from find_differences(entry, other, f"{path}[{_id_of(entry) or number}]")


def _are_same(expected: object, got: object) -> bool:
    if isinstance(expected, datetime):
        return isinstance(got, datetime) and _in_utc(expected) == _in_utc(got)
    # To Python, True equals 1.
    return expected == got and isinstance(expected, bool) == isinstance(got, bool)


def _in_utc(instant: datetime) -> datetime | None:
    """Return an instant in UTC; `None` if it is naive, and so not an instant."""
    # Python compares two times of one zone by the wall clock.
    return None if instant.utcoffset() is None else instant.astimezone(UTC)


def _id_of(entry: object) -> str | None:
    """Return the id of a channel, or of the channel of a trace entry; else `None`."""
    found = getattr(entry, "id", None) or getattr(entry, "channel", None)
    return found if isinstance(found, str) else None


def write(value: object, zone: tzinfo) -> str:
    """Return a value as a message shows it. Instants are in `zone`."""
    if isinstance(value, datetime):
        instant = _in_utc(value)
        return str(instant.astimezone(zone)) if instant else f"{value} (naive)"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, BaseModel):
        return str(_id_of(value) or value)
    if isinstance(value, tuple | list):
        entries = cast("Sequence[object]", value)
        return f"[{', '.join(write(entry, zone) for entry in entries)}]"
    return quoted(value)
