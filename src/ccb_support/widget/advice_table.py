"""What the widget says of each request at each time, as data that a page can hold.

The data say each thing once, so they are small. A plan says which advice holds from when on, and
requests that get the same advice share a plan. An advice has words and contacts.

The words are those of `Recommendation.explain`. They say today and tomorrow, so a plan changes at
each midnight of the directory's zone too.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from itertools import count, groupby, pairwise
from typing import NamedTuple

from ccb_support.answer.explanation import Way, ways_beside
from ccb_support.answer.recommendation import Recommendation
from ccb_support.answer.speech import Voice
from ccb_support.clock.instants import Instant, date_at, midnights, whole_days
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.errors import NoChannelError, UnknownPriorityError, UnknownRequestTypeError
from ccb_support.model.channels import Channel
from ccb_support.model.directory import Directory
from ccb_support.model.requests import (
    RequestKind,
    Vocabularies,
    every_kind,
    group_requests,
    joined_vocabularies,
    knows,
)
from ccb_support.routing.router import Router
from ccb_support.words import LANGUAGES, Language, Phrase, as_sentence, capitalize
from ccb_support.words import services as phrases


class Advice(NamedTuple):
    """What the widget says while one answer holds, on one day.

    `until` is a sentence, or `None` if the answer does not end. `contacts` are the places of its
    contacts among all contacts, the best first.
    """

    text: Phrase
    until: Phrase | None
    contacts: tuple[int, ...]


class Plan(NamedTuple):
    """Which advice holds when, for requests of one kind.

    Attributes:
        steps: when each advice begins to hold, in seconds after the one before it; the first step
            is the start of the range, in seconds since 1970-01-01T00:00Z.
        advice: the place of each advice among all advice.
        otherwise: the place of the advice for times outside the range.
    """

    steps: tuple[int, ...]
    advice: tuple[int, ...]
    otherwise: int


class AdviceTable:
    """The plans of all requests over a range of time.

    Raises:
        CcbSupportError: what `Router.timeline` raises for such a range.
    """

    def __init__(self, router: Router, start: datetime, end: datetime) -> None:
        self._router = router
        self._clock = router.engine.clock
        self._bounds = self._clock.bounds(start, end)
        days = whole_days(self._clock.readings(self._bounds))
        # When the range and each date in it start; a date may change back, and change again.
        self._day_starts = [
            each.start
            for midnight in midnights(days)
            for each in within(self._clock.day(midnight), self._bounds)
        ]
        # Each thing has a place: the next one when it comes for the first time.
        self._ways: dict[Way, int] = defaultdict(count().__next__)
        self._advice: dict[Advice, int] = defaultdict(count().__next__)
        self._plans: dict[Plan, int] = defaultdict(count().__next__)
        self._kinds: defaultdict[str, list[int]] = defaultdict(list)
        sides = [each.directory for each, _ in router.engine.editions.within(self._bounds)]
        self.words: Vocabularies = joined_vocabularies(sides)
        # The words do not name the request, so the first of a group has the plan of all of them.
        first_of = {
            kind: group[0]
            for group in group_requests(
                every_kind(self.words), router.engine.editions.channels, sides
            )
            # An edition may read an id that it does not have as a word for another request type.
            if all(knows(each, group[0].request_type, group[0].priority) for each in sides)
            for kind in group
        }
        plan_of = cache(self._plan)
        for kind in every_kind(self.words):
            self._kinds[kind.request_type].append(self._plans[plan_of(first_of.get(kind, kind))])

    def days(self) -> Phrase:
        """Return for which days the plans are right, as a sentence."""
        return Phrase.of(
            lambda language: as_sentence(
                phrases.DAYS.in_language(language, span=self._span(self._bounds, language))
            )
        )

    def every_contact(self, language: Language) -> list[str]:
        """Return each contact of the plans' channels, with whose it is.

        Browsers show them if the component does not run. Channels for every request come first.
        A contact of only a part of the range has its days.
        """
        named, voice = {way.name for way in self._ways}, self._voice(language, None)
        found = [
            (
                edition.directory.is_reserved(channel),
                f"{voice.say(channel.name)}: {voice.contact(contact)}",
                part,
            )
            for edition, part in self._router.engine.editions.within(self._bounds)
            for channel in edition.directory.channels
            if channel.name in named
            for contact in channel.contacts
        ]
        parts: defaultdict[str, list[Interval[Instant]]] = defaultdict(list)
        for _, line, part in sorted(found, key=lambda each: each[0]):
            parts[capitalize(line)].append(part)
        return [
            line if span == self._bounds else f"{line} ({self._span(span, language)})"
            for line in parts
            for span in joined(sorted(parts[line]))
        ]

    def as_json(self) -> dict[str, object]:
        """Return the plans as JSON can hold them. A text is a list, by the list of languages."""
        return {
            "version": self._router.engine.editions.versions(self._bounds),
            "languages": LANGUAGES,
            "end": self._bounds.end,
            "kinds": self._kinds,
            "plans": [each._asdict() for each in self._plans],
            "advice": [each._asdict() for each in self._advice],
            "contacts": [
                {"label": Phrase.of(way.label), "uri": way.contact.uri} for way in self._ways
            ],
        }

    def _plan(self, kind: RequestKind) -> Plan:
        pieces = ((each, self._advice[self._advice_at(each, kind)]) for each in self._starts(kind))
        # Neighbours that say the same are one step.
        steps = [next(alike) for _, alike in groupby(pieces, lambda piece: piece[1])]
        starts, advice = zip(*steps, strict=True)
        return Plan(
            steps=(starts[0], *(after - before for before, after in pairwise(starts))),
            advice=advice,
            otherwise=self._advice[self._otherwise(kind)],
        )

    def _starts(self, kind: RequestKind) -> list[Instant]:
        """Return when what to say of a request may change: the start of the range, and later."""
        engine, bounds = self._router.engine, self._bounds
        serving = {
            engine.hours(channel.id)
            for edition, _ in engine.editions.within(bounds)
            for channel in _serving(edition.directory, kind)
        }
        starts = {
            state.span.clipped(bounds).start for each in serving for state in each.states(bounds)
        }
        # An edition begins at a midnight.
        return sorted(starts.union(self._day_starts))

    def _advice_at(self, instant: Instant, kind: RequestKind) -> Advice:
        when = self._clock.datetime_at(instant)
        try:
            answer = self._router.recommend(kind.request_type, kind.priority, when)
        except (NoChannelError, UnknownRequestTypeError, UnknownPriorityError):
            # Perhaps only another edition knows the words.
            return _NO_CHANNEL
        until = answer.valid_until
        text = Phrase.of(lambda language: answer.explain(language, at=when))
        return Advice(
            text,
            self._until(until, self._date(instant)) if until else None,
            self._contacts_of(answer, text),
        )

    def _until(self, until: datetime, today: date) -> Phrase:
        return Phrase.of(
            lambda language: as_sentence(
                phrases.HOLDS.in_language(language, until=self._voice(language, today).until(until))
            )
        )

    def _contacts_of(self, answer: Recommendation, text: Phrase) -> tuple[int, ...]:
        return self._places(
            way
            for language in LANGUAGES
            for way in ways_beside(answer, text.in_language(language), language)
        )

    def _places(self, ways: Iterable[Way]) -> tuple[int, ...]:
        return tuple(self._ways[way] for way in dict.fromkeys(ways))

    def _otherwise(self, kind: RequestKind) -> Advice:
        """Return what to do if the time is outside the range: use a channel that never closes."""
        last = self._clock.datetime_at(Instant(self._bounds.end - 1))
        directory = self._router.edition_at(last)
        serving = _serving(directory, kind)
        for channel in serving:
            status = self._router.status(channel.id, last)
            if status.open_now and status.valid_until is None:
                answer = self._router.recommend(
                    kind.request_type,
                    kind.priority,
                    last,
                    unavailable={*directory.channel_ids} - {channel.id},
                )
                text = Phrase.of(answer.summary)
                return Advice(text, None, self._contacts_of(answer, text))
        contacts = self._places(Way(each.name, each.contacts[0]) for each in serving)
        return Advice(phrases.TRY_THESE, None, contacts) if contacts else _NO_CHANNEL

    def _span(self, bounds: Interval[Instant], language: Language) -> str:
        """Return the days of a part of the range, in words."""
        return self._voice(language, None).span(
            self._date(bounds.start), self._date(Instant(bounds.end - 1))
        )

    def _date(self, instant: Instant) -> date:
        return date_at(self._clock.read(instant))

    def _voice(self, language: Language, today: date | None) -> Voice:
        return Voice(language, self._router.editions[0].zone, today)


def _serving(directory: Directory, kind: RequestKind) -> list[Channel]:
    """Return the channels of an edition for a request that any edition may know."""
    # To this edition, the id of another one's request type may be a word for its own.
    meant = directory.request_types.find(kind.request_type)
    return [each for each in directory.channels if meant and each.serves(meant, kind.priority)]


_NO_CHANNEL = Advice(phrases.NO_CHANNEL, None, ())
