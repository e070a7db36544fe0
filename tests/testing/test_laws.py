"""A violation says in words which law it is about, which question shows it, and what is wrong."""

import inspect
import pickle
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from pydantic import BaseModel

from ccb_support import (
    CcbSupportError,
    Channel,
    Directory,
    EscalationLevel,
    Medium,
    NoChannelError,
    Phone,
    Priority,
    Reason,
    Recommendation,
    RequestType,
    Router,
    recommend,
)
from ccb_support.answer import Cause, TraceEntry
from ccb_support.errors import NotACalendarError, NotAChannelDirectoryError
from ccb_support.model import LocalizedText
from ccb_support.testing import Case, Law, LawBook, LawViolationError, Recommender
from ccb_support.testing.oracle_hours import MICROSECOND
from ccb_support.words.findings import HINTS, LAWS
from tests.builders import MORNING, SHIPPED, at, shipped, special_day
from tests.testing.broken_routers import COMPLAINT_P3, altering, answer_to, answering

COMPLAINT = Case(*COMPLAINT_P3, MORNING)
NOBODY = Case(*COMPLAINT_P3, MORNING, unavailable=SHIPPED.channel_ids)


def violation(
    router: Recommender, case: Case = COMPLAINT, law: Law = Law.RULE, desk: Directory = SHIPPED
) -> LawViolationError:
    with pytest.raises(LawViolationError) as caught:
        LawBook(router, desk).check(law, case)
    return caught.value


def lines_about(router: Recommender, case: Case = COMPLAINT, law: Law = Law.RULE) -> dict[str, str]:
    """Return the lines of the error about a wrong router, by their labels."""
    lines = str(violation(router, case, law)).splitlines()[1:]
    return {label: text for label, _, text in (line.strip().partition(": ") for line in lines)}


def silent(case: Case) -> Recommendation:
    levels = SHIPPED.escalation
    raise NoChannelError(SHIPPED, case.request_type, case.priority, (), levels)


def returning(value: object) -> Recommender:
    """Return a router that gives the same to every question."""

    def constant(*_: object, **__: object) -> object:
        return value

    return cast("Recommender", constant)


closing_late = altering(lambda _, __: {"closes_at": at("2026-11-24 18:00")})


