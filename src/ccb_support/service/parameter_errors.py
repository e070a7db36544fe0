"""What can be wrong with the parameters of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.words.service_phrases import (
    MISSING_PARAMETER,
    NO_PARAMETERS,
    REPEATED_PARAMETER,
    UNKNOWN_PARAMETER,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class UnknownParameterError(CcbSupportError, ValueError, code="unknown_parameter"):
    """A parameter that an address does not have."""

    def __init__(self, name: str, accepted: Iterable[str]) -> None:
        names = tuple(accepted)
        super().__init__(
            UNKNOWN_PARAMETER.fill(name=quoted(name), accepted=listed(names) or NO_PARAMETERS),
            accepted=names,
        )


class RepeatedParameterError(CcbSupportError, ValueError, code="repeated_parameter"):
    """A parameter that is in an address more than once."""

    def __init__(self, name: str) -> None:
        super().__init__(REPEATED_PARAMETER.fill(name=quoted(name)))


class MissingParameterError(CcbSupportError, ValueError, code="missing_parameter"):
    """A parameter without which a question has no answer."""

    def __init__(self, missing: Iterable[str]) -> None:
        names = tuple(missing)
        super().__init__(MISSING_PARAMETER.fill(names=listed(names)), accepted=names)


class BadParameterError(CcbSupportError, ValueError, code="bad_parameter"):
    """A parameter whose value does not have its form."""
