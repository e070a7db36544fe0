"""Values of foreign code, as far as they can be trusted.

A subclass may compare, iterate or change case in ways of its own, and may raise anything.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def letters_of(value: object) -> str:
    """Return the letters of a `str`; none where `value` is anything else."""
    return str.__str__(value) if isinstance(value, str) else ""


def as_sequence(value: object) -> Sequence[object]:
    """Return `value` where it is a list of something, and else an empty one."""
    return cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()


def as_mapping(value: object) -> Mapping[object, object]:
    """Return `value` where it is a table of something, and else an empty one."""
    return cast("Mapping[object, object]", value) if isinstance(value, Mapping) else {}


def members_of(value: object, wanted: type) -> tuple[object, ...] | None:
    """Return what `value` holds; `None` where it is none of those wanted, or does not let go of it.

    Text is a collection to Python, but of letters.
    """
    if isinstance(value, wanted) and not isinstance(value, str | bytes):
        with contextlib.suppress(Exception):
            return tuple(cast("Iterable[object]", value))
    return None
