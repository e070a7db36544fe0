"""Which support channel of the Bogotá Chamber of Commerce to use, why, and until when.

Certicámara serves the Chamber (CCB) through a telephone line, a mobile line for critical incidents,
e-mail, chat and a PQRS desk with office hours. `recommend` knows that table, the clock and the
Colombian calendar:

>>> from datetime import datetime
>>> import ccb_support
>>> when = datetime(2026, 7, 10, 18, 0, tzinfo=ccb_support.BOGOTA)
>>> answer = ccb_support.recommend("claim", "P2", when)
>>> answer.number, answer.reason.value
('(601) 7457495', 'fallback')
>>> answer.valid_until.isoformat()  # Monday the 13th is a holiday
'2026-07-14T07:00:00-05:00'

Importing and calling the library reads no clock, no environment and no network.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .answer.reasons import Reason, Verdict
from .answer.recommendation import NoChannelError, Recommendation
from .answer.trace import ChannelStatus, TraceEntry
from .calendars.colombia import (
    COLOMBIA,
    ColombianCalendar,
    Holiday,
    HolidayKind,
    colombian_holidays,
)
from .clock.instants import BOGOTA
from .errors import (
    BadTableFileError,
    CcbSupportError,
    ColumnClashError,
    ColumnTypeError,
    DirectoryError,
    EmptyRangeError,
    Fault,
    MissingExtraError,
    NaiveColumnError,
    NaiveDatetimeError,
    NotACalendarError,
    NotAChannelDirectoryError,
    NotACollectionError,
    NotADatetimeError,
    NotAFrameError,
    NotAYearError,
    NotExpressibleError,
    NotRequestsError,
    OutOfRangeError,
    OutsideSpanError,
    UnknownChannelError,
    UnknownColumnError,
    UnknownLanguageError,
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    UnusableTimeZoneError,
)
from .model.channels import Channel, EscalationLevel
from .model.contacts import Contact, Email, Phone, Web
from .model.directory import Directory, default_directory
from .model.hours import (
    AlwaysOpen,
    Day,
    DayHours,
    NotStated,
    OpeningSpan,
    WeeklyHours,
    WeeklySpan,
)
from .model.requests import Medium, Priority, RequestType
from .model.special_days import Closure, SpecialDay
from .model.text import LocalizedText
from .routing.router import Router
from .routing.shipped import escalation, recommend, timeline, timetable
from .schedule.causes import Cause, CauseKind
from .version import __version__

if TYPE_CHECKING:
    from .comparison import diff
    from .comparison.changes import (
        Alternative,
        Answer,
        Change,
        EscalationChange,
        Nobody,
        Outcome,
    )
    from .comparison.difference import Difference
    from .model.request_kinds import RequestKind
    from .routing.timetable import Timetable, TimetableRequest, TimetableSpan
    from .verification import verify
    from .verification.codes import FindingCode, Severity
    from .verification.findings import Counterexample, Coverage, Finding
    from .verification.report import Report

__all__ = [
    "BOGOTA",
    "COLOMBIA",
    "Alternative",
    "AlwaysOpen",
    "Answer",
    "BadTableFileError",
    "Cause",
    "CauseKind",
    "CcbSupportError",
    "Change",
    "Channel",
    "ChannelStatus",
    "Closure",
    "ColombianCalendar",
    "ColumnClashError",
    "ColumnTypeError",
    "Contact",
    "Counterexample",
    "Coverage",
    "Day",
    "DayHours",
    "Difference",
    "Directory",
    "DirectoryError",
    "Email",
    "EmptyRangeError",
    "EscalationChange",
    "EscalationLevel",
    "Fault",
    "Finding",
    "FindingCode",
    "Holiday",
    "HolidayKind",
    "LocalizedText",
    "Medium",
    "MissingExtraError",
    "NaiveColumnError",
    "NaiveDatetimeError",
    "NoChannelError",
    "Nobody",
    "NotACalendarError",
    "NotAChannelDirectoryError",
    "NotACollectionError",
    "NotADatetimeError",
    "NotAFrameError",
    "NotAYearError",
    "NotExpressibleError",
    "NotRequestsError",
    "NotStated",
    "OpeningSpan",
    "OutOfRangeError",
    "Outcome",
    "OutsideSpanError",
    "Phone",
    "Priority",
    "Reason",
    "Recommendation",
    "Report",
    "RequestKind",
    "RequestType",
    "Router",
    "Severity",
    "SpecialDay",
    "Timetable",
    "TimetableRequest",
    "TimetableSpan",
    "TraceEntry",
    "UnknownChannelError",
    "UnknownColumnError",
    "UnknownLanguageError",
    "UnknownMediumError",
    "UnknownPriorityError",
    "UnknownRequestTypeError",
    "UnknownWordError",
    "UnusableTimeZoneError",
    "Verdict",
    "Web",
    "WeeklyHours",
    "WeeklySpan",
    "__version__",
    "colombian_holidays",
    "default_directory",
    "diff",
    "escalation",
    "recommend",
    "timeline",
    "timetable",
    "verify",
]

# Checks and tables of a whole directory are no part of answering one request, and would make an
# import a sixth longer: their modules are loaded when they are asked for.
_ON_DEMAND = {
    "Alternative": "comparison.changes",
    "Answer": "comparison.changes",
    "Change": "comparison.changes",
    "Difference": "comparison.difference",
    "EscalationChange": "comparison.changes",
    "Nobody": "comparison.changes",
    "Outcome": "comparison.changes",
    "diff": "comparison",
    "FindingCode": "verification.codes",
    "Severity": "verification.codes",
    "Counterexample": "verification.findings",
    "Coverage": "verification.findings",
    "Finding": "verification.findings",
    "Report": "verification.report",
    "RequestKind": "model.request_kinds",
    "Timetable": "routing.timetable",
    "TimetableRequest": "routing.timetable",
    "TimetableSpan": "routing.timetable",
    "verify": "verification",
}


def __getattr__(name: str) -> object:
    if name in _ON_DEMAND:
        return getattr(import_module(f".{_ON_DEMAND[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
