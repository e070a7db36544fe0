"""What each law looks at, and no other law: routers that are wrong in one place only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING, Unpack, cast

import pytest

from ccb_support import (
    Directory,
    Medium,
    NoChannelError,
    Priority,
    Recommendation,
    RequestType,
    Router,
    default_directory,
    recommend,
)
from ccb_support.testing import Case, Law, LawBook, LawViolationError, Recommender
from ccb_support.testing.boundary_instants import DAY, MICROSECOND, MINUTE, range_ends
from tests.builders import at, channel, directory, special_day
from tests.testing.broken_routers import TUESDAY, Options, altering

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Condition = Callable[[Priority, datetime, Options], bool]

SHIPPED = default_directory()
EMAIL = SHIPPED.channels[-2]
COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM
COMPLAINT = Case(*COMPLAINT_P3, TUESDAY)
SPAN_FIELDS = "valid_from, valid_until: "


def lines_about(
    router: Recommender, law: Law, case: Case = COMPLAINT, desk: Directory = SHIPPED
) -> dict[str, str]:
    """Return the lines of the error about a router that breaks a law, by their labels."""
    with pytest.raises(LawViolationError) as caught:
        LawBook(router, desk).check(law, case)
    lines = str(caught.value).splitlines()[1:]
    return {label: text for label, _, text in (line.strip().partition(": ") for line in lines)}


def wrong_if(condition: Condition, **changes: object) -> Recommender:
    """Return a router whose answers have other values if the condition holds for the question."""

    def wrong(
        request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
    ) -> Recommendation:
        answer = recommend(request_type, priority, when, **options)
        is_wrong = condition(priority, when, options)
        return answer.model_copy(update=changes) if is_wrong else answer

    return wrong


def nobody_opening_at(opening: datetime) -> Recommender:
    """Return a router that knows nobody, and says that all open at that instant."""

    def nobody(
        request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
    ) -> Recommendation:
        with pytest.raises(NoChannelError) as caught:
            recommend(request_type, priority, when, **options)
        trace = [each.model_copy(update={"opens_at": opening}) for each in caught.value.trace]
        raise NoChannelError(request_type, priority, tuple(trace), caught.value.escalation)

    return nobody


class TestRule:
    """The law of the rule compares whole answers, without a preference."""

    def test_a_preference_is_not_its_concern(self) -> None:
        deaf = wrong_if(lambda _, __, options: options.get("prefer") is not None, number="1")
        case = Case(*COMPLAINT_P3, TUESDAY, prefer=Medium.EMAIL)
        LawBook(deaf, SHIPPED).check(Law.RULE, case)
        assert lines_about(deaf, Law.PREFERENCE, case)["Got"] == "number = '1'"

    def test_instants_are_in_the_zone_of_the_directory_if_nobody_answers(self) -> None:
        case = Case(*COMPLAINT_P3, TUESDAY, unavailable=SHIPPED.channel_ids)
        got = lines_about(nobody_opening_at(TUESDAY), Law.RULE, case)["Got"]
        assert got.startswith("trace[pqrs].opens_at = 2026-11-24 09:30:00-05:00; ")

    def test_a_number_for_yes_is_not_valid(self) -> None:
        lines = lines_about(altering(lambda _, __: {"open_now": 1}), Law.RULE)
        assert lines["Expected"] == "a valid open_now"
        assert lines["Got"] == "open_now = 1"
        assert lines["Look at"].startswith("open_now: ")

    @pytest.mark.parametrize(
        ("returned", "kind"),
        [(None, "NoneType"), (NoChannelError(*COMPLAINT_P3, (), ()), "NoChannelError")],
    )
    def test_no_answer_at_all(self, returned: object, kind: str) -> None:
        def returning(*_: object, **__: object) -> object:
            return returned  # an error is raised, and not returned

        lines = lines_about(cast("Recommender", returning), Law.RULE)
        assert lines["Expected"] == "a Recommendation or a NoChannelError"
        assert lines["Got"] == f"a value of type {kind}"


class TestZoneFree:
    """The law asks in each of several zones."""

    @pytest.mark.parametrize("offset", [0, 9, -3.5], ids=["UTC", "Tokyo", "St. John's"])
    def test_a_router_that_is_wrong_in_one(self, offset: float) -> None:
        wrong = wrong_if(
            lambda _, when, __: when.utcoffset() == timedelta(hours=offset), number="1"
        )
        lines = lines_about(wrong, Law.ZONE_FREE)
        assert lines["Got"] == "number = '1'"
        assert (
            f", written {TUESDAY.astimezone(timezone(timedelta(hours=offset)))}" in lines["Instant"]
        )


class TestSpan:
    """The law looks at both ends of a span, in its middle, and just outside."""

    def test_an_end_is_outside(self) -> None:
        ended = altering(lambda _, when: {"valid_until": when})
        assert lines_about(ended, Law.SPAN)["Expected"] == "a span that contains the instant"

    def test_the_middle(self) -> None:
        noon = at("2026-11-24 12:00")
        lines = lines_about(wrong_if(lambda _, when, __: when == noon, number="1"), Law.SPAN)
        assert lines["Got"] == f"number = '1', at {noon}, inside the answer's span"

    def test_spans_that_end_at_each_hour(self) -> None:
        def hour(answer: Recommendation, when: datetime) -> dict[str, object]:
            del answer
            start = when.astimezone(TUESDAY.tzinfo).replace(minute=0, second=0, microsecond=0)
            return {"valid_from": start, "valid_until": start + 60 * MINUTE}

        lines = lines_about(altering(hour), Law.SPAN)
        before = at("2026-11-24 09:00") - MICROSECOND
        assert lines["Expected"] == f"another answer at {before}, outside the span"
        assert lines["Look at"].startswith(SPAN_FIELDS)

    def test_the_first_instant_of_all_is_outside_a_span_that_starts_later(self) -> None:
        desk = directory()
        first = range_ends(desk)[0]
        late = altering(lambda _, __: {"valid_from": first + MICROSECOND}, Router(desk).recommend)
        lines = lines_about(late, Law.SPAN, COMPLAINT, desk)
        assert lines["Expected"] == "another answer at 1984-01-01 00:00:00-05:00, outside the span"

    def test_an_outage_that_lasts_is_part_of_the_question(self) -> None:
        wrong = wrong_if(
            lambda _, when, options: bool(options.get("unavailable")) and when != TUESDAY,
            number="1",
        )
        case = Case(*COMPLAINT_P3, TUESDAY, unavailable={"email": TUESDAY + DAY})
        assert lines_about(wrong, Law.SPAN, case)["Got"].startswith("number = '1', at ")
        LawBook(wrong, SHIPPED).check(Law.SPAN, COMPLAINT)


class TestCriticalPhone:
    """The law asks for a critical request, also about a question with another priority."""

    def test_a_router_that_has_no_telephone_for_it(self) -> None:
        critical = wrong_if(
            lambda priority, _, __: priority is Priority.CRITICAL, channel=EMAIL, alternatives=()
        )
        lines = lines_about(critical, Law.CRITICAL_PHONE)
        assert lines["Request"] == "complaint, P1"
        assert lines["Got"] == "no telephone"

    @pytest.mark.parametrize("down", [(), ("p1_mobile",)])
    def test_a_router_that_lets_a_preference_choose_the_chat(self, down: tuple[str, ...]) -> None:
        chat = SHIPPED.channel("chat")
        obedient = wrong_if(
            lambda priority, _, options: (
                priority is Priority.CRITICAL and options.get("prefer") is Medium.CHAT
            ),
            channel=chat,
            contact=chat.contacts[0],
        )
        lines = lines_about(obedient, Law.CRITICAL_PHONE, replace(COMPLAINT, unavailable=down))
        assert lines["Request"] == "complaint, P1, preferably by chat"
        assert lines["Expected"] == "a telephone, as without the preference"


class TestUnavailable:
    """The law asks with each preference."""

    @pytest.mark.parametrize("medium", Medium)
    def test_a_router_that_forgets_outages_because_of_one(self, medium: Medium) -> None:
        def forgetful(
            request_type: RequestType,
            priority: Priority,
            when: datetime,
            **options: Unpack[Options],
        ) -> Recommendation:
            if options.get("prefer") is medium:
                options["unavailable"] = ()
            return recommend(request_type, priority, when, **options)

        lines = lines_about(forgetful, Law.UNAVAILABLE)
        assert lines["Expected"].startswith("an answer without ")
        assert ", preferably by " in lines["Request"]


class TestUntil:
    """The law uses the outages of a question; without any, it makes the answer unavailable."""

    def test_a_router_that_is_wrong_about_a_channel_of_the_question(self) -> None:
        def wrong_about_chat(
            request_type: RequestType,
            priority: Priority,
            when: datetime,
            **options: Unpack[Options],
        ) -> Recommendation:
            down = options.get("unavailable", ())
            answer = recommend(request_type, priority, when, **options)
            is_wrong = isinstance(down, dict) and "chat" in down
            return answer.model_copy(update={"number": "1"}) if is_wrong else answer

        LawBook(wrong_about_chat, SHIPPED).check(Law.UNTIL, COMPLAINT)
        case = Case(*COMPLAINT_P3, TUESDAY, unavailable=("email", "chat"))
        lines = lines_about(wrong_about_chat, Law.UNTIL, case)
        assert lines["Got"] == "number = '1'"
        assert lines["Unavailable"] == "chat, email until 2026-11-23 09:30:00-05:00"


class TestRecurring:
    """The law reads the day on the clock of the directory."""

    @pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Honolulu"])
    @pytest.mark.parametrize("hour", ["08:30", "22:30"])
    def test_far_from_greenwich(self, zone: str, hour: str) -> None:
        desk = directory(
            channel("desk", "Mo-Fr 09:00-17:00"),
            time_zone=zone,
            special_days=[special_day("12-24", "08:00-09:00; 22:00-23:00")],
        )
        case = Case(*COMPLAINT_P3, at(f"2026-12-24 {hour}", zone))
        LawBook(Router(desk).recommend, desk).check(Law.RECURRING, case)


@pytest.mark.parametrize("law", Law)
def test_a_book_of_other_holidays_reads_those(law: Law) -> None:
    holidays = {TUESDAY.date()}
    router = Router(SHIPPED, holidays=holidays)
    LawBook(router.recommend, SHIPPED, holidays=holidays).check(law, COMPLAINT)


WRONG_VALUES: list[tuple[str, object]] = [
    ("priority", True),
    ("priority", 3.0),
    ("priority", 0),
    ("priority", 6),
    ("priority", "urgente"),
    ("request_type", "solicitud"),
    ("request_type", None),
    ("when", TUESDAY.replace(tzinfo=None)),
    ("when", TUESDAY.date()),
]


@pytest.mark.parametrize(("name", "value"), WRONG_VALUES, ids=str)
def test_a_guess_for_one_wrong_value_is_found(name: str, value: object) -> None:
    def guessing(
        request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
    ) -> Recommendation:
        passed = {"request_type": request_type, "priority": priority, "when": when}[name]
        if type(passed) is type(value) and passed == value:
            return recommend(*COMPLAINT_P3, TUESDAY)
        return recommend(request_type, priority, when, **options)

    lines = lines_about(guessing, Law.INPUT)
    assert f"Error for {name} = " in lines["Expected"]
    assert lines["Got"] == "an answer"
    assert lines["Look at"].startswith(f"{name}: ")
