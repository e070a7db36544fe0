"""The parts of sentences: names, times and causes, in the language of one reader."""

from __future__ import annotations

from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ccb_support.model.text import ArticledName
from ccb_support.words import answers as answer_phrases
from ccb_support.words import join_with_and

from .short_forms import MOST_LISTED, contact_in_short, day_as, first_few, offset_note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ccb_support.model.contacts import Contact
    from ccb_support.model.text import LocalizedText
    from ccb_support.schedule.causes import CauseKind
    from ccb_support.words import Language, Phrase, Phrases

    from .recommendation import Reader, Recommendation, TraceEntry

_DAY = timedelta(days=1)
_NOON = 12


class Voice:
    """The parts of sentences for one reader: names, days and times.

    If nobody knows when the reader reads, no day is today or tomorrow, and a date has its year.
    With `years_once`, only the first date of a year has it.
    """

    def __init__(self, reader: Reader, *, years_once: bool = False) -> None:
        self.language: Language = reader.language
        self.zone, self.today = reader.zone, reader.today
        self._years_once = years_once
        self._known_years = {reader.today.year} if reader.today else set[int]()

    def say(self, phrase: Phrase | LocalizedText, **parts: object) -> str:
        """Return a phrase or a name in the reader's language."""
        words = phrase.es if self.language == "es" else phrase.en
        return words.format(**parts) if parts else words

    def say_about(self, name: LocalizedText, phrases: Phrases[str], **parts: str) -> str:
        """Return what is said about a channel of that name, by the form of its name."""
        form, channel = "plain", self.name(name)
        if isinstance(name, ArticledName):
            form = "several" if name.es_article in answer_phrases.PLURAL_ARTICLES else "one"
        # `say` would be one more call, and every explanation comes by here.
        words = phrases[form].es if self.language == "es" else phrases[form].en
        return words.format(channel=channel, **parts)

    def name(self, name: LocalizedText) -> str:
        """Return the name of a channel, with its article if it has one: `la línea de PQRS`."""
        if isinstance(name, ArticledName):
            return self.with_article(name, answer_phrases.THE)
        return self.say(name)

    def with_article(self, name: ArticledName, phrases: Phrases[str]) -> str:
        """Return a name with its article, as in `a la línea de PQRS`."""
        return _fill_name(self.say(phrases[name.es_article]), self.say(name))

    def contact(self, contact: Contact) -> str:
        """Return a contact, with its medium if nobody could tell."""
        return contact_in_short(contact, self.language)

    def join(self, words: Sequence[str], most: int = MOST_LISTED) -> str:
        """Return words in a row; if they are many, the first few and how many more there are."""
        if len(words) == 1:
            return words[0]
        return join_with_and(first_few(words, self.language, most), self.language)

    def moment(self, moment: datetime) -> str:
        """Return a moment as in `el lunes 30 de noviembre a las 7:00 a. m.`."""
        local = moment.astimezone(self.zone)
        return self._day_and_time(local.date(), self._time_of_day(local))

    def until(self, moment: datetime) -> str:
        """Return the end of something as in `hoy hasta las 5:00 p. m.`."""
        local = moment.astimezone(self.zone)
        day, time = local.date(), self._time_of_day(local)
        if (local.hour, local.minute) == (0, 0):
            # People count midnight to the day that ends.
            day -= _DAY
            time = self.say(answer_phrases.MIDNIGHT) + offset_note(local)
        if day == self.today:
            return self.say(answer_phrases.UNTIL_TODAY, time=time)
        return self.say(answer_phrases.UNTIL_MOMENT, moment=self._day_and_time(day, time))

    def day(self, day: date) -> str:
        """Return a day as in `hoy`, `mañana martes` or `el lunes 30 de noviembre`."""
        if self.today:
            ahead = day - self.today
            if not ahead:
                return self.say(answer_phrases.TODAY)
            if ahead == _DAY:
                weekday = self.say(answer_phrases.WEEKDAYS[day.weekday()])
                return self.say(answer_phrases.TOMORROW, weekday=weekday)
        return _on_date(self._form(day), day, self.language)

    def span(self, first: date, last: date) -> str:
        """Return days as in `del lunes 28 al miércoles 30 de diciembre`."""
        is_one_month = (first.year, first.month) == (last.year, last.month)
        form = answer_phrases.DATE_IN_MONTH if is_one_month else self._form(first)
        return self.say(
            answer_phrases.DATE_SPAN,
            first=day_as(form, first, self.language),
            last=self._date(last),
        )

    def rest_of_span(self, last: date) -> str:
        """Return the days of a span that has begun as in `hasta el miércoles 30 de diciembre`."""
        return self.say(answer_phrases.UNTIL_DATE, last=self._date(last))

    def _date(self, day: date) -> str:
        return day_as(self._form(day), day, self.language)

    def _form(self, day: date) -> Phrase:
        """Return the form of a date: with its year, unless people know the year."""
        if day.year in self._known_years:
            return answer_phrases.DATE_IN_YEAR
        if self._years_once:
            self._known_years.add(day.year)
        return answer_phrases.DATE

    def _day_and_time(self, day: date, time: str) -> str:
        return self.say(answer_phrases.MOMENT, day=self.day(day), time=time)

    def _time_of_day(self, local: datetime) -> str:
        return time_of_day(local.hour, local.minute, self.language) + offset_note(local)


