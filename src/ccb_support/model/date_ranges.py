"""The days of an entry of a directory: a date, or a range of dates, once or every year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from .calendar_dates import FullOrYearlyDate, YearlyDate
from .validation import ValueReader, fault, read_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import InitErrorDetails

AnyDate: TypeAlias = dt.date | YearlyDate

DATE_READER: ValueReader[AnyDate] = ValueReader(FullOrYearlyDate)


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


def read_dates(entry: object, first_key: str) -> DateRange | None:
    """Return the dates of an entry, or None if it has no valid first date.

    The entry is a record, or a table of a file that may have other faults. Without a valid
    `through`, the last date is the first.
    """
    dates = _stated_dates(entry, first_key)
    return dates if dates and _are_of_one_kind(dates) else None


def find_dates_out_of_order(entry: object, first_key: str) -> Iterator[InitErrorDetails]:
    """Yield a fault if the dates of an entry are not of one kind, or come in the wrong order."""
    dates = _stated_dates(entry, first_key)
    if dates and not _are_of_one_kind(dates):
        yield fault("mixed_dates", first_key=first_key)
    elif dates and dates.once and dates.once.last < dates.once.first:
        yield fault("backwards_days", first_key=first_key)


def _stated_dates(entry: object, first_key: str) -> DateRange | None:
    first = read_field(entry, first_key, DATE_READER)
    return DateRange(first, read_field(entry, "through", DATE_READER) or first) if first else None


def _are_of_one_kind(dates: DateRange) -> bool:
    return type(dates.first) is type(dates.last)
