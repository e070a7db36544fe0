"""The answer: what to use, why, what else there is, and from when until when that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR, datetime_of, instant_of, since_epoch
from ccb_support.errors import CcbSupportError, OutOfRangeError, OutsideSpanError, require_language
from ccb_support.model.channels import Channel, EscalationLevel
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Timed
from ccb_support.model.requests import Priority, RequestType
from ccb_support.words.answer_phrases import PRIORITIES, REQUEST_TYPES
from ccb_support.words.phrase import Phrase

from .reasons import Reason
from .trace import TraceEntry

if TYPE_CHECKING:
    from datetime import date, datetime


class Recommendation(Timed, frozen=True):
    """Whom to contact for a request, why, what else there is, and when that holds.

    All its instants are in the directory's zone.

    Attributes:
        request_type: the type of the request.
        priority: how urgent the request is.
        channel: the channel to use.
        contact: of its contacts, the one to use first.
        number: that contact's whole number, as a person dials and presses it, in Spanish; `None`
            if the contact is not a telephone.
        uri: that contact's `tel:`, `mailto:`, `http:` or `https:` URI.
        open_now: whether the channel is open.
        opens_at: when a closed channel opens.
        closes_at: the end of the whole open run of an open channel; `None` if it does not close.
        reason: why this channel.
        alternatives: the other channels that are open and available for the request, best first.
        trace: what the router found about every channel of the directory, in order.
        valid_from: since when this answer holds; `None` if it has no start in the supported
            range.
        valid_until: until when this answer holds, excluded; `None` if it has no end in the range.
        escalation: the levels to turn to next, in order.
        directory_version: the version of the directory that answered.
        time_zone: the IANA name of the directory's zone.
    """

    request_type: RequestType
    priority: Priority
    channel: Channel
    contact: Contact
    number: str | None
    uri: str
    open_now: bool
    opens_at: AwareDatetime | None
    closes_at: AwareDatetime | None
    reason: Reason
    alternatives: tuple[Channel, ...]
    trace: tuple[TraceEntry, ...]
    valid_from: AwareDatetime | None
    valid_until: AwareDatetime | None
    escalation: tuple[EscalationLevel, ...]
    directory_version: str
    time_zone: str

    def display(self, language: str = "es") -> str:
        """Return what to show of the contact: the whole number, the mailbox or the address.

        Args:
            language: a BCP 47 tag of Spanish or English, such as `es` or `es-CO`.

        Raises:
            UnknownLanguageError: the library does not speak that language.
        """
        return self.contact.display(require_language(language))

    def holds_at(self, when: datetime) -> bool:
        """Return whether this answer holds at `when`.

        The answer's span decides. If it has no end, the answer holds at every later instant.

        Raises:
            NotADatetimeError: `when` is not a datetime.
            NaiveDatetimeError: `when` has no UTC offset.
            UnusableTimeZoneError: the `tzinfo` of `when` fails.
        """
        # To the microsecond, because a caller says when a channel is back.
        moment = since_epoch(when)
        has_begun = self.valid_from is None or since_epoch(self.valid_from) <= moment
        return has_begun and (self.valid_until is None or moment < since_epoch(self.valid_until))

    def explain(self, language: str = "es", *, at: datetime | None = None) -> str:
        """Return a short paragraph that a person can act on.

        The paragraph says whom to contact and how, why, and until when. It says what opens when,
        because of which holiday, and what else there is. Every time comes with its weekday and
        date.

        Args:
            language: a BCP 47 tag of Spanish or English, such as `es` or `es-CO`.
            at: the instant at which a person reads it. With it, the words say today and tomorrow.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
            OutsideSpanError: the answer does not hold at `at`.
            OutOfRangeError: `at` is a day that no `date` can hold in the directory's zone.
            NotADatetimeError: `at` is not a datetime.
            NaiveDatetimeError: `at` has no UTC offset.
            UnusableTimeZoneError: the `tzinfo` of `at` fails.
        """
        # Most answers go to programs, which need no words.
        from .explanation import explanation  # noqa: PLC0415 - so the words are loaded on first use

        known_language = require_language(language)
        if at is None:
            return explanation(self, known_language, today=None)
        if not self.holds_at(at):
            raise OutsideSpanError(at, self.valid_from, self.valid_until)
        return explanation(self, known_language, today=_date_at(at, ZoneInfo(self.time_zone)))


def _date_at(when: datetime, zone: ZoneInfo) -> date:
    try:
        return datetime_of(instant_of(when), zone).date()
    except OverflowError as error:  # it is the year 0 or 10000 there
        raise OutOfRangeError(when, FIRST_YEAR, LAST_YEAR) from error


class NoChannelError(CcbSupportError, LookupError):
    """No available channel serves the request, now or later within the supported range.

    Attributes:
        trace: what the router found about every channel.
        escalation: the levels to turn to instead, in order.
    """

    code = "no_channel"

    def __init__(
        self,
        request_type: RequestType,
        priority: Priority,
        trace: tuple[TraceEntry, ...],
        escalation: tuple[EscalationLevel, ...],
    ) -> None:
        super().__init__(
            self._phrase(
                request_type=Phrase(REQUEST_TYPES[request_type].es, repr(request_type.value)),
                priority=Phrase(PRIORITIES[priority].es, f"P{priority:d}"),
            )
        )
        self.trace = trace
        self.escalation = escalation
