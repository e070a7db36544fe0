"""What a week's picture shows, whatever draws it: each channel's hours, day by day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from pydantic import AwareDatetime

from ccb_support.calendars.colombia import holiday_names, is_holiday
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
from ccb_support.model.channels import Channel
from ccb_support.model.records import Record, Timed
from ccb_support.model.text import LocalizedText, checked_language
from ccb_support.routing.router import router_over
from ccb_support.schedule.channel_schedule import Cause

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ccb_support.clock.instants import Instant
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router
    from ccb_support.words.languages import Language

_WEEK = 7 * DAY


class AttendedTime(Timed, frozen=True):
    """A stretch of one day in which a channel is attended.

    Attributes:
        starts: its first instant.
        ends: the instant at which it ends, excluded.
    """

    starts: AwareDatetime
    ends: AwareDatetime


class ChannelDay(Record, frozen=True):
    """When a channel is attended on one day.

    Attributes:
        date: the day.
        attended: the stretches in which it is attended, in order, all apart.
        all_day: whether it is attended for as long as the day lasts.
        because: the holidays, special days and closures of this day that explain it.
    """

    date: dt.date
    attended: tuple[AttendedTime, ...]
    all_day: bool
    because: tuple[Cause, ...]


class ChannelWeek(Record, frozen=True):
    """When a channel is attended in a week.

    Attributes:
        channel: the channel.
        days: its days: one for each day of the week's view.
    """

    channel: Channel
    days: tuple[ChannelDay, ...]


class ViewedDay(Record, frozen=True):
    """A day of the week that is viewed.

    Attributes:
        date: its date.
        holidays: the names of the holidays on it; empty on any other day.
    """

    date: dt.date
    holidays: tuple[LocalizedText, ...]


class WeekView(Timed, frozen=True):
    """Who answers when in one week.

    All its instants are in the directory's zone. A day on which the clock is set has more or fewer
    than 24 hours.

    Attributes:
        name: what the directory is, for people.
        directory_version: the version of the directory.
        time_zone: the IANA name of the directory's zone.
        now: the instant that is marked, to the second.
        days: the days from Monday to Sunday; only those that are in the supported range, and that
            exist in the zone.
        channels: the channels, in the directory's order.
    """

    name: LocalizedText
    directory_version: str
    time_zone: str
    now: AwareDatetime
    days: tuple[ViewedDay, ...]
    channels: tuple[ChannelWeek, ...]

    def text(self, language: Language = "es") -> str:
        """Return the week as lines of at most 80 characters, for a terminal without colours.

        Every hour stands there as a number, so the bars of `#` beside them need not be seen.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        from .text import lines  # noqa: PLC0415 - only who draws needs what draws

        return "\n".join(lines(self, checked_language(language)))

    def svg(self, language: Language = "es") -> str:
        """Return the week as an SVG document, for a file or to be put into a page as it is.

        It has a title and a description in words, needs no script, style sheet or font, and is the
        same each time that it is drawn.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        from .svg import document  # noqa: PLC0415 - likewise

        return document(self, checked_language(language))


def week(directory: Directory | Router, when: dt.datetime) -> WeekView:
    """Return who answers when in the week, from Monday to Sunday, that contains `when`.

    Args:
        directory: a directory, which is read with Colombia's holidays, or a router with any
            calendar.
        when: an aware `datetime`, in any zone; from 1984 to 2199 in the directory's zone. Which
            week it lies in is a matter of that zone. It is marked in the picture.

    Raises:
        NotAChannelDirectoryError: `directory` is no `Directory`.
        NotADatetimeError: `when` is no `datetime`.
        NaiveDatetimeError: `when` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `when` fails.
        OutOfRangeError: `when` is outside the supported range.
    """
    return _Viewer(router_over(directory), when).view()


class _Day(NamedTuple):
    """A day: its date, and the stretches of time in which the clock shows that date."""

    date: dt.date
    stretches: tuple[Interval, ...]


class _Run(NamedTuple):
    """A stretch in which nothing changes for one channel."""

    span: Interval
    is_open: bool
    because: tuple[Cause, ...]


class _Viewer:
    """Looks at one week."""

    def __init__(self, router: Router, when: dt.datetime) -> None:
        self._router = router
        self._clock = WallClock(router.directory.zone)
        self._now = self._clock.instant(when)
        self._days = list(self._days_of_the_week())

    def view(self) -> WeekView:
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
            stretches = tuple(self._clock.day(midnight))
            if FIRST_WALL <= midnight < LAST_WALL and stretches:
                yield _Day(day_at(midnight), stretches)

    def _channel_week(self, channel: Channel) -> ChannelWeek:
        runs = list(self._runs(channel.id))
        return ChannelWeek(
            channel=channel, days=tuple(self._channel_day(day, runs) for day in self._days)
        )

    def _runs(self, channel_id: str) -> Iterator[_Run]:
        """Yield what the router says of the channel, from the start of the week to its end."""
        instant, end = self._days[0].stretches[0].start, self._days[-1].stretches[-1].end
        while instant < end:
            when = datetime_of(instant, dt.UTC)
            status = self._router.status(channel_id, when)
            until = end if status.valid_until is None else instant_of(status.valid_until)
            yield _Run(Interval(instant, until), status.open_now, status.because)
            instant = until

    def _channel_day(self, day: _Day, runs: Sequence[_Run]) -> ChannelDay:
        opened = [run.span for run in runs if run.is_open]
        attended = [part for each in day.stretches for part in within(opened, each)]
        return ChannelDay(
            date=day.date,
            attended=tuple(map(self._attended, attended)),
            all_day=tuple(attended) == day.stretches,
            because=tuple(dict.fromkeys(_causes(day.date, runs))),
        )

    def _attended(self, span: Interval) -> AttendedTime:
        return AttendedTime(starts=self._at(span.start), ends=self._at(span.end))

    def _at(self, instant: Instant) -> dt.datetime:
        return self._clock.datetime_at(instant)


def _causes(day: dt.date, runs: Iterable[_Run]) -> Iterator[Cause]:
    """Yield those exceptions of `day` that explain something in the week."""
    for run in runs:
        for cause in run.because:
            if cause.date <= day <= cause.last_date:
                yield cause


def _holidays(holidays: Container[dt.date], day: dt.date) -> tuple[LocalizedText, ...]:
    return holiday_names(holidays, day) if is_holiday(holidays, day) else ()
