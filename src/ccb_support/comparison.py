"""What a change of directory changes: which requests, when, from what answer to what.

An answer is a piecewise-constant function of time, so two directories are compared by walking both
their timelines, side by side, for every request. No instant is sampled and none is left out: where
`diff` finds nothing, the two answer alike over the whole range.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

from pydantic import AwareDatetime

from .comparison_wording import report
from .contacts import Contact
from .directory import EscalationLevel
from .errors import NoChannelError
from .instants import in_utc
from .kinds import RequestKind, in_order, place_of, served_alike
from .model import Record, Timed
from .requests import Priority, RequestType, parse_priority, parse_request_type
from .router import router_over
from .text import checked_language
from .verdicts import Nobody, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from .directory import Channel, Directory
    from .recommendation import Recommendation
    from .router import Router
    from .text import Language


# The records here are built on first use: many who import the library never compare anything.


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


Outcome: TypeAlias = Answer | Nobody
"""What a request gets."""


class Change(Timed, frozen=True):
    """Requests that get something else over a span of time.

    Attributes:
        requests: the requests, by type and then by priority.
        start: the first instant of the span.
        end: the instant at which the span ends, excluded.
        old: what these requests get of the old directory, over the whole span.
        new: what they get of the new one.
    """

    requests: tuple[RequestKind, ...]
    start: AwareDatetime
    end: AwareDatetime
    old: Outcome
    new: Outcome


class EscalationChange(Record, frozen=True):
    """Escalation levels that are not the same. They hold for every request, at all times.

    Attributes:
        old: all levels of the old directory, in order.
        new: all levels of the new one.
    """

    old: tuple[EscalationLevel, ...]
    new: tuple[EscalationLevel, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of the levels that differ, in order."""
        old, new = _by_level(self.old), _by_level(self.new)
        return tuple(level for level in sorted({*old, *new}) if old.get(level) != new.get(level))


