"""Dates as a directory writes them: full or of every year, ranges of them, and its holidays."""

import datetime as dt
import re
from calendar import isleap
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, NamedTuple, TypeAlias, cast

from dateutil.easter import easter
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    PlainValidator,
    Tag,
    WithJsonSchema,
)

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR
from ccb_support.limits import MOST_DATED_ENTRIES

from .records import (
    AtMost,
    Record,
    WrittenAs,
    add_keywords,
    bad_value,
    letters_of,
    required,
)
from .text import LocalizedText, Matching

_ISO_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

# The days never leave the year of their Easter.
_DAYS_BEFORE, _DAYS_AFTER = "-(?:[1-7]?[0-9]|80)", "[+](?:[1-9]?[0-9]|1[0-9]{2}|2[0-4][0-9]|250)"
_FROM_EASTER = f"(?:easter|pascua)({_DAYS_BEFORE}|{_DAYS_AFTER})"

_DAY_OF_A_YEAR = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|[12][0-9])"
)
FULL_DATE = f"(?!0000)[0-9]{{4}}-(?:{_DAY_OF_A_YEAR})"
"""The form of a full date. Whether its year has a 29 February is not a question of form."""

NO_SECONDS = "(?::00(?:[.,](?:0{1,5}|0{6}[0-9]*))?)?"
"""The seconds of a whole minute. Pydantic reads six digits of their fraction."""

_MIDNIGHT = rf"(?:[Tt_ ]00:00{NO_SECONDS}(?:[Zz]|[+\u2212-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?)?"
"""What may follow a full date: pydantic also reads a midnight, in any zone, as its date."""

_SOME_LEAP_YEAR = 2024
"""A leap year has every day that a year can have."""

SUPPORTED_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


class YearlyDate(NamedTuple):
    """A day of every year, which a directory writes as `"12-25"`.

    In a common year, 29 February means 1 March where something begins, and 28 February where
    something ends. Alone, it names nothing in that year.

    Attributes:
        month: the month, from 1.
        day: the day of the month, from 1.
    """

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> dt.date | None:
        """Return the date in `year`, or None if the year has no such day."""
        is_absent = (self.month, self.day) == (2, 29) and not isleap(year)
        return None if is_absent else dt.date(year, self.month, self.day)


_easter_in = cache(easter)


class EasterDate(NamedTuple):
    """A day of every year that lies so many days from Easter Sunday: `"easter-2"`, `"pascua+1"`.

    Attributes:
        days: how many days after Easter Sunday; before it if negative. No such day leaves the year.
    """

    days: int

    def __str__(self) -> str:
        return f"easter{self.days:+}"

    def in_year(self, year: int) -> dt.date:
        """Return the date in `year`."""
        return _easter_in(year) + dt.timedelta(self.days)


_Yearly: TypeAlias = YearlyDate | EasterDate


def _read_yearly(value: object) -> _Yearly:
    if isinstance(value, YearlyDate | EasterDate):
        return value
    text = letters_of(value)
    if found := re.fullmatch(_FROM_EASTER, text):
        return EasterDate(int(found[1]))
    if re.fullmatch(_DAY_OF_A_YEAR, text):
        return YearlyDate(*map(int, text.split("-")))
    raise bad_value("neither_date")


AnyYearlyDate: TypeAlias = Annotated[
    _Yearly,
    PlainValidator(_read_yearly),
    WrittenAs("to-string"),
    WithJsonSchema({"type": "string", "pattern": f"^({_DAY_OF_A_YEAR}|{_FROM_EASTER})$"}),
]
"""A day of every year."""


def is_full_date(value: object) -> bool:
    """Return whether a value is a date, or text that begins with one.

    Pydantic also takes a number for a date: as seconds since 1970.
    """
    return isinstance(value, dt.date) or re.match(_ISO_DATE, letters_of(value)) is not None


CalendarDate: TypeAlias = Annotated[
    dt.date,
    BeforeValidator(required(is_full_date, "not_a_date")),
    add_keywords({"pattern": f"^{FULL_DATE}{_MIDNIGHT}$"}),
]
"""A day of one year."""


FirstDay: TypeAlias = Annotated[
    CalendarDate,
    AfterValidator(required(lambda day: day.year in SUPPORTED_YEARS, "not_a_first_day")),
    add_keywords({"pattern": f"^(?=198[4-9]|199|20|21){FULL_DATE}{_MIDNIGHT}$"}),
]
"""The first day of an edition."""


