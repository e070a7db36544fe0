"""The codes in which the router says why: one for its answer, and one for each channel."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a channel is the answer: the first that applies."""

    OPENS_NEXT = "opens_next"
    """Nothing is open; this channel opens soonest."""
    PREFERRED = "preferred"
    """It has the medium that the caller prefers, and would not be the answer otherwise."""
    PRIORITY = "priority"
    """It is reserved for some priorities, and serves the request's."""
    DEDICATED = "dedicated"
    """It is reserved for some request types, and serves the request's."""
    FALLBACK = "fallback"
    """A reserved channel earlier in the order serves the request, but is closed or unavailable."""
    GENERAL = "general"
    """It serves everything, and comes first."""


class Verdict(StrEnum):
    """What the router found about a channel: the first that applies."""

    NOT_SERVED = "not_served"
    """The channel does not serve such requests."""
    UNAVAILABLE = "unavailable"
    """The caller says that it is down."""
    CLOSED = "closed"
    """It is closed, and another is the answer."""
    RECOMMENDED = "recommended"
    """It is the answer."""
    ALTERNATIVE = "alternative"
    """It is open and available too."""
