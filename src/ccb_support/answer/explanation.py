"""An answer in words, as a good agent would say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, assert_never
from zoneinfo import ZoneInfo

from ccb_support.model.contacts import Contact, Email

from .phrases import PHRASES
from .reasons import Reason, Verdict
from .short_forms import first_of, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ccb_support.model.text import LocalizedText
    from ccb_support.schedule.causes import Cause
    from ccb_support.words.languages import Language

    from .recommendation import Recommendation, TraceEntry

_NOON = 12


def explanation(recommendation: Recommendation, language: Language, *, today: date | None) -> str:
    """Return the answer as one short paragraph.

    Args:
        recommendation: the answer.
        language: the language to speak.
        today: the date on which it is read, in the directory's zone, where it is known.
    """
    sentences = _Explanation(recommendation, language, today).sentences()
    # In Spanish, and in English too, a time of day already ends with a full stop.
    return " ".join(each if each.endswith(".") else f"{each}." for each in sentences)


class _Explanation:
    """An answer about to be told."""

    def __init__(
        self, recommendation: Recommendation, language: Language, today: date | None
    ) -> None:
        self._answer = recommendation
        self._language: Language = language
        self._today = today
        self._say = PHRASES[language]
        self._zone = ZoneInfo(recommendation.time_zone)
        self._told: set[Cause] = set()
        chosen = recommendation.channel.id
        (self._own,) = (entry for entry in recommendation.trace if entry.channel == chosen)
        self._closed = [
            entry for entry in recommendation.trace if entry.opens_at and entry.channel != chosen
        ]

    def sentences(self) -> Iterator[str]:
        """Yield what there is to say, most important first."""
        if self._answer.opens_at:
            yield self._later(self._answer.opens_at)
        else:
            yield self._order()
            yield self._reason()
            yield from self._until()
        yield from self._openings()
        yield from self._mailboxes()
        yield from self._also()

    def _later(self, opens_at: datetime) -> str:
        return self._say.later.format(
            request_type=self._say.request_types[self._answer.request_type],
            moment=self._moment(opens_at),
            option=self._option(self._answer.contact, self._answer.channel.name),
            because=self._because(self._own.because),
        )

    def _order(self) -> str:
        contact = self._answer.contact
        return self._say.order[contact.medium].format(
            contact=contact.display(self._language),
            channel=self._in_language(self._answer.channel.name),
        )

    def _reason(self) -> str:
        channel = self._answer.channel
        match self._answer.reason:
            case Reason.PREFERRED:
                return self._say.preferred
            case Reason.PRIORITY:
                words = [self._say.priorities[priority] for priority in channel.priorities]
                return self._say.priority.format(priorities=self._all(words))
            case Reason.DEDICATED:
                words = [self._say.request_types[each] for each in channel.request_types]
                return self._say.dedicated.format(request_types=self._all(words))
            case Reason.FALLBACK:
                missing = self._all(list(self._missing()))
                return self._say.fallback.format(missing=missing[:1].upper() + missing[1:])
            case Reason.GENERAL | Reason.OPENS_NEXT:
                return self._say.general
            case _ as never:
                assert_never(never)

    def _missing(self) -> Iterator[str]:
        """Yield why the channels that come before this one are not the answer."""
        trace = self._answer.trace
        earlier = trace[: trace.index(self._own)]
        for verdict, phrases in (
            (Verdict.CLOSED, self._say.closed),
            (Verdict.UNAVAILABLE, self._say.unavailable),
        ):
            names = [self._in_language(entry.name) for entry in earlier if entry.verdict is verdict]
            if names:
                yield phrases[len(names) > 1].format(channels=self._all(names))

    def _until(self) -> Iterator[str]:
        closes_at, holds_until = self._answer.closes_at, self._answer.valid_until
        special = [self._in_language(cause.name) for cause in self._own.because]
        if closes_at:
            yield self._say.until.format(
                moment=self._moment(closes_at),
                special=self._say.special.format(names=self._all(special)) if special else "",
            )
        elif self._answer.channel.is_always_open:
            yield self._say.always
        opening = [entry for entry in self._closed if entry.opens_at == holds_until]
        if holds_until and opening:
            yield self._opening(self._say.holds, holds_until, opening)
        elif holds_until and holds_until != closes_at:
            yield self._say.holds_until.format(moment=self._moment(holds_until))

    def _openings(self) -> Iterator[str]:
        """Yield when the other closed channels open, but for those that end the answer."""
        moments = dict.fromkeys(entry.opens_at for entry in self._closed)
        for moment in moments:
            told = self._answer.open_now and moment == self._answer.valid_until
            if moment and not told:
                opening = [entry for entry in self._closed if entry.opens_at == moment]
                yield self._opening(self._say.opens, moment, opening)

    def _opening(
        self, phrases: Mapping[bool, str], moment: datetime, opening: Sequence[TraceEntry]
    ) -> str:
        return phrases[len(opening) > 1].format(
            channels=self._all([self._in_language(entry.name) for entry in opening]),
            moment=self._moment(moment),
            because=self._because(cause for entry in opening for cause in entry.because),
        )

    def _mailboxes(self) -> Iterator[str]:
        """Yield the mailboxes of closed channels: attended later is not closed to mail."""
        mailboxes = [
            next((each for each in entry.contacts if isinstance(each, Email)), None)
            for entry in self._answer.trace
            if entry.opens_at
        ]
        addresses = dict.fromkeys(each.display(self._language) for each in mailboxes if each)
        if addresses:
            yield self._say.mailbox[len(addresses) > 1].format(addresses=self._all(list(addresses)))

    def _also(self) -> Iterator[str]:
        channel = self._answer.channel
        options = [
            self._option(contact, channel.name)
            for contact in channel.contacts
            if self._answer.open_now and contact != self._answer.contact
        ]
        options += [self._option(each.contacts[0], each.name) for each in self._answer.alternatives]
        if options:
            yield self._say.also.format(options=self._listed(options, self._say.disjunction))

    def _option(self, contact: Contact, channel: LocalizedText) -> str:
        return self._say.option[contact.medium].format(
            contact=contact.display(self._language), channel=self._in_language(channel)
        )

    def _because(self, causes: Iterable[Cause]) -> str:
        news = [cause for cause in dict.fromkeys(causes) if cause not in self._told]
        self._told.update(news)
        return (
            self._say.because.format(causes=self._all(list(map(self._cause, news)))) if news else ""
        )

    def _cause(self, cause: Cause) -> str:
        name = self._in_language(cause.name)
        if cause.date == cause.last_date:
            day = self._say.on.format(date=self._say.day(cause.date))
            return self._say.causes[cause.kind].format(day=day, name=name)
        span = self._say.span.format(
            first=self._say.day(cause.date), last=self._say.day(cause.last_date)
        )
        return self._say.long_causes[cause.kind].format(span=span, name=name)

    def _moment(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        told = {"date": self._say.day(local), "time": self._time(local)}
        for number, relative in enumerate(self._say.days):
            if self._today and local.date() == self._today + timedelta(days=number):
                return self._say.relative_moment.format(relative=relative, **told)
        return self._say.moment.format(**told)

    def _time(self, local: datetime) -> str:
        before, noon, after = self._say.halves
        half = before if local.hour < _NOON else after
        if (local.hour, local.minute) == (_NOON, 0):
            half = noon
        hour = (local.hour - 1) % _NOON + 1
        clock = f"{hour}:{local.minute:02}"
        return self._say.times[hour == 1].format(clock=clock, half=half) + told_apart(local)

    def _in_language(self, text: LocalizedText) -> str:
        return text.in_language(self._language)

    def _all(self, words: Sequence[str]) -> str:
        return self._listed(words, self._say.conjunction)

    def _listed(self, words: Sequence[str], last: str) -> str:
        """Join `words` as a sentence does."""
        shown = first_of(words, self._language)
        return last.join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
