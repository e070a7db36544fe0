"""Which questions the check of all laws asks, over directories that need few of them."""

from collections.abc import Container
from datetime import date, datetime, timedelta

import pytest

from ccb_support import (
    Directory,
    Medium,
    Priority,
    Reason,
    Recommendation,
    RequestType,
    Router,
    default_directory,
    recommend,
)
from ccb_support.errors import EmptyRangeError
from ccb_support.testing import (
    Case,
    Law,
    LawBook,
    LawViolationError,
    check_laws,
    kinds_of_request,
)
from ccb_support.testing.boundary_instants import MICROSECOND, caller_zones
from ccb_support.testing.oracle_hours import DAY, MINUTE
from tests.builders import at, channel, directory, shipped, special_day
from tests.testing.broken_routers import altering

Question = tuple[Law, Case]


MONDAY = date(2026, 11, 23)
DESK = directory(channel("desk", "Mo-Fr 08:00-17:00", holidays="closed"))

FIVE = directory(
    *(channel(name, request_types=["claim"]) for name in ("x", "y")),
    *(channel(name, request_types=["petition"]) for name in ("a", "b", "c")),
)


SHIPPED = default_directory()


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


class TestDays:
    """The check asks about every change from the first day through the last."""

    def test_ends_after_the_last_change_of_the_last_day(self, asked: list[Question]) -> None:
        ask(DESK, MONDAY, MONDAY + DAY)
        instants = instants_of(Law.RULE, asked)
        assert instants[0] == at("2026-11-23 00:00") - MICROSECOND
        assert instants[-1] == at("2026-11-24 17:00") + MICROSECOND
        assert len(instants) == 3 * 3 * 2

    def test_each_instant_comes_in_each_zone(self, asked: list[Question]) -> None:
        ask(DESK)
        zones = [case.when.tzinfo for _, case in asked if case.when == at("2026-11-23 17:00")]
        assert {*caller_zones()} <= {*zones}

    def test_each_instant_comes_with_each_medium_and_an_outage_in_turn(
        self, asked: list[Question]
    ) -> None:
        ask(DESK, MONDAY + DAY, MONDAY + 2 * DAY)
        wednesday = at("2026-11-25 07:00")
        cases = [
            case
            for law, case in asked
            if law is Law.RULE and case.when > wednesday and case.when.year == 2026
            if case.priority is Priority.CRITICAL
        ]
        outages = {medium: [each for each in cases if each.prefer == medium] for medium in Medium}
        for found in outages.values():
            assert len(found) == 6
            assert {type(each.unavailable) for each in found} == {tuple, dict}
            assert {tuple(each.unavailable) for each in found} == {(), ("desk",)}

    def test_exceptions_are_asked_about_at_any_time(self, asked: list[Question]) -> None:
        ask(shipped(special_days=[special_day("2026-12-24", "08:00-10:30")]))
        sharp = at("2026-12-24 10:30")
        assert {sharp - MICROSECOND, sharp, sharp + MICROSECOND} <= {*instants_of(Law.RULE, asked)}

    def test_each_question_counts_once(self, asked: list[Question]) -> None:
        assert ask(SHIPPED) == len(asked) > 1000

    def test_asks_about_wrong_input_with_the_first_kind_of_request(
        self, asked: list[Question]
    ) -> None:
        ask(FIVE)
        (case,) = (case for law, case in asked if law is Law.INPUT)
        assert (Law.INPUT, case) in asked[: len(asked) // 2], "not after a long range"
        assert (case.request_type, case.priority) == kinds_of_request(FIVE)[0]


class TestBusiestInstant:
    """What any instant shows is asked when most channels are open in the first week."""

    @pytest.mark.parametrize(
        ("first", "hours", "holidays", "busiest"),
        [
            (MONDAY, "Tu 08:00-17:00", (), "2026-11-24 08:00"),
            (MONDAY, "Mo-Fr 08:00-17:00", {MONDAY, MONDAY + DAY}, "2026-11-25 08:00"),
            (MONDAY, "Mo 08:00-17:00", {MONDAY}, "2026-11-23 06:00"),
            (date(2300, 1, 1), "Mo-Fr 08:00-17:00", (), "1984-01-01 00:00"),
        ],
        ids=[
            "in the week of the first day",
            "not on a holiday",
            "not after seven days",
            "the first of all if the week is not supported",
        ],
    )
    def test_is(
        self,
        asked: list[Question],
        first: date,
        hours: str,
        holidays: Container[date],
        busiest: str,
    ) -> None:
        desk, line = channel("desk", hours, holidays="closed"), channel("line", "Mo-Su 06:00-20:00")
        ask(directory(desk, line), first, holidays=holidays)
        (when,) = (case.when for law, case in asked if law is Law.INPUT)
        assert when == at(busiest)

    def test_every_request_is_asked_then(self, asked: list[Question]) -> None:
        desk = directory(channel("desk", "Tu 08:00-17:00"), channel("line"))
        ask(desk)
        cases = {
            (case.request_type, case.priority, case.prefer)
            for law, case in asked
            if law is Law.RULE and case.when == at("2026-11-24 08:00")
        }
        assert cases == {
            (each, priority, medium)
            for each in RequestType
            for priority in Priority
            for medium in (None, *Medium)
        }


class TestOutages:
    """Channels are down one by one, and then more and more of them, in both orders."""

    def test_a_channel_of_other_requests_and_those_of_the_request(
        self, asked: list[Question]
    ) -> None:
        ask(FIVE)
        petition = RequestType.PETITION, Priority.CRITICAL
        downs = [
            case.unavailable
            for law, case in asked
            if law is Law.RULE and (case.request_type, case.priority) == petition
            if case.unavailable
        ]
        together = ["x", "a", "b", "c", "ab", "abc", "ba", "cba"]
        expected = [tuple(each) for each in together for _ in range(2)]
        assert [tuple(each) for each in downs[: len(expected)]] == expected
        assert [isinstance(each, dict) for each in downs[: len(expected)]] == [False, True] * 8

    def test_at_most_six_at_once_each_back_at_another_time(self, asked: list[Question]) -> None:
        names = "abcdefgh"
        ask(directory(*map(channel, names)))
        with_ends = [case for _, case in asked if isinstance(case.unavailable, dict)]
        longest = max(with_ends, key=lambda case: len(case.unavailable))
        assert isinstance(longest.unavailable, dict)
        assert "".join(longest.unavailable) == "abcdef"
        steps = [end and end - longest.when for end in longest.unavailable.values()]
        assert steps == [MINUTE, None, timedelta(), DAY, -DAY, MINUTE]


class TestClockChanges:
    """The check asks when clocks change: at the first two changes, and in the range."""

    def test_the_first_two(self, asked: list[Question]) -> None:
        desk = directory(channel(), time_zone="America/New_York")
        ask(desk)
        instants = [*instants_of(Law.RULE, asked, 1984), *instants_of(Law.RULE, asked, 1985)]
        local = (each.astimezone(desk.zone) for each in instants)
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
    for holidays in ((), {MONDAY}, SaysNoDay({MONDAY}), SaysAMidnight({MONDAY})):
        router = Router(DESK, holidays=holidays)
        check_laws(router.recommend, DESK, holidays=holidays, first=MONDAY, last=MONDAY)
    with pytest.raises(LawViolationError):
        check_laws(Router(DESK).recommend, DESK, holidays={MONDAY}, first=MONDAY, last=MONDAY)


def test_an_edition_is_asked_from_its_first_day_on(asked: list[Question]) -> None:
    edition = DESK.model_copy(update={"effective": MONDAY + DAY})
    ask(edition, MONDAY, MONDAY + 2 * DAY)
    assert min(case.when for _, case in asked) == at("2026-11-24 00:00")


def test_a_right_router_over_a_later_edition_keeps_the_laws() -> None:
    edition = DESK.model_copy(update={"effective": MONDAY + DAY})
    assert check_laws(Router(edition).recommend, edition, first=MONDAY, last=MONDAY + 2 * DAY)


def test_pytest_shows_only_the_line_of_the_caller() -> None:
    with pytest.raises(LawViolationError) as caught:
        check_laws(altering(lambda _, __: {"number": "0"}), DESK, first=MONDAY, last=MONDAY)
    shown = [each for each in caught.traceback if not each.ishidden(caught)]
    assert [str(each.path) for each in shown] == [__file__]


def test_a_range_that_ends_before_it_starts_checks_nothing_and_is_refused() -> None:
    with pytest.raises(EmptyRangeError, match=r"from .*11, 23\) to .*11, 22\) is empty"):
        ask(DESK, MONDAY, MONDAY - DAY)