class Speech(Voice):
    """The parts of sentences about one answer, for one reader.

    They name at most `most_causes` causes, and say how many more there are.
    """

    def __init__(
        self,
        answer: Recommendation,
        reader: Reader,
        *,
        years_once: bool = False,
        most_causes: int = MOST_LISTED,
    ) -> None:
        super().__init__(reader, years_once=years_once)
        self.answer = answer
        self._most_causes = most_causes

    def requests(self) -> str:
        """Return what people call such requests, as in `quejas`."""
        if plural := self.answer.request_plural:
            return self.say(plural)
        name = self.say(self.answer.request_name)
        return self.say(answer_phrases.REQUESTS_OF_TYPE, name=name)

    def priority(self) -> str:
        """Return the priority after that word, as in `1 (crítica)`."""
        return f"{self.answer.priority:d} ({self.say(self.answer.priority_name)})"

    def attended(self, always: Phrase, until: Phrase) -> str:
        """Return until when the open channel is attended; an empty text if nobody can know."""
        closes_at = self.answer.closes_at
        if closes_at:
            return self.say(until, until=self.until(closes_at))
        return self.say(always) if self.answer.channel.is_always_open else ""

    def causes(self, entry: TraceEntry) -> str:
        """Return why a channel's hours are not the usual ones, in a row; nothing that is over."""
        if not entry.because:
            return ""
        since = self._first_day()
        # Two holidays may share a Monday.
        names: dict[tuple[CauseKind, date, date], list[str]] = {}
        for cause in entry.because:
            if since is None or since <= cause.last_date:
                key = cause.kind, cause.date, cause.last_date
                names.setdefault(key, []).append(self.say(cause.name))
        words = [self._cause(*key, self.join(names[key]), since) for key in names]
        return self.join(words, self._most_causes) if words else ""

    def _cause(
        self, kind: CauseKind, first: date, last: date, name: str, since: date | None
    ) -> str:
        if last in (first, since):
            words = self.say(answer_phrases.ON_ONE_DAY[kind], day=self.day(last))
        else:
            is_rest = since and first < since
            span = self.rest_of_span(last) if is_rest else self.span(first, last)
            words = self.say(answer_phrases.ON_SEVERAL_DAYS[kind], span=span)
        return words if name == self.say(answer_phrases.UNNAMED_HOLIDAY) else f"{words} ({name})"

    def _first_day(self) -> date | None:
        """Return the first day on which anybody reads this, or None if it has always held."""
        valid_from = self.answer.valid_from
        if self.today or valid_from is None:
            return self.today
        return valid_from.astimezone(self.zone).date()


@lru_cache(maxsize=1_000)
def _on_date(form: Phrase, day: date, language: Language) -> str:
    """Return a day as in `el lunes 30 de noviembre`."""
    return answer_phrases.ON_DATE.in_language(language, date=day_as(form, day, language))


@cache
def time_of_day(hour: int, minute: int, language: Language) -> str:
    """Return a time of day as in `las 7:00 a. m.`."""
    shown = (hour - 1) % _NOON + 1
    phrase = answer_phrases.TIME_AT_ONE if shown == 1 else answer_phrases.TIME
    half = answer_phrases.BEFORE_NOON if hour < _NOON else answer_phrases.AFTER_NOON
    if (hour, minute) == (_NOON, 0):
        half = answer_phrases.NOON
    clock = f"{shown}:{minute:02}"
    return phrase.in_language(language, clock=clock, half=half.in_language(language))


@lru_cache(maxsize=1_000)
def _fill_name(words: str, name: str) -> str:
    return words.format(name=name)
