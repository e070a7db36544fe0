"""Which questions the check of all laws asks, and around which instants answers change."""

import subprocess
import sys
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    Directory,
    Medium,
    Priority,
    Reason,
    Recommendation,
    RequestType,
    Router,
    recommend,
)
from ccb_support.errors import EmptyRangeError
from ccb_support.testing import (
    Case,
    Law,
    LawBook,
    LawViolationError,
    check_laws,
)
from ccb_support.testing.law_check import CALLER_ZONES
from ccb_support.testing.oracle_hours import (
    DAY,
    MICROSECOND,
    MINUTE,
    Edition,
    clock_changes,
)
from tests.builders import SHIPPED, at, channel, closure, directory, season, shipped, special_day
from tests.systems import NEEDS_PROCESSES
from tests.testing.broken_routers import altering, answer_to, answering

Question = tuple[Law, Case]


MONDAY = date(2026, 11, 23)
DESK = directory(channel("desk", "Mo-Fr 08:00-17:00", holidays="closed"))

FIVE = directory(
    *(channel(name, request_types=["claim"]) for name in ("x", "y")),
    *(channel(name, request_types=["petition"]) for name in ("a", "b", "c")),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """Return the questions that the check asks from now on. It answers none of them."""
    questions: list[Question] = []

    def check(_book: LawBook, law: Law, case: Case) -> None:
        questions.append((law, case))

    monkeypatch.setattr(LawBook, "check", check)
    return questions


def ask(
    desk: Directory,
    first: date = MONDAY,
    last: date | None = None,
    holidays: Container[date] | None = None,
) -> int:
    return check_laws(recommend, desk, holidays=holidays, first=first, last=last or first)


def instants_of(law: Law, asked: list[Question], year: int = 2026) -> list[datetime]:
    """Return the instants of a year about which the check asks for a law, in order."""
    return sorted({case.when for each, case in asked if each is law and case.when.year == year})


def with_the_first_time(case: Case) -> Case:
    return replace(case, when=case.when.replace(fold=0))


def with_the_first_ends(case: Case) -> Case:
    if isinstance(case.unavailable, tuple):
        return case
    ends = {each: end and end.replace(fold=0) for each, end in case.unavailable.items()}
    return replace(case, unavailable=ends)


class TestDays:
    """The check asks about every change from the first day through the last."""

    def test_ends_after_the_last_change_of_the_last_day(self, asked: list[Question]) -> None:
        ask(DESK, MONDAY, MONDAY + DAY)
        instants = instants_of(Law.RULE, asked)
        assert instants[0] == at("2026-11-23 00:00") - MICROSECOND
        assert instants[-1] == at("2026-11-24 17:00") + MICROSECOND
        assert len(instants) == 3 * 3 * 2

    def test_each_instant_comes_in_each_zone_and_with_each_medium(
        self, asked: list[Question]
    ) -> None:
        ask(DESK)
        cases = [case for _, case in asked if case.when == at("2026-11-23 17:00")]
        assert {UTC, BOGOTA, *CALLER_ZONES} <= {case.when.tzinfo for case in cases}
        assert {case.prefer for case in cases} == {None, *Medium}

    @pytest.mark.parametrize("change", [with_the_first_time, with_the_first_ends])
    def test_an_hour_that_comes_twice_is_written_in_the_zone_of_the_directory(
        self, change: Callable[[Case], Case]
    ) -> None:
        desk = directory(channel("desk", "Su 01:30-02:30"), time_zone="America/New_York")
        right = Router(desk).recommend
        without_fold = answering(lambda case: answer_to(right, change(case)))
        with pytest.raises(LawViolationError, match=r"Instant: 2026-11-01 01:\S+-05:00"):
            check_laws(without_fold, desk, first=date(2026, 11, 1), last=date(2026, 11, 1))

    def test_changed_days_are_asked_about_at_any_time(self, asked: list[Question]) -> None:
        ask(shipped(special_days=[special_day("2026-12-24", "08:00-10:30")]))
        sharp = at("2026-12-24 10:30")
        assert {sharp - MICROSECOND, sharp, sharp + MICROSECOND} <= {*instants_of(Law.RULE, asked)}

    def test_each_answer_that_is_compared_counts(self, asked: list[Question]) -> None:
        assert ask(SHIPPED) == len([law for law, _ in asked if law is Law.RULE]) > 1000
        assert [law for law, _ in asked][-1:] == [Law.INPUT]


class TestChance:
    """Which request of a group is asked, and which channels are down, is drawn."""

    def test_each_check_draws_the_same(self, asked: list[Question]) -> None:
        ask(FIVE)
        once = [*asked]
        asked.clear()
        ask(FIVE)
        assert asked == once

    def test_every_request_comes_with_every_medium(self, asked: list[Question]) -> None:
        ask(DESK, MONDAY, MONDAY + 40 * DAY)
        assert {(case.request_type, case.priority, case.prefer) for _, case in asked} == {
            (each, priority, medium)
            for each in RequestType
            for priority in Priority
            for medium in (None, *Medium)
        }

    def test_regression_each_of_many_requests_comes(self, asked: list[Question]) -> None:
        types = [{"id": f"t{number}", "name": f"tipo {number}"} for number in range(100)]
        line = {**dict(channel()), "request_types": "all"}
        content = {**dict(DESK), "request_types": types, "channels": [line]}
        desk = Directory.model_validate(content)
        ask(desk)
        assert {(case.request_type, case.priority) for _, case in asked} == {
            (each.id, priority) for each in desk.request_types for priority in Priority
        }

    def test_channels_are_down_alone_and_together_in_any_order(self, asked: list[Question]) -> None:
        ask(FIVE, MONDAY, MONDAY + 6 * DAY)
        for with_ends in (False, True):
            down = {
                tuple(each.unavailable)
                for _, each in asked
                if isinstance(each.unavailable, Mapping) is with_ends
            }
            singles = {(each,) for each in "xyabc"}
            assert down >= {(), *singles, ("a", "b"), ("b", "a")}

    def test_at_most_six_of_those_that_serve_are_down(self, asked: list[Question]) -> None:
        claims = [channel(each, request_types=["claim"]) for each in "xy"]
        ask(directory(*claims, *map(channel, "abcdefgh")))
        cases = [case for _, case in asked if case.request_type != RequestType.CLAIM]
        assert {each for case in cases for each in case.unavailable} == {*"abcdef"}

    def test_they_come_back_before_the_question_at_it_and_after(
        self, asked: list[Question]
    ) -> None:
        ask(FIVE)
        steps = {
            end and end - case.when
            for _, case in asked
            if isinstance(case.unavailable, Mapping)
            for end in case.unavailable.values()
        }
        assert steps == {MINUTE, None, timedelta(), DAY, -DAY, 40 * DAY, MICROSECOND}


def test_the_first_two_changes_of_a_clock(asked: list[Question]) -> None:
    """The check asks when clocks change: at the first two changes, and in the range."""
    desk = directory(channel(), time_zone="America/New_York")
    ask(desk)
    local = (
        each.astimezone(desk.zone)
        for year in (1984, 1985)
        for each in instants_of(Law.RULE, asked, year)
    )
    midnights = {str(each.date()) for each in local if (each.hour, each.microsecond) == (0, 0)}
    assert midnights == {"1984-01-01", "1984-04-29", "1984-10-28"}


def test_a_router_that_is_wrong_about_one_request_while_a_desk_is_open_is_found() -> None:
    desk = directory(channel("desk", "Mo-Fr 08:00-17:00"), channel("line"))

    def alter(answer: Recommendation, _: datetime) -> dict[str, object]:
        is_wrong = answer.request_type is RequestType.APPEAL and answer.channel.id == "desk"
        return {"reason": Reason.DEDICATED} if is_wrong else {}

    with pytest.raises(LawViolationError, match="reason") as caught:
        check_laws(altering(alter, Router(desk).recommend), desk, first=MONDAY, last=MONDAY)
    assert isinstance(caught.value.case, Case)
    assert caught.value.case.request_type is RequestType.APPEAL


class SaysNoDay(set[date]):
    """A caller's calendar whose mark is not a date, so that it says nothing."""

    verified_through: object = "2027-12-31"


class SaysAMidnight(SaysNoDay):
    """A caller's calendar whose mark is a `datetime`."""

    verified_through = datetime(2027, 12, 31)  # noqa: DTZ001 - as people write a day


def test_takes_other_holidays() -> None:
    # One name may be there twice, and is one cause.
    twice = {MONDAY: ["Fiesta", "Fiesta"]}
    for holidays in ((), {MONDAY}, SaysNoDay({MONDAY}), SaysAMidnight({MONDAY}), twice):
        router = Router(DESK, holidays=holidays)
        check_laws(router.recommend, DESK, holidays=holidays, first=MONDAY, last=MONDAY)
    with pytest.raises(LawViolationError):
        check_laws(Router(DESK).recommend, DESK, holidays={MONDAY}, first=MONDAY, last=MONDAY)


FROM_TUESDAY = DESK.model_copy(update={"effective": MONDAY + DAY})


def test_a_right_router_over_a_later_edition_keeps_the_laws() -> None:
    assert check_laws(
        Router(FROM_TUESDAY).recommend, FROM_TUESDAY, first=MONDAY, last=MONDAY + 2 * DAY
    )


def test_pytest_shows_only_the_line_of_the_caller() -> None:
    with pytest.raises(LawViolationError) as caught:
        check_laws(altering(lambda _, __: {"number": "0"}), DESK, first=MONDAY, last=MONDAY)
    shown = [each for each in caught.traceback if not each.ishidden(caught)]
    assert [str(each.path) for each in shown] == [__file__]


def test_a_range_that_ends_before_it_starts_checks_nothing_and_is_refused() -> None:
    with pytest.raises(EmptyRangeError, match=r"from .*11, 23\) to .*11, 22\) is empty"):
        ask(DESK, MONDAY, MONDAY - DAY)


WITHOUT_TOOLS = """
import sys
from datetime import date

sys.modules |= dict.fromkeys(["hypothesis", "pytest", "_pytest"])

from ccb_support import Router, default_directory
from ccb_support.testing import check_laws

router, day = Router(default_directory()), date(2026, 11, 24)
assert check_laws(router.recommend, router.directory, first=day, last=day) > 1000
"""


@NEEDS_PROCESSES
def test_the_laws_need_neither_pytest_nor_hypothesis() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT_TOOLS], check=True)  # noqa: S603 - our own code