class TestMessage:
    """A message has the law, the question, what was expected, what came, and what to look at."""

    def test_in_english(self) -> None:
        until = {"chat": at("2026-11-24 12:00"), "email": None}
        case = Case(*COMPLAINT_P3, MORNING, Medium.PHONE, until)
        assert str(violation(closing_late, case)).splitlines() == [
            f"{LAWS['rule'].en} [rule]",
            "  Request: complaint, P3",
            "  Preferred medium: phone",
            f"  Instant: {MORNING} (America/Bogota), written {MORNING}",
            "  Unavailable: chat = 2026-11-24 12:00:00-05:00, email = None",
            "  Expected: closes_at = 2026-11-24 17:00:00-05:00",
            "  Got: closes_at = 2026-11-24 18:00:00-05:00",
            f"  Look at: closes_at: {HINTS['closes_at'].en}",
        ]

    def test_in_spanish(self) -> None:
        case = Case(*COMPLAINT_P3, MORNING.astimezone(UTC))
        assert violation(closing_late, case).message("es").splitlines() == [
            f"{LAWS['rule'].es} [rule]",
            "  Solicitud: complaint, P3",
            "  Medio preferido: ninguno",
            f"  Instante: {MORNING} (America/Bogota), escrito 2026-11-24 14:30:00+00:00",
            "  No disponibles: ninguno",
            "  Se esperaba: closes_at = 2026-11-24 17:00:00-05:00",
            "  Se obtuvo: closes_at = 2026-11-24 18:00:00-05:00",
            f"  Revise: closes_at: {HINTS['closes_at'].es}",
        ]

    def test_of_outages_without_an_end(self) -> None:
        case = Case(*COMPLAINT_P3, MORNING, unavailable=("email", "chat"))
        assert lines_about(closing_late, case)["Unavailable"] == "email, chat"

    def test_the_error_is_one_of_the_library_and_an_assertion_that_fails(self) -> None:
        error = violation(closing_late)
        assert isinstance(error, AssertionError)
        assert isinstance(error, CcbSupportError)
        assert (error.code, error.law, error.case) == ("law_violation", Law.RULE, COMPLAINT)
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own pickle
        assert (str(again), again.message("es")) == (str(error), error.message("es"))
        assert (again.law, again.case) == (error.law, error.case)

    def test_a_law_may_be_named_by_its_value(self) -> None:
        book = LawBook(closing_late, SHIPPED)
        with pytest.raises(LawViolationError):
            book.check(cast("Law", "rule"), COMPLAINT)
        with pytest.raises(ValueError, match="'rules' is not a valid Law"):
            book.check(cast("Law", "rules"), COMPLAINT)

    @pytest.mark.parametrize("several", [[SHIPPED], Router(SHIPPED)], ids=["editions", "router"])
    def test_a_book_is_about_one_directory(self, several: object) -> None:
        with pytest.raises(NotAChannelDirectoryError, match=r"^\W\w+.* is not a"):
            LawBook(recommend, cast("Directory", several))

    def test_holidays_that_are_not_dates_are_an_error_about_them_and_not_about_the_router(
        self,
    ) -> None:
        texts = cast("set[date]", {"2026-11-24"})
        with pytest.raises(NotACalendarError, match="does not hold plain dates"):
            LawBook(recommend, SHIPPED, holidays=texts)

    def test_a_law_has_the_words_of_its_docstring(self) -> None:
        said = re.findall(r'= "(\w+)"\n +"""(.+)"""', inspect.getsource(Law))
        assert said == [(law.value, LAWS[law].en) for law in Law]


DIFFERENCES: list[tuple[dict[str, object], str, str]] = [
    # other values of an answer, what was expected, and what came
    ({"reason": Reason.GENERAL}, "reason = dedicated", "reason = general"),
    ({"reason": "dedicated"}, "reason = dedicated", "reason = 'dedicated'"),
    ({"open_now": 1}, "open_now = True", "open_now = 1"),
    ({"closes_at": None}, "closes_at = 2026-11-24 17:00:00-05:00", "closes_at = None"),
    ({"valid_until": "17:00"}, "valid_until = 2026-11-24 17:00:00-05:00", "valid_until = '17:00'"),
    (
        {"valid_from": at("2026-11-24 07:00").replace(tzinfo=None)},
        "valid_from = 2026-11-24 07:00:00-05:00",
        "valid_from = 2026-11-24 07:00:00 (naive)",
    ),
    (
        {"channel": SHIPPED.channel("chat").model_copy(update={"id": "other"})},
        "channel = pqrs",
        "channel = other",
    ),
    (
        {"alternatives": SHIPPED.channels[-2:]},
        "alternatives = [national_line, email, chat]",
        "alternatives = [email, chat]",
    ),
    (
        {"alternatives": SHIPPED.channels[:1:-1]},
        "alternatives = [national_line, email, chat]",
        "alternatives = [chat, email, national_line]",
    ),
    ({"priority": 3}, "priority = <Priority.MEDIUM: 3>", "priority = 3"),
    (
        {"contact": SHIPPED.channel("pqrs").contacts[0].model_copy(update={"printed": "7"})},
        "contact.printed = '(601) 7442727'",
        "contact.printed = '7'",
    ),
]


