"""The causes of a channel's hours: holidays, and the changed hours of the directory."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Self, TypeAlias

from ccb_support.calendars import NamedHoliday
from ccb_support.model.changed_hours import Closure, Season, SpecialDay
from ccb_support.model.dates import DaySpan
from ccb_support.model.records import Record, build
from ccb_support.model.text import LocalizedText

AnyChange: TypeAlias = Season | SpecialDay | Closure
"""An entry of a directory that changes hours."""


class CauseKind(StrEnum):
    """What kind of cause explains a channel's hours."""

    HOLIDAY = "holiday"
    SEASON = "season"
    SPECIAL_DAY = "special_day"
    CLOSURE = "closure"


_KINDS: Mapping[type[object], CauseKind] = {
    Season: CauseKind.SEASON,
    SpecialDay: CauseKind.SPECIAL_DAY,
    Closure: CauseKind.CLOSURE,
}


class Cause(Record, frozen=True):
    """A holiday, season, special day or closure that helps to explain a channel's hours.

    Attributes:
        kind: which of these it is.
        name: its name.
        date: its day, or the first of its days, in the directory's zone.
        last_date: the last of its days; the same as `date` if it has only one.
    """

    kind: CauseKind
    name: LocalizedText
    date: dt.date
    last_date: dt.date

    def __hash__(self) -> int:
        """Return a hash of the days alone: the name takes longer, and seldom helps."""
        return hash((self.date, self.last_date))

    def __str__(self) -> str:
        """Return its name in Spanish."""
        return str(self.name)

    @classmethod
    def of(cls, entry: AnyChange | NamedHoliday, days: DaySpan) -> Self:
        """Return a holiday, or an occurrence of an entry, as answers name it."""
        kind = _KINDS.get(type(entry), CauseKind.HOLIDAY)
        return build(
            cls, {"kind": kind, "name": entry.name, "date": days.first, "last_date": days.last}
        )
