"""Answers to questions: input checked, instants found in the spans that are known already.

What a request's channels do changes at certain instants and nowhere else. Between two of them the
answer is one and the same object, found by one bisection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, cast

from .directory import default_directory
from .errors import (
    EmptyRangeError,
    NotACalendarError,
    NotACollectionError,
    OutOfRangeError,
    UnknownChannelError,
)
from .holidays import COLOMBIA
from .instants import FIRST_YEAR, LAST_YEAR, instant_of, since_epoch
from .intervals import Interval
from .memo import SpanMemo
from .recommendation import ChannelStatus, Recommendation
from .requests import parse_medium, parse_priority, parse_request_type
from .rule import Request, Situation, closes_at, end_of, opens_at, start_of
from .timetable import Timetable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from .directory import Directory, EscalationLevel
    from .instants import Instant
    from .requests import Medium, Priority, RequestType

_SECOND = timedelta(seconds=1)

_MOST_ENTRIES = 500_000
"""How many trace entries the remembered answers may have together, which bounds their memory."""

_ENTRIES_AN_ANSWER = 20
"""How many trace entries weigh as much as the rest of an answer."""


class Router:
    """Answers over any directory, with any calendar of holidays.

    A router keeps the answers that it has given, as far as a fixed bound; it may be shared between
    threads, pickled and copied.

    Args:
        directory: the directory.
        holidays: the dates on which channels that are closed on holidays are closed. Where it has a
            `get`, that names the holiday.

    Raises:
        NotACalendarError: `holidays` can't tell whether it contains a date.
    """

    def __init__(self, directory: Directory, *, holidays: Container[date] = COLOMBIA) -> None:
        self.__setstate__((directory, _checked_calendar(holidays)))

    def __getstate__(self) -> tuple[Directory, Container[date]]:
        return self.directory, self.holidays

    def __setstate__(self, state: tuple[Directory, Container[date]]) -> None:
        self.directory, self.holidays = state
        self._timetable = Timetable(self.directory, self.holidays)
        self._clock = self._timetable.clock
        self._forget()

    def recommend(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        when: datetime,
        *,
        prefer: Medium | str | None = None,
        unavailable: Collection[str] = (),
    ) -> Recommendation:
        """Return whom to contact for a request at an instant. See `ccb_support.recommend`."""
        request = self._request(request_type, priority, prefer, unavailable)
        return self._answer(request, self._supported(when))

    def timeline(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        start: datetime,
        end: datetime,
        *,
        prefer: Medium | str | None = None,
        unavailable: Collection[str] = (),
    ) -> Iterator[Recommendation]:
        """Return the answers that hold from `start` to `end`. See `ccb_support.timeline`."""
        request = self._request(request_type, priority, prefer, unavailable)
        return self._answers(request, self._range(start, end))

    def status(self, channel_id: str, when: datetime) -> ChannelStatus:
        """Return whether a channel is open at an instant, and what changes next.

        Args:
            channel_id: the channel's id.
            when: an aware `datetime`, in any zone.

        Raises:
            UnknownChannelError: the directory has no such channel.
            NotADatetimeError: `when` is no `datetime`.
            NaiveDatetimeError: `when` has no UTC offset.
            UnusableTimeZoneError: the `tzinfo` of `when` fails.
            OutOfRangeError: `when` is outside the supported range.
        """
        (wanted,) = self._known_ids([channel_id])
        channel = next(each for each in self.directory.channels if each.id == wanted)
        state = self._timetable.state(wanted, self._supported(when))
        return ChannelStatus(
            channel=channel,
            open_now=state.is_open,
            opens_at=opens_at(state, self._clock),
            closes_at=closes_at(state, self._clock),
            because=state.because,
            valid_from=start_of(state.span, self._clock),
            valid_until=end_of(state.span, self._clock),
            time_zone=self.directory.time_zone,
        )

    def escalation(self) -> tuple[EscalationLevel, ...]:
        """Return all escalation levels, in order."""
        return self.directory.escalation

    def _request(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        prefer: Medium | str | None,
        unavailable: Collection[str],
    ) -> Request:
        return Request(
            parse_request_type(request_type),
            parse_priority(priority),
            None if prefer is None else parse_medium(prefer),
            self._known_ids(unavailable),
        )

    def _known_ids(self, ids: Collection[str]) -> frozenset[str]:
        known = self.directory.channel_ids
        for each in _checked_collection(ids):
            if each not in known:
                raise UnknownChannelError(each, known)
        return frozenset(ids)

    def _supported(self, when: datetime) -> Instant:
        instant = instant_of(when)
        if instant not in self._clock.supported:
            raise OutOfRangeError(when, FIRST_YEAR, LAST_YEAR)
        return instant

    def _range(self, start: datetime, end: datetime) -> Interval:
        first, last = self._supported(start), -(-since_epoch(end) // _SECOND)
        if since_epoch(end) <= since_epoch(start):
            raise EmptyRangeError(start, end)
        if last > self._clock.supported.end:
            raise OutOfRangeError(end, FIRST_YEAR, LAST_YEAR)
        return Interval(first, last)

    def _answers(self, request: Request, bounds: Interval) -> Iterator[Recommendation]:
        instant = bounds.start
        while instant < bounds.end:
            answer = self._answer(request, instant)
            yield answer
            if answer.valid_until is None:
                return
            instant = instant_of(answer.valid_until)

    def _answer(self, request: Request, instant: Instant) -> Recommendation:
        memo = self._memos[request]
        return memo.get(instant) or self._new_answer(request, instant, memo)

    def _new_answer(
        self, request: Request, instant: Instant, memo: SpanMemo[Recommendation]
    ) -> Recommendation:
        if self._room < 0:
            self._forget()
        self._room -= len(self.directory.channels) + _ENTRIES_AN_ANSWER
        situation = self._situation(request, instant)
        return memo.add(instant, situation.span, situation.answer)

    def _forget(self) -> None:
        self._memos: Mapping[Request, SpanMemo[Recommendation]] = defaultdict(SpanMemo)
        self._room = _MOST_ENTRIES

    def _situation(self, request: Request, instant: Instant) -> Situation:
        states = {
            channel.id: self._timetable.state(channel.id, instant)
            for channel in self.directory.channels
            if request.may_use(channel)
        }
        return Situation(request, self.directory, self._clock, states)


def _checked_calendar(holidays: object) -> Container[date]:
    if isinstance(holidays, Container):
        return cast("Container[date]", holidays)
    raise NotACalendarError(holidays)


def _checked_collection(ids: object) -> Collection[object]:
    # A str is a collection of str, but of letters, not of ids.
    if isinstance(ids, Collection) and not isinstance(ids, str | bytes):
        return cast("Collection[object]", ids)
    raise NotACollectionError(ids)


@cache
def _default_router() -> Router:
    return Router(default_directory())


def recommend(
    request_type: RequestType | str,
    priority: Priority | int | str,
    when: datetime,
    *,
    prefer: Medium | str | None = None,
    unavailable: Collection[str] = (),
) -> Recommendation:
    """Return whom to contact for a request at an instant, by the directory that ships here.

    Args:
        request_type: what is asked: a `RequestType`, its value, or a word that people write for it.
        priority: how urgently: a `Priority`, its number, or a word that people write for it.
        when: an aware `datetime`, in any zone; from 1984 to 2199 in Bogotá.
        prefer: a medium. It moves up the first channel that serves the request, is open and
            available, and has such a contact, and makes that contact the answer's. It is ignored
            where a channel reserved for the request's priority is open and available.
        unavailable: the ids of channels that are down right now, as the caller knows.

    Raises:
        UnknownRequestTypeError: `request_type` means no request type, or could mean several.
        UnknownPriorityError: `priority` means no priority, or could mean several.
        NotADatetimeError: `when` is no `datetime`.
        NaiveDatetimeError: `when` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `when` fails.
        OutOfRangeError: `when` is outside the supported range.
        UnknownMediumError: `prefer` means no medium.
        UnknownChannelError: `unavailable` holds something that is no channel's id.
        NotACollectionError: `unavailable` is one bare `str`, or no collection.
        NoChannelError: no available channel serves the request, now or later.
    """
    return _default_router().recommend(
        request_type, priority, when, prefer=prefer, unavailable=unavailable
    )


def timeline(
    request_type: RequestType | str,
    priority: Priority | int | str,
    start: datetime,
    end: datetime,
    *,
    prefer: Medium | str | None = None,
    unavailable: Collection[str] = (),
) -> Iterator[Recommendation]:
    """Return the answers that hold at some time from `start` to before `end`, in order.

    They are the very answers that `recommend` gives, with their whole spans. There is no gap
    between one and the next, and two neighbours always differ in more than their spans.

    Args:
        request_type: as for `recommend`.
        priority: as for `recommend`.
        start: an aware `datetime`, in any zone; from 1984 to 2199 in Bogotá.
        end: an aware `datetime` after `start`, at the latest 2200-01-01T00:00 in Bogotá.
        prefer: as for `recommend`.
        unavailable: as for `recommend`.

    Raises:
        EmptyRangeError: `start` is not before `end`.
        CcbSupportError: whatever `recommend` raises; `NoChannelError` when the iteration comes to a
            span that has no answer.
    """
    return _default_router().timeline(
        request_type, priority, start, end, prefer=prefer, unavailable=unavailable
    )


def escalation() -> tuple[EscalationLevel, ...]:
    """Return all escalation levels of the directory that ships here, in order."""
    return _default_router().escalation()
