"""Hours as a directory states them: always open, not stated, by the week, or for one day.

The terms are schema.org's `OpeningHoursSpecification`. Times are wall-clock times, to the minute.
"""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self, TypeAlias

from pydantic import (
    BeforeValidator,
    Discriminator,
    ModelWrapValidatorHandler,
    RootModel,
    Tag,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from ccb_support.clock.instants import DAY, HOUR, MINUTE
from ccb_support.clock.intervals import Interval

from .records import AtLeastOne, Record
from .text import Matching
from .untrusted import letters_of
from .validation import checked, fault, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WEEK = 7 * DAY


class Day(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEKDAYS: tuple[Day, ...] = tuple(Day)
"""The days as Python counts them: Monday is 0."""


class AlwaysOpen(StrEnum):
    """Open at every instant of every day."""

    ALWAYS = "always"


class NotStated(StrEnum):
    """Hours that the source does not tell: neither open nor closed."""

    NOT_STATED = "not_stated"


def _as_text(value: object) -> object:
    """Write a TOML time as text; anything else is left to the check of its form."""
    if isinstance(value, time) and value == value.replace(second=0, microsecond=0, tzinfo=None):
        return f"{value:%H:%M}"
    return str(value) if isinstance(value, time) else value


OpeningTime: TypeAlias = Annotated[
    str,
    BeforeValidator(_as_text),
    Matching(r"([01][0-9]|2[0-3]):[0-5][0-9]", "a whole minute from 00:00 to 23:59"),
]
"""When something opens."""

ClosingTime: TypeAlias = Annotated[
    str,
    BeforeValidator(_as_text),
    Matching(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00", "a whole minute from 00:00 to 24:00"),
]
"""When something closes. 24:00 is the end of the day."""


def _seconds(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * HOUR + int(minutes) * MINUTE


class OpeningSpan(Record, frozen=True):
    """A span of hours within a day; it may pass midnight.

    Attributes:
        opens: the first minute in which it is open.
        closes: the first minute in which it is closed again; on the next day if not after `opens`.
    """

    opens: OpeningTime
    closes: ClosingTime

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.opens == self.closes:
            raise PydanticCustomError(
                "empty_span",
                "opens and closes at {opens}: for a whole day write 00:00 and 24:00",
                {"opens": self.opens},
            )
        return self

    @property
    def seconds(self) -> Interval:
        """The span, in seconds after the midnight in which its day starts."""
        start, end = _seconds(self.opens), _seconds(self.closes)
        return Interval(start, end if start < end else end + DAY)

    def __str__(self) -> str:
        return f"{self.opens}-{self.closes}"


class WeeklySpan(OpeningSpan, frozen=True):
    """A span of hours on some days of every week.

    Attributes:
        days: the days on which it starts.
    """

    days: Annotated[tuple[Day, ...], AtLeastOne()]


def _overlaps(spans: Iterable[tuple[Interval, str]]) -> Iterator[InitErrorDetails]:
    """Yield a fault for each of `spans` that starts before all the earlier ones have ended."""
    latest: tuple[Interval, str] | None = None
    for span, name in sorted(spans):
        if latest and span.overlaps(latest[0]):
            yield fault(
                "overlapping_hours", f"{name} overlaps {latest[1]}: join them, or shorten one"
            )
        if latest is None or span.end > latest[0].end:
            latest = span, name


def _weekly_overlaps(spans: object) -> Iterator[InitErrorDetails]:
    week = [
        (span.seconds.shifted(WEEKDAYS.index(day) * DAY), f"{day} {span}")
        for _, span in sound(spans, WeeklySpan)
        for day in span.days
    ]
    # Sunday night runs into Monday: the first span of the week comes once more after its last.
    yield from _overlaps(week + [(span.shifted(WEEK), name) for span, name in sorted(week)[:1]])


def _daily_overlaps(spans: object) -> Iterator[InitErrorDetails]:
    yield from _overlaps((span.seconds, str(span)) for _, span in sound(spans, OpeningSpan))


class WeeklyHours(RootModel[tuple[WeeklySpan, ...]], frozen=True, defer_build=True):
    """Hours that repeat every week; with no span at all, never open of themselves."""

    @model_validator(mode="wrap")
    @classmethod
    def _do_not_overlap(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return checked(value, handler, _weekly_overlaps, lambda hours: hours.root)


class DayHours(RootModel[tuple[OpeningSpan, ...]], frozen=True, defer_build=True):
    """The hours of one day; with no span at all, closed."""

    @model_validator(mode="wrap")
    @classmethod
    def _do_not_overlap(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        spans: object = () if letters_of(value) == "closed" else value
        return checked(spans, handler, _daily_overlaps, lambda hours: hours.root)


def _kind_of_hours(value: object) -> str:
    if isinstance(value, str):
        return "not_stated" if value == NotStated.NOT_STATED else "always"
    return "weekly"


def _words_for(hours: type[StrEnum], *others: type[StrEnum]) -> BeforeValidator:
    """Return what refuses all words but those of some kinds of hours."""
    words = [word.value for kind in (hours, *others) for word in kind]

    def check(value: object) -> object:
        if isinstance(value, str) and letters_of(value) not in words:
            accepted = ", ".join(f'"{word}"' for word in words)
            raise PydanticCustomError(
                "unknown_hours",
                "must be {accepted}, or a list of spans, which is empty where it never opens",
                {"accepted": accepted},
            )
        return value

    return BeforeValidator(check)


Hours: TypeAlias = Annotated[
    Annotated[AlwaysOpen, Tag("always")] | Annotated[WeeklyHours, Tag("weekly")],
    Discriminator(lambda value: "always" if isinstance(value, str) else "weekly"),
    _words_for(AlwaysOpen),
]
"""The hours of a channel."""

StatedHours: TypeAlias = Annotated[
    Annotated[AlwaysOpen, Tag("always")]
    | Annotated[WeeklyHours, Tag("weekly")]
    | Annotated[NotStated, Tag("not_stated")],
    Discriminator(_kind_of_hours),
    _words_for(AlwaysOpen, NotStated),
]
"""The hours of an escalation level, which the source may leave out."""
