"""The answer: what to use, why, what else there is, and from when until when that holds."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field

from ccb_support.clock.instants import EPOCH, EVERY_YEAR, since_epoch
from ccb_support.clock.wall_clock import zone_named
from ccb_support.errors import OutsideSpanError, require_language
from ccb_support.model.channels import Channel, EscalationLevel
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Timed, WrittenAs
from ccb_support.model.text import Line, LocalizedText, Name, Visible, ZoneName
from ccb_support.model.vocabulary import Medium, PriorityNumber, RequestTypeId
from ccb_support.schedule.causes import Cause
from ccb_support.words import Language


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
    """It serves everything, and is the first open and available channel."""


class Verdict(StrEnum):
    """What the router found about a channel: the first that applies."""

    NOT_SERVED = "not_served"
    """The channel does not serve such requests."""
    UNAVAILABLE = "unavailable"
    """The caller says that it is down."""
    CLOSED = "closed"
    """It is closed, and is not the answer."""
    RECOMMENDED = "recommended"
    """It is the answer."""
    ALTERNATIVE = "alternative"
    """It is open and available too."""


class TraceEntry(Timed, frozen=True):
    """What the router found about one channel.

    Attributes:
        channel: the channel's id.
        name: its name for people.
        contacts: how to reach it.
        verdict: what the router found.
        opens_at: when a closed channel opens. `None` if it does not open within the supported
            range, and if it is open, not served or unavailable.
        because: for a closed channel, every cause in its closed gap that covers time which
            ordinary hours would have opened, even if that time has passed. For an open channel,
            the seasons, special days and holidays with hours that shape its open run.
        unavailable_until: when an unavailable channel is back, if the caller said so and that is
            within the supported range.
        opens_with: if it opens under a later edition of the directory, its contacts then; this is
            an empty tuple if it does not serve the request then. Otherwise `None`.
    """

    channel: str
    name: Name
    contacts: tuple[Contact, ...]
    verdict: Annotated[Verdict, WrittenAs("str")]
    opens_at: AwareDatetime | None
    because: tuple[Cause, ...]
    unavailable_until: AwareDatetime | None
    opens_with: tuple[Contact, ...] | None

    @property
    def contacts_at_opening(self) -> tuple[Contact, ...]:
        """How to reach it when it opens; empty if it does not serve the request then."""
        return self.contacts if self.opens_with is None else self.opens_with


class ChannelStatus(Timed, frozen=True):
    """Whether a channel is open, and what changes next.

    Attributes:
        channel: the channel.
        open_now: whether it is open.
        opens_at: when a closed channel opens; `None` if it is open, or does not open within the
            supported range.
        closes_at: when an open channel closes; `None` if it is closed, or does not close.
        because: the causes of its state, as in `TraceEntry`.
        valid_from: since when this holds; `None` if it has no start in the supported range.
        valid_until: until when this holds, excluded; `None` if it has no end in the range.
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


class Reader(NamedTuple):
    """Who reads the words of an answer.

    Attributes:
        language: the reader's language.
        zone: the directory's zone, on whose clock the reader reads the times.
        today: the date there on which the reader reads, or `None` if unknown.
        when: the instant that the words are about, in UTC, or `None` if that is the present.
        is_past: whether the words are about the past.
    """

    language: Language
    zone: ZoneInfo
    today: date | None
    when: datetime | None = None
    is_past: bool = False


