"""The message about a router that breaks a law: the law first, and what a person needs to find it."""

from __future__ import annotations

import inspect
import pickle
import re
from datetime import UTC
from typing import TYPE_CHECKING, Unpack, cast

import pytest

from ccb_support import (
    CcbSupportError,
    Medium,
    Priority,
    Reason,
    Recommendation,
    RequestType,
    Verdict,
    default_directory,
    recommend,
)
from ccb_support.testing import Case, Law, LawBook, LawViolationError, OpenTimeLaw, Recommender
from ccb_support.words.law_phrases import HINTS, LAWS
from tests.builders import at
from tests.testing.broken_routers import TUESDAY, Options, altering, opening, silent

if TYPE_CHECKING:
    from datetime import datetime
    from enum import StrEnum

SHIPPED = default_directory()
NAIVE = TUESDAY.replace(tzinfo=None)
COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM
COMPLAINT = Case(*COMPLAINT_P3, TUESDAY)


def violation(
    router: Recommender, case: Case = COMPLAINT, law: Law = Law.RULE
) -> LawViolationError:
    with pytest.raises(LawViolationError) as caught:
        LawBook(router, SHIPPED).check(law, case)
    return caught.value


closing_late = altering(lambda _, __: {"closes_at": at("2026-11-24 18:00")})


class TestMessage:
    """A message has the law, the question, what was expected, what came, and what to look at."""

    def test_in_english(self) -> None:
        until = {"chat": at("2026-11-24 12:00"), "email": None}
        case = Case(*COMPLAINT_P3, TUESDAY, Medium.PHONE, until)
        assert str(violation(closing_late, case, Law.TRUTHFUL)).splitlines() == [
            f"{LAWS['truthful'].en} [truthful]",
            "  Request: complaint, P3, preferably by phone",
            "  Instant: 2026-11-24 09:30:00-05:00 (America/Bogota)",
            "  Unavailable: chat until 2026-11-24 12:00:00-05:00, email",
            "  Expected: closes_at = 2026-11-24 17:00:00-05:00",
            "  Got: closes_at = 2026-11-24 18:00:00-05:00",
            "  Look at: closes_at: check the channel's hours, holidays and exceptions",
        ]

    def test_in_spanish(self) -> None:
        assert violation(closing_late).message("es").splitlines() == [
            f"{LAWS['rule'].es} [rule]",
            "  Solicitud: queja, P3",
            "  Instante: 2026-11-24 09:30:00-05:00 (America/Bogota)",
            "  No disponibles: ninguno",
            "  Se esperaba: closes_at = 2026-11-24 17:00:00-05:00",
            "  Se obtuvo: closes_at = 2026-11-24 18:00:00-05:00",
            "  Revise: closes_at: compare cada campo con el directorio",
        ]

    def test_outages_in_spanish(self) -> None:
        until = {"email": None, "chat": at("2026-11-24 12:00")}
        case = Case(*COMPLAINT_P3, TUESDAY, unavailable=until)
        message = violation(closing_late, case).message("es")
        assert "\n  No disponibles: email, chat hasta 2026-11-24 12:00:00-05:00\n" in message

    def test_values_are_as_the_directory_writes_them(self) -> None:
        message = str(violation(altering(lambda _, __: {"reason": Reason.GENERAL})))
        assert "Expected: reason = dedicated\n" in message
        assert "Got: reason = general\n" in message

    def test_instants_are_in_the_zone_of_the_directory(self) -> None:
        case = Case(*COMPLAINT_P3, TUESDAY.astimezone(UTC))
        instant = "2026-11-24 09:30:00-05:00 (America/Bogota), written 2026-11-24 14:30:00+00:00"
        assert f"  Instant: {instant}\n" in str(violation(closing_late, case))

    def test_an_instant_without_a_zone_is_named(self) -> None:
        message = str(violation(opening(Verdict.ALTERNATIVE, NAIVE)))
        assert "trace[email].opens_at = 2026-11-24 09:30:00 (naive)" in message

    def test_a_list_of_another_length_is_shown_whole(self) -> None:
        message = str(violation(altering(lambda a, _: {"alternatives": a.alternatives[1:]})))
        assert "Expected: alternatives = [national_line, email, chat]\n" in message
        assert "Got: alternatives = [email, chat]\n" in message

    def test_says_the_first_few_differences(self) -> None:
        message = str(violation(opening(Verdict.ALTERNATIVE)))
        assert message.count(".opens_at = None") == len(SHIPPED.channels) - 2
        many = altering(lambda _, __: {"number": None, "closes_at": None, "valid_from": None})
        message = str(violation(many))
        assert "; closes_at = 2026-11-24 17:00:00-05:00; valid_from = 2026-11-24 07:" in message
        assert "Got: number = None; closes_at = None; valid_from = None\n" in message
        assert "Look at: number, closes_at, valid_from: " in message


