"""What changes between two directories: for which requests, when, and from what to what.

The search misses no instant: what a request gets is a piecewise-constant function of time.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from operator import itemgetter
from typing import Self, TypeAlias

from pydantic import AwareDatetime

from ccb_support.answer.recommendation import Reason
from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval
from ccb_support.model.channels import EscalationLevel
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Record, Timed, build
from ccb_support.model.requests import (
    RequestKind,
    Vocabularies,
    every_kind,
    group_requests,
    knows,
    sort_kinds,
)
from ccb_support.routing.router import Router
from ccb_support.routing.rule import Request, RoutingDecision
from ccb_support.schedule.channel_hours import OpenHours

# A plain tuple of numbers: it is quick to compare, and no work for the garbage collector.
_Key: TypeAlias = tuple[int, Instant | None]
"""An outcome: the number of its form, and when its channel closes, or opens if it is closed."""

_Span: TypeAlias = tuple[Instant, Instant, _Key, _Key]
"""A span over which requests get another outcome: its start, its end, the old and the new one."""


_NOTHING: _Key = (-1, None)
"""The outcome after the range, or of a request that is not known, which nobody compares."""


class Alternative(Record, frozen=True):
    """Another channel that is open.

    Attributes:
        channel: its id.
        contacts: its contacts, best first.
    """

    channel: str
    contacts: tuple[Contact, ...]


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
            alternatives=tuple(
                Alternative(channel=each.id, contacts=each.contacts)
                for each in decision.alternatives
            ),
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
    """A change of escalation levels. These are the same for every request.

    Attributes:
        old: all levels of the old directory, in order.
        new: all levels of the new directory.
    """

    old: tuple[EscalationLevel, ...]
    new: tuple[EscalationLevel, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of the levels that differ, in order."""
        old, new = (
            {each.level: (each.contacts, each.hours) for each in levels}
            for levels in (self.old, self.new)
        )
        return tuple(level for level in sorted({*old, *new}) if old.get(level) != new.get(level))


def find_changes(
    old: Router,
    new: Router,
    words: Vocabularies,
    bounds: Interval[Instant],
    ends: Mapping[Instant, datetime],
) -> Iterator[Change]:
    """Yield the changes within `bounds`, in order.

    `words` are those of the new directory. `ends` has the bounds as the caller gave them: the range
    may start and end within a second.
    """
    forms: dict[Outcome, int] = {}
    before, after = _Side(old, forms), _Side(new, forms)
    editions = (*old.engine.editions.in_order, *new.engine.editions.in_order)
    channels = [channel for each in editions for channel in each.directory.channels]
    groups = group_requests(every_kind(words), channels, [each.directory for each in editions])
    changed: dict[_Span, tuple[int, ...]] = {}
    for number, (kind, *_) in enumerate(groups):
        for span in _differences(before.outcomes(kind, bounds), after.outcomes(kind, bounds)):
            changed[span] = (*changed.get(span, ()), number)

    @cache
    def kinds_of(numbers: tuple[int, ...]) -> tuple[RequestKind, ...]:
        kinds = (kind for number in numbers for kind in groups[number])
        return sort_kinds(kinds, words)

    # Spans with one start stay in the order of their groups, which is that of their requests.
    for span in sorted(changed, key=itemgetter(0)):
        start, end, old_key, new_key = span
        yield build(
            Change,
            {
                "requests": kinds_of(changed[span]),
                "start": ends.get(start) or after.datetime_at(start),
                "end": ends.get(end) or after.datetime_at(end),
                "old": before.outcome(old_key),
                "new": after.outcome(new_key),
            },
        )


def _differences(old: Mapping[Instant, _Key], new: Mapping[Instant, _Key]) -> Iterator[_Span]:
    """Yield the spans over which two sides differ in one way, each as long as possible.

    Each side has its outcomes by the instants from which they hold, and at the end `_NOTHING`. It
    has this too while an edition does not know the request: then no answer changes.
    """
    since, before, after = Instant(0), _NOTHING, _NOTHING
    for start in sorted(old.keys() | new.keys()):
        pair = old.get(start, before), new.get(start, after)
        # At the edge of an edition, both may go on as before.
        if pair != (before, after):
            if before != after and _NOTHING not in (before, after):
                yield since, start, before, after
            since, (before, after) = start, pair


class _Side:
    """One of the two directories: its outcomes as keys and as records."""

    def __init__(self, router: Router, forms: dict[Outcome, int]) -> None:
        self._engine = router.engine
        # The forms of outcomes that either directory has shown, each with its number.
        self._forms = forms
        self.outcome = cache(self._outcome)
        self.datetime_at = cache(self._engine.clock.datetime_at)

    def outcomes(self, kind: RequestKind, bounds: Interval[Instant]) -> dict[Instant, _Key]:
        """Return what requests of a kind get over `bounds`, by the instant from which they do."""
        request = Request(kind.request_type, kind.priority)
        never, read = self._engine.clock.supported.end, cache(self._read)
        found: dict[Instant, _Key] = {bounds.end: _NOTHING}
        for edition, part in self._engine.editions.within(bounds):
            if not knows(edition.directory, kind.request_type, kind.priority):
                found[part.start] = _NOTHING
                continue
            decisions = self._engine.decisions(request, edition.number)
            for span in decisions.spans(part):
                changes_at, decision = span.opens_at, span.decision
                number, hours = read(decision)
                if hours:
                    changes_at = decisions.state(hours, span, is_open=True).end
                elif decision is None or decision.open_now:
                    changes_at = never
                found[span.start] = number, None if changes_at == never else changes_at
        # The first span may begin before the range.
        found[bounds.start] = found.pop(min(found))
        return found

    def _read(self, decision: RoutingDecision | None) -> tuple[int, OpenHours | None]:
        """Return the number of a decision's form, and its channel's hours if they may end."""
        form = Nobody.NOBODY if decision is None else Answer.of(decision)
        # Equal forms of both directories have the same number.
        number = self._forms.setdefault(form, len(self._forms))
        if decision is None or not decision.open_now:
            return number, None
        hours = self._engine.hours(decision.channel.id)
        return number, None if hours.never_changes else hours

    def _outcome(self, key: _Key) -> Outcome:
        number, changes_at = key
        form = [*self._forms][number]
        if isinstance(form, Nobody) or changes_at is None:
            return form
        field = "closes_at" if form.open_now else "opens_at"
        return build(Answer, {**form.__dict__, field: self.datetime_at(changes_at)})
