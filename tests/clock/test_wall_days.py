"""Days on the wall clock: dates as seconds, and the midnights of a stretch of time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ccb_support.clock.instants import (
    DAY,
    EVERY_YEAR,
    WallTime,
    date_at,
    days_through,
    midnight_of,
    midnights,
    whole_day,
    whole_days,
)
from ccb_support.clock.intervals import Interval


class TestWallTimes:
    """A wall-clock time counts the seconds that a clock on the wall would have shown."""

    @pytest.mark.parametrize(
        ("day", "wall"),
        [
            (date(1970, 1, 1), 0),
            (date(1970, 1, 2), DAY),
            (date(1969, 12, 31), -DAY),
            (date(1984, 1, 1), EVERY_YEAR.days.start),
            (date(2200, 1, 1), EVERY_YEAR.days.end),
        ],
    )
    def test_a_day_starts_at_its_midnight(self, day: date, wall: WallTime) -> None:
        assert midnight_of(day) == wall
        assert date_at(wall) == date_at(WallTime(wall + DAY - 1)) == day
        assert date_at(WallTime(wall - 1)) == day - timedelta(days=1)


class TestStretchesOfDays:
    """A stretch of days goes from midnight to midnight."""

    TUESDAY = midnight_of(date(2026, 11, 24))
    WEDNESDAY = midnight_of(date(2026, 11, 25))
    FRIDAY = midnight_of(date(2026, 11, 27))

    def test_days_through_includes_both_ends(self) -> None:
        days = days_through(date(2026, 11, 24), date(2026, 11, 26))
        assert days == (self.TUESDAY, self.FRIDAY)
        assert list(midnights(days)) == [self.TUESDAY, self.WEDNESDAY, self.FRIDAY - DAY]

    def test_a_whole_day_ends_at_the_next_midnight(self) -> None:
        assert whole_day(self.TUESDAY) == (self.TUESDAY, self.WEDNESDAY)

    @pytest.mark.parametrize(("start", "end"), [(0, DAY), (1, DAY), (0, 1), (DAY - 1, DAY)])
    def test_whole_days_are_those_that_a_stretch_meets(self, start: int, end: int) -> None:
        wall = Interval(WallTime(self.TUESDAY + start), WallTime(self.TUESDAY + end))
        assert whole_days(wall) == whole_day(self.TUESDAY)
        assert whole_days(wall, before=1, after=2) == (self.TUESDAY - DAY, self.FRIDAY)
