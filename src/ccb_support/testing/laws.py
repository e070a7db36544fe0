"""The laws of every router, and the checks of any function with `recommend`'s signature."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from ccb_support.answer.reasons import Verdict
from ccb_support.answer.recommendation import NoChannelError
from ccb_support.errors import (
    NaiveDatetimeError,
    NotADatetimeError,
    UnknownPriorityError,
    UnknownRequestTypeError,
)
from ccb_support.model.requests import Medium, Priority, RequestType

from .boundary_instants import (
    MICROSECOND,
    around,
    clock_changes,
    day_instants,
    exceptional_instants,
    range_ends,
)
from .oracle import MINUTE, Oracle, OracleAnswer, is_down
from .oracle_days import DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory

_Answer = TypeVar("_Answer")

_ZONES = (UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/St_Johns"))

_STEPS = (-DAY, timedelta(), MICROSECOND, MINUTE, DAY)
"""How long after the instant of a question a channel is back; before it, the outage is over."""

_STRIDE = 41
"""One day in so many checks all laws. The number is prime, so that every weekday has its turn."""


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
    """The answer follows the rule: channel, contact, reason, alternatives, trace."""
    PREFERENCE = "preference"
    """A preference counts, except against a line that is reserved for critical requests."""
    TRUTHFUL = "truthful"
    """A channel reported open stays open until the stated time; one reported closed opens then."""
    SPAN = "span"
    """An answer holds over its whole span, and not outside."""
    CRITICAL_PHONE = "critical_phone"
    """A critical request gets an open telephone if a channel has one for it."""
    UNAVAILABLE = "unavailable"
    """A channel that is unavailable is never the answer, nor an alternative."""
    UNTIL = "until"
    """Until a channel is back, it is unavailable; from then on, its hours decide."""
    INPUT = "input"
    """A wrong request type, priority or instant is an error, and never a guess."""


class LawViolationError(AssertionError):
    """A function breaks a law.

    Attributes:
        law: the law.
        case: the question that shows it.
    """

    def __init__(self, law: Law, case: Case, problem: str) -> None:
        super().__init__(f"{law}: {problem}. {case}")
        self.law = law
        self.case = case


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

    def __str__(self) -> str:
        extras = f", prefer={self.prefer}" if self.prefer else ""
        extras += f", unavailable={self._written_outages()}" if self.unavailable else ""
        return (
            f"Asked: {self.request_type}, P{self.priority.value}, {self.when.isoformat()}{extras}"
        )

    def _written_outages(self) -> object:
        if not isinstance(self.unavailable, Mapping):
            return list(self.unavailable)
        return {each: end and end.isoformat() for each, end in self.unavailable.items()}


def _call(function: Callable[..., _Answer], case: Case) -> _Answer:
    """Return what a function with `recommend`'s signature answers to the question."""
    options: dict[str, Any] = {"prefer": case.prefer, "unavailable": case.unavailable}
    return function(case.request_type, case.priority, case.when, **options)


_EVERY_LAW = tuple(law for law in Law if law is not Law.INPUT)


