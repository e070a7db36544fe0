"""A difference between two directories in words: for each group of requests, what changes when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ccb_support.answer.short_forms import (
    day_in_short,
    kinds_in_short,
    moment_in_short,
    time_in_short,
)
from ccb_support.model.request_kinds import sort_kinds

from .outcomes import Nobody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ccb_support.model.contacts import Contact
    from ccb_support.model.request_kinds import RequestKind
    from ccb_support.words.languages import Language

    from .difference import Change, Difference
    from .outcomes import Alternative, Answer, Outcome


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words; what stands in braces is filled in.

    Attributes:
        nothing: that nothing differs.
        nobody: stands for no answer.
        opens: when a closed channel opens.
        closes: when an open channel closes.
        never_closes: that it does not close.
        other_contacts: stands before the contacts of a channel but the first.
        alternatives: stands before the other channels that are open.
        none: stands for no contact, or no channel.
        escalation: which escalation levels differ.
        span: from one moment to another.
        days_later: stands behind a time of day that comes so many days later.
        repeated: a span of hours that comes several times.
    """

    nothing: str
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


_SPANISH = _Words(
    nothing="Ninguna respuesta cambia de {start} a {end}",
    nobody="nadie",
    opens="abre {moment}",
    closes="hasta {moment}",
    never_closes="sin hora de cierre",
    other_contacts="otros contactos: ",
    alternatives="alternativas: ",
    none="ninguno",
    escalation="niveles de escalamiento que cambian: {levels}",
    span="{start} a {end}",
    days_later=" (+{days} d)",
    repeated="{span}, {count} veces de {first} a {last}",
)

_ENGLISH = _Words(
    nothing="No answer changes from {start} to {end}",
    nobody="nobody",
    opens="opens {moment}",
    closes="until {moment}",
    never_closes="no closing time",
    other_contacts="other contacts: ",
    alternatives="alternatives: ",
    none="none",
    escalation="escalation levels that change: {levels}",
    span="{start} to {end}",
    days_later=" (+{days} d)",
    repeated="{span}, {count} times from {first} to {last}",
)

_WORDS: Mapping[Language, _Words] = {"es": _SPANISH, "en": _ENGLISH}


def report(difference: Difference, language: Language) -> str:
    """Return the difference as lines of text."""
    return "\n".join(_Report(difference, language).lines())


class _Entry(NamedTuple):
    """What a change says: changes that say the same are told once, for all their requests.

    Attributes:
        start: the first instant of its span, in UTC.
        end: the instant at which its span ends, in UTC.
        what: from what to what.
    """

    start: datetime
    end: datetime
    what: str


class _Report:
    """A difference about to be told."""

    def __init__(self, difference: Difference, language: Language) -> None:
        self._difference = difference
        self._language: Language = language
        self._say = _WORDS[language]
        self._zone = ZoneInfo(difference.time_zone)

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        if self._difference.is_empty:
            yield self._say.nothing.format(
                start=self._moment(self._difference.start), end=self._moment(self._difference.end)
            )
        for requests, entries in self._by_requests().items():
            yield f"{kinds_in_short(requests, self._language)}:"
            yield from self._entries(entries)
        yield from self._escalation()

    def _by_requests(self) -> Mapping[tuple[RequestKind, ...], list[_Entry]]:
        requests: defaultdict[_Entry, list[RequestKind]] = defaultdict(list)
        for change in self._difference.changes:
            start, end = change.start.astimezone(UTC), change.end.astimezone(UTC)
            requests[_Entry(start, end, self._what(change))] += change.requests
        entries: defaultdict[tuple[RequestKind, ...], list[_Entry]] = defaultdict(list)
        for entry, kinds in requests.items():
            entries[sort_kinds(kinds)].append(entry)
        return entries

    def _entries(self, entries: Iterable[_Entry]) -> Iterator[str]:
        alike: defaultdict[tuple[str, str], list[_Entry]] = defaultdict(list)
        for entry in entries:
            alike[self._hours(entry), entry.what].append(entry)
        for (hours, what), same in alike.items():
            when = self._repeated(hours, same) if len(same) > 1 else self._span(same[0])
            yield f"  {when}: {what}"

    def _escalation(self) -> Iterator[str]:
        change = self._difference.escalation
        if change:
            levels = ", ".join(map(str, change.levels))
            yield self._say.escalation.format(levels=levels)

    def _span(self, entry: _Entry) -> str:
        start, end = self._local(entry.start), self._local(entry.end)
        shown = time_in_short(end) if start.date() == end.date() else self._moment(end)
        return self._say.span.format(start=self._moment(start), end=shown)

    def _hours(self, entry: _Entry) -> str:
        start, end = self._local(entry.start), self._local(entry.end)
        days = (end.date() - start.date()).days
        later = self._say.days_later.format(days=days) if days else ""
        return self._say.span.format(start=time_in_short(start), end=time_in_short(end) + later)

    def _repeated(self, hours: str, entries: Sequence[_Entry]) -> str:
        first, last = (
            day_in_short(self._local(each.start), self._language)
            for each in (entries[0], entries[-1])
        )
        return self._say.repeated.format(span=hours, count=len(entries), first=first, last=last)

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
        return time_in_short(self._local(moment)) if len(days) == 1 else self._moment(moment)

    def _moment(self, moment: datetime) -> str:
        return moment_in_short(self._local(moment), self._language)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)
