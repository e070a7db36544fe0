"""Seasons and special days: what a file may write, and which days they are."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ccb_support import AlwaysOpen, Directory, Season, WeeklyHours
from ccb_support.clock.intervals import Interval
from ccb_support.model.dates import DateRange, YearlyDate
from tests.model.small_directory import SMALL, closure, faults, season, special_day

ONE = "one day has one set of hours, so keep one of the two"


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

    def test_json_keeps_the_keys_of_the_file(self) -> None:
        directory = Directory.from_toml(SMALL + season())
        assert '"from":"12-15"' in directory.model_dump_json()
        assert Directory.model_validate_json(directory.model_dump_json()) == directory
        assert Directory.model_validate(directory.model_dump()) == directory


FAULTS = [
    pytest.param(
        {"from": ""}, "seasons[0].from", 'add it, for example from = "01-15"', id="no beginning"
    ),
    pytest.param(
        {"through": ""}, "seasons[0].through", 'add it, for example through = "12-15"', id="no end"
    ),
    pytest.param(
        {"through": "2027-01-15"},
        "seasons[0]",
        "from and through must be of one kind: write both with their year (2026-12-24), "
        "or both as days of every year",
        id="two kinds of dates",
    ),
    pytest.param(
        {"from": "2026-12-15", "through": "2026-12-14"},
        "seasons[0]",
        "through is before from: put the earlier day in from",
        id="backwards",
    ),
    pytest.param(
        {"from": '"02-30"'},
        "seasons[0].from",
        "must be a day of every year, such as \"12-24\" (got '02-30')",
        id="no such day",
    ),
    pytest.param(
        {"from": "", "from_": '"12-15"'},
        "seasons[0].from_",
        "unknown key: did you mean `from`?",
        id="the name that Python has",
    ),
    pytest.param(
        {"hours": '"shut"'},
        "seasons[0].hours",
        'must be "closed", "always", or a list of spans',
        id="hours",
    ),
    pytest.param(
        {"channels": '["dsk"]'},
        "seasons[0].channels[0]",
        "unknown channel: use one of desk, chat (got 'dsk')",
        id="an unknown channel",
    ),
]


@pytest.mark.parametrize(("keys", "path", "message"), FAULTS)
def test_what_a_file_may_not_write(keys: dict[str, str], path: str, message: str) -> None:
    assert message in faults(SMALL + season(**keys))[path]


class TestSharedDays:
    """Two seasons of one kind never share a day of a channel. A full date beats a yearly one."""

    @pytest.mark.parametrize(
        ("one", "other", "day"),
        [
            ({}, {"from": '"01-15"', "through": '"02-01"'}, "01-15"),
            ({}, {"from": '"12-01"', "through": '"12-15"'}, "12-15"),
            ({"from": '"02-20"', "through": '"02-29"'}, {"from": '"02-29"', "through": '"03-02"'}, "02-29"),
            ({"from": '"02-29"', "through": '"03-02"'}, {"from": '"03-01"', "through": '"03-01"'}, "03-01"),
            ({"from": "2026-12-01", "through": "2026-12-20"}, {"from": "2026-12-20", "through": "2026-12-31"}, "2026-12-20"),
        ],
        ids=["over New Year", "its first day", "29 February", "1 March", "full dates"],
    )  # fmt: skip
    def test_two_of_one_kind_are_refused(
        self, one: dict[str, str], other: dict[str, str], day: str
    ) -> None:
        assert faults(SMALL + season(**one) + season(**other)) == {
            "seasons[1]": f"shares {day} and a channel with seasons[0]: {ONE}"
        }

    def test_a_long_one_meets_each_that_begins_before_its_end(self) -> None:
        days = [("01-01", "06-30"), ("02-01", "02-07"), ("03-01", "03-07")]
        text = "".join(season(**{"from": f'"{one}"', "through": f'"{two}"'}) for one, two in days)
        assert faults(SMALL + text) == {
            "seasons[1]": f"shares 02-01 and a channel with seasons[0]: {ONE}",
            "seasons[2]": f"shares 03-01 and a channel with seasons[0]: {ONE}",
        }

    @pytest.mark.parametrize(
        "other",
        [
            {"from": "2026-12-20", "through": "2027-01-10"},
            {"from": '"01-16"', "through": '"12-14"'},
            {"channels": '["chat"]'},
        ],
        ids=["full dates", "the rest of the year", "another channel"],
    )
    def test_others_are_allowed(self, other: dict[str, str]) -> None:
        text = SMALL + season(channels='["desk"]') + season(**other)
        assert len(Directory.from_toml(text).seasons) == 2


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

    def test_through_the_same_date_is_one_date(self) -> None:
        (day,) = Directory.from_toml(SMALL + special_day(through="2026-12-24")).special_days
        assert day.holds_on_closed_days

    @pytest.mark.parametrize(
        ("keys", "message"),
        [
            ({"through": '"12-31"'}, "date and through must be of one kind"),
            ({"opens_closed_days": '"yes"'}, "must be true or false"),
            ({"opens_closed_days": "1"}, "must be true or false"),
        ],
    )
    def test_what_it_may_not_say(self, keys: dict[str, str], message: str) -> None:
        (found,) = faults(SMALL + special_day(**keys)).values()
        assert message in found

    @pytest.mark.parametrize(
        "second",
        [
            special_day(channels='["chat"]'),
            special_day(date="2026-12-25"),
            special_day(date="2026-12-20", through="2026-12-23"),
        ],
        ids=["another channel", "the day after", "the days before"],
    )
    def test_two_are_allowed_on_different_days_or_channels(self, second: str) -> None:
        text = SMALL + special_day(channels='["desk"]') + second
        assert len(Directory.from_toml(text).special_days) == 2

    @pytest.mark.parametrize(
        "second",
        [
            special_day(channels='["chat", "desk"]'),
            special_day(channels='"all"'),
            special_day(date="2026-12-20", through="2026-12-24"),
            special_day(date="2026-12-01", through="2026-12-31", channels='["desk"]'),
        ],
        ids=["the same day", "all channels", "a last day", "days around"],
    )
    def test_two_for_one_channel_and_date_are_refused(self, second: str) -> None:
        reported = faults(SMALL + special_day(channels='["desk"]') + second)
        assert reported == {
            "special_days[1]": "shares 2026-12-24 and a channel with special_days[0]: "
            "one day has one set of hours, so keep one of the two"
        }

    def test_each_that_coincides_is_reported_at_the_later_of_the_two(self) -> None:
        text = SMALL + special_day() + special_day(date="2026-12-28") + special_day()
        assert list(faults(text)) == ["special_days[2]"]


class TestClosures:
    """A closure subtracts a span of time."""

    def test_it_starts_with_its_first_minute_and_ends_before_its_last(self) -> None:
        (closed,) = Directory.from_toml(SMALL + closure()).closures
        assert closed.wall == Interval(1796508000, 1796508000 + 6 * 3600)
        assert closed.last_date == date(2026, 12, 6)

    def test_one_that_ends_at_midnight_has_the_day_before_for_its_last(self) -> None:
        (closed,) = Directory.from_toml(SMALL + closure(ends="2026-12-07T00:00:00")).closures
        assert closed.last_date == date(2026, 12, 6)

    def test_a_date_is_its_midnight(self) -> None:
        text = SMALL + closure(starts="2026-12-05", ends="2026-12-06")
        (closed,) = Directory.from_toml(text).closures
        assert closed.starts == datetime.fromisoformat("2026-12-05T00:00")
        assert closed.ends == datetime.fromisoformat("2026-12-06T00:00")

    def test_several_may_overlap(self) -> None:
        assert len(Directory.from_toml(SMALL + closure() + closure()).closures) == 2
