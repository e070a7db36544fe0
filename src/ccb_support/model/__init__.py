"""What a directory says: channels, contacts, hours, and what changes the hours."""

from .changed_hours import Closure, Season, SpecialDay
from .channels import Channel, EscalationLevel
from .contacts import Chat, Contact, Email, Phone, WebForm, WhatsApp
from .dates import DateRange, DaySpan, EasterDate, ListedHoliday, YearlyDate
from .directory import Directory
from .hours import AlwaysOpen, Day, DayHours, NotStated, OpeningSpan, WeeklyHours, WeeklySpan
from .requests import RequestKind
from .text import ArticledName, LocalizedText
from .vocabulary import Priorities, PriorityEntry, RequestTypeEntry, RequestTypes

__all__ = [
    "AlwaysOpen",
    "ArticledName",
    "Channel",
    "Chat",
    "Closure",
    "Contact",
    "DateRange",
    "Day",
    "DayHours",
    "DaySpan",
    "Directory",
    "EasterDate",
    "Email",
    "EscalationLevel",
    "ListedHoliday",
    "LocalizedText",
    "NotStated",
    "OpeningSpan",
    "Phone",
    "Priorities",
    "PriorityEntry",
    "RequestKind",
    "RequestTypeEntry",
    "RequestTypes",
    "Season",
    "SpecialDay",
    "WebForm",
    "WeeklyHours",
    "WeeklySpan",
    "WhatsApp",
    "YearlyDate",
]
