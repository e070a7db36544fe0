"""What is asked and what is answered, as it goes over the wire."""

import re
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ccb_support import (
    EscalationLevel,
    Medium,
    Priority,
    Recommendation,
    RequestType,
    TraceEntry,
)

Language = Literal["es", "en"]

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def _with_offset(value: object) -> object:
    # Pydantic would also take a bare number, as seconds since 1970.
    if isinstance(value, str) and not _RFC_3339.fullmatch(value):
        raise PydanticCustomError(
            "no_instant",
            "write an instant with its offset, like 2026-11-24T17:00:00-05:00; "
            "in a URL, a + is written as %2B",
        )
    return value


class Question(BaseModel, extra="forbid"):
    """The parameters of `GET /recommend`. One that is misspelt is refused, never overlooked."""

    request_type: Annotated[
        RequestType | str,
        Field(
            description="What is asked: a value of the enumeration, or a word that people write, "
            "such as `queja`.",
            examples=["complaint", "queja"],
        ),
    ]
    priority: Annotated[
        Priority | str,
        Field(
            description="How urgently: 1 is the most urgent. Words do as well, such as `P3`. "
            "Mind that `alta` is 2.",
            examples=[3, "P3"],
        ),
    ]
    when: Annotated[
        AwareDatetime | None,
        BeforeValidator(_with_offset),
        Field(
            description="The instant of the question, with its offset; by default, now.",
            examples=["2026-11-24T17:00:00-05:00"],
        ),
    ] = None
    prefer: Annotated[
        Medium | str | None,
        Field(description="A medium to prefer, if a channel has it.", examples=["email"]),
    ] = None
    unavailable: Annotated[
        list[str],
        Field(
            description="The id of a channel that is down right now; once for each.",
            examples=[["chat"]],
        ),
    ] = []
    lang: Annotated[
        Language | None,
        Field(
            description="The language of the words. Where it is left out, `Accept-Language` "
            "decides, and otherwise Spanish."
        ),
    ] = None


class Advice(BaseModel):
    """Whom to contact: in words for a person, and in full for a program."""

    language: Annotated[Language, Field(description="The language of the words.")]
    text: Annotated[str, Field(description="A short paragraph that a person can act on.")]
    recommendation: Recommendation


class Problem(BaseModel):
    """A problem by RFC 9457: its type is `about:blank`, and `code` says which problem it is."""

    title: Annotated[str, Field(description="The phrase of the HTTP status.")]
    status: Annotated[int, Field(description="The HTTP status.")]
    detail: Annotated[str, Field(description="What is wrong, and the way out, for people.")]
    code: Annotated[str, Field(description="What is wrong, for programs; it never changes.")]
    accepted: Annotated[
        tuple[str, ...], Field(description="The accepted values, if there is a list.")
    ] = ()


class NobodyProblem(Problem):
    """No available channel serves the request, now or later."""

    trace: Annotated[tuple[TraceEntry, ...], Field(description="What was found of each channel.")]
    escalation: Annotated[
        tuple[EscalationLevel, ...], Field(description="Whom to turn to instead, in order.")
    ]