class TestRule:
    """The answer is compared with the oracle's, down to the field."""

    @pytest.mark.parametrize(("changes", "expected", "got"), DIFFERENCES)
    def test_names_what_differs(self, changes: dict[str, object], expected: str, got: str) -> None:
        lines = lines_about(altering(lambda _, __: changes))
        assert lines["Expected"] == expected
        assert lines["Got"] == got
        assert lines["Look at"].startswith(f"{got.partition(' ')[0]}: ")

    def test_regression_a_list_is_no_tuple(self) -> None:
        lines = lines_about(altering(lambda answer, _: {"alternatives": [*answer.alternatives]}))
        assert lines["Got"].startswith("alternatives = [Channel(id='national_line'")

    def test_an_entry_of_the_trace_is_named_by_its_channel(self) -> None:
        wrong = altering(
            lambda a, _: {
                "trace": tuple(e.model_copy(update={"opens_at": MORNING}) for e in a.trace)
            }
        )
        lines = lines_about(wrong)
        fields = "; ".join(f"trace[{each}].opens_at = None" for each in SHIPPED.channel_ids[:4])
        assert lines["Expected"] == fields, "the first few differences"

    def test_causes_are_written_by_their_names(self) -> None:
        def forgetting(answer: Recommendation, _: datetime) -> dict[str, object]:
            pqrs, *others = answer.trace
            return {"trace": (pqrs.model_copy(update={"because": ()}), *others)}

        case = Case(*COMPLAINT_P3, at("2026-07-10 18:00"))
        lines = lines_about(altering(forgetting), case)
        assert lines["Expected"] == "trace[pqrs].because = [Virgen de Chiquinquirá]"

    def test_a_router_that_empties_its_argument_changes_only_its_own_question(self) -> None:
        def emptying(case: Case) -> Recommendation:
            cast("dict[str, object]", case.unavailable).clear()
            return answer_to(recommend, case)

        case = Case(*COMPLAINT_P3, MORNING, unavailable={"pqrs": None})
        assert "Unavailable: pqrs = None\n" in str(violation(answering(emptying), case))

    def test_the_same_instant_may_be_written_in_another_zone(self) -> None:
        def in_utc(answer: Recommendation, _: datetime) -> dict[str, object]:
            assert answer.closes_at
            return {"closes_at": answer.closes_at.astimezone(UTC)}

        LawBook(altering(in_utc), SHIPPED).check(Law.RULE, COMPLAINT)

    def test_no_answer_where_there_is_one(self) -> None:
        error = violation(answering(silent))
        assert f"Expected: result = {recommend(*COMPLAINT_P3, MORNING)}\n" in str(error)
        assert "Got: result = NoChannelError(" in str(error)
        assert str(error).endswith(f"result: {HINTS['result'].en}")
        assert isinstance(error.__cause__, NoChannelError)

    def test_no_answer_with_another_trace(self) -> None:
        lines = lines_about(answering(silent), NOBODY)
        assert lines["Expected"] == f"trace = [{', '.join(SHIPPED.channel_ids)}]"
        assert lines["Got"] == "trace = []"

    @pytest.mark.parametrize(
        ("place", "about"),
        [
            ("valid_until", "valid_until"),
            ("alternatives", "alternatives"),
            ("trace", "trace"),
            ("trace.verdict", "trace"),
            ("trace.opens_at", "opens_at"),
            ("contact.printed", "rule"),
            ("escalation", "escalation"),
            ("language", "language"),
        ],
    )
    def test_the_hint_is_about_the_first_wrong_field(self, place: str, about: str) -> None:
        answer = next(each for path, each in ALTERED if path == place)
        case = Case(*COMPLAINT_P3, SUNDAY)
        error = violation(returning(answer), case, desk=DIRECTORY)
        assert str(error).endswith(f": {HINTS[about].en}")

    def test_a_hint_is_about_a_field_an_argument_or_a_law(self) -> None:
        fields = {*Recommendation.model_fields, *TraceEntry.model_fields}
        assert HINTS.keys() <= {*fields, *Law, "when", "result"}


