"""Every error that the library raises: one class per concept.

Each subclasses the builtin that a caller would catch, quotes the input, and says the way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from .answer.recommendation import TraceEntry
    from .model.channels import EscalationLevel
    from .model.requests import Priority, RequestType

QUOTED_LENGTH = 400
"""How many characters of an input a message quotes."""

FAULTS_SHOWN = 50
"""How many faults of a directory the message of a `DirectoryError` spells out."""


def quoted(value: object) -> str:
    """`repr(value)`, cut where it is long, and safe where `repr` itself fails."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a hostile __repr__ must not hide the error that quotes it
        return f"<{type(value).__name__} object whose repr fails>"
    return cut(text)


def cut(text: str) -> str:
    """`text`, cut where it is longer than what a message quotes."""
    return text if len(text) <= QUOTED_LENGTH else f"{text[:QUOTED_LENGTH]}…"


def listed(values: Iterable[object]) -> str:
    """`values` as a message lists them."""
    return ", ".join(str(value) for value in values)


class CcbSupportError(Exception):
    """Base class of every error of this library.

    Attributes:
        code: a stable identifier of the kind of error, for logs and for other programs.
        accepted: the values that would have done, where there is a list of them.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, accepted: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.accepted: tuple[str, ...] = tuple(accepted)

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the class with the message alone.
        return _restore, (type(self), self.args, self.__dict__)


def _restore(
    cls: type[CcbSupportError], args: tuple[object, ...], state: dict[str, object]
) -> CcbSupportError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class NaiveDatetimeError(CcbSupportError, ValueError):
    """A `datetime` that does not say its offset from UTC: it names no instant."""

    code = "naive_datetime"

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{quoted(value)} has no UTC offset, so it names no instant. "
            "Attach its zone, for example when.replace(tzinfo=ccb_support.BOGOTA)"
        )


class UnusableTimeZoneError(CcbSupportError, ValueError):
    """A `datetime` whose `tzinfo` fails when it is asked for an offset."""

    code = "unusable_time_zone"

    def __init__(self, value: object) -> None:
        super().__init__(
            f"The tzinfo of {quoted(value)} gives no usable UTC offset. "
            "Use datetime.timezone.utc, or zoneinfo.ZoneInfo with the name of a zone"
        )


class NaiveColumnError(CcbSupportError, ValueError):
    """A column of times that do not say their offset from UTC: they name no instants."""

    code = "naive_column"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The times of the column {quoted(name)} have no time zone, so they name no instants. "
            'Attach it: in pandas with .dt.tz_localize("America/Bogota"), in Polars with '
            '.dt.replace_time_zone("America/Bogota"), in PyArrow with '
            'pyarrow.compute.assume_timezone(column, "America/Bogota")'
        )


class NotADatetimeError(CcbSupportError, TypeError):
    """Something that is no `datetime` where an instant was needed."""

    code = "not_a_datetime"

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{quoted(value)} is no datetime. "
            "Pass an aware datetime.datetime, for example "
            "datetime(2026, 11, 24, 9, 30, tzinfo=ccb_support.BOGOTA)"
        )


class NotAYearError(CcbSupportError, TypeError):
    """Something that is no `int` where a year was needed."""

    code = "not_a_year"

    def __init__(self, value: object) -> None:
        super().__init__(f"{quoted(value)} is no year. Pass an int, for example 2026")


class OutOfRangeError(CcbSupportError, ValueError):
    """A date outside the supported range, in which the calendar's laws are known."""

    code = "out_of_range"

    def __init__(self, value: object, first_year: int, last_year: int) -> None:
        super().__init__(
            f"{quoted(value)} is outside the supported range: "
            f"the years {first_year} to {last_year}, in the directory's time zone"
        )


class EmptyRangeError(CcbSupportError, ValueError):
    """A range of time that ends before, or when, it starts."""

    code = "empty_range"

    def __init__(self, start: object, end: object) -> None:
        super().__init__(
            f"The range from {quoted(start)} to {quoted(end)} is empty: "
            "its start must lie before its end"
        )


class OutsideSpanError(CcbSupportError, ValueError):
    """An instant at which an answer does not hold."""

    code = "outside_span"

    def __init__(self, value: object, start: datetime | None, end: datetime | None) -> None:
        since = f"from {start.isoformat()} " if start else ""
        until = f"until {end.isoformat()}" if end else "on"
        super().__init__(
            f"The answer holds {since}{until}, which leaves out {quoted(value)}. "
            "Ask for a recommendation at that instant"
        )


class NotAChannelDirectoryError(CcbSupportError, TypeError):
    """Something that is no `Directory`, where answers are asked of one."""

    code = "not_a_channel_directory"

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{quoted(value)} is no Directory. Pass default_directory(), or read one of your own "
            "with Directory.from_file(path)"
        )


class NotACalendarError(CcbSupportError, TypeError):
    """Something that can't tell whether a date is a holiday."""

    code = "not_a_calendar"

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{quoted(value)} is no container of dates. "
            "Pass a set of dates, or any object that answers `date in holidays`"
        )


class UnknownWordError(CcbSupportError, ValueError):
    """Base class of the errors of a word that a closed table of spellings does not settle."""

    code = "unknown_word"
    concept: ClassVar[str] = "word"

    def __init__(self, value: object, accepted: Sequence[str], *, ambiguous: bool = False) -> None:
        problem = "could be more than one" if ambiguous else "is no"
        super().__init__(
            f"{quoted(value)} {problem} {self.concept}. Use one of: {listed(accepted)}",
            accepted=accepted,
        )


