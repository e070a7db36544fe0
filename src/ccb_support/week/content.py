"""What a week shows: each channel's hours, day by day, as a router gives them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

from pydantic import AwareDatetime

from ccb_support.calendars import calendar_of
from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_days import date_at, midnights
from ccb_support.errors import require_language
from ccb_support.model.channels import Channel
from ccb_support.model.hours import WEEK
from ccb_support.model.records import Record, Timed
from ccb_support.model.text import LocalizedText
from ccb_support.routing.router import router_over
from ccb_support.schedule.causes import Cause

from .text import WeekText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.wall_clock import WallClock
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router
    from ccb_support.schedule.channel_states import ChannelHours

    _Days: TypeAlias = Mapping[dt.date, tuple[Interval[Instant], ...]]
    """The spans of time in which the clock shows each date."""


class AttendedTime(Timed, frozen=True):
    """A span of one day in which a channel is attended.

    Attributes:
        starts: the first instant of the span.
        ends: the instant at which the span ends, excluded.
    """

    starts: AwareDatetime
    ends: AwareDatetime


class ChannelDay(Record, frozen=True):
    """When a channel is attended on one day.

    Attributes:
        date: the day.
        attended: the spans in which the channel is attended, in order. No two of them touch.
        all_day: whether the channel is attended during the whole day.
        because: the holidays, special days and closures of this day that explain its hours.
    """

    date: dt.date
    attended: tuple[AttendedTime, ...]
    all_day: bool
    because: tuple[Cause, ...]


class ChannelWeek(Record, frozen=True):
    """When a channel is attended in a week.

    Attributes:
        channel: the channel.
        days: its hours on each day of the week's view.
    """

    channel: Channel
    days: tuple[ChannelDay, ...]


class ViewedDay(Record, frozen=True):
    """A day of the week's view.

    Attributes:
        date: the date of the day.
        holidays: the names of the holidays of the day. Most days have none.
    """

    date: dt.date
    holidays: tuple[LocalizedText, ...]


class WeekView(Timed, frozen=True):
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

    name: LocalizedText
    directory_version: str
    time_zone: str
    now: AwareDatetime
    days: tuple[ViewedDay, ...]
    channels: tuple[ChannelWeek, ...]

    def text(self, language: str = "es") -> str:
        """Return the week as lines of at most 80 characters, for a terminal without colours.

        The text has every hour as a number, so a reader can do without the bars of `#`.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return "\n".join(map(str.rstrip, WeekText(self, require_language(language)).lines()))

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
        directory: a directory, which is read with its own holidays, or a router with any
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
    router = router_over(directory)
    clock = router.engine.clock
    now = clock.instant(when)
    days = _days_around(now, clock)
    directory, holidays = router.directory, calendar_of(router.holidays)
    return WeekView(
        name=directory.name,
        directory_version=directory.version,
        time_zone=directory.time_zone,
        now=clock.datetime_at(now),
        days=tuple(ViewedDay(date=date, holidays=holidays.names_on(date)) for date in days),
        channels=tuple(
            ChannelWeek(
                channel=each,
                days=tuple(_channel_days(router.engine.states.hours[each.id], days, clock)),
            )
            for each in directory.channels
        ),
    )


def _days_around(now: Instant, clock: WallClock) -> _Days:
    """Return the days of the week in which `now` lies, as far as they exist and are supported."""
    today = clock.read(now)
    monday = today // DAY * DAY - date_at(today).weekday() * DAY
    whole_week = Interval(WallTime(monday), WallTime(monday + WEEK))
    spans = {each: tuple(clock.day(each)) for each in midnights(whole_week.clipped(clock.days))}
    return {date_at(midnight): shown for midnight, shown in spans.items() if shown}


def _channel_days(hours: ChannelHours, days: _Days, clock: WallClock) -> Iterator[ChannelDay]:
    """Yield when a channel is attended on each of the days, and why."""
    shown = [span for spans in days.values() for span in spans]
    states = list(hours.states(Interval(shown[0].start, shown[-1].end)))
    opened = [state.span for state in states if state.is_open]
    causes = [cause for state in states for cause in hours.causes(state)]
    for date, spans in days.items():
        attended = tuple(part for each in spans for part in within(opened, each))
        yield ChannelDay(
            date=date,
            attended=tuple(
                AttendedTime(starts=clock.datetime_at(start), ends=clock.datetime_at(end))
                for start, end in attended
            ),
            all_day=attended == spans,
            because=tuple(
                dict.fromkeys(each for each in causes if each.date <= date <= each.last_date)
            ),
        )
