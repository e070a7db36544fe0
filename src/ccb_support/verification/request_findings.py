"""What is found about requests: who is left alone, and when."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.model.request_kinds import RequestKind, every_kind, sort_kinds
from ccb_support.model.requests import Medium

from .codes import FindingCode
from .findings import Coverage, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ccb_support.clock.intervals import Interval

    from .request_groups import Case, CaseAnswer
    from .scope import Scope


def findings_about_requests(scope: Scope, cases: Sequence[Case]) -> Iterator[Finding]:
    """Yield the findings about requests."""
    yield from _unserved(scope, cases)
    yield from _unanswered(scope, cases)
    yield from _critical_without_phone(scope, cases)
    yield from _without_open_channel(scope, cases)
    yield from _without_dedicated_channel(scope, cases)
    yield from _idle_preferences(scope, cases)


def coverage_of(scope: Scope, cases: Iterable[Case]) -> Iterator[Coverage]:
    """Yield for how much of the range each request has an open channel."""
    total = _length(scope.bounds)
    open_times = {
        kind: sum(map(_length, case.when(_is_open)), timedelta())
        for case in cases
        for kind in case.kinds
    }
    for kind in every_kind():
        open_time = open_times[kind]
        yield Coverage(request=kind, open_time=open_time, total_time=total, ratio=open_time / total)


class _Occurrence(NamedTuple):
    """When something is true of requests.

    Attributes:
        kinds: the requests.
        spans: the spans over which it is true.
        channels: the ids of the channels that it is about.
        instead: the ids of the channels that answer instead of these.
    """

    kinds: tuple[RequestKind, ...]
    spans: list[Interval]
    channels: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


def _unserved(scope: Scope, cases: Iterable[Case]) -> Iterator[Finding]:
    for case in cases:
        if not case.serving:
            yield Finding(
                code=FindingCode.UNSERVED_REQUEST,
                requests=case.kinds,
                counterexample=scope.example(scope.bounds, case.kinds[0]),
            )


def _unanswered(scope: Scope, cases: Iterable[Case]) -> Iterator[Finding]:
    return _longest(
        scope,
        FindingCode.NO_ANSWER,
        [
            _Occurrence(case.kinds, case.when(lambda answer: answer is None))
            for case in cases
            if case.serving
        ],
    )


def _critical_without_phone(scope: Scope, cases: Iterable[Case]) -> Iterator[Finding]:
    return _longest(
        scope,
        FindingCode.CRITICAL_WITHOUT_PHONE,
        [
            _Occurrence(case.critical, case.when(_without(case.phones)))
            for case in cases
            if case.serving and case.critical
        ],
    )


def _without_open_channel(scope: Scope, cases: Iterable[Case]) -> Iterator[Finding]:
    return _longest(
        scope,
        FindingCode.NO_OPEN_CHANNEL,
        [_Occurrence(case.kinds, case.when(_opens_next)) for case in cases],
    )


def _without_dedicated_channel(scope: Scope, cases: Iterable[Case]) -> Iterator[Finding]:
    return _longest(
        scope,
        FindingCode.DEDICATED_CHANNEL_CLOSED,
        [
            _Occurrence(
                case.kinds,
                case.when(_elsewhere(case.dedicated)),
                channels=scope.in_order(case.dedicated),
                instead=scope.in_order(instead),
            )
            for case in cases
            if (instead := _answering_instead(case))
        ],
    )


def _longest(
    scope: Scope, code: FindingCode, occurrences: Iterable[_Occurrence]
) -> Iterator[Finding]:
    """Yield a finding for each longest span, with all the requests of which it is true."""
    found: defaultdict[object, list[tuple[_Occurrence, Interval]]] = defaultdict(list)
    for each in occurrences:
        if each.spans:
            longest = max(each.spans, key=_length)
            found[longest, each.channels, each.instead].append((each, longest))
    for alike in found.values():
        one, longest = alike[0]
        kinds = sort_kinds(kind for each, _ in alike for kind in each.kinds)
        yield Finding(
            code=code,
            requests=kinds,
            channels=one.channels,
            instead=one.instead,
            counterexample=scope.example(longest, kinds[0]),
        )


def _idle_preferences(scope: Scope, cases: Sequence[Case]) -> Iterator[Finding]:
    for medium in Medium:
        kinds = sort_kinds(
            kind
            for case in cases
            if case.serving and _is_idle(case.preferring[medium])
            for kind in case.kinds
        )
        if kinds:
            yield Finding(
                code=FindingCode.PREFERENCE_WITHOUT_EFFECT,
                requests=kinds,
                medium=medium,
                counterexample=scope.example(scope.bounds, kinds[0]),
            )


def _is_open(answer: CaseAnswer | None) -> bool:
    return answer is not None and bool(answer.open_channels)


def _opens_next(answer: CaseAnswer | None) -> bool:
    return answer is not None and not answer.open_channels


def _without(channels: frozenset[str]) -> Callable[[CaseAnswer | None], bool]:
    """Return the test that none of these channels is open."""
    return lambda answer: answer is None or answer.open_channels.isdisjoint(channels)


def _elsewhere(channels: frozenset[str]) -> Callable[[CaseAnswer | None], bool]:
    """Return the test that none of these channels is open, and another is."""
    return lambda answer: _is_open(answer) and _without(channels)(answer)


def _answering_instead(case: Case) -> set[str]:
    """Return the ids of the open channels that answer while all the dedicated ones are closed."""
    if not case.dedicated:
        return set()
    elsewhere = _elsewhere(case.dedicated)
    return {answer.channel for answer in case.course if answer and elsewhere(answer)}


def _is_idle(preferring: Mapping[CaseAnswer, CaseAnswer]) -> bool:
    return all(instead == answer for answer, instead in preferring.items())


def _length(span: Interval) -> timedelta:
    return timedelta(seconds=span.end - span.start)
