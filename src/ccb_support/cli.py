"""The command line. It is the only part of the library that reads the clock."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from . import __version__
from .comparison import diff
from .directory import Directory, default_directory
from .errors import CcbSupportError, NoChannelError, quoted
from .holidays import Holiday, colombian_holidays
from .instants import LAST_YEAR
from .recommendation import Recommendation
from .requests import Medium, RequestType
from .router import Router
from .text import LANGUAGES
from .verification import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from pydantic import BaseModel

    from .directory import EscalationLevel
    from .recommendation import ChannelStatus
    from .text import Language, LocalizedText

SUCCESS = 0
NOTHING_TO_RECOMMEND = 1
DIFFERENT = 1
"""What `diff` reports where an answer changes, as programs of that name do."""
UNSOUND = 1
"""What `verify` reports where it finds an error."""
BAD_INPUT = 2
BROKEN_PIPE = 141
"""What a shell reports of a program that wrote to a pipe which nobody reads any more."""

SHIPPED = "shipped"
"""How the command line names the directory that ships with the library."""

_TIME_ZONE_HELP = (
    "ISO 8601; without an offset it is the directory's wall time: Bogotá's, as shipped"
)
_DIRECTORY_HELP = f"a directory, in TOML, or {SHIPPED}: the one that ships with the library"


def main(
    argv: Sequence[str] | None = None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments; those of the process where left out.
        clock: tells what time it is.
    """
    output: TextIO = sys.stdout
    if isinstance(output, io.TextIOWrapper):
        # A terminal that can't show an accent is no reason to fail.
        output.reconfigure(errors="replace")
    try:
        command = _Command(_parser().parse_args(argv), clock)
        for line in command.lines():
            print(line)
        print(end="", flush=True)
    except BrokenPipeError:
        # What is still buffered has nowhere to go; without this Python would complain at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        return BROKEN_PIPE
    except (CcbSupportError, OSError) as error:
        print(f"ccb-support: {error}", file=sys.stderr)
        return NOTHING_TO_RECOMMEND if isinstance(error, NoChannelError) else BAD_INPUT
    return command.exit_code


class _Parser(argparse.ArgumentParser):
    """A parser that complains in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message}. See {self.prog} --help\n")


def _parser() -> _Parser:
    parser = _Parser(
        prog="ccb-support",
        description="Which support channel of the Bogotá Chamber of Commerce to use, why, and until"
        " when.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="print JSON, one document a line")
    common.add_argument("--lang", choices=LANGUAGES, default="es", help="language of the words")
    directory = _Parser(add_help=False)
    directory.add_argument(
        "--directory", metavar="FILE", help="a directory of your own, in TOML, for the shipped one"
    )
    request = _Parser(add_help=False)
    request.add_argument("type", help=f"the request type, for example {RequestType.COMPLAINT}")
    request.add_argument("priority", help="1 to 5, P1 to P5, or a word such as crítica")
    request.add_argument("--prefer", metavar="MEDIUM", help=f"prefer {', '.join(Medium)}")
    request.add_argument(
        "--unavailable", metavar="ID", action="append", default=[], help="a channel that is down"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, about: str, *parents: _Parser) -> _Parser:
        return commands.add_parser(name, parents=[*parents, common], help=about, description=about)

    recommend = add("recommend", "Say whom to contact, and why.", request, directory)
    channels = add("channels", "Tell of each channel whether it is open.", directory)
    for timed in (recommend, channels):
        timed.add_argument("--when", metavar="TIME", help=f"{_TIME_ZONE_HELP}; now if left out")
    timeline = add("timeline", "List the answers over a range of time.", request, directory)
    comparison = add("diff", "Say what changes between two directories; exit with 1 if anything.")
    comparison.add_argument("old", metavar="OLD", help=_DIRECTORY_HELP)
    comparison.add_argument("new", metavar="NEW", help=_DIRECTORY_HELP)
    for ranged in (timeline, comparison):
        for option, name in (("--from", "start"), ("--to", "end")):
            ranged.add_argument(
                option, dest=name, metavar="TIME", required=True, help=_TIME_ZONE_HELP
            )
    verification = add("verify", "Say what is wrong with a directory; exit with 1 if an error is.")
    verification.add_argument(
        "file", metavar="FILE", nargs="?", default=SHIPPED, help=_DIRECTORY_HELP
    )
    for option, name, default in (
        ("--from", "start", "the start of this year"),
        ("--to", "end", "two years after the start of the year in which the range starts"),
    ):
        verification.add_argument(
            option, dest=name, metavar="TIME", help=f"{_TIME_ZONE_HELP}; {default} if left out"
        )
    add("escalation", "List the escalation levels.", directory)
    holidays = add("holidays", "List the public holidays of Colombia.")
    holidays.add_argument("year", help="from 1984 to 2199")
    add("schema", "Print the JSON Schema of a recommendation.")
    return parser


class BadArgumentError(CcbSupportError, ValueError):
    """An argument of the command line that can't be read."""

    code = "bad_argument"


