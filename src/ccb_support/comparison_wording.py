"""A difference between two directories in words: for each group of requests, what changes when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from .phrases import PHRASES
from .requests import Priority, RequestType
from .verdicts import Nobody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from .comparison import Alternative, Answer, Change, Difference, Outcome, RequestKind
    from .contacts import Contact
    from .text import Language


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words; what stands in braces is filled in.

    Attributes:
        nothing: that nothing differs.
        every_type: stands for all request types.
        nobody: stands for no answer.
        opens: when a closed channel opens.
        closes: when an open channel closes.
        never_closes: that it does not close.
        other_contacts: stands before the contacts of a channel but the first.
        alternatives: stands before the other channels that are open.
        none: stands for no contact, or no channel.
        escalation: which escalation levels differ.
        span: from one moment to another.
        days_later: a time of day, so many days later.
        repeated: a span of hours that comes several times.
        weekdays: from Monday on.
        months: from January on.
    """

    nothing: str
    every_type: str
    nobody: str
    opens: str
    closes: str
    never_closes: str
    other_contacts: str
    alternatives: str
    none: str
    escalation: str
    span: str
    days_later: str
    repeated: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


_SPANISH = _Words(
    nothing="Ninguna respuesta cambia de {start} a {end}",
    every_type="toda solicitud",
    nobody="nadie",
    opens="abre {moment}",
    closes="hasta {moment}",
    never_closes="sin hora de cierre",
    other_contacts="otros contactos: ",
    alternatives="alternativas: ",
    none="ninguno",
    escalation="niveles de escalamiento que cambian: {levels}",
    span="{start} a {end}",
    days_later="{time} (+{days} d)",
    repeated="{span}, {count} veces de {first} a {last}",
    weekdays=("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
)

_ENGLISH = _Words(
    nothing="No answer changes from {start} to {end}",
    every_type="every request",
    nobody="nobody",
    opens="opens {moment}",
    closes="until {moment}",
    never_closes="no closing time",
    other_contacts="other contacts: ",
    alternatives="alternatives: ",
    none="none",
    escalation="escalation levels that change: {levels}",
    span="{start} to {end}",
    days_later="{time} (+{days} d)",
    repeated="{span}, {count} times from {first} to {last}",
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)

_WORDS: Mapping[Language, _Words] = {"es": _SPANISH, "en": _ENGLISH}


def report(difference: Difference, language: Language) -> str:
    """Return the difference as lines of text."""
    return "\n".join(_Report(difference, language).lines())


class _Line(NamedTuple):
    """What a change says, but for its date: changes that say the same share a line.

    Attributes:
        hours: from what time of day to what time of which day.
        what: what changes.
    """

    hours: str
    what: str


class _Report:
    """A difference about to be told."""

    def __init__(self, difference: Difference, language: Language) -> None:
        self._difference = difference
        self._language: Language = language
        self._say = _WORDS[language]
        self._types = PHRASES[language].request_types
        self._zone = ZoneInfo(difference.time_zone)

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        if self._difference.is_empty:
            yield self._say.nothing.format(
                start=self._moment(self._difference.start), end=self._moment(self._difference.end)
            )
        grouped: defaultdict[tuple[RequestKind, ...], list[Change]] = defaultdict(list)
        for change in self._difference.changes:
            grouped[change.requests].append(change)
        for requests, changes in grouped.items():
            yield f"{self._requests(requests)}:"
            yield from self._changes(changes)
        yield from self._escalation()

    def _requests(self, requests: Sequence[RequestKind]) -> str:
        priorities: defaultdict[RequestType, list[Priority]] = defaultdict(list)
        for request in requests:
            priorities[request.request_type].append(request.priority)
        types: defaultdict[str, list[RequestType]] = defaultdict(list)
        for request_type, found in priorities.items():
            types[_ranges(found)].append(request_type)
        return "; ".join(f"{self._all(found)} ({ranges})" for ranges, found in types.items())

    def _all(self, request_types: Sequence[RequestType]) -> str:
        if len(request_types) == len(RequestType):
            return self._say.every_type
        return ", ".join(self._types[each] for each in request_types)

    def _changes(self, changes: Iterable[Change]) -> Iterator[str]:
        alike: defaultdict[_Line, list[Change]] = defaultdict(list)
        for change in changes:
            alike[_Line(self._hours(change), self._what(change))].append(change)
        for line, same in alike.items():
            when = self._repeated(line.hours, same) if len(same) > 1 else self._span(same[0])
            yield f"  {when}: {line.what}"

    def _escalation(self) -> Iterator[str]:
        change = self._difference.escalation
        if change:
            old, new = (
                {each.level: each for each in levels} for levels in (change.old, change.new)
            )
            levels = [str(n) for n in sorted({*old, *new}) if old.get(n) != new.get(n)]
            yield self._say.escalation.format(levels=", ".join(levels))

    def _span(self, change: Change) -> str:
        start, end = self._local(change.start), self._local(change.end)
        same_day = start.date() == end.date()
        return self._say.span.format(
            start=self._moment(start), end=f"{end:%H:%M}" if same_day else self._moment(end)
        )

    def _hours(self, change: Change) -> str:
        start, end = self._local(change.start), self._local(change.end)
        days = (end.date() - start.date()).days
        time = f"{end:%H:%M}"
        later = self._say.days_later.format(time=time, days=days) if days else time
        return self._say.span.format(start=f"{start:%H:%M}", end=later)

    def _repeated(self, hours: str, changes: Sequence[Change]) -> str:
        first, last = (self._date(self._local(each.start)) for each in (changes[0], changes[-1]))
        return self._say.repeated.format(span=hours, count=len(changes), first=first, last=last)

    def _what(self, change: Change) -> str:
        old, new = change.old, change.new
        if isinstance(old, Nobody) or isinstance(new, Nobody) or old.channel != new.channel:
            return f"{self._who(old, change)} -> {self._who(new, change)}"
        aspects = zip(self._aspects(old, change), self._aspects(new, change), strict=True)
        told = [
            f"{label}{before} -> {after}"
            for (label, before), (_, after) in aspects
            if before != after
        ]
        told += self._reached_otherwise(old.alternatives, new.alternatives)
        return f"{old.channel}: {'; '.join(told)}"

    def _who(self, outcome: Outcome, change: Change) -> str:
        if isinstance(outcome, Nobody):
            return self._say.nobody
        when = f", {self._until(outcome, change)}" if outcome.opens_at else ""
        return f"{outcome.channel} ({outcome.reason}{when})"

    def _aspects(self, answer: Answer, change: Change) -> Iterator[tuple[str, str]]:
        """Yield what can tell answers of one channel apart, but the contacts of alternatives."""
        yield "", answer.reason
        yield "", self._contacts([answer.contact])
        yield "", self._until(answer, change)
        yield self._say.other_contacts, self._contacts(answer.other_contacts)
        ids = [each.channel for each in answer.alternatives]
        yield self._say.alternatives, ", ".join(ids) or self._say.none

    def _reached_otherwise(
        self, old: Iterable[Alternative], new: Iterable[Alternative]
    ) -> Iterator[str]:
        contacts = {each.channel: each.contacts for each in old}
        for each in new:
            before = contacts.get(each.channel, each.contacts)
            if before != each.contacts:
                told = f"{self._contacts(before)} -> {self._contacts(each.contacts)}"
                yield f"{each.channel}: {told}"

    def _contacts(self, contacts: Sequence[Contact]) -> str:
        told = [f"{each.display(self._language)} <{' '.join(each.uris)}>" for each in contacts]
        return ", ".join(told) or self._say.none

    def _until(self, answer: Answer, change: Change) -> str:
        if answer.opens_at:
            return self._say.opens.format(moment=self._moment_during(change, answer.opens_at))
        if answer.closes_at:
            return self._say.closes.format(moment=self._moment_during(change, answer.closes_at))
        return self._say.never_closes

    def _moment_during(self, change: Change, moment: datetime) -> str:
        """Return a moment, without its date where that is the one date of the change."""
        days = {self._local(each).date() for each in (change.start, change.end, moment)}
        return _time(self._local(moment)) if len(days) == 1 else self._moment(moment)

    def _moment(self, moment: datetime) -> str:
        local = self._local(moment)
        return f"{self._date(local)} {_time(local)}"

    def _date(self, day: date) -> str:
        weekday, month = self._say.weekdays[day.weekday()], self._say.months[day.month - 1]
        return f"{weekday} {day.day} {month} {day.year}"

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)


def _time(local: datetime) -> str:
    """Return a time of day, with its offset from UTC where the clock shows that time twice."""
    shown = local.isoformat(timespec="minutes")[_TIME:]
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return shown if twice else f"{local:%H:%M}"


_TIME = len("2026-12-24T")


def _ranges(priorities: Sequence[Priority]) -> str:
    """Return priorities, which come in order, with those in a row as from one to another."""
    rows: list[list[Priority]] = []
    for priority in priorities:
        if rows and rows[-1][-1] + 1 == priority:
            rows[-1].append(priority)
        else:
            rows.append([priority])
    return ", ".join(
        "-".join(f"P{each:d}" for each in dict.fromkeys((row[0], row[-1]))) for row in rows
    )
