"""The objects that callers receive, made from plans when somebody receives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.answer.reasons import Verdict
from ccb_support.answer.recommendation import NoChannelError, Recommendation
from ccb_support.answer.trace import ChannelStatus, TraceEntry
from ccb_support.model.records import build

from .rule import verdicts

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.clock.block_cache import BlockCache
    from ccb_support.clock.instants import Instant
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.schedule.channel_states import ChannelState, ChannelStates

    from .request_plan import RequestPlan, RoutingSpan
    from .rule import Request, RoutingDecision

_BYTES_A_FORM = 2_000
_BYTES_AN_ENTRY = 600
_BYTES_A_CHANNEL = 24
"""About what each takes; and a form more for each channel of the directory."""

_UNUSED = {Verdict.NOT_SERVED, Verdict.UNAVAILABLE}
"""What the rule finds of a channel without a look at its hours."""


class _Form(NamedTuple):
    """What all answers with one decision have in common.

    Attributes:
        fields: the fields of such an answer, in order; those that differ have no value yet.
        entries: the trace; the entries of channels that change have no value yet.
        changing: the channels that change: place, channel, verdict, and whether it is open.
    """

    fields: dict[str, object]
    entries: list[TraceEntry | None]
    changing: list[tuple[int, Channel, Verdict, bool]]


class AnswerMaker:
    """Makes the answers over a directory.

    Args:
        directory: the directory.
        states: what each channel does.
        cache: where it keeps what answers share.
    """

    def __init__(self, directory: Directory, states: ChannelStates, cache: BlockCache) -> None:
        self._directory = directory
        self._states = states
        self._cache = cache

    def answer(
        self, plan: RequestPlan, routed: RoutingSpan, since: datetime | None
    ) -> Recommendation:
        """Return the answer over a span of a plan, whose start the caller may have already.

        Raises:
            NoChannelError: no channel is open, and none opens any more.
        """
        span, decision = routed
        if decision is None:
            raise self._no_channel(plan.request, span.start)
        form = self._form(plan, decision)
        fields, entries = form.fields.copy(), form.entries.copy()
        fields["valid_from"] = since or self._states.start_of(span)
        valid_until = fields["valid_until"] = self._states.end_of(span)
        for place, channel, verdict, is_open in form.changing:
            state = plan.state(channel, routed, is_open=is_open)
            # Most states end with the answer, and share its end.
            end = valid_until if state.span.end == span.end else self._states.end_of(state.span)
            entries[place] = self._entry(channel, verdict, state, end)
            if verdict is Verdict.RECOMMENDED:
                fields["closes_at" if is_open else "opens_at"] = end
        fields["trace"] = tuple(entries)
        # Right by construction: its parts were checked when the directory was.
        return build(Recommendation, fields)

    def cut(
        self, answer: Recommendation, start: datetime | None, end: datetime | None
    ) -> Recommendation:
        """Return an answer that holds over another span; everything else stays the same."""
        zone = self._states.clock.zone
        fields: dict[str, object] = vars(answer).copy()
        fields["valid_from"] = start and start.astimezone(zone)
        fields["valid_until"] = end and end.astimezone(zone)
        return build(Recommendation, fields)

    def status(self, channel: Channel, state: ChannelState) -> ChannelStatus:
        """Return a state of a channel as callers receive it."""
        end = self._states.end_of(state.span)
        return build(
            ChannelStatus,
            {
                "channel": channel,
                "open_now": state.is_open,
                "opens_at": None if state.is_open else end,
                "closes_at": end if state.is_open else None,
                "because": self._states.hours[channel.id].causes(state),
                "valid_from": self._states.start_of(state.span),
                "valid_until": end,
                "time_zone": self._directory.time_zone,
            },
        )

    def _no_channel(self, request: Request, instant: Instant) -> NoChannelError:
        channels = self._directory.channels
        found = zip(channels, verdicts(request, channels, None), strict=True)
        trace = tuple(self._entry_at(instant, *each) for each in found)
        return NoChannelError(
            request.request_type, request.priority, trace, self._directory.escalation
        )

    def _form(self, plan: RequestPlan, decision: RoutingDecision) -> _Form:
        found: _Form | None = self._cache.get((plan, decision))
        if found is None:
            size = _BYTES_A_FORM + _BYTES_A_CHANNEL * len(self._directory.channels)
            found = self._cache.add((plan, decision), self._make_form(plan.request, decision), size)
        return found

    def _make_form(self, request: Request, decision: RoutingDecision) -> _Form:
        channels, start = self._directory.channels, self._states.clock.supported.start
        form = _Form(self._fields(request, decision), [], [])
        found = zip(channels, verdicts(request, channels, decision), strict=True)
        for place, (channel, verdict) in enumerate(found):
            if verdict in _UNUSED or self._states.hours[channel.id].never_changes:
                form.entries.append(self._entry_at(start, channel, verdict))
            else:
                form.entries.append(None)
                form.changing.append((place, channel, verdict, _is_open(verdict, decision)))
        return form

    def _fields(self, request: Request, decision: RoutingDecision) -> dict[str, object]:
        return {
            "request_type": request.request_type,
            "priority": request.priority,
            "channel": decision.channel,
            "contact": decision.contact,
            "number": decision.contact.number_in(self._directory.language),
            "uri": decision.contact.uri,
            "open_now": decision.open_now,
            "opens_at": None,
            "closes_at": None,
            "reason": decision.reason,
            "alternatives": decision.alternatives,
            "trace": (),
            "valid_from": None,
            "valid_until": None,
            "escalation": self._directory.escalation,
            "directory_version": self._directory.version,
            "time_zone": self._directory.time_zone,
            "language": self._directory.language,
        }

    def _entry_at(self, instant: Instant, channel: Channel, verdict: Verdict) -> TraceEntry:
        if verdict in _UNUSED:
            return self._entry(channel, verdict, None, None)
        state = self._states.hours[channel.id].state(instant)
        return self._entry(channel, verdict, state, self._states.end_of(state.span))

    def _entry(
        self, channel: Channel, verdict: Verdict, state: ChannelState | None, end: datetime | None
    ) -> TraceEntry:
        """Return what the rule finds of a channel in a state; answers share such an entry."""
        hours = self._states.hours[channel.id]
        is_any_run = state is None or (state.is_open and not hours.schedule.can_explain_runs)
        key = channel.id, verdict, None if is_any_run else state and state.span.start
        found: TraceEntry | None = self._cache.get(key)
        if found is None:
            fields: dict[str, object] = {
                "channel": channel.id,
                "name": channel.name,
                "contacts": channel.contacts,
                "verdict": verdict,
                "opens_at": None if state is None or state.is_open else end,
                "because": hours.causes(state) if state else (),
            }
            found = self._cache.add(key, build(TraceEntry, fields), _BYTES_AN_ENTRY)
        return found


def _is_open(verdict: Verdict, decision: RoutingDecision) -> bool:
    """Return whether a channel with this verdict is open."""
    is_chosen = verdict is Verdict.RECOMMENDED and decision.open_now
    return is_chosen or verdict is Verdict.ALTERNATIVE
