"""What changes between two directories: for which requests, when, and from what to what.

The search misses no instant: what a request gets is a piecewise-constant function of time.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from typing import Self, TypeAlias

from pydantic import AwareDatetime

from ccb_support.answer.recommendation import Reason
from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Record, Timed, build
from ccb_support.model.requests import (
    RequestKind,
    Vocabularies,
    every_kind,
    group_requests,
    sort_kinds,
)
from ccb_support.routing.engine import Engine
from ccb_support.routing.rule import Request, RoutingDecision
from ccb_support.schedule.channel_hours import OpenHours

# A plain tuple of numbers: it is quick to compare, and no work for the garbage collector.
_Key: TypeAlias = tuple[int, Instant | None]
"""An outcome: the number of its form, and when its channel closes, or opens if it is closed.

Its form is the same outcome without times.
"""

_ChangedSpan: TypeAlias = tuple[Instant, Instant, _Key, _Key]
"""A span over which requests get another answer: its start, its end, the old and the new one."""

_NOTHING: _Key = (-1, None)
"""In place of an answer after the range, or for a request that is not known: nobody compares it."""


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
                # Right by construction, and there may be many for each decision.
                build(Alternative, {"channel": each.id, "contacts": each.contacts})
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


def find_changes(
    old: Engine,
    new: Engine,
    words: Vocabularies,
    bounds: Interval[Instant],
    time_of: Callable[[Instant], datetime],
) -> Iterator[Change]:
    """Yield the changes within `bounds`, in order.

    `words` are those of the new directory. `time_of` returns an instant of the range in its zone.
    """
    forms: dict[Outcome, int] = {}
    directories = [each.directory for each in (*old.editions.in_order, *new.editions.in_order)]
    channels = [*old.editions.channels, *new.editions.channels]
    groups = group_requests(every_kind(words), channels, directories)
    changed: dict[_ChangedSpan, tuple[int, ...]] = {}
    for number, (kind, *_) in enumerate(groups):
        before = _outcomes(old, kind, bounds, forms)
        after = _outcomes(new, kind, bounds, forms)
        for span in _differences(before, after):
            changed[span] = (*changed.get(span, ()), number)

    @cache
    def kinds_of(numbers: tuple[int, ...]) -> tuple[RequestKind, ...]:
        return sort_kinds((kind for number in numbers for kind in groups[number]), words)

    known = [*forms]
    # Neighbouring changes share an outcome. Each side reads its times by its own clock, since a
    # channel may open or close in the second in which the range ends.
    old_outcome = cache(partial(_outcome, known, old.clock.datetime_at))
    new_outcome = cache(partial(_outcome, known, new.clock.datetime_at))
    # Spans with one start stay in the order of their groups, which is that of their requests.
    for span in sorted(changed, key=lambda each: each[0]):
        start, end, old_key, new_key = span
        yield build(
            Change,
            {
                "requests": kinds_of(changed[span]),
                "start": time_of(start),
                "end": time_of(end),
                "old": old_outcome(old_key),
                "new": new_outcome(new_key),
            },
        )


def _differences(old: dict[Instant, _Key], new: dict[Instant, _Key]) -> Iterator[_ChangedSpan]:
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


def _outcomes(
    engine: Engine, kind: RequestKind, bounds: Interval[Instant], forms: dict[Outcome, int]
) -> dict[Instant, _Key]:
    """Return what requests of a kind get over `bounds`, by the instant from which they do.

    `forms` has the number of each form that either side has shown so far. New forms join these.
    """

    @cache
    def read(decision: RoutingDecision | None) -> tuple[int, OpenHours | None]:
        """Return the number of a decision's form, and the hours of its channel if it is open."""
        form = Nobody.NOBODY if decision is None else Answer.of(decision)
        hours = engine.hours(decision.channel.id) if decision and decision.open_now else None
        return forms.setdefault(form, len(forms)), hours

    never, request = engine.clock.supported.end, Request(kind.request_type, kind.priority)
    found: dict[Instant, _Key] = {bounds.end: _NOTHING}
    for edition, part in engine.editions.within(bounds):
        decisions = engine.decisions(request, edition.number)
        if not decisions.knows_request:
            found[part.start] = _NOTHING
            continue
        for span in decisions.spans(part):
            number, hours = read(span.decision)
            end = decisions.state(hours, span, is_open=True).end if hours else span.opens_at
            never_changes = span.decision is None or end == never
            found[span.start] = (number, None if never_changes else end)
    # The first span may begin before the range.
    found[bounds.start] = found.pop(min(found))
    return found


def _outcome(forms: list[Outcome], time_of: Callable[[Instant], datetime], key: _Key) -> Outcome:
    """Return an outcome, with the time at which its channel closes, or opens if it is closed."""
    number, changes_at = key
    form = forms[number]
    if isinstance(form, Nobody) or changes_at is None:
        return form
    field = "closes_at" if form.open_now else "opens_at"
    return build(Answer, {**form.__dict__, field: time_of(changes_at)})
