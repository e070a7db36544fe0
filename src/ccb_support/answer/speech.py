"""What words about channels need: names, times and causes, in the language of one reader."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ccb_support.model.text import ArticledName
from ccb_support.words import answer_phrases, calendar_phrases
from ccb_support.words.sentences import join_with_and

from .short_forms import MOST_LISTED, contact_in_short, first_few
from .spoken_times import SpokenTimes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ccb_support.model.contacts import Contact
    from ccb_support.model.text import LocalizedText
    from ccb_support.schedule.causes import CauseKind
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase, Phrases

    from .spoken_answer import Reader, SpokenAnswer
    from .trace import TraceEntry


class Voice:
    """The parts of sentences for one reader. With `years_once`, they say each year only once."""

    def __init__(self, reader: Reader, *, years_once: bool = False) -> None:
        self.language: Language = reader.language
        self.times = SpokenTimes(reader, years_once=years_once)

    def say(self, phrase: Phrase | LocalizedText, **parts: object) -> str:
        """Return a phrase or a name in the reader's language."""
        # `phrase.in_language` would be one more call for every phrase.
        words = phrase.es if self.language == "es" else phrase.en
        return words.format(**parts) if parts else words

    def say_about(self, name: LocalizedText, phrases: Phrases[str], **parts: str) -> str:
        """Return what is said about a channel of that name, by the form of its name."""
        form, channel = "plain", self.name(name)
        if isinstance(name, ArticledName):
            form = "several" if name.es_article in answer_phrases.PLURAL_ARTICLES else "one"
        # `say` would be one more call.
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


class Speech(Voice):
    """The parts of sentences about one answer, for one reader.

    They name at most `most_causes` causes, and say how many more there are.
    """

    def __init__(
        self,
        answer: SpokenAnswer,
        reader: Reader,
        *,
        years_once: bool = False,
        most_causes: int = MOST_LISTED,
    ) -> None:
        super().__init__(reader, years_once=years_once)
        self.answer = answer
        self._most_causes = most_causes
        self._reader = reader

    def attended(self, always: Phrase, until: Phrase) -> str:
        """Return until when the open channel is attended; an empty text if nobody can know."""
        closes_at = self.answer.closes_at
        if closes_at:
            return self.say(until, until=self.times.until(closes_at))
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
            words = self.say(answer_phrases.ON_ONE_DAY[kind], day=self.times.day(last))
        else:
            is_rest = since and first < since
            span = self.times.rest_of_span(last) if is_rest else self.times.span(first, last)
            words = self.say(answer_phrases.ON_SEVERAL_DAYS[kind], span=span)
        return words if name == self.say(calendar_phrases.UNNAMED_HOLIDAY) else f"{words} ({name})"

    def _first_day(self) -> date | None:
        """Return the first day on which anybody reads this, or None if it has always held."""
        valid_from = self.answer.valid_from
        if self._reader.today or valid_from is None:
            return self._reader.today
        return valid_from.astimezone(self._reader.zone).date()


@lru_cache(maxsize=1_000)
def _fill_name(words: str, name: str) -> str:
    return words.format(name=name)
