"""The codes of findings, and how grave each is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Someone is left without help: the directory should not be used like this."""
    WARNING = "warning"
    """Probably a mistake: look at it, and correct it or keep it on purpose."""
    NOTE = "note"
    """Often intended: good to know."""


class FindingCode(StrEnum):
    """What a finding is about, gravest first."""

    UNSERVED_REQUEST = "unserved_request"
    """No channel serves the request."""
    NO_ANSWER = "no_answer"
    """From some time on, no channel that serves the request is open or opens again."""
    CRITICAL_WITHOUT_PHONE = "critical_without_phone"
    """At some time no telephone is open for a request of priority 1."""
    NO_OPEN_CHANNEL = "no_open_channel"
    """At some time no channel is open for the request; the answer is the one that opens next."""
    SERVES_NOTHING = "serves_nothing"
    """A channel serves no request type, or no priority."""
    NEVER_OPEN = "never_open"
    """A channel is not open at any time of the range."""
    NEVER_THE_ANSWER = "never_the_answer"
    """A channel is open, but another is always the answer, with any preferred medium."""
    SHARED_CONTACT = "shared_contact"
    """Several channels have the same contact."""
    EXCEPTION_WITHOUT_EFFECT = "exception_without_effect"
    """Without this special day or closure of the range, every channel has the same hours."""
    ANSWER_BY_PREFERENCE_ONLY = "answer_by_preference_only"
    """A channel is open, but it is the answer only if the caller prefers its medium."""
    PREFERENCE_WITHOUT_EFFECT = "preference_without_effect"
    """Preferring a medium never changes the answer to the request."""
    DEDICATED_CHANNEL_CLOSED = "dedicated_channel_closed"
    """At some time no channel dedicated to the request's type is open, and another answers."""
    PAST_EXCEPTION = "past_exception"
    """A special day or closure lies wholly before the range."""
    LATER_EXCEPTION = "later_exception"
    """A special day or closure lies wholly after the range, so it was not verified."""
    HOLIDAYS_UNVERIFIED = "holidays_unverified"
    """The laws of the holidays were not checked through the end of the range."""

    @property
    def severity(self) -> Severity:
        """How grave such a finding is."""
        return _SEVERITIES[self]


_SEVERITIES: Mapping[FindingCode, Severity] = {
    FindingCode.UNSERVED_REQUEST: Severity.ERROR,
    FindingCode.NO_ANSWER: Severity.ERROR,
    FindingCode.CRITICAL_WITHOUT_PHONE: Severity.ERROR,
    FindingCode.NO_OPEN_CHANNEL: Severity.WARNING,
    FindingCode.SERVES_NOTHING: Severity.WARNING,
    FindingCode.NEVER_OPEN: Severity.WARNING,
    FindingCode.NEVER_THE_ANSWER: Severity.WARNING,
    FindingCode.SHARED_CONTACT: Severity.WARNING,
    FindingCode.EXCEPTION_WITHOUT_EFFECT: Severity.WARNING,
    FindingCode.ANSWER_BY_PREFERENCE_ONLY: Severity.NOTE,
    FindingCode.PREFERENCE_WITHOUT_EFFECT: Severity.NOTE,
    FindingCode.DEDICATED_CHANNEL_CLOSED: Severity.NOTE,
    FindingCode.PAST_EXCEPTION: Severity.NOTE,
    FindingCode.LATER_EXCEPTION: Severity.NOTE,
    FindingCode.HOLIDAYS_UNVERIFIED: Severity.NOTE,
}
