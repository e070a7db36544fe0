"""Dates as a directory writes them: a full date, or a day of every year."""

from __future__ import annotations

import datetime as dt
import re
from calendar import isleap
from typing import TYPE_CHECKING, Annotated, LiteralString, NamedTuple, Self, TypeAlias

from pydantic import BeforeValidator, Tag
from pydantic_core import core_schema

from .fault_words import bad_value
from .records import add_keywords, choose_by
from .validation import letters_of

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

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


def _kind_of(value: object) -> str | None:
    if isinstance(value, YearlyDate) or re.fullmatch(_YEARLY, letters_of(value)):
        return "yearly"
    if isinstance(value, dt.date) or re.match(_ISO_DATE, letters_of(value)):
        return "full"
    return None


FullOrYearlyDate: TypeAlias = Annotated[
    Annotated[CalendarDate, Tag("full")] | Annotated[YearlyDate, Tag("yearly")],
    choose_by(_kind_of, "neither_date"),
]
"""A day of one year, or a day of every year."""
