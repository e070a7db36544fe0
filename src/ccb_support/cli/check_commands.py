"""The commands that check: what is wrong with a directory, what changes, what answers rest on.

`verify` and `diff` can also write annotations, which GitHub shows beside the lines of a file.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support import DirectoryError, Router
from ccb_support.comparison import diff
from ccb_support.questions import Desk
from ccb_support.questions.answers import as_line, observes_holidays
from ccb_support.questions.arguments import (
    EVERY_YEAR,
    BadParameterError,
    packaged_zone,
    zone_named,
)
from ccb_support.verification import FindingCode, Severity, verify
from ccb_support.words import command_line as phrases
from ccb_support.words.errors import ANNOTATIONS_OR_JSON
from ccb_support.words.findings import ONE

from .call import A_YEAR, BAD_INPUT, FOUND, SHIPPED, SUCCESS, BadDirectoryFileError
from .printing import CYAN, RED, YELLOW
from .tokens import ANNOTATIONS, DIRECTORY, STRICT, YEAR, Argument, Command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ccb_support.words import Phrase

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


def _annotation(
    level: str, message: str, title: str, file: str | None, line: int | None = None
) -> str:
    """Return an annotation. Without a file, it is about no place."""
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
    colours = {call.say(phrase): _COLOURS[severity] for severity, phrase in ONE.items()}
    for line in report.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        first, *others = call.prose(line, indent=f"{indent}  ")
        label = re.split("[ ,:]", first.lstrip(), maxsplit=1)[0]
        yield first.replace(label, call.screen.in_style(label, colours.get(label)), 1)
        yield from others


def _verify(call: Call) -> Iterator[str]:
    shows_notes = call.arguments.all
    for name in call.arguments.files or [SHIPPED]:
        directory, text = call.read_directory(name)
        report = verify(directory, *call.range(directory, A_YEAR), text=text, now=call.now())
        kept = (each for each in report.findings if each.code not in call.arguments.allow)
        report = report.model_copy(update={"findings": tuple(kept)})
        if report.has_errors or (call.arguments.strict and report.warnings):
            call.exit_code = FOUND
        if call.annotates:
            for finding in report.findings if shows_notes else report.mistakes:
                level = "notice" if finding.severity is Severity.NOTE else finding.severity
                message = finding.message.in_language(call.language)
                yield _annotation(level, message, finding.code, text and name, finding.line)
        else:
            words = report.explain(call.language, notes=shows_notes)
            if report.notes and not shows_notes:
                words = f"{words}\n{call.say(phrases.NOTES_HINT)}"
            yield from call.show([report], _report_lines(call, words))


def _diff(call: Call) -> Iterator[str]:
    (old, _), (new, text) = map(call.read_directory, (call.arguments.old, call.arguments.new))
    difference = diff(old, new, *call.range(new, A_YEAR))
    call.exit_code = SUCCESS if difference.is_empty else FOUND
    words = difference.report(call.language)
    if call.annotates:
        # The changes of a group of requests are indented below the requests.
        for group in re.split(r"\n(?! )", words):
            yield _annotation("notice", group, "diff", text and call.arguments.new)
    else:
        yield from call.show([difference], _report_lines(call, words))


_OK, _NOTE, _WARNING = "ok", "note", "warning"


def _doctor(call: Call) -> Iterable[str]:
    directory, _ = call.read_directory(call.arguments.directory)
    # Not the desk of the call: its notes would say the warnings again.
    desk = Desk(Router(directory), call.now(), call.language)
    checks = [("zone", *_check_zone(directory.time_zone)), *_check_ages(desk)]
    if call.arguments.strict and any(state == _WARNING for _, state, _ in checks):
        call.exit_code = FOUND
    said = [(name, state, call.say(words)) for name, state, words in checks]
    documents = ({"check": name, "state": state, "message": text} for name, state, text in said)
    states = {state: call.say(phrase) for state, phrase in phrases.STATES.items()}
    sentences = (f"{states[state]} [{name}]: {text}." for name, state, text in said)
    return call.show(documents, (line for each in sentences for line in call.prose(each)))


def _check_zone(name: str) -> tuple[str, Phrase]:
    """Return whether the data of a zone are in order, and if not, what to do."""
    used, packaged = zone_named(name), packaged_zone(name)
    folder = next((each for each in zoneinfo.TZPATH if Path(each, name).is_file()), None)
    source = phrases.THE_PACKAGE if folder is None else as_line(folder)
    years = range(EVERY_YEAR.first, EVERY_YEAR.last + 1)
    for when in (datetime(year, month, 15, tzinfo=UTC) for year in years for month in (1, 7)):
        found, right = (when.astimezone(zone).isoformat() for zone in (used, packaged))
        if found != right:
            parts = {"source": source, "found": found, "right": right}
            return _WARNING, phrases.ZONE_DIFFERS.fill(name=repr(name), **parts)
    return _OK, phrases.ZONE_IS_RIGHT.fill(name=repr(name), source=source)


def _check_ages(desk: Desk) -> Iterator[tuple[str, str, Phrase]]:
    """Yield whether the holidays and the directory were checked of late, and if not, what to do."""
    directory, too_old, through = desk.router.directory, desk.past_checks(), desk.verified_through()
    if observes_holidays(desk.router):
        state, words = (
            (_NOTE, phrases.LAWS_ARE_NOT_DATED)
            if through is None
            else (_WARNING, phrases.LAWS_ARE_OLD)
            if too_old.verified_through
            else (_OK, phrases.LAWS_ARE_CHECKED)
        )
        yield "holidays", state, words.fill(through=through)
    state, words = (
        (_WARNING, phrases.DIRECTORY_IS_OLD)
        if too_old.as_of
        else (_OK, phrases.DIRECTORY_IS_RECENT)
    )
    version = as_line(directory.version)
    yield "directory", state, words.fill(version=version, as_of=directory.as_of)


COMMANDS: Mapping[str | None, Command] = {
    "verify": Command(
        _annotating(_verify),
        phrases.VERIFY,
        (
            Argument("files", phrases.FILES_ABOUT, phrases.FILE, repeats=True, default=()),
            *YEAR,
            Argument("--all", phrases.ALL_ABOUT, default=False),
            STRICT,
            Argument(
                "--allow",
                phrases.ALLOW_ABOUT,
                phrases.CODE,
                choices=tuple(FindingCode),
                repeats=True,
                default=(),
            ),
            ANNOTATIONS,
        ),
        ("ccb-support verify directory.toml --strict",),
    ),
    "diff": Command(
        _annotating(_diff),
        phrases.DIFF,
        (
            Argument("old", phrases.DIRECTORY_OR_SHIPPED, phrases.OLD, required=True),
            Argument("new", phrases.DIRECTORY_OR_SHIPPED, phrases.NEW, required=True),
            *YEAR,
            ANNOTATIONS,
        ),
        ("ccb-support diff shipped directory.toml",),
    ),
    "doctor": Command(_doctor, phrases.DOCTOR, (DIRECTORY, STRICT), ("ccb-support doctor",)),
}
