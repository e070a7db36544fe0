"""The instants around which answers change."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ccb_support import BOGOTA, default_directory
from ccb_support.testing.boundary_instants import (
    MICROSECOND,
    around,
    clock_changes,
    day_instants,
    exceptional_instants,
    range_ends,
)
from tests.builders import at, closure, season, shipped, special_day

SHIPPED = default_directory()


def days_of(instants: Iterable[datetime]) -> set[str]:
    """Return the days in Bogotá on which some instants lie."""
    return {f"{each.astimezone(BOGOTA):%Y-%m-%d}" for each in instants}


class TestInstants:
    """The instants around which answers change are read off the directory."""

    def test_a_time_that_comes_twice_gives_two_instants(self) -> None:
        odd = special_day("2026-11-01", "01:30-09:00")
        directory = shipped(time_zone="America/New_York", holiday_calendar="CO", special_days=[odd])
        twice = [
            instant
            for instant in day_instants(directory, date(2026, 11, 1))
            if f"{instant.astimezone(directory.zone):%H:%M}" == "01:30"
        ]
        assert twice[1] - twice[0] == timedelta(hours=1)

    @pytest.mark.parametrize(
        ("zone", "days"),
        [
            ("America/New_York", ["2026-03-08", "2026-11-01"]),
            ("Pacific/Apia", []),
            ("America/Bogota", []),
        ],
    )
    def test_clock_changes_are_the_days_on_which_the_offset_changes(
        self, zone: str, days: list[str]
    ) -> None:
        found = clock_changes(ZoneInfo(zone))
        assert [str(day) for day in found if day.year == 2026] == days

    def test_clock_changes_of_bogota_are_its_one_summer_time(self) -> None:
        starts, ends = clock_changes(BOGOTA)
        # The version 2026f of the IANA data has the start a day earlier than those before.
        assert starts in {date(1992, 5, 2), date(1992, 5, 3)}
        assert ends.year == 1993

    @pytest.mark.parametrize(
        ("entries", "days"),
        [
            ({"special_days": [special_day("1984-01-01")]}, ["1984-01-01", "1984-01-02"]),
            ({"special_days": [special_day("2199-12-31")]}, ["2199-12-30", "2199-12-31"]),
            (
                {"special_days": [special_day("2026-07-15")]},
                ["2026-07-14", "2026-07-15", "2026-07-16"],
            ),
            (
                {"seasons": [season("2026-03-10/2026-03-20")]},
                ["2026-03-09", "2026-03-10", "2026-03-20", "2026-03-21"],
            ),
            (
                # The ends of the calendar of Python are no instants.
                {
                    "seasons": [season("0001-01-01/2026-06-30")],
                    "special_days": [special_day("2026-07-20/9999-12-31")],
                    "closures": [closure("0001-01-01 00:00", "9999-12-31 23:59")],
                },
                ["2026-06-30", "2026-07-01", "2026-07-19", "2026-07-20"],
            ),
        ],
    )
    def test_exceptions_are_their_days_and_those_beside_them_in_the_range(
        self, entries: dict[str, object], days: list[str]
    ) -> None:
        assert sorted(days_of(exceptional_instants(shipped(**entries)))) == days

    def test_what_comes_every_year_falls_on_each_day_of_the_week(self) -> None:
        directory = shipped(special_days=[special_day("07-15")])
        assert directory.as_of.year == 2026
        found = [day for day in days_of(exceptional_instants(directory)) if day.endswith("07-15")]
        # Leap years skip a day: after Thursday comes Saturday, and Friday only in 2033.
        years = ("2025", "2026", "2027", "2028", "2029", "2030", "2033")
        assert sorted(found) == [f"{year}-07-15" for year in years]

    def test_what_follows_easter_comes_once(self) -> None:
        directory = shipped(special_days=[special_day("easter-3")])
        found = days_of(exceptional_instants(directory))
        assert sorted(found) == ["2025-04-16", "2025-04-17", "2025-04-18"]

    def test_closures_are_their_two_ends_in_the_zone_of_the_directory(self) -> None:
        directory = shipped(closures=[closure("2026-12-05 22:00", "2026-12-06 02:00")])
        ends = [at("2026-12-05 22:00"), at("2026-12-06 02:00")]
        assert [*exceptional_instants(directory)] == ends

    def test_neighbours_stay_within_the_supported_range(self) -> None:
        first, end = range_ends(SHIPPED)
        assert [*around([first], SHIPPED)] == [first, first + MICROSECOND]
        assert [*around([end], SHIPPED)] == [end - MICROSECOND]
