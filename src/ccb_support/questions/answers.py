"""The answers to questions as records, and what faces need to write them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, Field
from pydantic_core import to_json

from ccb_support.answer.explanation import ways_beside
from ccb_support.answer.recommendation import ChannelStatus, Recommendation
from ccb_support.answer.short_forms import ShortForms, offset_in_short
from ccb_support.answer.speech import Voice
from ccb_support.errors import NoChannelError, listed
from ccb_support.model.channels import EscalationLevel
from ccb_support.model.records import ElapsedTime, Record, Timed
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.words import Language

# What the faces take from here. The reference does not list it.
__all__ = (
    "Advice",
    "ChannelStates",
    "Escalation",
    "OpenTime",
    "Record",
    "ShortForms",
    "Timed",
    "TimelinePage",
    "Voice",
    "as_line",
    "escaped",
    "json_of",
    "offset_in_short",
    "ways_beside",
)


def json_of(document: BaseModel | Mapping[str, object]) -> bytes:
    """Return a document that a face gives as JSON."""
    # With the lowest pydantic, `to_json` finds no writer of a record that nothing has used before.
    if isinstance(document, BaseModel):
        return document.model_dump_json().encode()
    return to_json(document, by_alias=False)


def escaped(text: str) -> str:
    """Return a text for a log, in which a terminal takes no character as a command."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


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

    @classmethod
    def of(
        cls,
        answer: Recommendation,
        language: Language,
        *,
        when: datetime | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Put an answer about `when` into words, for somebody who reads them at `at`."""
        words = Words(
            display=answer.display(language),
            summary=answer.summary(language, when=when, at=at),
            explain=answer.explain(language, when=when, at=at),
        )
        return cls(answer=answer, words=words)


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

    @classmethod
    def of(cls, found: Iterator[Recommendation], most: int) -> Self:
        """Make a page of at most so many answers.

        If nobody answers from some time on, a page ends there, and the next one is an error.
        """
        shown: list[Recommendation] = []
        try:
            shown.extend(islice(found, most))
            has_more = next(found, None) is not None
        except NoChannelError:
            if not shown:
                raise
            has_more = True
        return cls(
            # Each edition begins another answer.
            directory_version=listed(dict.fromkeys(each.directory_version for each in shown)),
            answers=tuple(shown),
            next=shown[-1].valid_until if has_more else None,
        )


class ChannelStates(Record, frozen=True):
    """What each channel does at an instant, in the directory's order."""

    directory_version: str
    channels: tuple[ChannelStatus, ...]


class OpenTime(Timed, frozen=True):
    """For how long a channel is open between two instants."""

    directory_version: str
    channel: Annotated[str, Field(description="The channel's id.")]
    start: AwareDatetime
    end: AwareDatetime
    open_time: Annotated[ElapsedTime, Field(description="The open time, as elapsed time.")]


class Escalation(Record, frozen=True):
    """The levels to turn to next, in order."""

    directory_version: str
    levels: tuple[EscalationLevel, ...]


class NamedDay(Record, frozen=True):
    """A holiday, with its names: several holidays may fall on one day."""

    date: date
    names: tuple[LocalizedText, ...]


class HolidaysOfYear(Record, frozen=True):
    """The holidays of a year, by the calendar of the directory."""

    directory_version: str
    holidays: tuple[NamedDay, ...]
