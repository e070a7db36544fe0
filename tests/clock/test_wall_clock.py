"""The wall clock of a zone, with the hours that come twice and those that never come.

What `wall_clock.py` takes for granted of the zones themselves is proved here of every zone there is, from
the very files that `zoneinfo` reads.
"""

import os
import struct
import subprocess
import sys
import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import BOGOTA, Directory, Router, default_directory, recommend
from ccb_support.clock.instants import (
    DAY,
    EVERY_YEAR,
    HOUR,
    MINUTE,
    Instant,
    SupportedYears,
    WallTime,
    instant_of,
    midnight_of,
)
from ccb_support.clock.intervals import Interval, joined
from ccb_support.clock.wall_clock import (
    BOGOTA_NAME,
    KNOWN_OFFSETS,
    WallClock,
    differs_from_package,
    zone_named,
)
from ccb_support.errors import ZoneDataError
from ccb_support.model.text import zone_names
from tests.builders import SHIPPED_TOML, at
from tests.systems import NEEDS_PROCESSES
from tests.zone_data import packaged_data, write_zone, zone_data

ZONES = sorted(zoneinfo.available_timezones())


class Change(NamedTuple):
    """An instant at which a zone changes its offset from UTC, in seconds."""

    instant: int
    offset: int


@cache
def changes_of(key: str) -> tuple[list[Change], str]:
    """Return the changes that a zone's file lists, and its rule for all later ones (RFC 9636)."""
    places = [*(Path(each, key) for each in zoneinfo.TZPATH), files("tzdata.zoneinfo") / key]
    data = next(place for place in places if place.is_file()).read_bytes()
    # A file says everything twice: first in 32 bits, then in 64. Its last line is the rule.
    header = struct.Struct(">4s1s15x6I")
    start = data.index(b"TZif", header.size)
    _, _, _, _, _, times, types, _ = header.unpack_from(data, start)
    body = start + header.size
    instants = struct.unpack_from(f">{times}q", data, body)
    indices = data[body + 8 * times : body + 9 * times]
    offsets = [
        struct.unpack_from(">i", data, body + 9 * times + 6 * number)[0] for number in range(types)
    ]
    listed = [Change(at, offsets[each]) for at, each in zip(instants, indices, strict=True)]
    # A change of name alone is none.
    changes = [next(same) for _, same in groupby(listed, attrgetter("offset"))]
    return changes, data.rsplit(b"\n", 2)[1].decode("ascii")


FIRST_CHANGE = EVERY_YEAR.days.start - 20 * DAY
"""Nothing earlier is ever looked at: three cells, and no offset reaches a day."""


class TestEveryZone:
    """No zone changes its offset twice within 2 ** 19 seconds, nor anywhere but at a whole minute."""

    def test_listed_changes_are_whole_minutes_more_than_six_days_apart(self) -> None:
        for key in ZONES:
            every = changes_of(key)[0]
            changes = [each for each in every if each.instant >= FIRST_CHANGE]
            earlier = [each for each in every if each.instant < FIRST_CHANGE][-1:]
            apart = [after.instant - before.instant for before, after in pairwise(changes)]
            assert min(apart, default=7 * DAY) > 2**19, key
            assert all(each.instant % 2**19 for each in changes), key
            assert all(each.instant % MINUTE == 0 for each in changes), key
            assert all(each.offset % MINUTE == 0 for each in (*earlier, *changes)), key

    def test_no_change_that_follows_from_a_rule_begins_a_cell(self) -> None:
        zones = {rule: ZoneInfo(key) for key in ZONES if "," in (rule := changes_of(key)[1])}
        cells = range(2_100_000_000 >> 19, EVERY_YEAR.days.end >> 19)
        for zone in zones.values():
            for second in (cell << 19 for cell in cells):
                before, after = (
                    datetime.fromtimestamp(each, zone) for each in (second - 1, second)
                )
                assert before.utcoffset() == after.utcoffset(), (zone, second)

    def test_changes_that_follow_from_a_rule_are_months_apart(self) -> None:
        zones = {rule: ZoneInfo(key) for key in ZONES if "," in (rule := changes_of(key)[1])}
        assert zones
        days = [datetime(2101, 1, 1, tzinfo=UTC) + timedelta(number) for number in range(365)]
        for rule, zone in zones.items():
            offsets = groupby(day.astimezone(zone).utcoffset() for day in days)
            lengths = [len(list(same)) for _, same in offsets]
            # A rule of summer time all year (RFC 9636) has two changes at once, and Python misreads it.
            assert len(lengths) == 3, rule
            assert 60 <= lengths[1] <= 305, rule

    def test_the_last_listed_change_is_more_than_six_days_before_the_next(self) -> None:
        for key in ZONES:
            zone = ZoneInfo(key)
            last = [Change(FIRST_CHANGE, 0), *changes_of(key)[0]][-1].instant
            hours = (datetime.fromtimestamp(last + n * HOUR, zone) for n in range(1, 6 * 24 + 2))
            assert len({hour.utcoffset() for hour in hours}) == 1, key

    def test_the_supported_range_starts_and_ends_at_midnights_that_exist(self) -> None:
        for key in ZONES:
            clock = WallClock(ZoneInfo(key))
            assert clock.read(clock.supported.start) == EVERY_YEAR.days.start, key
            assert clock.read(clock.supported.end) == EVERY_YEAR.days.end, key


