"""What every kind of request gets over the range, with each preference and with none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.clock.instants import instant_of
from ccb_support.clock.intervals import Interval, joined
from ccb_support.errors import NoChannelError
from ccb_support.model.request_kinds import RequestKind, served_alike
from ccb_support.model.requests import Medium, Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.model.channels import Channel

    from .scope import Scope


class CaseAnswer(NamedTuple):
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
    def of(cls, answer: Recommendation) -> CaseAnswer:
        """Return what counts of a recommendation."""
        open_now = [answer.channel] if answer.open_now else []
        return cls(
            answer.channel.id,
            answer.contact.medium,
            frozenset(each.id for each in (*open_now, *answer.alternatives)),
        )


Course: TypeAlias = "Mapping[CaseAnswer | None, Sequence[Interval]]"
"""By answer, the spans over which a request gets it; `None` stands for no answer."""


@dataclass(frozen=True)
class Case:
    """Requests that the same channels serve, and what they get over the range.

    Attributes:
        kinds: the requests.
        serving: the channels that serve them, in the directory's order.
        course: what they get.
        preferring: by medium, and by what they get, what those get instead who prefer that medium.
    """

    kinds: tuple[RequestKind, ...]
    serving: tuple[Channel, ...]
    course: Course
    preferring: Mapping[Medium, Mapping[CaseAnswer, CaseAnswer]]

    def when(self, holds: Callable[[CaseAnswer | None], bool]) -> list[Interval]:
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


def cases_of(scope: Scope) -> list[Case]:
    """Return the cases of all requests; those that the same channels serve are one."""
    return [_case(scope, kinds) for kinds in served_alike(scope.directory)]


def _case(scope: Scope, kinds: tuple[RequestKind, ...]) -> Case:
    # One of them stands for all: the rule sees nothing of a request but who serves it.
    one = kinds[0]
    course = _course(scope, one)
    return Case(
        kinds=kinds,
        serving=tuple(
            each for each in scope.directory.channels if each.serves(one.request_type, one.priority)
        ),
        course=course,
        preferring={medium: _preferring(scope, medium, one, course) for medium in Medium},
    )


def _course(scope: Scope, kind: RequestKind) -> Course:
    course: defaultdict[CaseAnswer | None, list[Interval]] = defaultdict(list)
    reached = scope.bounds.start
    try:
        for answer in scope.router.timeline(
            kind.request_type, kind.priority, scope.start, scope.end
        ):
            span = _span(answer, scope.bounds)
            course[CaseAnswer.of(answer)].append(span)
            reached = span.end
    except NoChannelError:
        # It says of all the time to come, too, that there is no answer.
        course[None].append(Interval(reached, scope.bounds.end))
    return course


def _preferring(
    scope: Scope, medium: Medium, kind: RequestKind, course: Course
) -> Mapping[CaseAnswer, CaseAnswer]:
    # A preference chooses among the channels that are open, if any is, and sees nothing else of
    # the hours: one instant shows what it does whenever the same channels are open.
    return {
        answer: CaseAnswer.of(
            scope.router.recommend(
                kind.request_type,
                kind.priority,
                scope.clock.datetime_at(spans[0].start),
                prefer=medium,
            )
        )
        for answer, spans in course.items()
        if answer
    }


def _span(answer: Recommendation, bounds: Interval) -> Interval:
    return Interval(
        instant_of(answer.valid_from) if answer.valid_from else bounds.start,
        instant_of(answer.valid_until) if answer.valid_until else bounds.end,
    ).clipped(bounds)
