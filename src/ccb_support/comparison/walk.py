"""Walking the timelines of two directories side by side, for every request.

No instant is sampled and none is left out: an answer is a piecewise-constant function of time.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.clock.instants import in_utc
from ccb_support.model.request_kinds import (
    RequestKind,
    every_kind,
    group_requests,
    kind_order,
    sort_kinds,
)

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
    """An instant, in UTC, from which on one of the two directories answers so."""

    since: datetime
    is_new: bool
    outcome: Outcome


class Stretch(NamedTuple):
    """A span, in UTC, over which each of the two directories gives one outcome."""

    start: datetime
    end: datetime
    old: Outcome
    new: Outcome


def changed_stretches(
    old: Router, new: Router, bounds: Bounds
) -> list[tuple[Stretch, tuple[RequestKind, ...]]]:
    """Return, in order, every stretch that changes, and the requests that change there so."""
    changed: defaultdict[Stretch, list[RequestKind]] = defaultdict(list)
    channels = (*old.directory.channels, *new.directory.channels)
    for kinds, _ in group_requests(channels, every_kind()):
        steps = (
            _steps(old, kinds[0], bounds, is_new=False),
            _steps(new, kinds[0], bounds, is_new=True),
        )
        for stretch in _stretches(merge(*steps, key=_since), bounds.end):
            if stretch.old != stretch.new:
                changed[stretch] += kinds
    ordered = [(each, sort_kinds(kinds)) for each, kinds in changed.items()]
    return sorted(ordered, key=lambda item: (item[0].start, kind_order(item[1][0])))


def _steps(router: Router, kind: RequestKind, bounds: Bounds, *, is_new: bool) -> Iterator[_Step]:
    since = bounds.start
    try:
        for answer in router.timeline(kind.request_type, kind.priority, *bounds):
            yield _Step(since, is_new, Answer.of(answer))
            since = in_utc(answer.valid_until or bounds.end)
    except NoChannelError:
        # It says of the time to come, too, that there is no answer.
        yield _Step(since, is_new, Nobody.NOBODY)


def _stretches(steps: Iterable[_Step], end: datetime) -> Iterator[Stretch]:
    """Yield the stretches between the steps.

    None could be longer: a timeline takes a step only where a channel opens or closes, which shows
    in the channel or the alternatives of the answer.
    """
    pairs = list(_side_by_side(steps))
    ends = [*(start for start, _ in pairs[1:]), end]
    for (start, (old, new)), stop in zip(pairs, ends, strict=True):
        yield Stretch(start, stop, old, new)


def _side_by_side(steps: Iterable[_Step]) -> Iterator[tuple[datetime, tuple[Outcome, Outcome]]]:
    """Yield both outcomes, old and new, from each instant on at which one of them may change."""
    outcomes: dict[bool, Outcome] = {}
    for since, together in groupby(steps, key=_since):
        outcomes |= {step.is_new: step.outcome for step in together}
        yield since, (outcomes[False], outcomes[True])


def _since(step: _Step) -> datetime:
    return step.since
