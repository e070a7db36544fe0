"""The strategies draw what they promise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    AlwaysOpen,
    DayHours,
    Directory,
    Medium,
    OpeningSpan,
    Priority,
    RequestType,
    Router,
    SpecialDay,
    WeeklyHours,
    default_directory,
    recommend,
)
from ccb_support.testing import Case, strategies
from ccb_support.testing.boundary_instants import MICROSECOND, range_ends
from ccb_support.testing.oracle_hours import MINUTE
from tests.builders import closure, shipped
from tests.testing.broken_routers import TUESDAY

if TYPE_CHECKING:
    from collections.abc import Collection

SHIPPED = default_directory()
COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM

THE_TUESDAY = st.just(TUESDAY.date())
LONG_SEARCH = settings(database=None, derandomize=True, max_examples=2000)


class TestWrittenWords:
    """What is drawn as people write it means what is drawn with it."""

    @given(strategies.written_request_types())
    def test_request_types(self, written: tuple[str, RequestType]) -> None:
        assert RequestType.parse(written[0]) == written[1]

    @given(strategies.written_priorities())
    def test_priorities(self, written: tuple[str | int, Priority]) -> None:
        assert Priority.parse(written[0]) == written[1]

    @given(strategies.written_media())
    def test_media(self, written: tuple[str, Medium]) -> None:
        assert Medium.parse(written[0]) == written[1]


class TestInstantsDrawn:
    """Instants are supported ones, written in any zone; boundary instants are those at which answers change."""

    START, END = range_ends(SHIPPED)

    @given(strategies.instants())
    def test_instants_are_supported(self, when: datetime) -> None:
        assert self.START <= when < self.END
        recommend(*COMPLAINT_P3, when)

    @given(strategies.instants(written_in=st.just(UTC)))
    def test_instants_are_written_in_the_zone_asked_for(self, when: datetime) -> None:
        assert when.tzinfo is UTC

    @given(strategies.boundary_instants(SHIPPED, on=THE_TUESDAY, written_in=st.just(BOGOTA)))
    def test_boundary_instants_lie_at_the_hours_of_the_day(self, when: datetime) -> None:
        ends = (self.START, self.END)
        hours = [datetime(2026, 11, 24, hour, tzinfo=BOGOTA) for hour in (0, 7, 17)]
        assert min(abs(when - each) for each in (*ends, *hours)) <= MINUTE

    @pytest.mark.parametrize(
        "boundary",
        [
            datetime(2026, 11, 24, 7, tzinfo=BOGOTA),
            datetime(2026, 11, 24, 17, tzinfo=BOGOTA) - MICROSECOND,
            datetime(2026, 11, 24, 17, tzinfo=BOGOTA) + MINUTE,
            datetime(2026, 12, 5, 22, tzinfo=BOGOTA),
            START,
            END - MICROSECOND,
        ],
        ids=str,
    )
    def test_boundary_instants_find_each_boundary(self, boundary: datetime) -> None:
        directory = shipped(closures=[closure("2026-12-05 22:00", "2026-12-06 04:00")])
        drawn = strategies.boundary_instants(directory, on=THE_TUESDAY)
        assert find(drawn, lambda when: when == boundary, settings=LONG_SEARCH) == boundary


class TestHoursDrawn:
    """Hours are valid, in steps of so many minutes."""

    @given(st.data(), st.sampled_from([1, 60]))
    def test_weekly_hours(self, data: st.DataObject, step: int) -> None:
        hours = data.draw(strategies.weekly_hours(step=step, most=6))
        assert len(hours.root) <= 6
        assert WeeklyHours.model_validate(hours.model_dump()) == hours
        assert_steps(hours.root, step)

    @given(st.data(), st.sampled_from([1, 60]))
    def test_day_hours(self, data: st.DataObject, step: int) -> None:
        hours = data.draw(strategies.day_hours(step=step))
        assert DayHours.model_validate(hours.model_dump()) == hours
        assert_steps(hours.root, step)

    def test_weekly_hours_reach_midnight_and_pass_it(self) -> None:
        def reach_it(hours: WeeklyHours) -> bool:
            return any(span.closes == "24:00" for span in hours.root)

        def pass_it(hours: WeeklyHours) -> bool:
            return any(span.closes < span.opens for span in hours.root)

        for do in (reach_it, pass_it):
            assert do(find(strategies.weekly_hours(), do, settings=LONG_SEARCH))


def assert_steps(spans: Collection[OpeningSpan], step: int) -> None:
    for span in spans:
        for clock_time in (span.opens, span.closes):
            hours, minutes = clock_time.split(":")
            assert (int(hours) * 60 + int(minutes)) % step == 0


class TestDirectoriesDrawn:
    """Directories are valid, and made of what is asked for."""

    @given(strategies.directories(most_channels=2))
    def test_are_valid(self, directory: Directory) -> None:
        assert len(directory.channels) <= 2
        assert directory.time_zone in strategies.AWKWARD_ZONES
        assert Directory.model_validate(directory.model_dump()) == directory
        assert Router(directory).directory == directory

    @given(
        strategies.directories(
            time_zones=st.just("Europe/Madrid"),
            hours=st.just(AlwaysOpen.ALWAYS),
            on=strategies.days(date(2026, 5, 1), date(2026, 5, 2)),
        )
    )
    def test_are_made_of_the_strategies_passed_in(self, directory: Directory) -> None:
        assert directory.time_zone == "Europe/Madrid"
        assert {channel.hours for channel in directory.channels} == {AlwaysOpen.ALWAYS}
        dates = {str(day.date) for day in directory.special_days}
        dates |= {str(each.from_) for each in directory.seasons}
        dates |= {str(each.starts.date()) for each in directory.closures}
        assert dates <= {"2026-05-01", "2026-05-02", "05-01", "05-02", "02-29"}

    @given(strategies.special_days(["a", "b"], hours=st.just(DayHours(()))))
    def test_special_days_have_the_hours_passed_in(self, special: tuple[SpecialDay, ...]) -> None:
        assert {day.hours for day in special} <= {DayHours(())}

    @given(strategies.cases(SHIPPED, when=st.just(TUESDAY)))
    def test_cases_ask_at_the_instants_passed_in(self, case: Case) -> None:
        assert case.when == TUESDAY
        assert {*case.unavailable} <= {*SHIPPED.channel_ids}
