"""A week of hours in seconds: its days, its edges, and how long it stays closed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support.clock.instants import DAY, HOUR, WallTime, midnight_of
from ccb_support.clock.intervals import Interval
from ccb_support.model import AlwaysOpen, DayHours, WeeklyHours
from ccb_support.schedule.weekly_spans import Week
from tests.builders import day_hours, weekly_hours

MONDAY = midnight_of(dt.date(2026, 11, 23))


OFFICE = Week.of(weekly_hours("Mo 07:00-17:00; Tu 07:00-12:00"))
NIGHT = Week.of(weekly_hours("Su 22:00-06:00"))
ALWAYS = Week.of(AlwaysOpen.ALWAYS)
NEVER = Week.of(WeeklyHours(()))
SATURDAYS = Week.of(weekly_hours("Mo-Fr 07:00-17:00; Sa[1,3] 08:00-12:00; Sa[last] 20:00-04:00"))
WEEKS = {"office": OFFICE, "night": NIGHT, "always": ALWAYS, "never": NEVER, "some": SATURDAYS}


def is_open(hours: Week, wall: int) -> bool:
    """Return whether a week is open at a time: slowly, day by day."""
    midnight = wall // DAY * DAY
    days = WallTime(midnight - DAY), WallTime(midnight)
    return any(wall in span for day in days for span in hours.on(day))


class TestEdges:
    """The edges of days are when their hours open and close, with those that touch joined."""

    @pytest.mark.parametrize("hours", WEEKS.values(), ids=WEEKS)
    @given(first=st.integers(-3, 9), length=st.integers(0, 20))
    def test_they_are_as_the_days_say(self, hours: Week, first: int, length: int) -> None:
        start, end = MONDAY + first * DAY, MONDAY + (first + length) * DAY
        days = Interval(WallTime(start), WallTime(end))
        edges: list[WallTime] = []
        hours.add_edges(edges, days.start, days.end)
        assert edges == sorted(set(edges))
        for wall in range(days.start + DAY, days.end, HOUR):
            place = len([edge for edge in edges if edge <= wall])
            assert (place % 2 == 1) == is_open(hours, wall)

    @pytest.mark.parametrize("until", [0, 1], ids=["touch", "overlap"])
    def test_hours_join_those_of_the_days_before(self, until: int) -> None:
        early = Week.of(weekly_hours("Mo 00:00-02:00"))
        edges = [WallTime(MONDAY - 4 * HOUR), WallTime(MONDAY + until * HOUR)]
        early.add_edges(edges, MONDAY, WallTime(MONDAY + DAY))
        assert edges == [MONDAY - 4 * HOUR, MONDAY + 2 * HOUR]


@pytest.mark.parametrize("hours", WEEKS.values(), ids=WEEKS)
@given(start=st.integers(-200, 400), length=st.integers(1, 7 * 24))
def test_a_week_is_closed_for_as_long_as_its_hours_say(
    hours: Week, start: int, length: int
) -> None:
    """A week is closed for as long as no hour of it is open."""
    wall = WallTime(MONDAY + start * HOUR)
    closed = not any(is_open(hours, wall + hour * HOUR) for hour in range(length))
    found = hours.is_closed_for(length * HOUR, wall)
    assert found == closed or (hours is SATURDAYS and not found)


class TestWeek:
    """The spans of a week, day by day."""

    PQRS = weekly_hours("Mo-Fr 07:00-17:00")

    @pytest.mark.parametrize("day", range(7))
    def test_a_day_has_the_spans_that_start_on_it(self, day: int) -> None:
        midnight = WallTime(MONDAY + day * DAY)
        expected = [(midnight + 7 * HOUR, midnight + 17 * HOUR)] if day < 5 else []
        assert Week.of(self.PQRS).on(midnight) == expected

    @pytest.mark.parametrize(
        ("weeks", "days"),
        [
            ("Sa[1]", [0, 35]),
            ("Sa[5]", [28]),
            ("Sa[last]", [28, 56]),
            ("Sa[1,4]", [0, 21, 35, 56]),
            ("Sa[4,last]", [21, 28, 56]),
            ("Sa[1,2,3,4,5]", [0, 7, 14, 21, 28, 35, 42, 49, 56]),
            ("Fr[1,last]", [6, 27, 34, 55]),
        ],
    )
    def test_some_weeks_of_the_month(self, weeks: str, days: list[int]) -> None:
        week = Week.of(weekly_hours(f"{weeks} 08:00-12:00"))
        # August starts on a Saturday, and has five of them; September has four. 7 August is a Friday.
        first = midnight_of(dt.date(2026, 8, 1))
        assert [day for day in range(61) if week.on(WallTime(first + day * DAY))] == days

    def test_all_weeks_of_the_month_are_every_week(self) -> None:
        shared = "Sa[1,2,3] 08:00-12:00; Sa[4,5] 08:00-12:00"
        assert Week.of(weekly_hours(shared)) == Week.of(weekly_hours("Sa 08:00-12:00"))

    @pytest.mark.parametrize(
        ("hours", "never_opens", "never_closes"),
        [
            pytest.param(AlwaysOpen.ALWAYS, False, True, id="always"),
            pytest.param(PQRS, False, False, id="working hours"),
            pytest.param(WeeklyHours(()), True, False, id="no hours in the week"),
            pytest.param(
                weekly_hours("Mo-Su[1] 00:00-24:00"), False, False, id="one week of the month"
            ),
            pytest.param(DayHours(()), True, False, id="no hours in a day"),
            pytest.param(
                day_hours("00:00-24:00"), False, True, id="a whole day"
            ),
            pytest.param(
                day_hours("18:00-06:00; 06:00-18:00"), False, True,
                id="two shifts",
            ),
            pytest.param(
                day_hours("18:00-06:00; 06:00-17:59"), False, False,
                id="two shifts except for a minute",
            ),
            pytest.param(
                weekly_hours(
                    "Mo-Sa 08:00-07:59; Tu-Su 07:59-08:00; Su 08:00-00:00; Mo 00:00-08:00"
                ),
                False, True, id="pieces of all lengths",
            ),
            pytest.param(
                weekly_hours("Mo-Sa 00:00-24:00"),
                False, False, id="all days but one",
            ),
            pytest.param(
                weekly_hours("Mo-Sa 00:00-24:00; Su 00:00-23:59"),
                False, False, id="all minutes but the last",
            ),
        ],
    )  # fmt: skip
    def test_hours_may_leave_nothing_open_or_nothing_closed(
        self,
        hours: AlwaysOpen | WeeklyHours | DayHours,
        *,
        never_opens: bool,
        never_closes: bool,
    ) -> None:
        week = Week.of(hours)
        assert (week.never_opens, week.never_closes) == (never_opens, never_closes)
