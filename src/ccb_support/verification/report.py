"""The report of a verification: its findings and the coverage."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from pydantic import AwareDatetime

from ccb_support.answer.short_forms import ShortForms
from ccb_support.errors import require_language
from ccb_support.model.records import Timed
from ccb_support.model.requests import RequestKind
from ccb_support.model.text import LocalizedText
from ccb_support.model.vocabulary import Priorities, RequestTypes
from ccb_support.words import Language
from ccb_support.words import answers as answer_phrases
from ccb_support.words import findings as phrases

from .findings import Coverage, Finding, Severity


class Report(Timed, frozen=True):
    """What a verification found over a range of time.

    Attributes:
        name: the name of the directory.
        directory_version: the version of the directory; of several editions, all their versions,
            in order.
        request_types: its request types.
        priorities: its priorities.
        time_zone: the IANA name of the directory's zone, in which all instants are written.
        language: the language of the report's words if a caller names none: that of the directory
            at `start`.
        start: the first instant of the range.
        end: the instant at which the range ends, excluded.
        findings: the findings, gravest first.
        coverage: for each request type and priority, the time in which some channel is open.
    """

    name: LocalizedText
    directory_version: str
    request_types: RequestTypes
    priorities: Priorities
    time_zone: str
    language: Language
    start: AwareDatetime
    end: AwareDatetime
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that leave someone without help, or with a wrong number."""
        return self.of_severity(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are probably mistakes."""
        return self.of_severity(Severity.WARNING)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """The findings that are good to know."""
        return self.of_severity(Severity.NOTE)

    def of_severity(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(each for each in self.findings if each.severity == severity)

    def explain(self, language: str | None = None, *, notes: bool = False) -> str:
        """Return the report as lines of text: the findings, then the coverage.

        Args:
            language: a BCP 47 tag of Spanish or English, such as `es` or `es-CO`. Without it, the
                words are in the directory's language.
            notes: whether to write the notes too. Without it, the report says how many there are.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        spoken = require_language(language, usual=self.language)
        return "\n".join(self._lines(ShortForms(spoken), with_notes=notes))

    __str__ = explain

    def _lines(self, forms: ShortForms, *, with_notes: bool) -> Iterator[str]:
        yield forms.say(
            phrases.TITLE,
            name=forms.say(self.name),
            version=self.directory_version,
            start=forms.moment_in_short(self.start),
            end=forms.moment_in_short(self.end),
        )
        yield ", ".join(self._counts(forms, with_notes=with_notes))
        for finding in self.findings if with_notes else self.errors + self.warnings:
            line = finding.line
            place = forms.say(answer_phrases.LINE, line=line) if line else finding.path
            place = ", ".join(filter(None, [finding.file or finding.edition, place]))
            severity = forms.say(phrases.ONE[finding.severity])
            # By the code, a person accepts the finding: `verify --allow CODE`.
            yield f"  {severity}, {place}: {forms.say(finding.message)} [{finding.code}]"
        yield from self._coverage_lines(forms)

    def _counts(self, forms: ShortForms, *, with_notes: bool) -> Iterator[str]:
        """Yield how many findings there are of each severity."""
        counts = Counter(each.severity for each in self.findings)
        for severity in Severity:
            words = phrases.ONE if counts[severity] == 1 else phrases.SEVERAL
            count = f"{counts[severity]} {forms.say(words[severity])}"
            is_hidden = severity is Severity.NOTE and counts[severity] and not with_notes
            yield forms.say(phrases.NOT_SHOWN, count=count) if is_hidden else count

    def _coverage_lines(self, forms: ShortForms) -> Iterator[str]:
        """Yield the coverage. Requests with the same open time share a line."""
        yield forms.say(phrases.COVERAGE)
        alike: defaultdict[tuple[timedelta, timedelta], list[RequestKind]] = defaultdict(list)
        for each in self.coverage:
            alike[each.open_time, each.total_time].append(each.request)
        for times, kinds in alike.items():
            yield f"  {forms.kinds_in_short(kinds, self)}: {_share(*times, forms)}"


def _share(open_time: timedelta, total_time: timedelta, forms: ShortForms) -> str:
    if open_time in (total_time, timedelta()):
        return forms.say(phrases.ALWAYS if open_time else phrases.NEVER)
    # Rounded down: a request without a channel for one minute does not have 100 %.
    units, hundredths = divmod(open_time * 100_00 // total_time, 100)
    return forms.say(
        phrases.SHARE,
        units=units,
        hundredths=hundredths,
        open=forms.length_in_short(open_time),
        total=forms.length_in_short(total_time),
    )
