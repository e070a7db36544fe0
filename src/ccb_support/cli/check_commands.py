"""The commands that check: what is wrong with a directory, and what a new directory changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.comparison import diff
from ccb_support.verification import verify
from ccb_support.words.error_reasons import ANNOTATIONS_OR_JSON

from .annotations import annotate_difference, annotate_faults, annotate_findings
from .call import (
    BAD_INPUT,
    SHIPPED,
    SUCCESS,
    BadArgumentError,
    BadDirectoryFileError,
    named_directory,
)
from .parser import DIRECTORY_HELP, FORMAT_OPTION, RANGE_OPTIONS, YEARS_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.verification.report import Report

    from .call import Call
    from .parser import Commands, Run

DIFFERENT = 1
"""The exit code of `diff` if an answer changes, as with other programs of that name."""

FAULTY = 1
"""The exit code of `verify` if it finds an error, or with `--strict` a warning."""


def add_to(commands: Commands) -> None:
    """Add these commands to the others."""
    about = "Say what changes between two directories; exit with 1 if anything does."
    comparison = commands.add("diff", _annotating(_diff), about, RANGE_OPTIONS, FORMAT_OPTION)
    comparison.add_argument("old", metavar="OLD", help=DIRECTORY_HELP)
    comparison.add_argument("new", metavar="NEW", help=DIRECTORY_HELP)
    about = "Say what is wrong with a directory; exit with 1 if anything is an error."
    verification = commands.add("verify", _annotating(_verify), about, YEARS_OPTIONS, FORMAT_OPTION)
    about = "print the notes too: what is often intended, and good to know"
    verification.add_argument("--all", action="store_true", help=about)
    about = "exit with 1 if anything is a warning, too"
    verification.add_argument("--strict", action="store_true", help=about)
    about = f"{DIRECTORY_HELP}; {SHIPPED} if left out; may be repeated"
    verification.add_argument("files", metavar="FILE", nargs="*", default=[SHIPPED], help=about)


def _annotating(check: Run) -> Run:
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
            yield from annotate_faults(error.faults, error.path, call.language)

    return run


def _diff(call: Call) -> Iterator[str]:
    old, new = (named_directory(name) for name in (call.arguments.old, call.arguments.new))
    difference = diff(old.directory, new.directory, *call.range(new.directory))
    call.exit_code = SUCCESS if difference.is_empty else DIFFERENT
    if call.annotates:
        yield from annotate_difference(difference, new.path, call.language)
    else:
        yield difference.model_dump_json() if call.as_json else difference.report(call.language)


def _verify(call: Call) -> Iterator[str]:
    for name in call.arguments.files:
        directory, path, text = named_directory(name)
        report = verify(directory, *call.years(directory), text=text, now=call.now())
        if report.has_errors or (call.arguments.strict and report.warnings):
            call.exit_code = FAULTY
        yield from _report_lines(call, report, path)


def _report_lines(call: Call, report: Report, path: str | None) -> Iterator[str]:
    shows_notes = call.arguments.all
    if call.annotates:
        findings = report.findings if shows_notes else report.mistakes
        yield from annotate_findings(findings, path, call.language)
    elif call.as_json:
        yield report.model_dump_json()
    else:
        yield report.explain(call.language, notes=shows_notes)
