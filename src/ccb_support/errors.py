"""Every error that the library raises: one class for each concept.

Each error is also the builtin exception that a caller would catch. It quotes the input and says
what to write instead. Two errors of the app for Django need Django, so they are beside that app.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple
from zoneinfo import ZoneInfoNotFoundError

from ccb_support.words import LANGUAGES, Language, Phrase, find_language
from ccb_support.words import answers as answer_phrases
from ccb_support.words import errors as error_phrases

if TYPE_CHECKING:
    from ccb_support.answer.recommendation import TraceEntry
    from ccb_support.model.channels import EscalationLevel
    from ccb_support.model.directory import Directory
    from ccb_support.testing.laws import Case, Law

__all__ = [
    "BadParameterError",
    "BadTableFileError",
    "CcbSupportError",
    "ColumnClashError",
    "ColumnTypeError",
    "DirectoryError",
    "EmptyRangeError",
    "Fault",
    "LawViolationError",
    "LongOpeningHoursWarning",
    "MissingExtraError",
    "MissingParameterError",
    "NaiveColumnError",
    "NaiveDatetimeError",
    "NegativeDurationError",
    "NeverOpenError",
    "NoChannelError",
    "NotACalendarError",
    "NotAChannelDirectoryError",
    "NotACollectionError",
    "NotADatetimeError",
    "NotADurationError",
    "NotAFrameError",
    "NotAYearError",
    "NotExpressibleError",
    "NotRequestsError",
    "OldLibraryError",
    "OutOfRangeError",
    "OutsideSpanError",
    "RepeatedParameterError",
    "SeveralEditionsError",
    "UnknownChannelError",
    "UnknownColumnError",
    "UnknownDialectError",
    "UnknownLanguageError",
    "UnknownMediumError",
    "UnknownParameterError",
    "UnknownPriorityError",
    "UnknownRequestTypeError",
    "UnknownWordError",
    "UnusableTimeZoneError",
    "ZoneDataError",
]

QUOTED_LENGTH = 400
"""How many characters of an input a message quotes."""

_NO_WORDS = Phrase("", "")
"""In place of a part that a message does not need."""


def quoted(value: object) -> str:
    """Return `repr(value)`, cut if it is long."""
    try:
        return cut(repr(value))
    except (ValueError, NotImplementedError):
        # Python writes out no number of thousands of digits, and pandas no time of distant years.
        return f"<{type(value).__name__} object whose repr fails>"


def cut(text: str) -> str:
    """Return `text`, cut if it is longer than a message quotes."""
    return text if len(text) <= QUOTED_LENGTH else f"{text[:QUOTED_LENGTH]}…"


def listed(values: Iterable[object]) -> str:
    """Return `values` in a row, with commas."""
    return ", ".join(str(value) for value in values)


def each_quoted(values: Iterable[object]) -> Phrase:
    """Return `values` in a row, each in quotes, which show a space at its end."""
    return plain(listed(map(quoted, values)))


def plain(words: str) -> Phrase:
    """Return words for both languages as a phrase, so that no message quotes them."""
    return Phrase(words, words)


def require_language(tag: object, *, usual: Language | None = None) -> Language:
    """Return the language that a BCP 47 tag names: `es`, `es-CO`, `ES` or `en_US`.

    If the tag is `None`, return the `usual` language, if there is one.

    Raises:
        UnknownLanguageError: the library does not speak that language.
    """
    language = usual if tag is None else find_language(tag)
    if language is None:
        raise UnknownLanguageError(tag, LANGUAGES)
    return language


class CcbSupportError(Exception):
    """Base class of every error of this library.

    Attributes:
        code: a stable identifier of the kind of error, for logs and for other programs.
        accepted: the accepted values, if there is a list of them.
    """

    code: ClassVar[str] = "error"

    def __init_subclass__(cls, *, code: str = "") -> None:
        super().__init_subclass__()
        cls.code = code or cls.code

    def __init__(
        self,
        value: object = None,
        /,
        *,
        phrase: Phrase | None = None,
        accepted: Iterable[str] = (),
        hint: Phrase | None = None,
        **parts: object,
    ) -> None:
        """Say the phrase of the class, or another one, with its parts filled in.

        A part that is a `Phrase` comes in as it is. Any other part is quoted.
        """
        self.accepted: tuple[str, ...] = tuple(accepted)
        filled = {
            name: part if isinstance(part, Phrase) else quoted(part)
            for name, part in {"value": value, **parts}.items()
        }
        words = phrase or error_phrases.ERRORS.get(self.code, error_phrases.THE_VALUE)
        self._words = words.fill(accepted=listed(self.accepted), **filled)
        if hint:
            self._words = error_phrases.WITH_HINT.fill(words=self._words, hint=hint)
        super().__init__(self._words.en)

    def __str__(self) -> str:
        # A KeyError, which some of the errors are, would show the message in quotes.
        return Exception.__str__(self)

    def message(self, language: str = "en") -> str:
        """Return what the error says; in English it is `str(error)`.

        Args:
            language: a BCP 47 tag of Spanish or English, such as `es` or `es-CO`.

        Raises:
            UnknownLanguageError: the library does not speak that language.
        """
        return self._words.in_language(require_language(language))

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the class with the message alone.
        state = super().__reduce__()[2:]
        return type(self).__new__, (type(self), *self.args), *state


class NaiveDatetimeError(CcbSupportError, ValueError, code="naive_datetime"):
    """A `datetime` without an offset from UTC: it is not an instant."""


class UnusableTimeZoneError(CcbSupportError, ValueError, code="unusable_time_zone"):
    """A `datetime` whose `tzinfo` fails to give an offset."""


class ZoneDataError(CcbSupportError, ZoneInfoNotFoundError, code="wrong_zone_data"):
    """Python's data of a time zone that are missing, broken, or those of another zone."""


