"""The checks of a function with `recommend`'s signature: one for each law."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, cast
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from ccb_support.answer.reasons import Verdict
from ccb_support.answer.recommendation import NoChannelError, Recommendation
from ccb_support.errors import (
    NaiveDatetimeError,
    NotADatetimeError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    listed,
    quoted,
)
from ccb_support.model.vocabulary import Medium, Priority
from ccb_support.words import law_phrases as words

from .boundary_instants import DAY, MICROSECOND, MINUTE, caller_zones, range_ends
from .differences import write
from .laws import Law
from .oracle import Oracle, outages_at
from .spelled_out import spell_out
from .violation import LawViolationError, Problem, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from ccb_support.answer.trace import TraceEntry
    from ccb_support.model.channels import Channel
    from ccb_support.model.contacts import Contact
    from ccb_support.model.directory import Directory
    from ccb_support.words.phrase import Phrase

    from .laws import Case, Recommender

_Outcome: TypeAlias = Recommendation | NoChannelError
"""An answer, or the error that says that there is none."""

_STEPS = (-DAY, timedelta(), MICROSECOND, MINUTE, DAY)
"""How long after the instant of a question a channel is back; before it, the outage is over."""

_NOT_IN_USE = {Verdict.NOT_SERVED, Verdict.UNAVAILABLE}


class _NotAnAnswerError(Exception):
    """A function gives what is not an answer at all."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def _call(recommend: Recommender, case: Case) -> Recommendation:
    return recommend(
        case.request_type,
        case.priority,
        case.when,
        prefer=case.prefer,
        unavailable=case.unavailable,
    )


