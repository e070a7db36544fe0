"""One call of the command line: what its arguments mean, and its exit code."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, partial
from types import SimpleNamespace
from typing import TypeVar

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel

from ccb_support import CcbSupportError, DirectoryError, Recommendation, Router, default_directory
from ccb_support.errors import BadParameterError, quoted
from ccb_support.model import LocalizedText
from ccb_support.questions import Desk, Question
from ccb_support.questions.answers import Voice, as_line, json_of
from ccb_support.questions.arguments import Face, QuotedInstant, read_directory, usual_end
from ccb_support.words import LANGUAGES, Language, Phrase
from ccb_support.words import command_line as phrases

from . import printing

FOUND = 1
BAD_INPUT = 2
FAULT = 70
"""The exit codes besides 0: it found something, the input is wrong, the program has a fault."""

_NUMBER = re.compile(r"\(?[0-9][0-9() ]*[0-9](?: (?:opción|option) [0-9]+)?")
"""A telephone number in a report, with what to press in its menu: it stays on one line."""

SHIPPED = "shipped"
"""The name of the shipped directory on the command line."""

A_WEEK, A_MONTH, A_YEAR = relativedelta(weeks=1), relativedelta(months=1), relativedelta(years=1)
"""How long a range is if the user writes no end."""

_Q = TypeVar("_Q", bound=Question)


@dataclass
class Call:
    """One call of the command line.

    Attributes:
        clock: returns the current time.
        width: how many columns the screen has.
        chosen_language: the language that the user or the system chose, else that of the first
            directory.
        arguments: the arguments, as the user wrote them; `directory` and `json` are always there.
        exit_code: the exit code of the process; a command may change it.
        old_checks: the checks of the desk's directory, in the order of `PastChecks`: the day of
            each one that is too old, else None. Empty until a command uses the desk.
        checked_through: the day through which the holidays were checked, if the command speaks of a
            later one, and its words do not say so.
    """

    clock: Callable[[], datetime]
    width: int
    chosen_language: Language | None
    arguments: SimpleNamespace = field(
        default_factory=lambda: SimpleNamespace(directory=None, json=False)
    )
    exit_code: int = 0
    old_checks: Sequence[date | None] = ()
    checked_through: date | None = None

    @property
    def language(self) -> Language:
        """The language of the words, also before anything chooses it."""
        return self.chosen_language or "es"

    @cached_property
    def now(self) -> datetime:
        """The minute that the clock shows: one instant for all that the call reads and says.

        People write minutes, and answers change at whole minutes.
        """
        return self.clock().replace(second=0, microsecond=0)

    @cached_property
    def desk(self) -> Desk:
        """The desk of the directory that `--directory` names, or of the shipped one."""
        router, _ = self.read_directory(self.arguments.directory)
        desk = Desk(router, self.now, self.language)
        self.old_checks = desk.past_checks()
        return desk

    def read_directory(self, name: str | None) -> tuple[Router, Mapping[str, str] | None]:
        """Return a router over the file or the folder `name`, and the texts of its files.

        The shipped directory, by its name or by None, has no file. The language of the first
        directory is that of the words, if nobody chose another.

        Raises:
            BadParameterError: the directory can't be used. Its cause has every fault.
            OSError: a file can't be read.
        """
        if name is None or name == SHIPPED:
            router, texts = Router(default_directory()), None
        else:
            try:
                editions, texts = read_directory(name)
                router = Router(editions)
            except DirectoryError as error:
                # `diff` reads two directories, so the error names the file.
                words = (f"{as_line(name)}: {error.message(each)}" for each in LANGUAGES)
                raise BadParameterError(Phrase(*words)) from error
        if self.chosen_language is None:
            self.chosen_language = Desk.of(router, self.now).language
        return router, texts

    def ask(self, question: type[_Q], since: datetime, **given: object) -> _Q:
        """Return the question that the arguments write, with the usual priority if none is.

        The question is about `since`, or about a range that begins then.
        """
        stated: dict[str, object] = {
            **{name: vars(self.arguments).get(name) for name in question.names()},
            **given,
        }
        if "priority" in stated and stated["priority"] is None:
            stated["priority"] = self.desk.at(since).directory.usual_priority

        def read_end(text: object) -> datetime:
            # A channel that is down until 15:00 is down until then on the day that is asked about.
            end = self._instant(self.desk.router, "unavailable", text, since=since)
            # Some people write `hoy` of a channel that is down all day. A table has its own times.
            if given and end.astimezone(UTC) <= since.astimezone(UTC):
                printing.print_error(self.say(phrases.OUTAGE_IS_OVER.fill(text=quoted(text))))
            return end

        return question.read(stated, Face(self.desk.router.editions, read_end))

    def when(self) -> datetime:
        """Return the instant of `--when`, or now."""
        return self._instant(self.desk.router, "at", self.arguments.at)

    def range(self, router: Router, usual: relativedelta) -> tuple[datetime, datetime]:
        """Return the range from `--from` to `--to`. Without an end, it has the `usual` length."""
        first = self._instant(router, "start", self.arguments.start)
        if self.arguments.end is None:
            return first, usual_end(first, usual, router)
        return first, self._instant(router, "end", self.arguments.end, start=first)

    def _instant(
        self,
        router: Router,
        name: str,
        value: object,
        *,
        since: datetime | None = None,
        start: datetime | None = None,
    ) -> datetime:
        """Return the instant that a person means, and say what it is; without a value, it is now.

        A time without a day is after `since`. If the end of a range would not be after its `start`,
        it counts from there.
        """
        zone, text = router.editions[0].zone, str(value)
        if value is None:
            return QuotedInstant.of(self.now.astimezone(zone))
        from .times import read_time  # noqa: PLC0415 - most calls are about now

        read = partial(read_time, text, self.now, zone, midnight_by_default=name != "at")
        when = read(since=since)
        if start and when.astimezone(UTC) <= start.astimezone(UTC):
            # After Friday, `lunes` is the Monday that follows. `mañana` may then be two days.
            with suppress(BadParameterError):
                when = read(since=start)
        # A range in numbers needs no interpretation.
        is_plain = name in ("start", "end") and re.match("[0-9]{4}-", text)
        if not (self.arguments.json or is_plain):
            moment = Voice(self.language, zone).asked_moment(when)
            printing.print_error(
                self.say(phrases.UNDERSTOOD.fill(text=quoted(text.strip()), moment=moment))
            )
        return QuotedInstant.of(when)

    def speak_of(self, first: datetime, last: datetime, channels: Sequence[str] = ()) -> None:
        """Keep how far the holidays were checked, if the command speaks of later instants.

        They are from `first` to `last`. If holidays can't change the hours of the channels, or of
        any channel, keep nothing; nor if they are out of date already, which the command says
        anyway.
        """
        if not (self.checked_through or self.desk.past_checks().verified_through):
            self.checked_through = self.desk.checked_before(first, last, channels)

    def speak_of_answer(self, answer: Recommendation, first: datetime, last: datetime) -> None:
        """Keep the same for an answer. `first` or `last` replaces a bound that it does not have."""
        if answer.verified_through:
            self.speak_of(answer.valid_from or first, answer.valid_until or last)

    def refuse_json(self, name: str) -> None:
        """Raise an error if the user wants JSON of what has none."""
        if self.arguments.json:
            raise BadParameterError(phrases.NO_JSON.fill(name=name))

    def complain(self, words: Phrase) -> None:
        """Print what is wrong to the standard error, and go on."""
        # A shell may call another Python `python`. PowerShell does not run a name in quotes.
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        text = self.say(words).replace("python -m pip", f"{python} -m pip")
        printing.print_error(f"ccb-support: {text}")

    def say(self, text: LocalizedText | Phrase, **parts: object) -> str:
        """Return a text in the user's language."""
        return text.in_language(self.language, **parts)

    def show(
        self, documents: Iterable[BaseModel | Mapping[str, object]], lines: Iterable[str]
    ) -> Iterable[str]:
        """Return what to print: documents as JSON, one a line, or the lines for people."""
        if self.arguments.json:
            return (json_of(each).decode() for each in documents)
        return lines

    def prose(self, text: str, whole: Iterable[str] = (), indent: str = "") -> Iterator[str]:
        """Yield the lines of a sentence that fit the screen; those in `whole` are not broken."""
        return printing.fit(text, self.width, whole, indent)

    def report(self, text: str) -> Iterator[str]:
        """Yield the lines of a text, each as long as the screen is wide, with its own indent."""
        for line in text.split("\n"):
            indent = " " * (len(line) - len(line.lstrip()))
            yield from self.prose(line, _NUMBER.findall(line), f"{indent}  ")

    def table(self, headings: Sequence[Phrase], rows: Iterable[Sequence[str]]) -> Iterator[str]:
        """Yield the lines of a table that fit the screen."""
        return printing.table([*map(self.say, headings)], [*rows], self.width)


def words_of_error(error: CcbSupportError) -> Phrase:
    """Return what an error says, in all languages."""
    return Phrase.of(error.message)
