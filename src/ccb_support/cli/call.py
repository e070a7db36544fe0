"""One call of the command line: what its arguments mean, and its exit code."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ccb_support.calendars.chosen_calendar import choose_calendar
from ccb_support.clock.instants import instant_of, since_epoch
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import (
    CcbSupportError,
    DirectoryError,
    EmptyRangeError,
    quoted,
)
from ccb_support.model.directory import Directory, default_directory, read_text
from ccb_support.model.text import as_line
from ccb_support.model.toml_lines import TomlLines
from ccb_support.routing.router import Router
from ccb_support.words.error_reasons import IN_FILE, NOT_A_TIME
from ccb_support.words.phrase import Phrase

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from ccb_support.model.text import LocalizedText
    from ccb_support.words.languages import Language

SUCCESS = 0
NOTHING_TO_RECOMMEND = 1
BAD_INPUT = 2

SHIPPED = "shipped"
"""The name of the shipped directory on the command line."""


class BadArgumentError(CcbSupportError, ValueError):
    """An argument of the command line that can't be used."""

    code = "bad_argument"


class BadDirectoryFileError(BadArgumentError):
    """A file, named by an argument, whose directory can't be used.

    Attributes:
        path: the file.
        faults: every fault of its directory.
    """

    def __init__(self, path: str, error: DirectoryError) -> None:
        # `diff` reads two directories, so the error names the file.
        words = Phrase(es=error.message("es"), en=str(error))
        super().__init__(IN_FILE.fill(path=as_line(path), words=words))
        self.path, self.faults = path, error.faults


class NamedDirectory(NamedTuple):
    """A directory that an argument names.

    Attributes:
        directory: the directory.
        path: the path of its file, or `None` for the shipped directory.
        text: the text of its file, or `None` for the shipped directory.
    """

    directory: Directory
    path: str | None = None
    text: str | None = None


class Call:
    """One call of the command line.

    Attributes:
        arguments: the arguments, as the user wrote them.
        language: the language of the words.
        as_json: whether to print JSON.
        exit_code: the exit code of the process; a command may change it.
        annotates: whether to print annotations for GitHub.
        now: returns the current time.
        notes: what to say on standard error, after the output.
    """

    def __init__(self, arguments: argparse.Namespace, clock: Callable[[], datetime]) -> None:
        self.arguments = arguments
        self.language: Language = arguments.lang
        self.as_json: bool = arguments.json
        self.annotates = arguments.annotates is not None
        self.exit_code = SUCCESS
        self.now = clock
        self.notes: list[str] = []

    def router(self) -> Router:
        """Return the router over the directory that `--directory` names."""
        path = self.arguments.directory
        return Router(default_directory() if path is None else _read(path).directory)

    def request(self) -> tuple[str, str]:
        """Return the request type and the priority."""
        return self.arguments.type, self.arguments.priority

    def preferences(self, directory: Directory) -> dict[str, Any]:
        """Return the medium that the user prefers, and the channels that are down."""
        outages = (_outage(each, directory) for each in self.arguments.unavailable)
        return {"prefer": self.arguments.prefer, "unavailable": dict(outages)}

    def when(self, directory: Directory) -> datetime:
        """Return the instant of `--when`, or now."""
        text = self.arguments.when
        return self.now() if text is None else _time(text, directory)

    def range(self, directory: Directory) -> tuple[datetime, datetime]:
        """Return the range of time."""
        return _range(self.arguments.start, self.arguments.end, directory)

    def years(self, directory: Directory) -> tuple[datetime, datetime]:
        """Return the range of time; if left out, it is this year and the next."""
        start, end = self.arguments.start, self.arguments.end
        if start is None:
            start = _new_year(self.now().astimezone(directory.zone).year)
        if end is None:
            next_year = _time(start, directory).astimezone(directory.zone).year + 1
            # The supported range may end before the two years do.
            end = _new_year(min(next_year, choose_calendar(directory).years.last) + 1)
        return _range(start, end, directory)

    def say(self, text: LocalizedText | Phrase) -> str:
        """Return a text in the user's language."""
        return text.in_language(self.language)


def named_directory(name: str) -> NamedDirectory:
    """Return the directory in the file `name`, or the shipped one."""
    return NamedDirectory(default_directory()) if name == SHIPPED else _read(name)


def _read(path: str) -> NamedDirectory:
    text = ""
    try:
        text = read_text(path)
        directory = Directory.from_toml(text)
        choose_calendar(directory)
    except DirectoryError as error:
        raise BadDirectoryFileError(path, _with_lines(error, text)) from error
    return NamedDirectory(directory, path, text)


def _with_lines(error: DirectoryError, text: str) -> DirectoryError:
    """Return the error with the lines of its keys: a calendar does not know the text."""
    lines = TomlLines(text)
    return DirectoryError(
        [each._replace(line=each.line or lines.line_of((each.path,))) for each in error.faults]
    )


def _new_year(year: int) -> str:
    return f"{year}-01-01"


def _range(start: str, end: str, directory: Directory) -> tuple[datetime, datetime]:
    first, last = _time(start, directory), _time(end, directory, ends_a_range=True)
    if since_epoch(last) <= since_epoch(first):
        raise EmptyRangeError(start, end)
    return first, last


def _outage(text: str, directory: Directory) -> tuple[str, datetime | None]:
    """Return the id of a channel that is down, and when it is back; `None` if nobody knows."""
    channel_id, separator, end = text.partition("=")
    return channel_id, _aware(end, directory) if separator else None


def _time(text: str, directory: Directory, *, ends_a_range: bool = False) -> datetime:
    """Return the supported time that a user wrote. Errors quote it as the user wrote it."""
    when = _aware(text, directory)
    years = choose_calendar(directory).years
    supported = WallClock(directory.zone, years).supported
    if not supported.start <= instant_of(when) < supported.end + ends_a_range:
        raise years.error(text)
    return when


def _aware(text: str, directory: Directory) -> datetime:
    """Return any time that a user wrote; without an offset, it is in the directory's zone."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadArgumentError(NOT_A_TIME.fill(text=quoted(text))) from error
    return when if when.tzinfo else when.replace(tzinfo=directory.zone)
