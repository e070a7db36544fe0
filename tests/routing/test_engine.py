"""Answers that a router keeps: the same each time, and no more than it may."""

import io
import struct
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz

import ccb_support
from ccb_support import (
    BOGOTA,
    Priority,
    RequestType,
    Router,
    default_directory,
    recommend,
)
from tests.builders import NOON, bounded_router, channel, closure, directory
from tests.hostile import OffsetZone

HOUR = timedelta(hours=1)

LIBERIA_BEFORE_1972 = (
    struct.pack(">4s16x6I", b"TZif", 0, 0, 0, 0, 1, 4)  # one kind of time, a name of four letters
    + struct.pack(">iBB", -(44 * 60 + 30), 0, 0)
    + b"MMT\0"
)
"""A zone file as of RFC 9636, in its first and shortest version."""


READERS = pytest.mark.parametrize("read", [ZoneInfo, tz.gettz], ids=["zoneinfo", "dateutil"])


class TestDays:
    """Asking again about a day gives the same answers, in any zone, at every minute."""

    @pytest.mark.parametrize(
        "day", [date(2026, 3, 8), date(2026, 11, 1), date(1984, 1, 1), date(2199, 12, 31)]
    )
    def test_days_on_which_the_clock_is_set_and_days_at_the_ends(self, day: date) -> None:
        zone = ZoneInfo("America/New_York")
        night = channel("night", "Su,Tu 01:30-02:30")
        router = Router(directory(night, channel("always"), time_zone="America/New_York"))
        start = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
        for minute in range(23 * 60):
            when = (start + timedelta(minutes=minute)).astimezone(zone)
            answers = [router.recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)]
            assert answers[0] is answers[1] is answers[2]
            is_night = 1.5 <= when.hour + when.minute / 60 < 2.5
            assert answers[0].channel.id == ("night" if is_night else "always")

    @pytest.mark.parametrize(
        ("zone", "day"),
        [
            # Until 2011 it set its clock at one minute past midnight.
            ("America/St_Johns", date(2010, 11, 7)),
            ("America/St_Johns", date(2010, 3, 14)),
            ("America/Havana", date(2026, 3, 8)),
            ("America/Havana", date(2025, 11, 2)),
            ("Australia/Lord_Howe", date(2026, 4, 5)),
        ],
    )
    @READERS
    def test_days_beside_a_midnight_at_which_the_clock_is_set(
        self, zone: str, day: date, read: Callable[[str], tzinfo]
    ) -> None:
        # If St. John's sets its clock back, to 23:01, the first channel is open twice.
        late, nights = channel("late", "Mo-Su 23:10-23:40"), channel("nights", "Mo-Su 21:30-02:30")
        router = Router(directory(late, nights, channel("always"), time_zone=zone))
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for minutes in range(-36 * 60, 36 * 60, 10):
            when = midnight + timedelta(minutes=minutes)
            local = when.astimezone(read(zone))
            right = router.recommend("claim", 4, when, unavailable=[])
            for _ in range(3):
                assert router.recommend("claim", 4, local) is right

    def test_a_day_in_whose_course_the_last_channel_closes_for_good(self) -> None:
        for_good = closure("2026-11-24 12:00", "2200-01-01 00:00")
        router = Router(directory(channel("desk"), closures=[for_good]))
        for _ in range(3):
            assert router.recommend("claim", 4, NOON - HOUR).channel.id == "desk"
            with pytest.raises(ccb_support.NoChannelError):
                router.recommend("claim", 4, NOON)

    @pytest.mark.parametrize("day", [24, 29], ids=["Tuesday", "Sunday"])
    def test_a_zone_whose_minutes_are_not_the_desk_s(self, day: int) -> None:
        """Liberia kept its clock 44 minutes and 30 seconds behind until 1972."""
        zone = ZoneInfo.from_file(io.BytesIO(LIBERIA_BEFORE_1972))
        for minute in range(24 * 60):
            when = datetime(2026, 11, day, tzinfo=zone) + timedelta(minutes=minute)
            answers = [recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)]
            right = recommend(RequestType.CLAIM, Priority.LOW, when.astimezone(BOGOTA))
            assert all(answer is right for answer in answers)

    @pytest.mark.parametrize("hash_of", [None, partial(int, "not a number")])
    def test_a_zone_that_can_not_be_a_key_is_answered_each_time(self, hash_of: object) -> None:
        unhashable: Any = type("Unhashable", (OffsetZone,), {"__hash__": hash_of})
        router = Router(default_directory())
        there = NOON.replace(tzinfo=unhashable(timedelta(hours=-5)))
        answers = [router.recommend("complaint", 3, there) for _ in range(3)]
        assert {answer.channel.id for answer in answers} == {"pqrs"}

    @READERS
    def test_a_day_in_one_zone_is_not_that_day_in_another(
        self, read: Callable[[str], tzinfo]
    ) -> None:
        router = Router(default_directory())
        for zone in ("America/Bogota", "Asia/Tokyo"):
            when = datetime(2026, 11, 24, 12, tzinfo=read(zone))
            right = router.recommend("complaint", 3, when, unavailable=[])
            assert [router.recommend("complaint", 3, when) for _ in range(3)] == [right] * 3

    @READERS
    def test_a_priority_that_only_equals_one_is_refused_on_every_way(
        self, read: Callable[[str], tzinfo]
    ) -> None:
        when = NOON.replace(tzinfo=read("America/Bogota"))
        for _ in range(3):
            recommend(RequestType.INCIDENT, Priority.CRITICAL, when)
        for wrong in (True, 1.0):
            with pytest.raises(ccb_support.UnknownPriorityError, match=repr(wrong)):
                recommend(RequestType.INCIDENT, cast("int", wrong), when)


@pytest.mark.parametrize(("most", "is_kept"), [(6_500, True), (130, False)])
def test_as_much_is_kept_as_fits(most: int, *, is_kept: bool) -> None:
    """What a router keeps counts; if that is too much, older things go."""
    router = bounded_router(most)
    first = router.recommend("complaint", 3, NOON)
    for number in range(1, 4):
        router.recommend("claim", 2, NOON + timedelta(days=number))
    again = router.recommend("complaint", 3, NOON)
    assert again == first
    assert (again is first) is is_kept