class LawBook:
    """Checks that one function keeps the laws, over one directory.

    Args:
        recommend: the function.
        directory: the directory of its answers.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.
    """

    def __init__(
        self,
        recommend: Recommender,
        directory: Directory,
        *,
        holidays: Container[date] | None = None,
    ) -> None:
        self._recommend = recommend
        self._directory = directory
        self._zone = ZoneInfo(directory.time_zone)
        self._oracle = Oracle(directory, holidays=holidays)
        self._checks: dict[Law, Callable[[Case], Iterator[Problem]]] = {
            Law.TOTAL: self._total,
            Law.ZONE_FREE: self._zone_free,
            Law.RULE: self._rule,
            Law.PREFERENCE: self._preference,
            Law.TRUTHFUL: self._truthful,
            Law.SPAN: self._span,
            Law.CRITICAL_PHONE: self._critical_phone,
            Law.UNAVAILABLE: self._unavailable,
            Law.UNTIL: self._until,
            Law.RECURRING: self._recurring,
            Law.INPUT: self._input,
        }
        self._given_holidays = holidays
        self._dated_oracle = cache(self._make_dated_oracle)

    def check(self, law: Law, case: Case) -> None:
        """Check that the function keeps `law` in `case`.

        Raises:
            LawViolationError: it breaks the law.
        """
        try:
            problem = next(self._checks[law](case), None)
        except _NotAnAnswerError as wrong:
            problem = wrong.problem
        if problem:
            raise LawViolationError(law, problem, self._zone) from problem.cause

    def _ask(self, case: Case) -> _Outcome:
        try:
            answer: object = _call(self._recommend, case)
        except NoChannelError as error:
            return error
        except Exception as error:
            # The function is the caller's, and may raise anything.
            problem = Problem(case, words.ANSWER, quoted(error), cause=error)
            raise _NotAnAnswerError(problem) from error
        return self._require_answer(case, answer)

    def _require_answer(self, case: Case, answer: object) -> Recommendation:
        """Return an answer that is one: of the type, with valid fields and known channels."""
        if not isinstance(answer, Recommendation):
            kind = words.VALUE_OF_TYPE.fill(type=type(answer).__name__)
            raise _NotAnAnswerError(Problem(case, words.ANSWER, kind))
        try:
            Recommendation.model_validate(vars(answer), strict=True)
        except ValidationError as error:
            fault = error.errors()[0]
            field = str(fault["loc"][0])
            expected = words.VALID_FIELD.fill(field=field)
            got = f"{field} = {quoted(fault['input'])}"
            raise _NotAnAnswerError(Problem(case, expected, got, (field,))) from error
        known = self._directory.channel_ids
        named = [*_named(answer), *(entry.channel for entry in answer.trace)]
        if unknown := [each for each in named if each not in known]:
            expected = words.KNOWN_CHANNELS.fill(known=listed(known))
            raise _NotAnAnswerError(Problem(case, expected, listed(unknown)))
        return answer

    def _expected(self, case: Case) -> _Outcome:
        try:
            return _call(self._oracle.recommend, case)
        except NoChannelError as error:
            return error

    def _compare(self, case: Case, expected: _Outcome, got: _Outcome) -> list[Problem]:
        """Return the problem of two whole answers that differ, or an empty list."""
        if isinstance(expected, NoChannelError) != isinstance(got, NoChannelError):
            return [Problem(case, _in_short(expected), _in_short(got))]
        return compare(case, _content(expected), _content(got), self._zone)

    def _total(self, case: Case) -> Iterator[Problem]:
        expected = self._expected(case)
        if isinstance(expected, Recommendation) and isinstance(self._ask(case), NoChannelError):
            yield Problem(case, _in_short(expected), NoChannelError.__name__)

    def _zone_free(self, case: Case) -> Iterator[Problem]:
        answer = self._ask(case)
        for zone in caller_zones():
            elsewhere = replace(case, when=case.when.astimezone(zone))
            yield from self._compare(elsewhere, answer, self._ask(elsewhere))

    def _rule(self, case: Case, prefer: Medium | None = None) -> Iterator[Problem]:
        case = replace(case, prefer=prefer)
        yield from self._compare(case, self._expected(case), self._ask(case))

    def _preference(self, case: Case) -> Iterator[Problem]:
        for medium in Medium:
            yield from self._rule(case, medium)

    def _truthful(self, case: Case) -> Iterator[Problem]:
        answer = self._ask(case)
        if isinstance(answer, NoChannelError):
            return
        channel = answer.channel.id
        is_open = self._oracle.is_open(channel, case.when)
        change = self._oracle.next_change(channel, case.when)
        expected: dict[str, object] = {
            "open_now": is_open,
            "opens_at": None if is_open else change,
            "closes_at": change if is_open else None,
        }
        for entry in answer.trace:
            is_used = entry.verdict not in _NOT_IN_USE
            waits = is_used and not self._oracle.is_open(entry.channel, case.when)
            opens_at = self._oracle.next_change(entry.channel, case.when) if waits else None
            expected[f"trace[{entry.channel}].opens_at"] = opens_at
        got = {name: getattr(answer, name, None) for name in expected}
        got |= {f"trace[{each.channel}].opens_at": each.opens_at for each in answer.trace}
        yield from compare(case, expected, got, self._zone)

    def _span(self, case: Case) -> Iterator[Problem]:
        if isinstance(case.unavailable, Mapping):
            # Outages that are over change nothing.
            case = replace(case, unavailable=outages_at(case.when, case.unavailable))
        answer = self._ask(case)
        if isinstance(answer, NoChannelError):
            return
        first, end = range_ends(self._directory)
        since = answer.valid_from.astimezone(UTC) if answer.valid_from else first
        until = answer.valid_until.astimezone(UTC) if answer.valid_until else end
        when = case.when.astimezone(UTC)
        if not since <= when < until:
            span = words.SPAN.fill(start=self._write(since), end=self._write(until))
            yield Problem(case, words.SPAN_AROUND, span, ("valid_from", "valid_until"))
        for inside in (since, since + (until - since) / 2, until - MICROSECOND):
            for problem in self._compare(case, answer, self._ask(replace(case, when=inside))):
                got = words.INSIDE.fill(instant=self._write(inside), value=problem.got)
                yield problem._replace(got=got)
        for outside in (since - MICROSECOND, until):
            is_supported = first <= outside < end
            if is_supported and _same_advice(self._ask(replace(case, when=outside)), answer):
                expected = words.OUTSIDE.fill(instant=self._write(outside))
                yield Problem(case, expected, words.SAME_ANSWER, ("valid_from", "valid_until"))
        yield from self._check_changes(case, until)

    def _check_changes(self, case: Case, until: datetime) -> Iterator[Problem]:
        """Check that no channel opens or closes between the instant of a case and `until`."""
        for channel in self._available(case):
            change = self._oracle.next_change(channel.id, case.when)
            if change and change.astimezone(UTC) < until:
                expected = words.SPAN_UNTIL.fill(instant=self._write(change), channel=channel.id)
                got = f"valid_until = {self._write(until)}"
                yield Problem(case, expected, got, ("valid_until",))

    def _available(self, case: Case) -> list[Channel]:
        down = outages_at(case.when, case.unavailable)
        return [
            channel
            for channel in self._directory.channels
            if channel.serves(case.request_type, case.priority) and channel.id not in down
        ]

    def _critical_phone(self, case: Case) -> Iterator[Problem]:
        case = replace(case, priority=Priority.CRITICAL)
        available = self._available(case)
        is_open = self._oracle.is_open
        if not _have_phone(each for each in available if is_open(each.id, case.when)):
            return
        by_itself: Contact | None = None
        for prefer in (None, *Medium):
            asked = replace(case, prefer=prefer)
            answer = self._ask(asked)
            if isinstance(answer, NoChannelError) or not answer.open_now:
                yield Problem(asked, words.OPEN_CHANNEL, _in_short(answer), ("open_now",))
            elif not _have_phone((answer.channel, *answer.alternatives)):
                yield Problem(asked, words.OPEN_PHONE, words.NO_PHONE, ("channel", "alternatives"))
            else:
                by_itself = by_itself or answer.contact
                if answer.contact != by_itself and answer.contact.medium != Medium.PHONE:
                    yield Problem(asked, words.SAME_PHONE, _in_short(answer), ("contact",))

    def _unavailable(self, case: Case) -> Iterator[Problem]:
        for prefer in (case.prefer, *Medium):
            preferring = replace(case, prefer=prefer)
            for down in self._outages(preferring):
                without = replace(preferring, unavailable=down)
                answer = self._ask(without)
                still_down = outages_at(case.when, down)
                if wrong := [each for each in _named(answer) if each in still_down]:
                    expected = words.WITHOUT.fill(channels=listed(wrong))
                    yield Problem(without, expected, _in_short(answer), ("channel", "alternatives"))

    def _outages(self, case: Case) -> list[tuple[str, ...] | Mapping[str, datetime | None]]:
        """Return what is down in a case; else the answer's channel, then with the next best."""
        if case.unavailable:
            return [case.unavailable]
        named = _named(self._ask(case))[:2]
        return [tuple(named[: number + 1]) for number in range(len(named))]

    def _until(self, case: Case) -> Iterator[Problem]:
        for down in map(tuple, self._outages(case)):
            for channel, step in itertools.product(down, _STEPS):
                yield from self._check_end(case, down, channel, step)

    def _check_end(
        self, case: Case, down: tuple[str, ...], channel_id: str, step: timedelta
    ) -> Iterator[Problem]:
        """Check what happens when one of the channels that are down is back after `step`."""
        end = case.when.astimezone(UTC) + step
        others = dict.fromkeys(each for each in down if each != channel_id)
        is_back = end <= case.when
        right = self._ask(replace(case, unavailable=tuple(others) if is_back else down))
        if isinstance(right, Recommendation) and not is_back:
            right = self._end(right, channel_id, end)
        until = replace(case, unavailable={**others, channel_id: end})
        yield from self._compare(until, right, self._ask(until))

    def _end(self, answer: Recommendation, channel_id: str, end: datetime) -> Recommendation:
        """Return an answer that ends at the latest when a channel is back."""
        serves = self._directory.channel(channel_id).serves(answer.request_type, answer.priority)
        until = answer.valid_until or range_ends(self._directory)[1]
        return answer.model_copy(update={"valid_until": end}) if serves and end < until else answer

    def _recurring(self, case: Case) -> Iterator[Problem]:
        answer = self._ask(case)
        if isinstance(answer, NoChannelError):
            return
        dated = self._dated_oracle(case.when.astimezone(UTC).astimezone(self._zone).date())
        in_use = [each for each in answer.trace if each.verdict not in _NOT_IN_USE]
        named = {f"trace[{each.channel}] is open": each for each in in_use}
        expected = {name: dated.is_open(each.channel, case.when) for name, each in named.items()}
        got = {name: _reports_open(each, answer) for name, each in named.items()}
        yield from compare(case, expected, got, self._zone)

    def _make_dated_oracle(self, day: date) -> Oracle:
        """Return an oracle that reads dates with their year where the directory has yearly ones."""
        # The hours of the day before may pass midnight.
        dated = spell_out(self._directory, day - DAY, day)
        return Oracle(dated, holidays=self._given_holidays)

    def _input(self, case: Case) -> Iterator[Problem]:
        # To Python, True equals 1. A function that keeps answers must not find an answer for True.
        self._ask(case)
        right = {"request_type": case.request_type, "priority": case.priority, "when": case.when}
        for error, name, wrong in (
            (UnknownPriorityError, "priority", True),
            (UnknownPriorityError, "priority", float(case.priority)),
            (UnknownPriorityError, "priority", 0),
            (UnknownPriorityError, "priority", 6),
            (UnknownPriorityError, "priority", "urgente"),
            (UnknownRequestTypeError, "request_type", "solicitud"),
            (UnknownRequestTypeError, "request_type", None),
            (NaiveDatetimeError, "when", case.when.replace(tzinfo=None)),
            (NotADatetimeError, "when", case.when.date()),
        ):
            expected = words.ERROR_FOR.fill(
                error=error.__name__, argument=f"{name} = {write(wrong, self._zone)}"
            )
            problem = Problem(case, expected, words.SOME_ANSWER, (name,))
            try:
                cast("Callable[..., object]", self._recommend)(*{**right, name: wrong}.values())
            except error:
                continue
            except Exception as other:  # noqa: BLE001 - any other error breaks the law
                problem = problem._replace(got=quoted(other), cause=other)
            yield problem

    def _write(self, instant: datetime) -> str:
        return write(instant, self._zone)


