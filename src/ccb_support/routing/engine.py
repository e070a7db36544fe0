"""The answers of one router, kept as they are made: one object for each span."""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import MICROSECONDS, Instant, moments_of, seconds_of
from ccb_support.clock.intervals import Interval
from ccb_support.model.directory import known_ids
from ccb_support.schedule.channel_hours import DirectoryHours

from .answer_maker import AnswerMaker
from .caller_days import CallerDays
from .request_decisions import RequestDecisions

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator
    from datetime import datetime

    from ccb_support.answer.recommendation import ChannelStatus, Recommendation
    from ccb_support.calendars.choice import ChosenCalendar
    from ccb_support.clock.instants import Moment
    from ccb_support.model.directory import Directory
    from ccb_support.schedule.channel_hours import ChannelHours

    from .outages import Outages, Phase
    from .request_decisions import RoutingSpan
    from .rule import Request

_MOST_KEPT = 200_000
"""How many channels the kept answers name, each of which names every channel: about 20 MB."""


class Part(NamedTuple):
    """Who answers a request over a part of a range of time, in which the same channels are down.

    `seconds` are the seconds of the range of which some part lies in the phase.
    """

    decisions: RequestDecisions
    phase: Phase
    seconds: Interval[Instant]


class Engine:
    """The answers over a directory.

    No operation takes a lock: threads may ask at any time, and a process may fork at any time.

    Attributes:
        clock: the clock of the directory's zone.
        decisions: returns who answers a request, over all time.
        days: the days about which callers asked twice.
    """

    def __init__(self, directory: Directory, calendar: ChosenCalendar) -> None:
        self._directory = directory
        self._hours = DirectoryHours(directory, calendar)
        self.clock = self._hours.clock
        most = _MOST_KEPT // (10 + len(directory.channels))
        self.decisions = lru_cache(most)(self._decisions)
        self._maker = AnswerMaker(directory, self._hours, most)
        self._answer = lru_cache(most)(self._maker.answer)
        self._part_of_answer = lru_cache(most)(self._cut)
        self._status = lru_cache(most)(self._maker.status)
        self.days = CallerDays(self.clock.supported, most)

    def find_answer(
        self, request: Request, outages: Outages, when: datetime, key: Hashable
    ) -> Recommendation:
        """Return the answer to a request.

        If it has a `key`, the next question like it may find the answer in `days`.

        Raises:
            NoChannelError: no channel is open, and none opens any more.
            CcbSupportError: what `WallClock.moment` raises.
        """
        moment = self.clock.moment(when)
        phase = outages.of(request, self._directory).phase_at(moment)
        decisions = self.decisions(request.without(phase.down))
        span = decisions.span_at(Instant(moment // MICROSECONDS))
        answer = self._answer_in(phase, decisions, span)
        if key is not None:
            self.days.keep(key, when, moment, partial(self._answers, decisions))
        return answer

    def parts(
        self, request: Request, phases: Iterable[Phase], span: Interval[Moment]
    ) -> Iterator[Part]:
        """Yield who answers a request over a range, phase by phase."""
        for phase in phases:
            seconds = seconds_of(span.clipped(phase.span))
            yield Part(self.decisions(request.without(phase.down)), phase, seconds)

    def timeline(self, parts: Iterable[Part]) -> Iterator[Recommendation]:
        """Yield the answers that hold at some time of `parts`, which follow each other, in order.

        Raises:
            NoChannelError: the iteration comes to a span that has no answer.
        """
        for decisions, phase, seconds in parts:
            spans = decisions.spans(seconds)
            if phase.span == self.clock.supported_moments:
                yield from map(self._answer, repeat(decisions), spans)
            else:
                yield from (self._answer_in(phase, decisions, span) for span in spans)

    def known_channel(self, channel_id: str) -> str:
        """Return the id of a channel of the directory, as a plain `str`.

        Raises:
            UnknownChannelError: the directory has no such channel.
        """
        if type(channel_id) is not str or channel_id not in self._hours.of_channel:
            (channel_id,) = known_ids([channel_id], self._directory)
        return channel_id

    def hours(self, channel_id: str) -> ChannelHours:
        """Return when a channel is open. Raises what `known_channel` raises."""
        return self._hours.of_channel[self.known_channel(channel_id)]

    def status(self, channel_id: str, when: datetime) -> ChannelStatus:
        """Return what a channel does at an instant.

        Raises:
            CcbSupportError: what `known_channel` and `WallClock.instant` raise.
        """
        known = self.known_channel(channel_id)
        state = self._hours.of_channel[known].state(self.clock.instant(when))
        return self._status(known, state)

    def _decisions(self, request: Request) -> RequestDecisions:
        return RequestDecisions(request, self._directory, self._hours)

    def _answer_in(
        self, phase: Phase, decisions: RequestDecisions, span: RoutingSpan
    ) -> Recommendation:
        """Return the answer over the part of a span that lies in a phase."""
        if phase.span != self.clock.supported_moments:
            whole = moments_of(Interval(span.start, span.end))
            part = whole.clipped(phase.span)
            if part != whole:
                return self._part_of_answer(decisions, span, part)
        return self._answer(decisions, span)

    def _cut(
        self, decisions: RequestDecisions, span: RoutingSpan, part: Interval[Moment]
    ) -> Recommendation:
        return self._maker.cut(self._answer(decisions, span), part)

    def _answers(
        self, decisions: RequestDecisions, seconds: Interval[Instant]
    ) -> Iterator[tuple[Instant, Recommendation]]:
        """Yield the answers over a range, each with its start."""
        for span in decisions.spans(seconds):
            yield span.start, self._answer(decisions, span)