class NaiveColumnError(CcbSupportError, ValueError, code="naive_column"):
    """A column of times without an offset from UTC: they are not instants."""


class NotADatetimeError(CcbSupportError, TypeError, code="not_a_datetime"):
    """A value that is not a `datetime`, passed as an instant."""


class NotADurationError(CcbSupportError, TypeError, code="not_a_duration"):
    """A value that is not a `timedelta`, passed as a duration."""


class NegativeDurationError(CcbSupportError, ValueError, code="negative_duration"):
    """A duration below zero: open time is counted forwards."""


class NeverOpenError(CcbSupportError, LookupError, code="never_open"):
    """A duration for which a channel is not open any more within the supported range."""


class NotAYearError(CcbSupportError, TypeError, code="not_a_year"):
    """A value that is not an `int`, passed as a year."""


class OutOfRangeError(CcbSupportError, ValueError, code="out_of_range"):
    """A date outside the supported range: its holidays are unknown, or no edition has begun."""


class EmptyRangeError(CcbSupportError, ValueError, code="empty_range"):
    """A range of time that ends before it starts, or when it starts."""


class OutsideSpanError(CcbSupportError, ValueError, code="outside_span"):
    """An instant at which an answer does not hold."""


class SeveralEditionsError(CcbSupportError, ValueError, code="several_editions"):
    """A question that one edition of a directory can answer, asked of several."""


class NotAChannelDirectoryError(CcbSupportError, TypeError, code="not_a_channel_directory"):
    """A value that is not a `Directory`, passed as one."""


class NotACalendarError(CcbSupportError, TypeError, code="not_a_calendar"):
    """A value that can't say whether a date is a holiday, passed as a calendar."""


class UnknownWordError(CcbSupportError, ValueError, code="unknown_word"):
    """Base class of the errors about a word outside a closed table of spellings.

    An `ambiguous` word is in the table, with several meanings. In Spanish, the message may write
    the accepted values in other words.
    """

    def __init__(
        self,
        value: object,
        accepted: Sequence[str],
        *,
        spanish: Iterable[str] = (),
        ambiguous: bool = False,
        suggestion: str | None = None,
        hint: Phrase | None = None,
    ) -> None:
        super().__init__(
            value,
            phrase=error_phrases.UNKNOWN_WORD[ambiguous],
            concept=error_phrases.CONCEPTS[self.code],
            suggestion=(
                error_phrases.SUGGESTION.fill(word=quoted(suggestion)) if suggestion else _NO_WORDS
            ),
            values=Phrase(listed(spanish) or listed(accepted), listed(accepted)),
            accepted=accepted,
            hint=hint,
        )


