"""The laws of open time: a right counter keeps them, and every wrong one is found."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import Directory, Router
from ccb_support.errors import NeverOpenError
from ccb_support.testing import (
    LawViolationError,
    OpenTimeCase,
    OpenTimeCounter,
    OpenTimeLaw,
    Oracle,
    check_open_time_laws,
    strategies,
)
from ccb_support.testing.boundary_instants import MICROSECOND
from ccb_support.testing.oracle_hours import DAY, MINUTE
from tests.builders import at, closure, directory, shipped, special_day
from tests.builders import channel as desk_of

DIRECTORY = shipped(
    special_days=[special_day("2026-07-15", "09:00-12:00", channels=["pqrs"])],
    closures=[closure("2026-07-16 10:00", "2026-07-16 11:00")],
)
FIRST, LAST = date(2026, 7, 10), date(2026, 7, 17)

Spans = list[tuple[datetime, datetime]]


def check(counter: OpenTimeCounter) -> int:
    return check_open_time_laws(counter, DIRECTORY, first=FIRST, last=LAST)


class TestRightCounters:
    """A right counter is accepted, over any directory."""

    def test_a_router(self) -> None:
        assert check(Router(DIRECTORY)) > 1000

    def test_a_router_over_a_night_on_which_clocks_change(self) -> None:
        night = directory(desk_of("night", "Mo-Su 22:00-06:00"), time_zone="America/New_York")
        first, last = date(2026, 10, 31), date(2026, 11, 2)
        assert check_open_time_laws(Router(night), night, first=first, last=last) > 100

    def test_with_other_holidays(self) -> None:
        router = Router(DIRECTORY, holidays=())
        check_open_time_laws(router, DIRECTORY, holidays=(), first=FIRST, last=LAST)

    @given(strategies.directories(), st.data())
    @settings(max_examples=20)
    def test_a_router_over_any_directory(self, drawn: Directory, data: st.DataObject) -> None:
        first = data.draw(strategies.days())
        check_open_time_laws(Router(drawn), drawn, first=first, last=first + DAY)


class TestQuestions:
    """The check asks about every change in its range, and what lies beside it."""

    def test_ranges_are_empty_short_long_and_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: set[tuple[datetime, datetime]] = set()
        original = Router.open_time

        def open_time(router: Router, channel_id: str, start: datetime, end: datetime) -> timedelta:
            if channel_id == "pqrs":
                asked.add((start.astimezone(UTC), end.astimezone(UTC)))
            return original(router, channel_id, start, end)

        monkeypatch.setattr(Router, "open_time", open_time)
        check(Router(DIRECTORY))
        starts = sorted({start for start, _ in asked})
        first = at("2026-07-10") - MICROSECOND
        assert starts[0] == first
        assert starts[-1] == at("2026-07-17 17:00") + MICROSECOND
        assert at("2026-07-16 10:00") in starts  # a closure
        assert (first, first) in asked
        assert (first, at("2026-07-10")) in asked
        assert (starts[0], starts[-1]) in asked

    def test_a_range_has_the_exceptions_beside_it(self) -> None:
        asked: list[datetime] = []

        class Noting(Wrong):
            def open_spans(self, channel_id: str, start: datetime, end: datetime) -> Spans:
                asked.append(start.astimezone(UTC))
                return super().open_spans(channel_id, start, end)

        check_open_time_laws(Noting(), DIRECTORY, first=date(2026, 7, 17), last=date(2026, 7, 17))
        assert at("2026-07-16 10:00") in asked
        assert at("2026-07-15 09:00") not in asked


class Wrong(Router):
    """A router of the directory, right except for what a subclass does."""

    def __init__(self) -> None:
        super().__init__(DIRECTORY)


class TouchingSpans(Wrong):
    def open_spans(self, channel_id: str, start: datetime, end: datetime) -> Spans:
        spans = super().open_spans(channel_id, start, end)
        if not spans or spans[0][1] - spans[0][0] < 2 * MINUTE:
            return spans
        (first, last), *others = spans
        return [(first, first + MINUTE), (first + MINUTE, last), *others]


class WholeSpans(Wrong):
    def open_spans(self, channel_id: str, start: datetime, end: datetime) -> Spans:
        return super().open_spans(channel_id, start, max(end, start + DAY))


class OverCount(Wrong):
    def open_time(self, channel_id: str, start: datetime, end: datetime) -> timedelta:
        return (end - start) * len(channel_id)


class AMicrosecondMore(Wrong):
    def open_time(self, channel_id: str, start: datetime, end: datetime) -> timedelta:
        found = super().open_time(channel_id, start, end)
        return found + MICROSECOND if found else found


class NextOpening(Wrong):
    def add_open_time(self, channel_id: str, when: datetime, duration: timedelta) -> datetime:
        found = super().add_open_time(channel_id, when, duration)
        return found if self.status(channel_id, found).open_now else found + MINUTE


class NeverTired(Wrong):
    def add_open_time(self, channel_id: str, when: datetime, duration: timedelta) -> datetime:
        try:
            return super().add_open_time(channel_id, when, duration)
        except NeverOpenError:
            return when


class AnyDuration(Wrong):
    def add_open_time(self, channel_id: str, when: datetime, duration: timedelta) -> datetime:
        return when if duration == -DAY else super().add_open_time(channel_id, when, duration)


class Failing(Wrong):
    def open_time(self, channel_id: str, start: datetime, end: datetime) -> timedelta:
        raise KeyError(channel_id, start, end)


WRONG: list[tuple[type[Wrong], OpenTimeLaw]] = [
    (TouchingSpans, OpenTimeLaw.OPEN_SPANS),
    (WholeSpans, OpenTimeLaw.OPEN_SPANS),
    (OverCount, OpenTimeLaw.OPEN_TIME),
    (AMicrosecondMore, OpenTimeLaw.OPEN_TIME),
    (NextOpening, OpenTimeLaw.ADD_OPEN_TIME),
    (NeverTired, OpenTimeLaw.ADD_OPEN_TIME),
    (AnyDuration, OpenTimeLaw.OPEN_TIME_INPUT),
    (Failing, OpenTimeLaw.OPEN_TIME_INPUT),
]


class TestWrongCounters:
    """A wrong counter is found, by the law that it breaks."""

    @pytest.mark.parametrize(("counter", "law"), WRONG)
    def test_is_found(self, counter: type[Wrong], law: OpenTimeLaw) -> None:
        with pytest.raises(LawViolationError) as caught:
            check(counter())
        assert caught.value.law in {law, OpenTimeLaw.OPEN_TIME_INPUT}

    def test_every_law_has_one(self) -> None:
        assert {law for _, law in WRONG} == {*OpenTimeLaw}

    def test_says_what_is_wrong(self) -> None:
        with pytest.raises(LawViolationError) as caught:
            check(AMicrosecondMore())
        (law, channel, start, end, expected, got, look_at) = str(caught.value).splitlines()
        assert law == "The open time is the sum of the open spans. [open_time]"
        assert channel == "  Channel: pqrs"
        assert start.startswith("  From: 2026-07-")
        assert end.startswith("  To: 2026-07-")
        assert got == f"{expected.replace('Expected', 'Got')}.000001"
        assert look_at.startswith("  Look at: subtract instants in UTC")

    def test_says_what_a_duration_is(self) -> None:
        with pytest.raises(LawViolationError) as caught:
            check(NextOpening())
        assert "\n  Duration: " in str(caught.value)
        assert isinstance(caught.value.case, OpenTimeCase)

    def test_says_which_error_was_missing_and_for_which_call(self) -> None:
        with pytest.raises(LawViolationError) as caught:
            check(AnyDuration())
        lines = str(caught.value).splitlines()
        start = lines[2].removeprefix("  From: ").partition(" (")[0]
        assert lines[-3:-1] == [
            f"  Expected: NegativeDurationError for add_open_time('pqrs', {start}, -1 day, 0:00:00)",
            f"  Got: {start}",
        ]

    def test_says_which_error_is_right(self) -> None:
        with pytest.raises(LawViolationError, match=r"\n  Expected: NeverOpenError\(.+\n  Got: 2"):
            check(NeverTired())

    def test_says_which_error_came(self) -> None:
        with pytest.raises(LawViolationError, match=r"Got: KeyError\('\?', ") as caught:
            check(Failing())
        assert isinstance(caught.value.__cause__, KeyError)


def test_an_oracle_counts_as_a_router_does() -> None:
    oracle, router = Oracle(DIRECTORY), Router(DIRECTORY)
    start, end = (datetime(2026, 7, day, 12, tzinfo=UTC) for day in (10, 17))
    assert oracle.open_spans("pqrs", start, end) == router.open_spans("pqrs", start, end)
