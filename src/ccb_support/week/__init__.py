"""The week in a picture: who answers when, as text for a terminal and as SVG for a page.

`week` returns the week, Monday to Sunday, that contains an instant. This record has the hours of
each channel, day by day. `WeekView.text` writes the week, and `WeekView.svg` draws it.

>>> from datetime import datetime
>>> from ccb_support import BOGOTA, default_directory
>>> from ccb_support.week import week
>>> view = week(default_directory(), datetime(2026, 7, 14, 10, 30, tzinfo=BOGOTA))
>>> monday, tuesday, *_ = view.channels[0].days
>>> monday.attended, monday.because[0].name.en
((), 'Our Lady of Chiquinquirá')
>>> [f"{time.starts:%H:%M}-{time.ends:%H:%M}" for time in tuesday.attended]
['07:00-17:00']
"""

import datetime as dt

from pydantic import AwareDatetime

from ccb_support.clock.instants import DAY, Instant, WallTime, date_at, midnights
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.channels import Channel
from ccb_support.model.hours import WEEK
from ccb_support.model.records import Record, Timed
from ccb_support.model.text import LocalizedText
from ccb_support.routing.router import DirectoryOrRouter, router_over
from ccb_support.schedule.causes import Cause
from ccb_support.schedule.channel_hours import OpenHours
from ccb_support.words import Language

from .svg import WeekPicture
from .text import SpokenWeek

__all__ = ["AttendedTime", "ChannelDay", "ChannelWeek", "ViewedDay", "WeekView", "week"]


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
        because: the holidays, seasons, special days and closures that explain its hours.
    """

    date: dt.date
    attended: tuple[AttendedTime, ...]
    all_day: bool
    because: tuple[Cause, ...]


class ChannelWeek(Record, frozen=True):
    """When a channel is attended in a week.

    Attributes:
        channel: the channel, as the edition of the first of these days has it.
        days: its hours on each day of the week's view on which it has this name and these contacts.
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

    All instants are in the directory's zone. A day on which clocks change has more or fewer than 24
    hours.

    Attributes:
        name: the name of the directory, for people.
        directory_version: the version of the directory; of several editions in the week, all their
            versions, in order.
        time_zone: the IANA name of the directory's zone.
        language: the language of the words if a caller names none: the directory's.
        now: the marked instant, to the second.
        days: the days from Monday to Sunday. A day outside the supported range, or one that does
            not exist in the zone, is left out.
        channels: the channels, in the directory's order.
    """

    name: LocalizedText
    directory_version: str
    time_zone: str
    language: Language
    now: AwareDatetime
    days: tuple[ViewedDay, ...]
    channels: tuple[ChannelWeek, ...]

    def text(self, language: str | None = None) -> str:
        """Return the week as lines, for a terminal without colours or for a chat.

        A channel whose hours change has a line for each day.

        Args:
            language: a BCP 47 tag of Spanish or English, such as `es` or `es-CO`. Without it, the
                words are in the directory's language.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return "\n".join(SpokenWeek(self, language).lines())

    __str__ = text

    def svg(self, language: str | None = None) -> str:
        """Return the week as an SVG document, for a file or for a page.

        The picture has a title and a description in words. It needs no script, style sheet or font.
        The same week and language always give the same document.

        Args:
            language: as for `text`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return WeekPicture(self, language).draw()


def week(directory: DirectoryOrRouter, when: dt.datetime) -> WeekView:
    """Return who answers when in the week, from Monday to Sunday, that contains `when`.

    If an edition begins within the week, a channel with another name or other contacts comes twice:
    each time with the days on which it has them.

    Args:
        directory: a directory or its editions, which are read with their own holidays, or a router
            with any calendar.
        when: an aware `datetime`, in any zone, in the supported range. The directory's zone decides
            the week of `when`. The picture marks the instant.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        DirectoryError: the directory names a holiday calendar that does not exist, or the editions
            do not fit together.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
        NotADatetimeError: `when` is not a `datetime`.
        NaiveDatetimeError: `when` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `when` fails.
        OutOfRangeError: `when` is outside the supported range.
    """
    router = router_over(directory)
    clock, editions = router.engine.clock, router.engine.editions
    now = clock.instant(when)
    days = _days_around(now, clock)
    shown = [*days.values()]
    # By what people see of it: the channel, and the days on which an edition has it so.
    channels: dict[object, tuple[Channel, list[ChannelDay]]] = {}
    for date, spans in days.items():
        # An edition begins with a day.
        for channel in editions.at(spans[0].start).directory.channels:
            day = _channel_day(router.engine.hours(channel.id), date, spans, clock)
            key = channel.id, channel.name, channel.contacts
            channels.setdefault(key, (channel, []))[1].append(day)
    in_force = editions.at(now).directory
    return WeekView(
        name=in_force.name,
        directory_version=editions.versions(Interval(shown[0][0].start, shown[-1][-1].end)),
        time_zone=in_force.time_zone,
        language=in_force.language,
        now=clock.datetime_at(now),
        days=tuple(
            ViewedDay(
                date=date,
                holidays=editions.at(spans[0].start).holidays.names_on(date),
            )
            for date, spans in days.items()
        ),
        channels=tuple(
            ChannelWeek(channel=each, days=tuple(its_days)) for each, its_days in channels.values()
        ),
    )


def _days_around(now: Instant, clock: WallClock) -> dict[dt.date, tuple[Interval[Instant], ...]]:
    """Return the days of the week in which `now` lies, as far as they exist and are supported.

    Each has the spans of time in which the clock shows it.
    """
    today = clock.read(now)
    monday = today // DAY * DAY - date_at(today).weekday() * DAY
    whole_week = Interval(WallTime(monday), WallTime(monday + WEEK))
    return {
        date_at(midnight): spans
        for midnight in midnights(whole_week.clipped(clock.days))
        if (spans := tuple(within(clock.day(midnight), clock.supported)))
    }


def _channel_day(
    hours: OpenHours, date: dt.date, spans: tuple[Interval[Instant], ...], clock: WallClock
) -> ChannelDay:
    """Return when a channel is attended on a day, which the clock shows in `spans`, and why."""
    # What explains the hours of another day of the same run or gap is said of that day.
    states = [
        state._replace(start=max(state.start, each.start), end=min(state.end, each.end))
        for each in spans
        for state in hours.states(each)
    ]
    attended = [state.span for state in states if state.is_open]
    causes = (
        cause
        for state in states
        for cause in hours.causes(state)
        if cause.date <= date <= cause.last_date
    )
    return ChannelDay(
        date=date,
        attended=tuple(
            AttendedTime(starts=clock.datetime_at(start), ends=clock.datetime_at(end))
            for start, end in attended
        ),
        all_day=attended == [*spans],
        because=tuple(dict.fromkeys(causes)),
    )
