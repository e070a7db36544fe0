"""What a week shows, as records: each channel's hours, day by day."""

from __future__ import annotations

import datetime as dt

from pydantic import AwareDatetime

from ccb_support.model.channels import Channel
from ccb_support.model.records import Record, Timed
from ccb_support.model.text import LocalizedText
from ccb_support.schedule.causes import Cause


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


class WeekContent(Timed, frozen=True):
    """All that a week shows. `WeekView`, which can write and draw it, explains each field."""

    name: LocalizedText
    directory_version: str
    time_zone: str
    now: AwareDatetime
    days: tuple[ViewedDay, ...]
    channels: tuple[ChannelWeek, ...]
