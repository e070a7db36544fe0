"""The rule: which channel answers a request, why, and over which span of time.

A directory lists its channels in order of preference. The first that serves the request, is open
and is available is the answer; where none is open, the serving, available one that opens soonest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.answer.reasons import Reason, Verdict
from ccb_support.answer.recommendation import Recommendation, TraceEntry
from ccb_support.errors import NoChannelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.clock.wall_clock import WallClock
    from ccb_support.model.channels import Channel
    from ccb_support.model.contacts import Contact
    from ccb_support.model.directory import Directory
    from ccb_support.model.requests import Medium, Priority, RequestType
    from ccb_support.schedule.channel_schedule import Cause, State

    Entries: TypeAlias = dict[tuple[str, Verdict, Instant | None, tuple[Cause, ...]], TraceEntry]
    """Trace entries of one directory, by all that tells two of them apart."""


class Request(NamedTuple):
    """All that an answer depends on, but the instant.

    Attributes:
        request_type: what is asked.
        priority: how urgently.
        prefer: the medium that the caller prefers, if any.
        unavailable: the ids of the channels that are down.
    """

    request_type: RequestType
    priority: Priority
    prefer: Medium | None
    unavailable: frozenset[str]

    def is_served_by(self, channel: Channel) -> bool:
        """Tell whether the channel takes such a request at all."""
        return channel.serves(self.request_type, self.priority)

    def may_use(self, channel: Channel) -> bool:
        """Tell whether the channel takes such a request, and is available."""
        return self.is_served_by(channel) and channel.id not in self.unavailable


class _Choice(NamedTuple):
    channel: Channel
    contact: Contact
    reason: Reason


class Situation(NamedTuple):
    """A request, and what the channels that it may use do at some instant.

    Attributes:
        request: the request.
        directory: all the channels.
        clock: the wall clock of the directory's zone.
        states: by its id, what each channel that the request may use does.
        entries: the trace entries of other answers: this one shares them, and adds what is new.
    """

    request: Request
    directory: Directory
    clock: WallClock
    states: Mapping[str, State]
    entries: Entries

    @property
    def span(self) -> Interval:
        """The longest span over which the answer stays the same.

        Whatever a channel in use does shows in the trace. So the answer changes exactly when one of
        them opens or closes, and the span is what their states have in common.
        """
        span = self.clock.supported
        for each in {state.span for state in self.states.values()}:
            span = each.clipped(span)
        return span

    def answer(self) -> Recommendation:
        """Return the answer.

        Raises:
            NoChannelError: no channel is open, and none opens within the supported range.
        """
        choice, span = self._choice(), self.span
        trace = tuple(self._trace(choice))
        request, escalation = self.request, self.directory.escalation
        if choice is None:
            raise NoChannelError(request.request_type, request.priority, trace, escalation)
        state = self.states[choice.channel.id]
        # Right by construction: its parts were checked when the directory was.
        return Recommendation.model_construct(
            request_type=request.request_type,
            priority=request.priority,
            channel=choice.channel,
            contact=choice.contact,
            number=choice.contact.number,
            uri=choice.contact.uri,
            open_now=state.is_open,
            opens_at=opens_at(state, self.clock),
            closes_at=closes_at(state, self.clock),
            reason=choice.reason,
            alternatives=tuple(each for each in self._open() if each is not choice.channel),
            trace=trace,
            valid_from=start_of(span, self.clock),
            valid_until=end_of(span, self.clock),
            escalation=escalation,
            directory_version=self.directory.version,
            time_zone=self.directory.time_zone,
        )

    def _open(self) -> Iterator[Channel]:
        for channel in self.directory.channels:
            if channel.id in self.states and self.states[channel.id].is_open:
                yield channel

    def _choice(self) -> _Choice | None:
        best = next(self._open(), None)
        if best is None:
            return self._opening_next()
        preferred = self._preferred()
        if preferred is None:
            return _Choice(best, best.contacts[0], self._reason(best))
        reason = self._reason(best) if preferred[0] is best else Reason.PREFERRED
        return _Choice(*preferred, reason)

    def _opening_next(self) -> _Choice | None:
        opening = [
            (state.span.end, channel)
            for channel in self.directory.channels
            if (state := self.states.get(channel.id)) and opens_at(state, self.clock)
        ]
        if not opening:
            return None
        _, soonest = min(opening, key=lambda pair: pair[0])
        return _Choice(soonest, soonest.contacts[0], Reason.OPENS_NEXT)

    def _preferred(self) -> tuple[Channel, Contact] | None:
        """Return the first open channel that has the preferred medium, and that contact."""
        # A critical request gets its line, whatever the caller would rather use.
        if self.request.prefer is None or any(
            each.is_reserved_by_priority for each in self._open()
        ):
            return None
        for channel in self._open():
            contact = channel.contact_by(self.request.prefer)
            if contact:
                return channel, contact
        return None

    def _reason(self, chosen: Channel) -> Reason:
        if chosen.is_reserved_by_priority:
            return Reason.PRIORITY
        if chosen.is_reserved_by_request_type:
            return Reason.DEDICATED
        channels = self.directory.channels
        earlier = channels[: channels.index(chosen)]
        if any(each.is_reserved and self.request.is_served_by(each) for each in earlier):
            return Reason.FALLBACK
        return Reason.GENERAL

    def _trace(self, choice: _Choice | None) -> Iterator[TraceEntry]:
        for channel in self.directory.channels:
            yield self._entry(channel, self._verdict(channel, choice))

    def _entry(self, channel: Channel, verdict: Verdict) -> TraceEntry:
        state = self.states.get(channel.id)
        because = state.because if state else ()
        end_of_gap = state.span.end if state and not state.is_open else None
        key = channel.id, verdict, end_of_gap, because
        if key not in self.entries:
            self.entries[key] = TraceEntry.model_construct(
                channel=channel.id,
                name=channel.name,
                contacts=channel.contacts,
                verdict=verdict,
                opens_at=opens_at(state, self.clock) if state else None,
                because=because,
            )
        return self.entries[key]

    def _verdict(self, channel: Channel, choice: _Choice | None) -> Verdict:
        if not self.request.is_served_by(channel):
            return Verdict.NOT_SERVED
        if channel.id in self.request.unavailable:
            return Verdict.UNAVAILABLE
        if choice and channel is choice.channel:
            return Verdict.RECOMMENDED
        return Verdict.ALTERNATIVE if self.states[channel.id].is_open else Verdict.CLOSED


def opens_at(state: State, clock: WallClock) -> datetime | None:
    """Return when a channel that is closed opens; `None` where it is open, or does not open."""
    return None if state.is_open else end_of(state.span, clock)


def closes_at(state: State, clock: WallClock) -> datetime | None:
    """Return when a channel that is open closes; `None` where it is closed, or does not close."""
    return end_of(state.span, clock) if state.is_open else None


def start_of(span: Interval, clock: WallClock) -> datetime | None:
    """Return the start of `span`; `None` where that is the start of the supported range."""
    return clock.datetime_at(span.start) if span.start > clock.supported.start else None


def end_of(span: Interval, clock: WallClock) -> datetime | None:
    """Return the end of `span`; `None` where that is the end of the supported range."""
    return clock.datetime_at(span.end) if span.end < clock.supported.end else None
