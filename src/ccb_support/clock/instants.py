"""Instants: how the library counts time, which years it supports, and how datetimes get in and out.

Every boundary of an opening lies on a whole minute. So an instant between two seconds belongs to
the earlier one. A few questions ask how much time passes: their times are moments, so that no part
of a second is lost.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from operator import index
from typing import NewType

from ccb_support.errors import (
    NaiveDatetimeError,
    NegativeDurationError,
    NotADatetimeError,
    NotADurationError,
    OutOfRangeError,
    UnusableTimeZoneError,
    is_interruption,
)

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

_SECOND = timedelta(seconds=1)
_MICROSECOND = timedelta(microseconds=1)


def instant_of(when: datetime) -> Instant:
    """Return the second in which `when` lies. Raises what `since_epoch` raises."""
    elapsed = since_epoch(when)
    return Instant(elapsed.days * DAY + elapsed.seconds)


def ceiling_of(when: datetime) -> Instant:
    """Return the first second that starts at or after `when`. Raises what `since_epoch` raises."""
    return Instant(-(-since_epoch(when) // _SECOND))


def moment_of(when: datetime) -> Moment:
    """Return the microsecond at which `when` lies. Raises what `since_epoch` raises."""
    return Moment(since_epoch(when) // _MICROSECOND)


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


def datetime_of(instant: Instant, zone: tzinfo) -> datetime:
    """Return `instant` as a `datetime` in `zone`."""
    return (EPOCH + timedelta(seconds=instant)).astimezone(zone)


def in_utc(when: datetime) -> datetime:
    """Return `when` in UTC, to the microsecond. Raises what `since_epoch` raises."""
    return EPOCH + since_epoch(when)


def since_epoch(when: datetime) -> timedelta:
    """Return the time from 1970-01-01T00:00Z to `when`, to the microsecond.

    Raises:
        NotADatetimeError: `when` is not a datetime.
        NaiveDatetimeError: `when` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `when` fails.
        OutOfRangeError: `when` holds a date that no plain `datetime` can.
    """
    if type(when) is not datetime:
        return _plain(when) - EPOCH
    try:
        return when - EPOCH
    except Exception as error:
        # A tzinfo is foreign code, and may raise anything.
        if is_interruption(error):
            raise
        return _plain(when) - EPOCH


def _plain(when: object) -> datetime:
    """Return what `when` shows of itself, as a plain `datetime` with a fixed offset.

    A subclass may subtract in its own way (pendulum), or hold a year that no `datetime` can
    (pandas).
    """
    if not isinstance(when, datetime):
        raise NotADatetimeError(when)
    fields = _fields(when)
    zone = _fixed_offset(when)
    try:
        return datetime(*fields, tzinfo=zone)
    except (ValueError, OverflowError) as error:
        raise OutOfRangeError(when, first_year=FIRST_YEAR, last_year=LAST_YEAR) from error


def _fields(when: datetime) -> tuple[int, int, int, int, int, int, int]:
    """Return the year and what follows; not all that passes for a datetime has them."""
    try:
        return (
            index(when.year), index(when.month), index(when.day), index(when.hour),
            index(when.minute), index(when.second), index(when.microsecond),
        )  # fmt: skip
    except Exception as error:
        if is_interruption(error):
            raise
        raise NotADatetimeError(when) from error


def _fixed_offset(when: datetime) -> timezone:
    try:
        offset = when.utcoffset()
    except Exception as error:
        if is_interruption(error):
            raise
        raise UnusableTimeZoneError(when) from error
    if offset is None:
        raise NaiveDatetimeError(when)
    try:
        return timezone(offset)
    except (TypeError, ValueError) as error:
        raise UnusableTimeZoneError(when) from error
