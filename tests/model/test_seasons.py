"""Seasons: what a file may write, what it may not, and what comes back."""

from __future__ import annotations

from datetime import date

import pytest

from ccb_support import AlwaysOpen, Directory, Season, WeeklyHours
from ccb_support.model.dates import YearlyDate
from tests.model.small_directory import SMALL, faults, season

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