class UnknownRequestTypeError(UnknownWordError, code="unknown_request_type"):
    """A request type that the table of spellings does not have, or that could mean several."""


class UnknownPriorityError(UnknownWordError, code="unknown_priority"):
    """A priority that the table of spellings does not have, or that could mean several."""


class UnknownMediumError(UnknownWordError, code="unknown_medium"):
    """A medium that the table of spellings does not have, or that could mean several."""


class UnknownDialectError(UnknownWordError, code="unknown_dialect"):
    """A dialect of SQL that the library does not write."""


class UnknownLanguageError(UnknownWordError, code="unknown_language"):
    """A language that the library does not speak."""


class UnknownChannelError(UnknownWordError, code="unknown_channel"):
    """The id of a channel that the directory does not have."""


class NotACollectionError(CcbSupportError, TypeError, code="not_a_collection"):
    """A value that is not a collection of channel ids, such as one bare `str`."""


class NotAFrameError(CcbSupportError, TypeError, code="not_a_frame"):
    """A value that is not a table of a supported kind, passed as one."""


class OldLibraryError(CcbSupportError, ImportError, code="old_library"):
    """A library of tables that is older than the lowest version that works."""


class UnknownColumnError(CcbSupportError, KeyError, code="unknown_column"):
    """The name of a column that the table does not have, or has several times."""


class ColumnTypeError(CcbSupportError, TypeError, code="wrong_column_type"):
    """A column that holds values of the wrong type."""

    def __init__(
        self, name: str, found: str, wanted: Phrase, *, hint: Phrase | None = None
    ) -> None:
        super().__init__(name=name, found=plain(found), wanted=wanted, hint=hint)


class ColumnClashError(CcbSupportError, ValueError, code="column_clash"):
    """Columns to add to a table that already has columns of these names."""


class BadTableFileError(CcbSupportError, ValueError, code="bad_table_file"):
    """A file that can't be read, or written, as a table."""

    def __init__(self, path: object, problem: Phrase, **parts: object) -> None:
        super().__init__(path=str(path), problem=problem.fill(**parts))


class NotRequestsError(CcbSupportError, TypeError, code="not_requests"):
    """A value that is not a collection of pairs of a request type and a priority."""


class NoChannelError(CcbSupportError, LookupError, code="no_channel"):
    """No available channel serves the request, now or later within the supported range.

    A channel that is down may serve it when it is back. Where a timeline comes to an edition that
    does not know the request, another edition may know it.

    Attributes:
        trace: what the router found about every channel.
        escalation: the levels to turn to instead, in order.
    """

    def __init__(
        self,
        directory: Directory,
        request_type: str,
        priority: int,
        trace: tuple[TraceEntry, ...],
        escalation: tuple[EscalationLevel, ...],
        *,
        unknown_from: date | None = None,
    ) -> None:
        requests = directory.request_types.by_id[request_type].several
        is_down = any(each.verdict == "unavailable" for each in trace)
        ends = [each.unavailable_until for each in trace if each.unavailable_until]
        # Two times in one zone would be compared by what the clock shows.
        first = min(ends, key=datetime.timestamp, default=None)
        phrase = error_phrases.NO_CHANNEL_YET if is_down else None
        super().__init__(
            phrase=error_phrases.NOT_IN_EDITION if unknown_from else phrase,
            day=plain(f"{unknown_from}"),
            request_type=Phrase(requests.es, quoted(f"{request_type}")),
            priority=directory.priorities.by_id[priority].label,
            back=error_phrases.BACK.fill(moment=f"{first:%Y-%m-%d %H:%M}") if first else _NO_WORDS,
            hint=error_phrases.TURN_TO_LEVELS if escalation else None,
        )
        self.trace: tuple[TraceEntry, ...] = trace
        self.escalation: tuple[EscalationLevel, ...] = escalation


