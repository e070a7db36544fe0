"""What is verified: a directory over a range of time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ccb_support.clock.instants import FIRST_WALL, LAST_WALL
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_clock import WallClock

from .findings import Counterexample

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ccb_support.model.request_kinds import RequestKind
    from ccb_support.routing.router import Router

_SUPPORTED = Interval(FIRST_WALL, LAST_WALL)


class Scope:
    """A directory about to be verified over a range of time.

    Attributes:
        router: what answers.
        directory: its directory.
        clock: the wall clock of the directory's zone.
        start: the first instant of the range, as it was given.
        end: the instant at which the range ends, excluded, as it was given.
    """

    def __init__(self, router: Router, start: datetime, end: datetime) -> None:
        self.router = router
        self.directory = router.directory
        self.clock = WallClock(router.directory.zone)
        self.start, self.end = start, end

    @cached_property
    def bounds(self) -> Interval:
        """The range, in whole seconds: nothing changes within one. Raises what `verify` raises."""
        return self.clock.bounds(self.start, self.end)

    def instants(self, wall: Interval) -> Interval | None:
        """Return the part of the range in which the clock shows a time of `wall`, if it does."""
        spans = [*within(self.clock.instants(wall.clipped(_SUPPORTED)), self.bounds)]
        return Interval(spans[0].start, spans[-1].end) if spans else None

    def example(self, span: Interval, request: RequestKind | None = None) -> Counterexample:
        """Return a request, if one is concerned, and a span as where to look."""
        start, end = map(self.clock.datetime_at, span)
        return Counterexample(request=request, start=start, end=end)

    def in_order(self, channel_ids: Iterable[str]) -> tuple[str, ...]:
        """Return ids of channels in the directory's order."""
        return tuple(sorted(channel_ids, key=self.directory.channel_ids.index))
