"""An answer in words, as a good agent would say them."""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol, assert_never
from zoneinfo import ZoneInfo

from ccb_support.model.contacts import Contact, Email
from ccb_support.words import answer_phrases, calendar_phrases
from ccb_support.words.sentences import capitalize

from .reasons import Reason, Verdict
from .short_forms import day_in_full, first_few, offset_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from ccb_support.model.channels import Channel
    from ccb_support.model.requests import RequestType
    from ccb_support.model.text import LocalizedText
    from ccb_support.schedule.causes import Cause
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase, Phrases

    from .trace import TraceEntry

_NOON = 12


class _Answer(Protocol):
    """What an explanation needs of a recommendation.

    It is not the class itself, since that imports this file.
    """

    @property
    def request_type(self) -> RequestType: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def contact(self) -> Contact: ...
    @property
    def open_now(self) -> bool: ...
    @property
    def opens_at(self) -> datetime | None: ...
    @property
    def closes_at(self) -> datetime | None: ...
    @property
    def reason(self) -> Reason: ...
    @property
    def alternatives(self) -> tuple[Channel, ...]: ...
    @property
    def trace(self) -> tuple[TraceEntry, ...]: ...
    @property
    def valid_until(self) -> datetime | None: ...
    @property
    def time_zone(self) -> str: ...


def explanation(answer: _Answer, language: Language, *, today: date | None) -> str:
    """Return the answer as one short paragraph.

    Args:
        answer: the recommendation.
        language: the language of the words.
        today: the date on which a person reads it, in the directory's zone, or None if unknown.
    """
    sentences = _Explanation(answer, language, today).sentences()
    # In both languages, a time of day may already end with a full stop.
    return " ".join(each if each.endswith(".") else f"{each}." for each in sentences)


