"""The oracle, which reads a directory slowly, minute by minute."""

from datetime import UTC, timedelta
from functools import partial
from itertools import groupby
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import (
    Directory,
    Priority,
    RequestType,
    Router,
    default_directory,
)
from ccb_support.testing import Oracle, oracle_hours, strategies
from ccb_support.testing.boundary_instants import range_ends
from ccb_support.testing.oracle_hours import MINUTE, weekly_spans
from tests.builders import (
    OFFICE,
    at,
    channel,
    closure,
    directory,
    holiday,
    season,
    special_day,
)
from tests.systems import examples
from tests.testing.broken_routers import COMPLAINT_P3, TUESDAY

SHIPPED = default_directory()


class TestAnswers:
    """The oracle answers in the zone of the directory, by its order."""

    def test_in_the_zone_of_the_directory(self) -> None:
        answer = Oracle(SHIPPED).recommend(*COMPLAINT_P3, TUESDAY.astimezone(UTC))
        assert str(answer.closes_at) == "2026-11-24 17:00:00-05:00"
        assert str(answer.valid_from) == "2026-11-24 07:00:00-05:00"

    def test_two_channels_that_open_together(self) -> None:
        desk = directory(channel("b", "Mo-Fr 08:00-17:00"), channel("a", "Mo-Fr 08:00-12:00"))
        answer = Oracle(desk).recommend(*COMPLAINT_P3, at("2026-11-24 06:00"))
        assert answer.channel.id == "b"


OFFICE_HOURS = directory(channel("desk", OFFICE))


class TestNextChange:
    """The oracle finds the first minute at which a channel opens or closes."""

    @pytest.mark.parametrize(
        ("desk", "asked", "following"),
        [
            pytest.param(OFFICE_HOURS, "2026-11-24 09:30", "2026-11-24 17:00", id="open"),
            pytest.param(OFFICE_HOURS, "2026-11-24 07:00", "2026-11-24 17:00", id="opening"),
            pytest.param(OFFICE_HOURS, "2026-11-24 06:59", "2026-11-24 07:00", id="before"),
            pytest.param(OFFICE_HOURS, "2026-11-24 17:00", "2026-11-25 07:00", id="closing"),
            pytest.param(
                OFFICE_HOURS, "2026-11-24 16:59", "2026-11-24 17:00", id="its last minute"
            ),
            pytest.param(directory(), "2026-11-24 09:30", None, id="none"),
            # A channel that its week always opens, or never, changes at exceptions.
            pytest.param(
                directory(
                    channel(holidays="closed"),
                    holiday_calendar=[holiday("2026-07-01")],
                    closures=[closure("2026-08-01 10:00", "2026-08-01 12:00")],
                ),
                "2026-06-01 12:00",
                "2026-07-01 00:00",
                id="a listed holiday",
            ),
            pytest.param(
                directory(
                    closures=[
                        closure("2026-07-01 10:00", "2026-07-01 12:00"),
                        closure("2026-08-01 10:00", "2026-08-01 12:00"),
                    ],
                ),
                "2026-06-01 12:00",
                "2026-07-01 10:00",
                id="the first of two closures",
            ),
            pytest.param(
                directory(seasons=[season("2026-07-01/2026-07-20")]),
                "2026-07-10 12:00",
                "2026-07-21 00:00",
                id="the end of a season",
            ),
            pytest.param(
                directory(special_days=[special_day("2026-07-01/9999-12-31")]),
                "2026-06-01 12:00",
                "2026-07-01 00:00",
                id="the start of a special day without end",
            ),
            pytest.param(
                directory(closures=[closure("0001-01-01 00:00", "2026-07-01 10:00")]),
                "2026-07-01 09:00",
                "2026-07-01 10:00",
                id="the end of a closure without start",
            ),
            pytest.param(
                directory(
                    channel(hours=""), special_days=[special_day("2026-07-01", "20:00-19:00")]
                ),
                "2026-07-01 21:00",
                "2026-07-02 19:00",
                id="the evening of the next day, which is the day after in UTC",
            ),
            pytest.param(
                directory(
                    channel(hours=""),
                    time_zone="Asia/Tokyo",
                    special_days=[special_day("2026-07-01", "00:00-12:00")],
                ),
                "2026-06-01 12:00",
                "2026-07-01 00:00",
                id="a morning, which is the day before in UTC",
            ),
            pytest.param(
                directory(
                    channel(hours=""), special_days=[special_day("1984-01-01", "10:00-12:00")]
                ),
                "1984-01-01 06:00",
                "1984-01-01 10:00",
                id="on the first supported day",
            ),
            pytest.param(
                directory(
                    channel(hours=""), special_days=[special_day("2199-12-31", "20:00-22:00")]
                ),
                "2199-12-31 12:00",
                "2199-12-31 20:00",
                id="on the last supported day",
            ),
            # The clock skips the hours of some days, and some days.
            pytest.param(
                directory(channel(hours="Mo-Su 02:00-03:00"), time_zone="America/New_York"),
                "2026-03-07 12:00",
                "2026-03-09 02:00",
                id="not in an hour that the clock skips",
            ),
            pytest.param(
                directory(channel(hours="Fr 09:00-17:00"), time_zone="Pacific/Apia"),
                "2011-12-29 12:00",
                "2012-01-06 09:00",
                id="not on a day that the clock skips",
            ),
            # Regression: the oracle looked at the days before that midnight, and after it.
            pytest.param(
                directory(channel(hours="Mo-Su 22:00-02:30"), time_zone="Asia/Gaza"),
                "2026-03-28 01:59",
                "2026-03-28 03:00",
                id="the clock is set at midnight of UTC",
            ),
        ],
    )
    def test_the_next_change(self, desk: Directory, asked: str, following: str | None) -> None:
        change = Oracle(desk).next_change("desk", at(asked, desk.time_zone))
        assert change == (following and at(following, desk.time_zone))


