"""What we promise: each promise has a test, and enums keep their members."""

from __future__ import annotations

from enum import Enum

import pytest

from tests.markdown import TESTED, sections, tables
from tests.public_names import PUBLIC
from tests.test_rulings import is_a_test, names_of_tests

(PROMISES,) = tables(sections(TESTED)["Each promise, and the test that holds it"])

MEMBERS = {
    "AlwaysOpen": {"always"},
    "Day": {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
    "Medium": {"phone", "whatsapp", "email", "chat", "web_form"},
    "Nobody": {"nobody"},
    "NotStated": {"not_stated"},
    "Priority": {1, 2, 3, 4, 5},
    "RequestType": {
        "incident", "service_request", "technical_support", "petition", "complaint", "claim",
        "suggestion", "appeal",
    },
}  # fmt: skip
"""The members that only a major release changes."""

LEAST_MEMBERS = {
    "CauseKind": {"holiday", "special_day", "closure", "season"},
    "FindingCode": {
        "unserved_request", "no_answer", "critical_without_phone", "wrong_number",
        "no_open_channel", "serves_nothing", "never_open", "never_the_answer", "shared_contact",
        "doubtful_number", "long_span",
        "exception_without_effect", "exception_before_as_of",
        "old_directory", "old_holidays", "holiday_list_ends", "answer_by_preference_only",
        "dedicated_channel_closed", "past_exception",
        "later_exception", "holidays_unverified",
    },
    "HolidayKind": {"fixed", "moved_to_monday", "easter"},
    "Reason": {"opens_next", "preferred", "priority", "dedicated", "fallback", "general"},
    "Severity": {"error", "warning", "note"},
    "Verdict": {"not_served", "unavailable", "closed", "recommended", "alternative"},
}  # fmt: skip
"""The members that only a major release removes; a minor release may add others."""


def values_of(name: str) -> set[object]:
    """Return the values of a public enum."""
    enum = PUBLIC[name]
    assert isinstance(enum, type)
    assert issubclass(enum, Enum)
    return {each.value for each in enum}


class TestTable:
    """Each promise is held by a test, or the table says why not."""

    @pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[0])
    def test_each_promise_has_a_test(self, promise: tuple[str, ...]) -> None:
        _, held_by, over = promise
        names = names_of_tests(held_by)
        assert names or held_by.startswith("no test: ")
        assert all(map(is_a_test, names))
        assert over

    def test_no_promise_is_there_twice(self) -> None:
        assert len({promise for promise, *_ in PROMISES}) == len(PROMISES)


class TestEnums:
    """Only a major release takes a member from an enum, or gives one to a closed choice."""

    def test_every_public_enum_is_one_or_the_other(self) -> None:
        enums = {name for name, each in PUBLIC.items() if isinstance(each, type(Enum))}
        assert enums == MEMBERS.keys() | LEAST_MEMBERS.keys()

    @pytest.mark.parametrize("name", MEMBERS)
    def test_a_closed_choice_stays_as_it_is(self, name: str) -> None:
        assert values_of(name) == MEMBERS[name]

    @pytest.mark.parametrize("name", LEAST_MEMBERS)
    def test_an_open_choice_loses_nothing(self, name: str) -> None:
        assert values_of(name) >= LEAST_MEMBERS[name]
