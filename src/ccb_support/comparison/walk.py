"""The walk along two directories, side by side, for every request.

It misses no instant: what a request gets is a piecewise-constant function of time.
"""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from ccb_support.clock.piecewise import Piecewise, merge
from ccb_support.model.channels import RequestKind, group_requests, sort_kinds
from ccb_support.model.records import build
from ccb_support.routing.rule import Request

from .changes import Answer, Change, Nobody, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.routing.request_plan import RequestPlan, RoutingSpan
    from ccb_support.routing.router import Router
    from ccb_support.routing.rule import RoutingDecision


# A plain tuple of numbers: it is quick to compare, and no work for the garbage collector.
_Key: TypeAlias = "tuple[int, Instant | None, Instant | None]"
"""An outcome: the number of its form, and when its channel opens or closes."""


def find_changes(
    old: Router, new: Router, bounds: Interval[Instant], ends: Mapping[Instant, datetime]
) -> Iterator[Change]:
    """Yield the changes within `bounds`, in order.

    `ends` has the bounds as the caller gave them: the range may start and end within a second.
    """
    forms: dict[Outcome, int] = {}
    sides = before, after = _Side(old, forms), _Side(new, forms)
    groups = group_requests((*old.directory.channels, *new.directory.channels))
    changed: dict[tuple[Instant, Instant, tuple[_Key, ...]], tuple[int, ...]] = {}
    for number, group in enumerate(groups):
        both = merge([side.outcomes(group[0], bounds) for side in sides])
        for start, end, keys in both.pieces():
            if keys[0] != keys[1]:
                span = start, end, keys
                changed[span] = (*changed.get(span, ()), number)

    @cache
    def kinds_of(numbers: tuple[int, ...]) -> tuple[RequestKind, ...]:
        return sort_kinds(kind for number in numbers for kind in groups[number])

    # Spans with one start stay in the order of their groups, which is that of their requests.
    for span in sorted(changed, key=itemgetter(0)):
        start, end, keys = span
        fields: dict[str, object] = {
            "requests": kinds_of(changed[span]),
            "start": ends.get(start) or after.datetime_at(start),
            "end": ends.get(end) or after.datetime_at(end),
            "old": before.outcome(keys[0]),
            "new": after.outcome(keys[1]),
        }
        yield build(Change, fields)


class _Side:
    """One of the two directories: its outcomes as keys and as records."""

    def __init__(self, router: Router, forms: dict[Outcome, int]) -> None:
        self._engine = router.engine
        # The forms of outcomes that either directory has shown, each with its number.
        self._forms = forms
        self._numbers: dict[RoutingDecision | None, int] = {}
        self.outcome = cache(self._outcome)
        self.datetime_at = cache(self._engine.clock.datetime_at)

    def outcomes(self, kind: RequestKind, bounds: Interval[Instant]) -> Piecewise[_Key]:
        """Return what requests of a kind get over `bounds`."""
        plan = self._engine.plan(Request(kind.request_type, kind.priority))
        keys = {each.start: self._key(plan, each) for each in plan.spans(bounds)}
        return Piecewise([bounds.start, *[*keys][1:]], [*keys.values()], bounds.end)

    def _key(self, plan: RequestPlan, routed: RoutingSpan) -> _Key:
        decision = routed.decision
        number = self._numbers.get(decision)
        if number is None:
            form = Nobody.NOBODY if decision is None else Answer.of(decision)
            # Equal forms of both directories have the same number.
            number = self._numbers[decision] = self._forms.setdefault(form, len(self._forms))
        if decision is None:
            return number, None, None
        if not decision.open_now:
            return number, routed.end, None
        hours = self._engine.states.hours[decision.channel.id]
        if hours.never_changes:
            return number, None, None
        closes_at = plan.state(hours, routed, is_open=True).end
        never_closes = closes_at == self._engine.clock.supported.end
        return number, None, None if never_closes else closes_at

    def _outcome(self, key: _Key) -> Outcome:
        number, *instants = key
        form = [*self._forms][number]
        if isinstance(form, Nobody):
            return form
        opens_at, closes_at = (
            None if each is None else self.datetime_at(each) for each in instants
        )
        return build(Answer, {**form.__dict__, "opens_at": opens_at, "closes_at": closes_at})
