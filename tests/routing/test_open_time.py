"""Open time: what `open_spans`, `open_time` and `add_open_time` say, and what they refuse."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    CcbSupportError,
    Router,
    UnknownChannelError,
    default_directory,
)
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import (
    NegativeDurationError,
    NeverOpenError,
    NotADurationError,
)
from ccb_support.schedule.layers import Schedule
from tests.builders import at, channel, directory, season, shipped
from tests.call_counts import count_calls

Foreign: TypeAlias = Any

SHIPPED = Router(default_directory())
NEW_YORK = "America/New_York"
NIGHTS = Router(directory(channel("desk", "Sa,Su 22:00-06:00"), time_zone=NEW_YORK))
"""A desk that is open on the nights in which New York sets its clocks."""

NEVER = Router(directory(channel("desk", "")))
HOUR, MICROSECOND = timedelta(hours=1), timedelta(microseconds=1)
FRIDAY = at("2026-07-10 16:00")
"""An hour before the desk closes. Monday the 13th is a holiday, so it opens again on Tuesday."""

NEXT_CENTURY = at("2200-01-01 00:00")


class TestOpenSpans:
    """The spans in which a channel is open, clipped, in the directory's zone."""

    def test_are_clipped_at_both_ends(self) -> None:
        assert SHIPPED.open_spans("pqrs", FRIDAY, at("2026-07-14 09:30")) == [
            (FRIDAY, at("2026-07-10 17:00")),
            (at("2026-07-14 07:00"), at("2026-07-14 09:30")),
        ]

    @pytest.mark.parametrize("when", [FRIDAY, at("2026-07-11 16:00"), NEXT_CENTURY])
    def test_an_empty_range_has_none(self, when: datetime) -> None:
        assert SHIPPED.open_spans("pqrs", when, when) == []


class TestOpenTime:
    """How long a channel is open, as elapsed time."""

    @pytest.mark.parametrize(
        ("start", "end", "hours"),
        [
            ("2026-07-10 16:00", "2026-07-14 09:30", 3.5),  # over a weekend and a holiday Monday
            ("2026-07-10 17:00", "2026-07-14 07:00", 0),
            ("2026-07-10 09:00", "2026-07-10 09:00", 0),
            ("2026-01-01 00:00", "2027-01-01 00:00", 242 * 10),  # the working days of the year
        ],
    )
    def test_counts_the_hours_of_the_desk(self, start: str, end: str, hours: float) -> None:
        assert SHIPPED.open_time("pqrs", at(start), at(end)) == hours * HOUR

    @pytest.mark.parametrize(
        ("day", "hours"),
        [
            ("2026-10-31", 9),  # the clock goes back
            ("2026-03-07", 7),  # the clock goes on
            ("2026-11-07", 8),
        ],
    )
    def test_is_not_a_difference_of_wall_clocks(self, day: str, hours: int) -> None:
        start = at(f"{day} 12:00", NEW_YORK)
        end = (start.astimezone(UTC) + 24 * HOUR).astimezone(ZoneInfo(NEW_YORK))
        assert NIGHTS.open_time("desk", start, end) == hours * HOUR


