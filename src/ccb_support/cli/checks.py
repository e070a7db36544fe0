"""What the commands that check a directory share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.words.error_reasons import ANNOTATIONS_OR_JSON
from ccb_support.words.finding_phrases import ONE

from .annotations import annotate_faults
from .bad_argument import BadArgumentError
from .call import BAD_INPUT, BadDirectoryFileError
from .printing import fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call
    from .command import Run


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
            yield from annotate_faults(error.faults, error.path, call.language)

    return run


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
