"""Request types, priorities and media as values: labels, look-up, pydantic, and helpful errors."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any, TypeAlias, cast

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from ccb_support import (
    CcbSupportError,
    Medium,
    Priority,
    RequestType,
    UnknownPriorityError,
    UnknownRequestTypeError,
    default_directory,
    recommend,
    timetable,
)
from ccb_support.errors import NotADatetimeError
from ccb_support.model.requests import hint_if_swapped, parse_request
from ccb_support.words import LANGUAGES
from tests.hostile import NOON, any_recommend, any_zone

Value: TypeAlias = RequestType | Priority | Medium

SWAPPED = "'queja' is the request type, and 'P3' is the priority$"

MEMBERS: list[Value] = [*RequestType, *Priority, *Medium]


def name(member: Value) -> str:
    return f"{type(member).__name__} {member.name}"


class TestLabels:
    """A label is the word to show, and parses back."""

    @pytest.mark.parametrize(
        ("member", "spanish", "english"),
        [
            (RequestType.COMPLAINT, "queja", "complaint"),
            (RequestType.SERVICE_REQUEST, "requerimiento", "service request"),
            (Priority.CRITICAL, "P1, crítica", "P1, critical"),
            (Priority.PLANNING, "P5, planeación", "P5, planning"),
            (Medium.EMAIL, "correo electrónico", "email"),
        ],
        ids=str,
    )
    def test_in_each_language(self, member: Value, spanish: str, english: str) -> None:
        assert member.label() == member.label(None) == member.label("es") == spanish
        assert member.label("en") == english

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("member", MEMBERS, ids=name)
    def test_they_parse_back(self, member: Value, language: str) -> None:
        assert type(member).parse(member.label(language)) is member


@pytest.mark.parametrize(
    ("kind", "word", "member"),
    [
        (RequestType, "Quejas", RequestType.COMPLAINT),
        (Priority, "P3", Priority.MEDIUM),
        (Priority, "Prioridad alta", Priority.HIGH),
        (Medium, "correo", Medium.EMAIL),
        *((Priority, equal, Priority.CRITICAL) for equal in (1.0, True, 1)),
    ],
)
def test_an_enum_finds_its_members_by_spelling_and_by_equality(
    kind: Callable[[object], Value], word: object, member: Value
) -> None:
    """The enum itself takes what `parse` takes, and compares as Python does."""
    assert kind(word) is member


class Form(BaseModel):
    """A model of a caller: its fields have the plain types."""

    request_type: RequestType
    priority: Priority
    medium: Medium | None = None


class TestFields:
    """A field of pydantic accepts what `parse` accepts."""

    def test_of_a_model(self) -> None:
        form = Form.model_validate({"request_type": "Quejas", "priority": "P3", "medium": "correo"})
        assert repr(form) == (
            "Form(request_type=<RequestType.COMPLAINT: 'complaint'>, "
            "priority=<Priority.MEDIUM: 3>, medium=<Medium.EMAIL: 'email'>)"
        )

    def test_of_a_model_in_json(self) -> None:
        form = Form.model_validate_json('{"request_type": "queja", "priority": 3}')
        assert form.model_dump_json() == ('{"request_type":"complaint","priority":3,"medium":null}')
        assert Form.model_validate_json(form.model_dump_json(), strict=True) == form

    @pytest.mark.parametrize("kind", [RequestType, Priority, Medium])
    def test_their_schema_lists_the_values(self, kind: type[Enum]) -> None:
        adapter: TypeAdapter[Any] = TypeAdapter(kind)
        for mode in ("validation", "serialization"):
            schema = adapter.json_schema(mode=mode)
            assert schema["enum"] == [member.value for member in kind]
            assert schema["type"] == ("integer" if kind is Priority else "string")

    @pytest.mark.parametrize("value", [True, 1.0, 0, 6, "urgente", None, "1.0"], ids=repr)
    def test_any_other_value_is_an_error_of_pydantic(self, value: object) -> None:
        with pytest.raises(UnknownPriorityError) as refused:
            Priority.parse(value)
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(Priority).validate_python(value)
        (found,) = caught.value.errors(include_url=False)
        assert found["type"] == "unknown_priority"
        assert found["msg"] == str(refused.value)
        assert found.get("ctx", {})["accepted"] == list(refused.value.accepted)


class TestSwappedArguments:
    """If arguments are in each other's place, the error says what is what."""

    @pytest.mark.parametrize(
        ("arguments", "are_swapped"),
        [
            (("P3", "queja"), True),
            ((3, RequestType.COMPLAINT), True),
            ((Priority.LOW, "Queja"), True),
            ((NOON, "P3"), True),
            (("queja", NOON), True),
            pytest.param(("queja", "P3"), False, id="in their places"),
            pytest.param(("xyzzy", "queja"), False, id="with an unknown word"),
            pytest.param(("P3", "P3"), False, id="of one kind"),
        ],
    )
    def test_they_are_recognised(
        self, arguments: tuple[object, object], *, are_swapped: bool
    ) -> None:
        assert bool(hint_if_swapped(default_directory(), *arguments)) is are_swapped

    @pytest.mark.parametrize(
        ("error", "call", "hint"),
        [
            pytest.param(
                UnknownRequestTypeError,
                lambda: recommend("P3", "queja", NOON),
                SWAPPED,
                id="recommend",
            ),
            pytest.param(
                UnknownRequestTypeError,
                lambda: timetable(NOON, NOON.replace(hour=13), requests=[("P3", "queja")]),
                SWAPPED,
                id="timetable",
            ),
            pytest.param(
                UnknownPriorityError,
                lambda: parse_request(default_directory(), "queja", NOON),
                "the request type comes first, then the priority, then the time$",
                id="of a priority",
            ),
            pytest.param(
                NotADatetimeError,
                lambda: recommend("queja", cast("int", NOON), cast("datetime", 3)),
                "^3 is not .* the request type comes first, then the priority, then the time$",
                id="of a time",
            ),
            pytest.param(
                UnknownRequestTypeError,
                lambda: recommend("P3", "queja", cast("datetime", "2026-11-24")),
                SWAPPED,
                id="of the words, before that of a time",
            ),
            pytest.param(
                UnknownRequestTypeError,
                lambda: any_recommend(NOON.replace(tzinfo=any_zone(RuntimeError())), 3, NOON),
                "the request type comes first, then the priority, then the time$",
                id="of a time whose zone fails",
            ),
        ],
    )
    def test_the_error_has_the_hint(
        self, error: type[CcbSupportError], call: Callable[[], object], hint: str
    ) -> None:
        with pytest.raises(error, match=hint):
            call()
