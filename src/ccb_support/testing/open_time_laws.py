"""The laws of open time, and the check of a router that counts it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from ccb_support.errors import (
    EmptyRangeError,
    NaiveDatetimeError,
    NegativeDurationError,
    NotADurationError,
    UnknownChannelError,
)
from ccb_support.words import findings as words

from .boundary_instants import (
    MICROSECOND,
    around,
    caller_zones,
    day_instants,
    exceptional_instants,
    range_ends,
)
from .laws import call, describe_instant, require_error, require_same, write
from .oracle import Oracle
from .oracle_hours import DAY, each_day

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import tzinfo

    from ccb_support.model.directory import Directory

    from .laws import Line


class OpenTimeCounter(Protocol):
    """An object that counts open time, as a `Router` does."""

    def open_spans(  # noqa: D102 - the class says it
        self, channel_id: str, start: datetime, end: datetime
    ) -> list[tuple[datetime, datetime]]: ...

    def open_time(  # noqa: D102 - the class says it
        self, channel_id: str, start: datetime, end: datetime
    ) -> timedelta: ...

    def add_open_time(  # noqa: D102 - the class says it
        self, channel_id: str, when: datetime, duration: timedelta
    ) -> datetime: ...


class OpenTimeLaw(StrEnum):
    """The name of a law of open time."""

    OPEN_SPANS = "open_spans"
    """The open spans are the time in which the channel is open, and no other time."""
    OPEN_TIME = "open_time"
    """The open time is the sum of the open spans."""
    ADD_OPEN_TIME = "add_open_time"
    """Adding open time gives the earliest instant at which so much of it has passed."""
    OPEN_TIME_INPUT = "open_time_input"
    """A wrong channel, range or duration is an error, and never a guess."""


@dataclass(frozen=True, slots=True)
class OpenTimeCase:
    """A question about open time.

    Attributes:
        channel_id: the channel's id.
        start: the start of the range.
        end: the end of the range; `None` if the question is when a duration has passed.
        duration: the duration; `None` if the question is about a range.
    """

    channel_id: str
    start: datetime
    end: datetime | None = None
    duration: timedelta | None = None

    def describe(self, zone: tzinfo) -> Iterator[Line]:
        """Yield the lines that show the question, with its instants in `zone`."""
        yield words.CHANNEL, self.channel_id
        yield words.START, describe_instant(self.start, zone)
        if self.end is not None:
            yield words.END, describe_instant(self.end, zone)
        if self.duration is not None:
            yield words.DURATION, str(self.duration)


def check_open_time_laws(
    counter: OpenTimeCounter,
    directory: Directory,
    *,
    holidays: Container[date] | None = None,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 12, 31),
) -> int:
    """Check that an object with a router's methods counts open time as a person would.

    The check asks about ranges and durations that start or end when a channel opens or closes, at a
    special day or a closure, or a microsecond before or after. It compares what the object says
    with the sum of the minutes in which `Oracle` finds the channel open.

    Args:
        counter: the object, for example a `Router`.
        directory: the directory of its channels.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.
        first: the first day of the range.
        last: the last day of the range.

    Returns:
        The number of questions.

    Raises:
        LawViolationError: the object breaks a law. The error names the law and the question.
    """
    oracle = Oracle(directory, holidays=holidays)
    zone = ZoneInfo(directory.time_zone)
    instants = _instants(directory, first, last)
    count = 0
    for channel_id in directory.channel_ids:
        for law, case in _questions(oracle, channel_id, instants):
            if law is OpenTimeLaw.OPEN_TIME_INPUT:
                _check_errors(counter, case, zone)
            else:
                until = case.duration if case.end is None else case.end
                arguments = case.channel_id, case.start, until
                expected, got = (call(getattr(each, law), *arguments) for each in (oracle, counter))
                require_same(law, case, zone, expected, got)
            count += 1
    return count


def _check_errors(counter: OpenTimeCounter, case: OpenTimeCase, zone: tzinfo) -> None:
    channel, start, naive = case.channel_id, case.start, case.start.replace(tzinfo=None)
    for error, method, *arguments in (
        (UnknownChannelError, "open_spans", "?", start, start),
        (UnknownChannelError, "open_time", "?", start, start),
        (UnknownChannelError, "add_open_time", "?", start, DAY),
        (EmptyRangeError, "open_spans", channel, start, start - DAY),
        (EmptyRangeError, "open_time", channel, start, start - DAY),
        (NaiveDatetimeError, "open_spans", channel, naive, start),
        (NaiveDatetimeError, "open_time", channel, naive, start),
        (NaiveDatetimeError, "add_open_time", channel, naive, DAY),
        (NotADurationError, "add_open_time", channel, start, 1),
        (NegativeDurationError, "add_open_time", channel, start, -DAY),
    ):
        got = call(getattr(counter, method), *arguments)
        written = f"{method}({', '.join(write(each, zone) for each in arguments)})"
        require_error(OpenTimeLaw.OPEN_TIME_INPUT, case, zone, error, written, got)


def _instants(directory: Directory, first: date, last: date) -> list[datetime]:
    """Return the instants at which questions start and end, in order, each in another zone."""
    days = each_day(first, last)
    of_days = (instant for day in days for instant in day_instants(directory, day))
    start, end = (datetime.combine(day, time(), UTC) for day in (first - DAY, last + 2 * DAY))
    exceptions = (each for each in exceptional_instants(directory) if start <= each < end)
    found = sorted({*around(itertools.chain(of_days, exceptions), directory)})
    return [when.astimezone(zone) for when, zone in zip(found, itertools.cycle(caller_zones()))]


def _questions(
    oracle: Oracle, channel_id: str, instants: list[datetime]
) -> Iterator[tuple[OpenTimeLaw, OpenTimeCase]]:
    yield OpenTimeLaw.OPEN_TIME_INPUT, OpenTimeCase(channel_id, instants[len(instants) // 2])
    for number, start in enumerate(instants):
        for end in (start, *instants[number + 1 : number + 2], *instants[number + 7 : number + 8]):
            case = OpenTimeCase(channel_id, start, end)
            yield OpenTimeLaw.OPEN_SPANS, case
            yield OpenTimeLaw.OPEN_TIME, case
            duration = oracle.open_time(channel_id, start, end)
            for longer in (duration, duration + MICROSECOND):
                case = OpenTimeCase(channel_id, start, duration=longer)
                yield OpenTimeLaw.ADD_OPEN_TIME, case
    whole = OpenTimeCase(channel_id, instants[0], instants[-1])
    yield OpenTimeLaw.OPEN_TIME, whole
    last_day = range_ends(oracle.directory)[1] - DAY
    yield OpenTimeLaw.ADD_OPEN_TIME, OpenTimeCase(channel_id, last_day, duration=2 * DAY)
