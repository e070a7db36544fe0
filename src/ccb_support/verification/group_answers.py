"""What each group of requests gets over the range, with each preference and with none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.intervals import Interval, joined
from ccb_support.model.channels import RequestKind, group_requests
from ccb_support.model.vocabulary import Medium
from ccb_support.routing.rule import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ccb_support.clock.instants import Instant
    from ccb_support.model.channels import Channel
    from ccb_support.routing.rule import RoutingDecision

    from .scope import Scope


class GroupAnswer(NamedTuple):
    """The part of an answer that findings depend on. Without any value, nobody answers.

    The medium of the contact to use distinguishes the contacts of a channel. `open_channels` has
    the ids of all the channels that are open for the request.
    """

    channel: str = ""
    medium: Medium | None = None
    open_channels: frozenset[str] = frozenset()

    @classmethod
    def of(cls, decision: RoutingDecision | None) -> GroupAnswer:
        """Return this part of a decision."""
        if decision is None:
            return cls()
        open_now = [decision.channel] if decision.open_now else []
        return cls(
            decision.channel.id,
            decision.contact.medium,
            frozenset(each.id for each in (*open_now, *decision.alternatives)),
        )


class GroupAnswers(NamedTuple):
    """Requests that get the same answers, and what they get over the range.

    `spans` has, by answer without a preference, the spans over which they get it. `preferring` has,
    by medium of these channels, and by the answer without a preference, the answer with one.
    """

    kinds: tuple[RequestKind, ...]
    serving: tuple[Channel, ...]
    spans: Mapping[GroupAnswer, Sequence[Interval[Instant]]]
    preferring: Mapping[Medium, Mapping[GroupAnswer, GroupAnswer]]

    def spans_if(self, holds: Callable[[GroupAnswer], bool]) -> list[Interval[Instant]]:
        """Return the longest spans over which `holds` is true of the answer."""
        spans = (span for answer, spans in self.spans.items() if holds(answer) for span in spans)
        return list(joined(sorted(spans)))


def answers_of_groups(scope: Scope) -> list[GroupAnswers]:
    """Return what each group of requests gets."""
    return [_answers(scope, kinds) for kinds in group_requests(scope.directory.channels)]


def _answers(scope: Scope, kinds: tuple[RequestKind, ...]) -> GroupAnswers:
    # The rule sees only who serves a request, so the first answers for the whole group.
    first = kinds[0]
    kind, decisions_of = (first.request_type, first.priority), scope.router.engine.decisions
    serving = tuple(each for each in scope.directory.channels if each.serves(*kind))
    found: defaultdict[RoutingDecision | None, list[Interval[Instant]]] = defaultdict(list)
    for start, end, decision in decisions_of(Request(*kind)).spans(scope.bounds):
        found[decision].append(Interval(start, end).clipped(scope.bounds))
    spans = {GroupAnswer.of(decision): alike for decision, alike in found.items()}
    preferring: dict[Medium, dict[GroupAnswer, GroupAnswer]] = {}
    for medium in media_of(serving):
        # A preference depends only on which channels are open. So one instant shows its effect at
        # every time at which the same channels are open.
        plan = decisions_of(Request(*kind, medium))
        preferring[medium] = {
            answer: GroupAnswer.of(plan.span_at(alike[0].start).decision)
            for answer, alike in spans.items()
        }
    return GroupAnswers(kinds, serving, spans, preferring)


def media_of(channels: Iterable[Channel]) -> list[Medium]:
    """Return the media of the channels' contacts. To prefer another medium has no effect."""
    found = {contact.medium for channel in channels for contact in channel.contacts}
    return [medium for medium in Medium if medium in found]