class TestMissingTimes:
    """A time that the clock on the wall skips is the instant that Python takes it for."""

    DESK = channel("desk", "Mo-Su 02:00-04:00", holidays="open")

    @pytest.mark.parametrize(
        ("zone", "skipped", "is_open"),
        [
            ("America/New_York", "2026-03-08 02:30", True),  # as 03:30 of summer time
            ("America/New_York", "2026-03-08 03:30", True),
            ("Pacific/Apia", "2011-12-30 03:00", True),  # as 31 December, 03:00
            ("Pacific/Apia", "2011-12-30 12:00", False),
        ],
    )
    def test_it_is_read_by_way_of_utc(self, zone: str, skipped: str, *, is_open: bool) -> None:
        desk = directory(self.DESK, time_zone=zone)
        when = at(skipped, zone)
        assert Router(desk).status("desk", when).open_now is is_open
        assert Oracle(desk).is_open("desk", when) is is_open
        assert Oracle(desk).recommend(*COMPLAINT_P3, when) == Router(desk).recommend(
            *COMPLAINT_P3, when
        )


class TestLongGap:
    """The oracle reads a gap of two centuries on the few days that may end or explain it."""

    MORNINGS = season("2026-11-04/2026-11-10", "Mo-Fr 08:00-12:00")

    @pytest.mark.parametrize(
        "exceptions",
        [
            {},
            {"seasons": [season("12-15/01-15")]},
            {"seasons": [MORNINGS]},
            {"special_days": [special_day("12-24/12-31")]},
            {"seasons": [MORNINGS], "special_days": [special_day("2026-11-05", "closed")]},
            {"closures": [closure("2026-11-05 09:00", "2026-11-05 10:00")]},
        ],
    )
    @pytest.mark.parametrize("holidays", ["open", "closed"])
    def test_few_days_are_read(self, holidays: str, exceptions: dict[str, Any]) -> None:
        never = channel("never", "", holidays=holidays)
        desk = directory(never, channel("always"), **exceptions)
        question = RequestType.INCIDENT, Priority.HIGH, at("2026-12-01 12:00")
        with patch.object(oracle_hours, "weekly_spans", wraps=weekly_spans) as reading:
            answer = Oracle(desk).recommend(*question)
        assert answer == Router(desk).recommend(*question)
        assert len({day for (_, day), _ in reading.call_args_list}) < 40


class TestOpenTime:
    """The oracle counts open time run by run."""

    def test_it_adds_what_it_counts(self) -> None:
        oracle = Oracle(SHIPPED)
        friday, monday = at("2026-11-27 16:00"), at("2026-11-30 10:00")
        assert oracle.open_time("pqrs", friday, monday) == timedelta(hours=4)
        assert oracle.add_open_time("pqrs", friday, timedelta(hours=4)) == monday
        spans = oracle.open_spans("pqrs", friday.astimezone(UTC), monday)
        assert {str(each.tzinfo) for span in spans for each in span} == {"America/Bogota"}
        assert spans == [
            (friday, at("2026-11-27 17:00")),
            (at("2026-11-30 07:00"), monday),
        ]


@given(strategies.directories(), st.data())
@settings(max_examples=examples(20))
def test_runs_are_as_a_walk_minute_by_minute_finds_them(
    desk: Directory, data: st.DataObject
) -> None:
    oracle = Oracle(desk)
    start = data.draw(strategies.boundary_instants(desk, written_in=st.just(UTC)))
    minutes = (start.replace(second=0, microsecond=0) + each * MINUTE for each in range(1, 360))
    later = [each for each in minutes if each < range_ends(desk)[1]]
    for channel_id in desk.channel_ids:
        change = oracle.next_change(channel_id, start)
        before = [start, *(each for each in later if change is None or each < change)]
        runs = groupby([start, *later], partial(oracle.is_open, channel_id))
        assert [*next(runs)[1]] == before
