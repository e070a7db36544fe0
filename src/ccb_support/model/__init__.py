"""What a directory says: channels, contacts, hours, and what changes the hours."""

from .changed_hours import Closure, Season, SpecialDay
from .channels import RequestKind
from .dates import DateRange, DaySpan, ListedHoliday, YearlyDate
from .hours import AlwaysOpen, Day, DayHours, NotStated, OpeningSpan, WeeklyHours, WeeklySpan
from .text import ArticledName, LocalizedText

__all__ = [
    "AlwaysOpen",
    "ArticledName",
    "Closure",
    "DateRange",
    "Day",
    "DayHours",
    "DaySpan",
    "ListedHoliday",
    "LocalizedText",
    "NotStated",
    "OpeningSpan",
    "RequestKind",
    "Season",
    "SpecialDay",
    "WeeklyHours",
    "WeeklySpan",
    "YearlyDate",
]