# Validators need not know a format, and each date has only one of the two forms.
_WRITTEN_DATE = WithJsonSchema(
    {"type": "string", "format": "date", "pattern": f"^{FULL_DATE}$"}, mode="serialization"
)

FullOrYearlyDate: TypeAlias = Annotated[
    Annotated[CalendarDate, _WRITTEN_DATE, Tag("full")] | Annotated[AnyYearlyDate, Tag("yearly")],
    Discriminator(lambda value: "full" if is_full_date(value) else "yearly"),
]
"""A day of one year, or a day of every year."""


AnyDate: TypeAlias = dt.date | _Yearly


class DaySpan(NamedTuple):
    """Days in a row of a calendar, from the first through the last."""

    first: dt.date
    last: dt.date


class DateRange(NamedTuple):
    """The days from one date through another: once, or every year.

    A yearly range may run over New Year: then it does so in every year. On 29 February it begins on
    1 March in a common year, and ends on 28 February.

    Attributes:
        first: the first day.
        last: the last day; a yearly date, of any form, if `first` is one.
    """

    first: AnyDate
    last: AnyDate

    @property
    def is_yearly(self) -> bool:
        """Whether the days come every year."""
        return not (isinstance(self.first, dt.date) or isinstance(self.last, dt.date))

    @property
    def follows_easter(self) -> bool:
        """Whether it begins or ends on a day that is counted from Easter."""
        return any(isinstance(each, EasterDate) for each in self)

    def beginning_in(self, year: int) -> DaySpan | None:
        """Return the days of a yearly range that begin in `year`, or None if none do."""
        ends_in = year + 1 if _is_backwards(self, _SOME_LEAP_YEAR) else year
        days = _days_between(self, year, ends_in)
        # A common year has no 29 February.
        return days if days.first <= days.last else None

    def in_years(self, years: Iterable[int]) -> Iterator[DaySpan]:
        """Yield the days that begin in each of some years; if they come once, yield them once."""
        found = map(self.beginning_in, years) if self.is_yearly else [self.once]
        return filter(None, found)

    @property
    def wavers(self) -> bool:
        """Whether its end is before its beginning in some years, and after it in others."""
        years = SUPPORTED_YEARS if self.follows_easter else ()
        return len({_is_backwards(self, year) for year in years}) > 1

    @property
    def once(self) -> DaySpan | None:
        """The days, if they come once."""
        if isinstance(self.first, dt.date) and isinstance(self.last, dt.date):
            return DaySpan(self.first, self.last)
        return None


def _days_between(dates: DateRange, year: int, ends_in: int) -> DaySpan:
    """Return the days of a yearly range that begins and ends in these years."""
    first, last = cast("tuple[_Yearly, _Yearly]", dates)
    # Only 29 February is missing in some years.
    return DaySpan(
        first.in_year(year) or dt.date(year, 3, 1),
        last.in_year(ends_in) or dt.date(ends_in, 2, 28),
    )


def _is_backwards(dates: DateRange, year: int) -> bool:
    days = _days_between(dates, year, year)
    return days.last < days.first


COLOMBIAN: str = "CO"
"""The code of the calendar of Colombia."""


class ListedHoliday(Record, frozen=True):
    """A holiday in a directory's own list.

    Attributes:
        date: its date, or its day of every year.
        name: its name, for people.
    """

    date: FullOrYearlyDate
    name: LocalizedText


# The package `holidays` knows a part of Brazil as "São Paulo Capital".
_WORD_OF_A_PART = "[A-Za-zÀ-ÖØ-öø-ÿ0-9]{1,20}"

CalendarCode: TypeAlias = Annotated[
    str,
    Matching(f"[A-Z]{{2}}(-{_WORD_OF_A_PART}( {_WORD_OF_A_PART}){{0,2}})?", "not_a_calendar_code"),
]
"""The ISO code of a country, or of a part of a country."""


HolidayChoice: TypeAlias = Annotated[
    Annotated[CalendarCode, Tag("code")]
    | Annotated[tuple[ListedHoliday, ...], AtMost(MOST_DATED_ENTRIES), Tag("list")],
    Discriminator(lambda value: "code" if isinstance(value, str) else "list"),
]
"""The holidays of a directory. An empty list says that it has none."""
