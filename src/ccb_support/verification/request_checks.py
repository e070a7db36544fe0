"""Findings about requests: which get no help, and when."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval
from ccb_support.model.requests import RequestKind, sort_kinds
from ccb_support.model.vocabulary import CRITICAL, Medium
from ccb_support.schedule.causes import Cause

from .changed_hours_checks import Entries
from .findings import Finding, FindingCode
from .scope import GroupAnswers, Scope


def check_requests(
    scope: Scope, entries: Entries, groups: Sequence[GroupAnswers]
) -> Iterator[Finding]:
    """Yield the findings about requests: one for each longest span, with all its requests."""
    found: defaultdict[tuple[FindingCode, Interval[Instant]], list[RequestKind]] = defaultdict(list)
    for group in groups:
        for code, spans in _facts(group):
            if spans:
                found[code, max(spans, key=lambda span: span.length)] += group.kinds
    for (code, longest), alike in found.items():
        kinds = sort_kinds(alike, scope.directory)
        example = scope.example(longest, kinds[0])
        is_about_phones = code is FindingCode.CRITICAL_WITHOUT_PHONE
        cause = _find_cause(scope, entries, kinds[0], example.start) if is_about_phones else None
        path = entries.paths[cause] if cause else ("channels",)
        yield scope.finding(code, *path, requests=kinds, cause=cause, counterexample=example)


def _find_cause(scope: Scope, entries: Entries, kind: RequestKind, when: datetime) -> Cause | None:
    """Return the only entry that closes the telephones of 24 hours, if there is one."""
    # Without that entry, these would be open. Others close anyway.
    phones = (
        each.id
        for each in scope.directory.channels
        if each.serves(kind.request_type, kind.priority)
        and each.contact_by(Medium.PHONE)
        and each.is_always_open
    )
    causes = [*{cause for each in phones for cause in scope.router.status(each, when).because}]
    # A gap without an end names the first time of a yearly entry, which may be before the range.
    return causes[0] if len(causes) == 1 and causes[0] in entries.paths else None


def measure_open_time(groups: Sequence[GroupAnswers]) -> dict[RequestKind, int]:
    """Return for how many seconds of the range each request has an open channel."""
    found: dict[RequestKind, int] = {}
    for group in groups:
        open_spans = group.spans_if(lambda answer: bool(answer.open_channels))
        found.update(dict.fromkeys(group.kinds, sum(span.length for span in open_spans)))
    return found


def _facts(group: GroupAnswers) -> Iterator[tuple[FindingCode, list[Interval[Instant]]]]:
    """Yield what may be true of requests, and over which spans it is."""
    no_answer = group.spans_if(lambda answer: not answer.channel)
    without_answer = FindingCode.NO_ANSWER if group.serving else FindingCode.UNSERVED_REQUEST
    yield without_answer, no_answer
    # A later edition may serve the request: its channel opens next. Otherwise one error is enough.
    is_served = group.serving or not no_answer
    # All requests of a group are critical, or none is.
    if is_served and group.kinds[0].priority == CRITICAL:
        phones = {each.id for each in group.serving if each.contact_by(Medium.PHONE)}
        without_phone = group.spans_if(lambda answer: phones.isdisjoint(answer.open_channels))
        yield FindingCode.CRITICAL_WITHOUT_PHONE, without_phone
    opens_next = group.spans_if(lambda answer: bool(answer.channel) and not answer.open_channels)
    yield FindingCode.NO_OPEN_CHANNEL, opens_next
