"""The answers of one router, kept as they are made: one object for each span."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from ccb_support.answer.recommendation import ChannelStatus, Recommendation
from ccb_support.clock.instants import (
    DAY,
    MICROSECONDS,
    MINUTE,
    Instant,
    Moment,
    moment_of,
    moments_of,
    seconds_of,
)
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.directory import known_ids
from ccb_support.model.records import letters_of
from ccb_support.schedule.channel_hours import OpenHours
from ccb_support.schedule.editions import Editions

from .answer_maker import AnswerMaker
from .outages import Outages, Phase
from .request_decisions import RequestDecisions, RoutingSpan
from .rule import Request

CallerDay: TypeAlias = tuple[list[int], list[Recommendation], tzinfo | None]
"""The minutes of a day at which the answer changes; its answers in order, one more than the
minutes; and the zone. A key may have the `id` of the zone: no other object gets that `id` while the
zone is kept."""


_MOST_KEPT = 1_200_000
"""How much the kept answers weigh at most: about 20 MB. An answer weighs 60, and 1 more for each
channel of any edition."""


class Part(NamedTuple):
    """Who answers a request over a part of a range of time.

    In this part one edition is in force, and the same channels are down. `seconds` is the part in
    whole seconds, rounded outwards.
    """

    decisions: RequestDecisions
    phase: Phase
    seconds: Interval[Instant]


class Engine:
    """The answers over the editions of a directory.

    No operation takes a lock: threads may ask at any time, and a process may fork at any time.

    Attributes:
        editions: the editions.
        clock: the clock of their zone.
        decisions: returns who answers a request, over the time of an edition.
        days: the answers of the days about which callers asked twice, by what they asked in which
            zone, and by the number of the day. A day is `None` after the first question, and stays
            `None` if it can't be kept.
    """

    def __init__(self, editions: Editions) -> None:
        self.editions = editions
        self.clock: WallClock = editions.clock
        most = _MOST_KEPT // (60 + len(editions.channels))
        self.decisions: Callable[[Request, int], RequestDecisions] = lru_cache(most)(
            self._make_decisions
        )
        self._makers = [
            AnswerMaker(each, editions, most // len(editions.in_order))
            for each in editions.in_order
        ]
        self._most_days = most
        self.days: dict[object, CallerDay | None] = {}

    def find_answer(
        self, request: Request, outages: Outages, when: datetime, key: object
    ) -> Recommendation:
        """Return the answer to a request.

        If it has a `key`, the next question like it may find the answer in `days`.

        Raises:
            NoChannelError: no channel is open, and none opens any more.
            CcbSupportError: what `WallClock.moment` raises.
        """
        moment = self.clock.moment(when)
        decisions, phase = self._decisions_at(request, outages, moment)
        span = decisions.span_at(Instant(moment // MICROSECONDS))
        answer = self._answer(decisions, phase, span)
        if key in self.days:
            self.days[key] = self._day(decisions, when)
        elif key is not None:
            if len(self.days) >= self._most_days:
                self.days = {}
            self.days[key] = None
        return answer

    def parts(self, request: Request, outages: Outages, span: Interval[Moment]) -> Iterator[Part]:
        """Yield who answers a request over a range, phase by phase and edition by edition."""
        for phase in outages.concerning(request, self.editions.channels).phases(span):
            down, seconds = request.without(phase.down), seconds_of(span.clipped(phase.span))
            for edition, part in self.editions.within(seconds):
                yield Part(self.decisions(down, edition.number), phase, part)

    def part_at(self, request: Request, outages: Outages, moment: Moment) -> Part:
        """Return who answers a request around a moment, while the edition and the phase last."""
        decisions, phase = self._decisions_at(request, outages, moment)
        return Part(decisions, phase, seconds_of(phase.span).clipped(decisions.edition.span))

    def timeline(
        self, request: Request, outages: Outages, span: Interval[Moment]
    ) -> Iterator[Recommendation]:
        """Yield the answers to a request that hold at some time of a range, in order.

        Raises:
            NoChannelError: the iteration comes to a span that has no answer.
        """
        for decisions, phase, seconds in self.parts(request, outages, span):
            for each in decisions.spans(seconds):
                yield self._answer(decisions, phase, each)

    def hours(self, channel_id: str) -> OpenHours:
        """Return when a channel of any edition is open.

        Raises:
            UnknownChannelError: there is no such channel.
        """
        if letters_of(channel_id) not in self.editions.of_channel:
            known_ids([channel_id], self.editions.names)  # this raises the error
        return self.editions.of_channel[channel_id]

    def status(self, channel_id: str, when: datetime) -> ChannelStatus:
        """Return what a channel does at an instant.

        Raises:
            CcbSupportError: what `hours` and `WallClock.instant` raise.
        """
        hours, instant = self.hours(channel_id), self.clock.instant(when)
        maker = self._makers[self.editions.at(instant).number]
        return maker.status(channel_id, hours.state(instant))

    def _decisions_at(
        self, request: Request, outages: Outages, moment: Moment
    ) -> tuple[RequestDecisions, Phase]:
        phase = outages.concerning(request, self.editions.channels).phase_at(moment)
        edition = self.editions.at(Instant(moment // MICROSECONDS))
        return self.decisions(request.without(phase.down), edition.number), phase

    def _make_decisions(self, request: Request, number: int) -> RequestDecisions:
        edition, *next_edition = self.editions.in_order[number : number + 2]
        # The next edition is asked only while nothing is open, and then no preference counts.
        following = partial(self.decisions, request._replace(prefer=None), number + 1)
        return RequestDecisions(
            request, edition, self.editions, following if next_edition else None
        )

    def _answer(
        self, decisions: RequestDecisions, phase: Phase, span: RoutingSpan
    ) -> Recommendation:
        """Return the answer over the part of a span that lies in a phase."""
        answer = self._makers[decisions.edition.number].answer
        if phase.span == self.clock.supported_moments:
            return answer(decisions, span, None, ())
        whole = moments_of(Interval(span.start, span.end))
        part = whole.clipped(phase.span)
        return answer(decisions, span, None if part == whole else part, phase.ends)

    def _day(self, decisions: RequestDecisions, when: datetime) -> CallerDay | None:
        """Return the answers of the day that `when` shows, or None if the day can't be kept.

        It can be kept if each of its minutes has an answer, and if the clock is not set on that
        day. Then instants and wall-clock times differ by a constant, and the time that a `datetime`
        shows finds the answer, without a conversion.
        """
        midnight = when.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        # If the clock is set back over midnight, the next one comes twice.
        next_midnight = (midnight + timedelta(days=1)).replace(fold=1)
        try:
            is_steady = midnight.utcoffset() == when.utcoffset() == next_midnight.utcoffset()
        except Exception:  # noqa: BLE001 - a tzinfo is foreign code, and may raise anything
            is_steady = False
        if not is_steady:
            return None
        start, rest = divmod(moment_of(midnight), MINUTE * MICROSECONDS)
        day = Interval(Instant(start * MINUTE), Instant(start * MINUTE + DAY))
        # Answers change at whole minutes.
        if rest or day.clipped(decisions.edition.span) != day:
            return None
        spans = [*decisions.spans(day)]
        if not all(each.decision for each in spans):
            return None
        minutes = [(each.start - day.start) // MINUTE for each in spans[1:]]
        answer = self._makers[decisions.edition.number].answer
        return minutes, [answer(decisions, each, None, ()) for each in spans], when.tzinfo
