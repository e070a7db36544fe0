"""Times as people write them: `mañana 15:00`, `monday 8am`, `2026-12-24 10:00`."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ccb_support.errors import quoted
from ccb_support.limits import LONGEST_WORD
from ccb_support.questions.answers import as_line
from ccb_support.questions.arguments import EVERY_YEAR, BadParameterError, closest, folded
from ccb_support.words import answers as answer_phrases
from ccb_support.words import command_line as phrases
from ccb_support.words.errors import SUGGESTION

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ccb_support.words import Phrase


_DAYS_AHEAD = {
    **dict.fromkeys(("", "hoy", "ahora", "now", "today"), 0),
    **dict.fromkeys(("manana", "mañana", "tomorrow"), 1),
    **dict.fromkeys(("pasado manana", "pasado mañana"), 2),
}
"""How many days ahead a word means. A time of day alone is today."""

_WEEKDAYS = {
    folded(word): number for number, phrase in enumerate(answer_phrases.WEEKDAYS) for word in phrase
}
_FEWEST_LETTERS = 3
"""How many letters of a weekday are enough: `lun`, `mon`."""

_DAY = re.compile(
    r"(?!a las? |at )(pasado ma[nñ]ana|[0-9]{4}-[0-9]{2}-[0-9]{2}|[^0-9]\S*)(?:[ t](?=.)|$)"
)
_CLOCK = re.compile(r"(?:(?:a las?|at) )?([0-9]{1,2})(?::([0-9]{2}))?(?: ?(a|p|(?=m))\.? ?m\.?)?")
_ON_A_DIAL = re.compile(r"(?:(?:a las?|at) )?(?:0?[1-9]|1[0-2])")
"""An hour that may be in the morning or in the afternoon."""

_HOURS = {None: range(24), "": [12], "a": range(1, 13), "p": range(1, 13)}
"""The hours that may have `a. m.`, `p. m.`, `m.` alone, which is noon, or nothing behind them."""

_NOON, _MINUTES = 12, range(60)


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
    words = " ".join(text.lower().replace(",", " ").split()).removeprefix("el ")
    # The errors of very long texts must not take long.
    if not words or len(text) > LONGEST_WORD:
        raise _not_a_time(text)
    day = when = None
    with suppress(ValueError):
        when = datetime.fromisoformat(text.strip())
    with suppress(ValueError):
        day = date.fromisoformat(text.strip())
    if when and not day:
        return when if when.tzinfo else when.replace(tzinfo=zone)
    try:
        day, clock = (day, None) if day else _day_and_clock(text, words, now, zone)
    except OverflowError as error:
        raise EVERY_YEAR.error(text) from error
    if clock is None and not midnight_by_default:
        raise _incomplete(text, phrases.NO_TIME_OF_DAY)
    return datetime.combine(day, clock or time(), zone)


def _day_and_clock(
    text: str, words: str, now: datetime, zone: ZoneInfo
) -> tuple[date, time | None]:
    """Return the day that words mean, and the time of day, if they have one."""
    match = _DAY.match(words)
    name, rest = (match[1], words[match.end() :]) if match else ("", words)
    clock = _time_of_day(rest)
    # An unknown day is the first error: a half of the day would not mend it.
    if re.match("[0-9]", name):
        day = _date(text, name)
    else:
        here = now.astimezone(zone)
        day = _named_day(text, name, clock, here)
        if not rest and name in _DAYS_AHEAD:
            clock = here.time()
    if rest and clock is None:
        raise _not_a_time(text)
    if _ON_A_DIAL.fullmatch(rest):
        raise _incomplete(text, phrases.NO_HALF_OF_DAY)
    return day, clock


def _date(text: str, name: str) -> date:
    """Return the date of a name such as `2026-12-24`."""
    year, month, day = map(int, name.split("-"))
    if not year:
        raise _not_a_time(text)
    if not 1 <= month <= len(answer_phrases.MONTHS):
        raise BadParameterError(phrases.NOT_A_MONTH.fill(text=quoted(text)))
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        written = answer_phrases.MONTHS[month - 1]
        parts = {"month": written, "year": year, "days": days, "number": month}
        raise BadParameterError(phrases.NOT_A_DATE.fill(text=quoted(text), **parts))
    return date(year, month, day)


def _named_day(text: str, name: str, clock: time | None, now: datetime) -> date:
    """Return the day of a name such as `mañana` or `lunes`: the next one, if it is a weekday."""
    days = _DAYS_AHEAD.get(name)
    if days is None:
        word = folded(name)
        found = {_WEEKDAYS[each] for each in _WEEKDAYS if each.startswith(word)}
        if len(word) < _FEWEST_LETTERS or len(found) != 1:
            raise _not_a_time(text, name)
        days = (found.pop() - now.weekday()) % 7
        if not days and clock and clock < now.time():
            days = 7
    return now.date() + timedelta(days=days)


def _time_of_day(text: str) -> time | None:
    """Return a time of day such as `15:00`, `8am`, `3:30 p. m.` or `12 m.`, or None."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if hour not in _HOURS[half] or minute not in _MINUTES:
        return None
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, minute)


def _incomplete(text: str, phrase: Phrase) -> BadParameterError:
    written = text.strip()
    return BadParameterError(phrase.fill(text=quoted(written), text_itself=as_line(written)))


def _not_a_time(text: str, unknown_day: str = "") -> BadParameterError:
    meant = closest(unknown_day, (*_WEEKDAYS, *_DAYS_AHEAD))
    suggestion = SUGGESTION.fill(word=meant) if meant else ""
    return BadParameterError(phrases.NOT_A_TIME.fill(text=quoted(text), suggestion=suggestion))
