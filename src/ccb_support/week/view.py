"""The view of a week: reads each channel's hours from a router, and writes or draws them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.calendars.holiday_lookup import holiday_names, is_holiday
from ccb_support.clock.instants import (
    DAY,
    FIRST_WALL,
    LAST_WALL,
    datetime_of,
    day_at,
    instant_of,
)
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import require_language
from ccb_support.routing.router import router_over

from .records import AttendedTime, ChannelDay, ChannelWeek, ViewedDay, WeekContent
from .text import lines

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ccb_support.answer.trace import ChannelStatus
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.model.text import LocalizedText
    from ccb_support.routing.router import Router
    from ccb_support.schedule.causes import Cause

_WEEK = 7 * DAY


class WeekView(WeekContent, frozen=True):
    """Who answers when in one week.

    All instants are in the directory's zone. A day on which the clock is set has more or fewer than
    24 hours.

    Attributes:
        name: the name of the directory, for people.
        directory_version: the version of the directory.
        time_zone: the IANA name of the directory's zone.
        now: the marked instant, to the second.
        days: the days from Monday to Sunday. A day outside the supported range, or one that does
            not exist in the zone, is left out.
        channels: the channels, in the directory's order.
    """

    def text(self, language: str = "es") -> str:
        """Return the week as lines of at most 80 characters, for a terminal without colours.

        The text has every hour as a number, so a reader can do without the bars of `#`.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return "\n".join(lines(self, require_language(language)))

    def svg(self, language: str = "es") -> str:
        """Return the week as an SVG document, for a file or for a page.

        The picture has a title and a description in words. It needs no script, style sheet or font.
        The same week and language always give the same document.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        from .svg import document  # noqa: PLC0415 - only this needs an XML library

        return document(self, require_language(language))


def week(directory: Directory | Router, when: dt.datetime) -> WeekView:
    """Return who answers when in the week, from Monday to Sunday, that contains `when`.

    Args:
        directory: a directory, which is read with Colombia's holidays, or a router with any
            calendar.
        when: an aware `datetime`, in any zone; from 1984 to 2199 in the directory's zone. This zone
            also decides the week of `when`. The picture marks the instant.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        NotADatetimeError: `when` is not a `datetime`.
        NaiveDatetimeError: `when` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `when` fails.
        OutOfRangeError: `when` is outside the supported range.
    """
    return _Reader(router_over(directory), when).read()


class _Day(NamedTuple):
    """A day: its date, and the spans of time in which the clock shows that date."""

    date: dt.date
    spans: tuple[Interval, ...]


class _Reader:
    """Reads one week from a router."""

    def __init__(self, router: Router, when: dt.datetime) -> None:
        self._router = router
        self._clock = WallClock(router.directory.zone)
        self._now = self._clock.instant(when)
        self._days = list(self._days_of_the_week())

    def read(self) -> WeekView:
        directory = self._router.directory
        return WeekView(
            name=directory.name,
            directory_version=directory.version,
            time_zone=directory.time_zone,
            now=self._clock.datetime_at(self._now),
            days=tuple(
                ViewedDay(date=day.date, holidays=_holidays(self._router.holidays, day.date))
                for day in self._days
            ),
            channels=tuple(map(self._channel_week, directory.channels)),
        )

    def _days_of_the_week(self) -> Iterator[_Day]:
        today = self._clock.read(self._now) // DAY * DAY
        monday = today - day_at(today).weekday() * DAY
        for midnight in range(monday, monday + _WEEK, DAY):
            spans = tuple(self._clock.day(midnight))
            if FIRST_WALL <= midnight < LAST_WALL and spans:
                yield _Day(day_at(midnight), spans)

    def _channel_week(self, channel: Channel) -> ChannelWeek:
        states = list(self._states(channel.id))
        return ChannelWeek(
            channel=channel, days=tuple(self._channel_day(day, states) for day in self._days)
        )

    def _states(self, channel_id: str) -> Iterator[tuple[Interval, ChannelStatus]]:
        """Yield the spans in which nothing changes for the channel, over the whole week."""
        instant, end = self._days[0].spans[0].start, self._days[-1].spans[-1].end
        while instant < end:
            when = datetime_of(instant, dt.UTC)
            status = self._router.status(channel_id, when)
            until = end if status.valid_until is None else instant_of(status.valid_until)
            yield Interval(instant, until), status
            instant = until

    def _channel_day(
        self, day: _Day, states: Sequence[tuple[Interval, ChannelStatus]]
    ) -> ChannelDay:
        opened = [span for span, status in states if status.open_now]
        attended = [part for each in day.spans for part in within(opened, each)]
        return ChannelDay(
            date=day.date,
            attended=tuple(map(self._attended, attended)),
            all_day=tuple(attended) == day.spans,
            because=tuple(dict.fromkeys(_causes(day.date, (status for _, status in states)))),
        )

    def _attended(self, span: Interval) -> AttendedTime:
        starts, ends = map(self._clock.datetime_at, span)
        return AttendedTime(starts=starts, ends=ends)


def _causes(day: dt.date, statuses: Iterable[ChannelStatus]) -> Iterator[Cause]:
    """Yield the exceptions of `day` that explain a state of the channel."""
    for status in statuses:
        for cause in status.because:
            if cause.date <= day <= cause.last_date:
                yield cause


def _holidays(holidays: Container[dt.date], day: dt.date) -> tuple[LocalizedText, ...]:
    return holiday_names(holidays, day) if is_holiday(holidays, day) else ()
