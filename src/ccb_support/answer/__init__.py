"""What comes back: the recommendation, its reasons and its words."""

from ccb_support.schedule.causes import Cause, CauseKind

from .recommendation import ChannelStatus, TraceEntry

__all__ = [
    "Cause",
    "CauseKind",
    "ChannelStatus",
    "TraceEntry",
]
