"""The protocol of a calendar: what the library needs to know of each country's holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ccb_support.model.text import LocalizedText


class Named(Protocol):
    """A holiday that has a name in each language."""

    @property
    def name(self) -> LocalizedText:
        """The name."""
        ...


@runtime_checkable
class HolidayCalendar(Protocol):
    """The public holidays of one place, over a range of dates."""

    @property
    def first_date(self) -> date:
        """The first date that the calendar covers."""
        ...

    @property
    def last_date(self) -> date:
        """The last date that the calendar covers."""
        ...

    @property
    def verified_through(self) -> date:
        """The day through which the laws behind the calendar were checked."""
        ...

    def __contains__(self, day: object, /) -> bool:
        """Return whether `day` is a public holiday.

        Raises:
            OutOfRangeError: the calendar does not cover `day`.
        """
        ...

    def get(self, day: date, /) -> Sequence[Named]:
        """Return the holidays on `day`: none, one or several.

        Raises:
            OutOfRangeError: the calendar does not cover `day`.
        """
        ...
