"""What can be proved of a directory: who is served when, and what in it is of no use.

An answer is a piecewise-constant function of time, and the requests are few. So nothing is sampled:
every request type of every priority is followed over the whole range, span by span, and every
preference is tried in every situation that occurs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.routing.router import router_over

from .channel_findings import findings_about_channels
from .codes import FindingCode
from .exception_findings import findings_about_exceptions
from .report import Report
from .request_findings import coverage_of, findings_about_requests
from .request_groups import cases_of
from .scope import Scope

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router

    from .findings import Finding

_CODES = tuple(FindingCode)


def verify(directory: Directory | Router, start: datetime, end: datetime) -> Report:
    """Return all that is found of a directory from `start` to before `end`.

    Every request type of every priority is followed over the whole range, and every preference for
    a medium is tried wherever it might change an answer. What the report does not mention is proved
    not to occur there; what it does mention comes with a counterexample wherever a request or an
    instant shows it.

    Args:
        directory: a directory, which is read with Colombia's holidays, or a router with any
            calendar. A calendar whose `verified_through` is a date is also asked how far its laws
            were checked.
        start: an aware `datetime`, in any zone, in the supported range.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.

    Raises:
        NotAChannelDirectoryError: `directory` is no `Directory`.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is no `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
    """
    scope = Scope(router_over(directory), start, end)
    cases = cases_of(scope)
    findings = [
        *findings_about_requests(scope, cases),
        *findings_about_channels(scope, cases),
        *findings_about_exceptions(scope),
    ]
    return Report(
        name=scope.directory.name,
        directory_version=scope.directory.version,
        time_zone=scope.directory.time_zone,
        start=scope.clock.datetime_at(scope.bounds.start),
        end=scope.clock.datetime_at(scope.bounds.end),
        findings=tuple(sorted(findings, key=_gravest_first)),
        coverage=tuple(coverage_of(scope, cases)),
    )


def _gravest_first(found: Finding) -> int:
    return _CODES.index(found.code)
