"""The calendar of a router: the days about which it is asked, and how long ago it was checked."""

from collections.abc import Callable, Container
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from unittest.mock import MagicMock

import pytest

from ccb_support import BOGOTA, Directory, Router
from ccb_support.clock.instants import Instant, instant_of
from ccb_support.routing.router import past_checks
from ccb_support.testing.oracle_hours import DAY
from tests.builders import NOON, OFFICE, at, channel, directory
from tests.editions import edition

Question: TypeAlias = Callable[[Router], object]


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

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_without_a_channel_that_observes_holidays_nobody_asks(self, question: str) -> None:
        assert asked_by(QUESTIONS[question], OPEN_ON_HOLIDAYS) == []


class OnlyOneYear(Listening):
    """A calendar that knows only one year."""

    def __contains__(self, day: object) -> bool:
        is_holiday = super().__contains__(day)
        if self.asked[-1].year != 2026:
            raise LookupError(day)
        return is_holiday


def test_a_calendar_that_ends_fails_outside_and_answers_in_its_year() -> None:
    """A calendar that fails outside its years is asked about no year that a question does not need."""
    router = Router(OBSERVES, holidays=OnlyOneYear())
    for _ in range(2):
        with pytest.raises(LookupError):
            router.recommend("claim", 3, at("2028-06-02 12:00"))
        for month in range(2, 12):
            assert router.recommend("claim", 3, at(f"2026-{month:02}-02 12:00")).open_now


@pytest.mark.parametrize("zone", ["America/Bogota", "Pacific/Apia", "Australia/Lord_Howe"])
@pytest.mark.parametrize("first", ["1984-01-01", "2199-12-29"])
@pytest.mark.parametrize("holiday", ["1984-01-02", "2199-12-31", "2000-01-01"])
def test_a_calendar_is_asked_about_days_of_the_range(zone: str, first: str, holiday: str) -> None:
    """At the ends of the supported range, a calendar is asked about no day outside the range."""
    calendar = Listening(date.fromisoformat(holiday))
    desk = directory(channel("office", "Mo-Su 07:00-17:00", holidays="closed"), time_zone=zone)
    router = Router(desk, holidays=calendar)
    for number in range(3):
        noon = at(f"{first} 12:00", zone) + timedelta(days=number)
        is_open = router.status("office", noon).open_now
        assert is_open == (noon.date() != calendar.holiday)
    assert all(1984 <= day.year <= 2199 for day in calendar.asked)


AS_OF = directory().as_of
YEAR_LATER = AS_OF + timedelta(days=365)
THROUGH = date(2027, 6, 30)


def checked(through: object) -> MagicMock:
    """Return a caller's calendar that says until when its laws were checked."""
    return MagicMock(verified_through=through)


def router(holidays: Container[date] | None = None, *, observes: str = "closed") -> Router:
    desk = channel("desk", OFFICE, holidays=observes)
    given = checked(THROUGH) if holidays is None else holidays
    return Router(directory(desk, channel("line")), holidays=given)


END, NEW_YEAR = date(2200, 1, 1), date(2027, 1, 1)
UNCHECKED = router(observes="open")
TO_COME = Router(edition(f"{NEW_YEAR}", directory(channel())))


@pytest.mark.parametrize(
    ("asked", "day", "too_old"),
    [
        pytest.param(UNCHECKED, YEAR_LATER, {}, id="a year after the comparison"),
        pytest.param(UNCHECKED, YEAR_LATER + DAY, {"as_of": AS_OF}, id="more than a year after it"),
        pytest.param(router(), THROUGH, {}, id="the last day of the laws"),
        pytest.param(router(), THROUGH + DAY, {"verified_through": THROUGH}, id="the day after it"),
        pytest.param(
            router(checked(datetime.combine(THROUGH, time(12)))), THROUGH + DAY,
            {"verified_through": THROUGH}, id="laws that were checked through a noon",
        ),
        pytest.param(router(frozenset[date]()), YEAR_LATER, {}, id="laws that nobody checked"),
        pytest.param(router(checked("2027-06-30")), YEAR_LATER, {}, id="no date of a check"),
        pytest.param(UNCHECKED, END - 61 * DAY, {"as_of": AS_OF}, id="long before the end"),
        pytest.param(
            UNCHECKED, END - 60 * DAY, {"as_of": AS_OF, "calendar_ends": END},
            id="in time for another version",
        ),
        pytest.param(
            TO_COME, NEW_YEAR - DAY, {"begins_later": NEW_YEAR}, id="before the first edition"
        ),
        pytest.param(TO_COME, NEW_YEAR, {}, id="its first day"),
    ],
)  # fmt: skip
def test_what_is_too_old_on_a_day(asked: Router, day: date, too_old: dict[str, date]) -> None:
    """A check is too old after a year, or after the day through which it holds: then, all day."""
    midnight = datetime.combine(day, time(), BOGOTA)
    for clock in (timedelta(), timedelta(hours=12), timedelta(hours=23, minutes=59, seconds=59)):
        checks = past_checks(asked, instant_of(midnight + clock))
        assert {name: each for name, each in checks._asdict().items() if each} == too_old


@pytest.mark.parametrize("through", ["2027-06-30", datetime.combine(THROUGH, time()), 5])
def test_regression_words_of_any_calendar(through: object) -> None:
    desk = router(checked(through))
    answer = desk.recommend("queja", 3, datetime(2026, 11, 24, 9, 30, tzinfo=BOGOTA))
    assert answer.explain()
    assert answer.why()


@pytest.mark.parametrize(("now", "as_of"), [(-(10**12), None), (10**12, AS_OF)])
def test_a_clock_may_be_wrong_by_ages(now: int, as_of: date | None) -> None:
    assert past_checks(router(), Instant(now)).as_of == as_of
