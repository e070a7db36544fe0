"""Days on the wall clock, as seconds from midnight to midnight."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from .instants import DAY, EPOCH, WallTime
from .intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

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
