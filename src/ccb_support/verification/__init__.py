"""What is certain about a directory: which requests get help when, which entries do nothing.

An answer is a piecewise-constant function of time, and there are few requests. So nothing is
sampled: `verify` follows every request over the whole range, span by span.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from ccb_support.clock.instants import instant_of
from ccb_support.clock.intervals import Interval
from ccb_support.model.directory import lines_of
from ccb_support.model.requests import RequestKind, every_kind, group_requests, joined_vocabularies
from ccb_support.routing.router import DirectoryOrRouter, router_over

from .changed_hours_checks import Entries, check_changed_hours
from .channel_checks import check_channels, check_records
from .edition_checks import check_age, check_next_edition
from .findings import Counterexample, Coverage, Finding, FindingCode, Severity
from .report import Report
from .request_checks import check_requests, measure_open_time
from .scope import Scope, answers_of

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
    directory: DirectoryOrRouter,
    start: datetime,
    end: datetime,
    *,
    text: str | Sequence[str] | Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Report:
    """Return the findings about a directory from `start` to before `end`.

    The check follows every request type of every priority over the whole range. It tries every
    preference for a medium that might change an answer. If the report does not mention a problem of
    the kinds in `FindingCode`, that problem does not occur in the range. A finding has a
    counterexample if a request or an instant shows it. Each edition is verified over its own time.

    Args:
        directory: a directory or its editions, with their own holidays, or a router with any
            calendar. If the calendar's `verified_through` is a date, the report says from when on
            its laws are not checked.
        start: an aware `datetime`, in any zone, in the supported range. If it is before the first
            edition, the report says so, and is about the rest of the range.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.
        text: the TOML from which the directory was read. With it, findings have their lines. For
            several editions, it is one text for each, in any order; or a mapping from the names of
            the files, and findings have these names too.
        now: the time at which the age of the directory is measured. If left out, it is `start`,
            and `as_of` may be after it.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        DirectoryError: the directory names a holiday calendar that does not exist, the editions do
            not fit together, or `text` is not its text.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        CcbSupportError: what `recommend` raises if `start`, `end` or `now` is not an instant.
    """
    router = router_over(directory)
    editions, clock = router.engine.editions, router.engine.clock
    files = lines_of(router.editions, text)
    before_all = Interval(clock.first_instant(clock.days.start), clock.supported.start)
    is_early = instant_of(start) in before_all and before_all.end < instant_of(end)
    verified_from = clock.datetime_at(before_all.end) if is_early else start
    bounds = clock.bounds(verified_from, end)
    at = instant_of(start if now is None else now)
    every_entry = [
        Entries(Scope(router, edition, part, files[edition.number], at, knows_now=now is not None))
        for edition, part in editions.within(bounds)
    ]
    findings: list[Finding] = []
    # For how many seconds there is a request, and a channel is open for it.
    opened, lasted = Counter[RequestKind](), Counter[RequestKind]()
    for entries in every_entry:
        scope = entries.scope
        # Requests that a later edition serves differently may wait for other channels.
        groups = [
            answers_of(scope, kinds)
            for kinds in group_requests(every_kind(scope.directory), editions.channels)
        ]
        findings += [
            *check_requests(scope, entries, groups),
            *check_channels(scope, groups),
            *check_changed_hours(entries, every_entry),
            *check_records(scope),
            *check_age(scope),
            *check_next_edition(scope),
        ]
        opened.update(measure_open_time(groups))
        lasted.update(dict.fromkeys(every_kind(scope.directory), scope.bounds.length))
    words = joined_vocabularies([each.scope.directory for each in every_entry])
    earliest = every_entry[0].scope
    first = earliest.directory
    if is_early:
        findings.append(
            earliest.finding(FindingCode.BEFORE_FIRST_EDITION, "effective", day=first.effective)
        )
    return Report(
        name=first.name,
        directory_version=editions.versions(bounds),
        request_types=words.request_types,
        priorities=words.priorities,
        time_zone=first.time_zone,
        language=first.language,
        start=clock.datetime_at(bounds.start),
        end=clock.datetime_at(bounds.end),
        findings=tuple(sorted(findings, key=lambda finding: _CODES.index(finding.code))),
        coverage=tuple(
            Coverage(
                request=kind,
                open_time=timedelta(seconds=opened[kind]),
                total_time=timedelta(seconds=length),
                ratio=opened[kind] / length,
            )
            for kind, length in lasted.items()
        ),
    )
