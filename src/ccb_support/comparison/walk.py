"""The walk along two directories, side by side, for every request.

It misses no instant: what a request gets is a piecewise-constant function of time.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.clock.intervals import Interval
from ccb_support.clock.piecewise import Piecewise, merge
from ccb_support.model.records import build
from ccb_support.model.request_kinds import (
    RequestKind,
    every_kind,
    group_requests,
    kind_order,
    sort_kinds,
)
from ccb_support.routing.rule import plain_request

from .outcomes import Answer, Nobody, Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.clock.instants import Instant
    from ccb_support.routing.request_plan import RequestPlan, RoutingSpan
    from ccb_support.routing.router import Router
    from ccb_support.routing.rule import RoutingDecision

_Key: TypeAlias = "tuple[int, Instant | None, Instant | None]"
"""An outcome: the number of its form, and when its channel opens or closes."""


class OutcomeSpan(NamedTuple):
    """A span over which each of the two directories gives one outcome.

    Attributes:
        span: the span, in seconds.
        old: what the old directory gives.
        new: what the new one gives.
    """

    span: Interval
    old: Outcome
    new: Outcome


def find_changed_spans(
    old: Router, new: Router, bounds: Interval
) -> list[tuple[OutcomeSpan, tuple[RequestKind, ...]]]:
    """Return the spans in which the outcomes differ, in order, and the requests of each span."""
    forms: dict[object, int] = {}
    sides = _Side(old, forms), _Side(new, forms)
    changed: defaultdict[tuple[int, int, _Key, _Key], list[int]] = defaultdict(list)
    channels = (*old.directory.channels, *new.directory.channels)
    groups = [each.requests for each in group_requests(channels, every_kind())]
    for number, kinds in enumerate(groups):
        both = merge([side.outcomes(kinds[0], bounds) for side in sides])
        for start, end, (before, after) in both.pieces():
            if before != after:
                changed[start, end, before, after].append(number)
    requests = {tuple(numbers) for numbers in changed.values()}
    kinds_of = {each: sort_kinds(chain.from_iterable(groups[n] for n in each)) for each in requests}
    found = [
        (
            OutcomeSpan(Interval(start, end), sides[0].outcome(before), sides[1].outcome(after)),
            kinds_of[tuple(numbers)],
        )
        for (start, end, before, after), numbers in changed.items()
    ]
    return sorted(found, key=lambda item: (item[0].span.start, kind_order(item[1][0])))


class _Side:
    """One of the two directories: its outcomes as keys, which are compared, and as records.

    Args:
        router: what answers over the directory.
        forms: the forms of outcomes that either directory has shown, each with its number.
    """

    def __init__(self, router: Router, forms: dict[object, int]) -> None:
        self._engine = router.engine
        self._forms = forms
        self._numbers: dict[RoutingDecision | None, int] = {}
        self._own_forms: dict[int, Outcome] = {}
        self._records: dict[_Key, Outcome] = {}

    def outcomes(self, kind: RequestKind, bounds: Interval) -> Piecewise[_Key]:
        """Return what requests of a kind get over `bounds`, as keys."""
        plan = self._engine.plan(plain_request(kind))
        spans = list(plan.spans(bounds))
        starts = [bounds.start, *(each.span.start for each in spans[1:])]
        return Piecewise(starts, [self._key(plan, each) for each in spans], bounds.end)

    def outcome(self, key: _Key) -> Outcome:
        """Return the record of a key."""
        if key not in self._records:
            number, opens_at, closes_at = key
            self._records[key] = _at_times(
                self._own_forms[number],
                opens_at=None if opens_at is None else self._engine.clock.datetime_at(opens_at),
                closes_at=None if closes_at is None else self._engine.clock.datetime_at(closes_at),
            )
        return self._records[key]

    def _key(self, plan: RequestPlan, routed: RoutingSpan) -> _Key:
        decision = routed.decision
        if decision is None or not decision.open_now:
            return self._number(decision), routed.opens_at, None
        closes_at = plan.state(decision.channel, routed, is_open=True).span.end
        never_closes = closes_at == self._engine.clock.supported.end
        return self._number(decision), None, None if never_closes else closes_at

    def _number(self, decision: RoutingDecision | None) -> int:
        """Return the number of the form of a decision: the same for equal forms of both sides."""
        if decision not in self._numbers:
            form = Nobody.NOBODY if decision is None else Answer.of(decision)
            number = self._forms.setdefault(form, len(self._forms))
            self._numbers[decision] = number
            self._own_forms[number] = form
        return self._numbers[decision]


def _at_times(form: Outcome, *, opens_at: datetime | None, closes_at: datetime | None) -> Outcome:
    if isinstance(form, Nobody):
        return form
    return build(Answer, {**form.__dict__, "opens_at": opens_at, "closes_at": closes_at})
