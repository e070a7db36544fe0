"""What a verification says: its findings, each with a counterexample, and the coverage."""

from __future__ import annotations

from datetime import timedelta

from pydantic import AwareDatetime, Field

from ccb_support.model.contacts import Contact
from ccb_support.model.records import Record, Timed
from ccb_support.model.request_kinds import RequestKind
from ccb_support.model.requests import Medium
from ccb_support.model.text import LocalizedText
from ccb_support.schedule.channel_schedule import Cause

from .codes import FindingCode, Severity
from .finding_sentence import describe


class Counterexample(Timed, frozen=True):
    """Where to look: the finding is true of this request at every instant of this span.

    Attributes:
        request: the request, the first of those concerned; `None` where it is about no request.
        start: the first instant of the span, in the directory's zone.
        end: the instant at which the span ends, excluded. Spans end with the range verified.
    """

    request: RequestKind | None
    start: AwareDatetime
    end: AwareDatetime


class Finding(Record, frozen=True):
    """One thing that a verification found.

    Attributes:
        code: what it is about, for programs.
        severity: how grave it is.
        requests: the requests concerned, by type and then by priority.
        channels: the ids of the channels that it is about, in the directory's order.
        instead: the ids of the channels that are the answer instead of these.
        medium: the medium whose preference it is about.
        contact: the contact that several channels have.
        entry: where in the directory the special day or closure stands that it is about, for
            example `special_days[2]`.
        cause: that special day or closure.
        counterexample: the request and the span for which it is true. Where such spans come again
            and again, it is the longest of them, and of several the first; for a channel that is
            never the answer, the first span in which it is open.
        message: the finding in a sentence.
    """

    code: FindingCode
    severity: Severity = Field(default_factory=lambda fields: fields["code"].severity)
    requests: tuple[RequestKind, ...] = ()
    channels: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    medium: Medium | None = None
    contact: Contact | None = None
    entry: str | None = None
    cause: Cause | None = None
    counterexample: Counterexample | None = None
    message: LocalizedText = Field(default_factory=describe)


class Coverage(Record, frozen=True):
    """For how much of the range some channel is open for a request.

    Attributes:
        request: the request.
        open_time: how long a channel that serves it is open, all in all.
        total_time: how long the range is.
        ratio: the share of the range in which one is open: from 0 to 1.
    """

    request: RequestKind
    open_time: timedelta
    total_time: timedelta
    ratio: float
