"""Days and times in words, for a person who reads them on some day."""

from __future__ import annotations

from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ccb_support.words import calendar_phrases

from .short_forms import day_as, offset_note

if TYPE_CHECKING:
    from datetime import date, datetime

    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

    from .spoken_answer import Reader

_DAY = timedelta(days=1)
_NOON = 12


class SpokenTimes:
    """Days and times as one reader needs them.

    If nobody knows when the reader reads, no day is today or tomorrow, and a date has its year.
    With `years_once`, only the first date of a year has it.
    """

    def __init__(self, reader: Reader, *, years_once: bool = False) -> None:
        self._language: Language = reader.language
        self._zone, self._today = reader.zone, reader.today
        self._years_once = years_once
        self._known_years = {self._today.year} if self._today else set[int]()

    def moment(self, moment: datetime) -> str:
        """Return a moment as in `el lunes 30 de noviembre a las 7:00 a. m.`."""
        local = moment.astimezone(self._zone)
        return self._moment(local.date(), self._time(local))

    def until(self, moment: datetime) -> str:
        """Return the end of something as in `hoy hasta las 5:00 p. m.`."""
        local = moment.astimezone(self._zone)
        day, time = local.date(), self._time(local)
        if (local.hour, local.minute) == (0, 0):
            # People count midnight to the day that ends.
            day -= _DAY
            time = self._say(calendar_phrases.MIDNIGHT) + offset_note(local)
        if day == self._today:
            return self._say(calendar_phrases.UNTIL_TODAY, time=time)
        return self._say(calendar_phrases.UNTIL_MOMENT, moment=self._moment(day, time))

    def day(self, day: date) -> str:
        """Return a day as in `hoy`, `mañana martes` or `el lunes 30 de noviembre`."""
        if self._today:
            ahead = day - self._today
            if not ahead:
                return self._say(calendar_phrases.TODAY)
            if ahead == _DAY:
                weekday = self._say(calendar_phrases.WEEKDAYS[day.weekday()])
                return self._say(calendar_phrases.TOMORROW, weekday=weekday)
        return _on_date(self._form(day), day, self._language)

    def span(self, first: date, last: date) -> str:
        """Return days as in `del lunes 28 al miércoles 30 de diciembre`."""
        is_one_month = (first.year, first.month) == (last.year, last.month)
        form = calendar_phrases.DATE_IN_MONTH if is_one_month else self._form(first)
        return self._say(
            calendar_phrases.DATE_SPAN,
            first=day_as(form, first, self._language),
            last=self._date(last),
        )

    def rest_of_span(self, last: date) -> str:
        """Return the days of a span that has begun as in `hasta el miércoles 30 de diciembre`."""
        return self._say(calendar_phrases.UNTIL_DATE, last=self._date(last))

    def _date(self, day: date) -> str:
        return day_as(self._form(day), day, self._language)

    def _form(self, day: date) -> Phrase:
        """Return the form of a date: with its year, unless people know the year."""
        if day.year in self._known_years:
            return calendar_phrases.DATE_IN_YEAR
        if self._years_once:
            self._known_years.add(day.year)
        return calendar_phrases.DATE

    def _moment(self, day: date, time: str) -> str:
        return self._say(calendar_phrases.MOMENT, day=self.day(day), time=time)

    def _time(self, local: datetime) -> str:
        return time_of_day(local.hour, local.minute, self._language) + offset_note(local)

    def _say(self, phrase: Phrase, **parts: str) -> str:
        # `phrase.in_language` would be one more call for every phrase.
        words = phrase.es if self._language == "es" else phrase.en
        return words.format(**parts) if parts else words


@lru_cache(maxsize=1_000)
def _on_date(form: Phrase, day: date, language: Language) -> str:
    """Return a day as in `el lunes 30 de noviembre`."""
    return calendar_phrases.ON_DATE.in_language(language, date=day_as(form, day, language))


@cache
def time_of_day(hour: int, minute: int, language: Language) -> str:
    """Return a time of day as in `las 7:00 a. m.`."""
    shown = (hour - 1) % _NOON + 1
    phrase = calendar_phrases.TIME_AT_ONE if shown == 1 else calendar_phrases.TIME
    half = calendar_phrases.BEFORE_NOON if hour < _NOON else calendar_phrases.AFTER_NOON
    if (hour, minute) == (_NOON, 0):
        half = calendar_phrases.NOON
    clock = f"{shown}:{minute:02}"
    return phrase.in_language(language, clock=clock, half=half.in_language(language))