class UnknownRequestTypeError(UnknownWordError):
    """A request type that the table of spellings does not hold, or that could mean several."""

    code = "unknown_request_type"
    concept = "request type"


class UnknownPriorityError(UnknownWordError):
    """A priority that the table of spellings does not hold, or that could mean several."""

    code = "unknown_priority"
    concept = "priority"


class UnknownMediumError(UnknownWordError):
    """A medium that the table of spellings does not hold."""

    code = "unknown_medium"
    concept = "medium"


class UnknownLanguageError(UnknownWordError):
    """A language that the library does not speak."""

    code = "unknown_language"
    concept = "language of this library"


class UnknownChannelError(UnknownWordError):
    """The id of a channel that the directory does not have."""

    code = "unknown_channel"
    concept = "channel of this directory"


class NotACollectionError(CcbSupportError, TypeError):
    """Something else where a collection of channel ids was needed, such as one bare `str`."""

    code = "not_a_collection"

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{quoted(value)} is no collection of channel ids. "
            'Put the ids in a list, a tuple or a set, for example ["chat"]'
        )


class NotAFrameError(CcbSupportError, TypeError):
    """Something else where a table of a supported kind was needed."""

    code = "not_a_frame"

    def __init__(self, value: object, accepted: Sequence[str]) -> None:
        super().__init__(
            f"An object of type {quoted(type(value))} is no table that can be routed. "
            f"Use a table of one of: {listed(accepted)}",
            accepted=accepted,
        )


class UnknownColumnError(CcbSupportError, KeyError):
    """The name of a column that the table does not have."""

    code = "unknown_column"

    def __init__(self, name: str, accepted: Sequence[str]) -> None:
        super().__init__(
            f"The table has no column {quoted(name)}. Use one of: {listed(accepted)}",
            accepted=accepted,
        )

    def __str__(self) -> str:
        # A KeyError would show the message in quotes.
        return Exception.__str__(self)


class ColumnTypeError(CcbSupportError, TypeError):
    """A column that holds something else than was needed."""

    code = "wrong_column_type"

    def __init__(self, name: str, found: str, wanted: str) -> None:
        super().__init__(f"The column {quoted(name)} holds {found}. It must hold {wanted}")


class ColumnClashError(CcbSupportError, ValueError):
    """Columns that would be added to a table which has columns of these names already."""

    code = "column_clash"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"The table has columns already that are named {listed(map(quoted, names))}. "
            'Give the added ones a prefix, for example "support_"'
        )


class BadTableFileError(CcbSupportError, ValueError):
    """A file that can't be read, or written, as a table."""

    code = "bad_table_file"

    def __init__(self, path: object, problem: str) -> None:
        super().__init__(f"{quoted(str(path))} can't be used as a table: {problem}")


class NotRequestsError(CcbSupportError, TypeError):
    """Something else where pairs of a request type and a priority were needed."""

    code = "not_requests"

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{quoted(value)} is no collection of requests. "
            'Put pairs of a request type and a priority in a list, for example [("queja", "P3")]'
        )


class NoChannelError(CcbSupportError, LookupError):
    """No available channel serves the request, now or later within the supported range.

    Attributes:
        trace: what the router found of every channel.
        escalation: the levels to turn to instead, in order.
    """

    code = "no_channel"

    def __init__(
        self,
        request_type: RequestType,
        priority: Priority,
        trace: tuple[TraceEntry, ...],
        escalation: tuple[EscalationLevel, ...],
    ) -> None:
        super().__init__(
            f"No available channel serves {request_type.value!r}, P{priority.value}, now or later. "
            "See the trace for the reasons, and turn to the escalation levels"
        )
        self.trace = trace
        self.escalation = escalation


class Fault(NamedTuple):
    """One thing that is wrong with a directory.

    Attributes:
        path: where it is, for example `channels[2].hours[0].closes`; empty for the whole text.
        message: what is wrong, and the way out.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class DirectoryError(CcbSupportError, ValueError):
    """A directory that can't be used.

    Attributes:
        faults: everything that is wrong with it, in the order of the file.
    """

    code = "bad_directory"

    def __init__(self, faults: Sequence[Fault]) -> None:
        shown = [str(fault) for fault in faults[:FAULTS_SHOWN]]
        if len(faults) > FAULTS_SHOWN:
            shown.append(f"and {len(faults) - FAULTS_SHOWN} more")
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__("\n  ".join([f"The directory has {count}:", *shown]))
        self.faults: tuple[Fault, ...] = tuple(faults)


class NotExpressibleError(CcbSupportError, ValueError):
    """Hours that a format can't say; to leave them out would be to publish something else."""

    code = "not_expressible"

    def __init__(self, format_name: str, subject: object, reason: str, way_out: str) -> None:
        super().__init__(f"{format_name} can't express {quoted(subject)}: {reason}. {way_out}")


class MissingExtraError(CcbSupportError, ModuleNotFoundError):
    """A library that only one part of this one needs, and that is not installed."""

    code = "missing_extra"

    def __init__(self, user: str, module: str, extra: str) -> None:
        super().__init__(
            f"{user} needs the library {module!r}. "
            f"Install it with: python -m pip install 'ccb-support[{extra}]'"
        )
        self.name = module
