"""When a channel is open: weekly hours, holidays, special days and closures, joined.

One primitive, `Schedule.open_between`, gives the stretches of time in which a channel is open. All
else that is said about a channel's hours is read off these stretches.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Self

from ccb_support.calendars.colombia import holiday_names, is_holiday
from ccb_support.clock.instants import DAY, FIRST_WALL, LAST_WALL, Instant, WallTime, day_at
from ccb_support.clock.intervals import Interval, gaps, joined, within
from ccb_support.model.hours import Week
from ccb_support.model.records import Record
from ccb_support.model.special_days import Closure, SpecialDay
from ccb_support.model.text import LocalizedText

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ccb_support.clock.wall_clock import WallClock
    from ccb_support.model.channels import Channel
    from ccb_support.model.special_days import HoursException

_SUPPORTED = Interval(FIRST_WALL, LAST_WALL)

_FIRST_REACH = 2 * DAY
"""How far to each side `Schedule.state_at` looks at first: farther than any offset from UTC."""

_REACH_GROWTH = 4
"""How many times farther it looks where it has seen no change."""


class CauseKind(StrEnum):
    """What kind of exception changes a channel's hours."""

    HOLIDAY = "holiday"
    SPECIAL_DAY = "special_day"
    CLOSURE = "closure"


class Cause(Record, frozen=True):
    """An exception that helps to explain why a channel is open or closed.

    Attributes:
        kind: what kind of exception it is.
        name: its name.
        date: its day, or the first of its days, in the directory's zone.
        last_date: the last of its days; the same as `date` where it has only one.
    """

    kind: CauseKind
    name: LocalizedText
    date: dt.date
    last_date: dt.date

    @classmethod
    def of(cls, exception: HoursException) -> Self:
        """Return a special day or a closure as answers name it."""
        is_special = isinstance(exception, SpecialDay)
        return cls(
            kind=CauseKind.SPECIAL_DAY if is_special else CauseKind.CLOSURE,
            name=exception.name,
            date=exception.first_date,
            last_date=exception.last_date,
        )


class State(NamedTuple):
    """What a channel does over the longest span in which it does one thing.

    Attributes:
        span: from when until when; to an end of the supported range where nothing ends it before.
        is_open: whether the channel is open.
        because: the exceptions that explain it.
    """

    span: Interval
    is_open: bool
    because: tuple[Cause, ...]


class _Stretch(NamedTuple):
    """Days in a row, from midnight to midnight on the wall clock, that keep the same week."""

    days: Interval
    week: Week

    def spans(self) -> Iterator[Interval]:
        """Yield the spans that start on these days, in order of their starts."""
        if self.week.never_opens:
            return
        first, last = self.days.start, self.days.end - DAY
        if self.week.never_closes and first + DAY < last:
            # Between the first day and the last there is nothing to find out day by day. The hours
            # of the last day but one may pass its midnight.
            yield from self.week.on(first)
            yield Interval(first + DAY, last)
            yield from self.week.on(last - DAY)
            yield from self.week.on(last)
            return
        for midnight in range(first, self.days.end, DAY):
            yield from self.week.on(midnight)


class _SpecialDays(NamedTuple):
    """A special day, or a row of them, from midnight to midnight on the wall clock."""

    days: Interval
    week: Week
    cause: Cause

    @classmethod
    def of(cls, entry: SpecialDay) -> _SpecialDays:
        return cls(entry.wall, Week.of(entry.hours), Cause.of(entry))


class _Closed(NamedTuple):
    """A closure on the wall clock."""

    span: Interval
    cause: Cause

    @classmethod
    def of(cls, entry: Closure) -> _Closed:
        return cls(entry.wall, Cause.of(entry))


