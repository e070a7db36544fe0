"""Seasons and special days: what a file may write, and which days they are."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ccb_support import Directory
from ccb_support.clock.intervals import Interval
from ccb_support.model import AlwaysOpen, Season, WeeklyHours
from ccb_support.model.dates import DateRange, YearlyDate
from tests.model.small_directory import SMALL, closure, season, special_day


def read(text: str) -> Season:
    """Return the only season of a directory."""
    (found,) = Directory.from_toml(SMALL + text).seasons
    return found


class TestWhatAFileWrites:
    """A season has two dates and weekly hours, for all channels or for some."""

    def test_two_days_of_every_year(self) -> None:
        found = read(season())
        assert (found.from_, found.through) == (YearlyDate(12, 15), YearlyDate(1, 15))
        assert found.concerns("desk")
        assert found.concerns("chat")

    def test_two_full_dates_and_some_channels(self) -> None:
        text = {"from": "2026-03-30", "through": "2026-04-05", "channels": '["desk"]'}
        found = read(season(**text))
        assert (found.from_, found.through) == (date(2026, 3, 30), date(2026, 4, 5))
        assert not found.concerns("chat")

    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            ('"closed"', WeeklyHours(())),
            ("[]", WeeklyHours(())),
            ('"always"', AlwaysOpen.ALWAYS),
        ],
    )
    def test_hours_in_a_word(self, hours: str, expected: object) -> None:
        assert read(season(hours=hours)).hours == expected

    def test_weekly_hours(self) -> None:
        hours = read(season()).hours
        assert isinstance(hours, WeeklyHours)
        assert [str(each) for each in hours.root] == ["08:00-12:00"]


class TestSpecialDays:
    """A special day replaces the hours of one day, or of several in a row."""

    def test_it_is_one_day_for_all_channels_unless_the_file_says_more(self) -> None:
        (day,) = Directory.from_toml(SMALL + special_day()).special_days
        assert (day.date, day.through) == (date(2026, 12, 24), None)
        assert day.dates == DateRange(day.date, day.date)
        assert day.concerns("desk")
        assert day.concerns("chat")

    def test_it_may_concern_some_channels_and_last_for_days(self) -> None:
        text = SMALL + special_day(through="2026-12-31", channels='["chat"]')
        (day,) = Directory.from_toml(text).special_days
        assert day.dates == DateRange(date(2026, 12, 24), date(2026, 12, 31))
        assert [day.concerns(channel) for channel in ("desk", "chat")] == [False, True]

    def test_it_may_last_from_the_first_date_to_the_last(self) -> None:
        text = SMALL + special_day(date="0001-01-01", through="9999-12-31")
        (day,) = Directory.from_toml(text).special_days
        assert day.dates == DateRange(date.min, date.max)

    @pytest.mark.parametrize(
        ("keys", "opens"),
        [
            ({}, True),
            ({"opens_closed_days": "false"}, False),
            ({"through": "2026-12-31"}, False),
            ({"through": "2026-12-24"}, True),
            ({"through": "2026-12-31", "opens_closed_days": "true"}, True),
            ({"date": '"12-24"'}, False),
            ({"date": '"12-24"', "opens_closed_days": "true"}, True),
        ],
    )
    def test_a_single_full_date_opens_closed_days_unless_it_says_otherwise(
        self, keys: dict[str, str], *, opens: bool
    ) -> None:
        (day,) = Directory.from_toml(SMALL + special_day(**keys)).special_days
        assert day.holds_on_closed_days == opens


class TestClosures:
    """A closure subtracts a span of time."""

    @pytest.mark.parametrize(
        ("ends", "hours"), [("2026-12-06T04:00:00", 6), ("2026-12-07T00:00:00", 26)]
    )
    def test_it_starts_with_its_first_minute_and_ends_before_its_last(
        self, ends: str, hours: int
    ) -> None:
        (closed,) = Directory.from_toml(SMALL + closure(ends=ends)).closures
        assert closed.wall == Interval(1796508000, 1796508000 + hours * 3600)
        assert closed.last_date == date(2026, 12, 6)

    def test_a_date_is_its_midnight(self) -> None:
        text = SMALL + closure(starts="2026-12-05", ends="2026-12-06")
        (closed,) = Directory.from_toml(text).closures
        assert closed.starts == datetime.fromisoformat("2026-12-05T00:00")
        assert closed.ends == datetime.fromisoformat("2026-12-06T00:00")
