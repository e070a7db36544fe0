"""What the words of an answer need of it."""
# ruff: noqa: D102 - `Recommendation` says what each property is

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.model.channels import Channel
    from ccb_support.model.contacts import Contact
    from ccb_support.model.requests import Priority, RequestType

    from .reasons import Reason
    from .trace import TraceEntry


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
