"""Types of the tools' arguments and results that the library does not have."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field, StrictInt
from pydantic_core import PydanticCustomError

from ccb_support import Contact, EscalationLevel, Medium, Reason, Recommendation, RequestType

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def _with_offset(value: object) -> object:
    # Pydantic would also take a number, as seconds or milliseconds since 1970.
    if value is None or (isinstance(value, str) and _RFC_3339.fullmatch(value)):
        return value
    raise PydanticCustomError(
        "no_instant", "write an instant with its offset, like 2026-11-24T17:00:00-05:00"
    )


Instant = Annotated[AwareDatetime, BeforeValidator(_with_offset)]

RequestTypeWord = Annotated[
    RequestType | str,
    Field(description="What is asked. Words that people write do as well, such as queja."),
]
# True and 1.0 equal 1, and would pass for a Priority.
PriorityWord = Annotated[
    StrictInt | str,
    Field(
        description="How urgently: 1 critical, 2 high, 3 medium, 4 low, 5 planning. Words that "
        "people write do as well, such as P3. Mind that alta is 2."
    ),
]
MediumWord = Annotated[Medium | str | None, Field(description="A medium that the person prefers.")]
DownChannels = Annotated[
    tuple[str, ...], Field(description="The ids of channels that are down right now.")
]
Language = Annotated[Literal["es", "en"], Field(description="The language of the words.")]


class Period(BaseModel):
    """Whom to contact over a span of time.

    Attributes:
        valid_from: its start, or null if it has none.
        valid_until: its end, excluded, or null if it has none.
        channel: the id of the channel to use.
        contact: of its contacts, the one to use first.
        uri: that contact's URI.
        open_now: whether the channel is open during it.
        reason: why this channel.
    """

    valid_from: datetime | None
    valid_until: datetime | None
    channel: str
    contact: Contact
    uri: str
    open_now: bool
    reason: Reason

    @classmethod
    def of(cls, answer: Recommendation) -> "Period":
        """Return `answer` as an entry of a list of answers."""
        return cls(
            valid_from=answer.valid_from,
            valid_until=answer.valid_until,
            channel=answer.channel.id,
            contact=answer.contact,
            uri=answer.uri,
            open_now=answer.open_now,
            reason=answer.reason,
        )


class Timeline(BaseModel):
    """Whom to contact over a range of time.

    Attributes:
        periods: without gaps, in order.
        continues_at: where the rest of the range starts, if it had too many periods; else null.
    """

    periods: tuple[Period, ...]
    continues_at: datetime | None


class Escalation(BaseModel):
    """Whom to turn to when a request is stuck.

    Attributes:
        levels: in order.
    """

    levels: tuple[EscalationLevel, ...]
