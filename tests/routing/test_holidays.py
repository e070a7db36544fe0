"""The calendar of a router: the days about which it is asked, and how long ago it was checked."""

from collections.abc import Callable, Container
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from unittest.mock import MagicMock

import pytest

from ccb_support import BOGOTA, Directory, Router
from ccb_support.calendars import checked_through
from ccb_support.clock.instants import Instant, instant_of
from ccb_support.routing.router import PastChecks, past_checks
from tests.builders import OFFICE, at, channel, directory
from tests.editions import edition

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
DAY = timedelta(days=1)


def checked(through: object) -> MagicMock:
    """Return a caller's calendar that says until when its laws were checked."""
    return MagicMock(verified_through=through)


def router(holidays: Container[date] | None = None, *, observes: str = "closed") -> Router:
    desk = channel("desk", OFFICE, holidays=observes)
    given = checked(THROUGH) if holidays is None else holidays
    return Router(directory(desk, channel("line")), holidays=given)


def checks_on(router: Router, day: date) -> PastChecks:
    """Return what is too old on a day, and check that it is so all day."""
    midnight = datetime.combine(day, datetime.min.time(), BOGOTA)
    later = timedelta(), timedelta(hours=12), timedelta(hours=23, minutes=59, seconds=59)
    first, noon, last = (past_checks(router, instant_of(midnight + each)) for each in later)
    assert first == noon == last
    return noon


class TestPastChecks:
    """A check is too old after a year, or after the day through which it holds."""

    def test_a_directory_is_too_old_after_a_year(self) -> None:
        assert checks_on(router(), YEAR_LATER).as_of is None
        assert checks_on(router(), YEAR_LATER + DAY).as_of == AS_OF

    @pytest.mark.parametrize("through", [THROUGH, datetime.combine(THROUGH, time(12))], ids=str)
    def test_laws_are_too_old_after_their_last_day(self, through: date) -> None:
        asked = router(checked(through))
        assert checks_on(asked, THROUGH).verified_through is None
        assert checks_on(asked, THROUGH + DAY).verified_through == THROUGH

    def test_near_miss_no_channel_observes_holidays(self) -> None:
        asked = router(observes="open")
        assert checks_on(asked, YEAR_LATER).verified_through is None

    @pytest.mark.parametrize("holidays", [frozenset[date](), checked("2027-06-30")])
    def test_near_miss_nobody_says_until_when_the_laws_were_checked(
        self, holidays: Container[date]
    ) -> None:
        asked = router(holidays)
        assert checked_through(asked.engine.editions.in_order[0].holidays) is None
        assert checks_on(asked, YEAR_LATER).verified_through is None

    def test_a_calendar_needs_another_version_before_it_ends(self) -> None:
        end = date(2200, 1, 1)
        assert checks_on(router(), end - 61 * DAY).calendar_ends is None
        assert checks_on(router(), end - 60 * DAY).calendar_ends == end

    def test_nobody_gets_an_answer_before_the_first_edition(self) -> None:
        later = Router(edition("2027-01-01", directory(channel())))
        assert checks_on(later, date(2026, 12, 31)).begins_later == date(2027, 1, 1)
        assert checks_on(later, date(2027, 1, 1)).begins_later is None

    @pytest.mark.parametrize(("now", "as_of"), [(-(10**12), None), (10**12, AS_OF)])
    def test_a_clock_may_be_wrong_by_ages(self, now: int, as_of: date | None) -> None:
        assert past_checks(router(), Instant(now)).as_of == as_of