WRONG_VALUES: list[tuple[str, object]] = [
    ("priority", True),
    ("priority", 3.0),
    ("priority", 0),
    ("priority", 6),
    ("priority", "urgente"),
    ("request_type", "solicitud"),
    ("request_type", None),
    ("when", MORNING.replace(tzinfo=None)),
    ("when", MORNING.date()),
    ("when", at("1984-01-01 00:00") - MICROSECOND),
    ("when", at("2200-01-01 00:00")),
    ("prefer", "-"),
    ("unavailable", ("-",)),
    ("unavailable", "pqrs"),
    ("unavailable", {"pqrs": MORNING.replace(tzinfo=None)}),
]


class TestInput:
    """A guess for a wrong argument is found."""

    @pytest.mark.parametrize(("name", "value"), WRONG_VALUES, ids=str)
    def test_for_one_wrong_value(self, name: str, value: object) -> None:
        answer = recommend(*COMPLAINT_P3, MORNING)

        def guessing(case: Case) -> Recommendation:
            passed: object = getattr(case, name)
            is_wrong = type(passed) is type(value) and passed == value
            return answer if is_wrong else answer_to(recommend, case)

        lines = lines_about(answering(guessing), law=Law.INPUT)
        assert f"Error for {name} = " in lines["Expected"]
        assert lines["Got"] == str(answer)
        assert lines["Look at"] == f"{name}: {HINTS['when' if name == 'when' else 'input'].en}"

    def test_another_error_is_the_cause(self) -> None:
        def broken(case: Case) -> Recommendation:
            if type(case.priority) is Priority:
                return answer_to(recommend, case)
            raise ZeroDivisionError

        error = violation(answering(broken), law=Law.INPUT)
        assert "Got: ZeroDivisionError()\n" in str(error)
        assert isinstance(error.__cause__, ZeroDivisionError)


DIRECTORY = shipped(special_days=[special_day("2026-07-14", "09:00-12:00", channels=["pqrs"])])
ROUTER = Router(DIRECTORY)
SUNDAY = at("2026-07-12 09:00")
"""The desk is closed: on Monday because of a holiday, on Tuesday until later than usual."""

WRONG = 7
"""No field of the answer has this value."""

ALTERED_TOO = Channel, Phone, TraceEntry, Cause, EscalationLevel, LocalizedText


def alterations(record: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    """Yield a record with a wrong value in one place, and the path of the place.

    Of a list, it is in the first entry.
    """
    for name in type(record).model_fields:
        value: Any = getattr(record, name)
        is_list = isinstance(getattr(record, name), tuple) and bool(value)
        first: Any = value[0] if is_list else value
        found: list[tuple[str, object]] = [(name, WRONG)]
        if isinstance(first, ALTERED_TOO):
            found += [
                (f"{name}.{path}", (changed, *value[1:]) if is_list else changed)
                for path, changed in alterations(first)
            ]
        yield from ((path, record.model_copy(update={name: each})) for path, each in found)


RIGHT = ROUTER.recommend(RequestType.COMPLAINT, Priority.MEDIUM, SUNDAY)
ALTERED = [*alterations(RIGHT)]


def test_every_record_of_an_answer_is_altered() -> None:
    assert RIGHT.trace[0].because, "a cause can be wrong"
    assert {path.rpartition(".")[0] for path, _ in ALTERED} >= {
        *("", "channel", "contact", "alternatives", "trace", "trace.because", "escalation")
    }


@pytest.mark.parametrize(("path", "answer"), ALTERED, ids=[path for path, _ in ALTERED])
def test_a_wrong_field_is_found(path: str, answer: Recommendation) -> None:
    case = Case(RequestType.COMPLAINT, Priority.MEDIUM, SUNDAY)
    # With another id, it is another channel, and the message names its place.
    first, *_, last = [*path.split("."), path.rpartition(".")[2]]
    with pytest.raises(LawViolationError, match=f"{last}|{first}"):
        LawBook(returning(answer), DIRECTORY).check(Law.RULE, case)
