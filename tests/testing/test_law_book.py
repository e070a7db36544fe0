"""Each law says what is wrong with a router that breaks it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Unpack
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    Medium,
    Priority,
    Recommendation,
    RequestType,
    Router,
    Verdict,
    default_directory,
    recommend,
)
from ccb_support.testing import Case, Law, LawBook, LawViolationError, Recommender, check_laws
from ccb_support.testing.boundary_instants import MICROSECOND
from ccb_support.testing.oracle import MINUTE
from ccb_support.testing.oracle_days import DAY
from tests.builders import closure, shipped
from tests.testing.broken_routers import (
    TUESDAY,
    Options,
    altering,
    broken,
    forgetful_of_what_is_down,
    opening,
    restless,
    silent,
    timeless,
    waiting_for_good,
)

SHIPPED = default_directory()

EMAIL, CHAT = SHIPPED.channels[-2:]

VIOLATIONS: list[tuple[Law, Recommender, str]] = [
    # the law, a router that breaks it, and what is found on a Tuesday morning
    (Law.TOTAL, silent, "there is no answer, though pqrs serves the request"),
    (Law.RULE, altering(lambda _, __: {"directory_version": "0"}), "directory_version is '0', and should be"),
    (Law.PREFERENCE, altering(lambda _, __: {"number": "1"}), "number is '1' with prefer=phone"),
    (Law.TRUTHFUL, altering(lambda _, __: {"open_now": False}), "open_now of pqrs is False, and should be True"),
    (Law.TRUTHFUL, altering(lambda _, __: {"opens_at": TUESDAY}), "opens_at of pqrs is 2026-11-24 09:30:00-05:00, and should be None"),
    (Law.TRUTHFUL, altering(lambda _, __: {"closes_at": None}), "closes_at of pqrs is None, and should be 2026-11-24 22:00:00+00:00"),
    (Law.TRUTHFUL, altering(lambda _, __: {"channel": CHAT, "closes_at": TUESDAY}), "closes_at of chat is 2026-11-24 09:30:00-05:00, when nothing changes"),
    (Law.TRUTHFUL, opening(Verdict.NOT_SERVED), "the trace says when p1_mobile opens, which is not in use"),
    (Law.TRUTHFUL, opening(Verdict.ALTERNATIVE), "the trace says when national_line opens, which is open"),
    (Law.SPAN, altering(lambda _, __: {"valid_from": TUESDAY + MINUTE}), "does not contain the instant"),
    (Law.SPAN, restless, "the answer is different at"),
    (Law.SPAN, altering(lambda _, __: {"valid_from": TUESDAY, "valid_until": TUESDAY + MINUTE}), "the answer still holds at"),
    (Law.SPAN, timeless, "pqrs changes at 2026-11-24 22:00:00+00:00, inside the span"),
    (Law.CRITICAL_PHONE, silent, "no channel is open, though a telephone is attended"),
    (Law.CRITICAL_PHONE, altering(lambda _, __: {"channel": EMAIL, "alternatives": ()}), "the answer names no telephone, though one is attended"),
    (Law.UNAVAILABLE, forgetful_of_what_is_down, "the answer names pqrs, though it is unavailable"),
    (Law.UNTIL, forgetful_of_what_is_down, "pqrs is back at 2026-11-24 14:30:00.000001+00:00, and the answer is not as if it were unavailable until then"),
    (Law.UNTIL, waiting_for_good, "pqrs is back at 2026-11-23 14:30:00+00:00, and the answer is not as if it were available again"),
    (Law.INPUT, broken, "gives ZeroDivisionError"),
]  # fmt: skip

COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM
COMPLAINT = Case(*COMPLAINT_P3, TUESDAY)


class TestLawBook:
    """A law that is broken says how, with the question that shows it."""

    @pytest.mark.parametrize(("law", "router", "found"), VIOLATIONS)
    def test_says_what_is_wrong(self, law: Law, router: Recommender, found: str) -> None:
        with pytest.raises(LawViolationError) as caught:
            LawBook(router, SHIPPED).check(law, COMPLAINT)
        assert caught.value.law == law
        assert found in str(caught.value)
        assert str(caught.value).endswith(f". {caught.value.case}")

    def test_shows_the_question_as_it_was_asked(self) -> None:
        with pytest.raises(LawViolationError) as caught:
            LawBook(silent, SHIPPED).check(Law.TOTAL, COMPLAINT)
        assert caught.value.case == COMPLAINT
        assert str(caught.value.case) == "Asked: complaint, P3, 2026-11-24T09:30:00-05:00"
        other = Case(*COMPLAINT_P3, TUESDAY, prefer=Medium.CHAT, unavailable=("email",))
        assert str(other) == f"{COMPLAINT}, prefer=chat, unavailable=['email']"
        until = Case(*COMPLAINT_P3, TUESDAY, unavailable={"chat": TUESDAY, "email": None})
        written = "{'chat': '2026-11-24T09:30:00-05:00', 'email': None}"
        assert str(until) == f"{COMPLAINT}, unavailable={written}"

    def test_finds_what_only_equals_a_priority_in_what_was_kept(self) -> None:
        kept: dict[object, Recommendation] = {}

        def keeping(
            request_type: RequestType,
            priority: Priority,
            when: datetime,
            **options: Unpack[Options],
        ) -> Recommendation:
            if priority not in kept:
                kept[priority] = recommend(request_type, priority, when, **options)
            return kept[priority]

        with pytest.raises(LawViolationError, match=r"3\.0.* gives an answer"):
            LawBook(keeping, SHIPPED).check(Law.INPUT, COMPLAINT)

    def test_a_horizon_is_as_long_when_clocks_are_put_back(self) -> None:
        """Regression: a true change just after it was once taken for one that does not happen."""
        new_york = ZoneInfo("America/New_York")
        outage = closure("2026-11-01 02:00", "2026-11-01 03:00")
        directory = shipped(time_zone=new_york.key, holiday_calendar="CO", closures=[outage])
        book = LawBook(Router(directory).recommend, directory, horizon=timedelta(hours=2))
        when = datetime(2026, 11, 1, 0, 30, tzinfo=new_york)
        assert Router(directory).recommend(*COMPLAINT_P3, when).closes_at == when.replace(
            hour=2, minute=0
        )
        book.check(Law.TRUTHFUL, Case(*COMPLAINT_P3, when))


class TestCheckLaws:
    """The check asks every question of a range, and counts them."""

    DAY = date(2026, 11, 24)

    def test_counts_the_questions(self) -> None:
        asked: list[datetime] = []

        def counting(
            request_type: RequestType,
            priority: Priority,
            when: datetime,
            **options: Unpack[Options],
        ) -> Recommendation:
            asked.append(when)
            return recommend(request_type, priority, when, **options)

        count = check_laws(counting, SHIPPED, first=self.DAY, last=self.DAY)
        assert 0 < count < len(asked)
        for hour in (0, 7, 17):
            sharp = datetime(2026, 11, 24, hour, tzinfo=BOGOTA)
            assert {sharp - MICROSECOND, sharp, sharp + MICROSECOND} <= set(asked)

    def test_asks_more_of_a_longer_range(self) -> None:
        one, two = (
            check_laws(recommend, SHIPPED, first=self.DAY, last=last)
            for last in (self.DAY, self.DAY + DAY)
        )
        assert one < two
