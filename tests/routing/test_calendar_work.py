"""The days about which a question asks the calendar: those of the years near it, each once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest

from ccb_support import Router
from ccb_support.clock.instants import instant_of
from tests.builders import OFFICE, at, channel, closure, directory

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccb_support import Directory

    Question: TypeAlias = Callable[[Router], object]

NOON = at("2026-11-24 12:00")


class Listening:
    """A calendar that notes the days about which it is asked. It has no other holiday than one."""

    def __init__(self, holiday: date | None = None) -> None:
        self.holiday = holiday
        self.asked: list[date] = []

    def __contains__(self, day: object) -> bool:
        assert isinstance(day, date)
        self.asked.append(day)
        return day == self.holiday


def asked_by(question: Question, desk: Directory) -> list[date]:
    calendar = Listening()
    question(Router(desk, holidays=calendar))
    return calendar.asked


OBSERVES = directory(channel("office", OFFICE, holidays="closed"), channel("lines"))
ALONE = directory(channel("office", OFFICE, holidays="closed"))
OPEN_ON_HOLIDAYS = directory(channel("office", OFFICE), channel("lines"))

QUESTIONS: dict[str, Question] = {
    "recommend": lambda router: router.recommend("claim", 3, NOON),
    "timeline": lambda router: [*router.timeline("claim", 3, NOON, NOON + timedelta(days=3))],
    "status": lambda router: router.status("office", NOON),
    "timetable": lambda router: router.timetable(NOON, NOON + timedelta(days=3)),
}


class TestQuestions:
    """A question asks about the years near its instant, each day once."""

    @pytest.mark.parametrize("desk", [OBSERVES, ALONE], ids=["with lines", "alone"])
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_of_one_year(self, question: str, desk: Directory) -> None:
        asked = asked_by(QUESTIONS[question], desk)
        assert len(asked) == len(set(asked)) == 365
        assert {day.year for day in asked} == {2026}

    def test_later_questions_ask_about_no_day_again(self) -> None:
        calendar = Listening()
        router = Router(OBSERVES, holidays=calendar)
        for hours in range(0, 24 * 90, 5):
            for request_type in ("claim", "incident"):
                router.recommend(request_type, 3, NOON + timedelta(hours=hours))
        assert len(calendar.asked) == len(set(calendar.asked)) == 2 * 365

    def test_a_year_asks_about_its_days(self) -> None:
        year = at("2026-01-01 00:00"), at("2027-01-01 00:00")
        asked = asked_by(lambda router: router.timetable(*year), OBSERVES)
        assert len(asked) == len(set(asked)) == 3 * 365

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_without_a_channel_that_observes_holidays_nobody_asks(self, question: str) -> None:
        assert asked_by(QUESTIONS[question], OPEN_ON_HOLIDAYS) == []

    def test_a_closure_of_years_is_not_asked_about(self) -> None:
        closed = directory(
            channel("office", OFFICE, holidays="closed"),
            closures=[closure("2026-11-01 00:00", "2050-11-01 00:00")],
        )
        in_it = at("2040-06-01 12:00")
        router = Router(closed, holidays=Listening())
        openness = router.engine.hours("office").openness
        assert openness.around(instant_of(in_it))[1] == at("2050-11-01 07:00").timestamp()


class OnlyOneYear(Listening):
    """A calendar that knows only one year."""

    def __contains__(self, day: object) -> bool:
        is_holiday = super().__contains__(day)
        if self.asked[-1].year != 2026:
            raise LookupError(day)
        return is_holiday


class TestCalendarThatEnds:
    """A calendar that fails outside its years is asked about no year that a question does not need."""

    def test_it_answers_in_its_year(self) -> None:
        router = Router(OBSERVES, holidays=OnlyOneYear())
        answers = [
            router.recommend("claim", 3, at(f"2026-{month:02}-02 12:00")) for month in range(2, 12)
        ]
        assert {each.open_now for each in answers} == {True}

    def test_it_fails_outside_and_still_answers_in_its_year(self) -> None:
        router = Router(OBSERVES, holidays=OnlyOneYear())
        for _ in range(2):
            with pytest.raises(LookupError):
                router.recommend("claim", 3, at("2028-06-02 12:00"))
            assert router.recommend("claim", 3, NOON).channel.id == "office"


class TestEndsOfTheRange:
    """At the ends of the supported range, a calendar is asked about no day outside the range."""

    @pytest.mark.parametrize("zone", ["America/Bogota", "Pacific/Apia", "Australia/Lord_Howe"])
    @pytest.mark.parametrize("first", ["1984-01-01", "2199-12-29"])
    @pytest.mark.parametrize("holiday", ["1984-01-02", "2199-12-31", "2000-01-01"])
    def test_it_is_asked_about_days_of_the_range(self, zone: str, first: str, holiday: str) -> None:
        calendar = Listening(date.fromisoformat(holiday))
        desk = directory(channel("office", "Mo-Su 07:00-17:00", holidays="closed"), time_zone=zone)
        router = Router(desk, holidays=calendar)
        for number in range(3):
            noon = at(f"{first} 12:00", zone) + timedelta(days=number)
            is_open = router.status("office", noon).open_now
            assert is_open == (noon.date() != calendar.holiday)
        assert all(1984 <= day.year <= 2199 for day in calendar.asked)