class Schedule:
    """The hours of one channel, exceptions included.

    Special days come before holidays, and these before the weekly hours; closures subtract last.
    Hours belong to the day on which they start. No day outside the supported range is consulted.

    Args:
        channel: the channel.
        exceptions: the special days and closures that concern it.
        holidays: the dates on which it is closed, if it is closed on holidays.
        clock: the wall clock of the directory's zone.
    """

    def __init__(
        self,
        channel: Channel,
        exceptions: Sequence[HoursException],
        holidays: Container[dt.date],
        clock: WallClock,
    ) -> None:
        self._clock = clock
        self._week = Week.of(channel.hours)
        self._holidays = holidays
        self._observes_holidays = channel.holidays == "closed"
        self._special_days = sorted(
            _SpecialDays.of(each) for each in exceptions if isinstance(each, SpecialDay)
        )
        self._special_ends = [special.days.end for special in self._special_days]
        # By their spans alone: of two closures of one span none comes before the other.
        self._closures = sorted(
            (_Closed.of(each) for each in exceptions if isinstance(each, Closure)),
            key=attrgetter("span"),
        )
        self._closed = list(joined(closed.span for closed in self._closures))
        self._closed_ends = [span.end for span in self._closed]

    def open_between(self, bounds: Interval) -> list[Interval]:
        """Return the stretches of `bounds` in which the channel is open: in order, all apart."""
        # No offset from UTC reaches a day.
        wall = Interval(bounds.start - DAY, bounds.end + DAY).clipped(_SUPPORTED)
        stretches = (
            stretch for span in self.on_the_wall(wall) for stretch in self._clock.instants(span)
        )
        # Where the clock is set back, the spans of that hour come twice, and no longer in order.
        return list(joined(sorted(within(stretches, bounds))))

    def on_the_wall(self, bounds: Interval) -> Iterator[Interval]:
        """Yield the spans of `bounds` in which the wall clock shows the channel open.

        They come in order, all apart: the channel is open at an instant exactly when the wall clock
        shows a time that lies in one of them.
        """
        closed = self._closed[bisect_right(self._closed_ends, bounds.start) :]
        for part in gaps(closed, bounds):
            yield from within(joined(self._spans(_days_of(part))), part)

    def state_at(self, instant: Instant) -> State:
        """Return what the channel does around `instant`, which lies in the supported range."""
        supported = self._clock.supported
        core = self._closure_around(instant)
        reach = _FIRST_REACH
        while True:
            window = Interval(core.start - reach, core.end + reach).clipped(supported)
            span, is_open = self._change_free(window, instant)
            starts = window.start < span.start or window.start == supported.start
            ends = span.end < window.end or window.end == supported.end
            if starts and ends:
                causes = self._shaping(span) if is_open else self._closing(span)
                return State(span, is_open, tuple(sorted(causes, key=_chronological)))
            reach *= _REACH_GROWTH

    def _closure_around(self, instant: Instant) -> Interval:
        """Return about where the closures around `instant` start and end, a day more or less."""
        wall = self._clock.read(instant)
        for closed in self._closed[bisect_right(self._closed_ends, wall) :][:1]:
            if wall in closed:
                return closed
        return Interval(instant, instant)

    def _change_free(self, window: Interval, instant: Instant) -> tuple[Interval, bool]:
        """Return the part of `window` around `instant` in which nothing changes."""
        start = window.start
        for stretch in self.open_between(window):
            if instant < stretch.start:
                return Interval(start, stretch.start), False
            if instant < stretch.end:
                return stretch, True
            start = stretch.end
        return Interval(start, window.end), False

    def _spans(self, days: Interval) -> Iterator[Interval]:
        for stretch in self._stretches(days):
            yield from stretch.spans()

    def _stretches(self, days: Interval) -> Iterator[_Stretch]:
        start = days.start
        for special in self._special_days_in(days):
            yield from self._ordinary(Interval(start, special.days.start))
            yield _Stretch(special.days.clipped(days), special.week)
            start = special.days.end
        yield from self._ordinary(Interval(start, days.end))

    def _special_days_in(self, days: Interval) -> Iterator[_SpecialDays]:
        for special in self._special_days[bisect_right(self._special_ends, days.start) :]:
            if special.days.start >= days.end:
                return
            yield special

    def _ordinary(self, days: Interval) -> Iterator[_Stretch]:
        """Yield stretches of the ordinary week, holidays left out."""
        holidays = (Interval(midnight, midnight + DAY) for midnight in self._holidays_in(days))
        for working in gaps(holidays, days):
            yield _Stretch(working, self._week)

    def _holidays_in(self, days: Interval) -> Iterator[WallTime]:
        """Yield the midnights of holidays on which the week would have had hours."""
        if not self._observes_holidays or self._week.never_opens:
            return
        for midnight in range(days.start, days.end, DAY):
            if is_holiday(self._holidays, day_at(midnight)):
                yield midnight

    def _closing(self, gap: Interval) -> Iterator[Cause]:
        """Yield the exceptions that cover time of `gap` which the week would have opened."""
        if self._week.never_opens:
            return
        days = self._days_around(gap)
        for midnight in self._holidays_in(days):
            if any(map(gap.overlaps, self._opened(self._week, [midnight]))):
                yield from self._holiday_causes(day_at(midnight))
        for special in self._special_days_in(days):
            if any(map(gap.overlaps, self._opened(self._week, _midnights(special.days, days)))):
                yield special.cause
        for closed in self._closures:
            midnights = _midnights(_days_of(closed.span), days)
            if any(map(gap.overlaps, self._opened(self._week, midnights, closed.span))):
                yield closed.cause

    def _shaping(self, run: Interval) -> Iterator[Cause]:
        """Yield the special days that give `run` hours, or take hours that would have joined it."""
        days = self._days_around(run)
        for special in self._special_days_in(days):
            midnights = _midnights(special.days, days)
            gives = map(run.overlaps, self._opened(special.week, midnights))
            takes = map(run.touches, self._opened(self._week, midnights))
            if any(gives) or any(takes):
                yield special.cause

    def _opened(
        self, week: Week, midnights: Iterable[WallTime], wall: Interval = _SUPPORTED
    ) -> Iterator[Interval]:
        """Yield the stretches that `week` alone would open on these days, as far as in `wall`."""
        for midnight in midnights:
            for span in within(week.on(midnight), wall):
                yield from self._clock.instants(span)

    def _days_around(self, span: Interval) -> Interval:
        """Return the days whose hours can reach `span`."""
        return _days_of(Interval(self._clock.read(span.start), self._clock.read(span.end) + 1))

    def _holiday_causes(self, day: dt.date) -> Iterator[Cause]:
        for name in holiday_names(self._holidays, day):
            yield Cause(kind=CauseKind.HOLIDAY, name=name, date=day, last_date=day)


def _days_of(span: Interval) -> Interval:
    """Return the days whose hours can reach `span`, from midnight to midnight.

    The hours of the day before may, since they pass midnight.
    """
    first = span.start // DAY * DAY - DAY
    return Interval(first, -(-span.end // DAY) * DAY).clipped(_SUPPORTED)


def _midnights(days: Interval, bounds: Interval) -> range:
    part = days.clipped(bounds)
    return range(part.start, part.end, DAY)


def _chronological(cause: Cause) -> tuple[dt.date, dt.date, str]:
    return cause.date, cause.last_date, cause.kind
