"""Draw words, instants and objects of any kind, wrong ones too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from ccb_support import BOGOTA
from tests.hostile import OffsetZone

if TYPE_CHECKING:
    from random import Random


FIRST = datetime(1984, 1, 1, tzinfo=BOGOTA).astimezone(UTC)
END = datetime(2200, 1, 1, tzinfo=BOGOTA).astimezone(UTC)
MICROSECOND = timedelta(microseconds=1)
MOST_DAYS = [
    (datetime(year, month, 1, tzinfo=UTC) - FIRST).days + day
    for year in (1992, 2026)
    for month in (4, 7, 12)
    for day in range(31)
]
"""The days of most instants: with holidays, and with summer time in Colombia and elsewhere."""
ZONES: tuple[tzinfo, ...] = (
    UTC,
    BOGOTA,
    *map(ZoneInfo, ("UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")),
    timezone(timedelta(hours=23, minutes=59)),
    timezone(-timedelta(hours=23, minutes=59, seconds=59, microseconds=999_999)),
    timezone(timedelta(minutes=-44, seconds=-30)),
)


class _Zone(OffsetZone):
    """A zone that returns a given offset, right or wrong."""

    def fromutc(self, when: datetime) -> datetime:
        offset: timedelta = self.utcoffset(when)
        return when + offset


# To the type checkers a zone without all its methods is none.
Zone: Any = _Zone


OFFSETS: tuple[object, ...] = (
    None, timedelta(hours=24), timedelta(-9), "-05:00", -5, 1e300,
)  # fmt: skip
NUMBERS: tuple[object, ...] = (
    0, -1, 6, 1.0, 2.5, float("nan"), float("inf"), 10**30, -(10**5000), True, False, 3j,
    Decimal(1), Decimal("NaN"), 1 << 64,
)  # fmt: skip
THINGS: tuple[Any, ...] = (None, (), [], {}, b"chat", date(2026, 1, 1), datetime, len, ...)
LETTERS = (
    *"aeiouáéíóúñÑpqrsPQRS0123456789", *" _-()/.,:;@#\"'\\\t\n\r\0\x1b\x7f",
    "\u200b", "\u202e", "\u0301", "\u3164", "\ufe0f", "\ud800", "\udfff", "\U0001f600", "İ", "ß", "ﬁ", "\N{FULLWIDTH DIGIT ONE}", "\N{MINUS SIGN}",
)  # fmt: skip
TEXTS = (
    "", "all", "closed", "always", "javascript:alert(1)", "tel:+57", "http://[", "\x1b[2J", "\0",
    "a" * 10_000, "2026-12-24", "07:00", "America/Bogota", "../../etc/passwd", "nan", "1e999",
)  # fmt: skip


def text(random: Random) -> str:
    if random.random() < 0.2:
        return random.choice(TEXTS)
    return "".join(random.choices(LETTERS, k=random.randrange(12)))


def anything(random: Random) -> Any:  # noqa: ANN401 - anything at all
    """Draw any object at all."""
    match random.randrange(8):
        case 0 | 1 | 2:
            return text(random)
        case 3:
            return random.choice(NUMBERS)
        case 4:
            return random.choice(THINGS)
        case 5:
            return random.choice((object(), len, b"queja"))
        case 6:
            return [anything(random) for _ in range(random.randrange(3))]
        case _:
            return {text(random): anything(random)}


def misspelling(random: Random, word: str) -> str:
    """Draw what people make of a word: often still the word, often not."""
    word = random.choice((word, word.upper(), word.title(), word.replace(" ", "_")))
    while random.random() < 0.4:
        place = random.randrange(len(word) + 1)
        gone = random.randrange(2)
        word = word[:place] + random.choice(LETTERS) * random.randrange(2) + word[place + gone :]
    return word


def instant(random: Random) -> datetime:
    """Draw an instant, in UTC: most are supported, many a microsecond from a change."""
    choice = random.random()
    if choice < 0.1:
        return datetime(1, 1, 3, tzinfo=UTC) + timedelta(seconds=random.randrange(315_537_000_000))
    if choice < 0.15:
        return random.choice((FIRST, END)) + random.randrange(-1, 2) * MICROSECOND
    day = FIRST + timedelta(days=random.choice((random.randrange(78_894), *MOST_DAYS)))
    if choice < 0.4:
        hour = timedelta(hours=random.choice((0, 7, 17)))
        return min(day + hour + random.randrange(-1, 2) * MICROSECOND, END)
    return day + timedelta(microseconds=random.randrange(86_400_000_000))


class Disguise(NamedTuple):
    """What is passed for an instant, and the instant that it names, if it names one."""

    when: Any
    truth: datetime | None


def disguise(random: Random) -> Disguise:
    """Draw a datetime of any class in any zone, or something that is not a datetime."""
    truth = instant(random)
    match random.randrange(10):
        case 0:
            found = Disguise(anything(random), None)
        case 1:
            found = Disguise(truth.replace(tzinfo=random.choice((None, Zone(None)))), None)
        case 2:
            found = Disguise(truth.replace(tzinfo=Zone(random.choice(OFFSETS))), None)
        case 3:
            zone = Zone(timedelta(seconds=random.randrange(-86_399, 86_400)))
            found = Disguise(truth.astimezone(zone), truth)
        case _:
            found = Disguise(truth.astimezone(random.choice(ZONES)), truth)
    return found
