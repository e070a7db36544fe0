"""Findings about age: a directory or its holidays, which nobody has checked lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.routing.ages import past_checks

from .codes import FindingCode
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scope import Scope


def check_age(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about the age of the directory, and of the holidays that it observes."""
    as_of, verified_through = past_checks(scope.router, scope.now)
    if as_of:
        yield Finding(code=FindingCode.OLD_DIRECTORY, **scope.place("as_of"), day=as_of)
    if verified_through:
        yield Finding(
            code=FindingCode.OLD_HOLIDAYS,
            **scope.place("holiday_calendar"),
            channels=scope.observing,
            day=verified_through,
        )
