"""Answers that a router keeps: the same each time, and no more than it may."""

from __future__ import annotations

import io
import struct
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

import ccb_support
from ccb_support import (
    BOGOTA,
    Priority,
    Recommendation,
    RequestType,
    Router,
    default_directory,
    recommend,
)
from tests.builders import at, channel, directory
from tests.hostile import OffsetZone

NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
HOUR = timedelta(hours=1)

LIBERIA_BEFORE_1972 = (
    struct.pack(">4s16x6I", b"TZif", 0, 0, 0, 0, 1, 4)  # one kind of time, a name of four letters
    + struct.pack(">iBB", -(44 * 60 + 30), 0, 0)
    + b"MMT\0"
)
"""A zone file as of RFC 9636, in its first and shortest version."""


class TestDays:
    """Asking again about a day gives the same answers, in any zone, at every minute."""

    @pytest.mark.parametrize(
        "zone",
        [BOGOTA, UTC, ZoneInfo("UTC"), ZoneInfo("Asia/Kathmandu"), timezone(timedelta(hours=-5))],
    )
    def test_the_same_object_each_time(self, zone: tzinfo) -> None:
        for minute in range(0, 24 * 60, 10):
            when = (datetime(2026, 11, 24, tzinfo=BOGOTA) + timedelta(minutes=minute)).astimezone(
                zone
            )
            answers = [recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)]
            assert answers[0] is answers[1] is answers[2]
            assert answers[0].holds_at(when)

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

    @pytest.mark.parametrize("day", [24, 29], ids=["Tuesday", "Sunday"])
    def test_a_zone_whose_minutes_are_not_the_desk_s(self, day: int) -> None:
        """Liberia kept its clock 44 minutes and 30 seconds behind until 1972."""
        zone = ZoneInfo.from_file(io.BytesIO(LIBERIA_BEFORE_1972))
        for minute in range(24 * 60):
            when = datetime(2026, 11, day, tzinfo=zone) + timedelta(minutes=minute)
            answers = [recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)]
            right = recommend(RequestType.CLAIM, Priority.LOW, when.astimezone(BOGOTA))
            assert all(answer is right for answer in answers)

    def test_a_zone_that_can_not_be_a_key_is_answered_each_time(self) -> None:
        unhashable: Any = type("Unhashable", (OffsetZone,), {"__hash__": None})
        router = Router(default_directory())
        there = NOON.replace(tzinfo=unhashable(timedelta(hours=-5)))
        answers = [router.recommend("complaint", 3, there) for _ in range(3)]
        assert {answer.channel.id for answer in answers} == {"pqrs"}

    def test_a_priority_that_only_equals_one_is_refused_on_every_way(self) -> None:
        for _ in range(3):
            recommend(RequestType.INCIDENT, Priority.CRITICAL, NOON)
        for wrong in (True, 1.0):
            with pytest.raises(ccb_support.UnknownPriorityError, match=repr(wrong)):
                recommend(RequestType.INCIDENT, cast("int", wrong), NOON)


class TestSpans:
    """What holds over a span is one object, at whichever of its instants somebody asks."""

    def test_a_status(self) -> None:
        router = Router(default_directory())
        first = router.status("pqrs", NOON)
        assert router.status("pqrs", NOON + timedelta(minutes=1)) is first

    def test_an_answer_until_a_channel_is_back(self) -> None:
        router = Router(default_directory())
        back = NOON + 2 * HOUR
        first, again = (
            router.recommend("complaint", 3, when, unavailable={"pqrs": back})
            for when in (NOON, NOON + timedelta(minutes=1))
        )
        assert first is again
        assert first.valid_until == back
        assert str(first.valid_until) == "2026-11-24 14:00:00-05:00"

    def test_answers_until_channels_are_back_or_without_an_end(self) -> None:
        router = Router(directory(channel("desk"), channel("line")))
        down, up = router.timeline(
            "complaint", 3, NOON, NOON + 2 * HOUR, unavailable={"desk": NOON + HOUR}
        )
        assert (down.channel.id, down.valid_from, down.valid_until) == ("line", None, NOON + HOUR)
        assert (up.channel.id, up.valid_from, up.valid_until) == ("desk", NOON + HOUR, None)
        assert str(up.valid_from) == "2026-11-24 13:00:00-05:00"


class TestKeys:
    """Things of two kinds never share a key."""

    def test_channels_whose_bits_are_the_number_of_an_instant(self) -> None:
        """The open channels, as bits, are the second at which the supported range starts."""
        bits = int(at("1984-01-01 00:00").timestamp())
        channels = [
            channel(f"channel{number}", "always" if bits >> number & 1 else "")
            for number in range(bits.bit_length())
        ]
        router = Router(directory(*channels))
        answers = [router.recommend("complaint", 3, NOON) for _ in range(2)]
        assert {type(answer) for answer in answers} == {Recommendation}


class TestRoom:
    """What a router keeps counts, each thing by its size; if that is too much, older things go."""

    COMPLAINT = RequestType.COMPLAINT, Priority.MEDIUM

    def is_kept(self, router: Router) -> bool:
        first = router.recommend(*self.COMPLAINT, NOON)
        for number in range(1, 4):
            when = NOON + timedelta(days=number)
            for _ in range(2):
                router.recommend(RequestType.CLAIM, Priority.HIGH, when)
            router.status("pqrs", when)
        again = router.recommend(*self.COMPLAINT, NOON)
        assert again == first
        return again is first

    def test_a_few_answers_are_kept(self) -> None:
        assert self.is_kept(Router(default_directory()))

    @pytest.mark.parametrize(
        ("size", "value"),
        [
            ("answer_cache._BYTES_A_PLAN", 10**12),
            ("answer_cache._BYTES_AN_ANSWER", 10**12),
            ("answer_cache._BYTES_A_CHANNEL", 20 * 2**20),  # five are too much, a fifth is not
            ("answer_cache._BYTES_A_STATUS", 10**12),
            ("answer_cache._BYTES_A_DAY", 10**12),
            ("answer_cache._BYTES_A_CLOCK", 10**12),
            ("answer_maker._BYTES_A_FORM", 10**12),
            ("answer_maker._BYTES_A_CHANNEL", 20 * 2**20),
            ("answer_maker._BYTES_AN_ENTRY", 10**12),
            ("request_plan._BYTES_A_DECISION", 10**12),
        ],
    )
    def test_each_thing_counts(
        self, size: str, value: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(f"ccb_support.routing.{size}", value)
        assert not self.is_kept(Router(default_directory()))
