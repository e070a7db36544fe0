"""What the words of an answer need: the answer itself, and who reads it."""
# ruff: noqa: D102 - `Recommendation` says what each property is

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from ccb_support.model.channels import Channel
    from ccb_support.model.contacts import Contact
    from ccb_support.model.vocabulary import Priority, RequestType
    from ccb_support.words.languages import Language

    from .reasons import Reason
    from .trace import TraceEntry


class Reader(NamedTuple):
    """Who reads the words of an answer.

    Attributes:
        language: the reader's language.
        zone: the directory's zone, on whose clock the reader reads the times.
        today: the date there on which the reader reads, or `None` if unknown.
    """

    language: Language
    zone: ZoneInfo
    today: date | None


class SpokenAnswer(Protocol):
    """What words need of a recommendation.

    It is not the class itself, since that imports the files of the words.
    """

    @property
    def request_type(self) -> RequestType: ...
    @property
    def priority(self) -> Priority: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def contact(self) -> Contact: ...
    @property
    def open_now(self) -> bool: ...
    @property
    def opens_at(self) -> datetime | None: ...
    @property
    def closes_at(self) -> datetime | None: ...
    @property
    def reason(self) -> Reason: ...
    @property
    def alternatives(self) -> tuple[Channel, ...]: ...
    @property
    def trace(self) -> tuple[TraceEntry, ...]: ...
    @property
    def valid_from(self) -> datetime | None: ...
