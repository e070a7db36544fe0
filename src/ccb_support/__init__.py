"""Which support channel of the Bogotá Chamber of Commerce to use, why, and until when.

Certicámara serves the Chamber (CCB) through a telephone line, a mobile line for critical incidents,
e-mail, chat and a PQRS desk with office hours. `recommend` knows these channels, their hours and
the Colombian holidays:

>>> from datetime import datetime
>>> import ccb_support
>>> when = datetime(2026, 7, 10, 18, 0, tzinfo=ccb_support.BOGOTA)
>>> answer = ccb_support.recommend("claim", "P2", when)
>>> answer.number, answer.reason.value
('(601) 7457495', 'fallback')
>>> answer.valid_until.isoformat()  # Monday the 13th is a holiday
'2026-07-14T07:00:00-05:00'

You pass the time. The library never reads the clock, the environment or the network.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .answer.recommendation import (
    ChannelStatus,
    NoChannelError,
    Reason,
    Recommendation,
    TraceEntry,
    Verdict,
)
from .calendars.colombia import (
    COLOMBIA,
    ColombianCalendar,
    Holiday,
    HolidayKind,
    colombian_holidays,
)
from .clock.wall_clock import BOGOTA_NAME as _BOGOTA_NAME
from .clock.wall_clock import zone_named as _zone_named
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
    NegativeDurationError,
    NeverOpenError,
    NotACalendarError,
    NotAChannelDirectoryError,
    NotACollectionError,
    NotADatetimeError,
    NotADurationError,
    NotAFrameError,
    NotAYearError,
    NotExpressibleError,
    NotRequestsError,
    OldLibraryError,
    OutOfRangeError,
    OutsideSpanError,
    UnknownChannelError,
    UnknownColumnError,
    UnknownDialectError,
    UnknownLanguageError,
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    UnusableTimeZoneError,
    ZoneDataError,
)
from .model.changed_hours import Closure, Season, SpecialDay
from .model.channels import Channel, EscalationLevel, RequestKind
from .model.contacts import Chat, Contact, Email, Phone, WebForm, WhatsApp
from .model.dates import DateRange, DaySpan, ListedHoliday, YearlyDate
from .model.directory import Directory
from .model.hours import AlwaysOpen, Day, DayHours, NotStated, OpeningSpan, WeeklyHours, WeeklySpan
from .model.shipped_directory import default_directory
from .model.text import ArticledName, LocalizedText
from .model.vocabulary import Medium, Priority, RequestType
from .routing.router import Router
from .routing.router import shipped_router as _shipped_router
from .schedule.causes import Cause, CauseKind

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from .comparison import diff
    from .comparison.changes import Alternative, Answer, Change, EscalationChange, Nobody, Outcome
    from .comparison.file_edits import ChannelName, ContactsEdit, HoursEdit
    from .comparison.report import Difference
    from .routing.timetable import Timetable, TimetableRequest, TimetableSpan
    from .routing.timetable_sql import SqlTimetable
    from .verification import verify
    from .verification.findings import Counterexample, Coverage, Finding, FindingCode, Severity
    from .verification.report import Report

    __version__: str

    escalation = _shipped_router().escalation
    recommend = _shipped_router().recommend
    timeline = _shipped_router().timeline
    timetable = _shipped_router().timetable

BOGOTA: "ZoneInfo"
"""The zone of the Bogotá Chamber of Commerce. Its offset is not fixed: 1992-93 had summer time."""

__all__ = [
    "BOGOTA",
    "COLOMBIA",
    "Alternative",
    "AlwaysOpen",
    "Answer",
    "ArticledName",
    "BadTableFileError",
    "Cause",
    "CauseKind",
    "CcbSupportError",
    "Change",
    "Channel",
    "ChannelName",
    "ChannelStatus",
    "Chat",
    "Closure",
    "ColombianCalendar",
    "ColumnClashError",
    "ColumnTypeError",
    "Contact",
    "ContactsEdit",
    "Counterexample",
    "Coverage",
    "DateRange",
    "Day",
    "DayHours",
    "DaySpan",
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
    "HoursEdit",
    "ListedHoliday",
    "LocalizedText",
    "Medium",
    "MissingExtraError",
    "NaiveColumnError",
    "NaiveDatetimeError",
    "NegativeDurationError",
    "NeverOpenError",
    "NoChannelError",
    "Nobody",
    "NotACalendarError",
    "NotAChannelDirectoryError",
    "NotACollectionError",
    "NotADatetimeError",
    "NotADurationError",
    "NotAFrameError",
    "NotAYearError",
    "NotExpressibleError",
    "NotRequestsError",
    "NotStated",
    "OldLibraryError",
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
    "Season",
    "Severity",
    "SpecialDay",
    "SqlTimetable",
    "Timetable",
    "TimetableRequest",
    "TimetableSpan",
    "TraceEntry",
    "UnknownChannelError",
    "UnknownColumnError",
    "UnknownDialectError",
    "UnknownLanguageError",
    "UnknownMediumError",
    "UnknownPriorityError",
    "UnknownRequestTypeError",
    "UnknownWordError",
    "UnusableTimeZoneError",
    "Verdict",
    "WebForm",
    "WeeklyHours",
    "WeeklySpan",
    "WhatsApp",
    "YearlyDate",
    "ZoneDataError",
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

# Checks and tables of a whole directory do not answer one request, and make an import a sixth
# longer. So their modules are loaded on first use.
_ON_DEMAND = {
    "comparison": {"diff"},
    "comparison.changes": {
        "Alternative",
        "Answer",
        "Change",
        "EscalationChange",
        "Nobody",
        "Outcome",
    },
    "comparison.report": {"Difference"},
    "comparison.file_edits": {"ChannelName", "ContactsEdit", "HoursEdit"},
    "routing.timetable": {"Timetable", "TimetableRequest", "TimetableSpan"},
    "routing.timetable_sql": {"SqlTimetable"},
    "verification": {"verify"},
    "verification.findings": {"Counterexample", "Coverage", "Finding", "FindingCode", "Severity"},
    "verification.report": {"Report"},
}


_OF_THE_SHIPPED_ROUTER = {"escalation", "recommend", "timeline", "timetable"}


def __getattr__(name: str) -> object:
    """Return what an import does not read: data, metadata, the shipped directory, more modules."""
    if name in _OF_THE_SHIPPED_ROUTER:
        found = getattr(_shipped_router(), name)
    elif name == "BOGOTA":
        found = _zone_named(_BOGOTA_NAME)
    elif name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - few programs ask for it

        found = version("ccb-support")
    else:
        module = next((each for each, names in _ON_DEMAND.items() if name in names), None)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f".{module}", __name__), name)
    # Found once, a name needs no search the next time.
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
