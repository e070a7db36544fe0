"""What a mapping of a caller holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .records import letters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["items_of", "letters_of"]


def items_of(value: Mapping[object, object]) -> list[tuple[object, object]] | None:
    """Return the keys and values of a mapping."""
    return list(value.items())
