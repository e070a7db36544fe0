"""The findings of a verification: their codes, their records, and what each says in a sentence."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, Field

from ccb_support.answer.short_forms import ShortForms
from ccb_support.model.contacts import Contact
from ccb_support.model.hours import OpeningSpan
from ccb_support.model.records import ElapsedTime, Record, Timed
from ccb_support.model.requests import RequestKind
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.schedule.causes import Cause
from ccb_support.schedule.editions import Edition
from ccb_support.words import capitalize
from ccb_support.words import findings as phrases


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Someone is left without help, or dials a wrong number: do not use the directory like this."""
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
    """It is not certain that machines dial the number that people read."""
    LONG_SPAN = "long_span", Severity.WARNING
    """Hours that start in the morning end after midnight: probably 5 p.m. is written as 05:00."""
    LONG_CLOSURE = "long_closure", Severity.WARNING
    """A closure lasts for more than a year: probably a channel changes from a day on."""
    LONG_YEARLY_RANGE = "long_yearly_range", Severity.WARNING
    """A season or special day of every year is for most of it: probably its ends are swapped."""
    CHANGED_HOURS_WITHOUT_EFFECT = "changed_hours_without_effect", Severity.WARNING
    """Without this entry of the range, every channel has the same hours."""
    CHANGED_HOURS_IN_OTHER_EDITION = "changed_hours_in_other_edition", Severity.WARNING
    """A season, special day or closure is at a time of another edition, which has none then."""
    CHANGED_HOURS_BEFORE_AS_OF = "changed_hours_before_as_of", Severity.WARNING
    """A season or special day ended over half a year before the last comparison with the source."""
    FUTURE_AS_OF = "future_as_of", Severity.WARNING
    """The day of the last comparison with the source is still to come."""
    OLD_DIRECTORY = "old_directory", Severity.WARNING
    """The directory was last compared with its source more than a year ago."""
    OLD_HOLIDAYS = "old_holidays", Severity.WARNING
    """The day through which the holidays were checked is past."""
    CALENDAR_ENDS = "calendar_ends", Severity.WARNING
    """Soon, or already, nobody gets an answer: the holiday calendar does not go on."""
    HOLIDAY_LIST_ENDS = "holiday_list_ends", Severity.WARNING
    """The last date in the directory's list of holidays is before the end of the range."""
    ANSWER_BY_PREFERENCE_ONLY = "answer_by_preference_only", Severity.NOTE
    """A channel is open, but it is the answer only if the caller prefers its medium."""
    CHANGED_HOURS_OUT_OF_RANGE = "changed_hours_out_of_range", Severity.NOTE
    """A season, special day or closure is outside the range, or the time of its edition."""
    HOLIDAYS_UNVERIFIED = "holidays_unverified", Severity.NOTE
    """The holidays were not checked through the end of the range."""
    BEFORE_FIRST_EDITION = "before_first_edition", Severity.NOTE
    """The range starts before the first edition holds: only the rest of it was verified."""
    NEXT_EDITION_DROPS = "next_edition_drops", Severity.NOTE
    """The next edition lacks a channel, a request type, a priority or a level of this one."""


class Counterexample(Timed, frozen=True):
    """Where to look: the finding is true of this request at every instant of this span.

    Attributes:
        request: a request that shows the finding, and the first of those that the finding is about.
            `None` if the span alone shows it.
        start: the first instant of the span, in the directory's zone.
        end: the instant at which the span ends, excluded. No span passes the end of the range.
    """

    request: RequestKind | None
    start: AwareDatetime
    end: AwareDatetime


