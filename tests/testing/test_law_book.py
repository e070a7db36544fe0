"""Each law says what is wrong with a router that breaks it."""

from __future__ import annotations

import itertools
import re
from datetime import date, datetime
from typing import Unpack

import pytest

from ccb_support import (
    BOGOTA,
    Priority,
    Recommendation,
    RequestType,
    Router,
    Verdict,
    default_directory,
    recommend,
)
from ccb_support.testing import (
    Case,
    Law,
    LawBook,
    LawViolationError,
    Recommender,
    check_laws,
    kinds_of_request,
)
from ccb_support.testing.boundary_instants import DAY, MICROSECOND, MINUTE
from ccb_support.words.law_phrases import HINTS, LAWS
from tests.builders import at, channel, directory, shipped, special_day
from tests.testing.broken_routers import (
    TUESDAY,
    Options,
    altering,
    broken,
    by_the_callers_clock,
    forgetful_of_what_is_down,
    opening,
    restless,
    silent,
    timeless,
    waiting_for_good,
)

SHIPPED = default_directory()

EMAIL, CHAT = SHIPPED.channels[-2:]

VIOLATIONS: list[tuple[Law, Recommender, str, str, str]] = [
    # the law, a router that breaks it, what is expected and found on a Tuesday morning, and where
    (Law.TOTAL, silent, "an answer from pqrs, national_line, email, chat", "NoChannelError", ""),
    (Law.ZONE_FREE, by_the_callers_clock, "open_now = True", "open_now = False", "open_now"),
    (Law.RULE, silent, "an answer from pqrs, national_line, email, chat", "NoChannelError", ""),
    (Law.RULE, altering(lambda _, __: {"directory_version": "0"}), f"directory_version = '{SHIPPED.version}'", "directory_version = '0'", "directory_version"),
    (Law.PREFERENCE, altering(lambda _, __: {"number": "1"}), "number = '(601) 7442727 opción 3'", "number = '1'", "number"),
    (Law.TRUTHFUL, altering(lambda _, __: {"open_now": False}), "open_now = True", "open_now = False", "open_now"),
    (Law.TRUTHFUL, altering(lambda _, __: {"opens_at": TUESDAY}), "opens_at = None", "opens_at = 2026-11-24 09:30:00-05:00", "opens_at"),
    (Law.TRUTHFUL, altering(lambda _, __: {"closes_at": None}), "closes_at = 2026-11-24 17:00:00-05:00", "closes_at = None", "closes_at"),
    (Law.TRUTHFUL, altering(lambda _, __: {"channel": CHAT, "closes_at": TUESDAY}), "closes_at = None", "closes_at = 2026-11-24 09:30:00-05:00", "closes_at"),
    (Law.TRUTHFUL, opening(Verdict.NOT_SERVED), "trace[p1_mobile].opens_at = None", "trace[p1_mobile].opens_at = 2026-11-25 09:30:00-05:00", "trace[p1_mobile].opens_at"),
    (Law.TRUTHFUL, opening(Verdict.ALTERNATIVE), "trace[national_line].opens_at = None", "trace[national_line].opens_at = 2026-11-25 09:30:00-05:00", "trace[national_line].opens_at, trace[email].opens_at, trace[chat].opens_at"),
    (Law.SPAN, altering(lambda _, __: {"valid_from": TUESDAY + MINUTE}), "a span that contains the instant", "from 2026-11-24 09:31:00-05:00 to 2026-11-24 17:00:00-05:00", "valid_from, valid_until"),
    (Law.SPAN, restless, "directory_version = '2026.11.24'", "directory_version = 'other', at 2026-11-24 07:00:00-05:00, inside the answer's span", "directory_version"),
    (Law.SPAN, altering(lambda _, __: {"valid_from": TUESDAY, "valid_until": TUESDAY + MINUTE}), "another answer at 2026-11-24 09:29:59.999999-05:00, outside the span", "the same answer", "valid_from, valid_until"),
    (Law.SPAN, timeless, "a span that ends at 2026-11-24 17:00:00-05:00 at the latest, when pqrs opens or closes", "valid_until = 2200-01-01 00:00:00-05:00", "valid_until"),
    (Law.CRITICAL_PHONE, silent, "an open channel, because a telephone is attended", "NoChannelError", "open_now"),
    (Law.CRITICAL_PHONE, altering(lambda _, __: {"channel": EMAIL, "alternatives": ()}), "a telephone, in the answer or in an alternative", "no telephone", "channel, alternatives"),
    (Law.UNAVAILABLE, forgetful_of_what_is_down, "an answer without pqrs", "an answer from pqrs, national_line, email, chat", "channel, alternatives"),
    (Law.UNTIL, forgetful_of_what_is_down, "valid_until = 2026-11-24 09:30:00.000001-05:00", "valid_until = 2026-11-24 17:00:00-05:00", "valid_until"),
    (Law.RECURRING, altering(lambda _, __: {"open_now": False}), "trace[pqrs] is open = True", "trace[pqrs] is open = False", "trace[pqrs] is open"),
    (Law.UNTIL, waiting_for_good, "channel = pqrs", "channel = national_line", "channel, contact.printed, contact.e164, contact.menu_option"),
    (Law.INPUT, broken, "UnknownPriorityError for priority = True", "ZeroDivisionError()", "priority"),
]  # fmt: skip

COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM
COMPLAINT = Case(*COMPLAINT_P3, TUESDAY)


