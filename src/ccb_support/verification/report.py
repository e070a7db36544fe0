"""The report of a verification: its findings and the coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import AwareDatetime

from ccb_support.answer.short_forms import moment_in_short
from ccb_support.errors import require_language
from ccb_support.model.records import Timed
from ccb_support.model.text import LocalizedText
from ccb_support.words.finding_phrases import TITLE

from .codes import Severity
from .findings import Coverage, Finding
from .report_text import coverage_lines, finding_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.words.languages import Language


class Report(Timed, frozen=True):
    """What a verification found over a range of time.

    Attributes:
        name: the name of the directory.
        directory_version: the version of the directory.
        time_zone: the IANA name of the directory's zone, in which all instants are written.
        start: the first instant of the range.
        end: the instant at which the range ends, excluded.
        findings: the findings, gravest first.
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
        """The findings that are probably mistakes."""
        return self.of_severity(Severity.WARNING)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """The findings that are good to know."""
        return self.of_severity(Severity.NOTE)

    def of_severity(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(each for each in self.findings if each.severity == severity)

    def explain(self, language: Language = "es") -> str:
        """Return the report as lines of text: the findings, then the coverage.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return "\n".join(self._lines(require_language(language)))

    def __str__(self) -> str:
        return self.explain()

    def _lines(self, language: Language) -> Iterator[str]:
        yield TITLE.in_language(
            language,
            name=self.name.in_language(language),
            version=self.directory_version,
            start=moment_in_short(self.start, language),
            end=moment_in_short(self.end, language),
        )
        yield from finding_lines(self.findings, language)
        yield from coverage_lines(self.coverage, language)