class _Command:
    """One call of the command line: its arguments, and what they are about."""

    def __init__(self, arguments: argparse.Namespace, clock: Callable[[], datetime]) -> None:
        self._arguments = arguments
        self._clock = clock
        self._language: Language = arguments.lang
        self.exit_code = SUCCESS

    def lines(self) -> Iterator[str]:
        """Yield what the command prints, line by line."""
        commands: dict[str, Callable[[], Iterator[str]]] = {
            "recommend": self._recommend,
            "channels": self._channels,
            "timeline": self._timeline,
            "diff": self._diff,
            "verify": self._verify,
            "escalation": self._escalation,
            "holidays": self._holidays,
            "schema": self._schema,
        }
        yield from commands[self._arguments.command]()

    def _recommend(self) -> Iterator[str]:
        router = self._router()
        when = self._when(router.directory)
        answer = router.recommend(
            self._arguments.type, self._arguments.priority, when, **self._options()
        )
        if self._arguments.json:
            yield answer.model_dump_json()
            return
        yield f"{answer.contact.display(self._language)}  {answer.uri}"
        yield answer.explain(self._language, at=when)

    def _channels(self) -> Iterator[str]:
        router = self._router()
        when = self._when(router.directory)
        statuses = [router.status(each, when) for each in router.directory.channel_ids]
        if self._arguments.json:
            yield from _json_lines(statuses)
        else:
            yield from _aligned([self._status_row(status) for status in statuses])

    def _timeline(self) -> Iterator[str]:
        router = self._router()
        answers = router.timeline(
            self._arguments.type,
            self._arguments.priority,
            *self._range(router.directory),
            **self._options(),
        )
        if self._arguments.json:
            yield from _json_lines(answers)
            return
        width = max(len(each) for each in router.directory.channel_ids)
        for answer in answers:
            contact = answer.contact.display(self._language)
            yield (
                f"{_minute(answer.valid_from)}  {_minute(answer.valid_until)}  "
                f"{answer.channel.id:{width}}  {answer.reason:10}  {contact}"
            )

    def _diff(self) -> Iterator[str]:
        old, new = (_named_directory(name) for name in (self._arguments.old, self._arguments.new))
        difference = diff(old, new, *self._range(new))
        self.exit_code = SUCCESS if difference.is_empty else DIFFERENT
        if self._arguments.json:
            yield difference.model_dump_json()
        else:
            yield difference.report(self._language)

    def _verify(self) -> Iterator[str]:
        directory = _named_directory(self._arguments.file)
        report = verify(directory, *self._years(directory))
        self.exit_code = SUCCESS if report.is_sound else UNSOUND
        yield report.model_dump_json() if self._arguments.json else report.explain(self._language)

    def _escalation(self) -> Iterator[str]:
        levels = self._router().escalation()
        if self._arguments.json:
            yield from _json_lines(levels)
        else:
            yield from _aligned([row for level in levels for row in self._level_rows(level)])

    def _holidays(self) -> Iterator[str]:
        year = self._arguments.year
        if not (year.isascii() and year.isdecimal() and len(year) <= _LONGEST_YEAR):
            raise BadArgumentError(f"{quoted(year)} is no year. Write it in digits, such as 2026")
        rows = [
            (day, holiday)
            for day, holidays in colombian_holidays(int(year)).items()
            for holiday in holidays
        ]
        if self._arguments.json:
            for day, holiday in rows:
                yield json.dumps(_holiday_document(day, holiday), ensure_ascii=False)
            return
        yield from _aligned(
            [(day.isoformat(), self._say(holiday.name), holiday.law) for day, holiday in rows]
        )

    def _schema(self) -> Iterator[str]:
        yield json.dumps(recommendation_schema(), indent=2, ensure_ascii=False)

    def _router(self) -> Router:
        path = self._arguments.directory
        return Router(default_directory() if path is None else Directory.from_file(path))

    def _options(self) -> dict[str, Any]:
        return {"prefer": self._arguments.prefer, "unavailable": self._arguments.unavailable}

    def _when(self, directory: Directory) -> datetime:
        text = self._arguments.when
        return self._clock() if text is None else self._time(text, directory)

    def _range(self, directory: Directory) -> tuple[datetime, datetime]:
        return (
            self._time(self._arguments.start, directory),
            self._time(self._arguments.end, directory),
        )

    def _years(self, directory: Directory) -> tuple[datetime, datetime]:
        """Return the range asked for; what is left out makes it this year and the next."""
        start, end = self._arguments.start, self._arguments.end
        this_year = self._clock().astimezone(directory.zone).year
        first = _new_year(this_year, directory) if start is None else self._time(start, directory)
        # The supported range may end before the two years do.
        next_year = min(first.year + 1, LAST_YEAR)
        last = _new_year(next_year + 1, directory) if end is None else self._time(end, directory)
        return first, last

    def _time(self, text: str, directory: Directory) -> datetime:
        try:
            when = datetime.fromisoformat(text)
        except ValueError as error:
            raise BadArgumentError(
                f"{quoted(text)} is no time in ISO 8601. Write it like 2026-11-24T17:00"
            ) from error
        return when if when.tzinfo else when.replace(tzinfo=directory.zone)

    def _status_row(self, status: ChannelStatus) -> tuple[str, ...]:
        state, changes = _STATES[self._language][status.open_now]
        next_change = status.closes_at if status.open_now else status.opens_at
        causes = ", ".join(f"{self._say(each.name)} ({each.date})" for each in status.because)
        return (
            status.channel.id,
            state,
            f"{changes} {_minute(next_change)}" if next_change else "",
            self._say(status.channel.name),
            status.channel.contacts[0].display(self._language),
            causes,
        )

    def _level_rows(self, level: EscalationLevel) -> Iterator[tuple[str, ...]]:
        for number, contact in enumerate(level.contacts):
            first = (str(level.level), self._say(level.name)) if number == 0 else ("", "")
            yield *first, contact.display(self._language), " ".join(contact.uris)

    def _say(self, text: LocalizedText) -> str:
        return text.in_language(self._language)


