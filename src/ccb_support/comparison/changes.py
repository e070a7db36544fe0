"""What changes between two directories: for which requests, when, and from what to what."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self, TypeAlias

from pydantic import AwareDatetime

from ccb_support.answer.reasons import Reason
from ccb_support.model.channels import EscalationLevel, RequestKind
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Record, Timed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ccb_support.model.channels import Channel
    from ccb_support.routing.rule import RoutingDecision


class Alternative(Record, frozen=True):
    """Another channel that is open.

    Attributes:
        channel: its id.
        contacts: its contacts, best first.
    """

    channel: str
    contacts: tuple[Contact, ...]

    @classmethod
    def of(cls, channel: Channel) -> Self:
        """Return the id and the contacts of `channel`."""
        return cls(channel=channel.id, contacts=channel.contacts)


class Answer(Timed, frozen=True):
    """The parts of a recommendation that decide what its reader does.

    Names are left out, because a new name sends nobody elsewhere. The trace of closed channels is
    left out too, because it counts at the times at which they would have been open.

    Attributes:
        channel: the id of the channel to use.
        contact: the one of its contacts to use first.
        number: that contact's whole number, in Spanish; `None` if the contact is not a telephone.
        uri: that contact's URI.
        other_contacts: the channel's other contacts.
        open_now: whether the channel is open.
        opens_at: when the channel opens, or `None` if it is open.
        closes_at: the end of its whole open run, or `None` if it is closed or does not close.
        reason: why this channel.
        alternatives: the other channels that are open for the request, best first.
    """

    channel: str
    contact: Contact
    number: str | None
    uri: str
    other_contacts: tuple[Contact, ...]
    open_now: bool
    opens_at: AwareDatetime | None
    closes_at: AwareDatetime | None
    reason: Reason
    alternatives: tuple[Alternative, ...]

    @classmethod
    def of(cls, decision: RoutingDecision) -> Self:
        """Return these parts of a decision, without times."""
        channel, contact = decision.channel, decision.contact
        return cls(
            channel=channel.id,
            contact=contact,
            number=contact.number,
            uri=contact.uri,
            other_contacts=tuple(each for each in channel.contacts if each != contact),
            open_now=decision.open_now,
            opens_at=None,
            closes_at=None,
            reason=decision.reason,
            alternatives=tuple(map(Alternative.of, decision.alternatives)),
        )


class Nobody(StrEnum):
    """The outcome of a request for which no channel is open, now or later."""

    NOBODY = "nobody"
    """Nobody takes it."""


Outcome: TypeAlias = Answer | Nobody
"""What a request gets from a directory."""


class Change(Timed, frozen=True):
    """A change of outcome over a span of time.

    Attributes:
        requests: the requests, by type and then by priority.
        start: the first instant of the span.
        end: the instant at which the span ends, excluded.
        old: what these requests get from the old directory, over the whole span.
        new: what they get from the new directory.
    """

    requests: tuple[RequestKind, ...]
    start: AwareDatetime
    end: AwareDatetime
    old: Outcome
    new: Outcome


class EscalationChange(Record, frozen=True):
    """A change of escalation levels. These are the same for every request, at all times.

    Attributes:
        old: all levels of the old directory, in order.
        new: all levels of the new directory.
    """

    old: tuple[EscalationLevel, ...]
    new: tuple[EscalationLevel, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of the levels that differ, in order."""
        old, new = _by_level(self.old), _by_level(self.new)
        return tuple(level for level in sorted({*old, *new}) if old.get(level) != new.get(level))


def _by_level(levels: Iterable[EscalationLevel]) -> dict[int, object]:
    """Return the contacts and hours of each level, by its number."""
    return {each.level: (each.contacts, each.hours) for each in levels}