def _content(answer: _Outcome) -> object:
    """Return what there is to compare: a recommendation, or the fields of an error."""
    if isinstance(answer, NoChannelError):
        return {"trace": answer.trace, "escalation": answer.escalation}
    return answer


def _in_short(answer: _Outcome) -> Phrase | str:
    if isinstance(answer, NoChannelError):
        return NoChannelError.__name__
    return words.ANSWER_FROM.fill(channel=listed(_named(answer)))


def _named(answer: _Outcome) -> list[str]:
    """Return the ids of the channels that an answer names, best first."""
    if isinstance(answer, NoChannelError):
        return []
    return [answer.channel.id, *(each.id for each in answer.alternatives)]


def _same_advice(one: _Outcome, other: Recommendation) -> bool:
    span = {"valid_from": other.valid_from, "valid_until": other.valid_until}
    return isinstance(one, Recommendation) and one.model_copy(update=span) == other


def _have_phone(channels: Iterable[Channel]) -> bool:
    return any(channel.contact_by(Medium.PHONE) for channel in channels)


def _reports_open(entry: TraceEntry, answer: Recommendation) -> bool:
    """Return whether an answer says that a channel is open."""
    is_chosen = entry.verdict is Verdict.RECOMMENDED and answer.open_now
    return is_chosen or entry.verdict is Verdict.ALTERNATIVE
