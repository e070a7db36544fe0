"""Strings that are too long for OpenStreetMap, and the range whose strings are not."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import date_at, midnights
from ccb_support.errors import CcbSupportError, listed
from ccb_support.words.error_reasons import LONG_STRINGS, SHORTER_RANGE, SOME_RANGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from ccb_support.clock.instants import WallTime

MOST_LETTERS = 255
"""The longest value of a tag that OpenStreetMap takes."""


class LongOpeningHoursWarning(CcbSupportError, UserWarning, code="long_opening_hours"):  # noqa: N818 - it is a warning
    """Strings that OpenStreetMap does not take, because they have more than 255 characters.

    Attributes:
        channels: the ids of their channels.
        end: the date to which a range from the same start may run, so that each string of the
            export fits. `None` if the strings have no range, or no range is short enough.
    """

    def __init__(self, channels: Iterable[str], end: date | None) -> None:
        ids = tuple(channels)
        offer = SHORTER_RANGE.fill(end=end) if end else SOME_RANGE
        super().__init__(LONG_STRINGS.fill(channels=listed(ids), most=MOST_LETTERS, offer=offer))
        self.channels = ids
        self.end = end


def longest_fitting_end(
    days: Interval[WallTime], fits: Callable[[Interval[WallTime]], bool]
) -> date | None:
    """Return the date to which a range may run from the start of `days`, or `None`.

    Args:
        days: days that do not fit, from midnight to midnight.
        fits: returns whether fewer days fit.
    """
    ends = midnights(days)[1:]
    place = bisect_left(ends, x=True, key=lambda end: not fits(Interval(days.start, end)))
    return date_at(ends[place - 1]) if place else None
