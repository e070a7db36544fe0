"""The command that says what is wrong with a directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.verification import verify
from ccb_support.words import help_phrases as words

from .call import A_YEAR, FOUND, SHIPPED
from .checks import annotate_findings, annotating, report_lines
from .command import ANNOTATIONS, STRICT, YEAR, Argument, Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call


def _verify(call: Call) -> Iterator[str]:
    shows_notes = call.arguments.all
    for name in call.arguments.files:
        directory, path, text = call.read_directory(name)
        report = verify(directory, *call.range(directory, A_YEAR), text=text, now=call.now())
        if report.has_errors or (call.arguments.strict and report.warnings):
            call.exit_code = FOUND
        if call.annotates:
            findings = report.findings if shows_notes else report.mistakes
            yield from annotate_findings(findings, path, call.language)
        elif call.as_json:
            yield report.model_dump_json()
        else:
            yield from report_lines(call, report.explain(call.language, notes=shows_notes))


COMMAND = Command(
    run=annotating(_verify),
    about=words.VERIFY,
    arguments=(
        Argument("files", words.FILES_ABOUT, words.FILE, repeats=True, default=[SHIPPED]),
        *YEAR,
        Argument("--all", words.ALL_ABOUT, default=False),
        STRICT,
        ANNOTATIONS,
    ),
    examples=("ccb-support verify directory.toml --strict",),
)
