"""Who answers one request, over all time: read off the plans of the channels that it may use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.blocks import ONE_BLOCK, Blocks
from ccb_support.clock.piecewise import open_mask
from ccb_support.schedule.channel_states import ChannelState

from .rule import decide, decide_closed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.clock.block_cache import BlockCache
    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.clock.piecewise import Piecewise
    from ccb_support.model.directory import Directory
    from ccb_support.schedule.channel_states import ChannelHours, ChannelStates

    from .outages import Phase
    from .rule import Request, RoutingDecision


_BYTES_A_PLAN = 1_000
_BYTES_A_DECISION = 1_000
"""About what each takes."""


class RoutingSpan(NamedTuple):
    """What a request gets over the longest span in which the same channels are open.

    The decision is `None` if no channel is open, and none opens any more. If the channel of the
    decision is closed, it opens at the end.
    """

    start: Instant
    end: Instant
    decision: RoutingDecision | None


class PlanPart(NamedTuple):
    """Who answers a request over a part of a range of time, in which the same channels are down.

    `seconds` are the seconds of the range of which some part lies in the phase.
    """

    plan: RequestPlan
    phase: Phase
    seconds: Interval[Instant]


class RequestPlan:
    """Who answers one request, at any time."""

    def __init__(
        self, request: Request, directory: Directory, states: ChannelStates, cache: BlockCache
    ) -> None:
        self.request = request
        # In the directory's order.
        self._channels = tuple(filter(request.may_use, directory.channels))
        self._directory = directory
        self._states = states
        self._cache = cache
        start = states.clock.supported.start
        hours = [states.hours[each.id] for each in self._channels]
        self._always_open = {
            each for each in hours if each.never_changes and each.state(start).is_open
        }
        # Channels that share their hours open and close together.
        self._changing = tuple(dict.fromkeys(each for each in hours if not each.never_changes))
        self._only_change = self._changing[0] if len(self._changing) == 1 else None
        self._open = self._which_are_open()

    def span_at(self, instant: Instant) -> RoutingSpan:
        """Return what the request gets at `instant`, over the whole span around it."""
        start, end, mask = self._open.around(instant)
        return RoutingSpan(start, end, self._decision(mask or self._mask_if_closed(end)))

    def spans(self, bounds: Interval[Instant]) -> Iterator[RoutingSpan]:
        """Yield what the request gets over `bounds`, in order, each over its whole span."""
        decision = cache(self._decision)  # a few masks come again and again
        for start, end, mask in self._open.pieces(bounds):
            yield RoutingSpan(start, end, decision(mask or self._mask_if_closed(end)))

    def state(self, hours: ChannelHours, span: RoutingSpan, *, is_open: bool) -> ChannelState:
        """Return what some of its hours do during a span of the plan, over their whole state."""
        if self.changes_only_with(hours):
            return ChannelState(span.start, span.end, is_open)
        return hours.state(span.start)

    def changes_only_with(self, hours: ChannelHours) -> bool:
        """Return whether the same channels are open for as long as `hours` do not change."""
        return hours is self._only_change

    def start_of_piece(self, instant: Instant) -> Instant:
        """Return where the piece of the plan around `instant` starts in its block."""
        return self._open.start_of_piece(instant)

    def _which_are_open(self) -> Blocks[int]:
        """Return which of the changing hours are open, as bits."""
        if self._only_change:
            return self._only_change.plan
        return self._cache.get_or_make(("open", self._changing), self._merge_plans, _BYTES_A_PLAN)

    def _merge_plans(self) -> Blocks[int]:
        # A block of the shortest kind lies in one block of each other kind.
        bits = min((each.plan.block_bits for each in self._changing), default=ONE_BLOCK)
        supported = self._states.clock.supported
        return Blocks(supported, self._open_over, self._cache, block_bits=bits)

    def _open_over(self, bounds: Interval[Instant]) -> Piecewise[int]:
        return open_mask([each.plan.over(bounds) for each in self._changing], bounds)

    def _mask_if_closed(self, end: Instant) -> int | None:
        """Return the mask of a piece in which all changing hours are closed, and that ends then.

        It is 0 if other hours are open, or else the hours that open next, as a negative bit. It is
        `None` if no hours are open, and none open any more.
        """
        if self._always_open:
            return 0
        if end == self._open.supported.end:
            return None
        # While nothing is open, the next change is that hours open. If several open then, those of
        # the first channel in the directory's order count.
        next_mask = self._open.block(end).at(end)
        return -(next_mask & -next_mask)

    def _decision(self, mask: int | None) -> RoutingDecision | None:
        if mask is None:
            return None
        key = "decision", self, mask
        found: RoutingDecision | None = self._cache.get(key)
        return found or self._cache.add(key, self._decide(mask), _BYTES_A_DECISION)

    def _decide(self, mask: int) -> RoutingDecision:
        hours = {each for bit, each in enumerate(self._changing) if abs(mask) >> bit & 1}
        hours |= self._always_open
        channels = [each for each in self._channels if self._states.hours[each.id] in hours]
        if mask < 0:
            return decide_closed(channels[0])
        return decide(self.request, self._directory.channels, channels)
