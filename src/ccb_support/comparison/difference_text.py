"""The lines of a difference: for each group of requests, what changes when."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from ccb_support.answer.short_forms import (
    day_in_short,
    kinds_in_short,
    moment_in_short,
    time_in_short,
)
from ccb_support.model.channels import sort_kinds
from ccb_support.words import difference_phrases as phrases

from .changes import Nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from ccb_support.model.channels import RequestKind
    from ccb_support.model.contacts import Contact
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

    from .changes import Alternative, Answer, Change, EscalationChange, Outcome


_Entry: TypeAlias = tuple[datetime, datetime, str]
"""The start and the end of a span, in UTC, and from what to what some requests change there."""


class DifferenceText:
    """Writes the lines of a difference, with moments in `zone` and channels by their `names`."""

    def __init__(self, zone: ZoneInfo, language: Language, names: Callable[[str], str]) -> None:
        self._zone = zone
        self._language: Language = language
        self._name = names

    def no_change(self, start: datetime, end: datetime) -> str:
        """Return the line that says that nothing changes between two instants."""
        return self._say(phrases.NO_CHANGE, start=self._moment(start), end=self._moment(end))

    def change_lines(self, changes: Iterable[Change]) -> Iterator[str]:
        """Yield the requests that change, each group followed by its changes."""
        for requests, entries in self._by_requests(changes).items():
            yield f"{kinds_in_short(requests, self._language)}:"
            yield from self._entry_lines(entries)

    def escalation_lines(self, change: EscalationChange | None) -> Iterator[str]:
        """Yield which escalation levels change, if any do."""
        if change:
            yield self._say(phrases.ESCALATION, levels=", ".join(map(str, change.levels)))

    def _by_requests(
        self, changes: Iterable[Change]
    ) -> Mapping[tuple[RequestKind, ...], list[_Entry]]:
        requests: defaultdict[_Entry, list[RequestKind]] = defaultdict(list)
        for change in changes:
            start, end = change.start.astimezone(UTC), change.end.astimezone(UTC)
            requests[start, end, self._what(change)] += change.requests
        entries: defaultdict[tuple[RequestKind, ...], list[_Entry]] = defaultdict(list)
        for entry, kinds in requests.items():
            entries[sort_kinds(kinds)].append(entry)
        return entries

    def _entry_lines(self, entries: Iterable[_Entry]) -> Iterator[str]:
        alike: defaultdict[tuple[str, str], list[tuple[datetime, datetime]]] = defaultdict(list)
        for start, end, what in entries:
            span = self._local(start), self._local(end)
            alike[self._hours(*span), what].append(span)
        for (hours, what), spans in alike.items():
            when = self._repeated(hours, spans) if len(spans) > 1 else self._span(*spans[0])
            yield f"  {when}: {what}"

    def _span(self, start: datetime, end: datetime) -> str:
        shown = time_in_short(end) if start.date() == end.date() else self._moment(end)
        return self._say(phrases.SPAN, start=self._moment(start), end=shown)

    def _hours(self, start: datetime, end: datetime) -> str:
        shown = time_in_short(end) + days_later(start, end)
        return self._say(phrases.SPAN, start=time_in_short(start), end=shown)

    def _repeated(self, hours: str, spans: Sequence[tuple[datetime, datetime]]) -> str:
        first, last = (day_in_short(start, self._language) for start, _ in (spans[0], spans[-1]))
        return self._say(phrases.REPEATED, span=hours, count=len(spans), first=first, last=last)

    def _what(self, change: Change) -> str:
        old, new = change.old, change.new
        if isinstance(old, Nobody) or isinstance(new, Nobody) or old.channel != new.channel:
            return self._instead(self._who(old, change), self._who(new, change))
        aspects = zip(self._aspects(old, change), self._aspects(new, change), strict=True)
        differing = [
            f"{label}{self._instead(shown_before, shown_after)}"
            for (label, before, shown_before), (_, after, shown_after) in aspects
            if before != after
        ]
        differing += self._new_contacts(old.alternatives, new.alternatives)
        return f"{self._name(old.channel)}: {'; '.join(differing)}"

    def _who(self, outcome: Outcome, change: Change) -> str:
        if isinstance(outcome, Nobody):
            return self._say(phrases.NOBODY)
        when = f" ({self._until(outcome, change)})" if outcome.opens_at else ""
        return f"{self._name(outcome.channel)}{when}"

    def _aspects(self, answer: Answer, change: Change) -> Iterator[tuple[str, object, str]]:
        """Yield all that can differ except the contacts of alternatives: label, value and text."""
        contact, others, until = answer.contact, answer.other_contacts, self._until(answer, change)
        ids = [each.channel for each in answer.alternatives]
        yield "", answer.reason, self._say(phrases.REASONS[answer.reason])
        yield "", contact, self._contacts([contact])
        yield "", until, until
        yield self._say(phrases.OTHER_CONTACTS), others, self._contacts(others)
        yield (
            self._say(phrases.ALTERNATIVES),
            ids,
            ", ".join(map(self._name, ids)) or self._say(phrases.NONE),
        )

    def _new_contacts(
        self, old: Iterable[Alternative], new: Iterable[Alternative]
    ) -> Iterator[str]:
        """Yield the alternatives of both answers that have other contacts in the new one."""
        contacts = {each.channel: each.contacts for each in old}
        for each in new:
            before = contacts.get(each.channel, each.contacts)
            if before != each.contacts:
                change = self._instead(self._contacts(before), self._contacts(each.contacts))
                yield f"{self._name(each.channel)}: {change}"

    def _contacts(self, contacts: Sequence[Contact]) -> str:
        shown = [f"{each.display(self._language)} <{' '.join(each.uris)}>" for each in contacts]
        return ", ".join(shown) or self._say(phrases.NONE)

    def _until(self, answer: Answer, change: Change) -> str:
        if answer.opens_at:
            return self._say(phrases.OPENS, moment=self._moment_during(change, answer.opens_at))
        if answer.closes_at:
            return self._say(phrases.CLOSES, moment=self._moment_during(change, answer.closes_at))
        return self._say(phrases.NEVER_CLOSES)

    def _moment_during(self, change: Change, moment: datetime) -> str:
        """Return a moment, without its date if the whole change lies on that date."""
        days = {self._local(each).date() for each in (change.start, change.end, moment)}
        return time_in_short(self._local(moment)) if len(days) == 1 else self._moment(moment)

    def _moment(self, moment: datetime) -> str:
        return moment_in_short(self._local(moment), self._language)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    def _say(self, phrase: Phrase, **parts: object) -> str:
        return phrase.in_language(self._language, **parts)

    def _instead(self, before: str, after: str) -> str:
        return self._say(phrases.INSTEAD_OF, new=after, old=before)


def days_later(start: datetime, end: datetime) -> str:
    """Return what follows the time of an end on a later day, as in ` (+1 d)`."""
    days = (end.date() - start.date()).days
    return f" (+{days} d)" if days else ""
