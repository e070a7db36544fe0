"""The codes of findings, and how grave each is."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


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

    severity: Severity
    """How grave such a finding is."""

    def __new__(cls, value: str, severity: Severity) -> Self:
        """Return the code that is written as `value`."""
        code = str.__new__(cls, value)
        code._value_, code.severity = value, severity
        return code

    UNSERVED_REQUEST = "unserved_request", Severity.ERROR
    """No channel serves the request."""
    NO_ANSWER = "no_answer", Severity.ERROR
    """From some time on, no channel that serves the request is open or opens again."""
    CRITICAL_WITHOUT_PHONE = "critical_without_phone", Severity.ERROR
    """At some time no telephone is open for a request of priority 1."""
    WRONG_NUMBER = "wrong_number", Severity.ERROR
    """A number that machines dial is not the number that people read."""
    NO_OPEN_CHANNEL = "no_open_channel", Severity.WARNING
    """At some time no channel is open for the request; the answer is the one that opens next."""
    SERVES_NOTHING = "serves_nothing", Severity.WARNING
    """A channel serves no request type, or no priority."""
    NEVER_OPEN = "never_open", Severity.WARNING
    """A channel is not open at any time of the range."""
    NEVER_THE_ANSWER = "never_the_answer", Severity.WARNING
    """A channel is open, but another is always the answer, with any preferred medium."""
    SHARED_CONTACT = "shared_contact", Severity.WARNING
    """Several channels have the same contact."""
    DOUBTFUL_NUMBER = "doubtful_number", Severity.WARNING
    """A number that machines dial does not end with the digits that people read."""
    SEVERAL_PRINTS = "several_prints", Severity.WARNING
    """One number is printed in two ways."""
    SEVERAL_NUMBERS = "several_numbers", Severity.WARNING
    """One printed text has two numbers."""
    LONG_SPAN = "long_span", Severity.WARNING
    """Hours that start in the morning end after midnight: probably 5 p.m. is written as 05:00."""
    MIXED_SCRIPTS = "mixed_scripts", Severity.WARNING
    """A word of a name mixes letters of alphabets that look alike: Latin, Greek, Cyrillic."""
    SEASON_CUTS_ALWAYS_OPEN = "season_cuts_always_open", Severity.WARNING
    """A season for all channels gives hours to a channel that is always open."""
    EXCEPTION_WITHOUT_EFFECT = "exception_without_effect", Severity.WARNING
    """Without this entry of the range, every channel has the same hours."""
    EXCEPTION_BEFORE_AS_OF = "exception_before_as_of", Severity.WARNING
    """A season or special day was over half a year before the last comparison with the source."""
    OLD_DIRECTORY = "old_directory", Severity.WARNING
    """The directory was last compared with its source more than a year ago."""
    OLD_HOLIDAYS = "old_holidays", Severity.WARNING
    """The day through which the holidays were checked is past."""
    HOLIDAY_LIST_ENDS = "holiday_list_ends", Severity.WARNING
    """The last date in the directory's list of holidays is before the end of the range."""
    ANSWER_BY_PREFERENCE_ONLY = "answer_by_preference_only", Severity.NOTE
    """A channel is open, but it is the answer only if the caller prefers its medium."""
    PREFERENCE_WITHOUT_EFFECT = "preference_without_effect", Severity.NOTE
    """Preferring a medium never changes the answer to the request."""
    DEDICATED_CHANNEL_CLOSED = "dedicated_channel_closed", Severity.NOTE
    """At some time no channel dedicated to the request's type is open, and another answers."""
    PAST_EXCEPTION = "past_exception", Severity.NOTE
    """A season, special day or closure is over: before the range, or before `as_of`."""
    LATER_EXCEPTION = "later_exception", Severity.NOTE
    """A season, special day or closure lies wholly after the range, so it was not verified."""
    HOLIDAYS_UNVERIFIED = "holidays_unverified", Severity.NOTE
    """The holidays were not checked through the end of the range."""
