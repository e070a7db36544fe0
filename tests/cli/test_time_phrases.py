"""Times in words: phrases drawn from a grammar in both languages."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from ccb_support import BOGOTA
from ccb_support.cli.times import read_time
from ccb_support.errors import BadParameterError
from ccb_support.words import LANGUAGES, Language
from ccb_support.words.answers import MONTHS, WEEKDAYS
from tests.cli.test_times import NOWS

DAY = timedelta(days=1)

WORDS = {
    "es": {"hoy": 0, "mañana": 1, "pasado mañana": 2, "ayer": -1},
    "en": {"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "yesterday": -1},
}
NEXT = {"es": ["próximo {}", "el próximo {}", "{} próximo"], "en": ["next {}", "on next {}"]}
PARTS = {
    "es": [
        *((f"{hour} de la madrugada", hour) for hour in range(1, 6)),
        *((f"a las {hour} de la mañana", hour) for hour in range(2, 12)),
        *((f"{hour} por la tarde", hour + 12) for hour in range(1, 8)),
        *((f"{hour} de la noche", hour + 12) for hour in range(7, 12)),
        *((noon, 12) for noon in ("mediodía", "al mediodía", "12 m.", "12 del día")),
    ],
    "en": [
        *((f"{hour} in the morning", hour) for hour in range(1, 12)),
        *((f"at {hour} in the afternoon", hour + 12) for hour in range(1, 6)),
        *((f"{hour} in the evening", hour + 12) for hour in range(5, 10)),
        *((f"{hour} at night", hour + 12) for hour in range(8, 12)),
        *((noon, 12) for noon in ("noon", "at midday", "12 p.m.")),
    ],
}


class Drawn(NamedTuple):
    """What somebody writes, and the instants that it may mean. Without any, it is wrong."""

    text: str
    now: datetime
    means: list[datetime]
    has_time: bool = True


class Grammar:
    """Draws phrases of one language by one clock, and knows what they mean without the reader."""

    def __init__(self, rng: Random, language: Language, now: datetime) -> None:
        self._rng, self._now = rng, now
        self._language: Language = language
        words = {"es": ("a las ", "de ", "el "), "en": ("at ", "of ", "on ")}
        self._at, self._of, self._on = words[language]

    def draw(self) -> Drawn:
        """Return a phrase."""
        clock, hours, minute = self._clock()
        day, date_at = self._day()
        has_time = True
        link = self._rng.choice(["", self._of]) if day and clock and self._language == "es" else ""
        last = f"{link}{day}".replace("de el ", "del ")
        written = [day, clock] if self._rng.random() < 0.7 else [clock, last]
        text = self._rng.choice([" ", ", "]).join(each for each in written if each)
        if not clock:
            # `mañana` alone keeps the time of the clock.
            has_time = bool(day) and day.startswith(tuple(WORDS[self._language]))
            hours, minute = ([self._now.hour], self._now.minute) if has_time else ([10], 0)
        times = [time(hour, minute) for hour in hours]
        days = [(date_at(each), each) for each in times]
        means = [datetime.combine(day, each, BOGOTA) for day, each in days if day and text]
        return Drawn(self._scrawl(text), self._now, means, has_time)

    def _clock(self) -> tuple[str, list[int], int]:
        """Return a time of day, the hours that it may mean, and its minute."""
        hour, minute = self._rng.randrange(24), self._rng.randrange(60)
        dial, half = (hour - 1) % 12 + 1, "ap"[hour // 12]
        suffix = self._rng.choice([f"{half}m", f" {half}. m.", f" {half}.m.", f" {half}m"])
        part, hour_of_part = self._rng.choice(PARTS[self._language])
        late = self._rng.randrange(13, 24)
        forms: list[tuple[str, list[int], int]] = [
            (f"{self._rng.choice(['', self._at])}{hour}:{minute:02}", [hour], minute),
            (f"{dial}{suffix}", [hour], 0),
            (f"{dial}:{minute:02}{suffix}", [hour], minute),
            (part, [hour_of_part], 0),
            (f"{self._at}{late}", [late], 0),
            # An hour of the dial alone has two meanings.
            (f"{self._at}{dial}", [dial % 12, dial % 12 + 12], 0),
            ("", [], 0),
        ]
        return self._rng.choice(forms)

    def _day(self) -> tuple[str, Callable[[time], date | None]]:
        """Return a day, and what finds its date; a weekday depends on the time of day."""
        today, number = self._now.date(), self._rng.randrange(7)
        weekday = WEEKDAYS[number].in_language(self._language)
        word, ahead = self._rng.choice([*WORDS[self._language].items()])
        later = next(each for each in self._days(1) if each.weekday() == number)
        day = date(2025, 1, 1) + self._rng.randrange(1500) * DAY
        month = self._month(day)
        choices: list[tuple[list[str], Callable[[time], date | None]]] = [
            ([""], lambda _: today),
            ([word, f"{word} {self._weekday(today + ahead * DAY)}"], lambda _: today + ahead * DAY),
            ([weekday, weekday[:3], f"{self._on}{weekday}"], lambda clock: self._next(number, clock)),
            ([each.format(weekday) for each in NEXT[self._language]], lambda _: later),
            ([f"{day}"], lambda _: day),
            ([self._date(day), f"{self._weekday(day)}, {self._date(day)}"], lambda _: day),
            ([self._date(day), f"{self._weekday(day)} {self._date(day)}"], lambda _: day),
            ([f"{day.day} {month}", f"{month} {day.day}"], lambda _: self._coming(day)),
            (self._wrong(day), lambda _: None),
            (self._wrong(day), lambda _: None),
        ]  # fmt: skip
        texts, found = self._rng.choice(choices)
        return self._rng.choice(texts), found

    def _wrong(self, day: date) -> list[str]:
        other, last = self._weekday(day + DAY), monthrange(2027, day.month)[1]
        return [
            f"{other} {self._date(day)}", f"{last + 2} {self._month(day)}", f"32/{day.month}/2027",
            f"{day.day}/{day.month}/27", f"2027-13-{day.day:02}", f"{day.day} {self._of}lluvia 2027",
            f"{other} xyzzy", "lunse", "tomorow", f"este {other}",
        ]  # fmt: skip

    def _weekday(self, day: date) -> str:
        return WEEKDAYS[day.weekday()].in_language(self._language)

    def _date(self, day: date) -> str:
        """Return a date with its year, as people write it."""
        month = self._month(day)
        forms = {
            "es": [f"{day.day} de {month} de {day.year}", f"{day.day} {month} {day.year}", f"{day:%d/%m/%Y}"],
            "en": [f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"the {day.day}th of {month} {day.year}"],
        }  # fmt: skip
        return self._rng.choice(forms[self._language])

    def _month(self, day: date) -> str:
        name = MONTHS[day.month - 1].in_language(self._language)
        # `mar` is martes, too.
        return self._rng.choice([name, f"{name[:4]}."])

    def _days(self, first: int) -> Iterator[date]:
        return (self._now.date() + ahead * DAY for ahead in range(first, 3000))

    def _next(self, weekday: int, clock: time) -> date:
        """Return the first day from now on that is a weekday, at a time that is not past."""
        days = (each for each in self._days(0) if each.weekday() == weekday)
        return next(day for day in days if datetime.combine(day, clock, BOGOTA) >= self._now)

    def _coming(self, day: date) -> date:
        wanted = day.month, day.day
        return next(each for each in self._days(0) if (each.month, each.day) == wanted)

    def _scrawl(self, text: str) -> str:
        plain = text.translate(str.maketrans("áéíóúñ", "aeioun"))
        return self._rng.choice([text, text, plain, text.upper(), f"  {text.replace(' ', '  ')} "])


def drawn(count: int) -> Iterator[Drawn]:
    rng = Random(31)  # noqa: S311 - it draws examples
    for number in range(count):
        now = NOWS[number // 2 % len(NOWS)]
        yield Grammar(rng, LANGUAGES[number % 2], now).draw()


def test_no_phrase_of_2000_gives_a_wrong_instant() -> None:
    kinds = Counter[str]()
    for phrase in drawn(2000):
        text, now, means, has_time = phrase
        try:
            found = read_time(text, now, BOGOTA)
        except BadParameterError as error:
            words = str(error)
            # All that the error proposes can be read.
            lines = [read_time(each, now, BOGOTA) for each in error.accepted]
            advice = re.findall('such as "(.*)"$', words) if means and not lines else []
            proposed = [read_time(each, now, BOGOTA) for each in advice]
            assert repr(text.strip()) in words or repr(text) in words, phrase
            assert (len(means) > 1) == bool(lines), phrase
            assert {*means} <= {*lines, *proposed}, phrase
            assert len(means) != 1 or not has_time, phrase
            kinds["several" if lines else "no time" if means else "wrong"] += 1
        else:
            assert ([found], has_time) == (means, True), phrase
            kinds["instant"] += 1
    assert len(kinds) == 4, kinds
    assert min(kinds.values()) > 100, kinds
