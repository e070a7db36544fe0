"""How a directory names its holidays: by the code of a country, or by its own list."""

from typing import Annotated, TypeAlias

from pydantic import Tag

from ccb_support.limits import MOST_EXCEPTIONS

from .calendar_dates import FullOrYearlyDate
from .records import AtMost, Record, choose_by
from .text import LocalizedText, Matching

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


def _kind_of(value: object) -> str | None:
    if isinstance(value, str):
        return "code"
    return "list" if isinstance(value, list | tuple) else None


HolidayChoice: TypeAlias = Annotated[
    Annotated[CalendarCode, Tag("code")]
    | Annotated[tuple[ListedHoliday, ...], AtMost(MOST_EXCEPTIONS), Tag("list")],
    choose_by(_kind_of, "not_holidays"),
]
"""The holidays of a directory. An empty list says that it has none."""
