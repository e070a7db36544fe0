"""Times as people write them: `mañana 15:00`, `monday 8am`, `2026-12-24 10:00`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.errors import quoted
from ccb_support.limits import LONGEST_WORD
from ccb_support.questions.answers import as_line
from ccb_support.questions.arguments import EVERY_YEAR, BadParameterError, closest, folded
from ccb_support.words import calendar_phrases
from ccb_support.words import command_phrases as phrases
from ccb_support.words.error_phrases import SUGGESTION

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ccb_support.words.phrase import Phrase

_NOW = ("hoy", "ahora", "now", "today")
_DAYS_AHEAD = {
    **dict.fromkeys(_NOW, 0),
    **dict.fromkeys(("mañana", "manana", "tomorrow"), 1),
    **dict.fromkeys(("pasado mañana", "pasado manana"), 2),
}
_WEEKDAYS = {
    folded(word): number
    for number, phrase in enumerate(calendar_phrases.WEEKDAYS)
    for word in phrase
}
_FEWEST_LETTERS = 3
"""How many letters of a weekday are enough: `lun`, `mon`."""

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![0-9])", re.ASCII)
_TIME_OF_DAY = re.compile(
    r"(?:(?:a las?|at) )?(\d{1,2})(?::(\d\d))?(?: ?(a|p)\.? ?m\.?| ?(m)\.?)?", re.ASCII
)
_ON_A_DIAL = re.compile(r"(?:(?:a las?|at) )?(?:0?[1-9]|1[0-2])", re.ASCII)
"""An hour that may be in the morning or in the afternoon."""
_NOON = 12


def read_time(
    text: str, now: datetime, zone: ZoneInfo, *, midnight_by_default: bool = False
) -> datetime:
    """Return the instant that a person means.

    Args:
        text: what the person wrote, in Spanish or English.
        now: the current time.
        zone: the zone of times without an offset from UTC.
        midnight_by_default: whether a day alone is the midnight with which it begins.

    Raises:
        BadParameterError: the text means no instant, or a day without a time.
        OutOfRangeError: it means a day before the year 1 or after the year 9999.
    """
    # The errors of very long texts must not take long.
    if len(text) > LONGEST_WORD:
        raise _not_a_time(text)
    reader = _Reader(text, now, zone, midnight_by_default=midnight_by_default)
    if found := reader.iso():
        return found
    try:
        return reader._replace(now=now.astimezone(zone)).words()
    except OverflowError as error:
        raise EVERY_YEAR.error(text) from error


class _Reader(NamedTuple):
    text: str
    now: datetime
    zone: ZoneInfo
    midnight_by_default: bool

    def iso(self) -> datetime | None:
        """Return the time of a text in ISO 8601, or None if it has another form."""
        text = self.text.strip()
        if match := _ISO_DATE.match(text):
            _require_date(text, *map(int, match.groups()))
        if day := _date_alone(text):
            return self._at(day, None)
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            return self._date_and_words(text, match) if match else None
        return when if when.tzinfo else when.replace(tzinfo=self.zone)

    def _date_and_words(self, text: str, match: re.Match[str]) -> datetime:
        """Return the time of a date with a time of day in words: `2026-12-24 10am`."""
        rest = text[match.end() :].lower().strip(" ,t")
        clock = self._clock(rest)
        if clock is None:
            raise _not_a_time(self.text)
        return self._at(date.fromisoformat(match[0]), clock)

    def words(self) -> datetime:
        """Return the time of a text in words."""
        text = " ".join(self.text.lower().replace(",", " ").split()).removeprefix("el ")
        if text in _DAYS_AHEAD:
            return self._at(self._in_days(_DAYS_AHEAD[text]), self.now.time())
        if clock := self._clock(text):
            return self._at(self.now.date(), clock)
        name, rest = _split_day(text)
        # An unknown day is the first error: a half of the day would not mend it.
        day = self._day(name, _time_of_day(rest))
        clock = self._clock(rest)
        if rest and clock is None:
            raise _not_a_time(self.text)
        return self._at(day, clock)

    def _clock(self, text: str) -> time | None:
        """Return a time of day, or None. An hour that may be in either half of it is an error."""
        if _ON_A_DIAL.fullmatch(text):
            raise self._incomplete(phrases.NO_HALF_OF_DAY)
        return _time_of_day(text)

    def _day(self, name: str, clock: time | None) -> date:
        if name in _DAYS_AHEAD:
            return self._in_days(_DAYS_AHEAD[name])
        weekday = _weekday(name)
        if weekday is None:
            raise _not_a_time(self.text, name)
        days = (weekday - self.now.weekday()) % 7
        is_past = clock is not None and clock < self.now.time()
        return self._in_days(7 if is_past and not days else days)

    def _in_days(self, days: int) -> date:
        return self.now.date() + timedelta(days=days)

    def _at(self, day: date, clock: time | None) -> datetime:
        if clock is None and not self.midnight_by_default:
            raise self._incomplete(phrases.NO_TIME_OF_DAY)
        return datetime.combine(day, clock or time(), self.zone)

    def _incomplete(self, phrase: Phrase) -> BadParameterError:
        text = self.text.strip()
        return BadParameterError(phrase.fill(text=quoted(text), text_itself=as_line(text)))


def _split_day(text: str) -> tuple[str, str]:
    """Return the day with which a text begins, and the rest."""
    for name in _DAYS_AHEAD:
        if text.startswith(f"{name} "):
            return name, text.removeprefix(f"{name} ")
    name, _, rest = text.partition(" ")
    return name, rest


def _date_alone(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _require_date(text: str, year: int, month: int, day: int) -> None:
    if not year:
        raise _not_a_time(text)
    if not 1 <= month <= len(calendar_phrases.MONTHS):
        raise BadParameterError(phrases.NOT_A_MONTH.fill(text=quoted(text)))
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = calendar_phrases.MONTHS[month - 1]
        raise BadParameterError(
            phrases.NOT_A_DATE.fill(
                text=quoted(text), month=name, year=year, days=days, number=month
            )
        )


def _time_of_day(text: str) -> time | None:
    """Return a time of day such as `15:00`, `8am`, `3:30 p. m.` or `12 m.`, or None."""
    match = _TIME_OF_DAY.fullmatch(text)
    if match is None:
        return None
    hour, minute, half, is_noon = int(match[1]), int(match[2] or 0), match[3], bool(match[4])
    if is_noon and hour != _NOON:
        return None
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, minute) if hour < 2 * _NOON and minute < 60 else None  # noqa: PLR2004 - an hour


def _weekday(name: str) -> int | None:
    """Return the number of a weekday, by its name or by its first letters, or None."""
    word = folded(name)
    if len(word) < _FEWEST_LETTERS:
        return None
    found = {number for each, number in _WEEKDAYS.items() if each.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _not_a_time(text: str, unknown_day: str = "") -> BadParameterError:
    meant = closest(unknown_day, (*_WEEKDAYS, *_NOW, "mañana", "tomorrow"))
    suggestion = SUGGESTION.fill(word=meant) if meant else ""
    return BadParameterError(phrases.NOT_A_TIME.fill(text=quoted(text), suggestion=suggestion))
