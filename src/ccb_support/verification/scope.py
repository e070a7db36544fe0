"""The scope of a verification: a directory, a range of time, and what requests get over it."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from ccb_support.clock.instants import Instant, WallTime
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.channels import Channel
from ccb_support.model.directory import Directory
from ccb_support.model.faults import KeyPath, TomlLines, write_path
from ccb_support.model.requests import RequestKind
from ccb_support.routing.router import Router
from ccb_support.routing.rule import Request, RoutingDecision
from ccb_support.schedule.editions import Edition

from .findings import Counterexample, Finding, FindingCode, describe


class Scope:
    """An edition of a directory, and the part of its time over which it is verified.

    `bounds` is that part in whole seconds, because answers change only at these. Ages are measured
    at the second `now`. `is_ahead` says whether `as_of` is after the day of `now`; it is false if
    the caller does not know `now`.
    """

    def __init__(
        self,
        router: Router,
        edition: Edition,
        bounds: Interval[Instant],
        file: tuple[str, TomlLines],
        now: Instant,
        *,
        knows_now: bool,
    ) -> None:
        self._file, self._lines = file
        self.router = router
        self.edition = edition
        self.directory: Directory = edition.directory
        self.clock: WallClock = edition.clock
        self.bounds = bounds
        self.now = now
        self.is_ahead: bool = knows_now and self.clock.today(now) < self.directory.as_of

    def finding(self, code: FindingCode, *path: str | int, **about: Any) -> Finding:  # noqa: ANN401 - the fields of a finding
        """Return a finding at a path of the directory's file, in words too."""
        found = Finding(
            code=code,
            path=write_path(path),
            line=self._lines.line_of(path),
            file=self._file or None,
            edition=self.directory.version if len(self.router.editions) > 1 else None,
            **about,
        )
        return found.model_copy(update={"message": describe(found, self.edition)})

    def channel_path(self, channel_id: str, *path: str | int) -> KeyPath:
        """Return a path within a channel."""
        return "channels", [*self.edition.channels].index(channel_id), *path

    def instants(self, wall: Interval[WallTime]) -> list[Interval[Instant]]:
        """Return the range from the first to the last second that shows a time of `wall`.

        It is the only one in the list, which is empty if the clock shows no such time.
        """
        spans = [*within(self.clock.instants(wall.clipped(self.clock.days)), self.bounds)]
        return [Interval(spans[0].start, spans[-1].end)] if spans else []

    def example(
        self, span: Interval[Instant], request: RequestKind | None = None
    ) -> Counterexample:
        """Return a counterexample: the request, if the finding is about one, and the span."""
        start, end = map(self.clock.datetime_at, span)
        return Counterexample(request=request, start=start, end=end)


class GroupAnswer(NamedTuple):
    """The part of an answer that findings depend on. If both values are empty, nobody answers.

    `open_channels` has the ids of all the channels that are open for the request.
    """

    channel: str = ""
    open_channels: frozenset[str] = frozenset()

    @classmethod
    def of(cls, decision: RoutingDecision | None) -> "GroupAnswer":
        """Return this part of a decision."""
        if decision is None:
            return cls()
        # While no channel is open, there are no alternatives.
        every = [decision.channel, *decision.alternatives] if decision.open_now else []
        return cls(decision.channel.id, frozenset(each.id for each in every))


class GroupAnswers(NamedTuple):
    """Requests that get the same answers, and what they get over the range.

    `spans` has the spans over which they get each answer, without a preference. `preferred` has the
    ids of the channels that are the answer with some preference.
    """

    kinds: tuple[RequestKind, ...]
    serving: tuple[Channel, ...]
    spans: dict[GroupAnswer, list[Interval[Instant]]]
    preferred: set[str]

    def spans_if(self, holds: Callable[[GroupAnswer], bool]) -> list[Interval[Instant]]:
        """Return the longest spans over which `holds` is true of the answer."""
        spans = (span for answer, spans in self.spans.items() if holds(answer) for span in spans)
        return joined(sorted(spans))


def answers_of(scope: Scope, kinds: tuple[RequestKind, ...]) -> GroupAnswers:
    """Return what a group of requests gets."""
    # The rule sees only who serves a request, so the first answers for the whole group.
    first = kinds[0]
    kind = first.request_type, first.priority
    engine, number = scope.router.engine, scope.edition.number
    serving = tuple(each for each in scope.directory.channels if each.serves(*kind))
    # Different decisions may be one answer: while nobody is open, alternatives do not count.
    answer_of = cache(GroupAnswer.of)
    spans: defaultdict[GroupAnswer, list[Interval[Instant]]] = defaultdict(list)
    for start, end, decision in engine.decisions(Request(*kind), number).spans(scope.bounds):
        spans[answer_of(decision)].append(Interval(start, end).clipped(scope.bounds))
    # A preference depends only on which channels are open. So one instant shows its effect at every
    # time at which the same channels are open.
    media = {contact.medium for channel in serving for contact in channel.contacts}
    preferring = [engine.decisions(Request(*kind, medium), number) for medium in media]
    preferred = {
        GroupAnswer.of(each.span_at(alike[0].start).decision).channel
        for each in preferring
        for alike in spans.values()
    }
    return GroupAnswers(kinds, serving, spans, preferred)
