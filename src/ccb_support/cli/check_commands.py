"""The commands that check: what is wrong with a directory, what changes, what answers rest on.

`verify` and `diff` can also write annotations, which GitHub shows beside the lines of a file.
"""

from __future__ import annotations

import json
import re
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ccb_support import DirectoryError, Router
from ccb_support.comparison import diff
from ccb_support.questions.answers import as_line, observes_holidays, past_checks, verified_through
from ccb_support.questions.arguments import (
    EVERY_YEAR,
    BadParameterError,
    instant_of,
    packaged_zone,
    zone_named,
)
from ccb_support.verification import Severity, verify
from ccb_support.words import doctor_phrases as phrases
from ccb_support.words import help_phrases as words
from ccb_support.words.error_reasons import ANNOTATIONS_OR_JSON
from ccb_support.words.finding_phrases import ONE

from .call import A_YEAR, BAD_INPUT, FOUND, SHIPPED, SUCCESS, BadDirectoryFileError
from .printing import CYAN, RED, YELLOW, fit
from .tokens import ANNOTATIONS, DIRECTORY, STRICT, YEAR, Argument, Command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ccb_support.comparison import Difference
    from ccb_support.questions.answers import PastChecks
    from ccb_support.verification import Finding
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

    from .call import Call
    from .tokens import Run

_ENDS_MESSAGE = "%\r\n"
_ENDS_PROPERTY = f"{_ENDS_MESSAGE}:,"
"""What ends a message or a property, or starts a code."""

_COLOURS = {"error": f"1;{RED}", "warning": YELLOW, "note": CYAN}
"""By severity, the colour of what a finding is."""


def _annotating(check: Run) -> Run:
    """Return a command that can also write the faults of a directory as annotations."""

    def run(call: Call) -> Iterator[str]:
        if call.annotates and call.as_json:
            raise BadParameterError(ANNOTATIONS_OR_JSON)
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


def _annotate_findings(
    findings: Iterable[Finding], file: str | None, language: Language
) -> Iterator[str]:
    """Yield an annotation for each finding; without a file, it is about no place."""
    for finding in findings:
        message = finding.message.in_language(language)
        line = finding.line if file else None
        level = "notice" if finding.severity is Severity.NOTE else finding.severity
        yield _annotation(level, message, finding.code, file, line)


def _annotate_difference(
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


def _report_lines(call: Call, report: str) -> Iterator[str]:
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


def _verify(call: Call) -> Iterator[str]:
    shows_notes = call.arguments.all
    for name in call.arguments.files:
        directory, path, text = call.read_directory(name)
        report = verify(directory, *call.range(directory, A_YEAR), text=text, now=call.now())
        if report.has_errors or (call.arguments.strict and report.warnings):
            call.exit_code = FOUND
        if call.annotates:
            findings = report.findings if shows_notes else report.mistakes
            yield from _annotate_findings(findings, path, call.language)
        elif call.as_json:
            yield report.model_dump_json()
        else:
            yield from _report_lines(call, report.explain(call.language, notes=shows_notes))


def _diff(call: Call) -> Iterator[str]:
    old, new = (call.read_directory(name) for name in (call.arguments.old, call.arguments.new))
    difference = diff(old.directory, new.directory, *call.range(new.directory, A_YEAR))
    call.exit_code = SUCCESS if difference.is_empty else FOUND
    if call.annotates:
        yield from _annotate_difference(difference, new.path, call.language)
    elif call.as_json:
        yield difference.model_dump_json()
    else:
        yield from _report_lines(call, difference.report(call.language))


_OK, _NOTE, _WARNING = "ok", "note", "warning"


class _Check(NamedTuple):
    """What was checked, whether it is in order, and if not, what to do about it."""

    name: str
    state: str
    words: Phrase


def _doctor(call: Call) -> Iterator[str]:
    # Not at a desk of the call: the notes of the others would say the warnings again.
    router = Router(call.read_directory(call.arguments.directory).directory)
    for check in (_check_zone(router), *_check_ages(router, call.now())):
        if call.arguments.strict and check.state == _WARNING:
            call.exit_code = FOUND
        message = call.say(check.words)
        if call.as_json:
            document = {"check": check.name, "state": check.state, "message": message}
            yield json.dumps(document, ensure_ascii=False)
        else:
            yield f"{call.say(phrases.STATES[check.state])} [{check.name}]: {message}."


def _check_zone(router: Router) -> _Check:
    name = router.directory.time_zone
    used, packaged = zone_named(name), packaged_zone(name)
    folder = next((each for each in zoneinfo.TZPATH if Path(each, name).is_file()), None)
    parts = {
        "name": repr(name),
        "source": phrases.THE_PACKAGE if folder is None else as_line(folder),
    }
    for year in range(EVERY_YEAR.first, EVERY_YEAR.last + 1):
        for month in (1, 7):
            when = datetime(year, month, 15, tzinfo=UTC)
            found, right = when.astimezone(used), when.astimezone(packaged)
            if found.utcoffset() != right.utcoffset():
                times = {"found": found.isoformat(), "right": right.isoformat()}
                return _Check("zone", _WARNING, phrases.ZONE_DIFFERS.fill(**parts, **times))
    return _Check("zone", _OK, phrases.ZONE_IS_RIGHT.fill(**parts))


def _check_ages(router: Router, now: datetime) -> Iterator[_Check]:
    too_old = past_checks(router, instant_of(now))
    if observes_holidays(router):
        yield _check_holidays(router, too_old)
    is_old = too_old.as_of is not None
    phrase = phrases.DIRECTORY_IS_OLD if is_old else phrases.DIRECTORY_IS_RECENT
    directory = router.directory
    words = phrase.fill(version=as_line(directory.version), as_of=directory.as_of)
    yield _Check("directory", _WARNING if is_old else _OK, words)


def _check_holidays(router: Router, too_old: PastChecks) -> _Check:
    through = verified_through(router)
    if through is None:
        return _Check("holidays", _NOTE, phrases.LAWS_ARE_NOT_DATED)
    is_past = too_old.verified_through is not None
    phrase = phrases.LAWS_ARE_OLD if is_past else phrases.LAWS_ARE_CHECKED
    return _Check("holidays", _WARNING if is_past else _OK, phrase.fill(through=through))


COMMANDS: Mapping[str | None, Command] = {
    "verify": Command(
        _annotating(_verify),
        words.VERIFY,
        (
            Argument("files", words.FILES_ABOUT, words.FILE, repeats=True, default=[SHIPPED]),
            *YEAR,
            Argument("--all", words.ALL_ABOUT, default=False),
            STRICT,
            ANNOTATIONS,
        ),
        ("ccb-support verify directory.toml --strict",),
    ),
    "diff": Command(
        _annotating(_diff),
        words.DIFF,
        (
            Argument("old", words.DIRECTORY_OR_SHIPPED, words.OLD, required=True),
            Argument("new", words.DIRECTORY_OR_SHIPPED, words.NEW, required=True),
            *YEAR,
            ANNOTATIONS,
        ),
        ("ccb-support diff shipped directory.toml",),
    ),
    "doctor": Command(_doctor, words.DOCTOR, (DIRECTORY, STRICT), ("ccb-support doctor",)),
}
