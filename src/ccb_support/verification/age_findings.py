"""Findings about age: a directory that nobody has checked for a year, or laws not up to now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from .codes import FindingCode
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scope import Scope

_OLD = timedelta(days=366)
"""The age from which on a day of a check lies more than a year back."""

_PAST = timedelta(days=1)
"""The age from which on a day is over."""


def check_age(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about the age of the directory, and of the holidays that it observes."""
    as_of = scope.directory.as_of
    if scope.age_of(as_of) >= _OLD:
        yield Finding(code=FindingCode.OLD_DIRECTORY, **scope.place("as_of"), day=as_of)
    verified_through = scope.holidays_verified_through
    if scope.observing and verified_through and scope.age_of(verified_through) >= _PAST:
        yield Finding(
            code=FindingCode.OLD_HOLIDAYS,
            **scope.place("holiday_calendar"),
            channels=scope.observing,
            day=verified_through,
        )
