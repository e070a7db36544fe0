"""Times as people write them, in Spanish and English: `mañana 15:00`, `8 de diciembre, 10am`.

The grammar is closed: a day, a time of day, or both in either order, made of the words below. A
text is read in every way that the grammar has. If it may mean several instants, the error lists
them.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from ccb_support.errors import BadParameterError, quoted
from ccb_support.limits import LONGEST_WORD
from ccb_support.questions.answers import as_line
from ccb_support.questions.arguments import EVERY_YEAR, read_date_and_time, without_accents
from ccb_support.words import Phrase
from ccb_support.words import answers as answer_phrases
from ccb_support.words import command_line as phrases

from .printing import format_minute


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_IN_OTHER_WORDS = {
    "ahora mismo": "ahora",
    "right now": "now",
    "medio dia": "mediodia",
    "media noche": "medianoche",
    "media hora": "30 minutos",
    "y media": "y 30",
    "y cuarto": "y 15",
    "half an hour": "30 minutes",
    "en un": "en 1",
    "en una": "en 1",
    "dentro de un": "dentro de 1",
    "dentro de una": "dentro de 1",
    "la una": "la 1",
    "in a": "in 1",
    "in an": "in 1",
    "primero de": "1 de",
    "esta manana": "hoy en la manana",
    "esta tarde": "hoy en la tarde",
    "esta noche": "hoy en la noche",
    "this morning": "today in the morning",
    "this afternoon": "today in the afternoon",
    "this evening": "today in the evening",
    "tonight": "today at night",
}
"""What people also write, with the words that the grammar has for it."""

_OTHER_WORDS = re.compile(rf"\b(?:{_one_of(_IN_OTHER_WORDS)})\b")

_DAY_FIRST = re.compile(r"\b([0-9]{1,2})-([0-9]{1,2})-(?=[0-9]{4}\b)")
"""A day and a month before their year, which people also write with hyphens: `8-12-2026`."""


def _folded(text: str) -> str:
    """Return a text in small letters and the grammar's words, without accents and commas.

    The stops of abbreviations are left out, too.
    """
    bare = _DAY_FIRST.sub(r"\1/\2/", without_accents(text.casefold()))
    words = " ".join(re.sub(r",|[.](?![0-9])|(?<=[0-9])t(?=[0-9])", " ", bare).split())
    return _OTHER_WORDS.sub(lambda match: _IN_OTHER_WORDS[match[0]], words)


_DAYS_AHEAD = {
    **dict.fromkeys(("hoy", "ahora", "today", "now"), 0),
    **dict.fromkeys(("manana", "tomorrow"), 1),
    **dict.fromkeys(("pasado manana", "day after tomorrow"), 2),
    **dict.fromkeys(("ayer", "yesterday"), -1),
    **dict.fromkeys(("anteayer", "antier", "day before yesterday"), -2),
}
"""How many days ahead a word means. Words are without accents, as `_folded` writes them."""

_NAMED_HOURS = {
    **dict.fromkeys(("mediodia", "noon", "midday"), 12),
    **dict.fromkeys(("medianoche", "midnight"), 24),
}
"""The hour that a word means. Midnight ends its day, as it does in the words of answers."""

_PARTS = {
    **dict.fromkeys(("am", "a m"), range(12)),
    **dict.fromkeys(("pm", "p m"), range(12, 24)),
    **dict.fromkeys(("m", "dia", "mediodia", "noon", "midday"), range(12, 13)),
    **dict.fromkeys(("medianoche", "la medianoche", "midnight"), range(24, 25)),
    "la madrugada": range(7),
    "la manana": range(1, 12),
    "la tarde": range(12, 21),
    "la noche": range(18, 25),
    "morning": range(1, 12),
    "afternoon": range(12, 19),
    "evening": range(17, 24),
    "night": range(18, 25),
}
"""The hours that a part of the day has. Hour 24 is the midnight with which the day ends."""

_UNITS = {
    **dict.fromkeys(("minuto", "minute", "min"), timedelta(minutes=1)),
    **dict.fromkeys(("hora", "hour"), timedelta(hours=1)),
    **dict.fromkeys(("dia", "day"), timedelta(days=1)),
    **dict.fromkeys(("semana", "week"), timedelta(weeks=1)),
}


_AT = "(?:(?:a )?las? |al? |at )?"
_PART = _one_of(_PARTS)
_OF = "(?:(?:del?|en|por|al|a la|at|in the) )?"
"""What may come before a part of the day, in any of its ways."""

_CLOCK = re.compile(
    f"(?:{_OF}(?P<before>{_PART}) )?{_AT}(?P<hour>[0-9]{{1,2}})"
    "(?:(?P<joint>:| y )(?P<minute>[0-5][0-9]))?"
    f"(?: ?{_OF}(?P<after>{_PART}))?"
)
_NAMED_HOUR = re.compile(f"{_AT}({_one_of([*_NAMED_HOURS])})")
_OFFSET = re.compile(r"(?<=[0-9m]) ?[(]?(?:utc)?([+-][0-9]{2}:[0-9]{2}|z)[)]?$")
"""The offset from UTC, as it is printed beside a time that the clock shows twice."""

_LATER = re.compile(f"(?:en|in|dentro de) ([0-9]{{1,4}}) ({_one_of([*_UNITS])})s?")

_ENGLISH = re.compile(
    r"\b(at|on|in|the|next|noon|midday|midnight|morning|afternoon|evening|night)\b"
    r"|\b(mon|tue|wed|thu|fri|sat|sun)"
)
"""Words beside which `8/12` may be the twelfth of August."""

_WEEKDAY = "(?:(?P<weekday>[a-z]{3,}) )?"
_DAY = "(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th|ro|º|°)?"
_YEAR = "(?: (?:del? )?(?P<year>(?!0000)[0-9]{4}))?"
_DATES = [
    re.compile(form)
    for form in (
        _WEEKDAY + "(?P<year>(?!0000)[0-9]{4})-?(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})",
        _WEEKDAY + "(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?:/(?P<year>(?!0000)[0-9]{4}))?",
        f"{_WEEKDAY}{_DAY} (?:de |of )?(?P<month>[a-z]{{3,}}){_YEAR}",
        f"{_WEEKDAY}(?P<month>[a-z]{{3,}}) {_DAY}{_YEAR}",
        # A number alone is not a date.
        f"(?P<weekday>[a-z]{{3,}}) {_DAY}",
    )
]
_RELATIVE_DAY = re.compile(f"(?P<ahead>{_one_of([*_DAYS_AHEAD])})(?: (?P<weekday>[a-z]{{3,}}))?")
_NEXT_WEEKDAY = re.compile("(proximo |next )?([a-z]{3,})( proximo)?")

_WEEKDAYS, _MONTHS = (
    {_folded(name): number for number, phrase in enumerate(names, first) for name in phrase}
    for names, first in ((answer_phrases.WEEKDAYS, 0), (answer_phrases.MONTHS, 1))
)
_EVERY_MONTH = range(1, 13)
_NOON = 12


class _Day(NamedTuple):
    """A day that a text may mean.

    Attributes:
        date: the day.
        period: how much later the same comes again, if its time is past; zero if it does not.
        exactly: the instants if the text has no time of day, such as those of `mañana`.
    """

    date: date
    period: timedelta = timedelta()
    exactly: Iterable[datetime] = ()


def read_time(
    text: str,
    now: datetime,
    zone: tzinfo,
    *,
    since: datetime | None = None,
    midnight_by_default: bool = False,
) -> datetime:
    """Return the instant that a person means: in `zone`, or with the offset that the text has.

    Args:
        text: what the person wrote, in Spanish or English.
        now: the current time.
        zone: the zone of times without an offset from UTC.
        since: for an end, the instant that it follows. A time of day alone is then the next one.
        midnight_by_default: whether a date alone is the midnight with which it begins.

    Raises:
        BadParameterError: the text means no instant, or several, or a date without a time.
        OutOfRangeError: it means a day before the year 1 or after the year 9999.
    """
    # The errors of very long texts must not take long.
    words = _folded(text) if len(text) <= LONGEST_WORD else ""
    hour = time() if midnight_by_default else time(10)
    try:
        here = (since or now).astimezone(zone)
        reader = _Reader(text.strip(), words, now.astimezone(zone), here, since is not None, [])
        found = [*reader.meanings()]
        instants = {each.astimezone(UTC): each for each in found if each.tzinfo}
        # An error lists what the text may mean, each as a line to write. A date alone is not one.
        alone = {datetime.combine(each, hour, zone) for each in found if not each.tzinfo}
        # The command says a time in the zone, and compares it in UTC.
        meant = sorted(
            [*instants.values(), *alone], key=lambda each: each.astimezone(zone).astimezone(UTC)
        )
    except OverflowError as error:
        raise EVERY_YEAR.error(text) from error
    if len(meant) > 1:
        raise _several(text, meant)
    if not meant:
        raise BadParameterError(
            reader.faults[0] if reader.faults else phrases.NOT_A_TIME.fill(text=quoted(text))
        )
    if alone and not midnight_by_default:
        raise BadParameterError(
            phrases.NO_TIME_OF_DAY.fill(
                text=quoted(text.strip()), text_itself=as_line(text.strip())
            )
        )
    return meant[0]


class _Reader(NamedTuple):
    """Reads a text in every way that the grammar has.

    What it yields is an instant, or, for a day without a time, a `datetime` without a zone. What is
    wrong with the text is in `faults`. A time follows `here`: now, or the start if it is an end.
    """

    text: str
    words: str
    now: datetime
    here: datetime
    is_end: bool
    faults: list[Phrase]

    def meanings(self) -> Iterator[datetime]:
        """Yield all that the text may mean."""
        if when := read_date_and_time(self.text):
            yield from [when] if when.tzinfo else self._showing(when)
            return
        if match := _LATER.fullmatch(self.words):
            count, unit = int(match[1]), _UNITS[match[2]]
            if unit.days:
                yield from self._days_later(self.here, count * unit)
            else:
                yield (self.here.astimezone(UTC) + count * unit).astimezone(self.here.tzinfo)
        offset = _OFFSET.search(self.words)
        words = _OFFSET.sub("", self.words).split()
        for place in range(1, len(words) + 1):
            before, after = " ".join(words[:place]), " ".join(words[place:])
            for day, clock in ((before, after), (after, before)):
                for minutes in _minutes(clock):
                    for each in self._days(day):
                        yield from self._at(each, minutes, offset[1] if offset else "")

    def _at(self, day: _Day, minutes: int | None, offset: str) -> Iterator[datetime]:
        """Yield when the clock shows these minutes of a day; without any, what the day means."""
        shown = datetime.combine(day.date, time()) + timedelta(minutes=minutes or 0)
        # If the clock shows it twice, it is past after the second time.
        last = shown.replace(tzinfo=self.here.tzinfo, fold=1)
        # A weekday alone may begin a range that has begun, and does not end it.
        repeats = minutes is not None or self.is_end
        if repeats and last.astimezone(UTC) < self.here.astimezone(UTC):
            shown += day.period
        if minutes is not None:
            yield from self._showing(shown, offset)
        elif not offset:
            yield from day.exactly or [shown]

    def _days_later(self, here: datetime, length: timedelta) -> Iterator[datetime]:
        """Yield the instants at which the clock shows the same as `here` some days later."""
        shown = here.replace(tzinfo=None, fold=0) + length
        yield from self._showing(shown) if length else [here]

    def _showing(self, shown: datetime, offset: str = "") -> Iterator[datetime]:
        """Yield the instants at which the clock shows a time. In autumn, there may be two."""
        for fold in (0, 1):
            when = (
                shown.replace(tzinfo=self.here.tzinfo, fold=fold)
                .astimezone(UTC)
                .astimezone(self.here.tzinfo)
            )
            if when.replace(tzinfo=None, fold=0) != shown:
                self._note(phrases.SKIPPED_TIME)
            elif when.isoformat().endswith(offset):
                yield when

    def _days(self, text: str) -> Iterator[_Day]:
        """Yield each day that a part of the text may mean. Without a word, it is today."""
        words = re.sub("^(?:el|del?|on|of|the) ", "", text)
        if not words:
            yield _Day(self.here.date(), timedelta(days=1 if self.is_end else 0))
        if match := _RELATIVE_DAY.fullmatch(words):
            word, name = match.groups("")
            ahead = timedelta(days=_DAYS_AHEAD[word])
            for here in (self.now, self.here):
                yield from self._fitting(name, [here.date() + ahead], self._days_later(here, ahead))
        if match := _NEXT_WEEKDAY.fullmatch(words):
            # With a word beside it, it is not today.
            first = self.here.date() + timedelta(days=0 if match[2] == words else 1)
            for weekday in _numbers(match[2], _WEEKDAYS):
                days = (weekday - first.weekday()) % 7
                yield _Day(first + timedelta(days), timedelta(weeks=1))
        for form in _DATES:
            if match := form.fullmatch(words):
                yield from self._dated(**match.groupdict(""))

    def _dated(self, day: str, weekday: str, month: str = "", year: str = "") -> Iterator[_Day]:
        """Yield the dates that the parts of a written date may mean; a part may be missing."""
        months = [int(month)] if month.isdigit() else _numbers(month, _MONTHS)
        yield from self._on(int(day), months, year, weekday)
        if "/" in self.words and _ENGLISH.search(self.words):
            yield from self._on(months[0], [int(day)], year, weekday)

    def _on(self, day: int, numbers: list[int], year: str, weekday: str) -> Iterator[_Day]:
        """Yield a date. Without a year, it is the next such date.

        If only a past date of this year fits the weekday, it is that one.
        """
        months = [each for each in numbers if each in _EVERY_MONTH]
        today = date.min if year else self.here.date()
        years = [int(year)] if year else range(today.year, min(today.year + 9, MAXYEAR + 1))
        found = [
            date(each, month, day)
            for each in years
            for month in months
            if 1 <= day <= monthrange(each, month)[1]
        ]
        coming = [each for each in found if each >= today][:1]
        # An answer leaves out the year of a past date, too, and that has its weekday.
        past = [each for each in found if each < today and len(months) == 1]
        if found:
            yield from self._fitting(weekday, [*coming, *past])
        elif months:
            first = years[0] + (months[0] < today.month)
            days, month = monthrange(first, months[0])[1], answer_phrases.MONTHS[months[0] - 1]
            self._note(phrases.NOT_A_DATE, month=month, year=first, days=days, number=months[0])

    def _fitting(
        self, weekday: str, days: list[date], exactly: Iterable[datetime] = ()
    ) -> Iterator[_Day]:
        """Yield the first of some days that is that weekday; without a weekday, the first day."""
        numbers = _numbers(weekday, _WEEKDAYS)
        fitting = [each for each in days if each.weekday() in numbers]
        if fitting:
            yield _Day(fitting[0], exactly=exactly)
        elif numbers:
            own = answer_phrases.WEEKDAYS[days[0].weekday()]
            self._note(phrases.WRONG_WEEKDAY, day=days[0], weekday=own)

    def _note(self, fault: Phrase, **parts: object) -> None:
        self.faults.append(fault.fill(text=quoted(self.text), **parts))


def _several(text: str, found: list[datetime]) -> BadParameterError:
    """Return the error about a text that may mean several instants. It has a line for each."""
    accepted = [*map(format_minute, found)]
    ways = Phrase(*(joint.join(f'"{each}"' for each in accepted) for joint in (" o ", " or ")))
    words = phrases.SEVERAL_TIMES.fill(text=quoted(text.strip()), ways=ways)
    return BadParameterError(words, accepted=accepted)


def _minutes(text: str) -> Iterator[int | None]:
    """Yield how many minutes of the day have passed at each time of day that a text may mean.

    A text without a word has no time of day, which is `None`.
    """
    if not text:
        yield None
    if match := _NAMED_HOUR.fullmatch(text):
        yield 60 * _NAMED_HOURS[match[1]]
    if match := _CLOCK.fullmatch(text):
        hour, minute = int(match["hour"]), match["minute"]
        parts = [_PARTS[each] for each in (match["before"], match["after"]) if each]
        # `3:30` is of the 24-hour clock, and `3 y 30` is not.
        has_halves = 1 <= hour <= _NOON and bool(parts or match["joint"] != ":")
        for candidate in range(hour % _NOON, 25, _NOON) if has_halves else [hour]:
            # `12` may be the midnight with which the day ends, but nobody may write `24`.
            if all(candidate in hours for hours in parts or [range(25 if has_halves else 24)]):
                yield 60 * candidate + int(minute or 0)


def _numbers(word: str, names: dict[str, int]) -> list[int]:
    """Return the numbers of the names that begin with a word: three letters are enough for one."""
    return sorted({number for name, number in names.items() if name.startswith(word)})
