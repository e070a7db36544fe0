"""Which support channel of the Bogotá Chamber of Commerce to use, why, and until when.

Certicámara serves the Chamber (CCB) through a telephone line, a mobile line for critical requests,
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
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from .answer.recommendation import Reason, Recommendation, Verdict
from .calendars.colombia import colombian_holidays
from .clock.wall_clock import BOGOTA_NAME as _BOGOTA_NAME
from .clock.wall_clock import zone_named as _zone_named
from .errors import (
    CcbSupportError,
    DirectoryError,
    NaiveDatetimeError,
    NoChannelError,
    OutOfRangeError,
    UnknownChannelError,
    UnknownLanguageError,
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
)
from .model.channels import Channel, EscalationLevel
from .model.contacts import Chat, Contact, Email, Phone, WebForm, WhatsApp
from .model.directory import Directory, default_directory
from .model.vocabulary import Medium, Priority, RequestType
from .routing.router import Router
from .routing.router import shipped_router as _shipped_router

if TYPE_CHECKING:
    from .comparison import diff
    from .verification import verify

# A copy of the folder has no metadata, and a frozen program may have none.
__version__ = "0.1.0"

BOGOTA: ZoneInfo
"""The zone of the Bogotá Chamber of Commerce. Its offset is not fixed: 1992-93 had summer time."""

__all__ = [
    "BOGOTA",
    "CcbSupportError",
    "Channel",
    "Chat",
    "Contact",
    "Directory",
    "DirectoryError",
    "Email",
    "EscalationLevel",
    "Medium",
    "NaiveDatetimeError",
    "NoChannelError",
    "OutOfRangeError",
    "Phone",
    "Priority",
    "Reason",
    "Recommendation",
    "RequestType",
    "Router",
    "UnknownChannelError",
    "UnknownLanguageError",
    "UnknownMediumError",
    "UnknownPriorityError",
    "UnknownRequestTypeError",
    "UnknownWordError",
    "Verdict",
    "WebForm",
    "WhatsApp",
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

# Checks of a whole directory do not answer one request, and make an import a sixth longer. So their
# modules are loaded on first use.
_ON_DEMAND = {"diff": "comparison", "verify": "verification"}

_OF_THE_SHIPPED_ROUTER = {"escalation", "recommend", "timeline", "timetable"}


if TYPE_CHECKING:
    escalation: Final = _shipped_router().escalation
    recommend: Final = _shipped_router().recommend
    timeline: Final = _shipped_router().timeline
    timetable: Final = _shipped_router().timetable
else:
    # A type checker that saw this function would find every name, and no typo.
    def __getattr__(name: str) -> object:
        """Return what an import does not read: data, the shipped directory, more modules."""
        if name in _OF_THE_SHIPPED_ROUTER:
            found = getattr(_shipped_router(), name)
        elif name == "BOGOTA":
            found = _zone_named(_BOGOTA_NAME)
        elif name in _ON_DEMAND:
            found = getattr(import_module(f".{_ON_DEMAND[name]}", __name__), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        # Found once, a name needs no search the next time.
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
