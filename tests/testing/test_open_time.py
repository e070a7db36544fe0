"""The laws of open time: a right counter keeps them, every wrong one is found, and a message says how."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import Directory, Router
from ccb_support.errors import NegativeDurationError, NeverOpenError
from ccb_support.testing import (
    LawViolationError,
    OpenTimeLaw,
    check_open_time_laws,
    strategies,
)
from ccb_support.testing.boundary_instants import MICROSECOND, range_ends
from ccb_support.testing.laws import call
from ccb_support.testing.oracle_hours import DAY, MINUTE
from tests.builders import at, channel, closure, directory, shipped, special_day
from tests.systems import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[str, tuple[Any, ...], Any], object]
    """What a counter says, from the method, its arguments and the right result or error."""

DIRECTORY = shipped(
    special_days=[special_day("2026-07-15", "09:00-12:00", channels=["pqrs"])],
    closures=[closure("2026-07-16 10:00", "2026-07-16 11:00")],
)
RIGHT = Router(DIRECTORY)
FIRST, LAST = date(2026, 7, 10), date(2026, 7, 17)

THE_DAY = date(2026, 7, 15)
DESK = directory(channel("desk", "Mo-Su 08:00-17:00"), time_zone="UTC")
INSTANTS = [
    datetime(2026, 7, 15, hour, tzinfo=UTC) + step
    for hour in (0, 8, 17)
    for step in (-MICROSECOND, timedelta(), MICROSECOND)
]
"""The instants of the day at which questions start and end."""

MIDDLE = INSTANTS[4]
NAIVE = (MIDDLE + 9 * timedelta(hours=1)).replace(tzinfo=None)
"""The middle instant on the clock of Tokyo, in whose zone the kit writes it."""

# To the type checkers, a counter without methods is no counter.
any_check: Any = check_open_time_laws


class Counter:
    """A router that notes each call, and changes what it says."""

    def __init__(self, desk: Directory = DESK, change: Change = lambda _, __, right: right) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._router = Router(desk)
        self._change = change

    def __getattr__(self, method: str) -> Callable[..., object]:
        def ask(*arguments: object) -> object:
            self.calls.append((method, arguments))
            right = call(getattr(self._router, method), *arguments)
            said = self._change(method, arguments, right)
            if isinstance(said, Exception):
                raise said
            return said

        return ask

    def ranges(self) -> list[tuple[datetime, datetime]]:
        """Return the ranges about which it was asked for spans, without the wrong ones."""
        return [(start, end) for method, (_, start, end) in self.calls if method == "open_spans"][
            3:
        ]


def check(counter: Counter, desk: Directory = DESK) -> int:
    return int(any_check(counter, desk, first=THE_DAY, last=THE_DAY))


def violation(change: Change) -> LawViolationError:
    """Return the error about a counter that is wrong about eight days."""
    with pytest.raises(LawViolationError) as caught:
        any_check(Counter(DIRECTORY, change), DIRECTORY, first=FIRST, last=LAST)
    return caught.value


def lines_about(change: Change, desk: Directory = DESK) -> tuple[dict[str, str], LawViolationError]:
    """Return the lines of the error about a wrong counter, by their labels, and the error."""
    with pytest.raises(LawViolationError) as caught:
        check(Counter(desk, change), desk)
    lines = str(caught.value).splitlines()[1:]
    pairs = (line.strip().partition(": ") for line in lines)
    return {label: text for label, _, text in pairs}, caught.value


class TestRightCounters:
    """A right counter is accepted, over any directory."""

    def test_a_router(self) -> None:
        assert check_open_time_laws(RIGHT, DIRECTORY, first=FIRST, last=LAST) > 1000

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
    def test_a_router_over_a_night_on_which_clocks_change(self, zone: str, day: date) -> None:
        around_two = channel("around_two", "Sa,Su 01:30-02:30", holidays="closed")
        night = directory(channel("night", "Mo-Su 22:00-06:00"), around_two, time_zone=zone)
        first, last = day - DAY, day + DAY
        assert check_open_time_laws(Router(night), night, first=first, last=last) > 100

    def test_with_other_holidays(self) -> None:
        router = Router(DIRECTORY, holidays=())
        check_open_time_laws(router, DIRECTORY, holidays=(), first=FIRST, last=LAST)

    @given(strategies.directories(), st.data())
    @settings(max_examples=examples(20))
    def test_a_router_over_any_directory(self, drawn: Directory, data: st.DataObject) -> None:
        first = data.draw(strategies.days())
        check_open_time_laws(Router(drawn), drawn, first=first, last=first + DAY)


def touching(_: tuple[Any, ...], spans: Any) -> object:  # noqa: ANN401 - as `Change` has it
    """Return spans of which the first is two that touch."""
    if not spans or spans[0][1] - spans[0][0] < 2 * MINUTE:
        return spans
    (first, last), *others = spans
    return [(first, first + MINUTE), (first + MINUTE, last), *others]


def on(method: str, change: Callable[[tuple[Any, ...], Any], object]) -> Change:
    """Return what changes the results of one method, and no error."""

    def changed(asked: str, arguments: tuple[Any, ...], right: object) -> object:
        is_kept = asked != method or isinstance(right, Exception)
        return right if is_kept else change(arguments, right)

    return changed


a_microsecond_more = on("open_time", lambda _, right: right + MICROSECOND if right else right)


def never_tired(_: str, arguments: tuple[Any, ...], right: object) -> object:
    return arguments[1] if isinstance(right, NeverOpenError) else right


def any_duration(_: str, arguments: tuple[Any, ...], right: object) -> object:
    return arguments[1] if isinstance(right, NegativeDurationError) else right


WRONG: list[tuple[str, Change, OpenTimeLaw]] = [
    # what is wrong, what it says instead, the law that it breaks
    ("touching spans", on("open_spans", touching), OpenTimeLaw.OPEN_SPANS),
    (
        "whole spans",
        on("open_spans", lambda a, _: RIGHT.open_spans(a[0], a[1], max(a[2], a[1] + DAY))),
        OpenTimeLaw.OPEN_SPANS,
    ),
    ("over count", on("open_time", lambda a, _: (a[2] - a[1]) * len(a[0])), OpenTimeLaw.OPEN_TIME),
    ("a microsecond more", a_microsecond_more, OpenTimeLaw.OPEN_TIME),
    (
        "next opening",
        on(
            "add_open_time",
            lambda a, right: right if RIGHT.status(a[0], right).open_now else right + MINUTE,
        ),
        OpenTimeLaw.ADD_OPEN_TIME,
    ),
    ("never tired", never_tired, OpenTimeLaw.ADD_OPEN_TIME),
    ("any duration", any_duration, OpenTimeLaw.OPEN_TIME_INPUT),
    (
        "failing",
        lambda method, a, right: KeyError(*a) if method == "open_time" else right,
        OpenTimeLaw.OPEN_TIME_INPUT,
    ),
]


class TestWrongCounters:
    """A wrong counter is found, by the law that it breaks."""

    @pytest.mark.parametrize(("wrong", "change", "law"), WRONG)
    def test_is_found(self, wrong: str, change: Change, law: OpenTimeLaw) -> None:
        assert violation(change).law in {law, OpenTimeLaw.OPEN_TIME_INPUT}, wrong

    def test_every_law_has_one(self) -> None:
        assert {law for *_, law in WRONG} == {*OpenTimeLaw}

    def test_says_what_is_wrong(self) -> None:
        error = violation(a_microsecond_more)
        (law, channel, start, end, expected, got, look_at) = str(error).splitlines()
        assert law == "The open time is the sum of the open spans. [open_time]"
        assert channel == "  Channel: pqrs"
        assert start.startswith("  From: 2026-07-")
        assert end.startswith("  To: 2026-07-")
        assert got == f"{expected.replace('Expected', 'Got')}.000001"
        assert look_at.startswith("  Look at: subtract instants in UTC")

    def test_says_which_error_was_missing_and_for_which_call(self) -> None:
        lines = str(violation(any_duration)).splitlines()
        start = lines[2].removeprefix("  From: ").partition(" (")[0]
        assert lines[-3:-1] == [
            f"  Expected: NegativeDurationError for add_open_time('pqrs', {start}, -1 day, 0:00:00)",
            f"  Got: {start}",
        ]

    def test_says_which_error_is_right(self) -> None:
        lines = str(violation(never_tired)).splitlines()
        assert lines[-3].startswith("  Expected: NeverOpenError(")
        assert lines[-2].startswith("  Got: 2")


class TestQuestions:
    """From each instant, a range ends at once, at the next instant, and at the seventh after it."""

    def test_the_ranges(self) -> None:
        counter = Counter()
        check(counter)
        pairs = [(0, 0), (0, 1), (0, 7), (1, 1), (1, 2), (1, 8)]
        pairs += [
            pair for number in range(2, 8) for pair in ((number, number), (number, number + 1))
        ]
        pairs += [(8, 8)]
        assert counter.ranges() == [(INSTANTS[start], INSTANTS[end]) for start, end in pairs]
        whole = "open_time", ("desk", INSTANTS[0], INSTANTS[-1])
        assert counter.calls.count(whole) == 1

    def test_the_instants_are_written_in_one_zone_after_another(self) -> None:
        counter = Counter()
        check(counter)
        starts = [start for start, end in counter.ranges() if start == end]
        assert [f"{start:%z}" for start in starts] == ["+0000", "+0900", "-0230"] * 3

    def test_the_durations_are_the_open_time_and_a_little_more(self) -> None:
        counter = Counter()
        check(counter)
        added = [arguments for method, arguments in counter.calls if method == "add_open_time"]
        assert ("desk", INSTANTS[3], timedelta(0)) in added
        assert ("desk", INSTANTS[1], timedelta(hours=9)) in added
        assert ("desk", INSTANTS[1], timedelta(hours=9) + MICROSECOND) in added
        assert added[-1] == ("desk", range_ends(DESK)[1] - DAY, 2 * DAY)

    def test_each_question_counts_once(self) -> None:
        desk = directory(channel("desk", "Mo-Su 08:00-17:00"), channel("line"))
        counter = Counter(desk)
        # A question about wrong arguments is ten calls.
        assert check(counter, desk) == len(counter.calls) - 9 * len(desk.channels)

    def test_closures_of_the_day_before_and_the_day_after_belong_to_the_range(self) -> None:
        desk = directory(
            *DESK.channels,
            time_zone="UTC",
            closures=[
                closure("2026-07-13 23:00", "2026-07-14 00:00"),
                closure("2026-07-16 23:00", "2026-07-17 00:00"),
            ],
        )
        counter = Counter(desk)
        check(counter, desk)
        starts = {start for start, _ in counter.ranges()}
        edges = "2026-07-13 23:00", "2026-07-14 00:00", "2026-07-16 23:00", "2026-07-17 00:00"
        assert [at(edge, "UTC") in starts for edge in edges] == [False, True, True, False]


WRONG_CALLS: list[tuple[str, tuple[object, ...], str]] = [
    # the call, and the error that belongs to it
    ("open_spans", ("?", MIDDLE, MIDDLE), "UnknownChannelError"),
    ("open_time", ("?", MIDDLE, MIDDLE), "UnknownChannelError"),
    ("add_open_time", ("?", MIDDLE, DAY), "UnknownChannelError"),
    ("open_spans", ("desk", MIDDLE, MIDDLE - DAY), "EmptyRangeError"),
    ("open_time", ("desk", MIDDLE, MIDDLE - DAY), "EmptyRangeError"),
    ("open_spans", ("desk", NAIVE, MIDDLE), "NaiveDatetimeError"),
    ("open_time", ("desk", NAIVE, MIDDLE), "NaiveDatetimeError"),
    ("add_open_time", ("desk", NAIVE, DAY), "NaiveDatetimeError"),
    ("add_open_time", ("desk", MIDDLE, 1), "NotADurationError"),
    ("add_open_time", ("desk", MIDDLE, -DAY), "NegativeDurationError"),
]


class TestMessages:
    """A message says in the zone of the directory which question shows what."""

    @pytest.mark.parametrize(("method", "arguments", "error"), WRONG_CALLS)
    def test_a_guess_for_one_wrong_call_is_found(
        self, method: str, arguments: tuple[object, ...], error: str
    ) -> None:
        def guess(*asked: object) -> object:
            return "a guess" if asked[:2] == (method, arguments) else asked[2]

        lines, _ = lines_about(guess)
        assert lines["Expected"].startswith(f"{error} for {method}(")
        assert lines["Got"] == "'a guess'"