class LawBook:
    """Checks that one function keeps the laws, over one directory.

    Args:
        recommend: the function.
        directory: the directory of its answers.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.
        horizon: how far the oracle searches for a change, minute by minute.
    """

    def __init__(
        self,
        recommend: Recommender,
        directory: Directory,
        *,
        holidays: Container[date] | None = None,
        horizon: timedelta = timedelta(days=6),
    ) -> None:
        self._recommend = recommend
        self._directory = directory
        self._horizon = horizon
        self._oracle = Oracle(directory, holidays=holidays, horizon=horizon)
        self._checks: dict[Law, Callable[[Case], Iterator[str]]] = {
            Law.TOTAL: self._total,
            Law.ZONE_FREE: self._zone_free,
            Law.RULE: self._rule,
            Law.PREFERENCE: self._preference,
            Law.TRUTHFUL: self._truthful,
            Law.SPAN: self._span,
            Law.CRITICAL_PHONE: self._critical_phone,
            Law.UNAVAILABLE: self._unavailable,
            Law.UNTIL: self._until,
            Law.INPUT: self._input,
        }

    def check(self, law: Law, case: Case) -> None:
        """Check that the function keeps `law` in `case`.

        Raises:
            LawViolationError: it breaks the law.
        """
        for problem in self._checks[law](case):
            raise LawViolationError(law, case, problem)

    def _ask(self, case: Case, **changes: object) -> Recommendation | None:
        """Return the answer, or `None` if there is no channel."""
        case = replace(case, **cast("dict[str, Any]", changes))
        try:
            return _call(self._recommend, case)
        except NoChannelError:
            return None

    def _available(self, case: Case) -> list[Channel]:
        return [
            channel
            for channel in self._directory.channels
            if case.request_type in channel.request_types
            and case.priority in channel.priorities
            and not is_down(channel.id, case.when, case.unavailable)
        ]

    def _expected(self, case: Case) -> OracleAnswer:
        return _call(self._oracle.answer, case)

    def _total(self, case: Case) -> Iterator[str]:
        expected = self._expected(case).channel
        if expected and self._ask(case) is None:
            yield f"there is no answer, though {expected} serves the request"

    def _zone_free(self, case: Case) -> Iterator[str]:
        answer = self._ask(case)
        for zone in _ZONES:
            if self._ask(case, when=case.when.astimezone(zone)) != answer:
                yield f"the answer is different for the same instant in {zone}"

    def _rule(self, case: Case) -> Iterator[str]:
        yield from self._find_differences(replace(case, prefer=None))

    def _preference(self, case: Case) -> Iterator[str]:
        for medium in Medium:
            yield from self._find_differences(replace(case, prefer=medium))

    def _find_differences(self, case: Case) -> Iterator[str]:
        answer, expected = self._ask(case), self._expected(case)
        if answer is None or expected.channel is None or expected.contact is None:
            return
        pairs: dict[str, tuple[object, object]] = {
            "request_type": (answer.request_type, case.request_type),
            "priority": (answer.priority, case.priority),
            "channel": (answer.channel.id, expected.channel),
            "contact": (answer.contact, expected.contact),
            "uri": (answer.uri, expected.contact.uri),
            "number": (answer.number, expected.contact.number),
            "open_now": (answer.open_now, expected.open_now),
            "reason": (answer.reason, expected.reason),
            "alternatives": (tuple(each.id for each in answer.alternatives), expected.alternatives),
            "trace": (
                tuple((each.channel, each.verdict) for each in answer.trace),
                expected.verdicts,
            ),
            "escalation": (answer.escalation, self._directory.escalation),
            "directory_version": (answer.directory_version, self._directory.version),
        }
        for field, (value, right) in pairs.items():
            if value != right:
                preference = f" with prefer={case.prefer}" if case.prefer else ""
                yield f"{field} is {value!r}{preference}, and should be {right!r}"

    def _truthful(self, case: Case) -> Iterator[str]:
        answer = self._ask(case)
        if answer is None:
            return
        yield from self._check_state(answer, case.when)
        for entry in answer.trace:
            in_use = entry.verdict not in {Verdict.NOT_SERVED, Verdict.UNAVAILABLE}
            if in_use and not self._oracle.is_open(entry.channel, case.when):
                yield from self._check_change(entry.channel, case.when, "opens_at", entry.opens_at)
            elif entry.opens_at:
                state = "open" if in_use else "not in use"
                yield f"the trace says when {entry.channel} opens, which is {state}"

    def _check_state(self, answer: Recommendation, when: datetime) -> Iterator[str]:
        channel, open_now = answer.channel.id, self._oracle.is_open(answer.channel.id, when)
        if answer.open_now != open_now:
            yield f"open_now of {channel} is {answer.open_now}, and should be {open_now}"
        stated = {"opens_at": answer.opens_at, "closes_at": answer.closes_at}
        name, other = ("closes_at", "opens_at") if answer.open_now else ("opens_at", "closes_at")
        if stated[other]:
            yield f"{other} of {channel} is {stated[other]}, and should be None"
        yield from self._check_change(channel, when, name, stated[name])

    def _check_change(
        self, channel: str, when: datetime, name: str, stated: datetime | None
    ) -> Iterator[str]:
        """Compare the stated time of a channel's next change with the true time."""
        change = self._oracle.next_change(channel, when)
        if change is None:
            if stated and stated < when.astimezone(UTC) + self._horizon - MINUTE:
                yield f"{name} of {channel} is {stated}, when nothing changes"
        elif stated is None or stated.astimezone(UTC) != change:
            yield f"{name} of {channel} is {stated}, and should be {change}"

    def _span(self, case: Case) -> Iterator[str]:
        case = _without_ended_outages(case)
        answer = self._ask(case)
        if answer is None:
            return
        first, end = range_ends(self._directory)
        since = answer.valid_from.astimezone(UTC) if answer.valid_from else first
        until = answer.valid_until.astimezone(UTC) if answer.valid_until else end
        when = case.when.astimezone(UTC)
        if not since <= when < until:
            yield f"the span from {since} to {until} does not contain the instant"
        for inside in (since, since + (until - since) / 2, until - MICROSECOND):
            if self._ask(case, when=inside) != answer:
                yield f"the answer is different at {inside}, inside its span"
        for outside in (since - MICROSECOND, until):
            if first <= outside < end and _same_advice(self._ask(case, when=outside), answer):
                yield f"the answer still holds at {outside}, outside its span"
        for channel in self._available(case):
            changes = self._oracle.next_change(channel.id, when)
            if changes and changes < until:
                yield f"{channel.id} changes at {changes}, inside the span, which ends at {until}"

    def _critical_phone(self, case: Case) -> Iterator[str]:
        case = replace(case, priority=Priority.CRITICAL)
        available = self._available(case)
        is_open = self._oracle.is_open
        if not _have_phone(each for each in available if is_open(each.id, case.when)):
            return
        answer = self._ask(case)
        if answer is None or not answer.open_now:
            yield "no channel is open, though a telephone is attended"
        elif not _have_phone((answer.channel, *answer.alternatives)):
            yield "the answer names no telephone, though one is attended"

    def _unavailable(self, case: Case) -> Iterator[str]:
        answer = self._ask(case)
        down = case.unavailable or ((answer.channel.id,) if answer else ())
        without = self._ask(case, unavailable=down)
        if without is None:
            return
        named = {without.channel.id, *(each.id for each in without.alternatives)}
        for channel in sorted(named):
            if is_down(channel, case.when, down):
                yield f"the answer names {channel}, though it is unavailable"

    def _until(self, case: Case) -> Iterator[str]:
        answer = self._ask(case)
        down = tuple(case.unavailable) or ((answer.channel.id,) if answer else ())
        for channel_id, step in itertools.product(down, _STEPS):
            end = case.when.astimezone(UTC) + step
            others = dict.fromkeys(each for each in down if each != channel_id)
            is_back = end <= case.when
            right = self._ask(case, unavailable=tuple(others) if is_back else down)
            if right and not is_back:
                right = self._end(right, channel_id, end)
            if self._ask(case, unavailable={**others, channel_id: end}) != right:
                state = "available again" if is_back else "unavailable until then"
                yield f"{channel_id} is back at {end}, and the answer is not as if it were {state}"

    def _end(self, answer: Recommendation, channel_id: str, end: datetime) -> Recommendation:
        """Return an answer that ends at the latest when a channel is back."""
        serves = self._directory.channel(channel_id).serves(answer.request_type, answer.priority)
        until = answer.valid_until or range_ends(self._directory)[1]
        return answer.model_copy(update={"valid_until": end}) if serves and end < until else answer

    def _input(self, case: Case) -> Iterator[str]:
        # To Python, True equals 1. A function that keeps answers must not find an answer for True.
        self._ask(case)
        naive = case.when.replace(tzinfo=None)
        for error, arguments in (
            (UnknownPriorityError, (case.request_type, True, case.when)),
            (UnknownPriorityError, (case.request_type, float(case.priority), case.when)),
            (UnknownPriorityError, (case.request_type, 0, case.when)),
            (UnknownPriorityError, (case.request_type, 6, case.when)),
            (UnknownPriorityError, (case.request_type, "urgente", case.when)),
            (UnknownRequestTypeError, ("solicitud", case.priority, case.when)),
            (UnknownRequestTypeError, (None, case.priority, case.when)),
            (NaiveDatetimeError, (case.request_type, case.priority, naive)),
            (NotADatetimeError, (case.request_type, case.priority, case.when.date())),
        ):
            given = "an answer"
            try:
                cast("Callable[..., object]", self._recommend)(*arguments)
            except error:
                continue
            except Exception as other:  # noqa: BLE001 - any other error breaks the law
                given = repr(other)
            yield f"{arguments} gives {given}, and should give {error.__name__}"