def _new_year(year: int, directory: Directory) -> datetime:
    return datetime(year, 1, 1, tzinfo=directory.zone)


def _named_directory(name: str) -> Directory:
    return default_directory() if name == SHIPPED else Directory.from_file(name)


_LONGEST_YEAR = 9

_STATES: dict[Language, dict[bool, tuple[str, str]]] = {
    "es": {True: ("abierto", "cierra"), False: ("cerrado", "abre")},
    "en": {True: ("open", "closes"), False: ("closed", "opens")},
}


def recommendation_schema() -> dict[str, Any]:
    """Return the JSON Schema of a recommendation."""
    return Recommendation.model_json_schema(mode="serialization")


def _holiday_document(day: date, holiday: Holiday) -> dict[str, object]:
    return {
        "date": day.isoformat(),
        "name": holiday.name.model_dump(),
        "kind": holiday.kind,
        "law": holiday.law,
        "first_year": holiday.first_year,
    }


def _json_lines(records: Iterator[BaseModel] | Sequence[BaseModel]) -> Iterator[str]:
    for record in records:
        yield record.model_dump_json()


def _minute(moment: datetime | None) -> str:
    """Return a moment as a column of a table: 16 characters."""
    return f"{moment:%Y-%m-%dT%H:%M}" if moment else f"{'…':16}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width
        ).rstrip()
