"""Instants and days: how the library counts time, and which years it supports.

Every boundary of an opening lies on a whole minute. So an instant between two seconds belongs to
the earlier one. A few questions ask how much time passes: their times are moments, so that no part
of a second is lost.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from typing import NamedTuple, NewType, cast

from ccb_support.errors import (
    NaiveDatetimeError,
    NegativeDurationError,
    NotADatetimeError,
    NotADurationError,
    OutOfRangeError,
    UnusableTimeZoneError,
    plain,
)
from ccb_support.words import Phrase, join_phrases
from ccb_support.words import errors as phrases

from .intervals import Interval

Instant = NewType("Instant", int)
"""Seconds since 1970-01-01T00:00Z."""

WallTime = NewType("WallTime", int)
"""Seconds from 1970-01-01T00:00 to a local date and time, as if no offset ever changed."""

Moment = NewType("Moment", int)
"""Microseconds since 1970-01-01T00:00Z."""

FIRST_YEAR = 1984
"""The first supported year: Ley 51 of 1983 is in force from it on."""

LAST_YEAR = 2199
"""The last supported year."""

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

MICROSECONDS = 10**6
"""The microseconds of a second."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_MICROSECOND = timedelta(microseconds=1)


def instant_of(when: datetime) -> Instant:
    """Return the second in which `when` lies. Raises what `since_epoch` raises."""
    elapsed = since_epoch(when)
    return Instant(elapsed.days * DAY + elapsed.seconds)


