"""The scope of a verification: a directory and a range of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.clock.intervals import Interval, within
from ccb_support.routing.rule import plain_request

from .findings import Counterexample

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ccb_support.clock.instants import Instant, WallTime
    from ccb_support.model.channels import Channel
    from ccb_support.model.request_kinds import RequestKind
    from ccb_support.model.requests import Medium
    from ccb_support.routing.request_plan import RequestPlan
    from ccb_support.routing.router import Router
    from ccb_support.schedule.channel_states import ChannelHours


class Scope:
    """A directory, and the range of time over which it is verified.

    Attributes:
        router: the router over the directory.
        directory: the directory.
        clock: the wall clock of the directory's zone.
        bounds: the range in whole seconds, because answers change only at these.

    Raises:
        CcbSupportError: what `verify` raises for `start` and `end`.
    """

    def __init__(self, router: Router, start: datetime, end: datetime) -> None:
        self.router = router
        self.directory = router.directory
        self.clock = router.engine.clock
        self.bounds = self.clock.bounds(start, end)

    def hours(self, channel: Channel) -> ChannelHours:
        """Return when a channel is open; channels that always have the same hours share them."""
        return self.router.engine.states.hours[channel.id]

    def plan(self, kind: RequestKind, *, prefer: Medium | None = None) -> RequestPlan:
        """Return who answers requests of a kind, with a preference for a medium or none."""
        return self.router.engine.plan(plain_request(kind)._replace(prefer=prefer))

    def instants(self, wall: Interval[WallTime]) -> Interval[Instant] | None:
        """Return the part of the range in which the clock shows a time of `wall`, or None."""
        spans = [*within(self.clock.instants(wall.clipped(self.clock.days)), self.bounds)]
        return Interval(spans[0].start, spans[-1].end) if spans else None

    def example(
        self, span: Interval[Instant], request: RequestKind | None = None
    ) -> Counterexample:
        """Return a counterexample: the request, if the finding is about one, and the span."""
        start, end = map(self.clock.datetime_at, span)
        return Counterexample(request=request, start=start, end=end)

    def in_order(self, channel_ids: Iterable[str]) -> tuple[str, ...]:
        """Return channel ids, sorted as in the directory."""
        return tuple(sorted(channel_ids, key=self.directory.channel_ids.index))
