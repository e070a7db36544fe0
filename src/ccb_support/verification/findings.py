"""What a verification says: its findings, each with a counterexample, and the coverage."""

from __future__ import annotations

from datetime import timedelta

from pydantic import AwareDatetime, Field

from ccb_support.errors import require_language
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Record, Timed
from ccb_support.model.request_kinds import RequestKind
from ccb_support.model.requests import Medium
from ccb_support.model.text import LocalizedText
from ccb_support.schedule.channel_schedule import Cause

from .codes import FindingCode, Severity
from .wording import report_lines, told


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
    message: LocalizedText = Field(default_factory=told)


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


class Report(Timed, frozen=True):
    """What a verification found over a range of time.

    Attributes:
        name: the name of the directory.
        directory_version: the version of the directory.
        time_zone: the IANA name of the directory's zone, in which all instants are written.
        start: the first instant of the range.
        end: the instant at which the range ends, excluded.
        findings: what was found, gravest first.
        coverage: for each request type and priority, the time in which some channel is open.
    """

    name: LocalizedText
    directory_version: str
    time_zone: str
    start: AwareDatetime
    end: AwareDatetime
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]

    @property
    def is_sound(self) -> bool:
        """Whether there is no error. Warnings and notes may remain."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that leave someone without help."""
        return self.of_severity(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are likely slips."""
        return self.of_severity(Severity.WARNING)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """The findings that are good to know."""
        return self.of_severity(Severity.NOTE)

    def of_severity(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(each for each in self.findings if each.severity == severity)

    def explain(self, language: str = "es") -> str:
        """Return the report as lines of text: what was found, and the coverage.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return "\n".join(report_lines(self, require_language(language)))

    def __str__(self) -> str:
        return self.explain()
