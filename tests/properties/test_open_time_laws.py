"""The laws of open time, over drawn directories."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise, product
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ccb_support import Router
from ccb_support.errors import NeverOpenError
from ccb_support.testing import Oracle, strategies
from ccb_support.testing.laws import call
from ccb_support.testing.oracle_hours import DAY, MINUTE, Edition
from tests.builders import channel, directory
from tests.systems import examples

NOTHING, MICROSECOND = timedelta(), timedelta(microseconds=1)


class Desk(NamedTuple):
    """A channel of a router."""

    router: Router
    channel: str

    def open_time(self, start: datetime, end: datetime) -> timedelta:
        return self.router.open_time(self.channel, start, end)

    def add(self, when: datetime, duration: timedelta) -> datetime | None:
        """Return when so much open time has passed, or `None` if the range ends before."""
        try:
            return self.router.add_open_time(self.channel, when, duration)
        except NeverOpenError:
            return None


@st.composite
def desks(draw: st.DrawFn) -> tuple[Desk, st.SearchStrategy[datetime]]:
    """Draw a channel of a directory, and a strategy for instants at which something changes."""
    drawn = draw(strategies.directories())
    desk = Desk(Router(drawn), draw(st.sampled_from(drawn.channel_ids)))
    near = strategies.boundary_instants(drawn, on=strategies.days(), written_in=st.just(UTC))
    # All hours of two centuries would take a fifth of a second for each example.
    return desk, near.filter(lambda when: abs(when.year - 2026) <= 1)


durations = st.one_of(
    st.integers(0, 14 * 24 * 60).map(lambda minutes: minutes * MINUTE),
    st.integers(0, 5 * 10**14).map(lambda microseconds: microseconds * MICROSECOND),
)


def assert_counted(desk: Desk, oracle: Oracle, start: datetime, end: datetime) -> None:
    """Check the open time of a range against a slow count."""
    channel = desk.channel
    spans = desk.router.open_spans(channel, start, end)
    # In words, the zone and which of two equal times it is count too.
    assert repr(spans) == repr(oracle.open_spans(channel, start, end))
    counted = oracle.open_time(channel, start, end)
    assert desk.open_time(start, end) == counted
    for duration in (counted, counted + MICROSECOND):
        asked = channel, start, duration
        found, right = (call(each.add_open_time, *asked) for each in (desk.router, oracle))
        assert repr(found) == repr(right)


class TestCounts:
    """A slow count finds the same open time."""

    @given(drawn=desks(), zone=strategies.zones(), data=st.data())
    def test_over_any_directory(
        self, drawn: tuple[Desk, st.SearchStrategy[datetime]], zone: tzinfo, data: st.DataObject
    ) -> None:
        desk, instants = drawn
        start, end = sorted(data.draw(instants) for _ in range(2))
        oracle = Oracle(desk.router.directory)
        assert_counted(desk, oracle, start.astimezone(zone), end)

    @pytest.mark.parametrize(
        ("zone", "day"),
        [
            ("America/New_York", date(2026, 3, 8)),
            ("America/New_York", date(2026, 11, 1)),
            ("Australia/Lord_Howe", date(2026, 4, 5)),
            ("Africa/Casablanca", date(2026, 2, 15)),
            ("America/St_Johns", date(2026, 11, 1)),
        ],
    )
    def test_over_a_night_on_which_clocks_change(self, zone: str, day: date) -> None:
        around_two = channel("around_two", "Sa,Su 01:30-02:30", holidays="closed")
        night = directory(channel("night", "Mo-Su 22:00-06:00"), around_two, time_zone=zone)
        router, oracle = Router(night), Oracle(night)
        changes = (
            each for step in range(-1, 2) for each in Edition(night).day_instants(day + step * DAY)
        )
        instants = sorted({*Edition(night).around(changes)})
        for channel_id in night.channel_ids:
            for start, end in product(instants, instants[::5]):
                if start <= end:
                    assert_counted(Desk(router, channel_id), oracle, start, end)


class TestLaws:
    """What open time is, for any hours, zone and changed hours."""

    @given(drawn=desks(), data=st.data())
    def test_it_is_additive_over_adjacent_ranges(
        self, drawn: tuple[Desk, st.SearchStrategy[datetime]], data: st.DataObject
    ) -> None:
        desk, instants = drawn
        start, middle, end = sorted(data.draw(instants) for _ in range(3))
        parts = desk.open_time(start, middle) + desk.open_time(middle, end)
        assert desk.open_time(start, end) == parts

    @given(drawn=desks())
    @settings(max_examples=examples(10))
    def test_it_is_additive_over_all_supported_time(
        self, drawn: tuple[Desk, st.SearchStrategy[datetime]]
    ) -> None:
        desk, _ = drawn
        start, end = Edition(desk.router.directory).supported
        middles = [start + (end - start) * part / 7 for part in range(8)]
        parts = sum((desk.open_time(*each) for each in pairwise(middles)), NOTHING)
        assert desk.open_time(start, end) == parts
        found = desk.add(start, parts)
        assert found is not None
        assert desk.open_time(found, end) == NOTHING
        assert desk.add(start, parts + MICROSECOND) is None

    @given(drawn=desks(), duration=durations, data=st.data())
    def test_adding_is_the_inverse_of_counting(
        self,
        drawn: tuple[Desk, st.SearchStrategy[datetime]],
        duration: timedelta,
        data: st.DataObject,
    ) -> None:
        desk, instants = drawn
        end = Edition(desk.router.directory).supported[1]
        when = data.draw(instants)
        found = desk.add(when, duration)
        missing = duration - desk.open_time(when, found or end)
        assert missing >= timedelta()
        assert (missing > timedelta()) == (found is None)
        assume(found is not None)
        assert found is not None
        if duration:
            just_before = found.astimezone(UTC) - MICROSECOND
            assert desk.open_time(when, just_before) == duration - MICROSECOND
        else:
            assert found.astimezone(UTC) == when

    @given(drawn=desks(), zone=strategies.zones(), duration=durations, data=st.data())
    def test_the_zone_of_the_caller_does_not_matter(
        self,
        drawn: tuple[Desk, st.SearchStrategy[datetime]],
        zone: tzinfo,
        duration: timedelta,
        data: st.DataObject,
    ) -> None:
        desk, instants = drawn
        start, end = sorted(data.draw(instants) for _ in range(2))
        elsewhere = start.astimezone(zone), end.astimezone(zone)
        assert desk.open_time(*elsewhere) == desk.open_time(start, end)
        spans = [desk.router.open_spans(desk.channel, *each) for each in ((start, end), elsewhere)]
        assert repr(spans[0]) == repr(spans[1])
        # In words, the zone and which of two equal times it is count too.
        answers = [repr(desk.add(each, duration)) for each in (start, elsewhere[0])]
        assert answers[0] == answers[1]
