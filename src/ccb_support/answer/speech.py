"""The parts of sentences: names, times and causes, in the language of one reader."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from ccb_support.model.dates import DaySpan
from ccb_support.model.text import ArticledName, LocalizedText
from ccb_support.model.vocabulary import several_requests
from ccb_support.schedule.causes import CauseKind
from ccb_support.words import LANGUAGES, Language, Phrase, Phrases
from ccb_support.words import answers as answer_phrases

from .recommendation import Reader, Recommendation, TraceEntry, Verdict
from .short_forms import NOON, ShortForms, offset_note

_NO_DAYS, _DAY = timedelta(), timedelta(days=1)
_SOON = timedelta(days=100)
_NEARLY_A_MINUTE = timedelta(minutes=1, microseconds=-1)
_MIDNIGHT = datetime.min.time()
_MOST_YEARS = 2
"""How many years ahead a date is said: later ones help nobody."""

_VERBS = {
    (language, is_past, is_several): {
        name: forms[is_several].in_language(language) for name, forms in verbs.items()
    }
    for language in LANGUAGES
    for is_past, verbs in answer_phrases.VERBS.items()
    for is_several in (False, True)
}
"""The verbs of a language in a tense, of one thing and of several."""


class Brevity:
    """From which brevity on something is left out, or said in short."""

    WITHOUT_OTHER_WAY = 1
    YEARS_ONCE = 2
    WITHOUT_MAILBOX = 3
    NAMES_ONLY = 4
    WITHOUT_PREFERENCE = 5
    BRIEFEST = 6


class Voice(ShortForms):
    """The parts of sentences for one reader: names, days and times.

    If nobody knows when the reader reads, no day is today or tomorrow, and a date has its year.
    From some `brevity` on, only the first date of a year has it.
    """

    def __init__(
        self,
        language: Language,
        zone: ZoneInfo,
        today: date | None = None,
        *,
        when: datetime | None = None,
        is_past: bool = False,
    ) -> None:
        super().__init__(language)
        self.brevity: int = 0
        self.zone = zone
        self.is_past = is_past
        self.knows_today: bool = today is not None
        # No date that people say is near the first of all dates.
        self.today: date = today or date.min
        self._about = when and when.astimezone(zone)
        self._said_day = date.min
        """The last day that was said with its year."""
        self._that_day = self._about and self._about.date()
        """The day with which the words begin."""
        self._last_day = self._that_day or self.today
        """The latest day of which the words have spoken."""

    def say_about(self, name: LocalizedText, phrase: Phrase, **parts: str) -> str:
        """Return what is said about a channel of that name, in the tense of the words."""
        article = name.es_article if isinstance(name, ArticledName) else None
        verbs = _VERBS[self.language, self.is_past, article in answer_phrases.PLURAL_ARTICLES]
        channel = self.name(name) if article else f"{self.say(name)}:"
        return self.say(phrase).format_map({**verbs, "channel": channel, **parts})

    def say_then(self, phrase: Phrase, *, is_past: bool | None = None, **parts: str) -> str:
        """Return what is said about one thing, in the tense of the words."""
        verbs = _VERBS[self.language, self.is_past if is_past is None else is_past, False]
        return self.say(phrase).format_map({**verbs, **parts})

    def name(self, name: LocalizedText, articles: Phrases[str] = answer_phrases.THE) -> str:
        """Return the name of a channel, with its article if it has one: `la línea de PQRS`."""
        if isinstance(name, ArticledName):
            return f"{self.say(articles[name.es_article])} {self.say(name)}"
        return self.say(name)

    def moment(self, moment: datetime) -> str:
        """Return a moment as in `el lunes 30 de noviembre a las 7:00 a. m.`."""
        day, time = _day_and_time(moment, moment.fold, self.zone, self.language)
        that_day = day == self._that_day and day != self.today
        spoken = self.say(answer_phrases.THAT_DAY) if that_day else self.day(day)
        return self._at(spoken, time)

    def asked_moment(self, moment: datetime) -> str:
        """Return a moment that people asked about: midnight begins its day, at 12:00 a.m."""
        local = moment.astimezone(self.zone)
        return self._at(self.day(local.date()), _time_in_full(local, self.language))

    def on_asked_moment(self, moment: datetime) -> str:
        """Return the same as it begins a clause: `on Monday 30 November at 7:00 a.m.`."""
        return self._on(moment.astimezone(self.zone).date(), self.asked_moment(moment))

    def until(self, moment: datetime) -> str:
        """Return the end of something as in `hoy hasta las 5:00 p. m.`."""
        day, time = _day_and_time(moment, moment.fold, self.zone, self.language)
        if day == self._that_day:
            return self.say(answer_phrases.UNTIL_TIME, time=time)
        # `today until` would say that what began on another day began today.
        if day == self.today and self._that_day is None:
            return self.say(answer_phrases.UNTIL_TODAY, time=time)
        return self.say(answer_phrases.UNTIL_MOMENT, moment=self._at(self.day(day), time))

    def day(self, day: date) -> str:
        """Return a day as in `hoy`, `mañana martes` or `el lunes 30 de noviembre`."""
        self._last_day = max(self._last_day, day)
        ahead = day - self.today
        if not ahead:
            return self.say(answer_phrases.TODAY)
        if ahead == _DAY:
            return _day_as(answer_phrases.TOMORROW, day, self.language)
        return self.say(answer_phrases.ON_DATE, date=self.date_in_words(day))

    def span(self, first: date, last: date) -> str:
        """Return days as in `del lunes 28 al miércoles 30 de diciembre`."""
        self._last_day = max(self._last_day, last)
        if first == last:
            return self.day(first)
        is_one_month = (first.year, first.month) == (last.year, last.month)
        form = answer_phrases.DATE_IN_MONTH if is_one_month else self._form(first)
        return self.say(
            answer_phrases.DATE_SPAN,
            first=_day_as(form, first, self.language),
            last=self.date_in_words(last),
        )

    def date_in_words(self, day: date) -> str:
        """Return a date as in `lunes 30 de noviembre de 2026`, without a year that people know."""
        return _day_as(self._form(day), day, self.language)

    def _form(self, day: date) -> Phrase:
        """Return the form of a date: with its year, unless people know the year."""
        if self.today.year == day.year:
            return answer_phrases.DATE_IN_YEAR
        said = self._said_day
        # After December with its year, January is the next one.
        is_known = day.year == said.year or _NO_DAYS < day - said < _SOON
        if is_known and self.brevity >= Brevity.YEARS_ONCE:
            return answer_phrases.DATE_IN_YEAR
        self._said_day = day
        return answer_phrases.DATE

    def _on(self, day: date, words: str) -> str:
        """Return the words of a day, or of a time on it, as they begin a clause."""
        is_near = _NO_DAYS <= day - self.today <= _DAY
        return words if is_near else self.say(answer_phrases.ON_MOMENT, moment=words)

    def _at(self, day: str, time: str) -> str:
        return contract(self.say(answer_phrases.MOMENT, day=day, time=time))


class Speech(Voice):
    """The parts of sentences about one answer, for one reader."""

    def __init__(self, answer: Recommendation, reader: Reader) -> None:
        language, zone, today, when, is_past = reader
        super().__init__(language, zone, today, when=when, is_past=is_past)
        self.answer = answer
        begins = answer.valid_from and answer.valid_from.astimezone(self.zone).date()
        self._first_day = self._that_day or today or begins
        """The day from which the words look ahead."""

    def beginning(self) -> str:
        """Return the time that the words are about, or nothing if that is the present."""
        return self.on_asked_moment(self._about) if self._about else ""

    def opening(
        self, entry: TraceEntry, phrase: Phrase, otherwise: Phrase, contact: str = ""
    ) -> str:
        """Return when a channel opens, in the words of `phrase`.

        If nobody knows when, if it is years away, or if the channel does not serve the request
        then, use `otherwise`. If the channel is down, return that.
        """
        if entry.verdict is Verdict.UNAVAILABLE:
            return self.unavailable(entry)
        opens_at = entry.opens_at
        if opens_at is None or not entry.contacts_at_opening or self._is_far(opens_at):
            return self.say_about(entry.name, otherwise, contact=contact)
        return self.say_about(entry.name, phrase, moment=self.moment(opens_at), contact=contact)

    def unavailable(self, entry: TraceEntry) -> str:
        """Return that a channel is down, and until when if the caller said so."""
        back = entry.unavailable_until
        if back is None or self._is_far(back):
            return self.say_about(entry.name, answer_phrases.UNAVAILABLE)
        # A minute that has begun is not over.
        minute = (back.astimezone(UTC) + _NEARLY_A_MINUTE).replace(second=0, microsecond=0)
        return self.say_about(
            entry.name, answer_phrases.UNAVAILABLE_UNTIL, until=self.until(minute)
        )

    def requests(self) -> str:
        """Return what people call such requests, as in `quejas`."""
        return self.say(several_requests(self.answer.request_name, self.answer.request_plural))

    def priority(self) -> str:
        """Return the priority after that word, as in `1 (crítica)`."""
        return f"{self.answer.priority:d} ({self.say(self.answer.priority_name)})"

    def attended(self, always: Phrase = answer_phrases.ALWAYS) -> str:
        """Return until when the open channel is attended.

        Use `always` if its hours say that it never closes. If it only turns out so, or if it closes
        years from now, return an empty text.
        """
        channel, closes_at = self.answer.channel, self.answer.closes_at
        if closes_at and not self._is_far(closes_at):
            phrase = answer_phrases.ATTENDED_UNTIL[self._about is not None]
            return self.say_about(channel.name, phrase, until=self.until(closes_at))
        is_always = channel.is_always_open and closes_at is None
        return self.say_about(channel.name, always) if is_always else ""

    def checked_through(self) -> str:
        """Return how far holidays were checked, if the words have spoken of a later day.

        Otherwise return an empty text. So ask last, when the words have named all their days.
        """
        through = self.answer.verified_through
        if through is None or self._last_day <= through:
            return ""
        day = _day_as(answer_phrases.DAY_AND_YEAR, through, self.language)
        is_brief = self.brevity >= Brevity.YEARS_ONCE
        return self.say(answer_phrases.CHECKED_THROUGH[is_brief], day=day)

    def causes(self, entry: TraceEntry) -> str:
        """Return why a channel's hours are not the usual ones, in a row; nothing that is over."""
        since, has_days = self._first_day or date.min, self.brevity < Brevity.NAMES_ONLY
        # Two holidays may share a Monday.
        names: defaultdict[tuple[CauseKind, DaySpan | None], list[str]] = defaultdict(list)
        for cause in entry.because:
            if since <= cause.last_date and not self._is_far(cause.date):
                days = DaySpan(max(cause.date, since), cause.last_date) if has_days else None
                names[cause.kind, days].append(self.say(cause.name))
        words = [
            self._cause(*key, self.list_in_words([*dict.fromkeys(found)]))
            for key, found in names.items()
        ]
        return self.list_in_words(words) if has_days else "; ".join(words)

    def _cause(self, kind: CauseKind, days: DaySpan | None, name: str) -> str:
        if days is None:
            return self.say(answer_phrases.CAUSES[kind], name=name)
        first, last = days
        when = "" if self._is_far(last) else self.span(first, last)
        # A holiday is the day itself; other causes are on it.
        if first == last and kind is not CauseKind.HOLIDAY:
            when = self._on(last, when)
        is_past = last < self.today
        words = self.say_then(answer_phrases.ON_DAYS[kind], is_past=is_past, days=when).strip()
        return words if name == self.say(answer_phrases.UNNAMED_HOLIDAY) else f"{words} ({name})"

    def _is_far(self, day: date) -> bool:
        """Return whether a day is more than two years after the time that the words are about."""
        since = self._first_day
        if since is None:
            return False
        return (day.year - _MOST_YEARS, day.month, day.day) > (since.year, since.month, since.day)