def check_laws(
    recommend: Recommender,
    directory: Directory,
    *,
    holidays: Container[date] | None = None,
    first: date = date(2025, 1, 1),
    last: date = date(2027, 12, 31),
) -> int:
    """Check that a function with `recommend`'s signature keeps the laws, over a directory.

    The check asks for one request of each kind. It checks the rule at these instants, and a
    microsecond before and after each:

    - every opening, closing and midnight of the range;
    - the start and the end of every special day and closure;
    - the days on which the clock changes;
    - the ends of the supported range.

    The other laws search minute by minute. So it checks them at the exceptions, and on some days.

    Args:
        recommend: the function.
        directory: the directory of its answers.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.
        first: the first day of the range.
        last: the last day of the range.

    Returns:
        The number of questions.

    Raises:
        LawViolationError: the function breaks a law. The error names the law and the question.
    """
    book = LawBook(recommend, directory, holidays=holidays)
    count = 0
    for law, case in _questions(directory, first, last):
        book.check(law, case)
        count += 1
    return count


def _questions(directory: Directory, first: date, last: date) -> Iterator[tuple[Law, Case]]:
    exceptions = [*_exceptions(directory, first, last), *around(range_ends(directory), directory)]
    requests = kinds_of_request(directory)
    yield Law.INPUT, Case(*requests[0], exceptions[-1])
    for request, when, law in itertools.product(requests, exceptions, _EVERY_LAW):
        yield law, Case(*request, when)
    for number in range((last - first).days + 1):
        laws = _EVERY_LAW if number % _STRIDE == 0 else (Law.RULE,)
        instants = around(day_instants(directory, first + DAY * number), directory)
        for when, request, law in itertools.product(instants, requests, laws):
            yield law, Case(*request, when)
    yield from _of_every_request(directory, exceptions[-1])


