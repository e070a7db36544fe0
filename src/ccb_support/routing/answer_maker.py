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
    from ccb_support.schedule.channel_states import ChannelHours, ChannelState, ChannelStates

    from .request_plan import RequestPlan, RoutingSpan
    from .rule import Request, RoutingDecision

_BYTES_A_FORM = 2_000
_BYTES_AN_ENTRY = 600
_BYTES_A_CHANNEL = 24
"""About what each takes; and a form more for each channel of the directory."""

_UNUSED = {Verdict.NOT_SERVED, Verdict.UNAVAILABLE}
"""What the rule finds of a channel without a look at its hours."""


class WrittenState(NamedTuple):
    """What answers with one decision write about a state of some hours.

    `ends_at` is the end as callers receive it, or `None` if it is that of the supported range.
    `entries` are those of the trace that differ, each with its place.
    """

    start: Instant
    end: Instant
    ends_at: datetime | None
    entries: list[tuple[int, TraceEntry]]


class ChangingHours:
    """Hours about which the answers with one decision write different things.

    They are open, or closed, during all these answers.

    Attributes:
        channels: the channels whose entries in the trace differ: place, channel and verdict.
        end_field: the field of an answer that has the end of their state; empty if none has.
        last: what the last answer wrote. Its neighbours often write the same.
    """

    __slots__ = "channels", "end_field", "hours", "is_open", "last"

    def __init__(self, hours: ChannelHours, *, is_open: bool) -> None:
        self.hours = hours
        self.is_open = is_open
        self.channels: list[tuple[int, Channel, Verdict]] = []
        self.end_field = ""
        self.last: WrittenState | None = None


class AnswerForm(NamedTuple):
    """What all answers with one decision have in common, and by what they differ.

    Fields, and entries of the trace, that differ have no value yet. The changing hours give them.
    `end_field` is the field that, as `valid_until`, has the end of the answer; empty if none has.
    """

    fields: dict[str, object]
    entries: list[TraceEntry | None]
    changing: list[ChangingHours]
    end_field: str


class AnswerMaker:
    """Makes the answers over a directory. The cache keeps what answers share."""

    def __init__(self, directory: Directory, states: ChannelStates, cache: BlockCache) -> None:
        self._directory = directory
        self._states = states
        self._cache = cache

    def answer(
        self, plan: RequestPlan, span: RoutingSpan, since: datetime | None
    ) -> Recommendation:
        """Return the answer over a span of a plan, whose start the caller may have already.

        Raises:
            NoChannelError: no channel is open, and none opens any more.
        """
        if span.decision is None:
            raise self._no_channel(plan.request, span.start)
        form = self._cache.get(span.decision) or self._add_form(plan, span.decision)
        fields = form.fields.copy()
        fields["valid_from"] = since or self._states.start_at(span.start)
        valid_until = fields["valid_until"] = self._states.end_at(span.end)
        if form.end_field:
            fields[form.end_field] = valid_until
        if form.changing:
            entries = form.entries.copy()
            for changing in form.changing:
                written = changing.last
                if written is None or not written.start <= span.start < written.end:
                    written = changing.last = self._write(changing, plan, span, valid_until)
                if changing.end_field:
                    fields[changing.end_field] = written.ends_at
                for place, entry in written.entries:
                    entries[place] = entry
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
        end = self._states.end_at(state.end)
        return build(
            ChannelStatus,
            {
                "channel": channel,
                "open_now": state.is_open,
                "opens_at": None if state.is_open else end,
                "closes_at": end if state.is_open else None,
                "because": self._states.hours[channel.id].causes(state),
                "valid_from": self._states.start_at(state.start),
                "valid_until": end,
                "time_zone": self._directory.time_zone,
            },
        )

    def _no_channel(self, request: Request, instant: Instant) -> NoChannelError:
        channels = self._directory.channels
        trace: list[TraceEntry] = []
        for channel, verdict in zip(channels, verdicts(request, channels, None), strict=True):
            hours = self._states.hours[channel.id]
            state = None if verdict in _UNUSED else hours.state(instant)
            # Without an answer, no channel opens any more.
            trace.append(self._entry(channel, verdict, state, None))
        return NoChannelError(
            request.request_type, request.priority, tuple(trace), self._directory.escalation
        )

    def _add_form(self, plan: RequestPlan, decision: RoutingDecision) -> AnswerForm:
        """Keep what all answers with a decision of a plan have in common, and return it."""
        channels = self._directory.channels
        entries: list[TraceEntry | None] = []
        changing: dict[ChannelHours, ChangingHours] = {}
        found = zip(channels, verdicts(plan.request, channels, decision), strict=True)
        for place, (channel, verdict) in enumerate(found):
            hours = self._states.hours[channel.id]
            is_chosen = verdict is Verdict.RECOMMENDED and decision.open_now
            is_open = is_chosen or verdict is Verdict.ALTERNATIVE
            if verdict in _UNUSED or hours.says_nothing(is_open=is_open):
                entries.append(self._entry(channel, verdict, None, None))
            else:
                entries.append(None)
                each = changing.setdefault(hours, ChangingHours(hours, is_open=is_open))
                each.channels.append((place, channel, verdict))
        fields, end_field = self._fields(plan.request, decision), ""
        fields["trace"] = tuple(entries)
        hours = self._states.hours[decision.channel.id]
        if not decision.open_now:
            # While nothing is open, the next change is that this channel opens.
            end_field = "opens_at"
        elif plan.changes_only_with(hours):
            end_field = "closes_at"
        elif not hours.never_changes:
            own = changing.setdefault(hours, ChangingHours(hours, is_open=decision.open_now))
            own.end_field = "closes_at"
        form = AnswerForm(fields, entries, [*changing.values()], end_field)
        size = _BYTES_A_FORM + _BYTES_A_CHANNEL * len(channels)
        return self._cache.add(decision, form, size)

    def _write(
        self,
        changing: ChangingHours,
        plan: RequestPlan,
        span: RoutingSpan,
        valid_until: datetime | None,
    ) -> WrittenState:
        """Return what the answer over a span of a plan writes about some of its hours."""
        state = plan.state(changing.hours, span, is_open=changing.is_open)
        # Most states end with the answer, and share its end.
        ends_with_it = state.end == span.end
        ends_at = valid_until if ends_with_it else self._states.end_at(state.end)
        entries = [
            (place, self._entry(channel, verdict, state, ends_at))
            for place, channel, verdict in changing.channels
        ]
        return WrittenState(state.start, state.end, ends_at, entries)

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

    def _entry(
        self, channel: Channel, verdict: Verdict, state: ChannelState | None, end: datetime | None
    ) -> TraceEntry:
        """Return what the rule finds of a channel; answers share such an entry.

        Without a state, there is nothing to say of its hours. A state without an end does not end
        in the supported range.
        """
        key = channel.id, verdict, state and state.start
        found: TraceEntry | None = self._cache.get(key)
        if found is None:
            fields: dict[str, object] = {
                "channel": channel.id,
                "name": channel.name,
                "contacts": channel.contacts,
                "verdict": verdict,
                "opens_at": None if state is None or state.is_open else end,
                "because": self._states.hours[channel.id].causes(state) if state else (),
            }
            found = self._cache.add(key, build(TraceEntry, fields), _BYTES_AN_ENTRY)
        return found
