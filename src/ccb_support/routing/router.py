"""Answers to questions: input checked, instants found in the spans that are known already.

What a request's channels do changes at certain instants and nowhere else. Between two of them the
answer is one and the same object, found by one bisection. Whoever asks again about a day finds its
answers laid out by the minute, in the zone in which the question is written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Container, Iterable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from ccb_support.answer.recommendation import ChannelStatus, Recommendation
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.clock.instants import instant_of
from ccb_support.clock.intervals import Interval
from ccb_support.clock.span_memo import SpanMemo
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import NoChannelError, NotACalendarError, NotAChannelDirectoryError
from ccb_support.model.directory import Directory, default_directory, known_ids
from ccb_support.model.requests import (
    Priority,
    RequestType,
    parse_medium,
    parse_priority,
    parse_request_type,
)
from ccb_support.schedule.channel_states import Attendance

from .days import ChangingDay, has_steady_days, laid_out, steady_day
from .rule import Request, Situation, closes_at, end_of, opens_at, start_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from ccb_support.clock.instants import Instant
    from ccb_support.model.channels import EscalationLevel
    from ccb_support.model.requests import Medium

    from .days import Day
    from .rule import Entries
    from .timetable import Timetable

_NOTHING: Collection[str] = ()

_MOST_BYTES = 48 * 2**20
"""About how much memory the remembered answers may take together."""

_MORE_A_CHANNEL = 256 * 2**10
"""How much more for each channel of the directory: some two hundred trace entries."""

_BYTES_AN_ANSWER = 1_700
_BYTES_A_CHANNEL = 16
"""What an answer takes, and more for each channel of the directory."""

_BYTES_AN_ENTRY = 1_300
"""What a trace entry takes, which all answers share that hold it."""

_BYTES_A_DAY = 400
"""What a day takes that is laid out."""

_BYTES_A_ZONE = 100_000
"""What a zone and its clock take."""


class Router:
    """Answers over any directory, with any calendar of holidays.

    A router keeps the answers that it has given, as far as a fixed bound; it may be shared between
    threads, pickled and copied.

    Args:
        directory: the directory.
        holidays: the dates on which channels that are closed on holidays are closed. Where it has a
            `get`, that names the holiday.

    Raises:
        NotAChannelDirectoryError: `directory` is no `Directory`.
        NotACalendarError: `holidays` can't tell whether it contains a date.
    """

    def __init__(self, directory: Directory, *, holidays: Container[date] = COLOMBIA) -> None:
        self.__setstate__((_checked_directory(directory), _checked_calendar(holidays)))

    def __getstate__(self) -> tuple[Directory, Container[date]]:
        return self._directory, self._holidays

    def __setstate__(self, state: tuple[Directory, Container[date]]) -> None:
        self._directory, self._holidays = state
        self._forget()

    @property
    def directory(self) -> Directory:
        """The directory that it answers over."""
        return self._directory

    @property
    def holidays(self) -> Container[date]:
        """The dates on which channels that are closed on holidays are closed."""
        return self._holidays

    @cached_property
    def _attendance(self) -> Attendance:
        return Attendance(self.directory, self.holidays)

    @cached_property
    def _clock(self) -> WallClock:
        return self._attendance.clock

    def recommend(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        when: datetime,
        *,
        prefer: Medium | str | None = None,
        unavailable: Collection[str] = _NOTHING,
    ) -> Recommendation:
        """Return whom to contact for a request at an instant.

        Args:
            request_type: what is asked: a `RequestType`, its value, or a word that people write.
            priority: how urgently: a `Priority`, its number, or a word that people write.
            when: an aware `datetime`, in any zone; from 1984 to 2199 in the directory's zone.
            prefer: a medium. It moves up the first channel that serves the request, is open and
                available, and has such a contact, and makes that contact the answer's. It is
                ignored where a channel reserved for the request's priority is open and available.
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
        is_plain = type(when) is datetime and prefer is None and unavailable is _NOTHING
        # True and 1.0 would be found as priority 1, and a foreign zone may equal any other: what
        # only equals a priority or a zone takes the long way. Calls are dear here, so the zone is
        # asked in place what `has_steady_days` asks.
        if (
            is_plain
            and (type(priority) is Priority or type(priority) is int)
            and (type(zone := when.tzinfo) is ZoneInfo or zone is UTC)
        ):
            try:
                day = self._days[request_type][priority][zone][when.toordinal()]
            except Exception:  # noqa: BLE001, S110 - whatever is wrong, the long way says it
                pass
            else:
                if type(day) is ChangingDay:
                    return day.answers[bisect_right(day.minutes, when.hour * 60 + when.minute)]
                return day
        request = self._request(request_type, priority, prefer, unavailable)
        instant = self._clock.instant(when)
        known = self._memos[request].get(instant)
        if known is None:
            return self._new_answer(request, instant)
        if is_plain:
            self._lay_out(request, when)
        return known

    def timeline(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        start: datetime,
        end: datetime,
        *,
        prefer: Medium | str | None = None,
        unavailable: Collection[str] = _NOTHING,
    ) -> Iterator[Recommendation]:
        """Return the answers that hold at some time from `start` to before `end`, in order.

        They are the very answers that `recommend` gives, with their whole spans. There is no gap
        between one and the next, and two neighbours always differ in more than their spans.

        Args:
            request_type: as for `recommend`.
            priority: as for `recommend`.
            start: an aware `datetime`, in any zone; from 1984 to 2199 in the directory's zone.
            end: an aware `datetime` after `start`, at the latest the start of 2200 in that zone.
            prefer: as for `recommend`.
            unavailable: as for `recommend`.

        Raises:
            EmptyRangeError: `start` is not before `end`.
            CcbSupportError: whatever `recommend` raises; `NoChannelError` when the iteration comes
                to a span that has no answer.
        """
        request = self._request(request_type, priority, prefer, unavailable)
        return self._answers(request, self._clock.bounds(start, end))

    def timetable(
        self,
        start: datetime,
        end: datetime,
        *,
        requests: Iterable[tuple[RequestType | str, Priority | int | str]] | None = None,
        prefer: Medium | str | None = None,
        unavailable: Collection[str] = _NOTHING,
    ) -> Timetable:
        """Return all answers from `start` to before `end` as a table, to be joined on time.

        Args:
            start: an aware `datetime`, in any zone; from 1984 to 2199 in the directory's zone.
            end: an aware `datetime` after `start`, at the latest the start of 2200 in that zone.
            requests: pairs of a request type and a priority, each as for `recommend`; every request
                type of every priority where left out.
            prefer: as for `recommend`.
            unavailable: as for `recommend`.

        Raises:
            EmptyRangeError: `start` is not before `end`.
            NotRequestsError: `requests` holds something that is no pair, or is no collection.
            CcbSupportError: whatever `recommend` raises, but for `NoChannelError`: where there is
                no answer, a row says so.
        """
        # Most programs ask about one request at a time.
        from .timetable import kinds_asked, tabulated  # noqa: PLC0415 - loaded on first use

        bounds = self._clock.bounds(start, end)
        asked = [self._request(*each, prefer, unavailable) for each in kinds_asked(requests)]
        return tabulated(
            self.directory, start, end, asked, lambda request: self._outcomes(request, bounds)
        )

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
        (wanted,) = known_ids([channel_id], self.directory)
        channel = next(each for each in self.directory.channels if each.id == wanted)
        state = self._attendance.state(wanted, self._clock.instant(when))
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
            known_ids(unavailable, self.directory),
        )

    def _answers(self, request: Request, bounds: Interval) -> Iterator[Recommendation]:
        instant, last = bounds.start, None
        while instant < bounds.end:
            found = self._memos[request].known(instant, bounds.end)
            if not found:
                self._new_answer(request, instant)
            elif last is not None and found[0][1] is not last and found[0][1] == last:
                # It goes on after the end of a page, and was forgotten and made anew meanwhile.
                last = found[0][1]
            for until, answer in found:
                if answer is not last:
                    yield answer
                if answer.valid_until is None:
                    return
                instant, last = until, answer

    def _outcomes(
        self, request: Request, bounds: Interval
    ) -> Iterator[tuple[Interval, Recommendation | None]]:
        """Yield whole spans with their answers: the last has none where nobody answers any more."""
        until = bounds.start
        try:
            for answer in self._answers(request, bounds):
                span = self._span_of(answer)
                yield span, answer
                until = span.end
        except NoChannelError:
            yield self._situation(request, until).span, None

    def _span_of(self, answer: Recommendation) -> Interval:
        first, last = self._clock.supported
        return Interval(
            instant_of(answer.valid_from) if answer.valid_from else first,
            instant_of(answer.valid_until) if answer.valid_until else last,
        )

    def _new_answer(self, request: Request, instant: Instant) -> Recommendation:
        self._make_room(_BYTES_AN_ANSWER + _BYTES_A_CHANNEL * len(self.directory.channels))
        situation = self._situation(request, instant)
        known = len(situation.entries)
        answer = self._memos[request].add(instant, situation.span, situation.answer)
        self._bytes += _BYTES_AN_ENTRY * (len(situation.entries) - known)
        return answer

    def _make_room(self, size: int) -> None:
        if self._bytes > _MOST_BYTES + _MORE_A_CHANNEL * len(self.directory.channels):
            self._forget()
        self._bytes += size

    def _forget(self) -> None:
        self._bytes = 0
        self._entries: Entries = {}
        self._clocks: dict[tzinfo, WallClock] = {}
        self._memos: defaultdict[Request, SpanMemo[Recommendation]] = defaultdict(SpanMemo)
        self._days: dict[str, dict[int, dict[tzinfo | None, dict[int, Day]]]] = {
            request_type: {priority: {} for priority in Priority} for request_type in RequestType
        }

    def _lay_out(self, request: Request, when: datetime) -> None:
        """Remember the answers of a whole day, for all who ask in the same zone."""
        zone = when.tzinfo
        if zone is None or not has_steady_days(zone):
            return
        if when.toordinal() in self._days[request.request_type][request.priority].get(zone, ()):
            return  # who writes the request in another way comes here each time
        span = steady_day(when, self._clock_of(zone))
        if span is None or span.clipped(self._clock.supported) != span:
            return
        try:
            day = laid_out(list(self._answers(request, span)), span)
        except NoChannelError:
            return
        if day is None:
            return
        self._make_room(_BYTES_A_DAY)
        days = self._days[request.request_type][request.priority].setdefault(zone, {})
        days[when.toordinal()] = day

    def _clock_of(self, zone: tzinfo) -> WallClock:
        # Another thread may forget all clocks at any time.
        clock = self._clocks.get(zone)
        if clock is None:
            self._make_room(_BYTES_A_ZONE)
            clock = self._clocks[zone] = WallClock(zone)
        return clock

    def _situation(self, request: Request, instant: Instant) -> Situation:
        states = {
            channel.id: self._attendance.state(channel.id, instant)
            for channel in self.directory.channels
            if request.may_use(channel)
        }
        return Situation(request, self.directory, self._clock, states, self._entries)


def router_over(directory: Directory | Router) -> Router:
    """Return a router over a directory, with Colombia's holidays, or the one that was given."""
    return directory if isinstance(directory, Router) else Router(directory)


def _checked_directory(directory: object) -> Directory:
    if isinstance(directory, Directory):
        return directory
    raise NotAChannelDirectoryError(directory)


def _checked_calendar(holidays: object) -> Container[date]:
    if isinstance(holidays, Container):
        return cast("Container[date]", holidays)
    raise NotACalendarError(holidays)


class _ShippedRouter(Router):
    """The router over the directory that ships here, which it loads on first use."""

    def __init__(self) -> None:
        self._holidays: Container[date] = COLOMBIA
        self._forget()

    @property
    def directory(self) -> Directory:
        return default_directory()

    def __reduce__(self) -> str:
        return "SHIPPED"


SHIPPED: Router = _ShippedRouter()
"""The router of the module's functions; who keeps answers of it shares them with these."""

recommend = SHIPPED.recommend
timeline = SHIPPED.timeline
timetable = SHIPPED.timetable
escalation = SHIPPED.escalation
