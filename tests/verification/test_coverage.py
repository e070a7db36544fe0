"""For how much of the range some channel is open."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.builders import OFFICE, at, channel, directory
from tests.verification.proof import END, EVERY_KIND, HOUR, START, prove

if TYPE_CHECKING:
    from ccb_support import Channel


class TestCoverage:
    """The coverage says for how much of the range some channel is open for a request."""

    @pytest.mark.parametrize(
        ("served", "start", "end", "hours"),
        [
            (channel(), START, END, 168),
            (channel(hours=OFFICE), START, END, 50),
            (channel(hours=OFFICE), at("2026-11-24T16:30"), END, 30.5),
            (channel(hours=""), START, END, 0),
            # Tuesday 8 December is a holiday.
            (channel(hours=OFFICE, holidays="closed"), at("2026-12-07"), at("2026-12-14"), 40),
        ],
    )
    def test_of_every_request(
        self, served: Channel, start: datetime, end: datetime, hours: float
    ) -> None:
        coverage = prove(directory(served), start, end).coverage
        assert [each.request for each in coverage] == [*EVERY_KIND]
        assert {each.open_time for each in coverage} == {hours * HOUR}
        assert {each.total_time for each in coverage} == {end - start}
        assert {each.ratio for each in coverage} == {hours * HOUR / (end - start)}

    def test_channels_that_are_open_together_count_once(self) -> None:
        desk = directory(channel(hours=OFFICE), channel("late", "Mo-Fr 07:00-18:00"))
        assert {each.open_time for each in prove(desk).coverage} == {55 * HOUR}

    def test_it_is_counted_in_time_that_passes_not_on_the_clock(self) -> None:
        # New York's clocks left out an hour on 8 March 2026.
        desk = directory(channel(), time_zone="America/New_York")
        zone = desk.zone
        report = prove(desk, datetime(2026, 3, 8, tzinfo=zone), datetime(2026, 3, 9, tzinfo=zone))
        assert report.coverage[0].open_time == report.coverage[0].total_time == 23 * HOUR

    def test_of_a_request_that_nobody_serves_it_is_nothing(self) -> None:
        coverage = prove(directory(channel(request_types=["incident"]))).coverage
        assert [each.ratio for each in coverage] == [1.0] * 5 + [0.0] * 35