class _Explanation:
    """The words of one answer, sentence by sentence."""

    def __init__(self, answer: _Answer, language: Language, today: date | None) -> None:
        self._answer = answer
        self._language: Language = language
        self._today = today
        self._zone = ZoneInfo(answer.time_zone)
        self._named_causes: set[Cause] = set()
        chosen = answer.channel.id
        (self._own,) = (entry for entry in answer.trace if entry.channel == chosen)
        # By instant, the other channels that open then.
        self._opening_at: defaultdict[datetime, list[TraceEntry]] = defaultdict(list)
        for entry in answer.trace:
            if entry.opens_at and entry.channel != chosen:
                self._opening_at[entry.opens_at].append(entry)

    def sentences(self) -> Iterator[str]:
        """Yield what there is to say, most important first."""
        if self._answer.opens_at:
            yield self._nothing_open(self._answer.opens_at)
        else:
            yield self._use(answer_phrases.INSTRUCTION, self._answer.contact, self._answer.channel)
            yield self._reason()
            yield from self._until()
        yield from self._openings()
        yield from self._mailboxes()
        yield from self._also()

    def _nothing_open(self, opens_at: datetime) -> str:
        return self._say(
            answer_phrases.NOTHING_OPEN,
            request_type=self._say(answer_phrases.REQUEST_TYPES[self._answer.request_type]),
            moment=self._moment(opens_at),
            option=self._use(answer_phrases.OPTION, self._answer.contact, self._answer.channel),
            because=self._because(self._own.because),
        )

    def _use(self, phrases: Phrases[str], contact: Contact, channel: Channel) -> str:
        """Return how to use a contact, in the words of its medium."""
        return self._say(
            phrases[contact.medium],
            contact=contact.display(self._language),
            channel=self._say(channel.name),
        )

    def _reason(self) -> str:
        channel = self._answer.channel
        match self._answer.reason:
            case Reason.PREFERRED:
                return self._say(answer_phrases.PREFERRED)
            case Reason.PRIORITY:
                served = self._all(answer_phrases.PRIORITIES[each] for each in channel.priorities)
                return self._say(answer_phrases.RESERVED_FOR_PRIORITIES, priorities=served)
            case Reason.DEDICATED:
                phrases = answer_phrases.REQUEST_TYPES
                served = self._all(phrases[each] for each in channel.request_types)
                return self._say(answer_phrases.DEDICATED, request_types=served)
            case Reason.FALLBACK:
                missing = self._list(list(self._missing()), calendar_phrases.AND)
                return self._say(answer_phrases.FALLBACK, missing=capitalize(missing))
            case Reason.GENERAL | Reason.OPENS_NEXT:
                return self._say(answer_phrases.GENERAL)
            case _ as never:
                assert_never(never)

    def _missing(self) -> Iterator[str]:
        """Yield why the channels before this one are not the answer."""
        # By identity, since entries of equal content compare all of it.
        earlier = list(takewhile(lambda entry: entry is not self._own, self._answer.trace))
        for verdict, phrases in (
            (Verdict.CLOSED, answer_phrases.CLOSED),
            (Verdict.UNAVAILABLE, answer_phrases.UNAVAILABLE),
        ):
            names = [entry.name for entry in earlier if entry.verdict is verdict]
            if names:
                yield self._say(phrases[len(names) > 1], channels=self._all(names))

    def _until(self) -> Iterator[str]:
        """Yield until when the channel is open, then until when the answer holds."""
        closes_at, holds_until = self._answer.closes_at, self._answer.valid_until
        if closes_at:
            yield self._say(
                answer_phrases.OPEN_UNTIL,
                moment=self._moment(closes_at),
                special=self._special_hours(),
            )
        elif self._answer.channel.is_always_open:
            yield self._say(answer_phrases.ALWAYS_OPEN)
        if holds_until and holds_until in self._opening_at:
            yield self._channels_open(holds_until, answer_phrases.HOLDS_UNTIL_OPENING)
        elif holds_until and holds_until != closes_at:
            yield self._say(answer_phrases.HOLDS_UNTIL, moment=self._moment(holds_until))

    def _special_hours(self) -> str:
        names = [cause.name for cause in self._own.because]
        return self._say(answer_phrases.SPECIAL_HOURS, names=self._all(names)) if names else ""

    def _openings(self) -> Iterator[str]:
        """Yield when the other closed channels open, except those that end the answer."""
        for moment in self._opening_at:
            if not self._answer.open_now or moment != self._answer.valid_until:
                yield self._channels_open(moment, answer_phrases.OPENS)

    def _channels_open(self, moment: datetime, phrases: Phrases[bool]) -> str:
        """Return which channels open at `moment`, and why not before."""
        opening = self._opening_at[moment]
        return self._say(
            phrases[len(opening) > 1],
            channels=self._all(entry.name for entry in opening),
            moment=self._moment(moment),
            because=self._because(cause for entry in opening for cause in entry.because),
        )

    def _mailboxes(self) -> Iterator[str]:
        """Yield the mailboxes of closed channels: a mailbox accepts mail at any hour."""
        addresses = dict.fromkeys(
            next((each.address for each in entry.contacts if isinstance(each, Email)), "")
            for entry in self._answer.trace
            if entry.opens_at
        )
        addresses.pop("", None)
        if addresses:
            mailboxes = self._list(list(addresses), calendar_phrases.AND)
            yield self._say(answer_phrases.MAILBOX[len(addresses) > 1], addresses=mailboxes)

    def _also(self) -> Iterator[str]:
        channel = self._answer.channel
        others = [
            (contact, channel)
            for contact in channel.contacts
            if self._answer.open_now and contact != self._answer.contact
        ]
        others += [(each.contacts[0], each) for each in self._answer.alternatives]
        options = [self._use(answer_phrases.OPTION, *each) for each in others]
        if options:
            yield self._say(answer_phrases.ALSO, options=self._list(options, calendar_phrases.OR))

    def _because(self, causes: Iterable[Cause]) -> str:
        """Return the causes behind an opening. Each cause is named once in an explanation."""
        news = [cause for cause in dict.fromkeys(causes) if cause not in self._named_causes]
        self._named_causes.update(news)
        words = list(map(self._cause, news))
        return f": {self._list(words, calendar_phrases.AND)}" if words else ""

    def _cause(self, cause: Cause) -> str:
        name = self._say(cause.name)
        first, last = (self._day(day) for day in (cause.date, cause.last_date))
        if first == last:
            day = self._say(calendar_phrases.ON_DATE, date=first)
            return self._say(answer_phrases.ON_ONE_DAY[cause.kind], day=day, name=name)
        span = self._say(calendar_phrases.DATE_SPAN, first=first, last=last)
        return self._say(answer_phrases.ON_SEVERAL_DAYS[cause.kind], span=span, name=name)

    def _moment(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        day, time = self._day(local), self._time(local)
        relative = self._relative_day(local.date())
        if relative is None:
            return self._say(calendar_phrases.MOMENT, date=day, time=time)
        words = self._say(relative)
        return self._say(calendar_phrases.RELATIVE_MOMENT, relative=words, date=day, time=time)

    def _relative_day(self, day: date) -> Phrase | None:
        """Return the word for today or tomorrow, or None if a day is neither."""
        return calendar_phrases.RELATIVE_DAYS.get((day - self._today).days) if self._today else None

    def _day(self, day: date) -> str:
        return day_in_full(day, self._language)

    def _time(self, local: datetime) -> str:
        hour = (local.hour - 1) % _NOON + 1
        phrase = calendar_phrases.TIME_AT_ONE if hour == 1 else calendar_phrases.TIME
        words = self._say(phrase, clock=f"{hour}:{local.minute:02}", half=self._say(_half(local)))
        return words + offset_note(local)

    def _say(self, phrase: Phrase | LocalizedText, **parts: str) -> str:
        # `phrase.in_language` would be one more call for every phrase.
        words = phrase.es if self._language == "es" else phrase.en
        return words.format(**parts) if parts else words

    def _all(self, phrases: Iterable[Phrase | LocalizedText]) -> str:
        return self._list([self._say(each) for each in phrases], calendar_phrases.AND)

    def _list(self, words: Sequence[str], last: Phrase) -> str:
        """Return `words` in a row, as a sentence lists them, with `last` before the last."""
        shown = first_few(words, self._language)
        if len(shown) > 1:
            shown = [", ".join(shown[:-1]), shown[-1]]
        return self._say(last).join(shown)


def _half(local: datetime) -> Phrase:
    """Return the half of the day, or noon."""
    if (local.hour, local.minute) == (_NOON, 0):
        return calendar_phrases.NOON
    before_noon = local.hour < _NOON
    return calendar_phrases.BEFORE_NOON if before_noon else calendar_phrases.AFTER_NOON
