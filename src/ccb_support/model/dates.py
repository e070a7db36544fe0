"""Dates as a directory writes them: full or of every year, ranges of them, and its holidays."""

import datetime as dt
import re
from calendar import isleap
from typing import Annotated, Any, LiteralString, NamedTuple, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Tag,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR
from ccb_support.limits import MOST_EXCEPTIONS

from .records import (
    AtMost,
    Record,
    add_keywords,
    bad_value,
    choose_by,
    letters_of,
)
from .text import LocalizedText, Matching

_ISO_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_YEARLY = r"([0-9]{2})-([0-9]{2})"

_DAY_OF_A_YEAR = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|[12][0-9])"
)
FULL_DATE = f"(?!0000)[0-9]{{4}}-(?:{_DAY_OF_A_YEAR})"
"""The form of a full date. Whether its year has a 29 February is not a question of form."""

_SOME_LEAP_YEAR = 2024
"""A leap year has every day that a year can have."""


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

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the date that `text` writes.

        Raises:
            ValueError: `text` has another form, or no year has such a day.
        """
        found = re.fullmatch(_YEARLY, text)
        if found is None:
            raise ValueError(text)
        month, day = map(int, found.groups())
        dt.date(_SOME_LEAP_YEAR, month, day)
        return cls(month, day)

    def in_year(self, year: int) -> dt.date | None:
        """Return the date in `year`, or None if the year has no such day."""
        is_absent = (self.month, self.day) == (2, 29) and not isleap(year)
        return None if is_absent else dt.date(year, self.month, self.day)

    def beginning_in(self, year: int) -> dt.date:
        """Return the first day of what begins on this date in `year`."""
        return self.in_year(year) or dt.date(year, 3, 1)

    def end_in(self, year: int) -> dt.date:
        """Return the last day of what ends on this date in `year`."""
        return self.in_year(year) or dt.date(year, 2, 28)

    @classmethod
    def _validate(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        try:
            return cls.parse(letters_of(value))
        except ValueError:
            raise bad_value("not_a_yearly_date") from None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema(when_used="json")
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": f"^({_DAY_OF_A_YEAR})$"}


def refuse_numbers(code: LiteralString) -> BeforeValidator:
    """Return a check for dates: pydantic reads a bare number as seconds since 1970."""

    def check(value: object) -> object:
        if isinstance(value, dt.date) or re.match(_ISO_DATE, letters_of(value)):
            return value
        raise bad_value(code)

    return BeforeValidator(check)


CalendarDate: TypeAlias = Annotated[
    dt.date,
    refuse_numbers("not_a_date"),
    # Pydantic also reads a midnight as its date.
    add_keywords({"pattern": rf"^{FULL_DATE}(?:[Tt_ ]00:00\S*)?$"}),
]
"""A day of one year."""


def _require_supported(day: dt.date) -> dt.date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise bad_value("not_a_first_day")


FirstDay: TypeAlias = Annotated[
    CalendarDate,
    AfterValidator(_require_supported),
    add_keywords({"pattern": rf"^(?=198[4-9]|199|20|21){FULL_DATE}(?:[Tt_ ]00:00\S*)?$"}),
]
"""The first day of an edition."""


def _kind_of_date(value: object) -> str | None:
    if isinstance(value, YearlyDate) or re.fullmatch(_YEARLY, letters_of(value)):
        return "yearly"
    if isinstance(value, dt.date) or re.match(_ISO_DATE, letters_of(value)):
        return "full"
    return None


FullOrYearlyDate: TypeAlias = Annotated[
    Annotated[CalendarDate, Tag("full")] | Annotated[YearlyDate, Tag("yearly")],
    choose_by(_kind_of_date, "neither_date"),
]
"""A day of one year, or a day of every year."""


AnyDate: TypeAlias = dt.date | YearlyDate


class DaySpan(NamedTuple):
    """Days in a row of a calendar, from the first through the last."""

    first: dt.date
    last: dt.date


class DateRange(NamedTuple):
    """The days from one date through another: once, or every year.

    A yearly range may run over New Year. On 29 February it begins on 1 March in a common year, and
    ends on 28 February.

    Attributes:
        first: the first day.
        last: the last day; a yearly date if `first` is one.
    """

    first: AnyDate
    last: AnyDate

    @property
    def is_yearly(self) -> bool:
        """Whether the days come every year."""
        return isinstance(self.first, YearlyDate)

    def beginning_in(self, year: int) -> DaySpan | None:
        """Return the days that begin in `year`, or None if none do."""
        if isinstance(self.first, YearlyDate) and isinstance(self.last, YearlyDate):
            ends_in = year + (self.last < self.first)
            days = DaySpan(self.first.beginning_in(year), self.last.end_in(ends_in))
            # A common year does not have 29 February.
            return days if days.first <= days.last else None
        once = self.once
        return once if once and once.first.year == year else None

    @property
    def once(self) -> DaySpan | None:
        """The days, if they come once."""
        if isinstance(self.first, dt.date) and isinstance(self.last, dt.date):
            return DaySpan(self.first, self.last)
        return None


def rule_of_kinds(first_key: str) -> dict[str, Any]:
    """Return the JSON Schema that accepts two dates of one kind: a yearly date is the shorter."""
    kinds = {"maxLength": len("12-24")}, {"minLength": len("2026-12-24")}
    return {"anyOf": [{"properties": {first_key: kind, "through": kind}} for kind in kinds]}


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


CalendarCode: TypeAlias = Annotated[
    str,
    Matching(r"[A-Z]{2}(-[A-Za-z0-9]{1,20}( [A-Za-z0-9]{1,20}){0,2})?", "not_a_calendar_code"),
]
"""The ISO code of a country, or of a part of a country."""


def _kind_of_choice(value: object) -> str | None:
    if isinstance(value, str):
        return "code"
    return "list" if isinstance(value, list | tuple) else None


HolidayChoice: TypeAlias = Annotated[
    Annotated[CalendarCode, Tag("code")]
    | Annotated[tuple[ListedHoliday, ...], AtMost(MOST_EXCEPTIONS), Tag("list")],
    choose_by(_kind_of_choice, "not_holidays"),
]
"""The holidays of a directory. An empty list says that it has none."""