def days_of(instants: Iterable[datetime]) -> set[str]:
    """Return the days in Bogotá on which some instants lie."""
    return {f"{each.astimezone(BOGOTA):%Y-%m-%d}" for each in instants}


class TestInstants:
    """The instants around which answers change are read off the directory."""

    def test_a_time_that_comes_twice_gives_two_instants_and_a_change_of_the_clock_one(self) -> None:
        odd = special_day("2026-11-01", "01:30-09:00")
        directory = shipped(time_zone="America/New_York", holiday_calendar="CO", special_days=[odd])
        found = [
            f"{instant.astimezone(directory.zone):%H:%M %z}"
            for instant in sorted(Edition(directory).day_instants(date(2026, 11, 1)))
        ]
        assert found[:4] == ["00:00 -0400", "01:30 -0400", "01:00 -0500", "01:30 -0500"]

    @pytest.mark.parametrize(
        ("zone", "days"),
        [
            ("America/New_York", ["2026-03-08", "2026-11-01"]),
            ("Pacific/Apia", []),
            ("America/Bogota", []),
        ],
    )
    def test_clock_changes_are_the_days_on_which_the_offset_changes(
        self, zone: str, days: list[str]
    ) -> None:
        found = clock_changes(ZoneInfo(zone))
        assert [str(day) for day in found if day.year == 2026] == days

    def test_clock_changes_of_bogota_are_its_one_summer_time(self) -> None:
        starts, ends = clock_changes(BOGOTA)
        # The version 2026f of the IANA data has the start a day earlier than those before.
        assert starts in {date(1992, 5, 2), date(1992, 5, 3)}
        assert ends.year == 1993

    @pytest.mark.parametrize(
        ("entries", "days"),
        [
            ({"special_days": [special_day("1984-01-01")]}, ["1984-01-01", "1984-01-02"]),
            ({"special_days": [special_day("2199-12-31")]}, ["2199-12-30", "2199-12-31"]),
            (
                {"special_days": [special_day("2026-07-15")]},
                ["2026-07-14", "2026-07-15", "2026-07-16"],
            ),
            (
                {"seasons": [season("2026-03-10/2026-03-20")]},
                ["2026-03-09", "2026-03-10", "2026-03-20", "2026-03-21"],
            ),
            # What follows Easter comes once.
            (
                {"special_days": [special_day("easter-3")]},
                ["1984-04-18", "1984-04-19", "1984-04-20"],
            ),
            (
                # The ends of the calendar of Python are no instants.
                {
                    "seasons": [season("0001-01-01/2026-06-30")],
                    "special_days": [special_day("2026-07-20/9999-12-31")],
                    "closures": [closure("0001-01-01 00:00", "9999-12-31 23:59")],
                },
                ["2026-06-30", "2026-07-01", "2026-07-19", "2026-07-20"],
            ),
        ],
    )
    def test_changed_days_are_their_days_and_those_beside_them_in_the_range(
        self, entries: dict[str, object], days: list[str]
    ) -> None:
        directory = shipped(**entries)
        found = {*map(str, Edition(directory).changed_days())}
        assert sorted(found | days_of(Edition(directory).closure_ends())) == days

    def test_what_comes_every_year_falls_on_each_day_of_the_week(self) -> None:
        directory = shipped(special_days=[special_day("07-15")])
        found = {
            each for each in Edition(directory).changed_days() if (each.month, each.day) == (7, 15)
        }
        # Leap years skip a day: after Wednesday comes Friday, and Thursday only in 1993.
        years = ("1984", "1985", "1986", "1987", "1988", "1989", "1993")
        assert sorted(map(str, found)) == [f"{year}-07-15" for year in years]

    def test_closures_are_their_two_ends_in_the_zone_of_the_directory(self) -> None:
        directory = shipped(closures=[closure("2026-12-05 22:00", "2026-12-06 02:00")])
        ends = [at("2026-12-05 22:00"), at("2026-12-06 02:00")]
        assert [*Edition(directory).closure_ends()] == ends

    def test_neighbours_stay_within_the_supported_range(self) -> None:
        first, end = Edition(SHIPPED).supported
        assert [*Edition(SHIPPED).around([first])] == [first, first + MICROSECOND]
        assert [*Edition(SHIPPED).around([end])] == [end - MICROSECOND]
