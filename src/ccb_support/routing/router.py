"""Answers to questions: a router checks and converts its arguments once, then finds the answer.

The functions of the package are the methods of one router over the directory that ships with it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import (
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
)
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.answer.recommendation import ChannelStatus, Recommendation
from ccb_support.calendars import require_calendar
from ccb_support.clock.instants import Instant, Moment, date_at, microseconds_of
from ccb_support.clock.intervals import Interval, joined
from ccb_support.errors import NeverOpenError, NotADatetimeError
from ccb_support.model.channels import EscalationLevel
from ccb_support.model.directory import Directory, DirectoryOrEditions, default_directory, in_order
from ccb_support.model.requests import parse_request
from ccb_support.model.vocabulary import Medium, Priority, RequestType
from ccb_support.schedule.editions import Editions
from ccb_support.words import errors as phrases

from .engine import Engine
from .outages import Outages, Unavailable, read_outages
from .rule import Request

if TYPE_CHECKING:
    from .timetable import Timetable


_NOTHING: Collection[str] = ()
"""The default of `unavailable`: Python has one empty tuple. Other empty collections take longer."""


class Router:
    """Answers over any directory, with its calendar of holidays or any other.

    A router keeps the answers that it has given, up to a fixed bound. Threads may share it. You can
    pickle and copy it.

    Args:
        directory: the directory, or its editions, in any order. At each instant the edition in
            force answers: the last one whose `effective` day has begun.
        holidays: the dates of the holidays, instead of those that the directory names. If it has a
            `get`, that method names the holiday. A router remembers the years that it has read:
            if a date is added later, make a new router.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`, nor a list or tuple of them.
        NotACalendarError: `holidays` is not a container of dates, or holds something else, such as
            text, a `datetime`, or the dates of pandas or NumPy.
        DirectoryError: the directory names a calendar that does not exist, or the editions do not
            fit together.
        MissingExtraError: the directory names a calendar that needs an extra.
    """

    def __init__(
        self, directory: DirectoryOrEditions, *, holidays: Container[date] | None = None
    ) -> None:
        self._editions = in_order(directory)
        self._given = None if holidays is None else require_calendar(holidays)
        self.engine: Engine = Engine(Editions(self._editions, self._given))
        self._no_outages = Outages({}, self.engine.clock.supported_moments)

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), holidays=self._given), (self._editions,)

    @property
    def editions(self) -> tuple[Directory, ...]:
        """The editions of the directory that it answers over, in order."""
        return self._editions

    @property
    def directory(self) -> Directory:
        """The directory that it answers over.

        Raises:
            SeveralEditionsError: there are several editions.
        """
        return self.engine.editions.only(phrases.CHOOSE_EDITION).directory

    @property
    def holidays(self) -> Container[date]:
        """The dates of the holidays. Raises what `directory` raises."""
        return self.engine.editions.only(phrases.CHOOSE_EDITION).holidays

    def edition_at(self, when: datetime) -> Directory:
        """Return the edition of the directory that answers at an instant.

        Raises:
            OutOfRangeError: `when` is outside the supported range, or before the first edition.
            CcbSupportError: what `status` raises for `when`.
        """
        return self.engine.editions.at(self.engine.clock.instant(when)).directory

    def recommend(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        when: datetime,
        *,
        prefer: Medium | str | None = None,
        unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    ) -> Recommendation:
        """Return whom to contact for a request at an instant.

        Args:
            request_type: the id of a request type of the directory, such as a `RequestType`, or a
                word that people write for it.
            priority: the number of a priority, such as a `Priority`, or a word for it.
            when: an aware `datetime`, in any zone, in the supported range: from 1984 to 2199 in the
                directory's zone, or fewer years if its calendar or its editions do not have all.
            prefer: a medium, or a word for it. The first channel that serves the request, is open
                and available, and has such a contact becomes the answer, with that contact. A
                preference has no effect if there is none, or if a channel that is reserved for the
                request's priority is open and available. For priority 1, only a preference for the
                telephone counts while any telephone that serves the request is open and available.
            unavailable: the ids of the channels that are down, or a mapping from each id to when
                the channel is expected back: an aware `datetime` in any zone, or `None` if nobody
                knows. Until then the channel is unavailable, and the answer's span ends there at
                the latest. From then on, the answer is the same as without that channel's id, and
                its span starts then at the earliest. A channel that does not serve the request
                changes nothing.

        Raises:
            UnknownRequestTypeError: `request_type` means no request type, or could mean several.
            UnknownPriorityError: `priority` means no priority, or could mean several.
            NotADatetimeError: `when`, or an end in `unavailable`, is not a `datetime`.
            NaiveDatetimeError: `when`, or such an end, has no UTC offset.
            UnusableTimeZoneError: the `tzinfo` of `when`, or of such an end, fails.
            OutOfRangeError: `when` is outside the supported range.
            UnknownMediumError: `prefer` means no medium.
            UnknownChannelError: `unavailable` holds something other than the ids of channels.
            NotACollectionError: `unavailable` is a bare `str`, or not a collection.
            NoChannelError: no available channel serves the request, now or later.
        """
        # A key has all that decides the answers of a day. A call with `prefer` or `unavailable` has
        # no key.
        key: object = None
        if type(when) is datetime and prefer is None and unavailable is _NOTHING:
            # Without its type, True would be priority 1.
            key = request_type, priority, type(priority), when.tzinfo, when.toordinal()
            try:
                day = self.engine.days.get(key)
            except Exception:  # noqa: BLE001 - a hash is foreign code: that of a time asks its zone
                # The zones of dateutil have no hash. A list has none either, and means no request:
                # only words of the usual types have a key.
                key = (
                    (request_type, priority, type(priority), id(when.tzinfo), when.toordinal())
                    if _are_usual(request_type, priority)
                    else None
                )
                day = self.engine.days.get(key)
            if day:
                minutes, answers, _ = day
                if not minutes:
                    return answers[0]
                return answers[bisect_right(minutes, when.hour * 60 + when.minute)]
        request = self._request(request_type, priority, prefer, when)
        return self.engine.find_answer(request, self._outages(unavailable), when, key)

    def timeline(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        start: datetime,
        end: datetime,
        *,
        prefer: Medium | str | None = None,
        unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    ) -> Iterator[Recommendation]:
        """Return the answers that hold at some time from `start` to before `end`, in order.

        They are the same objects as `recommend` returns, with their whole spans. They follow each
        other without a gap. When a channel in `unavailable` that serves the request is back, one
        span ends and the next one starts. Any other neighbours differ in more than their spans.

        Args:
            request_type: as for `recommend`.
            priority: as for `recommend`.
            start: an aware `datetime`, in any zone, in the supported range.
            end: an aware `datetime` after `start`, at the latest the end of that range.
            prefer: as for `recommend`.
            unavailable: as for `recommend`. A channel that is back by `start` is available.

        Raises:
            EmptyRangeError: `start` is not before `end`.
            CcbSupportError: what `recommend` raises. The iteration raises `NoChannelError` when it
                comes to a span that has no answer, or to an edition without the request.
        """
        request = self._request(request_type, priority, prefer, start)
        outages = self._outages(unavailable)
        span = self.engine.clock.range(start, end)
        return self.engine.timeline(request, outages, span)

    def timetable(
        self,
        start: datetime,
        end: datetime,
        *,
        requests: Iterable[tuple[RequestType | str, Priority | int | str]] | None = None,
        prefer: Medium | str | None = None,
        unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    ) -> Timetable:
        """Return all answers from `start` to before `end` as a table, to be joined on time.

        Args:
            start: an aware `datetime`, in any zone, in the supported range.
            end: an aware `datetime` after `start`, at the latest the end of that range.
            requests: pairs of a request type and a priority, each as for `recommend`; if left out,
                every request type of the directory, of every priority. Over several editions, each
                has the words of the first one in the range that has it.
            prefer: as for `recommend`.
            unavailable: as for `recommend`.

        Raises:
            EmptyRangeError: `start` is not before `end`.
            NotRequestsError: `requests` is not a collection of such pairs.
            CcbSupportError: what `recommend` raises, except `NoChannelError`: a row says that there
                is no answer.
        """
        # Most programs ask about one request at a time.
        from .timetable import tabulate  # noqa: PLC0415 - loaded on first use

        span = self.engine.clock.range(start, end)
        outages = self._outages(unavailable)
        return tabulate(self.engine, requests, span, read_medium(prefer), outages)

    def status(self, channel_id: str, when: datetime) -> ChannelStatus:
        """Return whether a channel is open at an instant, and what changes next.

        Args:
            channel_id: the channel's id.
            when: an aware `datetime`, in any zone.

        Raises:
            UnknownChannelError: the directory has no such channel.
            CcbSupportError: what `recommend` raises for `when`.
        """
        return self.engine.status(channel_id, when)

    def open_spans(
        self, channel_id: str, start: datetime, end: datetime
    ) -> list[tuple[datetime, datetime]]:
        """Return the spans from `start` to `end` in which a channel is open, in order.

        Each span is a pair: its start, and its end, at which the channel is not open any more. Both
        are in the directory's zone. The first span starts at `start` at the earliest, and the last
        span ends at `end` at the latest. If `start` and `end` are equal, there are no spans.

        Python subtracts two times of one zone by what the clock on the wall shows. If a clock
        change may lie between them, convert both to UTC first, or use `open_time`.

        Args:
            channel_id: the channel's id.
            start: an aware `datetime`, in any zone, in the supported range.
            end: an aware `datetime`, at the latest the end of that range.

        Raises:
            EmptyRangeError: `end` is before `start`.
            CcbSupportError: what `status` raises.
        """
        hours, clock = self.engine.hours(channel_id), self.engine.clock
        spans = joined(hours.open_spans(clock.moments(start, end)))
        return [
            (clock.datetime_at_moment(first), clock.datetime_at_moment(last))
            for first, last in spans
        ]

    def open_time(self, channel_id: str, start: datetime, end: datetime) -> timedelta:
        """Return how long a channel is open from `start` to `end`, as elapsed time.

        The result is exact to the microsecond. Elapsed time is what a stopwatch shows: an hour that
        the clock on the wall shows twice counts twice.

        Args:
            channel_id: the channel's id.
            start: as for `open_spans`.
            end: as for `open_spans`.

        Raises:
            CcbSupportError: what `open_spans` raises.
        """
        spans = self.engine.hours(channel_id).open_spans(self.engine.clock.moments(start, end))
        return timedelta(microseconds=sum(each.length for each in spans))

    def add_open_time(self, channel_id: str, when: datetime, duration: timedelta) -> datetime:
        """Return the earliest instant at which a channel has been open for `duration` since `when`.

        For example, four open hours after Friday at 16:00 may be Monday at 10:00. The result is in
        the directory's zone, and exact to the microsecond. A duration of 0 gives `when` itself. If
        the open time is complete when the channel closes, the result is the time of closing.

        Args:
            channel_id: the channel's id.
            when: an aware `datetime`, in any zone, in the supported range.
            duration: how much open time is to pass, as elapsed time.

        Raises:
            NotADurationError: `duration` is not a `timedelta`.
            NegativeDurationError: `duration` is below zero.
            NeverOpenError: the supported range ends before so much open time has passed.
            CcbSupportError: what `status` raises.
        """
        hours, clock = self.engine.hours(channel_id), self.engine.clock
        moment, left = clock.moment(when), microseconds_of(duration)
        if not left:
            return clock.datetime_at_moment(moment)
        for start, end in hours.open_spans(Interval(moment, clock.supported_moments.end)):
            if left <= end - start:
                return clock.datetime_at_moment(Moment(start + left))
            left -= end - start
        raise NeverOpenError(channel_id=channel_id, when=when, duration=duration)

    def escalation(self, when: datetime | None = None) -> tuple[EscalationLevel, ...]:
        """Return all escalation levels, in order.

        Args:
            when: an instant, as for `status`. Only a router over several editions needs it.

        Raises:
            SeveralEditionsError: `when` is left out, and there are several editions.
            CcbSupportError: what `edition_at` raises.
        """
        if when is None:
            return self.engine.editions.only(phrases.PASS_AN_INSTANT).directory.escalation
        return self.edition_at(when).escalation

    def _request(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        prefer: Medium | str | None,
        at: object,
    ) -> Request:
        """Return a request while no channel is down, in the words of the edition in force."""
        directory, *later = self._editions
        if not isinstance(at, datetime):
            # If a word is wrong too, the error is about the word, unless the two are swapped.
            if any(isinstance(each, datetime) for each in (request_type, priority)):
                raise NotADatetimeError(at, hint=phrases.MISPLACED_TIME)
        elif later:
            directory = self.edition_at(at)
        kind = parse_request(directory, request_type, priority, editions=self._editions)
        return Request(*kind, read_medium(prefer))

    def _outages(self, unavailable: Unavailable) -> Outages:
        # Most callers know of none.
        if unavailable is _NOTHING:
            return self._no_outages
        return read_outages(
            unavailable, self.engine.editions.names, self.engine.clock.supported_moments
        )


def read_medium(prefer: Medium | str | None) -> Medium | None:
    """Return the medium that a caller prefers, if there is one."""
    return None if prefer is None else Medium.parse(prefer)


def _are_usual(request_type: object, priority: object) -> bool:
    """Return whether words have the types by which most callers name a request."""
    return isinstance(request_type, str) and isinstance(priority, str | int)


class ShippedRouter(Router):
    """A router that is pickled and copied by its name, so that its methods stay the same."""

    def __reduce__(self) -> tuple[object, ...]:
        return shipped_router, ()


@cache
def shipped_router() -> Router:
    """Return the router over the shipped directory, which is read on first use."""
    return ShippedRouter(default_directory())


DirectoryOrRouter: TypeAlias = DirectoryOrEditions | Router
"""What every tool takes: a directory or its editions, with their own holidays, or a router."""


def router_over(directory: DirectoryOrRouter) -> Router:
    """Return `directory` if it is a router, else a router over it with its own holidays."""
    return directory if isinstance(directory, Router) else Router(directory)


_YEAR = timedelta(days=365)
"""How long after a check the year is over."""

_NOTICE = timedelta(days=60)
"""How long before its holiday calendar ends a directory needs another version of it."""


class PastChecks(NamedTuple):
    """The days of checks that should be made again.

    Attributes:
        as_of: the day on which the directory was compared with its source, if that is more than a
            year ago.
        verified_through: the day through which its holidays were checked, if that day is over and
            holidays change the hours of a channel.
        calendar_ends: the first day about which nobody gets an answer, because its holiday calendar
            does not have it, if that day comes soon or is over.
        begins_later: the first day of its first edition, if that day is to come: until then nobody
            gets an answer.
    """

    as_of: date | None
    verified_through: date | None
    calendar_ends: date | None
    begins_later: date | None


def past_checks(router: Router, now: Instant) -> PastChecks:
    """Return the days of the checks that are too old, of the edition in force.

    Days are those of the directory's zone.
    """
    clock, edition = router.engine.clock, router.engine.editions.at(now)
    today = clock.today(now)
    directory, through = edition.directory, edition.holidays.verified_through
    is_past = through is not None and today > through and directory.depends_on_holidays
    is_old = today - directory.as_of > _YEAR
    begins, ends = clock.supported.start, date_at(clock.days.end)
    return PastChecks(
        directory.as_of if is_old else None,
        through if is_past else None,
        ends if ends - today <= _NOTICE else None,
        clock.datetime_at(begins).date() if now < begins else None,
    )
