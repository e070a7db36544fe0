"""What can be proved of a directory: who is served when, and what in it is of no use.

An answer is a piecewise-constant function of time, and the requests are few. So nothing is sampled:
every request type of every priority is followed over the whole range, span by span, and every
preference is tried in every situation that occurs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .contacts import Contact, Email, Phone
from .effects import Effects
from .errors import NoChannelError
from .finding_codes import FindingCode
from .findings import Counterexample, Coverage, Finding, Report
from .hours import Week
from .instants import DAY, FIRST_WALL, LAST_WALL, instant_of, wall_day
from .intervals import Interval, joined, within
from .kinds import RequestKind, every_kind, in_order, served_alike
from .requests import Medium, Priority
from .router import router_over
from .zones import WallClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .directory import Channel, Directory
    from .recommendation import Recommendation
    from .router import Router

_SUPPORTED = Interval(FIRST_WALL, LAST_WALL)
_CODES = tuple(FindingCode)


def verify(directory: Directory | Router, start: datetime, end: datetime) -> Report:
    """Return all that is found of a directory from `start` to before `end`.

    Every request type of every priority is followed over the whole range, and every preference for
    a medium is tried wherever it might change an answer. What the report does not mention is proved
    not to occur there; what it does mention comes with a counterexample wherever a request or an
    instant shows it.

    Args:
        directory: a directory, which is read with Colombia's holidays, or a router with any
            calendar. A calendar whose `verified_through` is a date is also asked how far its laws
            were checked.
        start: an aware `datetime`, in any zone, in the supported range.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.

    Raises:
        NotAChannelDirectoryError: `directory` is no `Directory`.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is no `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
    """
    return _Verification(router_over(directory), start, end).report()


class _Answer(NamedTuple):
    """What counts of an answer here.

    Attributes:
        channel: the id of the channel to use.
        medium: the medium of the contact to use, which tells the contacts of a channel apart.
        open_channels: the ids of all the channels that are open for the request.
    """

    channel: str
    medium: Medium
    open_channels: frozenset[str]

    @classmethod
    def of(cls, answer: Recommendation) -> _Answer:
        """Return what counts of a recommendation."""
        open_now = [answer.channel] if answer.open_now else []
        return cls(
            answer.channel.id,
            answer.contact.medium,
            frozenset(each.id for each in (*open_now, *answer.alternatives)),
        )


_Course: TypeAlias = "Mapping[_Answer | None, Sequence[Interval]]"
"""By answer, the spans over which a request gets it; `None` stands for no answer."""


@dataclass(frozen=True)
class _Case:
    """Requests that the same channels serve, and what they get over the range.

    Attributes:
        kinds: the requests.
        serving: the channels that serve them, in the directory's order.
        course: what they get.
        preferring: by medium, and by what they get, what those get instead who prefer that medium.
    """

    kinds: tuple[RequestKind, ...]
    serving: tuple[Channel, ...]
    course: _Course
    preferring: Mapping[Medium, Mapping[_Answer, _Answer]]

    def when(self, holds: Callable[[_Answer | None], bool]) -> list[Interval]:
        """Return the longest spans over which something holds of the answer."""
        spans = (span for answer, spans in self.course.items() if holds(answer) for span in spans)
        return list(joined(sorted(spans)))

    @cached_property
    def phones(self) -> frozenset[str]:
        """The ids of the channels that serve these requests and have a telephone."""
        return frozenset(each.id for each in self.serving if each.contact_by(Medium.PHONE))

    @cached_property
    def dedicated(self) -> frozenset[str]:
        """The ids of the channels that serve these requests and not every request type."""
        return frozenset(each.id for each in self.serving if each.is_reserved_by_request_type)

    @property
    def critical(self) -> tuple[RequestKind, ...]:
        """Those of the requests that have priority 1."""
        return tuple(kind for kind in self.kinds if kind.priority is Priority.CRITICAL)


class _Verification:
    """A directory about to be verified over a range of time."""

    def __init__(self, router: Router, start: datetime, end: datetime) -> None:
        self._router = router
        self._directory = router.directory
        self._start, self._end = start, end
        self._clock = WallClock(router.directory.zone)

    def report(self) -> Report:
        """Return the report. Raises what `verify` raises."""
        findings = sorted(self._findings(), key=lambda found: _CODES.index(found.code))
        return Report(
            name=self._directory.name,
            directory_version=self._directory.version,
            time_zone=self._directory.time_zone,
            start=self._clock.datetime_at(self._bounds.start),
            end=self._clock.datetime_at(self._bounds.end),
            findings=tuple(findings),
            coverage=tuple(self._coverage()),
        )

    def _findings(self) -> Iterator[Finding]:
        yield from self._unserved()
        yield from self._unanswered()
        yield from self._critical_without_phone()
        yield from self._without_open_channel()
        yield from self._without_dedicated_channel()
        for channel in self._directory.channels:
            yield from self._of_channel(channel)
        yield from self._shared_contacts()
        yield from self._idle_preferences()
        yield from self._idle_exceptions()
        yield from self._unverified_holidays()

    @cached_property
    def _bounds(self) -> Interval:
        """The range, in whole seconds: nothing changes within one."""
        return self._clock.bounds(self._start, self._end)

    # --- What every request gets

    @cached_property
    def _cases(self) -> list[_Case]:
        return [self._case(kinds) for kinds in served_alike(self._directory)]

    def _case(self, kinds: tuple[RequestKind, ...]) -> _Case:
        # One of them stands for all: the rule sees nothing of a request but who serves it.
        one = kinds[0]
        course = self._course(one)
        return _Case(
            kinds=kinds,
            serving=tuple(
                each
                for each in self._directory.channels
                if each.serves(one.request_type, one.priority)
            ),
            course=course,
            preferring={medium: self._preferring(medium, one, course) for medium in Medium},
        )

    def _course(self, kind: RequestKind) -> _Course:
        course: defaultdict[_Answer | None, list[Interval]] = defaultdict(list)
        reached = self._bounds.start
        try:
            for answer in self._router.timeline(
                kind.request_type, kind.priority, self._start, self._end
            ):
                span = self._span(answer)
                course[_Answer.of(answer)].append(span)
                reached = span.end
        except NoChannelError:
            # It says of all the time to come, too, that there is no answer.
            course[None].append(Interval(reached, self._bounds.end))
        return course

    def _preferring(
        self, medium: Medium, kind: RequestKind, course: _Course
    ) -> Mapping[_Answer, _Answer]:
        # A preference chooses among the channels that are open, if any is, and sees nothing else
        # of the hours: one instant shows what it does whenever the same channels are open.
        return {
            answer: _Answer.of(
                self._router.recommend(
                    kind.request_type,
                    kind.priority,
                    self._clock.datetime_at(spans[0].start),
                    prefer=medium,
                )
            )
            for answer, spans in course.items()
            if answer
        }

    def _span(self, answer: Recommendation) -> Interval:
        bounds = self._bounds
        return Interval(
            instant_of(answer.valid_from) if answer.valid_from else bounds.start,
            instant_of(answer.valid_until) if answer.valid_until else bounds.end,
        ).clipped(bounds)

    def _coverage(self) -> Iterator[Coverage]:
        total = _length(self._bounds)
        open_times = {
            kind: sum(map(_length, case.when(_is_open)), timedelta())
            for case in self._cases
            for kind in case.kinds
        }
        for kind in every_kind():
            open_time = open_times[kind]
            yield Coverage(
                request=kind, open_time=open_time, total_time=total, ratio=open_time / total
            )

    # --- Findings about requests

    def _unserved(self) -> Iterator[Finding]:
        for case in self._cases:
            if not case.serving:
                yield Finding(
                    code=FindingCode.UNSERVED_REQUEST,
                    requests=case.kinds,
                    counterexample=self._example(self._bounds, case.kinds[0]),
                )

    def _unanswered(self) -> Iterator[Finding]:
        yield from self._longest(
            FindingCode.NO_ANSWER,
            [
                _Occurrence(case.kinds, case.when(lambda answer: answer is None))
                for case in self._cases
                if case.serving
            ],
        )

    def _critical_without_phone(self) -> Iterator[Finding]:
        yield from self._longest(
            FindingCode.CRITICAL_WITHOUT_PHONE,
            [
                _Occurrence(case.critical, case.when(_without(case.phones)))
                for case in self._cases
                if case.serving and case.critical
            ],
        )

    def _without_open_channel(self) -> Iterator[Finding]:
        yield from self._longest(
            FindingCode.NO_OPEN_CHANNEL,
            [_Occurrence(case.kinds, case.when(_opens_next)) for case in self._cases],
        )

    def _without_dedicated_channel(self) -> Iterator[Finding]:
        yield from self._longest(
            FindingCode.DEDICATED_CHANNEL_CLOSED,
            [
                _Occurrence(
                    case.kinds,
                    case.when(_without(case.dedicated)),
                    channels=self._in_order(case.dedicated),
                    instead=self._in_order(instead),
                )
                for case in self._cases
                if (instead := _answering_instead(case))
            ],
        )

    def _longest(self, code: FindingCode, occurrences: Iterable[_Occurrence]) -> Iterator[Finding]:
        """Yield a finding for each longest span, with all the requests of which it is true."""
        found: defaultdict[object, list[tuple[_Occurrence, Interval]]] = defaultdict(list)
        for each in occurrences:
            if each.spans:
                longest = max(each.spans, key=_length)
                found[longest, each.channels, each.instead].append((each, longest))
        for alike in found.values():
            one, longest = alike[0]
            kinds = in_order(kind for each, _ in alike for kind in each.kinds)
            yield Finding(
                code=code,
                requests=kinds,
                channels=one.channels,
                instead=one.instead,
                counterexample=self._example(longest, kinds[0]),
            )

    def _idle_preferences(self) -> Iterator[Finding]:
        for medium in Medium:
            kinds = in_order(
                kind
                for case in self._cases
                if case.serving and _is_idle(case.preferring[medium])
                for kind in case.kinds
            )
            if kinds:
                yield Finding(
                    code=FindingCode.PREFERENCE_WITHOUT_EFFECT,
                    requests=kinds,
                    medium=medium,
                    counterexample=self._example(self._bounds, kinds[0]),
                )

    # --- Findings about channels

    def _of_channel(self, channel: Channel) -> Iterator[Finding]:
        serves_nothing = not (channel.request_types and channel.priorities)
        if serves_nothing:
            yield Finding(code=FindingCode.SERVES_NOTHING, channels=(channel.id,))
        if self._is_never_open(channel):
            yield Finding(
                code=FindingCode.NEVER_OPEN,
                channels=(channel.id,),
                counterexample=self._example(self._bounds),
            )
        elif not serves_nothing:
            yield from self._shadowed(channel)

    def _is_never_open(self, channel: Channel) -> bool:
        status = self._router.status(channel.id, self._start)
        if status.open_now:
            return False
        return status.opens_at is None or instant_of(status.opens_at) >= self._bounds.end

    def _shadowed(self, channel: Channel) -> Iterator[Finding]:
        """Yield a finding where the channel, which is open at some time, is not the answer then."""
        if any(_answers(channel, case.course) for case in self._cases):
            return
        shadows = [
            (span, case.kinds[0], answer.channel)
            for case in self._cases
            for answer, spans in case.course.items()
            if answer and channel.id in answer.open_channels
            for span in spans
        ]
        preferred = any(
            _answers(channel, preferring.values())
            for case in self._cases
            for preferring in case.preferring.values()
        )
        code = FindingCode.ANSWER_BY_PREFERENCE_ONLY if preferred else FindingCode.NEVER_THE_ANSWER
        span, kind, _ = min(shadows, key=lambda shadow: shadow[0].start)
        yield Finding(
            code=code,
            channels=(channel.id,),
            instead=self._in_order({answering for _, _, answering in shadows}),
            counterexample=self._example(span, kind),
        )

    def _shared_contacts(self) -> Iterator[Finding]:
        found: defaultdict[object, dict[str, Contact]] = defaultdict(dict)
        for channel in self._directory.channels:
            for contact in channel.contacts:
                found[_reaching(contact)].setdefault(channel.id, contact)
        for sharing in found.values():
            if len(sharing) > 1:
                yield Finding(
                    code=FindingCode.SHARED_CONTACT,
                    channels=tuple(sharing),
                    contact=next(iter(sharing.values())),
                )

    # --- Findings about exceptions and holidays

    def _idle_exceptions(self) -> Iterator[Finding]:
        effects = Effects(self._directory, self._router.holidays, self._clock)
        for entry in effects.entries:
            if effects.changes_something(entry, self._bounds):
                continue
            code, span = FindingCode.EXCEPTION_WITHOUT_EFFECT, None
            if entry.wall.end <= self._clock.read(self._bounds.start):
                code = FindingCode.PAST_EXCEPTION
            elif entry.wall.start >= self._clock.read(self._bounds.end):
                code = FindingCode.LATER_EXCEPTION
            else:
                span = self._instants(entry.wall)
            yield Finding(
                code=code,
                entry=entry.path,
                cause=entry.cause,
                counterexample=self._example(span) if span else None,
            )

    def _unverified_holidays(self) -> Iterator[Finding]:
        verified_through = getattr(self._router.holidays, "verified_through", None)
        observing = tuple(each.id for each in self._directory.channels if _observes_holidays(each))
        if not isinstance(verified_through, date) or not observing:
            return
        unverified = self._instants(Interval(wall_day(verified_through) + DAY, LAST_WALL))
        if unverified:
            yield Finding(
                code=FindingCode.HOLIDAYS_UNVERIFIED,
                channels=observing,
                counterexample=self._example(unverified),
            )

    def _instants(self, wall: Interval) -> Interval | None:
        """Return the part of the range in which the clock shows a time of `wall`, if it does."""
        spans = [*within(self._clock.instants(wall.clipped(_SUPPORTED)), self._bounds)]
        return Interval(spans[0].start, spans[-1].end) if spans else None

    def _example(self, span: Interval, request: RequestKind | None = None) -> Counterexample:
        start, end = map(self._clock.datetime_at, span)
        return Counterexample(request=request, start=start, end=end)

    def _in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=self._directory.channel_ids.index))


class _Occurrence(NamedTuple):
    """When something is true of requests.

    Attributes:
        kinds: the requests.
        spans: the spans over which it is true.
        channels: the ids of the channels that it is about.
        instead: the ids of the channels that answer instead of these.
    """

    kinds: tuple[RequestKind, ...]
    spans: list[Interval]
    channels: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


def _is_open(answer: _Answer | None) -> bool:
    return answer is not None and bool(answer.open_channels)


def _opens_next(answer: _Answer | None) -> bool:
    return answer is not None and not answer.open_channels


def _without(channels: frozenset[str]) -> Callable[[_Answer | None], bool]:
    """Return the test that none of these channels is open."""
    return lambda answer: answer is None or answer.open_channels.isdisjoint(channels)


def _answering_instead(case: _Case) -> set[str]:
    """Return the ids of the open channels that answer while all the dedicated ones are closed."""
    closed = _without(case.dedicated)
    return {
        answer.channel
        for answer in case.course
        if answer and case.dedicated and answer.open_channels and closed(answer)
    }


def _answers(channel: Channel, answers: Iterable[_Answer | None]) -> bool:
    return any(answer is not None and answer.channel == channel.id for answer in answers)


def _is_idle(preferring: Mapping[_Answer, _Answer]) -> bool:
    return all(instead == answer for answer, instead in preferring.items())


def _observes_holidays(channel: Channel) -> bool:
    return channel.holidays == "closed" and not Week.of(channel.hours).never_opens


def _reaching(contact: Contact) -> object:
    """Return the same for two contacts that reach the same."""
    match contact:
        case Phone():
            return contact.uris, contact.menu_option
        case Email():
            # Capitals make no difference to where mail goes.
            return contact.address.casefold()
        case _:
            return contact.url


def _length(span: Interval) -> timedelta:
    return timedelta(seconds=span.end - span.start)
