"""The rule: which channel answers a request, and why.

A directory lists its channels in order of preference. The first that serves the request, is open
and is available is the answer. If none is open, it is the serving, available channel that opens
soonest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ccb_support.answer.recommendation import Reason, Verdict
from ccb_support.clock.instants import Instant
from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Contact
from ccb_support.model.directory import Directory
from ccb_support.model.vocabulary import CRITICAL, Medium


class Request(NamedTuple):
    """A normalised request: everything that decides the answer except the time.

    `unavailable` has the ids of the channels that are down.
    """

    request_type: str
    priority: int
    prefer: Medium | None = None
    unavailable: frozenset[str] = frozenset()

    def without(self, channel_ids: frozenset[str]) -> "Request":
        """Return the same request while these channels are down. In this one, none is."""
        return self._replace(unavailable=channel_ids) if channel_ids else self

    def is_served_by(self, channel: Channel) -> bool:
        """Return whether the channel takes such a request at all."""
        return channel.serves(self.request_type, self.priority)


@dataclass(eq=False)  # a cache finds it by its identity, which is quicker than by its fields
class RoutingDecision:
    """Who answers a request, and why, while the same channels are open.

    The contact is the one to use first. The alternatives are the other open channels, best first.
    A closed channel opens when the span ends; or at `opens_at`, under a later edition.
    """

    channel: Channel
    contact: Contact
    reason: Reason
    open_now: bool
    alternatives: tuple[Channel, ...] = ()
    opens_at: Instant | None = None


def decide(request: Request, directory: Directory, open_channels: list[Channel]) -> RoutingDecision:
    """Return who answers a request.

    `open_channels` are the channels that the request may use and that are open: at least one. They
    are in the directory's order.
    """
    channel, contact = _choose(request, directory, open_channels)
    is_first = channel is open_channels[0]
    return RoutingDecision(
        channel,
        contact,
        _reason(request, directory, channel) if is_first else Reason.PREFERRED,
        open_now=True,
        alternatives=tuple(each for each in open_channels if each is not channel),
    )


def decide_closed(opens_next: Channel, opens_at: Instant | None = None) -> RoutingDecision:
    """Return who answers a request while no channel is open: the channel that opens soonest."""
    return RoutingDecision(
        opens_next, opens_next.contacts[0], Reason.OPENS_NEXT, open_now=False, opens_at=opens_at
    )


def verdicts(
    request: Request, directory: Directory, decision: RoutingDecision | None
) -> Iterator[tuple[Channel, Verdict]]:
    """Yield each channel with what the rule finds of it. Without a decision, none ever opens."""
    used: dict[str, Verdict] = {}
    if decision:
        used = dict.fromkeys([each.id for each in decision.alternatives], Verdict.ALTERNATIVE)
        used[decision.channel.id] = Verdict.RECOMMENDED
    for channel in directory.channels:
        if not request.is_served_by(channel):
            yield channel, Verdict.NOT_SERVED
        elif channel.id in request.unavailable:
            yield channel, Verdict.UNAVAILABLE
        else:
            yield channel, used.get(channel.id, Verdict.CLOSED)


def _choose(
    request: Request, directory: Directory, open_channels: list[Channel]
) -> tuple[Channel, Contact]:
    """Return the first open channel that has the preferred medium, or else the first of all."""
    if request.prefer and _preference_counts(request, directory, open_channels):
        for channel in open_channels:
            if contact := channel.contact_by(request.prefer):
                return channel, contact
    return open_channels[0], open_channels[0].contacts[0]


def _preference_counts(
    request: Request, directory: Directory, open_channels: list[Channel]
) -> bool:
    """Return whether the preferred medium may choose: a critical request gets a telephone first."""
    if any(map(directory.is_reserved_by_priority, open_channels)):
        return False
    if request.priority != CRITICAL or request.prefer == Medium.PHONE:
        return True
    return not any(each.contact_by(Medium.PHONE) for each in open_channels)


def _reason(request: Request, directory: Directory, chosen: Channel) -> Reason:
    if directory.is_reserved_by_priority(chosen):
        return Reason.PRIORITY
    if directory.is_reserved_by_request_type(chosen):
        return Reason.DEDICATED
    earlier = directory.channels[: directory.channels.index(chosen)]
    if any(directory.is_reserved(each) and request.is_served_by(each) for each in earlier):
        return Reason.FALLBACK
    return Reason.GENERAL
