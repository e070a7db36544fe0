"""Exceptions to the hours of channels: special days and closures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    Discriminator,
    NaiveDatetime,
    Tag,
    TypeAdapter,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from ccb_support.clock.instants import HOUR, MINUTE, WallTime
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import days_through, midnight_of
from ccb_support.limits import MOST_CHANNELS

from .calendar_dates import CalendarDate, refuse_numbers
from .channels import ALL, ChannelId
from .hours import DayHours
from .records import DEFERRED, AtLeastOne, AtMost, Record
from .text import LocalizedText
from .untrusted import letters_of
from .validation import fault, read_field, validate_all

if TYPE_CHECKING:
    from collections.abc import Iterator


def _require_whole_minute(moment: dt.datetime) -> dt.datetime:
    if moment.second or moment.microsecond:
        raise PydanticCustomError(
            "not_a_minute", "must be a whole minute, such as 2026-12-05T22:00:00"
        )
    return moment


LocalMinute: TypeAlias = Annotated[
    NaiveDatetime,
    refuse_numbers("not_a_time", "must be a local date and time, such as 2026-12-05T22:00:00"),
    AfterValidator(_require_whole_minute),
]
"""A local date and time in the directory's zone, to the minute."""


ConcernedChannels: TypeAlias = Annotated[
    Annotated[tuple[ChannelId, ...], AtMost(MOST_CHANNELS), AtLeastOne(), Tag("listed")]
    | Annotated[Literal["all"], Tag("all")],
    Discriminator(
        lambda value: letters_of(value) if isinstance(value, str) else "listed",
        custom_error_type="not_listed",
        custom_error_message='must be "all", or a list of ids, such as ["pqrs"]',
    ),
]

_DATE: TypeAdapter[dt.date] = TypeAdapter(CalendarDate, config=DEFERRED)
_MINUTE: TypeAdapter[dt.datetime] = TypeAdapter(LocalMinute, config=DEFERRED)


class _Exception(Record, frozen=True):
    """What special days and closures share: a name, and the channels that they concern."""

    name: LocalizedText
    channels: ConcernedChannels = ALL

    def concerns(self, channel_id: str) -> bool:
        """Return whether the exception is about that channel."""
        return self.channels == ALL or channel_id in self.channels


def read_days(special_day: object) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last date, or None if the special day has no valid `date`.

    The special day may have other faults. Without a valid `through`, the last date is the first.
    """
    first = read_field(special_day, "date", _DATE)
    if first is None:
        return None
    return first, read_field(special_day, "through", _DATE) or first


def _find_days_out_of_order(special_day: object) -> Iterator[InitErrorDetails]:
    days = read_days(special_day)
    if days and days[1] < days[0]:
        yield fault("backwards", "through is before date: put the earlier day in date")


class SpecialDay(_Exception, frozen=True):
    """A day, or several in a row, whose hours replace those of the week and of holidays.

    Attributes:
        name: what is special, for people.
        channels: the ids of the channels concerned, or `"all"`.
        date: the day, or the first of them.
        through: the last day, included. If left out, `date` is the only day.
        hours: the hours of each of these days, or `"closed"`.
    """

    date: CalendarDate
    through: CalendarDate | None = None
    hours: DayHours

    _check = validate_all(_find_days_out_of_order)

    @property
    def first_date(self) -> dt.date:
        """The first of its days."""
        return self.date

    @property
    def last_date(self) -> dt.date:
        """The last of its days."""
        return self.through or self.date

    @property
    def wall(self) -> Interval[WallTime]:
        """Its days, from midnight to midnight on the wall clock."""
        return days_through(self.first_date, self.last_date)


def _find_times_out_of_order(closure: object) -> Iterator[InitErrorDetails]:
    starts, ends = read_field(closure, "starts", _MINUTE), read_field(closure, "ends", _MINUTE)
    if starts and ends and ends <= starts:
        yield fault("backwards", "ends is not after starts: put the earlier time in starts")


class Closure(_Exception, frozen=True):
    """A span of time in which channels are closed. No other hours open them then.

    Attributes:
        name: why the channels are closed, for people.
        channels: the ids of the channels concerned, or `"all"`.
        starts: the first minute in which they are closed, on the directory's wall clock.
        ends: the first minute after the closure, on the same clock.
    """

    starts: LocalMinute
    ends: LocalMinute

    _check = validate_all(_find_times_out_of_order)

    @property
    def first_date(self) -> dt.date:
        """The first day on which it closes channels at any time."""
        return self.starts.date()

    @property
    def last_date(self) -> dt.date:
        """The last day on which it closes channels at any time."""
        return (self.ends - dt.timedelta(minutes=1)).date()

    @property
    def wall(self) -> Interval[WallTime]:
        """Its span on the wall clock."""
        return Interval(_wall_time(self.starts), _wall_time(self.ends))


HoursException: TypeAlias = SpecialDay | Closure
"""A special day or a closure."""


def _wall_time(local: dt.datetime) -> WallTime:
    return WallTime(midnight_of(local) + local.hour * HOUR + local.minute * MINUTE)
