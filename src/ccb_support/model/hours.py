"""Hours as a directory states them: always open, not stated, by the week, or for one day.

The terms are those of schema.org's `OpeningHoursSpecification`. Times are wall-clock times, to the
minute. Days of the week have Spanish or English names, in a closed table.
"""

from collections.abc import Container, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cache
from itertools import product
from typing import (
    Annotated,
    Literal,
    TypeAlias,
    TypeVar,
    cast,
    get_args,
)

from pydantic import (
    AfterValidator,
    BeforeValidator,
    RootModel,
    Tag,
    ValidationError,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import InitErrorDetails

from ccb_support.clock.instants import DAY, HOUR, MINUTE
from ccb_support.clock.intervals import Interval
from ccb_support.limits import MOST_SPANS, MOST_WORDS
from ccb_support.words import LANGUAGES, Phrase, join_phrases
from ccb_support.words import answers as phrases

from .records import (
    AtMost,
    InFiles,
    NotEmpty,
    Record,
    WrittenAs,
    add_keywords,
    also_accept,
    as_sequence,
    bad_value,
    fault,
    find_every_fault,
    letters_of,
    required,
    word_or_list,
)
from .text import Matching
from .vocabulary import folded


class Day(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEKDAYS: tuple[Day, ...] = tuple(Day)
"""The days as Python counts them: Monday is 0."""


@cache
def _days_by_words() -> dict[str, list[Day]]:
    """Return the days that each name and each range means. A range is in one language."""
    found: dict[str, list[Day]] = {}
    for language, to in zip(LANGUAGES, ("a", "to"), strict=True):
        names = [name.in_language(language) for name in phrases.WEEKDAYS]
        for first, length in product(range(7), range(1, 8)):
            numbers = [(first + step) % 7 for step in range(length)]
            words = f"{names[first]} {to} {names[numbers[-1]]}" if length > 1 else names[first]
            found[folded(words)] = [WEEKDAYS[number] for number in numbers]
    return found


def stated_days(value: object) -> tuple[Day, ...]:
    """Return the days that names and ranges mean, in their order. Any other word is left out."""
    return tuple(day for entry in _entries(value) for day in _days_of(entry))


def _entries(value: object) -> Sequence[object]:
    return [value] if isinstance(value, str) else as_sequence(value)


def _days_of(entry: object) -> list[Day]:
    """Return the days that a name or a range means: none if it means none."""
    return _days_by_words().get(folded(letters_of(entry)), [])


def _read_days(value: object) -> object:
    """Return the days that names and ranges mean, in a `tuple`.

    Each entry that is not a day is a fault, and so is a day that is there twice. What is not a
    list, or an empty one, comes back as it is: other validators refuse it.
    """
    faults: list[InitErrorDetails] = []
    for index, entry in enumerate(_entries(value)):
        if not _days_of(entry):
            place = () if isinstance(value, str) else (index,)
            faults.append(fault("not_a_day", place, entry))
    days = stated_days(value)
    if len({*days}) < len(days):
        faults.append(fault("repeated_day"))
    if faults:
        raise ValidationError.from_exception_data("days", faults)
    return days or value


def _days_as_stated(found: JsonSchemaValue) -> JsonSchemaValue:
    """Return the JSON Schema of days as a file states them."""
    from .file_schema import any_of  # noqa: PLC0415 - only a schema needs it

    spanish = [name.es for name in phrases.WEEKDAYS]
    # An editor proposes these.
    usual = [*spanish, "lunes a viernes", *WEEKDAYS, "monday to friday"]
    entry = {"anyOf": [{"enum": usual}, {"type": "string", "pattern": any_of(_days_by_words())}]}
    return {"anyOf": [entry, found | {"items": entry, "uniqueItems": True}]}


Days: TypeAlias = Annotated[
    NotEmpty[tuple[Day, ...]],
    BeforeValidator(_read_days),
    AtMost(MOST_WORDS),
    InFiles(_days_as_stated),
]
"""Days of the week, in the order in which they are stated, each once."""


WEEK = 7 * DAY

WeekOfMonth: TypeAlias = Literal[1, 2, 3, 4, 5, "last"]
"""Which occurrence of its weekday in its month a day is."""

WEEKS_OF_MONTH: Sequence[tuple[WeekOfMonth, ...]] = (
    (1,),
    (2,),
    (3,),
    (4,),
    (4, "last"),
    (5, "last"),
)
"""What a day can be: the third Saturday, the fourth, the fourth and last, the fifth and last."""


def week_of_month(day: date) -> int:
    """Return what `day` is in its month, as a place in `WEEKS_OF_MONTH`."""
    is_last = (day + timedelta(weeks=1)).month != day.month
    # A fifth one is always the last, so each of these places means one thing.
    return (day.day - 1) // len(WEEKDAYS) + is_last


_LAST = "last", "ultima"


def _read_week(value: object) -> WeekOfMonth:
    if folded(letters_of(value)) in _LAST:
        return "last"
    # True is a number to Python, and so is 1.0.
    if type(value) is int and value in get_args(WeekOfMonth):
        return cast("WeekOfMonth", value)
    raise bad_value("not_a_week")


def _week_as_stated(found: JsonSchemaValue) -> JsonSchemaValue:
    """Return the JSON Schema of a week of the month as a file states it."""
    from .file_schema import any_of  # noqa: PLC0415 - only a schema needs it

    return {
        "anyOf": [
            *found["anyOf"],
            {"const": "última"},
            {"type": "string", "pattern": any_of(_LAST)},
        ]
    }


Weeks: TypeAlias = Annotated[
    NotEmpty[
        tuple[
            Annotated[
                WeekOfMonth,
                BeforeValidator(_read_week),
                # Programs that write clients fail at an enum of numbers and words.
                WithJsonSchema(
                    {
                        "anyOf": [
                            {"type": "integer", "enum": [1, 2, 3, 4, 5]},
                            {"type": "string", "enum": ["last"]},
                        ]
                    }
                ),
                InFiles(_week_as_stated),
            ],
            ...,
        ]
    ],
    AtMost(MOST_WORDS),
    AfterValidator(required(lambda weeks: len({*weeks}) == len(weeks), "repeated_week")),
    add_keywords({"uniqueItems": True}),
]
"""Weeks of the month, each once."""


class AlwaysOpen(StrEnum):
    """Open at every instant of every day."""

    ALWAYS = "always"


class NotStated(StrEnum):
    """Hours that the source does not state: neither open nor closed."""

    NOT_STATED = "not_stated"


def _write_time(value: object) -> object:
    """Return a TOML time as text, and any other value unchanged."""
    return str(value).removesuffix(":00") if isinstance(value, time) else value


MINUTE_FORM = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIME_OF_TOML = r"(?::00(?:\.0+)?)?"
"""The seconds of a time in TOML, which editors pass to a JSON Schema as text."""

OpeningTime: TypeAlias = Annotated[
    str,
    BeforeValidator(_write_time),
    Matching(MINUTE_FORM, "not_an_opening_time"),
    add_keywords({"pattern": f"^{MINUTE_FORM}{_TIME_OF_TOML}$"}),
]
"""When something opens."""

ClosingTime: TypeAlias = Annotated[
    str,
    BeforeValidator(_write_time),
    Matching(f"{MINUTE_FORM}|24:00", "not_a_closing_time"),
    add_keywords({"pattern": f"^(?:{MINUTE_FORM}{_TIME_OF_TOML}|24:00)$"}),
]
"""When something closes. 24:00 is the end of the day."""


def _seconds(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * HOUR + int(minutes) * MINUTE


class OpeningSpan(Record, frozen=True):
    """A span of hours within a day; it may pass midnight.

    Attributes:
        opens: the first minute in which it is open.
        closes: the first minute in which it is closed again; on the next day if before `opens`.
    """

    opens: OpeningTime
    closes: ClosingTime

    _check = find_every_fault

    @property
    def seconds(self) -> Interval[int]:
        """The span, in seconds after the midnight in which its day starts."""
        start, end = _seconds(self.opens), _seconds(self.closes)
        return Interval(start, end if start < end else end + DAY)

    def __str__(self) -> str:
        return f"{self.opens}-{self.closes}"


class WeeklySpan(OpeningSpan, frozen=True):
    """A span of hours on some days of every week, or of some weeks of the month.

    Attributes:
        opens: the first minute in which it is open.
        closes: the first minute in which it is closed again; on the next day if before `opens`.
        days: the days on which it starts.
        weeks: in which weeks of the month, counted for each day, such as the first and the last;
            None means all.
    """

    days: Days
    weeks: Weeks | None = None

    def starts_on(self, day: Day, weeks: Container[object]) -> bool:
        """Return whether it starts on that weekday in some of these weeks of the month."""
        is_in_weeks = self.weeks is None or any(each in weeks for each in self.weeks)
        return is_in_weeks and day in self.days

    @property
    def in_words(self) -> Phrase:
        """Its times, and its weeks of the month: `08:00-12:00 (1st, last of the month)`."""
        if self.weeks is None:
            return Phrase(str(self), str(self))
        weeks = join_phrases([phrases.WEEKS_OF_MONTH[each] for each in self.weeks], ", ")
        return phrases.IN_WEEKS.fill(span=str(self), weeks=weeks)


_T = TypeVar("_T")

OrClosed: TypeAlias = Annotated[
    _T,
    BeforeValidator(lambda value: () if letters_of(value) == "closed" else value),
    also_accept({"const": "closed"}),
]
"""Hours that a file may also write as `"closed"`."""

_WeekSpans: TypeAlias = Annotated[tuple[WeeklySpan, ...], AtMost(MOST_SPANS)]

_DaySpans: TypeAlias = OrClosed[Annotated[tuple[OpeningSpan, ...], AtMost(MOST_SPANS)]]


# Pydantic's own class with a type in brackets would build its validator while the module is loaded.
class _Spans(RootModel[_T], frozen=True, defer_build=True):
    """A list of spans."""

    _check = find_every_fault


class WeeklyHours(_Spans[_WeekSpans], frozen=True):
    """Hours that repeat every week. Without a span, they are never open."""


class DayHours(_Spans[_DaySpans], frozen=True):
    """The hours of one day. Without a span, the day is closed."""


# Made without a validator. To build one for them would make the first answer of a process slower.
NO_WEEKLY_HOURS = WeeklyHours.model_construct(())
"""The hours of a channel that never opens."""

NO_DAY_HOURS = DayHours.model_construct(())
"""The hours of a day that is closed."""


_Always: TypeAlias = Annotated[AlwaysOpen, WrittenAs("str"), Tag("always")]
_NotStated: TypeAlias = Annotated[NotStated, WrittenAs("str"), Tag("not_stated")]
_Weekly: TypeAlias = Annotated[WeeklyHours, Tag("list")]

Hours: TypeAlias = Annotated[_Always | _Weekly, word_or_list("unknown_hours")]
"""The hours of a channel."""

StatedHours: TypeAlias = Annotated[
    _Always | _Weekly | _NotStated, word_or_list("unknown_stated_hours")
]
"""The hours of an escalation level, which the source may leave out."""