class Difference(Timed, frozen=True):
    """All that differs between two directories over a range of time.

    All its instants but those in an `old` answer are in the new directory's zone.

    Attributes:
        start: the first instant of the range.
        end: the instant at which the range ends, excluded.
        time_zone: the IANA name of the new directory's zone.
        changes: the changes, in order of their starts. Each is as long as it can be, within the
            range: its requests do not change in this very way just before it, nor just after it.
        escalation: the escalation levels, where they differ.
    """

    start: AwareDatetime
    end: AwareDatetime
    time_zone: str
    changes: tuple[Change, ...]
    escalation: EscalationChange | None

    @property
    def is_empty(self) -> bool:
        """Whether the two directories are proved to answer alike over the whole range."""
        return not self.changes and self.escalation is None

    def of(
        self, request_type: RequestType | str, priority: Priority | int | str
    ) -> tuple[Change, ...]:
        """Return the changes of one request, in order.

        Args:
            request_type: as for `ccb_support.recommend`.
            priority: as for `ccb_support.recommend`.

        Raises:
            UnknownRequestTypeError: `request_type` means no request type, or could mean several.
            UnknownPriorityError: `priority` means no priority, or could mean several.
        """
        wanted = RequestKind(
            request_type=parse_request_type(request_type), priority=parse_priority(priority)
        )
        return tuple(change for change in self.changes if wanted in change.requests)

    def report(self, language: Language = "es") -> str:
        """Return the difference as lines of text: for each group of requests, what changes when.

        Where the channel changes, a line tells this alone; `changes` has the rest. Changes that say
        the same share a line, whether of several requests or of the same hours of several days.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return report(self, checked_language(language))


def diff(
    old: Directory | Router, new: Directory | Router, start: datetime, end: datetime
) -> Difference:
    """Return which requests change their answer between two directories, when, and how.

    Every request type of every priority is compared at every instant from `start` to before `end`.
    The difference is empty exactly where both directories answer alike over all of it.

    What counts is what someone does who follows the answer: the channel (by its id), its contacts
    with numbers and URIs, whether it is open, when it opens or closes, the reason, the
    alternatives with their contacts, and whether there is an answer at all. The escalation levels
    count too, by number, contacts and hours; they are compared once, since they are the same for
    every request. What does not count: names, rows of the source, versions and dates of the
    directories, how long an answer holds, and the trace with the holidays, special days and
    closures that it names: those that matter change an answer at some time.

    The requests compared prefer no medium, and no channel is unavailable.

    Args:
        old: a directory, which is read with Colombia's holidays, or a router with any calendar.
        new: another.
        start: an aware `datetime`, in any zone, in the supported range of both directories.
        end: an aware `datetime` after `start`, at the latest the end of that range.

    Raises:
        NotAChannelDirectoryError: `old` or `new` is no `Directory`.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is no `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
    """
    before, after = router_over(old), router_over(new)
    for router in (before, after):
        # It refuses, as they were written, the ends of a range that it does not support.
        router.timeline(RequestType.INCIDENT, Priority.CRITICAL, start, end)
    bounds = _Bounds(in_utc(start), in_utc(end))
    zone = after.directory.zone
    return Difference(
        start=bounds.start.astimezone(zone),
        end=bounds.end.astimezone(zone),
        time_zone=zone.key,
        changes=tuple(
            Change(
                requests=kinds,
                start=stretch.start.astimezone(zone),
                end=stretch.end.astimezone(zone),
                old=stretch.old,
                new=stretch.new,
            )
            for stretch, kinds in _changed(before, after, bounds)
        ),
        escalation=_escalation_change(before.escalation(), after.escalation()),
    )


class _Bounds(NamedTuple):
    """The range of a comparison, in UTC, to the microsecond."""

    start: datetime
    end: datetime


class _Step(NamedTuple):
    """An instant, in UTC, from which on one of the two directories answers so."""

    since: datetime
    is_new: bool
    outcome: Outcome


class _Stretch(NamedTuple):
    """A span, in UTC, over which each of the two directories gives one outcome."""

    start: datetime
    end: datetime
    old: Outcome
    new: Outcome


def _changed(
    old: Router, new: Router, bounds: _Bounds
) -> list[tuple[_Stretch, tuple[RequestKind, ...]]]:
    """Return, in order, every stretch that changes, and the requests that change there so."""
    changed: defaultdict[_Stretch, list[RequestKind]] = defaultdict(list)
    for kinds in served_alike(old.directory, new.directory):
        steps = (
            _steps(old, kinds[0], bounds, is_new=False),
            _steps(new, kinds[0], bounds, is_new=True),
        )
        for stretch in _stretches(merge(*steps, key=_since), bounds.end):
            if stretch.old != stretch.new:
                changed[stretch] += kinds
    ordered = [(each, in_order(kinds)) for each, kinds in changed.items()]
    return sorted(ordered, key=lambda item: (item[0].start, place_of(item[1][0])))


def _steps(router: Router, kind: RequestKind, bounds: _Bounds, *, is_new: bool) -> Iterator[_Step]:
    since = bounds.start
    try:
        for answer in router.timeline(kind.request_type, kind.priority, *bounds):
            yield _Step(since, is_new, Answer.of(answer))
            since = in_utc(answer.valid_until or bounds.end)
    except NoChannelError:
        # It says of the time to come, too, that there is no answer.
        yield _Step(since, is_new, Nobody.NOBODY)


def _stretches(steps: Iterable[_Step], end: datetime) -> Iterator[_Stretch]:
    """Yield the stretches between the steps.

    None could be longer: a timeline takes a step only where a channel opens or closes, which shows
    in the channel or the alternatives of the answer.
    """
    pairs = list(_side_by_side(steps))
    ends = [*(start for start, _ in pairs[1:]), end]
    for (start, (old, new)), stop in zip(pairs, ends, strict=True):
        yield _Stretch(start, stop, old, new)


def _side_by_side(steps: Iterable[_Step]) -> Iterator[tuple[datetime, tuple[Outcome, Outcome]]]:
    """Yield both outcomes, old and new, from each instant on at which one of them may change."""
    outcomes: dict[bool, Outcome] = {}
    for since, together in groupby(steps, key=_since):
        outcomes |= {step.is_new: step.outcome for step in together}
        yield since, (outcomes[False], outcomes[True])


def _since(step: _Step) -> datetime:
    return step.since


def _escalation_change(
    old: tuple[EscalationLevel, ...], new: tuple[EscalationLevel, ...]
) -> EscalationChange | None:
    change = EscalationChange(old=old, new=new)
    return change if change.levels else None


def _by_level(levels: Iterable[EscalationLevel]) -> dict[int, object]:
    """Return what counts of each level, by its number; they come in the order of their numbers."""
    return {each.level: (each.contacts, each.hours) for each in levels}
