"""Values of foreign code, read without trust in their methods.

A subclass may compare, iterate or change case in its own way, and may raise anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from ccb_support.errors import is_interruption

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def letters_of(value: object) -> str:
    """Return the letters of a `str`, or an empty `str` for any other value."""
    return str.__str__(value) if isinstance(value, str) else ""


def as_sequence(value: object) -> Sequence[object]:
    """Return `value` if it is a list or a tuple, or else an empty one."""
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()


def count_of(value: object) -> int:
    """Return how many entries a list or a tuple has, or 0 for any other value."""
    # A subclass may count in its own way.
    if isinstance(value, list):
        return list[object].__len__(cast("list[object]", value))
    if isinstance(value, tuple):
        return tuple[object, ...].__len__(cast("tuple[object, ...]", value))
    return 0


def as_mapping(value: object) -> Mapping[object, object]:
    """Return `value` if it is a mapping, or else an empty one."""
    return cast("Mapping[object, object]", value) if isinstance(value, Mapping) else {}


def members_of(value: object, wanted: type) -> tuple[object, ...] | None:
    """Return what `value` holds, or None if it is not a `wanted` collection or fails when read.

    Text does not count: to Python it is a collection of letters.
    """
    if isinstance(value, wanted) and not isinstance(value, str | bytes):
        try:
            return tuple(cast("Iterable[object]", value))
        except Exception as error:
            if is_interruption(error):
                raise
    return None
