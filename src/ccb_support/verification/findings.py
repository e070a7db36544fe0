"""The records of a verification: findings, counterexamples and coverage."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import AwareDatetime, Field

from ccb_support.model.channels import RequestKind
from ccb_support.model.contacts import Contact
from ccb_support.model.hours import OpeningSpan
from ccb_support.model.records import Record, Timed
from ccb_support.model.text import LocalizedText
from ccb_support.model.vocabulary import Medium
from ccb_support.schedule.causes import Cause

from .codes import FindingCode, Severity
from .finding_sentence import describe


class Counterexample(Timed, frozen=True):
    """Where to look: the finding is true of this request at every instant of this span.

    Attributes:
        request: the first request that the finding is about, or `None` if it is about no request.
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
            is in `channels`.
        line: the line of that place in the TOML text, if `verify` has the text and the text has
            the place.
        replacement: what to write there instead, in TOML, if that is clear.
        other: the path of the other contact with which it compares this one.
        requests: the requests that it is about, by type and then by priority.
        channels: the ids of the channels that it is about, in the directory's order.
        instead: the ids of the channels that are the answer instead of these.
        medium: the preferred medium that it is about.
        contact: the contact that it is about.
        span: the hours that it is about.
        day: the day of the last check that it is about.
        cause: the season, special day or closure that it is about.
        letters: the letters of a name that are of another alphabet than the rest of their word.
        counterexample: the request and the span for which the finding is true. If there are several
            such spans, it is the longest, and of equally long ones the first. For a channel that is
            never the answer, it is the first span in which the channel is open.
        message: the finding in a sentence. In a report, channels have their names in it.
    """

    code: FindingCode
    severity: Severity = Field(default_factory=lambda fields: fields["code"].severity)
    path: str
    line: int | None = None
    replacement: str | None = None
    other: str | None = None
    requests: tuple[RequestKind, ...] = ()
    channels: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    medium: Medium | None = None
    contact: Contact | None = None
    span: OpeningSpan | None = None
    day: date | None = None
    cause: Cause | None = None
    letters: tuple[str, ...] = ()
    counterexample: Counterexample | None = None
    message: LocalizedText = Field(default_factory=lambda fields: describe(fields, {}))


class Coverage(Record, frozen=True):
    """For how much of the range some channel is open for a request.

    Attributes:
        request: the request.
        open_time: for how long, in total, a channel that serves it is open.
        total_time: how long the range is.
        ratio: the open time as a share of the range, from 0 to 1.
    """

    request: RequestKind
    open_time: timedelta
    total_time: timedelta
    ratio: float