def moment_of(when: datetime) -> Moment:
    """Return the microsecond at which `when` lies. Raises what `since_epoch` raises."""
    return Moment(since_epoch(when) // _MICROSECOND)


def moments_of(seconds: Interval[Instant]) -> Interval[Moment]:
    """Return a range of whole seconds to the microsecond."""
    return Interval(Moment(seconds.start * MICROSECONDS), Moment(seconds.end * MICROSECONDS))


def seconds_of(moments: Interval[Moment]) -> Interval[Instant]:
    """Return a range in whole seconds, rounded outwards.

    So an empty range within a second becomes that second.
    """
    first, end = moments.start // MICROSECONDS, -(-moments.end // MICROSECONDS)
    return Interval(Instant(first), Instant(end))


def microseconds_of(duration: object) -> int:
    """Return the length of `duration` in microseconds.

    Raises:
        NotADurationError: `duration` is not a `timedelta`.
        NegativeDurationError: `duration` is below zero.
    """
    if not isinstance(duration, timedelta):
        raise NotADurationError(duration)
    # A subclass may divide in its own way (pendulum).
    microseconds = timedelta.__floordiv__(duration, _MICROSECOND)
    if microseconds < 0:
        raise NegativeDurationError(duration)
    return microseconds


def utc_at(moment: Moment) -> datetime:
    """Return `moment` as a `datetime` in UTC."""
    return EPOCH + timedelta(microseconds=moment)


def since_epoch(when: datetime) -> timedelta:
    """Return the time from 1970-01-01T00:00Z to `when`, to the microsecond.

    Raises:
        NotADatetimeError: `when` is not a datetime.
        NaiveDatetimeError: `when` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `when` fails.
        OutOfRangeError: `when` holds a date that no plain `datetime` can.
    """
    if type(when) is not datetime:
        _require_datetime(when)
    try:
        if when.utcoffset() is not None:
            # A subclass may subtract in its own way (pendulum).
            return datetime.__sub__(when, EPOCH)
    except Exception as error:
        # A tzinfo is foreign code, and may raise anything.
        raise UnusableTimeZoneError(when) from error
    raise NaiveDatetimeError(when)


def _require_datetime(when: object) -> None:
    # The missing instant of pandas is a datetime without a year, and its others may have any year.
    year: object = when.year if isinstance(when, datetime) else None
    if not isinstance(year, int):
        raise NotADatetimeError(when)
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfRangeError(when, first=FIRST_YEAR, last=LAST_YEAR)


def read_date_and_time(text: str) -> datetime | None:
    """Return the date and time that a text in ISO 8601 shows: without a zone if it has no offset.

    Return None if it does not have both, or if that day or time does not exist.
    """
    with suppress(ValueError):  # the day or the time does not exist
        if match := _ISO_8601.fullmatch(text.strip().upper()):  # RFC 3339 allows small letters
            return datetime.fromisoformat(match[0])
    return None


# Python reads more, and its version decides what: since 3.14 hour 24, and before 3.14 a colon
# before a fraction. All versions would find 03:00 in 20260710103000Z and 05:00 in 2026-07-10-05:00,
# because any sign may come before a time; 16:00 in 2026-07-10 16.59; and -06:00 in -05:60.
_MINUTES = r"(?::?[0-5]\d(?::?[0-5]\d(?:[.,]\d+)?)?)?"
_ISO_8601 = re.compile(
    r"\d{4}(?:-\d\d-\d\d|\d{4}|-W\d\d(?:-\d)?|W\d{2,3})"
    rf"[T ](?!24)\d\d{_MINUTES}(?: ?(?:Z|[+-]\d\d{_MINUTES}))?",
    re.ASCII,
)


_EPOCH_ORDINAL = EPOCH.toordinal()


def midnight_of(day: date) -> WallTime:
    """Return the wall-clock time at which `day` starts."""
    return WallTime((day.toordinal() - _EPOCH_ORDINAL) * DAY)


def date_at(wall: WallTime) -> date:
    """Return the date that the clock shows at the wall-clock time `wall`."""
    return date.fromordinal(wall // DAY + _EPOCH_ORDINAL)


def days_through(first: date, last: date) -> Interval[WallTime]:
    """Return the days from `first` through `last`."""
    return Interval(midnight_of(first), WallTime(midnight_of(last) + DAY))


def whole_day(midnight: WallTime) -> Interval[WallTime]:
    """Return the day that starts at `midnight`."""
    return Interval(midnight, WallTime(midnight + DAY))


def whole_days(wall: Interval[WallTime], *, before: int = 0, after: int = 0) -> Interval[WallTime]:
    """Return the days that `wall` meets, with so many days more before and after them."""
    first, end = wall.start // DAY - before, -(-wall.end // DAY) + after
    return Interval(WallTime(first * DAY), WallTime(end * DAY))


def midnights(days: Interval[WallTime]) -> Sequence[WallTime]:
    """Return the midnight at which each of `days` starts."""
    return cast("Sequence[WallTime]", range(days.start, days.end, DAY))


class SupportedYears(NamedTuple):
    """The years about which a directory can answer, in its zone, from the first through the last.

    `calendars` has the codes of the holiday calendars that limit the years, if any do. `since` is
    the first day of the first edition, or the first of all dates if that edition names no day.
    """

    first: int = FIRST_YEAR
    last: int = LAST_YEAR
    calendars: tuple[str, ...] = ()
    since: date = date.min

    @property
    def days(self) -> Interval[WallTime]:
        """The years on the wall clock, from midnight to midnight.

        Days before an edition count too: their nights may reach into its first day.
        """
        return days_through(date(self.first, 1, 1), date(self.last, 12, 31))

    def through(self, later: "SupportedYears") -> "SupportedYears":
        """Return the years from the first of these through the last of `later` ones."""
        limits = self.calendars if self.first > FIRST_YEAR else ()
        limits += later.calendars if later.last < LAST_YEAR else ()
        return SupportedYears(self.first, later.last, tuple(dict.fromkeys(limits)), self.since)

    def error(self, value: object) -> OutOfRangeError:
        """Return the error about a value outside the range."""
        hints = [phrases.LIMITED_BY_CALENDAR.fill(calendar=each) for each in self.calendars]
        first: int | Phrase = self.first
        # An edition that begins before the years of its calendar does not limit them.
        if self.since.year >= self.first:
            first = plain(f"{self.since}")
            hints.append(phrases.BEFORE_FIRST_EDITION.fill(day=self.since))
        hint = join_phrases(hints, ". ") if hints else None
        return OutOfRangeError(value, first=first, last=self.last, hint=hint)


EVERY_YEAR = SupportedYears()
"""The supported range, unless a holiday calendar has fewer years."""
