"""Who answers one request, over all time: read off the plans of the channels that it may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.blocks import Blocks
from ccb_support.clock.intervals import Interval
from ccb_support.clock.piecewise import open_mask
from ccb_support.schedule.channel_states import ChannelState

from .rule import decide, decide_closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccb_support.clock.block_cache import BlockCache
    from ccb_support.clock.instants import Instant
    from ccb_support.clock.piecewise import Piece, Piecewise
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.schedule.channel_states import ChannelStates

    from .rule import Request, RoutingDecision


class RoutingSpan(NamedTuple):
    """What a request gets over the longest span in which the same channels are open.

    Attributes:
        span: from when until when.
        decision: who answers; `None` if no channel is open, and none opens any more.
    """

    span: Interval
    decision: RoutingDecision | None

    @property
    def opens_at(self) -> Instant | None:
        """When the channel opens; `None` if it is open, or if there is none."""
        is_closed = self.decision is not None and not self.decision.open_now
        return self.span.end if is_closed else None


class RequestPlan:
    """Who answers one request, at any time.

    Attributes:
        request: the request.
        channels: the channels that it may use, in the directory's order.
    """

    def __init__(
        self, request: Request, directory: Directory, states: ChannelStates, cache: BlockCache
    ) -> None:
        self.request = request
        self.channels = tuple(filter(request.may_use, directory.channels))
        self._directory = directory
        self._states = states
        hours = dict(enumerate(states.hours[each.id] for each in self.channels))
        self._changing = {number: each for number, each in hours.items() if not each.never_changes}
        start = states.clock.supported.start
        constant = hours.keys() - self._changing.keys()
        self._always = sum(1 << each for each in constant if hours[each].state(start).is_open)
        self._has_one_change = len(set(self._changing.values())) == 1
        self._cache = cache
        self._open = self._shared_plan(states)

    def span_at(self, instant: Instant) -> RoutingSpan:
        """Return what the request gets at `instant`, over the whole span around it."""
        return self._routing_span(self._open.around(instant))

    def spans(self, bounds: Interval) -> Iterator[RoutingSpan]:
        """Yield what the request gets over `bounds`, in order, each over its whole span."""
        return map(self._routing_span, self._open.pieces(bounds))

    def state(self, channel: Channel, routed: RoutingSpan, *, is_open: bool) -> ChannelState:
        """Return what one of its channels does during an routed, over the whole state."""
        hours = self._states.hours[channel.id]
        if self._has_one_change and not hours.never_changes:
            # The same channels are open for as long as this one does not change.
            return ChannelState(routed.span, is_open)
        return hours.state(routed.span.start)

    def start_of_piece(self, instant: Instant) -> Instant:
        """Return where the piece of the plan around `instant` starts in its block."""
        return self._open.start_of_piece(instant)

    def _shared_plan(self, states: ChannelStates) -> Blocks[int]:
        """Return which channels are open, as bits; requests with the same channels share it."""
        key = "open", tuple(each.id for each in self.channels)
        found: Blocks[int] | None = self._cache.get(key)
        if found is None:
            made = Blocks(
                states.clock.supported,
                self._open_over,
                self._cache,
                in_one_block=all(each.plan.in_one_block for each in self._changing.values()),
            )
            found = self._cache.add(key, made, 1_000)
        return found

    def _open_over(self, bounds: Interval) -> Piecewise[int]:
        functions = {number: each.plan.over(bounds) for number, each in self._changing.items()}
        return open_mask(functions, bounds, always=self._always)

    def _routing_span(self, piece: Piece[int]) -> RoutingSpan:
        start, end, mask = piece
        if mask:
            return RoutingSpan(Interval(start, end), self._decision(mask))
        if end == self._open.supported.end:
            return RoutingSpan(Interval(start, end), None)
        # While nothing is open, the next change is that a channel opens; of several, the first is
        # meant.
        next_mask = self._open.block(end).at(end)
        return RoutingSpan(Interval(start, end), self._decision(-(next_mask & -next_mask)))

    def _decision(self, mask: int) -> RoutingDecision:
        """Return the decision for the open channels; a negative number is the one that opens."""
        found: RoutingDecision | None = self._cache.get((self, mask))
        if found is None:
            channels = self._channels_in(abs(mask))
            made = (
                decide(self.request, self._directory.channels, channels)
                if mask > 0
                else decide_closed(channels[0])
            )
            found = self._cache.add((self, mask), made, 400 + 8 * len(channels))
        return found

    def _channels_in(self, mask: int) -> Sequence[Channel]:
        return [each for number, each in enumerate(self.channels) if mask >> number & 1]
