"""What changes between two directories: for which requests, when, and from what to what.

The search misses no instant: what a request gets is a piecewise-constant function of time.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Self, TypeAlias

from pydantic import AwareDatetime

from ccb_support.answer.recommendation import Reason
from ccb_support.clock.step_function import Piecewise, merge
from ccb_support.model.channels import EscalationLevel, RequestKind, group_requests, sort_kinds
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Record, Timed, build
from ccb_support.routing.rule import Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.model.channels import Channel
    from ccb_support.routing.request_decisions import RequestDecisions, RoutingSpan
    from ccb_support.routing.router import Router
    from ccb_support.routing.rule import RoutingDecision
    from ccb_support.schedule.channel_hours import ChannelHours

# A plain tuple of numbers: it is quick to compare, and no work for the garbage collector.
_Key: TypeAlias = "tuple[int, Instant | None, Instant | None]"
"""An outcome: the number of its form, and when its channel opens or closes."""


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


def find_changes(
    old: Router, new: Router, bounds: Interval[Instant], ends: Mapping[Instant, datetime]
) -> Iterator[Change]:
    """Yield the changes within `bounds`, in order.

    `ends` has the bounds as the caller gave them: the range may start and end within a second.
    """
    forms: dict[Outcome, int] = {}
    sides = before, after = _Side(old, forms), _Side(new, forms)
    groups = group_requests((*old.directory.channels, *new.directory.channels))
    changed: dict[tuple[Instant, Instant, tuple[_Key, ...]], tuple[int, ...]] = {}
    for number, group in enumerate(groups):
        both = merge([side.outcomes(group[0], bounds) for side in sides])
        for start, end, keys in both.pieces():
            if keys[0] != keys[1]:
                span = start, end, keys
                changed[span] = (*changed.get(span, ()), number)

    @cache
    def kinds_of(numbers: tuple[int, ...]) -> tuple[RequestKind, ...]:
        return sort_kinds(kind for number in numbers for kind in groups[number])

    # Spans with one start stay in the order of their groups, which is that of their requests.
    for span in sorted(changed, key=itemgetter(0)):
        start, end, keys = span
        fields: dict[str, object] = {
            "requests": kinds_of(changed[span]),
            "start": ends.get(start) or after.datetime_at(start),
            "end": ends.get(end) or after.datetime_at(end),
            "old": before.outcome(keys[0]),
            "new": after.outcome(keys[1]),
        }
        yield build(Change, fields)


class _Side:
    """One of the two directories: its outcomes as keys and as records."""

    def __init__(self, router: Router, forms: dict[Outcome, int]) -> None:
        self._engine = router.engine
        # The forms of outcomes that either directory has shown, each with its number.
        self._forms = forms
        self._known: dict[RoutingDecision | None, tuple[int, ChannelHours | None]] = {}
        self.outcome = cache(self._outcome)
        self.datetime_at = cache(self._engine.clock.datetime_at)

    def outcomes(self, kind: RequestKind, bounds: Interval[Instant]) -> Piecewise[_Key]:
        """Return what requests of a kind get over `bounds`."""
        decisions = self._engine.decisions(Request(kind.request_type, kind.priority))
        keys = {each.start: self._key(decisions, each) for each in decisions.spans(bounds)}
        return Piecewise([bounds.start, *[*keys][1:]], [*keys.values()], bounds.end)

    def _key(self, decisions: RequestDecisions, routed: RoutingSpan) -> _Key:
        decision = routed.decision
        known = self._known.get(decision)
        if known is None:
            known = self._known[decision] = self._read(decision)
        number, hours = known
        if hours is None:
            opens_at = None if decision is None or decision.open_now else routed.end
            return number, opens_at, None
        closes_at = decisions.state(hours, routed, is_open=True).end
        never_closes = closes_at == self._engine.clock.supported.end
        return number, None, None if never_closes else closes_at

    def _read(self, decision: RoutingDecision | None) -> tuple[int, ChannelHours | None]:
        """Return the number of a decision's form, and its channel's hours if they may end."""
        form = Nobody.NOBODY if decision is None else Answer.of(decision)
        # Equal forms of both directories have the same number.
        number = self._forms.setdefault(form, len(self._forms))
        if decision is None or not decision.open_now:
            return number, None
        hours = self._engine.hours(decision.channel.id)
        return number, None if hours.never_changes else hours

    def _outcome(self, key: _Key) -> Outcome:
        number, *instants = key
        form = [*self._forms][number]
        if isinstance(form, Nobody):
            return form
        opens_at, closes_at = (
            None if each is None else self.datetime_at(each) for each in instants
        )
        return build(Answer, {**form.__dict__, "opens_at": opens_at, "closes_at": closes_at})
