"""What is certain about a directory: which requests get help when, which entries do nothing.

An answer is a piecewise-constant function of time, and there are few requests. So nothing is
sampled: `verify` follows every request over the whole range, span by span.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ccb_support.model.directory import lines_of
from ccb_support.model.requests import every_kind, group_requests
from ccb_support.routing.router import router_over

from .changed_hours_checks import check_age, check_changed_hours
from .channel_checks import check_channels, check_records
from .findings import Counterexample, Coverage, Finding, FindingCode, Severity, describe
from .report import Report
from .request_checks import check_requests, measure_coverage
from .scope import Scope, answers_of

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.model.directory import Directory
    from ccb_support.model.text import LocalizedText
    from ccb_support.routing.router import Router

__all__ = [
    "Counterexample",
    "Coverage",
    "Finding",
    "FindingCode",
    "Report",
    "Severity",
]

_CODES = tuple(FindingCode)
"""All codes, gravest first."""


def verify(
    directory: Directory | Router,
    start: datetime,
    end: datetime,
    *,
    text: str | None = None,
    now: datetime | None = None,
) -> Report:
    """Return the findings about a directory from `start` to before `end`.

    The check follows every request type of every priority over the whole range. It tries every
    preference for a medium that might change an answer. A problem that the report does not mention
    is proved not to occur in the range. A finding has a counterexample if a request or an instant
    shows it.

    Args:
        directory: a directory, which is read with its own holidays, or a router with any calendar.
            If the calendar's `verified_through` is a date, the report says from when on
            its laws are not checked.
        start: an aware `datetime`, in any zone, in the supported range.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.
        text: the TOML from which the directory was read. With it, findings have their lines.
        now: the time at which the age of the directory is measured. If left out, it is `start`.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        DirectoryError: the directory names a holiday calendar that does not exist, or `text` is
            not its text.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start`, `end` or `now` is not a `datetime`.
        NaiveDatetimeError: `start`, `end` or `now` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start`, `end` or `now` fails.
    """
    router = router_over(directory)
    scope = Scope(router, start, end, lines_of(router.directory, text), now)
    directory = scope.directory
    grouped = group_requests(every_kind(directory), directory.channels)
    groups = [answers_of(scope, kinds) for kinds in grouped]
    findings = [
        *check_requests(scope, groups),
        *check_channels(scope, groups),
        *check_changed_hours(scope),
        *check_records(scope),
        *check_age(scope),
    ]
    names = _names_in(directory)
    named = [
        each.model_copy(update={"message": describe(dict(each), directory, names)})
        for each in findings
    ]
    return Report(
        name=directory.name,
        directory_version=directory.version,
        request_types=directory.request_types,
        priorities=directory.priorities,
        time_zone=directory.time_zone,
        start=scope.clock.datetime_at(scope.bounds.start),
        end=scope.clock.datetime_at(scope.bounds.end),
        findings=tuple(sorted(named, key=lambda finding: _CODES.index(finding.code))),
        coverage=tuple(measure_coverage(scope, groups)),
    )


def _names_in(directory: Directory) -> dict[str, LocalizedText]:
    """Return the name of each channel by its id, unless another channel has the same name."""
    counts = Counter(each.name for each in directory.channels)
    return {each.id: each.name for each in directory.channels if counts[each.name] == 1}
