"""One call of the command line: what its arguments mean, and what it comes to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ccb_support.clock.instants import LAST_YEAR
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import CcbSupportError, DirectoryError, quoted
from ccb_support.model.directory import Directory, default_directory
from ccb_support.model.text import as_line
from ccb_support.routing.router import Router

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from ccb_support.model.text import LocalizedText
    from ccb_support.words.languages import Language

SUCCESS = 0
NOTHING_TO_RECOMMEND = 1
BAD_INPUT = 2

SHIPPED = "shipped"
"""How the command line names the directory that ships with the library."""


class BadArgumentError(CcbSupportError, ValueError):
    """An argument of the command line that can't be read."""

    code = "bad_argument"


class Call:
    """One call of the command line.

    Attributes:
        arguments: the arguments, as they were written.
        language: the language of the words.
        as_json: whether to print JSON.
        exit_code: what the process is to tell the shell; a command may change it.
    """

    def __init__(self, arguments: argparse.Namespace, clock: Callable[[], datetime]) -> None:
        self.arguments = arguments
        self.language: Language = arguments.lang
        self.as_json: bool = arguments.json
        self.exit_code = SUCCESS
        self._clock = clock

    def router(self) -> Router:
        """Return the router over the directory that `--directory` names."""
        path = self.arguments.directory
        return Router(default_directory() if path is None else _read(path))

    def preferences(self) -> dict[str, Any]:
        """Return what the caller prefers, and what is down."""
        return {"prefer": self.arguments.prefer, "unavailable": self.arguments.unavailable}

    def now(self) -> datetime:
        """Return what time it is."""
        return self._clock()

    def when(self, directory: Directory) -> datetime:
        """Return the instant asked about: now, where none is given."""
        text = self.arguments.when
        return self.now() if text is None else _time(text, directory)

    def range(self, directory: Directory) -> tuple[datetime, datetime]:
        """Return the range asked about."""
        return _time(self.arguments.start, directory), _time(self.arguments.end, directory)

    def years(self, directory: Directory) -> tuple[datetime, datetime]:
        """Return the range asked about; what is left out makes it this year and the next."""
        start, end = self.arguments.start, self.arguments.end
        this_year = self.now().astimezone(directory.zone).year
        first = _new_year(this_year, directory) if start is None else _time(start, directory)
        # The supported range may end before the two years do.
        next_year = min(_year_of(first, directory) + 1, LAST_YEAR)
        last = _new_year(next_year + 1, directory) if end is None else _time(end, directory)
        return first, last

    def say(self, text: LocalizedText) -> str:
        """Return a text in the language asked for."""
        return text.in_language(self.language)


def named_directory(name: str) -> Directory:
    """Return the directory of that file, or the shipped one."""
    return default_directory() if name == SHIPPED else _read(name)


def _read(path: str) -> Directory:
    try:
        return Directory.from_file(path)
    except DirectoryError as error:
        # One command reads two files.
        raise BadArgumentError(f"{as_line(path)}: {error}") from error


def _new_year(year: int, directory: Directory) -> datetime:
    return datetime(year, 1, 1, tzinfo=directory.zone)


def _year_of(when: datetime, directory: Directory) -> int:
    """Return the year that it is by the directory's clock, whatever offset `when` is written in."""
    clock = WallClock(directory.zone)
    return clock.datetime_at(clock.instant(when)).year


class _Time(datetime):
    """A time that errors quote as it was written."""

    text: str

    def __repr__(self) -> str:
        return repr(self.text)


def _time(text: str, directory: Directory) -> datetime:
    try:
        when = _Time.fromisoformat(text)
    except ValueError as error:
        raise BadArgumentError(
            f"{quoted(text)} is no time in ISO 8601. Write it like 2026-11-24T17:00"
        ) from error
    if when.tzinfo is None:
        when = when.replace(tzinfo=directory.zone)
    when.text = text
    return when
