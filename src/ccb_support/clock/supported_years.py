"""The supported range: the years about which a directory can answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.errors import OutOfRangeError
from ccb_support.words.error_phrases import LIMITED_BY_CALENDAR

from .instants import FIRST_YEAR, LAST_YEAR
from .wall_days import days_through

if TYPE_CHECKING:
    from .instants import WallTime
    from .intervals import Interval


class SupportedYears(NamedTuple):
    """The years about which a directory can answer, in its zone, from the first through the last.

    `calendar` is the code of the holiday calendar that has no other years. It is empty if the
    holidays of all supported years are known.
    """

    first: int = FIRST_YEAR
    last: int = LAST_YEAR
    calendar: str = ""

    @property
    def days(self) -> Interval[WallTime]:
        """The range on the wall clock, from midnight to midnight."""
        return days_through(date(self.first, 1, 1), date(self.last, 12, 31))

    def error(self, value: object) -> OutOfRangeError:
        """Return the error about a value outside the range."""
        hint = LIMITED_BY_CALENDAR.fill(calendar=self.calendar) if self.calendar else None
        return OutOfRangeError(value, first_year=self.first, last_year=self.last, hint=hint)


EVERY_YEAR = SupportedYears()
"""The supported range, unless a holiday calendar has fewer years."""
