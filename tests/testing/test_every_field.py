"""No field of an answer may be wrong: for each, a router that returns another value is found."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Unpack

import pytest

from ccb_support import (
    AlwaysOpen,
    Cause,
    Channel,
    EscalationLevel,
    LocalizedText,
    NotStated,
    Phone,
    Priority,
    Recommendation,
    RequestType,
    Router,
    TraceEntry,
    WeeklyHours,
)
from ccb_support.testing import Case, Law, LawBook, LawViolationError
from ccb_support.testing.oracle_hours import DAY, MINUTE
from tests.builders import at, shipped, special_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from tests.testing.broken_routers import Options

DIRECTORY = shipped(special_days=[special_day("2026-07-14", "09:00-12:00", channels=["pqrs"])])
ROUTER = Router(DIRECTORY)
SUNDAY = at("2026-07-12 09:00")
"""The desk is closed: on Monday because of a holiday, on Tuesday until later than usual."""

MOMENTS = {"opens_at", "closes_at", "valid_from", "valid_until"}


def another_member(member: Enum) -> Enum:
    return next(each for each in type(member) if each != member)


OTHERS: list[tuple[Any, Callable[[Any], object]]] = [
    # the type of a value, and what returns another value of it
    (bool, lambda value: not value),
    (AlwaysOpen | NotStated, lambda _: WeeklyHours(())),
    (Enum, another_member),
    (datetime, lambda value: value + MINUTE),
    (date, lambda value: value + DAY),
    (int, lambda value: value + 1),
    (str, lambda value: f"{value}7"),
    (tuple, lambda value: value[1:] if value else ("7",)),
    (Channel, lambda value: value.model_copy(update={"id": "other"})),
    (Phone, lambda value: value.model_copy(update={"printed": "7"})),
    (LocalizedText, lambda value: value.model_copy(update={"en": f"{value.en}7"})),
]


def another(name: str, value: object) -> object:
    """Return another value for a field of that name."""
    if value is None:
        return SUNDAY + DAY if name in MOMENTS else "7"
    return next(other(value) for kind, other in OTHERS if isinstance(value, kind))


def altered(record: BaseModel, name: str) -> BaseModel:
    """Return a record with another value in one field."""
    return record.model_copy(update={name: another(name, getattr(record, name))})


def in_entry(number: int, field: str) -> Callable[[Recommendation, str], dict[str, object]]:
    """Return what alters one entry of a list of an answer."""

    def alter(answer: Recommendation, name: str) -> dict[str, object]:
        entries = list(getattr(answer, field))
        entries[number] = altered(entries[number], name)
        return {field: tuple(entries)}

    return alter


def in_cause(answer: Recommendation, name: str) -> dict[str, object]:
    first, *others = answer.trace
    because = altered(first.because[0], name), *first.because[1:]
    return {"trace": (first.model_copy(update={"because": because}), *others)}


def in_record(field: str) -> Callable[[Recommendation, str], dict[str, object]]:
    return lambda answer, name: {field: altered(getattr(answer, field), name)}


PLACES: list[tuple[str, type[BaseModel], Callable[[Recommendation, str], dict[str, object]]]] = [
    # where it is, the type of the record, and what alters a field of it
    ("answer", Recommendation, lambda answer, name: {name: another(name, getattr(answer, name))}),
    ("channel", Channel, in_record("channel")),
    ("contact", Phone, in_record("contact")),
    ("alternatives[0]", Channel, in_entry(0, "alternatives")),
    ("trace[0]", TraceEntry, in_entry(0, "trace")),
    ("trace[0].because[0]", Cause, in_cause),
    ("escalation[0]", EscalationLevel, in_entry(0, "escalation")),
]

FIELDS = [(place, name, alter) for place, record, alter in PLACES for name in record.model_fields]


@pytest.mark.parametrize(
    ("place", "name", "alter"), FIELDS, ids=[f"{place}.{name}" for place, name, _ in FIELDS]
)
def test_a_wrong_field_is_found(
    place: str, name: str, alter: Callable[[Recommendation, str], dict[str, object]]
) -> None:
    def wrong(
        request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
    ) -> Recommendation:
        answer = ROUTER.recommend(request_type, priority, when, **options)
        return answer.model_copy(update=alter(answer, name))

    case = Case(RequestType.COMPLAINT, Priority.MEDIUM, SUNDAY)
    right = ROUTER.recommend(case.request_type, case.priority, case.when)
    assert right.trace[0].because, "a cause can be wrong"
    with pytest.raises(LawViolationError) as caught:
        LawBook(wrong, DIRECTORY).check(Law.RULE, case)
    # With another id, it is another channel, and the message names its place.
    assert any(each in str(caught.value) for each in (name, place.partition("[")[0]))


@pytest.mark.parametrize("language", LocalizedText.model_fields)
def test_a_wrong_name_is_found_in_each_language(language: str) -> None:
    def wrong(
        request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
    ) -> Recommendation:
        answer = ROUTER.recommend(request_type, priority, when, **options)
        cause = answer.trace[0].because[0]
        renamed = cause.model_copy(update={"name": altered(cause.name, language)})
        because = renamed, *answer.trace[0].because[1:]
        entry = answer.trace[0].model_copy(update={"because": because})
        return answer.model_copy(update={"trace": (entry, *answer.trace[1:])})

    case = Case(RequestType.COMPLAINT, Priority.MEDIUM, SUNDAY)
    with pytest.raises(LawViolationError, match=rf"trace\[pqrs\].because\[0\].name.{language} = "):
        LawBook(wrong, DIRECTORY).check(Law.RULE, case)
