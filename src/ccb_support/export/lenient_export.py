"""An export of what a format can say, beside what it can't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ccb_support.errors import NotExpressibleError

    Refuse: TypeAlias = Callable[[NotExpressibleError], None]
    """Takes what a format can't say. It raises the error, or keeps it in a list."""

_D = TypeVar("_D")


class LenientExport(NamedTuple, Generic[_D]):
    """What a format can say, and what is left out of it.

    Attributes:
        document: what the export would return if nothing were left out.
        left_out: for each thing that is left out, the error that the export would raise otherwise.
    """

    document: _D
    left_out: tuple[NotExpressibleError, ...]


def refuse(error: NotExpressibleError) -> None:
    """Raise the error: an export leaves nothing out, unless the caller wants it."""
    raise error
