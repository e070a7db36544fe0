"""What a week shows, as records: each channel's hours, day by day."""

from __future__ import annotations

import datetime as dt

from pydantic import AwareDatetime

from ccb_support.errors import require_language
from ccb_support.model.channels import Channel
from ccb_support.model.records import Record, Timed
from ccb_support.model.text import LocalizedText
from ccb_support.schedule.causes import Cause

from .text import WeekText


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
        directory_version: the version of the directory; of several editions in the week, all their
            versions, in order.
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
