"""The objects that callers receive, made when somebody receives them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias

from ccb_support.answer.recommendation import (
    ChannelStatus,
    Recommendation,
    TraceEntry,
    Verdict,
)
from ccb_support.clock.instants import Instant, Moment
from ccb_support.clock.intervals import Interval
from ccb_support.errors import NoChannelError
from ccb_support.model.contacts import Contact
from ccb_support.model.records import build
from ccb_support.schedule.channel_hours import ChannelState
from ccb_support.schedule.editions import Edition, Editions

from .outages import Ends
from .request_decisions import RequestDecisions, RoutingSpan
from .rule import Request, RoutingDecision, verdicts

_UNUSED = {Verdict.NOT_SERVED, Verdict.UNAVAILABLE}
"""What the rule finds of a channel without a look at its hours."""

_MOST_ENTRIES = 20_000
"""How many entries are kept, so that answers share them: about 10 MB."""

_MOST_TIMES = 32
"""How many datetimes are kept: those of a few neighbouring answers."""


_Missing: TypeAlias = tuple[int, str, Verdict, bool]
"""What is known of an entry that differs from answer to answer: its place, the channel, what the
rule finds, and whether the channel is open meanwhile."""


class AnswerMaker:
    """Makes the answers of one edition, and keeps up to `most` of them.

    Attributes:
        answer: returns the answer to a request over one of its spans.
        status: returns a state of a channel as callers receive it. It ends with the edition.
    """

    def __init__(self, edition: Edition, editions: Editions, most: int) -> None:
        self._edition, self._editions = edition, editions
        self._directory = edition.directory
        self._hours = editions.of_channel
        self._clock = editions.clock
        self._range_ends = {*editions.clock.supported}
        self._shown = {each: editions.channel(each, edition) for each in editions.names}
        self.answer: Callable[
            [RequestDecisions, RoutingSpan, Interval[Moment] | None, Ends], Recommendation
        ] = lru_cache(most)(self._make_answer)
        self.status: Callable[[str, ChannelState], ChannelStatus] = lru_cache(most)(
            self._make_status
        )
        # Neighbouring answers share an end, and entries have it too.
        self._bound = lru_cache(_MOST_TIMES)(self._read_bound)
        # Several answers share a draft. It weighs more than an answer if there are many channels.
        self._draft = lru_cache(most // 8)(self._make_draft)
        # Answers share the entries that say the same.
        self._entry = lru_cache(_MOST_ENTRIES)(self._make_entry)
        self._usual_entry = lru_cache(_MOST_ENTRIES)(self._make_usual_entry)

    def _make_answer(
        self,
        decisions: RequestDecisions,
        span: RoutingSpan,
        part: Interval[Moment] | None,
        ends: Ends,
    ) -> Recommendation:
        """Return the answer over a span, or over a `part` of it.

        `ends` say when channels that are down meanwhile are back.

        Raises:
            NoChannelError: no channel is open, and none opens any more; or the edition does not
                know the request.
        """
        request = decisions.request
        # A timeline may come to an edition without the request, although a later one answers it.
        decision = span.decision if decisions.knows_request else None
        common, entries, missing = self._draft(decisions, decision, ends)
        trace = entries.copy()
        for place, channel_id, verdict, is_open in missing:
            state = decisions.state(self._hours[channel_id], span, is_open=is_open)
            then = self._contacts_then(request, channel_id, state)
            trace[place] = self._entry(channel_id, verdict, state, then)
        if decision is None:
            known = self._editions.knowing(self._edition, request.request_type, request.priority)
            raise NoChannelError(
                known,
                request.request_type,
                request.priority,
                # All entries are there by now, which a type checker can't see.
                tuple(filter(None, trace)),
                self._directory.escalation,
                unknown_from=None if decisions.knows_request else self._directory.effective,
            )
        fields = common.copy()
        fields["trace"] = tuple(trace)
        if part:
            start, end = map(self._read_moment, part)
        else:
            start, end = self._bound(span.start), self._bound(span.end)
        fields["valid_from"], fields["valid_until"] = start, end
        own = self._hours[decision.channel.id]
        if not decision.open_now:
            fields["opens_at"] = self._bound(span.opens_at)
        elif not own.never_changes:
            fields["closes_at"] = self._bound(decisions.state(own, span, is_open=True).end)
        # Right by construction: its parts were checked when the directory was.
        return build(Recommendation, fields)

    def _make_status(self, channel_id: str, state: ChannelState) -> ChannelStatus:
        end, span = self._bound(state.end), state.span.clipped(self._edition.span)
        opens_at, closes_at = (None, end) if state.is_open else (end, None)
        return build(
            ChannelStatus,
            {
                "channel": self._shown[channel_id],
                "open_now": state.is_open,
                "opens_at": opens_at,
                "closes_at": closes_at,
                "because": self._hours[channel_id].causes(state),
                "valid_from": self._bound(span.start),
                "valid_until": self._bound(span.end),
                "time_zone": self._directory.time_zone,
            },
        )

    def _make_draft(
        self, decisions: RequestDecisions, decision: RoutingDecision | None, ends: Ends
    ) -> tuple[dict[str, object], list[TraceEntry | None], list[_Missing]]:
        """Return what all answers with one decision have in common.

        These are their fields, without the values that differ, or no fields without a decision; the
        trace, with `None` for each entry that differs; and what is known of these entries.
        """
        request = decisions.request
        fields = self._fields(request, decision) if decision else {}
        trace: list[TraceEntry | None] = []
        missing: list[_Missing] = []
        back = dict(ends)
        for place, (channel, verdict) in enumerate(verdicts(request, self._directory, decision)):
            is_open = bool(decision and decision.open_now) and verdict is not Verdict.CLOSED
            if verdict in _UNUSED or (is_open and not self._hours[channel.id].can_explain_runs):
                trace.append(self._usual_entry(channel.id, verdict, back.get(channel.id)))
            else:
                trace.append(None)
                missing.append((place, channel.id, verdict, is_open))
        return fields, trace, missing

    def _fields(self, request: Request, decision: RoutingDecision) -> dict[str, object]:
        request_type = self._directory.request_types.by_id[request.request_type]
        return {
            "request_type": request.request_type,
            "priority": request.priority,
            "request_name": request_type.name,
            "request_plural": request_type.plural,
            "priority_name": self._directory.priorities.by_id[request.priority].name,
            "prefer": request.prefer,
            "channel": decision.channel,
            "contact": decision.contact,
            "number": decision.contact.number_in(self._directory.language),
            "uri": decision.contact.uri,
            "open_now": decision.open_now,
            "opens_at": None,
            "closes_at": None,
            "reason": decision.reason,
            "alternatives": decision.alternatives,
            "trace": None,
            "valid_from": None,
            "valid_until": None,
            "escalation": self._directory.escalation,
            "directory_version": self._directory.version,
            "time_zone": self._directory.time_zone,
            "language": self._directory.language,
            "verified_through": self._checked_through(request),
        }

    def _contacts_then(
        self, request: Request, channel_id: str, state: ChannelState
    ) -> tuple[Contact, ...] | None:
        """Return the contacts that a closed channel has when it opens under a later edition.

        There are none if the channel does not serve the request then. If it is open, or opens under
        this edition, or does not open, return None.
        """
        opens_here = state.end < self._edition.span.end
        if state.is_open or opens_here or state.end == self._clock.supported.end:
            return None
        channel = self._editions.at(state.end).channels[channel_id]
        return channel.contacts if request.is_served_by(channel) else ()

    def _checked_through(self, request: Request) -> date | None:
        """Return how far the holidays were checked on which a request depends."""
        is_needed = any(
            self._edition.schedules[each.id].observes_holidays
            for each in self._directory.channels
            if request.is_served_by(each)
        )
        return self._edition.holidays.verified_through if is_needed else None

    def _make_entry(
        self,
        channel_id: str,
        verdict: Verdict,
        state: ChannelState,
        opens_with: tuple[Contact, ...] | None,
    ) -> TraceEntry:
        """Return what the rule finds of a channel, with what its hours do meanwhile."""
        entry = self._usual_entry(channel_id, verdict, None)
        return build(
            TraceEntry,
            {
                **vars(entry),
                "opens_at": None if state.is_open else self._bound(state.end),
                "because": self._hours[channel_id].causes(state),
                "opens_with": opens_with,
            },
        )

    def _make_usual_entry(
        self, channel_id: str, verdict: Verdict, back: Moment | None
    ) -> TraceEntry:
        """Return what the rule finds of a channel whose hours need no word."""
        channel = self._shown[channel_id]
        # A channel that is down may serve the request only under another edition.
        until = back if verdict is Verdict.UNAVAILABLE else None
        return build(
            TraceEntry,
            {
                "channel": channel_id,
                "name": channel.name,
                "contacts": channel.contacts,
                "verdict": verdict,
                "opens_at": None,
                "because": (),
                "unavailable_until": until and self._clock.datetime_at_moment(until),
                "opens_with": None,
            },
        )

    def _read_moment(self, bound: Moment) -> datetime | None:
        """Return the same as `_read_bound`, of a moment."""
        # One of the two ends: `in` an interval would mean any moment between them.
        is_end = bound in {*self._clock.supported_moments}
        return None if is_end else self._clock.datetime_at_moment(bound)

    def _read_bound(self, bound: Instant) -> datetime | None:
        """Return when something starts or ends; `None` if the supported range does so."""
        return None if bound in self._range_ends else self._clock.datetime_at(bound)
