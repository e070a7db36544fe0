"""The answers of one router, kept as they are made: one object for each span."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.clock.block_cache import BlockCache
from ccb_support.clock.instants import in_utc
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.directory import known_ids
from ccb_support.model.vocabulary import Priority, RequestType, usual_spellings
from ccb_support.schedule.channel_states import ChannelStates

from .answer_maker import AnswerMaker
from .caller_days import split_by_minute, steady_day
from .request_plan import PlanPart, RequestPlan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, tzinfo

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.answer.trace import ChannelStatus
    from ccb_support.calendars.choice import ChosenCalendar
    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.model.directory import Directory
    from ccb_support.schedule.channel_states import ChannelHours

    from .caller_days import CallerDay
    from .outages import Phase
    from .request_plan import RoutingSpan
    from .rule import Request

    DaysOfType: TypeAlias = dict[int | str, dict[tzinfo | None, dict[int, CallerDay]]]
    Days: TypeAlias = dict[str, DaysOfType]

_MOST_BYTES = 52 * 2**20
_MORE_BYTES_A_CHANNEL = 32 * 2**10
"""About how much memory everything that is kept may take together, and more for each channel."""

_BYTES_A_PLAN = 1_000
_BYTES_AN_ANSWER = 1_200
_BYTES_A_CHANNEL = 16
_BYTES_A_STATUS = 1_300
_BYTES_A_DAY = 500
_BYTES_A_CLOCK = 100_000
"""About what each takes; and plans and answers more for each channel of the directory."""


class AnswerCache:
    """The answers over a directory.

    `days` has the answers of days, by request type, priority, zone and the number of the day.
    """

    def __init__(self, directory: Directory, calendar: ChosenCalendar) -> None:
        channels = len(directory.channels)
        self.cache = BlockCache(_MOST_BYTES + _MORE_BYTES_A_CHANNEL * channels)
        self.states = ChannelStates(directory, calendar, self.cache)
        self.clock = self.states.clock
        self.days = _no_days()
        self._days_of = self.cache.young
        self._directory = directory
        self._channels = {each.id: each for each in directory.channels}
        self._maker = AnswerMaker(directory, self.states, self.cache)
        self._bytes_of_channels = _BYTES_A_CHANNEL * channels

    def plan(self, request: Request) -> RequestPlan:
        """Return who answers a request, over all time."""
        return self.cache.get_or_make(
            request,
            lambda: RequestPlan(request, self._directory, self.states, self.cache),
            _BYTES_A_PLAN + self._bytes_of_channels,
        )

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

    def parts(
        self, request: Request, phases: Iterable[Phase], bounds: Interval[Instant]
    ) -> Iterator[PlanPart]:
        """Yield who answers a request over `bounds`, phase by phase."""
        for phase in phases:
            yield PlanPart(self.plan(request.without(phase.down)), phase, phase.seconds(bounds))

    def cut(self, plan: RequestPlan, answer: Recommendation, phase: Phase) -> Recommendation:
        """Return an answer of a plan over the part of its span that lies in a phase."""
        start, end = phase.clip(answer.valid_from, answer.valid_until)
        if start is answer.valid_from and end is answer.valid_until:
            return answer
        # In UTC, because two times of one wall clock may be equal and an hour apart.
        key = plan, start and in_utc(start), end and in_utc(end)
        return self.cache.get_or_make(
            key, lambda: self._maker.cut(answer, start, end), _BYTES_AN_ANSWER
        )

    def answers(self, plan: RequestPlan, bounds: Interval[Instant]) -> Iterator[Recommendation]:
        """Yield the answers that hold at some time of `bounds`, in order.

        Raises:
            NoChannelError: the iteration comes to a span that has no answer.
        """
        since: datetime | None = None
        for span in plan.spans(bounds):
            answer = self._answer(plan, span, since)
            yield answer
            since = answer.valid_until

    def timeline(self, parts: Iterable[PlanPart]) -> Iterator[Recommendation]:
        """Yield the answers that hold at some time of `parts`, which follow each other, in order.

        Raises:
            NoChannelError: the iteration comes to a span that has no answer.
        """
        for plan, phase, seconds in parts:
            answers = self.answers(plan, seconds)
            if phase.is_bounded:
                answers = (self.cut(plan, each, phase) for each in answers)
            yield from answers

    def known_channel(self, channel_id: str) -> str:
        """Return the id of a channel of the directory, as a plain `str`.

        Raises:
            UnknownChannelError: the directory has no such channel.
        """
        if type(channel_id) is not str or channel_id not in self.states.hours:
            (channel_id,) = known_ids([channel_id], self._directory)
        return channel_id

    def hours(self, channel_id: str) -> ChannelHours:
        """Return when a channel is open. Raises what `known_channel` raises."""
        return self.states.hours[self.known_channel(channel_id)]

    def status(self, channel_id: str, instant: Instant) -> ChannelStatus:
        """Return what a channel does at an instant."""
        state = self.states.hours[channel_id].state(instant)
        key = channel_id, state.start
        found: ChannelStatus | None = self.cache.get(key)
        if found is None:
            made = self._maker.status(self._channels[channel_id], state)
            found = self.cache.add(key, made, _BYTES_A_STATUS)
        return found

    def keep_day(self, plan: RequestPlan, when: datetime) -> None:
        """Keep the answers of the day that `when` shows, for the next question in the same zone."""
        zone, request = when.tzinfo, plan.request
        # A foreign zone may answer differently the next time.
        if zone is None or not (type(zone) is ZoneInfo or zone is UTC):
            return
        if self._days_of is not self.cache.young:
            # The cache has let its older half go, and the answers of these days with it.
            self._days_of, self.days = self.cache.young, _no_days()
        days = self.days[request.request_type][request.priority].setdefault(zone, {})
        # A request in a rare spelling takes the long way, and comes here each time.
        if when.toordinal() in days:
            return
        clock = self.cache.get_or_make(zone, partial(WallClock, zone), _BYTES_A_CLOCK)
        span = steady_day(when, clock)
        if span is None or span.clipped(self.clock.supported) != span:
            return
        try:
            day = split_by_minute(list(self.answers(plan, span)), span)
        except NoChannelError:
            return
        if day is not None:
            self.cache.grow(_BYTES_A_DAY)
            days[when.toordinal()] = day

    def _answer(
        self, plan: RequestPlan, span: RoutingSpan, since: datetime | None = None
    ) -> Recommendation:
        """Return the answer over a span of a plan: the same object as long as it is kept.

        `since` is the start of the span, if the caller has it already.
        """
        key = plan, span.start
        found: Recommendation | None = self.cache.get(key)
        if found is None:
            made = self._maker.answer(plan, span, since)
            found = self.cache.add(key, made, _BYTES_AN_ANSWER + self._bytes_of_channels)
        return found


def _no_days() -> Days:
    """Return no days: the spellings that people use most find the same days as the members."""
    days: Days = {}
    for request_type in RequestType:
        by_priority: DaysOfType = {}
        for priority in Priority:
            by_zone: dict[tzinfo | None, dict[int, CallerDay]] = {}
            by_priority |= dict.fromkeys((priority, *usual_spellings(priority)), by_zone)
        days |= dict.fromkeys((request_type, *usual_spellings(request_type)), by_priority)
    return days
