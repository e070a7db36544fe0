"""The commands that check: what is wrong with a directory, what changes, what answers rest on.

`verify` and `diff` can also write annotations, which GitHub shows beside the lines of a file.
"""

from collections.abc import Generator, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import cast

from ccb_support import DirectoryError, Router
from ccb_support.comparison import diff
from ccb_support.errors import BadParameterError, MissingParameterError
from ccb_support.questions.answers import ShortForms, as_line
from ccb_support.questions.arguments import WallClock, differs_from_package, usual_end
from ccb_support.verification import FindingCode, Severity, verify
from ccb_support.words import command_line as phrases

from .call import A_YEAR, FOUND, SHIPPED, Call
from .tokens import DIRECTORY, RANGE, Argument, Command

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
"""The codes for what ends a message or a property, or starts a code."""


def _read(call: Call, name: str) -> Generator[str, None, tuple[Router, Mapping[str, str] | None]]:
    """Return what `read_directory` does; yield its faults as annotations."""
    if call.arguments.format:
        call.refuse_json("--format github")
    try:
        return call.read_directory(name)
    except BadParameterError as error:
        if call.arguments.format:
            for fault in cast("DirectoryError", error.__cause__).faults:
                message = fault._replace(line=None, file="").describe(call.language)
                yield _annotation(
                    "error", message, DirectoryError.code, Path(name, fault.file), fault.line
                )
        raise


def _annotation(level: str, message: str, title: str, file: Path, line: int | None = None) -> str:
    """Return an annotation. Without a line, it is at the first one, as GitHub has it, too."""
    name = str(file).translate(_IN_PROPERTY)
    words = message.translate(_IN_MESSAGE)
    return f"::{level} file={name},line={line or 1},title={title}::{words}"


def _verify(call: Call) -> Iterator[str]:
    shows_notes = call.arguments.all
    for name in call.arguments.files or [SHIPPED]:
        router, texts = yield from _read(call, name)
        report = verify(router, *call.range(router, A_YEAR), text=texts, now=call.now)
        kept = (each for each in report.findings if each.code not in call.arguments.allow)
        report = report.model_copy(update={"findings": tuple(kept)})
        if report.errors or (call.arguments.strict and report.warnings):
            call.exit_code = FOUND
        if call.arguments.format:
            for finding in report.findings if shows_notes else report.errors + report.warnings:
                level = "notice" if finding.severity is Severity.NOTE else finding.severity
                message = finding.message.in_language(call.language)
                file = Path(name, finding.file or "")
                yield _annotation(level, message, finding.code, file, finding.line)
        else:
            words = report.explain(call.language, notes=shows_notes)
            if report.notes and not shows_notes:
                words = f"{words}\n{call.say(phrases.NOTES_HINT)}"
            yield from call.show([report], call.report(words))


def _diff(call: Call) -> Iterator[str]:
    old, _ = yield from _read(call, call.arguments.old)
    if call.arguments.new is None:
        yield from _compare_editions(call, old)
    else:
        new, _ = yield from _read(call, call.arguments.new)
        yield from _compare(call, old, new, call.range(new, A_YEAR), call.arguments.new)


def _compare_editions(call: Call, router: Router) -> Iterator[str]:
    """Yield what each edition of a folder changes, from its first day until the next edition."""
    if len(router.editions) == 1:
        raise MissingParameterError(phrases.NOTHING_TO_COMPARE)
    first, last = call.range(router, A_YEAR)
    # Each comparison has its own range within what is written, and may begin with its edition.
    WallClock(router.editions[0].zone).range(first, last)
    for before, after in pairwise(router.engine.editions.in_order):
        old, new = Router(before.directory), Router(after.directory)
        edge, until = map(router.engine.clock.datetime_at, after.span)
        start = edge if call.arguments.start is None else max(edge, first)
        end = min(usual_end(start, A_YEAR, new) if call.arguments.end is None else last, until)
        if start < end:
            heading = call.say(
                phrases.EDITION_FROM,
                version=as_line(after.directory.version),
                day=ShortForms(call.language).day_in_short(edge),
            )
            yield from _compare(
                call, old, new, (start, end), call.arguments.old, heading=f"{heading}\n"
            )


def _compare(
    call: Call,
    old: Router,
    new: Router,
    bounds: tuple[datetime, datetime],
    name: str,
    heading: str = "",
) -> Iterator[str]:
    difference = diff(old, new, *bounds)
    if not difference.is_empty:
        call.exit_code = FOUND
    words = f"{heading}{difference.explain(call.language)}"
    if call.arguments.format:
        yield _annotation("notice", words, "diff", Path(name))
    else:
        yield from call.show([difference], call.report(words))


def _doctor(call: Call) -> Iterator[str]:
    desk = call.desk
    directory, old, through = desk.directory, desk.past_checks(), desk.verified_through()
    differs = differs_from_package(directory.time_zone)
    if call.arguments.strict and (differs or any(old)):
        call.exit_code = FOUND
    yield from call.prose(call.say(phrases.ZONE_DIFFERS[differs], name=repr(directory.time_zone)))
    yield from call.prose(
        call.say(
            phrases.DIRECTORY_CHECKED, version=as_line(directory.version), as_of=directory.as_of
        )
    )
    # Nobody says when a list of dates was checked.
    if through:
        yield from call.prose(call.say(phrases.LATER_DAYS, day=through))


_STRICT = Argument("--strict", default=False)
_ANNOTATIONS = Argument("--format", phrases.FORMAT, choices=("github",))

COMMANDS: Mapping[str, Command] = {
    "verify": Command(
        _verify,
        (Argument("files", phrases.FILE, repeats=True, default=()),),
        (
            *RANGE,
            Argument("--all", default=False),
            _STRICT,
            Argument(
                "--allow",
                phrases.CODE,
                choices=tuple(FindingCode),
                repeats=True,
                default=(),
            ),
            _ANNOTATIONS,
        ),
        ("ccb-support verify directory.toml --strict",),
    ),
    "diff": Command(
        _diff,
        (
            Argument("old", phrases.OLD, required=True),
            Argument("new", phrases.NEW),
        ),
        (*RANGE, _ANNOTATIONS),
        ("ccb-support diff shipped directory.toml", "ccb-support diff directories/"),
    ),
    "doctor": Command(
        _doctor, options=(DIRECTORY, _STRICT), examples=("ccb-support doctor",), has_json=False
    ),
}