class Fault(NamedTuple):
    """One fault of a directory.

    Attributes:
        path: where the fault is, for example `channels[2].hours[0].closes`; empty for the whole
            text.
        message: what is wrong, and what to write instead, in English.
        spanish: the message in Spanish.
        line: the line of the fault in the TOML text, from 1, or of what it is in if a key is
            missing. `None` without a text, or if the fault is about the whole text.
        file: the name of the file, if the editions of a directory were read together.
    """

    path: str
    message: str
    spanish: str
    line: int | None = None
    file: str = ""

    def __str__(self) -> str:
        return self.describe("en")

    def describe(self, language: Language) -> str:
        """Return the place and the message in a language."""
        message = Phrase(self.spanish, self.message).in_language(language)
        line = answer_phrases.LINE.in_language(language, line=self.line) if self.line else ""
        place = ", ".join(filter(None, [self.file, self.path, line]))
        return f"{place}: {message}" if place else message


class DirectoryError(CcbSupportError, ValueError, code="bad_directory"):
    """A directory that can't be used.

    Attributes:
        faults: every fault, in the order of the lines of its file.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(Phrase.of(lambda language: _faults_in(language, faults)))
        self.faults: tuple[Fault, ...] = tuple(faults)


def _faults_in(language: Language, faults: Sequence[Fault]) -> str:
    title = error_phrases.DIRECTORY_FAULTS[len(faults) != 1].in_language(
        language, count=len(faults)
    )
    return "\n  ".join([title, *(each.describe(language) for each in faults)])


class NotExpressibleError(CcbSupportError, ValueError, code="not_expressible"):
    """Hours that a format can't express. Without them, the format would say something else."""


class LongOpeningHoursWarning(CcbSupportError, UserWarning, code="long_opening_hours"):  # noqa: N818 - it is a warning
    """Strings that OpenStreetMap does not take, because they are too long.

    Attributes:
        channels: the ids of their channels.
    """

    def __init__(self, channels: Iterable[str], most: int) -> None:
        self.channels: tuple[str, ...] = tuple(channels)
        super().__init__(error_phrases.LONG_STRINGS.fill(channels=listed(self.channels), most=most))


class UnknownParameterError(CcbSupportError, ValueError, code="unknown_parameter"):
    """A parameter that a question does not have: to overlook it would answer another question."""


class MissingParameterError(CcbSupportError, ValueError, code="missing_parameter"):
    """A parameter without which a question has no answer."""


class BadParameterError(CcbSupportError, ValueError, code="bad_parameter"):
    """A parameter whose value does not have its form."""


class RepeatedParameterError(CcbSupportError, ValueError, code="repeated_parameter"):
    """A parameter that is in an address more than once."""


class LawViolationError(CcbSupportError, AssertionError, code="law_violation"):
    """A router breaks a law.

    Attributes:
        law: the law.
        case: the question that shows it.
    """

    def __init__(self, words: Phrase, law: Law, case: Case) -> None:
        super().__init__(words)
        self.law: Law = law
        self.case: Case = case


EXTRAS: Mapping[str, tuple[str, ...]] = {
    "calendars": ("holidays>=0.109",),
    "django": ("django>=5.2",),
    "export": ("icalendar>=7",),
    "frames": ("narwhals>=2.28", "pyarrow>=26", "tqdm>=4.66"),
    "mcp": ("mcp>=2,<3",),
    "service": ("prometheus-client>=0.22", "starlette>=1.7", "uvicorn[standard]>=0.51"),
    "testing": ("hypothesis>=6.130",),
}
"""What each extra installs. An error names these packages: `pip` finds them for a clone as for a
wheel, and this package is in no index, where anybody could register its name."""


class MissingExtraError(CcbSupportError, ModuleNotFoundError, code="missing_extra"):
    """A library that is not installed, and that only one part of this package needs."""

    def __init__(self, user: str, module: str, extra: str) -> None:
        packages = " ".join(f'"{each}"' for each in EXTRAS[extra])
        super().__init__(user=plain(user), module=module, packages=plain(packages))
        self.name: str | None = module


@contextmanager
def require_extra(user: str, module: str, extra: str, *others: str) -> Generator[None]:
    """Let the block import a library that only `user` needs, and that `extra` installs.

    Modules that come with the library are `others`: the error names the library itself.

    Raises:
        MissingExtraError: the library is not installed, or lacks a module, as an old version may.
            Any other error of the block stays.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in (module, *others):
            raise
        raise MissingExtraError(user, module, extra) from error


@contextmanager
def name_in_errors(path: object) -> Generator[None]:
    """Let the errors of the system name a file. Reading and writing name none."""
    try:
        yield
    except OSError as error:
        # An error without a number is about the content.
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