AWKWARD = [
    ("America/Bogota", date(1992, 5, 2)),  # summer time begins that day or the next
    ("America/Bogota", date(1993, 2, 7)),  # and ends
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Havana", date(2025, 11, 2)),  # at midnight
    ("America/Caracas", date(2007, 12, 9)),  # half an hour, for good
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour, every year
    ("Antarctica/Troll", date(2026, 3, 29)),  # two hours
    ("Africa/Casablanca", date(2026, 2, 15)),  # Ramadan
    ("Asia/Kathmandu", date(1986, 1, 1)),  # a quarter of an hour
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that never came
    ("Pacific/Kwajalein", date(1993, 8, 21)),  # another
    ("America/Juneau", date(1984, 1, 1)),
    ("Europe/London", date(2199, 10, 27)),  # by the rule, far ahead
]
"""Zones, and days on or near which they change their offset."""


def shown_by(zone: ZoneInfo, instant: int) -> int:
    """Return what the clock on the wall shows: slowly, and without the code under test."""
    local = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant)).astimezone(zone)
    return int((local.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def wall_span(start: int, end: int) -> Interval[WallTime]:
    return Interval(WallTime(start), WallTime(end))


def span(start: int, end: int) -> Interval[Instant]:
    return Interval(Instant(start), Instant(end))


def minutes_in_which_the_clock_shows(
    zone: ZoneInfo, wall: Interval[WallTime]
) -> list[Interval[Instant]]:
    around = range(wall.start - DAY, wall.end + DAY, MINUTE)
    found = [span(each, each + MINUTE) for each in around if shown_by(zone, each) in wall]
    return list(joined(found))


class TestWallClock:
    """A wall-clock time that comes twice is two instants; one that never comes is none."""

    @pytest.mark.parametrize(("key", "day"), AWKWARD)
    @pytest.mark.parametrize("hours", [range(24), range(1, 4)], ids=len)
    def test_the_instants_of_hours_of_a_day_are_found_minute_by_minute(
        self, key: str, day: date, hours: range
    ) -> None:
        zone = ZoneInfo(key)
        midnight = midnight_of(day)
        wall = wall_span(midnight + hours.start * HOUR, midnight + hours.stop * HOUR)
        found = list(joined(sorted(WallClock(zone).instants(wall))))
        assert found == minutes_in_which_the_clock_shows(zone, wall)

    @pytest.mark.parametrize(("key", "day"), AWKWARD)
    @pytest.mark.parametrize("days", [4, 5])
    def test_the_instants_of_many_days_are_found_minute_by_minute(
        self, key: str, day: date, days: int
    ) -> None:
        zone = ZoneInfo(key)
        for before in (0, days - 1):
            start = midnight_of(day) - before * DAY
            wall = wall_span(start, start + days * DAY)
            ends = [wall_span(start, start + 2 * DAY), wall_span(wall.end - 2 * DAY, wall.end)]
            found = list(joined(sorted(WallClock(zone).instants(wall))))
            expected = [
                *minutes_in_which_the_clock_shows(zone, ends[0]),
                span(start + DAY, wall.end - DAY),
                *minutes_in_which_the_clock_shows(zone, ends[1]),
            ]
            assert found == list(joined(sorted(expected)))

    @given(st.sampled_from(ZONES), st.integers(*EVERY_YEAR.days).map(Instant))
    def test_it_shows_what_the_zone_says(self, key: str, instant: Instant) -> None:
        zone = ZoneInfo(key)
        clock = WallClock(zone)
        assert clock.read(instant) == shown_by(zone, instant)
        assert clock.datetime_at(instant).tzinfo is zone

    @given(
        st.sampled_from(ZONES), st.integers(*EVERY_YEAR.days).map(Instant), st.integers(1, 9 * DAY)
    )
    def test_every_instant_is_among_those_of_what_it_shows(
        self, key: str, instant: Instant, length: int
    ) -> None:
        clock = WallClock(ZoneInfo(key))
        shown = clock.read(instant)
        for wall in (wall_span(shown, shown + length), wall_span(shown - length, shown + 1)):
            assert any(instant in each for each in clock.instants(wall))
        for wall in (wall_span(shown - length, shown), wall_span(shown + 1, shown + 1 + length)):
            if length < DAY:
                assert not any(instant in each for each in clock.instants(wall))


def test_its_date_goes_on_after_a_calendar_ends() -> None:
    """Else a directory seems compared in the future, or not long ago."""
    clock = WallClock(BOGOTA, SupportedYears(last=2026))
    assert clock.today(instant_of(at("2028-03-01 23:59"))) == date(2028, 3, 1)


class TestNearChanges:
    """An offset is known beside a change of it only if it holds there."""

    ZONES = (
        "America/New_York",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "America/Bogota",
        "Asia/Gaza",
    )

    @pytest.mark.parametrize("key", ZONES)
    def test_readings_are_exact_only_if_the_offset_does_not_change_nearby(self, key: str) -> None:
        clock = WallClock(ZoneInfo(key))
        known: set[bool] = set()
        for instant in self.instants_near_changes(key):
            shown = shown_by(ZoneInfo(key), instant)
            near = clock.readings(Interval(instant, Instant(instant + 1)))
            is_known = near.end - near.start == 1
            assert shown in near
            assert near.start == shown or not is_known
            known.add(is_known)
        assert known == {True, False}

    def instants_near_changes(self, key: str) -> list[Instant]:
        """Return the seconds beside each change, and every fifth hour of the weeks around it."""
        found: list[Instant] = []
        for change, _ in changes_of(key)[0]:
            if change in range(EVERY_YEAR.days.start + 20 * DAY, EVERY_YEAR.days.end - 20 * DAY):
                around = (*range(-15 * DAY, 15 * DAY, 5 * HOUR), -1, 1)
                found += [Instant(change + each) for each in around]
        return found


class _Jump(tzinfo):
    """A zone that goes from UTC to an hour ahead of it at an instant, and counts how often it is asked."""

    asked = 0

    def __init__(self, instant: int) -> None:
        self.change = datetime(1970, 1, 1) + timedelta(seconds=instant)  # noqa: DTZ001 - a wall time

    def utcoffset(self, when: datetime | None) -> timedelta:
        assert when is not None
        return timedelta(hours=when.replace(tzinfo=None) >= self.change + timedelta(hours=1))

    def fromutc(self, when: datetime) -> datetime:
        self.asked += 1
        return when + timedelta(hours=when.replace(tzinfo=None) >= self.change)

    def dst(self, when: datetime | None) -> None: ...

    def tzname(self, when: datetime | None) -> None: ...


class TestAnyChange:
    """A change is found to the second, also at the start of a cell, and of a block of days."""

    BLOCK = 600 * 32 * DAY

    @pytest.mark.parametrize("change", [3164 * 2**19, *range(BLOCK + 1, BLOCK + 121, 2)])
    def test_what_comes_before_and_after_it(self, change: int) -> None:
        clock = WallClock(_Jump(change))
        for wall, expected in [
            (wall_span(change - 50, change + 50), span(change - 50, change)),
            (wall_span(change + HOUR, change + HOUR + 50), span(change, change + 50)),
        ]:
            assert list(joined(sorted(clock.instants(wall)))) == [expected]

    def test_to_find_it_the_zone_is_asked_about_few_cells_and_some_times_more(self) -> None:
        zone = _Jump(self.BLOCK + 20 * DAY + 1)
        noon = self.BLOCK + 19 * DAY + 12 * HOUR
        clock = WallClock(zone)
        assert list(clock.instants(wall_span(noon, noon + HOUR)))
        # A cell has 2 ** 19 seconds, so it takes nineteen steps to find the change.
        assert zone.asked <= 4 + 2 * 19
        # What the clock shows nearby needs no look again.
        asked = zone.asked
        assert list(clock.instants(wall_span(noon, noon + 2 * HOUR)))
        assert zone.asked == asked


OTHERS = [
    "America/New_York", "America/Lima", "America/Panama", "America/Caracas", "America/Guayaquil",
    "America/Rio_Branco", "America/Havana", "America/Jamaica", "Etc/GMT+5", "Etc/GMT+4", "UTC",
]  # fmt: skip
"""Zones that often show the same time as Bogotá, or that somebody may put in its place."""

BROKEN = {
    "empty": b"",
    "of another kind": b"not a zone",
    "cut in the header": b"TZif2",
    "cut in the data": packaged_data(BOGOTA_NAME)[:80],
    "without a rule": packaged_data(BOGOTA_NAME).rpartition(b"\n<")[0],
}


class TestZone:
    """A zone has Python's data, and Bogotá's data are those of Bogotá."""

    def test_it_is_python_s_zone(self) -> None:
        zone = zone_named(BOGOTA_NAME)
        assert zone is zone_named(BOGOTA_NAME)
        assert [when.astimezone(zone).isoformat()[-6:] for when in KNOWN_OFFSETS] == [
            f"{hours:03}:00" for hours in KNOWN_OFFSETS.values()
        ]

    def test_the_package_has_the_same(self, tmp_path: Path) -> None:
        with zone_data(tmp_path, has_package=True):
            assert not differs_from_package(BOGOTA_NAME)

    @pytest.mark.parametrize(
        ("source", "written", "problem"),
        [
            *(
                pytest.param(zone_named, [packaged_data(each)], " instead of ", id=each)
                for each in OTHERS
            ),
            *(pytest.param(zone_named, [data], None, id=what) for what, data in BROKEN.items()),
            pytest.param(zone_named, [], "Python has no data of", id="missing"),
            pytest.param(
                differs_from_package,
                [packaged_data(BOGOTA_NAME)],
                "The package tzdata is missing, or has no",
                id="missing, as is the package",
            ),
        ],
    )
    def test_wrong_and_missing_data_are_an_error(
        self,
        source: Callable[[str], object],
        written: list[bytes],
        problem: str | None,
        tmp_path: Path,
    ) -> None:
        for data in written:
            write_zone(tmp_path, BOGOTA_NAME, data)
        with zone_data(tmp_path), pytest.raises(ZoneDataError, match=problem) as raised:
            source(BOGOTA_NAME)
        assert repr(BOGOTA_NAME) in str(raised.value)

    def test_the_package_may_lack_a_zone(self, tmp_path: Path) -> None:
        write_zone(tmp_path, "Nowhere/New", packaged_data(BOGOTA_NAME))
        with (
            zone_data(tmp_path, has_package=True),
            pytest.raises(ZoneDataError, match="package tzdata is missing, or has no"),
        ):
            differs_from_package("Nowhere/New")


class TestDirectory:
    """A directory has a zone that exists. Whether Python has its data is another question."""

    MADRID = SHIPPED_TOML.replace('"America/Bogota"', '"Europe/Madrid"\nholiday_calendar = []')

    @pytest.mark.parametrize(
        ("toml", "zone", "broken"),
        [
            (SHIPPED_TOML, "America/Bogota", []),
            (MADRID, "Europe/Madrid", []),
            (MADRID, "Europe/Madrid", ["Europe/Madrid"]),
        ],
        ids=["missing of Bogotá", "missing of Madrid", "broken"],
    )
    def test_missing_and_broken_data_are_no_fault_of_the_directory(
        self, toml: str, zone: str, broken: list[str], tmp_path: Path
    ) -> None:
        for each in broken:
            write_zone(tmp_path, each, b"TZif2")
        directory = Directory.from_toml(toml)
        with zone_data(tmp_path), pytest.raises(ZoneDataError, match=zone):
            Router(directory)

    def test_without_the_package_nobody_knows_which_zones_there_are(self) -> None:
        zone_names.cache_clear()
        with (
            zone_data(),
            pytest.raises(ZoneDataError, match="tzdata is missing, or has no 'zones'"),
        ):
            Directory.from_toml(self.MADRID)

    def test_wrong_data_give_no_answer(self, tmp_path: Path) -> None:
        write_zone(tmp_path, BOGOTA_NAME, packaged_data("America/New_York"))
        directory = default_directory()
        when = max(KNOWN_OFFSETS)
        with zone_data(tmp_path), pytest.raises(ZoneDataError):
            recommend("complaint", 3, when.astimezone(directory.zone))


IMPORTS = """
import importlib, pkgutil, ccb_support
for module in pkgutil.walk_packages(ccb_support.__path__, "ccb_support."):
    # Django reads models only in a project with settings.
    of_django = module.name.startswith("ccb_support.django.")
    if not of_django and not module.name.endswith(("__main__", ".spark_engine")):
        importlib.import_module(module.name)
for act in (
    lambda: ccb_support.BOGOTA,
    lambda: ccb_support.default_directory().zone,
    lambda: ccb_support.recommend("queja", "P3", None),
):
    try:
        act()
    except ccb_support.errors.ZoneDataError as error:
        print(error.code)
"""


@NEEDS_PROCESSES
def test_no_import_needs_the_data(tmp_path: Path) -> None:
    write_zone(tmp_path, BOGOTA_NAME, b"TZif2")
    process = subprocess.run(  # noqa: S603 - the library itself
        [sys.executable, "-c", IMPORTS], capture_output=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONTZPATH": str(tmp_path)},
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.split() == ["wrong_zone_data"] * 3