class Finding(Record, frozen=True):
    """One thing that a verification found.

    Attributes:
        code: what the finding is about, for programs.
        severity: how grave the finding is.
        path: its place in the directory, for example `special_days[2]`. A finding about requests
            is in `channels`, or where its cause is.
        line: the line of that place in the TOML text, if `verify` has the text and the text has
            the place.
        file: the name of the file of the edition, if `verify` has the texts by their names.
        edition: the version of the edition that it is about, if there are several.
        replacement: what to write there instead, in TOML, if that is clear.
        other: the version of the next edition, or of the one that holds at the time of an entry.
        requests: the requests that it is about, by type and then by priority.
        channels: the ids of the channels that it is about, in the directory's order.
        instead: the ids of the channels that are the answer instead of these.
        contact: the contact that it is about.
        span: the hours that it is about.
        day: the day that it is about: that of the last check, the first one of an edition, or the
            first one that a calendar does not have.
        dropped: what the next edition does not have any more.
        cause: the season, special day or closure that it is about, or that alone closes the
            telephones of 24 hours.
        counterexample: the request and the span for which the finding is true. If a finding about
            requests has several such spans, it is the longest, and of equally long ones the first.
            For a channel that is not the answer, it is the first span in which the channel is open;
            for an entry without effect, the first time of the entry in the range.
        message: the finding in a sentence.
    """

    code: FindingCode
    severity: Severity = Field(default_factory=lambda fields: fields["code"].severity)
    path: str
    line: int | None = None
    file: str | None = None
    edition: str | None = None
    replacement: str | None = None
    other: str | None = None
    requests: tuple[RequestKind, ...] = ()
    channels: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    contact: Contact | None = None
    span: OpeningSpan | None = None
    day: date | None = None
    cause: Cause | None = None
    dropped: tuple[LocalizedText, ...] = ()
    counterexample: Counterexample | None = None
    message: LocalizedText = LocalizedText.model_construct(es="", en="")


class Coverage(Record, frozen=True):
    """For how much of the range some channel is open for a request.

    If there are several editions, only the time of those that know the request counts.

    Attributes:
        request: the request.
        open_time: for how long, in total, a channel that serves it is open.
        total_time: how long the range is, as far as it counts.
        ratio: the open time as a share of `total_time`, from 0 to 1.
    """

    request: RequestKind
    open_time: ElapsedTime
    total_time: ElapsedTime
    ratio: float


def describe(finding: Finding, edition: Edition) -> LocalizedText:
    """Return the sentence of a finding about an edition in each language."""
    return LocalizedText(
        es=_sentence(finding, edition, ShortForms("es")),
        en=_sentence(finding, edition, ShortForms("en")),
    )


def _sentence(finding: Finding, edition: Edition, forms: ShortForms) -> str:
    channels, instead = (
        forms.list_in_words([_named(edition.channels[each].name, forms) for each in ids])
        for ids in (finding.channels, finding.instead)
    )
    parts = {
        "requests": forms.kinds_in_short(finding.requests, edition.directory),
        "channels": channels,
        "instead": instead,
        "dropped": forms.list_in_words([forms.say(each) for each in finding.dropped]),
        "other": finding.other,
        "replacement": finding.replacement,
        "because": "",
    }
    if finding.day:
        parts["day"] = forms.day_in_short(finding.day)
    if finding.cause:
        parts["cause"] = _change(finding.cause, forms)
        parts["because"] = forms.say(phrases.BECAUSE, cause=parts["cause"])
    if finding.contact:
        parts["contact"] = forms.contact(finding.contact)
        parts["printed"] = getattr(finding.contact, "printed", None)
        parts["dialled"] = getattr(finding.contact, "dialled", None)
    if finding.counterexample:
        parts["start"] = forms.moment_in_short(finding.counterexample.start)
        parts["end"] = forms.moment_in_short(finding.counterexample.end)
    if finding.span:
        opens, closes = finding.span.seconds
        parts["opens"], parts["closes"] = finding.span.opens, finding.span.closes
        parts["length"] = forms.length_in_short(timedelta(seconds=closes - opens))
    return as_line(capitalize(forms.say(phrases.SENTENCES[finding.code], **parts)))


def _change(cause: Cause, forms: ShortForms) -> str:
    days = dict.fromkeys(forms.day_in_short(day) for day in (cause.date, cause.last_date))
    name = _named(cause.name, forms)
    return forms.say(phrases.CHANGES[cause.kind], name=name, days=" - ".join(days))


def _named(name: LocalizedText, forms: ShortForms) -> str:
    return forms.say(phrases.NAME, name=forms.say(name))
