"""What can be wrong with the arguments of a tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.words.assistant_phrases import MISSING_ARGUMENT, UNKNOWN_ARGUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable


class UnknownArgumentError(CcbSupportError, ValueError, code="unknown_argument"):
    """An argument that a tool does not have."""

    def __init__(self, tool: str, name: str, accepted: Iterable[str]) -> None:
        names = tuple(accepted)
        super().__init__(
            UNKNOWN_ARGUMENT.fill(tool=tool, name=quoted(name), accepted=listed(names)),
            accepted=names,
        )


class MissingArgumentError(CcbSupportError, ValueError, code="missing_argument"):
    """An argument without which a tool has no answer."""

    def __init__(self, tool: str, missing: Iterable[str]) -> None:
        names = tuple(missing)
        super().__init__(MISSING_ARGUMENT.fill(tool=tool, names=listed(names)), accepted=names)


class BadArgumentError(CcbSupportError, ValueError, code="bad_argument"):
    """An argument whose value does not have its form."""
