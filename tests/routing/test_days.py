"""Days that are laid out by the minute: which can be, and what is laid out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from ccb_support import BOGOTA, Priority, Recommendation, RequestType, timeline
from ccb_support.clock.instants import DAY, instant_of
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_clock import WallClock
from ccb_support.routing.days import ChangingDay, has_steady_days, laid_out, steady_day

NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
TUESDAY = datetime(2026, 11, 24, tzinfo=BOGOTA)


class _Zone(ZoneInfo):
    """A zone of a class that nobody knows."""


class TestSteadyDays:
    """A day can be laid out if it has 24 hours, in a zone that always answers the same."""

    @pytest.mark.parametrize(
        ("zone", "worth"),
        [
            (UTC, True),
            (BOGOTA, True),
            (ZoneInfo("UTC"), True),
            (timezone(timedelta(hours=-5)), False),
            (_Zone("America/Bogota"), False),
            (None, False),
        ],
    )
    def test_zones(self, zone: tzinfo | None, worth: bool) -> None:  # noqa: FBT001 - a column
        assert has_steady_days(zone) is worth

    @pytest.mark.parametrize(
        ("day", "steady"),
        [
            (datetime(2026, 11, 24, 13, 30, tzinfo=BOGOTA), True),
            (datetime(1970, 1, 1, tzinfo=UTC), True),
            (datetime(2026, 3, 7, 12, tzinfo=NEW_YORK), True),
            (datetime(2026, 3, 8, 12, tzinfo=NEW_YORK), False),  # 23 hours
            (datetime(2026, 11, 1, 12, tzinfo=NEW_YORK), False),  # 25 hours
            (datetime(2011, 12, 29, 12, tzinfo=APIA), True),
            (datetime(2011, 12, 30, 12, tzinfo=APIA), False),  # left out of the calendar
            (datetime(2011, 12, 31, 12, tzinfo=APIA), True),
        ],
        ids=str,
    )
    def test_days(self, day: datetime, steady: bool) -> None:  # noqa: FBT001 - a column
        assert day.tzinfo is not None
        start = instant_of(day.replace(hour=0, minute=0))
        expected = Interval(start, start + DAY) if steady else None
        assert steady_day(day, WallClock(day.tzinfo)) == expected


def beginning(*times: tuple[int, int, int]) -> list[Recommendation]:
    """Return answers of which one holds already, and the others begin at these times."""
    starts = [None, *(TUESDAY.replace(hour=h, minute=m, second=s) for h, m, s in times)]
    return [Recommendation.model_construct(valid_from=start) for start in starts]


class TestLaidOut:
    """A day is its only answer, or the minutes at which its answers begin, and these answers."""

    SPAN = Interval(instant_of(TUESDAY), instant_of(TUESDAY) + DAY)

    def test_a_day_of_office_hours(self) -> None:
        answers = list(
            timeline(RequestType.COMPLAINT, Priority.MEDIUM, TUESDAY, TUESDAY + timedelta(days=1))
        )
        assert [each.channel.id for each in answers] == ["national_line", "pqrs", "national_line"]
        assert laid_out(answers, self.SPAN) == ChangingDay([7 * 60, 17 * 60], answers)

    @pytest.mark.parametrize(
        ("times", "minutes"),
        [
            ([(0, 1, 0)], [1]),
            ([(7, 0, 0), (17, 30, 0)], [420, 1050]),
            ([(7, 0, 30)], None),
            ([(7, 0, 0), (17, 30, 1)], None),
            ([(7, 0, 59), (17, 30, 0)], None),
        ],
    )
    def test_its_answers_begin_on_whole_minutes_or_it_is_none(
        self, times: list[tuple[int, int, int]], minutes: list[int] | None
    ) -> None:
        answers = beginning(*times)
        assert laid_out(answers, self.SPAN) == (
            None if minutes is None else ChangingDay(minutes, answers)
        )

    def test_an_only_answer_is_all(self) -> None:
        (only,) = beginning()
        assert laid_out([only], self.SPAN) is only
