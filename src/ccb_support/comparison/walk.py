"""The walk along the timelines of two directories, side by side, for every request.

It misses no instant, because an answer is a piecewise-constant function of time.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import in_utc
from ccb_support.errors import NoChannelError
from ccb_support.model.request_kinds import RequestKind, in_order, place_of, served_alike

from .outcomes import Answer, Nobody, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from ccb_support.routing.router import Router


class Bounds(NamedTuple):
    """The range of a comparison, in UTC, to the microsecond."""

    start: datetime
    end: datetime


class _Step(NamedTuple):
    """An instant, in UTC, from which on one of the two directories gives an outcome."""

    since: datetime
    is_new: bool
    outcome: Outcome


class OutcomeSpan(NamedTuple):
    """A span, in UTC, over which each of the two directories gives one outcome."""

    start: datetime
    end: datetime
    old: Outcome
    new: Outcome


def find_changed_spans(
    old: Router, new: Router, bounds: Bounds
) -> list[tuple[OutcomeSpan, tuple[RequestKind, ...]]]:
    """Return the spans in which the outcomes differ, in order, and the requests of each span."""
    changed: defaultdict[OutcomeSpan, list[RequestKind]] = defaultdict(list)
    for kinds in served_alike(old.directory, new.directory):
        steps = (
            _steps(old, kinds[0], bounds, is_new=False),
            _steps(new, kinds[0], bounds, is_new=True),
        )
        for span in _spans(merge(*steps, key=_since), bounds.end):
            if span.old != span.new:
                changed[span] += kinds
    ordered = [(each, in_order(kinds)) for each, kinds in changed.items()]
    return sorted(ordered, key=lambda item: (item[0].start, place_of(item[1][0])))


def _steps(router: Router, kind: RequestKind, bounds: Bounds, *, is_new: bool) -> Iterator[_Step]:
    since = bounds.start
    try:
        for answer in router.timeline(kind.request_type, kind.priority, *bounds):
            yield _Step(since, is_new, Answer.of(answer))
            since = in_utc(answer.valid_until or bounds.end)
    except NoChannelError:
        # The error holds until the end of the range: nothing opens any more.
        yield _Step(since, is_new, Nobody.NOBODY)


def _spans(steps: Iterable[_Step], end: datetime) -> Iterator[OutcomeSpan]:
    """Yield the spans between the steps.

    No span could be longer. A timeline takes a step only when a channel opens or closes, and then
    the channel or the alternatives of the answer change.
    """
    pairs = list(_side_by_side(steps))
    ends = [*(start for start, _ in pairs[1:]), end]
    for (start, (old, new)), stop in zip(pairs, ends, strict=True):
        yield OutcomeSpan(start, stop, old, new)


def _side_by_side(steps: Iterable[_Step]) -> Iterator[tuple[datetime, tuple[Outcome, Outcome]]]:
    """Yield each instant at which an outcome may change, and the outcomes from then on."""
    outcomes: dict[bool, Outcome] = {}
    for since, together in groupby(steps, key=_since):
        outcomes |= {step.is_new: step.outcome for step in together}
        yield since, (outcomes[False], outcomes[True])


def _since(step: _Step) -> datetime:
    return step.since