class TestError:
    """The error is one of the library, and an assertion that fails."""

    def test_it_is_both(self) -> None:
        error = violation(closing_late)
        assert isinstance(error, AssertionError)
        assert isinstance(error, CcbSupportError)
        assert (error.code, error.law, error.case) == ("law_violation", Law.RULE, COMPLAINT)

    def test_it_travels(self) -> None:
        error = violation(closing_late)
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own pickle
        assert (str(again), again.message("es")) == (str(error), error.message("es"))
        assert (again.law, again.case) == (error.law, error.case)


class TestForeignErrors:
    """What is not an answer at all is a violation too, with the error that caused it."""

    def test_an_error(self) -> None:
        def failing(
            request_type: RequestType, priority: Priority, when: datetime, **_: Unpack[Options]
        ) -> Recommendation:
            del priority, when
            raise KeyError(request_type.value)

        error = violation(failing)
        assert "Expected: a Recommendation or a NoChannelError\n" in str(error)
        assert "Got: KeyError('complaint')\n" in str(error)
        assert isinstance(error.__cause__, KeyError)

    def test_another_type(self) -> None:
        def dumping(
            request_type: RequestType, priority: Priority, when: datetime, **_: Unpack[Options]
        ) -> Recommendation:
            return cast("Recommendation", recommend(request_type, priority, when).model_dump())

        assert "Got: a value of type dict\n" in str(violation(dumping))

    def test_a_field_of_another_type(self) -> None:
        message = str(violation(altering(lambda _, __: {"valid_until": "17:00"})))
        assert "Expected: a valid valid_until\n" in message
        assert "Got: valid_until = '17:00'\n" in message

    def test_a_channel_of_no_directory(self) -> None:
        other = SHIPPED.channels[0].model_copy(update={"id": "other"})
        message = str(violation(altering(lambda _, __: {"channel": other})))
        assert "Expected: channels of the directory: pqrs, p1_mobile," in message
        assert "Got: other\n" in message

    def test_a_trace_of_nobody(self) -> None:
        nobody = Case(*COMPLAINT_P3, TUESDAY, unavailable=SHIPPED.channel_ids)
        error = violation(silent, nobody)
        assert "Expected: trace = [pqrs, p1_mobile, national_line, email, chat]" in str(error)
        assert "Got: trace = []; escalation = []" in str(error)


class TestWords:
    """Each law has its words: those of its docstring, in both languages, and a hint."""

    @pytest.mark.parametrize("laws", [Law, OpenTimeLaw])
    def test_are_those_of_the_docstring(self, laws: type[StrEnum]) -> None:
        said = re.findall(r'= "(\w+)"\n +"""(.+)"""', inspect.getsource(laws))
        assert said == [(law.value, LAWS[law].en) for law in laws]

    def test_are_there_for_every_law(self) -> None:
        assert [*LAWS] == [*HINTS] == [*Law, *OpenTimeLaw]
