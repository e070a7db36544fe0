"""Who answers one request, over all time: read off the hours of the channels that it may use."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval
from ccb_support.model.channels import Channel
from ccb_support.model.requests import knows
from ccb_support.schedule.channel_hours import ChannelState, OpenHours
from ccb_support.schedule.editions import Edition, Editions

from .rule import Request, RoutingDecision, decide, decide_closed

_MOST_DECISIONS = 128
"""How many decisions one request keeps. A desk with ten different hours seldom has more."""


class RoutingSpan(NamedTuple):
    """What a request gets over the longest span in which the same channels are open.

    The decision is `None` if no channel is open, and none opens any more.
    """

    start: Instant
    end: Instant
    decision: RoutingDecision | None

    @property
    def opens_at(self) -> Instant:
        """When the channel opens, if it is closed."""
        later = self.decision.opens_at if self.decision else None
        return self.end if later is None else later


class RequestDecisions:
    """Who answers one request, over the time of one edition.

    `later` returns who answers it under the next edition, if there is one.

    Attributes:
        request: the request, and the channels that are down.
        edition: the edition.
        knows_request: whether the edition has such a request. If not, its spans may have decisions
            of a later edition, which are no answers yet.
    """

    def __init__(
        self,
        request: Request,
        edition: Edition,
        editions: Editions,
        later: "Callable[[], RequestDecisions] | None",
    ) -> None:
        self.request = request
        self.edition = edition
        self.knows_request: bool = knows(edition.directory, request.request_type, request.priority)
        self._later = later
        # In the directory's order.
        self._channels = [
            (each, editions.of_channel[each.id])
            for each in edition.directory.channels
            if request.is_served_by(each) and each.id not in request.unavailable
        ]
        # Channels that share their hours open and close together.
        distinct = dict.fromkeys(hours for _, hours in self._channels)
        self._always_open = {
            each
            for each in distinct
            if each.never_changes and each.state(edition.span.start).is_open
        }
        self._changing = tuple(each for each in distinct if not each.never_changes)
        # If only one kind of hours changes, answers last as long as its states, without a merge.
        is_alone = len(self._changing) == 1 and edition.span == editions.clock.supported
        self._only_change = self._changing[0] if is_alone else None
        self._open = (
            self._only_change.openness
            if self._only_change
            else editions.together(self._changing, edition.span)
        )
        self._decision = lru_cache(_MOST_DECISIONS)(self._decide)

    def span_at(self, instant: Instant) -> RoutingSpan:
        """Return what the request gets at `instant`, over the whole span around it."""
        return self._span(*self._open.around(instant))

    def spans(self, bounds: Interval[Instant]) -> Iterator[RoutingSpan]:
        """Return what the request gets over `bounds`, in order, each over its whole span."""
        return starmap(self._span, self._open.pieces(bounds))

    def state(self, hours: OpenHours, span: RoutingSpan, *, is_open: bool) -> ChannelState:
        """Return the state of the hours of one of its channels during one of its spans.

        The caller knows whether the channel is open then, which often saves a look at its hours.
        """
        if hours is self._only_change:
            return ChannelState(span.start, span.end, is_open)
        return hours.state(span.start)

    def _span(self, start: Instant, end: Instant, open_bits: int) -> RoutingSpan:
        """Return what the request gets over a piece, with the changing hours that are open then."""
        # If all are closed, the answer is a channel that opens first, when the piece ends.
        opens_later = not open_bits and not self._always_open and end < self._open.supported.end
        next_bits = self._open.block(end).at(end) if opens_later else 0
        return RoutingSpan(start, end, self._decision(open_bits, next_bits))

    def _decide(self, open_bits: int, next_bits: int) -> RoutingDecision | None:
        """Return who answers while some changing hours are open, and others open next."""
        now = self._always_open | self._hours_of(open_bits)
        if channels := self._channels_with(now):
            return decide(self.request, self.edition.directory, channels)
        if soon := self._channels_with(self._hours_of(next_bits)):
            # If several open at once, the first in the directory's order counts.
            return decide_closed(soon[0])
        return self._decide_later()

    def _decide_later(self) -> RoutingDecision | None:
        """Return who answers if no channel opens before the edition ends."""
        if self._later is None:
            return None
        later = self._later()
        span = later.span_at(later.edition.span.start)
        if span.decision is None:
            return None
        opens_at = span.start if span.decision.open_now else span.opens_at
        return decide_closed(span.decision.channel, opens_at)

    def _channels_with(self, hours: set[OpenHours]) -> list[Channel]:
        """Return the channels that have one of some hours, in the directory's order."""
        return [channel for channel, own in self._channels if own in hours]

    def _hours_of(self, bits: int) -> set[OpenHours]:
        return {each for number, each in enumerate(self._changing) if bits >> number & 1}
