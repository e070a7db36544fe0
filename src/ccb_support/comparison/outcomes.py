"""What a request gets from a directory: the parts that a comparison looks at."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self, TypeAlias

from pydantic import AwareDatetime

from ccb_support.answer.reasons import Reason
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Record, Timed

if TYPE_CHECKING:
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
        number: that contact's number as printed, or `None` if the contact is not a telephone.
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
        """Return these parts of a decision, whatever the times."""
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