def violation(
    router: Recommender, law: Law = Law.RULE, case: Case = COMPLAINT
) -> LawViolationError:
    """Return the error about a router that breaks a law."""
    with pytest.raises(LawViolationError) as caught:
        LawBook(router, SHIPPED).check(law, case)
    return caught.value


def value_of(label: str, lines: list[str]) -> str:
    """Return what the line with that label says."""
    (found,) = (line for line in lines if line.startswith(f"  {label}: "))
    return found.removeprefix(f"  {label}: ")


def kind(case: Case) -> tuple[RequestType, Priority]:
    """Return the kind of request of a question."""
    return case.request_type, case.priority


def is_row(case: Case) -> bool:
    """Return whether the channels that are down in a question have no ends."""
    return isinstance(case.unavailable, tuple)


class TestLawBook:
    """A law that is broken says how, with the question that shows it."""

    @pytest.mark.parametrize(("law", "router", "expected", "got", "where"), VIOLATIONS)
    def test_says_what_is_wrong(
        self, law: Law, router: Recommender, expected: str, got: str, where: str
    ) -> None:
        error = violation(router, law)
        assert error.law == law
        lines = str(error).splitlines()
        assert lines[0] == f"{LAWS[law].en} [{law}]"
        assert value_of("Expected", lines).startswith(expected)
        assert value_of("Got", lines).startswith(got)
        assert value_of("Look at", lines) == (where and f"{where}: ") + HINTS[law].en
        assert not re.search(r"<[A-Z]|datetime\(", str(error)), "no code"

    def test_an_error_of_the_router_is_the_cause(self) -> None:
        assert isinstance(violation(broken, Law.INPUT).__cause__, ZeroDivisionError)

    def test_every_law_has_such_a_router(self) -> None:
        assert {law for law, *_ in VIOLATIONS} == {*Law}

    @pytest.mark.parametrize("law", Law)
    def test_is_content_with_a_router_that_rightly_knows_nobody(self, law: Law) -> None:
        desk = directory(channel("desk", ""))
        LawBook(Router(desk).recommend, desk).check(law, COMPLAINT)

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

        with pytest.raises(LawViolationError, match=r"priority = 3\.0\n  Got: an answer"):
            LawBook(keeping, SHIPPED).check(Law.INPUT, COMPLAINT)


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

    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Law, Case]]:
        """Return the questions that the check asks from now on. It answers none of them."""
        questions: list[tuple[Law, Case]] = []

        def check(_book: LawBook, law: Law, case: Case) -> None:
            questions.append((law, case))

        monkeypatch.setattr(LawBook, "check", check)
        return questions

    def test_asks_of_every_law_at_the_exceptions(self, asked: list[tuple[Law, Case]]) -> None:
        eve = shipped(special_days=[special_day("2026-12-24", "08:00-10:30")])
        kinds = kinds_of_request(eve)
        assert check_laws(recommend, eve, first=self.DAY, last=self.DAY) == len(asked)
        sharp = at("2026-12-24 10:30")
        instants = sharp - MICROSECOND, sharp, sharp + MICROSECOND
        for each, when in itertools.product(kinds, instants):
            laws = {law for law, case in asked if case == Case(*each, when)}
            assert laws == {*Law} - {Law.INPUT}

    def test_asks_once_about_wrong_input(self, asked: list[tuple[Law, Case]]) -> None:
        check_laws(recommend, SHIPPED, first=self.DAY, last=self.DAY)
        (case,) = [case for law, case in asked if law is Law.INPUT]
        assert case.when.tzinfo is not None

    def test_asks_each_request_with_each_channel_down(self, asked: list[tuple[Law, Case]]) -> None:
        check_laws(recommend, SHIPPED, first=self.DAY, last=self.DAY)
        plain = {(law, *kind(case)) for law, case in asked if not case.unavailable}
        down = {(law, *kind(case), case.unavailable) for law, case in asked if is_row(case)}
        for request in itertools.product(RequestType, Priority):
            for law in (Law.RULE, Law.PREFERENCE, Law.CRITICAL_PHONE):
                assert (law, *request) in plain
            for law in (Law.TOTAL, Law.RULE, Law.UNAVAILABLE, Law.UNTIL):
                assert {(law, *request, (each,)) for each in SHIPPED.channel_ids} <= down

    def test_asks_with_several_channels_down_with_and_without_an_end(
        self, asked: list[tuple[Law, Case]]
    ) -> None:
        check_laws(recommend, SHIPPED, first=self.DAY, last=self.DAY)
        pairs = ("pqrs", "national_line"), ("national_line", "pqrs")
        for law in (Law.RULE, Law.PREFERENCE, Law.CRITICAL_PHONE, Law.UNAVAILABLE, Law.UNTIL):
            cases = [case for each, case in asked if each is law]
            rows = [case.unavailable for case in cases]
            assert all(pair in rows for pair in pairs)
            ends = [
                {end and end - case.when for end in case.unavailable.values()}
                for case in cases
                if isinstance(case.unavailable, dict) and len(case.unavailable) == 4
            ]
            assert {MINUTE, None, 0 * MINUTE, DAY} in ends

    def test_asks_every_law_on_every_41st_day(self, asked: list[tuple[Law, Case]]) -> None:
        check_laws(recommend, SHIPPED, first=self.DAY, last=self.DAY + 41 * DAY)
        noons = {
            case.when.astimezone(BOGOTA).date()
            for law, case in asked
            if law is Law.SPAN and case.when.astimezone(BOGOTA).hour == 7
        }
        assert {self.DAY, self.DAY + 41 * DAY} <= noons
        assert self.DAY + DAY not in noons