def contract(words: str) -> str:
    """Return Spanish words with `al mediodía` for "a el mediodía", `del chat` for "de el chat"."""
    return words.replace(" a el ", " al ").replace(" de el ", " del ")


# Python takes both times that the clock shows twice for equal, so `fold` is a part of the key.
@lru_cache(maxsize=1_000)
def _day_and_time(
    moment: datetime, _fold: int, zone: ZoneInfo, language: Language
) -> tuple[date, str]:
    """Return the day of a moment, and its time of day."""
    local = moment.astimezone(zone)
    if local.time() == _MIDNIGHT:
        # People count midnight to the day that ends. A zone may have skipped the date before.
        before = local.astimezone(UTC) - timedelta.resolution
        return (
            min(before.astimezone(zone).date(), local.date() - _DAY),
            answer_phrases.MIDNIGHT.in_language(language) + offset_note(local),
        )
    return local.date(), _time_in_full(local, language)


@lru_cache(maxsize=1_000)
def _day_as(form: Phrase, day: date, language: Language) -> str:
    """Return a day in one of the forms of a date."""
    return ShortForms(language).day_in_short(day, form.in_language(language))


def _time_in_full(local: datetime, language: Language) -> str:
    return time_of_day(local.hour, local.minute, language) + offset_note(local)


@cache
def time_of_day(hour: int, minute: int, language: Language) -> str:
    """Return a time of day as in `las 7:00 a. m.`."""
    if (hour, minute) == (NOON, 0):
        return answer_phrases.NOON.in_language(language)
    phrase = answer_phrases.TIME[hour % NOON == 1]
    return phrase.in_language(language, clock=ShortForms(language).clock_time(hour, minute))
