"""The answers of one router, kept as they are made: whatever holds for a span is one object."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, final
from zoneinfo import ZoneInfo

from ccb_support.answer.reasons import Verdict
from ccb_support.answer.recommendation import NoChannelError, Recommendation
from ccb_support.answer.trace import ChannelStatus, TraceEntry
from ccb_support.clock.block_cache import BlockCache
from ccb_support.clock.instants import DAY, MINUTE, instant_of, wall_day
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.records import build
from ccb_support.schedule.channel_states import ChannelStates

from .request_plan import RequestPlan
from .rule import verdicts

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date, tzinfo

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.schedule.channel_states import ChannelHours, ChannelState

    from .request_plan import RoutingSpan
    from .rule import Request, RoutingDecision

    Day: TypeAlias = "Recommendation | ChangingDay"
    """The answer of a whole day, or those of a day on which it changes."""

_MOST_BYTES = 48 * 2**20
"""About how much memory everything that is kept may take together."""

_BYTES_A_PLAN = 1_000
_BYTES_AN_ANSWER = 1_900
_BYTES_AN_ENTRY = 1_300
_BYTES_A_DAY = 500
_BYTES_A_CLOCK = 100_000
_BYTES_A_CHANNEL = 16
"""About what each takes; and plans and answers more for each channel of the directory."""


_UNUSED = {Verdict.NOT_SERVED, Verdict.UNAVAILABLE}
"""What the rule finds of a channel without a look at its hours."""


@final
class ChangingDay(NamedTuple):
    """A day on which the answer changes, on the wall clock of the caller's zone.

    Attributes:
        minutes: the minutes of the day at which it changes, in order.
        answers: the answers before, between and after these: one more.
    """

    minutes: list[int]
    answers: list[Recommendation]


class _Form(NamedTuple):
    """What all answers with one decision have in common.

    Attributes:
        fields: the fields of such an answer, in order; those that differ have no value yet.
        entries: the trace; an entry that differs from answer to answer is not there yet.
        changing: the channels whose entries differ: their places, what the rule finds of them, and
            whether they are open.
    """

    fields: dict[str, object]
    entries: list[TraceEntry]
    changing: list[tuple[int, Channel, Verdict, bool]]


class AnswerCache:
    """The answers of a directory.

    Attributes:
        clock: the wall clock of the directory's zone.
        states: what each channel does.
        cache: where everything is kept.
    """

    def __init__(self, directory: Directory, holidays: Container[date]) -> None:
        self.cache = BlockCache(_MOST_BYTES)
        self.states = ChannelStates(directory, holidays, self.cache)
        self.clock = self.states.clock
        self._directory = directory
        self._more_bytes = _BYTES_A_CHANNEL * len(directory.channels)

    def plan(self, request: Request) -> RequestPlan:
        """Return who answers a request, over all time."""
        found: RequestPlan | None = self.cache.get(request)
        if found is None:
            made = RequestPlan(request, self._directory, self.states, self.cache)
            found = self.cache.add(request, made, _BYTES_A_PLAN + self._more_bytes)
        return found

    def answer(self, plan: RequestPlan, instant: Instant) -> tuple[Recommendation, bool]:
        """Return the answer at an instant, and whether it was known in that block of time.

        Raises:
            NoChannelError: no channel is open, and none opens any more.
        """
        key = plan, plan.start_of_piece(instant)
        known: Recommendation | None = self.cache.get(key)
        if known is not None:
            return known, True
        answer = self._answer(plan, plan.span_at(instant))
        # An answer that began in an earlier block is found in this one too from now on.
        return self.cache.add(key, answer, _BYTES_A_DAY), False

    def answers(self, plan: RequestPlan, bounds: Interval) -> Iterator[Recommendation]:
        """Yield the answers that hold at some time of `bounds`, in order.

        Raises:
            NoChannelError: the iteration comes to a span that has no answer.
        """
        return (self._answer(plan, routed) for routed in plan.spans(bounds))

    def status(self, channel_id: str, instant: Instant) -> ChannelStatus:
        """Return what a channel does at an instant; it is kept as answers are."""
        hours = self.states.hours[channel_id]
        key = channel_id, hours.plan.start_of_piece(instant)
        found: ChannelStatus | None = self.cache.get(key)
        if found is None:
            made = self._make_status(channel_id, hours, hours.state(instant))
            found = self.cache.add(key, made, _BYTES_AN_ENTRY)
        return found

    def keep_day(self, plan: RequestPlan, when: datetime) -> None:
        """Keep the answers of the day that `when` shows, for whoever asks in the same zone."""
        zone = when.tzinfo
        if zone is None or not _hassteady_days(zone):
            return
        request, ordinal = plan.request, when.toordinal()
        key = request.request_type, request.priority, zone, ordinal
        if key in self.cache.young:
            return  # a caller who writes the request in another way comes here each time
        span = steady_day(when, self._clock_of(zone))
        if span is None or span.clipped(self.clock.supported) != span:
            return
        try:
            day = _by_minute(list(self.answers(plan, span)), span)
        except NoChannelError:
            return
        if day is not None:
            self.cache.add(key, day, _BYTES_A_DAY)

    def _clock_of(self, zone: tzinfo) -> WallClock:
        found: WallClock | None = self.cache.get(zone)
        return found or self.cache.add(zone, WallClock(zone), _BYTES_A_CLOCK)

    def _answer(self, plan: RequestPlan, routed: RoutingSpan) -> Recommendation:
        """Return the answer to an routed: the same one each time, as long as it is kept."""
        key = plan, routed.span.start
        found: Recommendation | None = self.cache.get(key)
        if found is None:
            made = self._make_answer(plan, routed)
            found = self.cache.add(key, made, _BYTES_AN_ANSWER + self._more_bytes)
        return found

    def _make_answer(self, plan: RequestPlan, routed: RoutingSpan) -> Recommendation:
        span, decision = routed
        if decision is None:
            request, trace = plan.request, tuple(self._trace(plan.request, span.start))
            raise NoChannelError(
                request.request_type, request.priority, trace, self._directory.escalation
            )
        form = self._form(plan, decision)
        fields, entries = form.fields.copy(), form.entries.copy()
        fields["valid_from"] = self.states.start_of(span)
        valid_until = fields["valid_until"] = self.states.end_of(span)
        for place, channel, verdict, is_open in form.changing:
            state = plan.state(channel, routed, is_open=is_open)
            # Most states end with the answer, and share its end.
            end = valid_until if state.span.end == span.end else self.states.end_of(state.span)
            entries[place] = self._entry(channel, verdict, state, end)
            if verdict is Verdict.RECOMMENDED:
                fields["closes_at" if is_open else "opens_at"] = end
        fields["trace"] = tuple(entries)
        # Right by construction: its parts were checked when the directory was.
        return build(Recommendation, fields)

    def _make_status(
        self, channel_id: str, hours: ChannelHours, state: ChannelState
    ) -> ChannelStatus:
        valid_until = self.states.end_of(state.span)
        return build(
            ChannelStatus,
            {
                "channel": next(each for each in self._directory.channels if each.id == channel_id),
                "open_now": state.is_open,
                "opens_at": None if state.is_open else valid_until,
                "closes_at": valid_until if state.is_open else None,
                "because": hours.causes(state),
                "valid_from": self.states.start_of(state.span),
                "valid_until": valid_until,
                "time_zone": self._directory.time_zone,
            },
        )

    def _form(self, plan: RequestPlan, decision: RoutingDecision) -> _Form:
        found: _Form | None = self.cache.get((plan, decision))
        if found is None:
            made = self._make_form(plan.request, decision)
            found = self.cache.add((plan, decision), made, 2_000 + 2 * self._more_bytes)
        return found

    def _make_form(self, request: Request, decision: RoutingDecision) -> _Form:
        channels, start = self._directory.channels, self.clock.supported.start
        found = list(zip(channels, verdicts(request, channels, decision), strict=True))
        return _Form(
            self._fields(request, decision),
            [self._entry_at(start, *each) for each in found],
            [
                (place, channel, verdict, _is_open(verdict, decision))
                for place, (channel, verdict) in enumerate(found)
                if not (verdict in _UNUSED or self.states.hours[channel.id].never_changes)
            ],
        )

    def _fields(self, request: Request, decision: RoutingDecision) -> dict[str, object]:
        return {
            "request_type": request.request_type,
            "priority": request.priority,
            "channel": decision.channel,
            "contact": decision.contact,
            "number": decision.contact.number,
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
        }

    def _trace(self, request: Request, instant: Instant) -> Iterator[TraceEntry]:
        """Yield what the rule finds of each channel if nobody answers."""
        channels = self._directory.channels
        for channel, verdict in zip(channels, verdicts(request, channels, None), strict=True):
            yield self._entry_at(instant, channel, verdict)

    def _entry_at(self, instant: Instant, channel: Channel, verdict: Verdict) -> TraceEntry:
        if verdict in _UNUSED:
            return self._entry(channel, verdict, None, None)
        state = self.states.hours[channel.id].state(instant)
        return self._entry(channel, verdict, state, self.states.end_of(state.span))

    def _entry(
        self, channel: Channel, verdict: Verdict, state: ChannelState | None, end: datetime | None
    ) -> TraceEntry:
        """Return what the rule finds of a channel in a state; answers share such an entry."""
        hours = self.states.hours[channel.id]
        is_any_run = state is None or (state.is_open and not hours.schedule.has_special_days)
        key = channel.id, verdict, None if is_any_run else state and state.span.start
        found: TraceEntry | None = self.cache.get(key)
        if found is None:
            made = build(
                TraceEntry,
                {
                    "channel": channel.id,
                    "name": channel.name,
                    "contacts": channel.contacts,
                    "verdict": verdict,
                    "opens_at": None if state is None or state.is_open else end,
                    "because": hours.causes(state) if state else (),
                },
            )
            found = self.cache.add(key, made, _BYTES_AN_ENTRY)
        return found


def _is_open(verdict: Verdict, decision: RoutingDecision) -> bool:
    """Return whether a channel is open of which the rule finds this."""
    is_chosen = verdict is Verdict.RECOMMENDED and decision.open_now
    return is_chosen or verdict is Verdict.ALTERNATIVE


def _hassteady_days(zone: tzinfo) -> bool:
    """Return whether `zone` answers the same each time that it is asked, as far as is known."""
    return type(zone) is ZoneInfo or zone is UTC


def steady_day(when: datetime, clock: WallClock) -> Interval | None:
    """Return the instants of the day that `when` shows; `None` if its clock is set on that day."""
    spans = clock.day(wall_day(when))
    is_steady = len(spans) == 1 and spans[0].end - spans[0].start == DAY
    return spans[0] if is_steady else None


def _by_minute(answers: Sequence[Recommendation], day: Interval) -> Day | None:
    """Return the answers that hold in `day` by the minute of the day at which each begins.

    Return `None` if one begins between two minutes of this clock. No zone of the IANA data has done
    so since 1984, but a zone may be read from any file.
    """
    starts = [instant_of(each.valid_from) - day.start for each in answers[1:] if each.valid_from]
    if not starts:
        return answers[0]
    if any(start % MINUTE for start in starts):
        return None
    return ChangingDay([start // MINUTE for start in starts], list(answers))
