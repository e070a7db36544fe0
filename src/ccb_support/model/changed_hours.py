"""Entries that change the hours of channels: seasons, special days and closures."""

import datetime as dt
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, NaiveDatetime, Tag, WithJsonSchema

from ccb_support.clock.instants import HOUR, MINUTE, WallTime, midnight_of
from ccb_support.clock.intervals import Interval
from ccb_support.limits import MOST_CHANNELS

from .channels import ALL, ListedId
from .dates import (
    FULL_DATE,
    NO_SECONDS,
    DateRange,
    DaySpan,
    FullOrYearlyDate,
    is_full_date,
)
from .hours import MINUTE_FORM, DayHours, Hours, OrClosed
from .records import (
    AtMost,
    NotEmpty,
    Record,
    find_every_fault,
    required,
    word_or_list,
)
from .text import LocalizedText

ConcernedChannels: TypeAlias = Annotated[
    Annotated[NotEmpty[tuple[ListedId, ...]], AtMost(MOST_CHANNELS), Tag("list")]
    | Annotated[Literal["all"], Tag("all")],
    word_or_list("not_listed"),
]
"""The channels that an entry is about."""


def _rule_of_kinds(first_key: str) -> dict[str, object]:
    """Return the JSON Schema that accepts two dates of one kind."""
    kinds = {"pattern": "^[0-9]{4}"}, {"pattern": "^(?![0-9]{4})"}
    return {"anyOf": [{"properties": {first_key: kind, "through": kind}} for kind in kinds]}


class HoursChange(Record, frozen=True):
    """A season, a special day or a closure: its name, and the channels that it concerns."""

    name: LocalizedText
    channels: ConcernedChannels = ALL

    _check = find_every_fault

    def concerns(self, channel_id: str) -> bool:
        """Return whether it is about that channel."""
        return self.channels == ALL or channel_id in self.channels


class Season(HoursChange, frozen=True, serialize_by_alias=True):
    """Weekly hours that replace those of channels between two dates.

    A season replaces the weekly hours only: a holiday with hours stays open in a season that is
    closed. The hours of the evening before its first day stay whole.

    Attributes:
        name: what the season is, for people.
        channels: the ids of the channels concerned, or `"all"`.
        from_: the first day: a date, or a day of every year. A file, JSON and `model_validate`
            name it `from`, which is a keyword of Python.
        through: the last day, included.
        hours: the weekly hours in the season, `"always"`, or `"closed"`.
    """

    from_: FullOrYearlyDate = Field(alias="from")
    through: FullOrYearlyDate
    hours: OrClosed[Hours]

    rules_of_keys: ClassVar[dict[str, object]] = _rule_of_kinds("from")

    @property
    def dates(self) -> DateRange:
        """Its days."""
        return DateRange(self.from_, self.through)


class SpecialDay(HoursChange, frozen=True):
    """A day, or several in a row, whose hours replace those of the week and of holidays.

    A single date with its year does what it says on any day. A range, or a date of every year,
    changes only the days on which the channel would have hours, unless `opens_closed_days` is true.

    Attributes:
        name: what is special, for people.
        channels: the ids of the channels concerned, or `"all"`.
        date: the day, or the first of them; a date, or a day of every year.
        through: the last day, included. If left out, `date` is the only day.
        hours: the hours of each of these days, or `"closed"`.
        opens_closed_days: whether its hours also hold on days on which the channel would be closed.
            If left out, they do only for a single date with its year.
    """

    date: FullOrYearlyDate
    through: FullOrYearlyDate | None = None
    hours: DayHours
    opens_closed_days: Annotated[bool, Field(strict=True)] | None = None

    rules_of_keys: ClassVar[dict[str, object]] = _rule_of_kinds("date")

    @property
    def dates(self) -> DateRange:
        """Its days."""
        return DateRange(self.date, self.through or self.date)

    @property
    def holds_on_closed_days(self) -> bool:
        """Whether its hours also hold on days on which the channel would be closed."""
        if self.opens_closed_days is not None:
            return self.opens_closed_days
        return not self.dates.is_yearly and self.dates.first == self.dates.last


LocalMinute: TypeAlias = Annotated[
    NaiveDatetime,
    BeforeValidator(required(is_full_date, "not_a_time")),
    AfterValidator(required(lambda local: not (local.second or local.microsecond), "not_a_minute")),
    # The format "date-time" would demand an offset.
    WithJsonSchema(
        {"type": "string", "pattern": f"^{FULL_DATE}(?:[Tt_ ]{MINUTE_FORM}{NO_SECONDS})?$"}
    ),
]
"""A local date and time in the directory's zone, to the minute."""


class Closure(HoursChange, frozen=True):
    """A span of time in which channels are closed. No other hours open them then.

    Attributes:
        name: why the channels are closed, for people.
        channels: the ids of the channels concerned, or `"all"`.
        starts: the first minute in which they are closed, on the directory's wall clock.
        ends: the first minute after the closure, on the same clock.
    """

    starts: LocalMinute
    ends: LocalMinute

    @property
    def days(self) -> DaySpan:
        """The days on which it closes channels at any time."""
        return DaySpan(self.starts.date(), (self.ends - dt.timedelta(minutes=1)).date())

    @property
    def wall(self) -> Interval[WallTime]:
        """Its span on the wall clock."""
        return Interval(_wall_time(self.starts), _wall_time(self.ends))


def _wall_time(local: dt.datetime) -> WallTime:
    return WallTime(midnight_of(local) + local.hour * HOUR + local.minute * MINUTE)
