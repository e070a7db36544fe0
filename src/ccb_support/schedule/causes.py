"""The exceptions that explain why a channel is open or closed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from ccb_support.model.records import Record
from ccb_support.model.special_days import SpecialDay
from ccb_support.model.text import LocalizedText

if TYPE_CHECKING:
    from ccb_support.model.special_days import HoursException


class CauseKind(StrEnum):
    """What kind of exception changes a channel's hours."""

    HOLIDAY = "holiday"
    SPECIAL_DAY = "special_day"
    CLOSURE = "closure"


class Cause(Record, frozen=True):
    """An exception that helps to explain why a channel is open or closed.

    Attributes:
        kind: what kind of exception it is.
        name: its name.
        date: its day, or the first of its days, in the directory's zone.
        last_date: the last of its days; the same as `date` if it has only one.
    """

    kind: CauseKind
    name: LocalizedText
    date: dt.date
    last_date: dt.date

    @classmethod
    def of(cls, exception: HoursException) -> Self:
        """Return a special day or a closure as answers name it."""
        is_special = isinstance(exception, SpecialDay)
        return cls(
            kind=CauseKind.SPECIAL_DAY if is_special else CauseKind.CLOSURE,
            name=exception.name,
            date=exception.first_date,
            last_date=exception.last_date,
        )


def chronological(cause: Cause) -> tuple[dt.date, dt.date, str]:
    """Sort key: first date, last date, kind."""
    return cause.date, cause.last_date, cause.kind
