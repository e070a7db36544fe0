"""Findings about hours: spans that are probably too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, HOUR
from ccb_support.clock.intervals import Interval
from ccb_support.model.hours import OpeningSpan

from .codes import FindingCode
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scope import Scope

_MORNING = Interval(4 * HOUR, 12 * HOUR)
"""When a desk that works by day opens."""

_EARLY = Interval(DAY + 1, DAY + 6 * HOUR + 1)
"""When a desk that opens in the morning hardly ever closes: until 6 a.m. of the next day."""


def check_hours(scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each span that takes 5 p.m. for 5 a.m., as it seems."""
    for path, span in scope.records:
        if not isinstance(span, OpeningSpan):
            continue
        opens, closes = span.seconds
        if opens in _MORNING and closes in _EARLY:
            hour, minute = span.closes.split(":")
            yield Finding(
                code=FindingCode.LONG_SPAN,
                **scope.place(*path, "closes"),
                span=OpeningSpan(opens=span.opens, closes=span.closes),
                replacement=f'closes = "{int(hour) + 12}:{minute}"',
            )
