"""What the commands that check a directory share: annotations for GitHub, and reports.

GitHub shows an annotation beside the line of a file that it is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ccb_support.errors import DirectoryError
from ccb_support.model.text import as_line
from ccb_support.verification.findings import Severity
from ccb_support.words.error_reasons import ANNOTATIONS_OR_JSON
from ccb_support.words.finding_phrases import ONE

from .bad_argument import BadArgumentError
from .call import BAD_INPUT, BadDirectoryFileError
from .printing import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccb_support.comparison.report import Difference
    from ccb_support.verification.findings import Finding
    from ccb_support.words.languages import Language

    from .call import Call
    from .command import Run

_ENDS_MESSAGE = "%\r\n"
_ENDS_PROPERTY = f"{_ENDS_MESSAGE}:,"
"""What ends a message or a property, or starts a code."""

_COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}
"""By severity, the colour of what a finding is."""


def annotating(check: Run) -> Run:
    """Return a command that can also write the faults of a directory as annotations."""

    def run(call: Call) -> Iterator[str]:
        if call.annotates and call.as_json:
            raise BadArgumentError(ANNOTATIONS_OR_JSON)
        try:
            yield from check(call)
        except BadDirectoryFileError as error:
            if not call.annotates:
                raise
            call.exit_code = BAD_INPUT
            for fault in error.faults:
                message = fault._replace(line=None).describe(call.language)
                yield _annotation("error", message, DirectoryError.code, error.path, fault.line)

    return run


def annotate_findings(
    findings: Iterable[Finding], file: str | None, language: Language
) -> Iterator[str]:
    """Yield an annotation for each finding; without a file, it is about no place."""
    for finding in findings:
        message = finding.message.in_language(language)
        line = finding.line if file else None
        level = "notice" if finding.severity is Severity.NOTE else finding.severity
        yield _annotation(level, message, finding.code, file, line)


def annotate_difference(
    difference: Difference, file: str | None, language: Language
) -> Iterator[str]:
    """Yield an annotation for each group of requests that change, or one if none does."""
    # The changes of a group are indented below its requests.
    for group in re.split(r"\n(?! )", difference.report(language)):
        yield _annotation("notice", group, "diff", file)


def _annotation(
    level: str, message: str, title: str, file: str | None, line: int | None = None
) -> str:
    stated = {"file": file and as_line(file), "line": line, "title": title}
    properties = ",".join(
        f"{key}={_escape(str(value), _ENDS_PROPERTY)}" for key, value in stated.items() if value
    )
    return f"::{level} {properties}::{_escape(message, _ENDS_MESSAGE)}"


def _escape(text: str, signs: str) -> str:
    """Return the text with each of these signs written as its code."""
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in text)


def report_lines(call: Call, report: str) -> Iterator[str]:
    """Yield the lines of a report, each as long as the screen is wide, with its own indent.

    On a terminal, what a line is about has its colour: `error`, `warning` or `note`.
    """
    for line in report.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        first, *others = fit(line, call.screen.width, indent=f"{indent}  ")
        label, space, rest = first.lstrip().partition(" ")
        yield f"{indent}{_in_colour(call, label)}{space}{rest}"
        yield from others


def _in_colour(call: Call, label: str) -> str:
    colours = {call.say(phrase): _COLOURS[severity] for severity, phrase in ONE.items()}
    word = label.rstrip(",:")
    if word not in colours:
        return label
    return call.screen.in_style(word, colours[word]) + label.removeprefix(word)
