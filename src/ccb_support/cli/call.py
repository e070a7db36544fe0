"""One call of the command line: what its arguments mean, and its exit code."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from dateutil.relativedelta import relativedelta

from ccb_support.answer.spoken_answer import Reader
from ccb_support.answer.spoken_times import SpokenTimes
from ccb_support.calendars.choice import choose_calendar
from ccb_support.clock.instants import instant_of, since_epoch
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import DirectoryError, EmptyRangeError
from ccb_support.model.directory import Directory, read_text
from ccb_support.model.shipped_directory import default_directory
from ccb_support.model.text import as_line
from ccb_support.model.vocabulary import Priority, folded, swap_hint
from ccb_support.routing.router import Router
from ccb_support.words.command_phrases import SWAPPED, UNDERSTOOD
from ccb_support.words.error_reasons import IN_FILE
from ccb_support.words.languages import LANGUAGES
from ccb_support.words.sentences import as_sentence

from . import printing
from .bad_argument import BadArgumentError, words_of
from .screen import print_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import SimpleNamespace

    from ccb_support.model.text import LocalizedText
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

    from .screen import Screen

SUCCESS = 0
FOUND = 1
BAD_INPUT = 2
FAULT = 70

SHIPPED = "shipped"
"""The name of the shipped directory on the command line."""

A_WEEK, A_MONTH, A_YEAR = relativedelta(weeks=1), relativedelta(months=1), relativedelta(years=1)
"""How long a range is if the user writes no end."""


class BadDirectoryFileError(BadArgumentError):
    """An argument names a file whose directory can't be used; the error has every fault of it."""

    def __init__(self, path: str, error: DirectoryError) -> None:
        # `diff` reads two directories, so the error names the file.
        super().__init__(IN_FILE.fill(path=as_line(path), words=words_of(error)))
        self.path, self.faults = path, error.faults


class NamedDirectory(NamedTuple):
    """A directory that an argument names, with its file. The shipped directory has no file."""

    directory: Directory
    path: str | None = None
    text: str | None = None