class Recommendation(Timed, frozen=True):
    """Whom to contact for a request, why, what else there is, and when that holds.

    All its instants are in the directory's zone.

    Attributes:
        request_type: the id of the request type in the directory. If it is one of the usual
            vocabulary, it is that member of `RequestType`.
        priority: the number of the priority, in the same way: 1 is the most urgent.
        request_name: the name of the request type, for people.
        request_plural: what people call several such requests, if the directory says it.
        priority_name: the name of the priority, for people.
        prefer: the medium that the caller prefers, if any.
        channel: the channel to use.
        contact: of its contacts, the one to use first.
        number: that contact's whole number, as a person dials and presses it, in the directory's
            language; `None` if the contact is not a telephone.
        uri: that contact's `tel:`, `mailto:`, `http:` or `https:` URI.
        open_now: whether the channel is open.
        opens_at: when a closed channel opens; `None` if it is open.
        closes_at: the end of the whole open run of an open channel; `None` if it is closed, or does
            not close.
        reason: why this channel.
        alternatives: the other channels that are open and available for the request, best first.
        trace: what the router found about every channel of the directory, in order.
        valid_from: since when this answer holds; `None` if it has no start in the supported
            range.
        valid_until: until when this answer holds, excluded; `None` if it has no end in the range.
        escalation: the levels to turn to next, in order.
        directory_version: the version of the directory that answered.
        time_zone: the IANA name of the directory's zone.
        language: the language of the answer's words if a caller names none: the directory's.
        verified_through: the last day whose holidays were checked; `None` if nobody says so, or if
            no channel that serves the request depends on holidays.
    """

    request_type: RequestTypeId
    priority: PriorityNumber
    request_name: LocalizedText
    request_plural: LocalizedText | None
    priority_name: LocalizedText
    prefer: Medium | None
    channel: Channel
    contact: Contact
    number: Visible[str] | None
    uri: Annotated[str, Field(pattern="^(tel|mailto|https?):")]
    open_now: bool
    opens_at: AwareDatetime | None
    closes_at: AwareDatetime | None
    reason: Reason
    alternatives: tuple[Channel, ...]
    trace: tuple[TraceEntry, ...]
    valid_from: AwareDatetime | None
    valid_until: AwareDatetime | None
    escalation: tuple[EscalationLevel, ...]
    directory_version: Line
    time_zone: ZoneName
    language: Language
    verified_through: date | None

    def __hash__(self) -> int:
        """Return a hash of the request and the end: that of the rest takes longer."""
        end = self.valid_until and self.valid_until - EPOCH
        return hash((self.request_type, self.priority, end))

    def __str__(self) -> str:
        """Return `summary()`."""
        return self.summary()

    def display(self, language: str | None = None) -> str:
        """Return what to show of the contact: the whole number, the mailbox or the address.

        Args:
            language: a BCP 47 tag of Spanish or English, such as `es` or `es-CO`. Without it, the
                words are in the directory's language.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return self.contact.display(require_language(language, usual=self.language))

    def holds_at(self, when: datetime) -> bool:
        """Return whether this answer holds at `when`.

        The answer's span decides. If it has no start, the answer holds at every earlier instant; if
        it has no end, at every later one.

        Raises:
            NotADatetimeError: `when` is not a datetime.
            NaiveDatetimeError: `when` has no UTC offset.
            UnusableTimeZoneError: the `tzinfo` of `when` fails.
            OutOfRangeError: `when` holds a date that no plain `datetime` can.
        """
        # To the microsecond, because a caller says when a channel is back.
        time = since_epoch(when)
        has_begun = self.valid_from is None or self.valid_from - EPOCH <= time
        return has_begun and (self.valid_until is None or time < self.valid_until - EPOCH)

    def summary(
        self,
        language: str | None = None,
        *,
        when: datetime | None = None,
        at: datetime | None = None,
    ) -> str:
        """Return whom to contact, how, and until when they attend, in one sentence.

        If no channel is open, the sentence says so, and which channel opens when.

        Args:
            language: as for `display`.
            when: the instant that the words are about. Without it, that is `at`. If it is later
                than `at`, or if there is no `at`, the words begin with it. If it is earlier, the
                words are in the past.
            at: the instant at which a person reads it. With it, the words say today and tomorrow,
                and the year only of another year. Without it, every day has its date and year.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
            OutsideSpanError: the answer does not hold at `when`; or at `at`, if there is no `when`.
            OutOfRangeError: `when` or `at` is a day that no `date` can hold in the directory's
                zone.
            CcbSupportError: what `holds_at` raises, for `when` or `at`.
        """
        # Most answers go to programs, which need no words. A relative import takes longer.
        from ccb_support.answer.explanation import Explanation  # noqa: PLC0415 - so the words are loaded on first use

        return Explanation(self, self._reader(language, when, at)).summary()

    def explain(
        self,
        language: str | None = None,
        *,
        when: datetime | None = None,
        at: datetime | None = None,
    ) -> str:
        """Return the summary and what else a person needs to decide, in a few sentences.

        If a better channel is closed, the words say when it opens, its whole number and mailbox,
        and which holiday keeps it closed; or that it is down, and until when. If no channel is
        open, they also say which one is back before another opens. If the caller preferred another
        medium, they say why it is not the answer. They name at most one other way. If they speak of
        a day after `verified_through`, they say how far the holidays were checked, or in short that
        they are to be confirmed.

        Args:
            language: as for `display`.
            when: as for `summary`.
            at: as for `summary`.

        Raises:
            CcbSupportError: what `summary` raises.
        """
        from ccb_support.answer.explanation import explain  # noqa: PLC0415 - so the words are loaded on first use

        return explain(self, self._reader(language, when, at))

    def why(
        self,
        language: str | None = None,
        *,
        when: datetime | None = None,
        at: datetime | None = None,
    ) -> str:
        """Return the trace in words: for each channel a line, in the order of the directory.

        Each line is a sentence. It says why the channel is the answer or not, until when, and
        because of which holiday.

        Args:
            language: as for `display`.
            when: as for `summary`. Only the first line begins with it.
            at: as for `summary`.

        Raises:
            CcbSupportError: what `summary` raises.
        """
        from ccb_support.answer.why import explain_trace  # noqa: PLC0415 - so the words are loaded on first use

        return "\n".join(explain_trace(self, self._reader(language, when, at)))

    def brief(
        self,
        language: str | None = None,
        *,
        when: datetime | None = None,
        at: datetime | None = None,
    ) -> dict[str, str | None]:
        """Return the answer as a small table, for a log or a reply in JSON.

        It has the channel's id, the number and the URI of the contact, until when the answer holds
        (in ISO 8601), the summary, and the version of the directory. For the shipped directory, its
        JSON has less than 400 bytes.

        Args:
            language: as for `display`.
            when: as for `summary`.
            at: as for `summary`.

        Raises:
            CcbSupportError: what `summary` raises.
        """
        return {
            "channel": self.channel.id,
            "number": self.number,
            "uri": self.uri,
            "until": self.valid_until.isoformat() if self.valid_until else None,
            "summary": self.summary(language, when=when, at=at),
            "version": self.directory_version,
        }

    def _reader(self, language: str | None, when: datetime | None, at: datetime | None) -> Reader:
        """Return who reads words about `when` at `at`. Raises what `summary` raises."""
        spoken = require_language(language, usual=self.language)
        zone = zone_named(self.time_zone)
        asked = at if when is None else when
        if asked is None:
            return Reader(spoken, zone, None)
        if not self.holds_at(asked):
            raise OutsideSpanError(asked)
        about, day = _in_utc_and_there(asked, zone)
        if at is None:
            return Reader(spoken, zone, None, when=about)
        present, today = (about, day) if when is None else _in_utc_and_there(at, zone)
        if about == present:
            return Reader(spoken, zone, today)
        return Reader(spoken, zone, today, when=about, is_past=about < present)


def _in_utc_and_there(when: datetime, zone: ZoneInfo) -> tuple[datetime, date]:
    """Return an instant in UTC, and its date in a zone."""
    try:
        moment = EPOCH + since_epoch(when)
        return moment, moment.astimezone(zone).date()
    except OverflowError as error:  # it is the year 0 or 10000 there
        raise EVERY_YEAR.error(when) from error
