"""The laws of every router, and the questions that show whether a router keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from ccb_support.model.vocabulary import MEDIA, REQUEST_TYPES
from ccb_support.words import law_phrases as words
from ccb_support.words.phrase import Phrase

from .differences import write
from .violation import describe_instant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime, tzinfo

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.model.vocabulary import Medium, Priority, RequestType

    from .violation import Line


class Recommender(Protocol):
    """A function with the signature of `recommend`."""

    def __call__(  # noqa: D102 - the class says it
        self,
        request_type: RequestType,
        priority: Priority,
        when: datetime,
        *,
        prefer: Medium | None = None,
        unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    ) -> Recommendation: ...


class Law(StrEnum):
    """The name of a law."""

    TOTAL = "total"
    """A request has an answer if a channel serves it, now or later."""
    ZONE_FREE = "zone_free"
    """The zone in which the caller writes an instant does not matter."""
    RULE = "rule"
    """The answer follows the rule, in every one of its fields."""
    PREFERENCE = "preference"
    """A preference counts, but takes no critical request from its line or from a telephone."""
    TRUTHFUL = "truthful"
    """A channel reported open stays open until the stated time; one reported closed opens then."""
    SPAN = "span"
    """An answer holds over its whole span, and not outside."""
    CRITICAL_PHONE = "critical_phone"
    """A critical request gets an open telephone, also with a preference, if there is one."""
    UNAVAILABLE = "unavailable"
    """A channel that is unavailable is never the answer, nor an alternative."""
    UNTIL = "until"
    """Until a channel is back, it is unavailable; from then on, its hours decide."""
    RECURRING = "recurring"
    """What comes every year answers the same as the dates that it means."""
    INPUT = "input"
    """A wrong request type, priority or instant is an error, and never a guess."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question to a router.

    Attributes:
        request_type: the request type.
        priority: the priority.
        when: the instant.
        prefer: the preferred medium, or `None`.
        unavailable: the ids of the channels that are down, or from each id when the channel is
            back.
    """

    request_type: RequestType
    priority: Priority
    when: datetime
    prefer: Medium | None = None
    unavailable: tuple[str, ...] | Mapping[str, datetime | None] = ()

    def describe(self, zone: tzinfo) -> Iterator[Line]:
        """Yield the lines that show the question, with its instants in `zone`."""
        kind, priority = REQUEST_TYPES.label(self.request_type), f"P{self.priority:d}"
        form = words.PREFERRED if self.prefer else words.KIND
        medium = MEDIA.label(self.prefer) if self.prefer else ""
        yield words.REQUEST, form.fill(request_type=kind, priority=priority, medium=medium)
        yield words.INSTANT, describe_instant(self.when, zone)
        yield words.UNAVAILABLE, self._describe_outages(zone)

    def _describe_outages(self, zone: tzinfo) -> Phrase:
        described: Phrase | None = None
        for channel in self.unavailable:
            end = self.unavailable[channel] if isinstance(self.unavailable, Mapping) else None
            plain = Phrase(channel, channel)
            outage = words.DOWN_UNTIL.fill(channel=channel, end=write(end, zone)) if end else plain
            if described is None:
                described = outage
            else:
                described = words.AND_ALSO.fill(before=described, following=outage)
        return described or words.NONE_DOWN
