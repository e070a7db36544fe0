"""Seasons: other weekly hours between two dates, such as those of the year-end or of Holy Week."""

from typing import ClassVar

from pydantic import Field

from .calendar_dates import FullOrYearlyDate
from .date_ranges import DateRange, find_dates_out_of_order, rule_of_kinds
from .hours import Hours, OrClosed
from .hours_changes import HoursChange
from .validation import validate_all


class Season(HoursChange, frozen=True, serialize_by_alias=True):
    """Weekly hours that replace those of channels between two dates.

    A season replaces the weekly hours only: a holiday with hours stays open in a season that is
    closed. The hours of the evening before its first day stay whole.

    Attributes:
        name: what the season is, for people.
        channels: the ids of the channels concerned, or `"all"`.
        from_: the first day: a date, or a day of every year. A file, JSON and `model_validate`
            name it `from`, which is a keyword of Python.
        through: the last day, included.
        hours: the weekly hours in the season, `"always"`, or `"closed"`.
    """

    from_: FullOrYearlyDate = Field(alias="from")
    through: FullOrYearlyDate
    hours: OrClosed[Hours]

    rules_of_keys: ClassVar[dict[str, object]] = rule_of_kinds("from")

    _check = validate_all(lambda season: find_dates_out_of_order(season, "from"))

    @property
    def dates(self) -> DateRange:
        """Its days."""
        return DateRange(self.from_, self.through)
