"""Findings about requests: which get no help, and when."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.model.channels import RequestKind, every_kind, sort_kinds
from ccb_support.model.vocabulary import Medium, Priority

from .codes import FindingCode
from .findings import Coverage, Finding
from .group_answers import media_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval

    from .group_answers import GroupAnswer, GroupAnswers
    from .scope import Scope


def check_requests(scope: Scope, groups: Sequence[GroupAnswers]) -> Iterator[Finding]:
    """Yield the findings about requests."""
    yield from _join(scope, [each for group in groups for each in _occurrences(scope, group)])
    yield from _find_idle_preferences(scope, groups)


def measure_coverage(scope: Scope, groups: Iterable[GroupAnswers]) -> Iterator[Coverage]:
    """Yield for how much of the range each request has an open channel."""
    total = _length(scope.bounds)
    open_times: dict[RequestKind, timedelta] = {}
    for group in groups:
        open_time = sum(map(_length, group.spans_if(_is_open)), timedelta())
        open_times |= dict.fromkeys(group.kinds, open_time)
    for kind in every_kind():
        open_time = open_times[kind]
        yield Coverage(request=kind, open_time=open_time, total_time=total, ratio=open_time / total)


class _Occurrence(NamedTuple):
    """Something that is true of requests over some spans."""

    code: FindingCode
    kinds: tuple[RequestKind, ...]
    spans: Sequence[Interval[Instant]]
    channels: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


def _occurrences(scope: Scope, group: GroupAnswers) -> Iterator[_Occurrence]:
    kinds, serving = group.kinds, group.serving
    if not serving:
        yield _Occurrence(FindingCode.UNSERVED_REQUEST, kinds, [scope.bounds])
        return
    nobody = group.spans_if(lambda answer: not answer.channel)
    yield _Occurrence(FindingCode.NO_ANSWER, kinds, nobody)
    if critical := tuple(kind for kind in kinds if kind.priority is Priority.CRITICAL):
        phones = {each.id for each in serving if each.contact_by(Medium.PHONE)}
        without_phone = group.spans_if(lambda answer: phones.isdisjoint(answer.open_channels))
        yield _Occurrence(FindingCode.CRITICAL_WITHOUT_PHONE, critical, without_phone)
    opens_next = group.spans_if(lambda answer: bool(answer.channel) and not answer.open_channels)
    yield _Occurrence(FindingCode.NO_OPEN_CHANNEL, kinds, opens_next)
    if dedicated := {each.id for each in serving if each.is_reserved_by_request_type}:

        def is_elsewhere(answer: GroupAnswer) -> bool:
            return _is_open(answer) and dedicated.isdisjoint(answer.open_channels)

        yield _Occurrence(
            FindingCode.DEDICATED_CHANNEL_CLOSED,
            kinds,
            group.spans_if(is_elsewhere),
            channels=scope.in_order(dedicated),
            instead=scope.in_order({each.channel for each in filter(is_elsewhere, group.spans)}),
        )


def _join(scope: Scope, occurrences: Iterable[_Occurrence]) -> Iterator[Finding]:
    """Yield a finding for each longest span, with all the requests of which it is true."""
    found: defaultdict[_Occurrence, list[RequestKind]] = defaultdict(list)
    for each in occurrences:
        if each.spans:
            longest = max(each.spans, key=_length)
            found[each._replace(kinds=(), spans=(longest,))] += each.kinds
    for each, alike in found.items():
        kinds = sort_kinds(alike)
        place = scope.channel_place(each.channels[0], "hours") if each.channels else None
        yield Finding(
            code=each.code,
            **(place or scope.place("channels")),
            requests=kinds,
            channels=each.channels,
            instead=each.instead,
            counterexample=scope.example(each.spans[0], kinds[0]),
        )


def _find_idle_preferences(scope: Scope, groups: Sequence[GroupAnswers]) -> Iterator[Finding]:
    for medium in media_of(scope.directory.channels):
        kinds = sort_kinds(
            kind
            for group in groups
            if group.serving
            and all(answer == other for answer, other in group.preferring.get(medium, {}).items())
            for kind in group.kinds
        )
        if kinds:
            yield Finding(
                code=FindingCode.PREFERENCE_WITHOUT_EFFECT,
                **scope.place("channels"),
                requests=kinds,
                medium=medium,
                counterexample=scope.example(scope.bounds, kinds[0]),
            )


def _is_open(answer: GroupAnswer) -> bool:
    return bool(answer.open_channels)


def _length(span: Interval[Instant]) -> timedelta:
    return timedelta(seconds=span.end - span.start)