class Call:
    """One call of the command line.

    Attributes:
        arguments: the arguments, as the user wrote them.
        screen: where the call prints.
        as_json: whether to print JSON.
        annotates: whether to print annotations for GitHub.
        exit_code: the exit code of the process; a command may change it.
        now: returns the current time.
        routers: the routers over the directories that answered.
    """

    def __init__(
        self,
        arguments: SimpleNamespace,
        clock: Callable[[], datetime],
        screen: Screen,
        language: Language | None,
    ) -> None:
        self.arguments = arguments
        self.screen = screen
        self._stated_language: Language | None = language
        self._directory_language: Language | None = None
        self.as_json: bool = arguments.json
        self.annotates = getattr(arguments, "format", None) == "github"
        self.exit_code = SUCCESS
        self.now = clock
        self.routers: list[Router] = []

    @property
    def language(self) -> Language:
        """The language of the words: what the user chose, else that of the directory."""
        return self._stated_language or self._directory_language or "es"

    def router(self) -> Router:
        """Return the router over the directory that `--directory` names."""
        router = Router(self.read_directory(self.arguments.directory).directory)
        self.routers.append(router)
        return router

    def read_directory(self, name: str | None) -> NamedDirectory:
        """Return the directory in the file `name`; the shipped one by its name, or by None.

        The language of the first directory is that of the words, if nobody chose another.
        """
        if name is None or name == SHIPPED:
            found = NamedDirectory(default_directory())
        else:
            found = _read(name)
        self._directory_language = self._directory_language or found.directory.language
        return found

    def request(self) -> tuple[str, str | Priority]:
        """Return the request type and the priority."""
        request_type, priority = self.arguments.type, self.arguments.priority
        if swap_hint(request_type, priority):
            arguments = " ".join(as_word(as_line(each)) for each in (priority, request_type))
            raise BadArgumentError(SWAPPED.fill(arguments=arguments))
        return request_type, priority or Priority.MEDIUM

    def preferences(self, directory: Directory) -> dict[str, Any]:
        """Return the medium that the user prefers, and the channels that are down."""
        outages = (self._outage(each, directory) for each in self.arguments.unavailable)
        return {"prefer": self.arguments.prefer, "unavailable": dict(outages)}

    def when(self, directory: Directory) -> datetime:
        """Return the instant of `--when`, or now; say how it was understood."""
        text = self.arguments.when
        if text is None:
            return self.now()
        when = self._supported(text, directory, midnight_by_default=False)
        if not self.as_json:
            self._say_time(when, directory)
        return when

    def range(self, directory: Directory, usual: relativedelta) -> tuple[datetime, datetime]:
        """Return the range from `--from` to `--to`. Without an end, it has the `usual` length."""
        start, end = self.arguments.start, self.arguments.end
        if start is None:
            now = self.now()
            _require_supported(now, now, directory)
            # What is exported or compared changes at whole minutes.
            first = now.astimezone(directory.zone).replace(second=0, microsecond=0)
        else:
            first = self._supported(start, directory)
        if end is None:
            return first, _usual_end(first, usual, directory)
        last = self._supported(end, directory, ends_a_range=True)
        if since_epoch(last) <= since_epoch(first):
            raise EmptyRangeError(start=start or f"{first:%Y-%m-%d %H:%M}", end=end)
        return first, last

    def complain(self, words: Phrase) -> None:
        """Print what is wrong to the standard error, and go on."""
        print_error(f"ccb-support: {self.say(words)}")

    def say(self, text: LocalizedText | Phrase) -> str:
        """Return a text in the user's language."""
        return text.in_language(self.language)

    def prose(self, text: str, whole: Iterable[str] = (), indent: str = "") -> Iterator[str]:
        """Yield the lines of a sentence that fit the screen; those in `whole` are not broken."""
        return printing.fit(text, self.screen.width, whole, indent)

    def table(
        self,
        headings: Sequence[Phrase],
        rows: Sequence[Sequence[str]],
        styles: Mapping[str, str] | None = None,
    ) -> Iterator[str]:
        """Yield the lines of a table that fit the screen."""
        return printing.table(self.screen, [*map(self.say, headings)], rows, styles)

    def _supported(
        self,
        text: str,
        directory: Directory,
        *,
        ends_a_range: bool = False,
        midnight_by_default: bool = True,
    ) -> datetime:
        """Return the supported time that a user wrote. Errors quote it as the user wrote it."""
        from .times import read_time  # noqa: PLC0415 - most calls are about now

        when = read_time(text, self.now(), directory.zone, midnight_by_default=midnight_by_default)
        _require_supported(when, text, directory, ends_a_range=ends_a_range)
        return when

    def _say_time(self, when: datetime, directory: Directory) -> None:
        moment = SpokenTimes(Reader(self.language, directory.zone, None)).moment(when)
        print_error(as_sentence(self.say(UNDERSTOOD.fill(moment=moment))))

    def _outage(self, text: str, directory: Directory) -> tuple[str, datetime | None]:
        """Return the id of a channel that is down, and when it is back; `None` if nobody knows."""
        from .times import read_time  # noqa: PLC0415 - most calls know of no outage

        name, separator, end = text.partition("=")
        channel_id = _channel_id(name, directory)
        if not separator:
            return channel_id, None
        return channel_id, read_time(end, self.now(), directory.zone, midnight_by_default=True)


def _require_supported(
    when: datetime, written: object, directory: Directory, *, ends_a_range: bool = False
) -> None:
    """Raise an `OutOfRangeError` about what was `written`, unless the time is supported."""
    years = choose_calendar(directory).years
    supported = WallClock(directory.zone, years).supported
    if not supported.start <= instant_of(when) < supported.end + ends_a_range:
        raise years.error(written)


def as_word(text: str) -> str:
    """Return a text as one word of a command."""
    return f"'{text}'" if " " in text else text


def _channel_id(name: str, directory: Directory) -> str:
    """Return the id that people mean by an id in any letters, or by a name; else `name` itself."""
    if name in directory.channel_ids:
        return name
    word = folded(name)
    by_id = [each for each in directory.channel_ids if folded(each) == word]
    by_name = [
        each.id
        for each in directory.channels
        if word in {folded(each.name.in_language(language)) for language in LANGUAGES}
    ]
    found = by_id or by_name
    return found[0] if len(found) == 1 else name


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
    from ccb_support.model.toml_lines import TomlLines  # noqa: PLC0415 - only an error needs lines

    lines = TomlLines(text)
    return DirectoryError(
        [each._replace(line=each.line or lines.line_of((each.path,))) for each in error.faults]
    )


def _usual_end(start: datetime, usual: relativedelta, directory: Directory) -> datetime:
    """Return the end of a range that has the usual length, within the supported range."""
    local = start.astimezone(directory.zone)
    last_year = choose_calendar(directory).years.last
    limit = datetime(last_year + 1, 1, 1, tzinfo=directory.zone)
    return min(local + usual, limit, key=since_epoch)
