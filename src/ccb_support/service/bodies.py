"""The bodies that the service sends, as records. OpenAPI describes them by their JSON Schema."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from ccb_support.answer.recommendation import Recommendation
from ccb_support.answer.trace import ChannelStatus, TraceEntry
from ccb_support.model.channels import EscalationLevel
from ccb_support.model.records import Record, Timed
from ccb_support.model.text import LocalizedText


class Words(Record, frozen=True):
    """An answer in words, in one language."""

    display: Annotated[str, Field(description="What to show of the contact.")]
    summary: Annotated[
        str, Field(description="Whom to contact, how and until when, in a sentence.")
    ]
    explain: Annotated[str, Field(description="A short paragraph that a person can act on.")]


class Advice(Record, frozen=True):
    """Whom to contact: in full for a program, and in words for a person."""

    answer: Recommendation
    words: Words


class TimelinePage(Timed, frozen=True):
    """The answers over a range of time, or the first of them."""

    directory_version: str
    answers: Annotated[
        tuple[Recommendation, ...], Field(description="The answers, in order, without a gap.")
    ]
    next: Annotated[
        AwareDatetime | None,
        Field(description="The `start` of the next page; `null` if this page is the last."),
    ]


class ChannelStates(Record, frozen=True):
    """What each channel does at an instant, in the directory's order."""

    directory_version: str
    channels: tuple[ChannelStatus, ...]


class ChannelState(Record, frozen=True):
    """What one channel does at an instant."""

    directory_version: str
    channel: ChannelStatus


class OpenTime(Timed, frozen=True):
    """For how long a channel is open between two instants."""

    directory_version: str
    channel: Annotated[str, Field(description="The channel's id.")]
    start: AwareDatetime
    end: AwareDatetime
    open_time: Annotated[timedelta, Field(description="The open time, as elapsed time.")]


class Escalation(Record, frozen=True):
    """The levels to turn to next, in order."""

    directory_version: str
    levels: tuple[EscalationLevel, ...]


class HealthCode(StrEnum):
    """What a person should look at."""

    OLD_DIRECTORY = "old_directory"
    HOLIDAYS_UNVERIFIED = "holidays_unverified"
    EDIT_REFUSED = "edit_refused"
    EDIT_FAILED = "edit_failed"
    EDIT_WAITS = "edit_waits"
    EDIT_DROPPED = "edit_dropped"


class HealthWarning(Record, frozen=True):
    """Something that a person should look at. The service answers all the same."""

    code: HealthCode
    message: LocalizedText


class Health(Record, frozen=True):
    """Which directory answers, and how old it is."""

    library_version: str
    directory_version: str
    as_of: Annotated[
        date, Field(description="The day on which the directory was compared with its source.")
    ]
    verified_through: Annotated[
        date | None,
        Field(description="The day through which the holidays were checked."),
    ]
    warnings: tuple[HealthWarning, ...]


class Problem(Record, frozen=True):
    """A problem by RFC 9457. `code` says which problem it is."""

    type: Annotated[
        str, Field(description="Always `about:blank`: `code` says more than an address could.")
    ] = "about:blank"
    title: Annotated[str, Field(description="The phrase of the HTTP status.")]
    status: Annotated[int, Field(description="The HTTP status.")]
    detail: Annotated[str, Field(description="What is wrong, and what to write instead.")]
    code: Annotated[str, Field(description="What is wrong, for programs. It never changes.")]
    accepted: Annotated[
        tuple[str, ...], Field(description="The accepted values, if there is a list of them.")
    ] = ()


class NoChannelProblem(Problem, frozen=True):
    """No available channel serves the request, now or later."""

    trace: Annotated[
        tuple[TraceEntry, ...], Field(description="What the router found about every channel.")
    ]
    escalation: Annotated[
        tuple[EscalationLevel, ...], Field(description="The levels to turn to instead, in order.")
    ]
