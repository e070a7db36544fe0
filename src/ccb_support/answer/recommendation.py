"""The answer: what to use, why, what else there is, and from when until when that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BeforeValidator

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR, datetime_of, instant_of
from ccb_support.errors import OutOfRangeError, OutsideSpanError
from ccb_support.model.channels import Channel, EscalationLevel
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Timed
from ccb_support.model.requests import Priority, RequestType, parse_priority
from ccb_support.model.text import LocalizedText, checked_language
from ccb_support.schedule.channel_schedule import Cause

from .reasons import Reason, Verdict

if TYPE_CHECKING:
    from datetime import date, datetime

    from ccb_support.words.languages import Language


class TraceEntry(Timed, frozen=True):
    """What the router found of one channel.

    Attributes:
        channel: the channel's id.
        name: its name for people.
        contacts: how to reach it.
        verdict: what the router found.
        opens_at: where it is closed, when it opens; `None` where it does not open within the
            supported range, and where it is open, not served or unavailable.
        because: where it is closed, the exceptions that cover time of the whole closed gap in which
            its weekly hours would have opened it; where it is open, the special days that shape its
            open run.
    """

    channel: str
    name: LocalizedText
    contacts: tuple[Contact, ...]
    verdict: Verdict
    opens_at: AwareDatetime | None
    because: tuple[Cause, ...]


class ChannelStatus(Timed, frozen=True):
    """Whether a channel is open, and what changes next.

    Attributes:
        channel: the channel.
        open_now: whether it is open.
        opens_at: where closed, when it opens; `None` where it does not within the supported range.
        closes_at: where open, when it closes; `None` where it does not.
        because: the exceptions that explain it, as in `TraceEntry`.
        valid_from: since when this holds; `None` where it has no beginning in the supported range.
        valid_until: until when this holds, excluded; `None` where it has no end there.
        time_zone: the IANA name of the directory's zone.
    """

    channel: Channel
    open_now: bool
    opens_at: AwareDatetime | None
    closes_at: AwareDatetime | None
    because: tuple[Cause, ...]
    valid_from: AwareDatetime | None
    valid_until: AwareDatetime | None
    time_zone: str


class Recommendation(Timed, frozen=True):
    """Whom to contact for a request, why, what else there is, and when that holds.

    All its instants are in the directory's zone.

    Attributes:
        request_type: what is asked.
        priority: how urgently.
        channel: the channel to use.
        contact: of its contacts, the one to use first.
        number: that contact's number as printed, without its extensions and menu option;
            `None` where it is no telephone.
        uri: that contact's `tel:`, `mailto:`, `http:` or `https:` URI.
        open_now: whether the channel is open.
        opens_at: where it is closed, when it opens.
        closes_at: where it is open, the end of its whole open run; `None` where it does not close.
        reason: why this channel.
        alternatives: the other channels that are open and available for the request, best first.
        trace: what the router found of every channel of the directory, in order.
        valid_from: since when this answer holds; `None` where it has no beginning in the supported
            range.
        valid_until: until when this answer holds, excluded; `None` where it has no end there.
        escalation: the levels to turn to next, in order.
        directory_version: the version of the directory that answered.
        time_zone: the IANA name of the directory's zone.
    """

    request_type: RequestType
    priority: Annotated[Priority, BeforeValidator(parse_priority)]
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

    def holds_at(self, when: datetime) -> bool:
        """Tell whether this answer still, or already, holds at `when`.

        Only the answer's own span is looked at: where it has no end, every later instant will do.

        Raises:
            NotADatetimeError: `when` is no datetime.
            NaiveDatetimeError: `when` has no UTC offset.
            UnusableTimeZoneError: the `tzinfo` of `when` fails.
        """
        instant = instant_of(when)
        has_begun = self.valid_from is None or instant_of(self.valid_from) <= instant
        return has_begun and (self.valid_until is None or instant < instant_of(self.valid_until))

    def explain(self, language: Language = "es", *, at: datetime | None = None) -> str:
        """Return a short paragraph that a person can act on.

        It says whom to contact and how, why, until when, what opens when and because of which
        holiday, and what else there is. Every time comes with its weekday and date.

        Args:
            language: `"es"` or `"en"`.
            at: the instant at which it is read: with it, the words say today and tomorrow too.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
            OutsideSpanError: the answer does not hold at `at`.
            OutOfRangeError: `at` is a day that no `date` can hold in the directory's zone.
            NotADatetimeError: `at` is no datetime.
            NaiveDatetimeError: `at` has no UTC offset.
            UnusableTimeZoneError: the `tzinfo` of `at` fails.
        """
        # Most answers go to programs, which need no words.
        from .explanation import explanation  # noqa: PLC0415 - so the words are loaded on first use

        spoken = checked_language(language)
        if at is None:
            return explanation(self, spoken, today=None)
        if not self.holds_at(at):
            raise OutsideSpanError(at, self.valid_from, self.valid_until)
        return explanation(self, spoken, today=_date_at(at, ZoneInfo(self.time_zone)))


def _date_at(when: datetime, zone: ZoneInfo) -> date:
    try:
        return datetime_of(instant_of(when), zone).date()
    except OverflowError as error:  # it is the year 0 or 10000 there
        raise OutOfRangeError(when, FIRST_YEAR, LAST_YEAR) from error
