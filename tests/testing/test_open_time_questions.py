"""Which questions about open time the kit asks, and how an error about one says what is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest

from ccb_support import BOGOTA, Directory, Router
from ccb_support.testing import (
    LawViolationError,
    OpenTimeCase,
    OpenTimeLaw,
    check_open_time_laws,
)
from ccb_support.testing.boundary_instants import MICROSECOND, range_ends
from ccb_support.testing.oracle_hours import DAY, MINUTE
from tests.builders import at, channel, closure, directory

if TYPE_CHECKING:
    from collections.abc import Callable

    Spans = list[tuple[datetime, datetime]]
    Answer = Callable[[str, tuple[object, ...]], object]

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


class Counter:
    """A router that notes each call, and answers some calls in its own way."""

    def __init__(self, desk: Directory = DESK, answer: Answer = lambda _, __: None) -> None:
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self._router = Router(desk)
        self._answer = answer

    def open_spans(self, channel_id: str, start: datetime, end: datetime) -> Spans:
        if wrong := self._note("open_spans", channel_id, start, end):
            return cast("Spans", wrong)
        return self._router.open_spans(channel_id, start, end)

    def open_time(self, channel_id: str, start: datetime, end: datetime) -> timedelta:
        if wrong := self._note("open_time", channel_id, start, end):
            return cast("timedelta", wrong)
        return self._router.open_time(channel_id, start, end)

    def add_open_time(self, channel_id: str, when: datetime, duration: timedelta) -> datetime:
        if wrong := self._note("add_open_time", channel_id, when, duration):
            return cast("datetime", wrong)
        return self._router.add_open_time(channel_id, when, duration)

    def _note(self, method: str, *arguments: object) -> object:
        self.calls.append((method, arguments))
        return self._answer(method, arguments)

    def ranges(self) -> Spans:
        """Return the ranges about which it was asked for spans, without the wrong ones."""
        found = [arguments[1:] for method, arguments in self.calls if method == "open_spans"]
        return cast("Spans", found)[3:]


def check(counter: Counter, desk: Directory = DESK) -> int:
    return check_open_time_laws(counter, desk, first=THE_DAY, last=THE_DAY)


def lines_about(answer: Answer, desk: Directory = DESK) -> tuple[dict[str, str], LawViolationError]:
    """Return the lines of the error about a wrong counter, by their labels, and the error."""
    with pytest.raises(LawViolationError) as caught:
        check(Counter(desk, answer), desk)
    lines = str(caught.value).splitlines()[1:]
    pairs = (line.strip().partition(": ") for line in lines)
    return {label: text for label, _, text in pairs}, caught.value


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

    def test_wrong_arguments_come_with_the_instant_in_the_middle(self) -> None:
        counter = Counter()
        check(counter)
        naive = [arguments for _, arguments in counter.calls if NAIVE in arguments]
        assert naive == [
            ("desk", NAIVE, MIDDLE),
            ("desk", NAIVE, MIDDLE),
            ("desk", NAIVE, DAY),
        ]

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
        def guess(*call: object) -> object:
            return "a guess" if call == (method, arguments) else None

        lines, _ = lines_about(guess)
        assert lines["Expected"].startswith(f"{error} for {method}(")
        assert lines["Got"] == "'a guess'"

    def test_an_error_of_the_counter_is_the_cause(self) -> None:
        def fail(method: str, arguments: tuple[object, ...]) -> object:
            if (method, arguments) == ("open_time", ("desk", INSTANTS[0], INSTANTS[1])):
                raise KeyError(method)
            return None

        lines, error = lines_about(fail)
        assert error.law is OpenTimeLaw.OPEN_TIME
        assert lines["Got"] == "KeyError('open_time')"
        assert isinstance(error.__cause__, KeyError)

    def test_instants_are_in_the_zone_of_the_directory(self) -> None:
        desk = directory(channel("desk", "Mo-Su 08:00-17:00"))
        start, end = at("2026-07-15 08:00"), at("2026-07-15 17:00")

        def shorten(method: str, arguments: tuple[object, ...]) -> object:
            is_day = (method, arguments) == ("open_spans", ("desk", start - MICROSECOND, start))
            return [(start, end - MINUTE)] if is_day else None

        lines, _ = lines_about(shorten, desk)
        assert lines["From"].startswith(
            "2026-07-15 07:59:59.999999-05:00 (America/Bogota), written "
        )
        assert lines["To"].startswith("2026-07-15 08:00:00-05:00 (America/Bogota), written ")
        assert lines["Got"] == "[[2026-07-15 08:00:00-05:00, 2026-07-15 16:59:00-05:00]]"

    def test_a_question_about_a_duration_has_no_end(self) -> None:
        case = OpenTimeCase("desk", MIDDLE, duration=DAY)
        lines = [(str(label), str(text)) for label, text in case.describe(BOGOTA)]
        assert [text for _, text in lines][::2] == ["desk", "1 day, 0:00:00"]
        assert len(lines) == 3
