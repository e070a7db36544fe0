"""What a request gets, as far as it counts when two directories are compared."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self, TypeAlias

from pydantic import AwareDatetime

from ccb_support.answer.reasons import Reason
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Record, Timed

if TYPE_CHECKING:
    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.model.channels import Channel


class Alternative(Record, frozen=True):
    """Another channel that is open.

    Attributes:
        channel: its id.
        contacts: how to reach it, the contact to use first first.
    """

    channel: str
    contacts: tuple[Contact, ...]

    @classmethod
    def of(cls, channel: Channel) -> Self:
        """Return what counts of `channel`."""
        return cls(channel=channel.id, contacts=channel.contacts)


class Answer(Timed, frozen=True):
    """What counts of a recommendation when two are compared: what someone does who follows it.

    Names are left out: another name sends nobody elsewhere. So is what the trace says of channels
    that are closed: it counts at the time at which they would have been open.

    Attributes:
        channel: the id of the channel to use.
        contact: of its contacts, the one to use first.
        number: that contact's number as printed; `None` where it is no telephone.
        uri: that contact's URI.
        other_contacts: the channel's other contacts.
        open_now: whether the channel is open.
        opens_at: where it is closed, when it opens.
        closes_at: where it is open, the end of its whole open run; `None` where it does not close.
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
    def of(cls, recommendation: Recommendation) -> Self:
        """Return what counts of `recommendation`."""
        channel, contact = recommendation.channel, recommendation.contact
        return cls(
            channel=channel.id,
            contact=contact,
            number=recommendation.number,
            uri=recommendation.uri,
            other_contacts=tuple(each for each in channel.contacts if each != contact),
            open_now=recommendation.open_now,
            opens_at=recommendation.opens_at,
            closes_at=recommendation.closes_at,
            reason=recommendation.reason,
            alternatives=tuple(map(Alternative.of, recommendation.alternatives)),
        )


class Nobody(StrEnum):
    """What a request gets for which no channel is open, now or later."""

    NOBODY = "nobody"
    """Nobody takes it."""


Outcome: TypeAlias = Answer | Nobody
"""What a request gets."""
