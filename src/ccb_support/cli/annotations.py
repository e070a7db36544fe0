"""Annotations: lines that GitHub shows beside the lines of a file that they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ccb_support.errors import DirectoryError
from ccb_support.model.text import as_line
from ccb_support.verification.codes import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ccb_support.comparison.difference import Difference
    from ccb_support.errors import Fault
    from ccb_support.verification.findings import Finding
    from ccb_support.words.languages import Language

_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}

_ENDS_MESSAGE = "%\r\n"
_ENDS_PROPERTY = f"{_ENDS_MESSAGE}:,"
"""What ends a message or a property, or starts a code."""


def annotate_findings(
    findings: Iterable[Finding], file: str | None, language: Language
) -> Iterator[str]:
    """Yield an annotation for each finding; without a file, it is about no place."""
    for finding in findings:
        message = finding.message.in_language(language)
        line = finding.line if file else None
        yield _annotation(_LEVELS[finding.severity], message, finding.code, file, line)


def annotate_faults(faults: Iterable[Fault], file: str, language: Language) -> Iterator[str]:
    """Yield an annotation for each fault of a directory."""
    for fault in faults:
        message = fault._replace(line=None).describe(language)
        yield _annotation("error", message, DirectoryError.code, file, fault.line)


def annotate_difference(
    difference: Difference, file: str | None, language: Language
) -> Iterator[str]:
    """Yield an annotation for each group of requests that change, or one if none does."""
    # The changes of a group are indented below its requests.
    for group in re.split(r"\n(?! )", difference.report(language)):
        yield _annotation("notice", group, "diff", file)


def _annotation(
    level: str, message: str, title: str, file: str | None = None, line: int | None = None
) -> str:
    stated = {"file": file and as_line(file), "line": line, "title": title}
    properties = ",".join(
        f"{key}={_escape(str(value), _ENDS_PROPERTY)}" for key, value in stated.items() if value
    )
    return f"::{level} {properties}::{_escape(message, _ENDS_MESSAGE)}"


def _escape(text: str, signs: str) -> str:
    """Return the text with each of these signs written as its code."""
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in text)
