"""Findings about requests: which get no help, and when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval
from ccb_support.model.requests import RequestKind, sort_kinds
from ccb_support.model.vocabulary import CRITICAL, Medium

from .findings import Finding, FindingCode
from .scope import GroupAnswer, GroupAnswers, Scope

_Fact: TypeAlias = tuple[FindingCode, tuple[str, ...], tuple[str, ...]]
"""Something that is true of requests: its code, the channels, and who answers in their place."""


def check_requests(scope: Scope, groups: Sequence[GroupAnswers]) -> Iterator[Finding]:
    """Yield the findings about requests: one for each longest span, with all its requests."""
    found: defaultdict[tuple[_Fact, Interval[Instant]], list[RequestKind]] = defaultdict(list)
    for group in groups:
        for fact, kinds, spans in _facts(scope, group):
            if spans:
                found[fact, max(spans, key=_length)] += kinds
    for ((code, channels, instead), longest), alike in found.items():
        kinds = sort_kinds(alike, scope.directory)
        path = scope.channel_path(channels[0], "hours") if channels else ("channels",)
        yield scope.finding(
            code,
            *path,
            requests=kinds,
            channels=channels,
            instead=instead,
            counterexample=scope.example(longest, kinds[0]),
        )


def measure_open_time(groups: Iterable[GroupAnswers]) -> Mapping[RequestKind, int]:
    """Return for how many seconds of the range each request has an open channel."""
    open_times = ((group.kinds, sum(map(_length, group.spans_if(_is_open)))) for group in groups)
    return {kind: seconds for kinds, seconds in open_times for kind in kinds}


def _facts(
    scope: Scope, group: GroupAnswers
) -> Iterator[tuple[_Fact, Sequence[RequestKind], Sequence[Interval[Instant]]]]:
    """Yield what is true of requests of a group, and over which spans."""
    kinds, serving = group.kinds, group.serving
    if not serving:
        yield (FindingCode.UNSERVED_REQUEST, (), ()), kinds, [scope.bounds]
        return
    nobody = group.spans_if(lambda answer: not answer.channel)
    yield (FindingCode.NO_ANSWER, (), ()), kinds, nobody
    if critical := [kind for kind in kinds if kind.priority == CRITICAL]:
        phones = {each.id for each in serving if each.contact_by(Medium.PHONE)}
        without_phone = group.spans_if(lambda answer: phones.isdisjoint(answer.open_channels))
        yield (FindingCode.CRITICAL_WITHOUT_PHONE, (), ()), critical, without_phone
    opens_next = group.spans_if(lambda answer: bool(answer.channel) and not answer.open_channels)
    yield (FindingCode.NO_OPEN_CHANNEL, (), ()), kinds, opens_next
    is_dedicated = scope.directory.is_reserved_by_request_type
    if dedicated := {each.id for each in serving if is_dedicated(each)}:

        def is_elsewhere(answer: GroupAnswer) -> bool:
            return _is_open(answer) and dedicated.isdisjoint(answer.open_channels)

        instead = scope.in_order({each.channel for each in filter(is_elsewhere, group.spans)})
        fact = FindingCode.DEDICATED_CHANNEL_CLOSED, scope.in_order(dedicated), instead
        yield fact, kinds, group.spans_if(is_elsewhere)


def _is_open(answer: GroupAnswer) -> bool:
    return bool(answer.open_channels)


def _length(span: Interval[Instant]) -> int:
    """Return how many seconds a span has."""
    return span.end - span.start