def _of_every_request(directory: Directory, when: datetime) -> Iterator[tuple[Law, Case]]:
    for request in itertools.product(RequestType, Priority):
        for law in (Law.RULE, Law.PREFERENCE, Law.CRITICAL_PHONE):
            yield law, Case(*request, when)
        for channel, law in itertools.product(
            directory.channel_ids, (Law.TOTAL, Law.RULE, Law.UNAVAILABLE, Law.UNTIL)
        ):
            yield law, Case(*request, when, unavailable=(channel,))


def kinds_of_request(directory: Directory) -> list[tuple[RequestType, Priority]]:
    """Return one request for each set of channels that serves any request."""
    kinds: dict[tuple[str, ...], tuple[RequestType, Priority]] = {}
    for request_type, priority in itertools.product(RequestType, Priority):
        serving = tuple(
            channel.id for channel in directory.channels if channel.serves(request_type, priority)
        )
        kinds.setdefault(serving, (request_type, priority))
    return list(kinds.values())


def _exceptions(directory: Directory, first: date, last: date) -> list[datetime]:
    """Return the instants around special days and closures, and the days on which clocks change."""
    changes = clock_changes(ZoneInfo(directory.time_zone))
    shown = [*changes[:2], *(day for day in changes if first <= day <= last)]
    instants = [
        *exceptional_instants(directory),
        *(instant for day in shown for instant in day_instants(directory, day)),
    ]
    return list(around(dict.fromkeys(instants), directory))


def _without_ended_outages(case: Case) -> Case:
    """Return a question without the outages that are over: they change nothing."""
    if not isinstance(case.unavailable, Mapping):
        return case
    items = case.unavailable.items()
    still = {each: end for each, end in items if is_down(each, case.when, case.unavailable)}
    return replace(case, unavailable=still)


def _same_advice(one: Recommendation | None, other: Recommendation) -> bool:
    span = {"valid_from": other.valid_from, "valid_until": other.valid_until}
    return one is not None and one.model_copy(update=span) == other


def _have_phone(channels: Iterable[Channel]) -> bool:
    return any(channel.contact_by(Medium.PHONE) for channel in channels)
