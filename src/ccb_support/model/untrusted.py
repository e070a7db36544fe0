"""Values of callers, read for routing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .records import letters_of as letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def members_of(value: object, wanted: type) -> tuple[object, ...] | None:
    if isinstance(value, wanted) and not isinstance(value, str | bytes):
        return tuple(cast("Iterable[object]", value))
    return None


def items_of(value: Mapping[object, object]) -> list[tuple[object, object]] | None:
    return list(value.items())
