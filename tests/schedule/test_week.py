"""A week of hours in seconds: its days, its edges, and how long it stays closed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import AlwaysOpen, WeeklyHours
from ccb_support.clock.instants import DAY, HOUR, wall_day
from ccb_support.clock.intervals import Interval
from ccb_support.schedule.week import Week

MONDAY = wall_day(dt.date(2026, 11, 23))


def week(*spans: tuple[str, str, str]) -> Week:
    """Return the week of some spans: a weekday, when it opens, when it closes."""
    hours = [{"days": [day], "opens": opens, "closes": closes} for day, opens, closes in spans]
    return Week.of(WeeklyHours.model_validate(hours))


OFFICE = week(("monday", "07:00", "17:00"), ("tuesday", "07:00", "12:00"))
NIGHT = week(("sunday", "22:00", "06:00"))
ALWAYS = Week.of(AlwaysOpen.ALWAYS)
NEVER = Week.of(WeeklyHours(()))
WEEKS = {"office": OFFICE, "night": NIGHT, "always": ALWAYS, "never": NEVER}


def is_open(hours: Week, wall: int) -> bool:
    """Return whether a week is open at a time: slowly, day by day."""
    midnights = (wall // DAY * DAY, wall // DAY * DAY - DAY)
    return any(wall in span.shifted(each) for each in midnights for span in hours.on(each))


class TestEdges:
    """The edges of days are when their hours open and close, with those that touch joined."""

    @pytest.mark.parametrize("hours", WEEKS.values(), ids=WEEKS)
    @given(first=st.integers(-3, 9), length=st.integers(0, 20))
    def test_they_are_as_the_days_say(self, hours: Week, first: int, length: int) -> None:
        days = Interval(MONDAY + first * DAY, MONDAY + (first + length) * DAY)
        edges: list[int] = []
        hours.add_edges(edges, days)
        assert edges == sorted(set(edges))
        for wall in range(days.start + DAY, days.end, HOUR):
            place = len([edge for edge in edges if edge <= wall])
            assert (place % 2 == 1) == is_open(hours, wall)

    def test_days_without_hours_are_left_out(self) -> None:
        edges: list[int] = []
        OFFICE.add_edges(edges, Interval(MONDAY, MONDAY + 2 * DAY), [MONDAY])
        assert edges == [MONDAY + DAY + 7 * HOUR, MONDAY + DAY + 12 * HOUR]


class TestIsClosedFor:
    """A week is closed for as long as no hour of it is open."""

    @pytest.mark.parametrize("hours", WEEKS.values(), ids=WEEKS)
    @given(start=st.integers(-200, 400), length=st.integers(1, 7 * 24))
    def test_it_is_as_the_hours_say(self, hours: Week, start: int, length: int) -> None:
        wall = MONDAY + start * HOUR
        closed = not any(is_open(hours, wall + hour * HOUR) for hour in range(length))
        assert hours.is_closed_for(length * HOUR, wall) == closed