class TestAddOpenTime:
    """The earliest instant at which so much open time has passed."""

    @pytest.mark.parametrize(
        ("when", "hours", "result"),
        [
            ("2026-07-10 16:00", 0.5, "2026-07-10 16:30"),
            ("2026-07-10 16:00", 1, "2026-07-10 17:00"),  # as it closes, and not when it opens
            ("2026-07-10 16:00", 4, "2026-07-14 10:00"),
            ("2026-07-11 12:00", 2, "2026-07-14 09:00"),
            ("2026-07-11 12:00", 0, "2026-07-11 12:00"),  # although it is closed then
            ("2026-01-01 00:00", 242 * 10, "2026-12-31 17:00"),
        ],
    )
    def test_counts_the_hours_of_the_desk(self, when: str, hours: float, result: str) -> None:
        assert SHIPPED.add_open_time("pqrs", at(when), hours * HOUR) == at(result)

    def test_may_end_with_the_supported_range(self) -> None:
        when = at("2199-12-31 23:00")
        assert SHIPPED.add_open_time("chat", when, HOUR) == NEXT_CENTURY
        with pytest.raises(NeverOpenError):
            SHIPPED.add_open_time("chat", when, HOUR + MICROSECOND)

    @pytest.mark.parametrize("duration", [MICROSECOND, timedelta.max])
    def test_is_an_error_if_the_channel_never_opens(self, duration: timedelta) -> None:
        with pytest.raises(
            NeverOpenError, match=r"the channel 'desk' is open for less than"
        ) as caught:
            NEVER.add_open_time("desk", FRIDAY, duration)
        assert repr(FRIDAY) in str(caught.value)
        assert repr(duration) in str(caught.value)
        assert NEVER.add_open_time("desk", FRIDAY, timedelta()) == FRIDAY

    @pytest.mark.parametrize(
        ("library", "name"), [("pendulum", "duration"), ("pandas", "Timedelta")]
    )
    def test_takes_any_class_of_durations(self, library: str, name: str) -> None:
        duration = getattr(pytest.importorskip(library), name)(hours=4)
        # Those of pandas may count seconds instead of nanoseconds.
        for each in (duration, duration.as_unit("s") if library == "pandas" else duration):
            assert SHIPPED.add_open_time("pqrs", FRIDAY, each) == at("2026-07-14 10:00")

    @pytest.mark.parametrize(
        ("durations", "error", "words"),
        [
            ([4, 4.0, "4 h", None, FRIDAY], NotADurationError, r"timedelta\(hours=4\)"),
            ([-MICROSECOND, timedelta.min], NegativeDurationError, "counted forwards"),
        ],
        ids=["no duration", "below zero"],
    )
    def test_refuses_others(
        self, durations: list[Foreign], error: type[CcbSupportError], words: str
    ) -> None:
        for each in durations:
            with pytest.raises(error, match=words):
                SHIPPED.add_open_time("pqrs", FRIDAY, each)


QUESTIONS: dict[str, Callable[[Foreign], object]] = {
    "status": lambda channel_id: SHIPPED.status(channel_id, FRIDAY),
    "open_spans": lambda channel_id: SHIPPED.open_spans(channel_id, FRIDAY, FRIDAY),
    "open_time": lambda channel_id: SHIPPED.open_time(channel_id, FRIDAY, FRIDAY),
    "add_open_time": lambda channel_id: SHIPPED.add_open_time(channel_id, FRIDAY, HOUR),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("channel_id", ["fax", None, 5, ["pqrs"]])
def test_an_unknown_channel_is_refused(
    ask: Callable[[Foreign], object], channel_id: Foreign
) -> None:
    with pytest.raises(UnknownChannelError, match="pqrs, p1_mobile, national_line"):
        ask(channel_id)


TEN_YEARS = at("2016-01-01 00:00"), at("2026-01-01 00:00")


def test_ten_years_work_out_their_blocks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question works out the blocks that it meets once, and makes no time for each span."""
    counted = {"blocks": (Schedule, "openness"), "times": (WallClock, "datetime_at")}
    work = count_calls(monkeypatch, counted)
    router = Router(default_directory())
    assert router.open_time("pqrs", *TEN_YEARS) == 2449 * 10 * HOUR
    # A block has some twelve days.
    assert 10 * 30 < work["blocks"] < 10 * 31
    assert work["times"] == 0
    work.clear()
    router.open_time("pqrs", *TEN_YEARS)
    router.open_time("pqrs", TEN_YEARS[0] + 99 * HOUR, TEN_YEARS[1] - 99 * HOUR)
    assert not work


def test_regression_a_run_of_decades_is_worked_out_in_the_range_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = count_calls(monkeypatch, {"blocks": (Schedule, "openness")})
    router = Router(shipped(seasons=[season("2030-12-24/2030-12-26")]))
    assert router.open_time("national_line", *TEN_YEARS) == TEN_YEARS[1] - TEN_YEARS[0]
    assert 10 * 30 < work["blocks"] < 10 * 31
