"""Hours as a directory states them: always open, not stated, by the week, or for one day.

The terms are those of schema.org's `OpeningHoursSpecification`. Times are wall-clock times, to the
minute. Days of the week have Spanish or English names, in a closed table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, LiteralString, TypeAlias, TypeVar

from pydantic import BeforeValidator, RootModel, Tag, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import InitErrorDetails

from ccb_support.clock.instants import DAY, HOUR, MINUTE
from ccb_support.clock.intervals import Interval
from ccb_support.limits import MOST_SPANS, MOST_WORDS
from ccb_support.words.calendar_phrases import WEEKDAYS as WEEKDAY_NAMES
from ccb_support.words.fault_phrases import SPAN_OF_DAY
from ccb_support.words.phrase import Phrase

from .records import (
    AtMost,
    InFiles,
    Record,
    ValueReader,
    WrittenAs,
    add_keywords,
    also_accept,
    as_sequence,
    choose_by,
    fault,
    fields_of,
    letters_of,
    read_field,
    read_value,
    validate_all,
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

_BETWEEN: Mapping[str, Mapping[str, int]] = {
    " to ": {folded(name.en): number for number, name in enumerate(WEEKDAY_NAMES)},
    " a ": {folded(name.es): number for number, name in enumerate(WEEKDAY_NAMES)},
}
"""By the word between the ends of a range: the names of its language, each with its number."""

_HOLIDAY_WORDS = {"festivo", "festivos", "holiday", "holidays"}


def stated_days(value: object) -> list[Day]:
    """Return the days that names and ranges mean, each once. What is not a day is left out."""
    days = (day for entry in _entries(value) for day in _days_of(entry))
    return [*dict.fromkeys(days)]


def _entries(value: object) -> Sequence[object]:
    return [value] if isinstance(value, str) else as_sequence(value)


def _read_days(value: object) -> object:
    if len(as_sequence(value)) > MOST_WORDS:
        return value
    if faults := [*_find_faults(value)]:
        raise ValidationError.from_exception_data("days", faults)
    return tuple(stated_days(value)) or value


def _find_faults(value: object) -> Iterator[InitErrorDetails]:
    """Yield a fault for each entry that is not a day, or repeats one."""
    known: set[Day] = set()
    for index, entry in enumerate(_entries(value)):
        place = () if isinstance(value, str) else (index,)
        days = _days_of(entry)
        if not days:
            yield fault(_problem(entry), place, entry)
        for day in sorted(known.intersection(days)):
            yield fault("repeated_day", place, entry, day=WEEKDAY_NAMES[WEEKDAYS.index(day)])
        known.update(days)


def _days_of(entry: object) -> list[Day]:
    """Return the days that a name or a range means: none if it means none."""
    text = folded(letters_of(entry))
    for between, numbers in _BETWEEN.items():
        if text in numbers:
            return [WEEKDAYS[numbers[text]]]
        first, _, last = text.partition(between)
        if first in numbers and last in numbers and first != last:
            length = (numbers[last] - numbers[first]) % len(WEEKDAYS)
            return [WEEKDAYS[(numbers[first] + each) % len(WEEKDAYS)] for each in range(length + 1)]
    return []


def _problem(entry: object) -> LiteralString:
    """Return the code of what is wrong with an entry that is not a day."""
    words = folded(letters_of(entry)).split()
    if _HOLIDAY_WORDS.intersection(words):
        return "holiday_as_day"
    match words:
        case [first, _, last] if first == last and _days_of(first):
            return "eight_days"
        case _:
            return "not_a_day"


def _as_stated(found: JsonSchemaValue) -> JsonSchemaValue:
    """Return the JSON Schema of days as a file states them."""
    spanish = [name.es for name in WEEKDAY_NAMES]
    # An editor proposes these.
    usual = [*spanish, "lunes a viernes", *WEEKDAYS, "monday to friday"]
    entry = {"anyOf": [{"enum": usual}, {"type": "string", "pattern": _pattern()}]}
    return {"anyOf": [entry, found | {"items": entry, "uniqueItems": True}]}


def _pattern() -> str:
    """Return the pattern of a day or of a range."""
    from .file_schema import GAP, one_of, whole  # noqa: PLC0415 - only a schema needs it

    ways: list[str] = []
    for between, names in _BETWEEN.items():
        for first in names:
            last = one_of(each for each in names if each != first)
            ways.append(f"{one_of([first])}(?:{GAP}{one_of([between])}{GAP}{last})?")
    return whole(f"(?:{'|'.join(ways)})")


Days: TypeAlias = Annotated[
    tuple[Day, ...],
    AtMost(MOST_WORDS, may_be_empty=False),
    BeforeValidator(_read_days),
    InFiles(_as_stated),
]
"""Days of the week, in the order in which they are stated, each once."""


WEEK = 7 * DAY


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
    Matching(r"([01][0-9]|2[0-3]):[0-5][0-9]", "not_an_opening_time"),
    add_keywords({"pattern": f"^{MINUTE_FORM}{_TIME_OF_TOML}$"}),
]
"""When something opens."""

ClosingTime: TypeAlias = Annotated[
    str,
    BeforeValidator(_write_time),
    Matching(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00", "not_a_closing_time"),
    add_keywords({"pattern": f"^(?:{MINUTE_FORM}{_TIME_OF_TOML}|24:00)$"}),
]
"""When something closes. 24:00 is the end of the day."""

_OPENING_TIME: ValueReader[str] = ValueReader(OpeningTime)


def _seconds(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * HOUR + int(minutes) * MINUTE


def _find_empty_span(span: object) -> Iterator[InitErrorDetails]:
    opens = read_field(span, "opens", _OPENING_TIME)
    if opens is not None and opens == read_field(span, "closes", _OPENING_TIME):
        yield fault("empty_span", time=opens)


class OpeningSpan(Record, frozen=True):
    """A span of hours within a day; it may pass midnight.

    Attributes:
        opens: the first minute in which it is open.
        closes: the first minute in which it is closed again; on the next day if not after `opens`.
    """

    opens: OpeningTime
    closes: ClosingTime

    _check = validate_all(_find_empty_span)

    @property
    def seconds(self) -> Interval[int]:
        """The span, in seconds after the midnight in which its day starts."""
        start, end = _seconds(self.opens), _seconds(self.closes)
        return Interval(start, end if start < end else end + DAY)

    def __str__(self) -> str:
        return f"{self.opens}-{self.closes}"


class WeeklySpan(OpeningSpan, frozen=True):
    """A span of hours on some days of every week.

    Attributes:
        days: the days on which it starts.
    """

    days: Days


_SPAN: ValueReader[OpeningSpan] = ValueReader(OpeningSpan)


def _find_overlaps(
    spans: Iterable[tuple[Interval[int], Phrase | str]],
) -> Iterator[InitErrorDetails]:
    """Yield a fault for each of `spans` that starts before all the earlier ones have ended."""
    latest: tuple[Interval[int], Phrase | str] | None = None
    for span, name in sorted(spans, key=itemgetter(0)):
        if latest and span.overlaps(latest[0]):
            yield fault("overlapping_hours", one=name, other=latest[1])
        if latest is None or span.end > latest[0].end:
            latest = span, name


def _find_weekly_overlaps(hours: object) -> Iterator[InitErrorDetails]:
    week = [
        (span.seconds.shifted(number * DAY), SPAN_OF_DAY.fill(day=WEEKDAY_NAMES[number], span=span))
        for entry, span in _read_spans(hours)
        for number in map(WEEKDAYS.index, stated_days(fields_of(entry).get("days")))
    ]
    # Sunday night runs into Monday, so the first span of the week follows its last once more.
    next_week = [(span.shifted(WEEK), name) for span, name in sorted(week)[:1]]
    yield from _find_overlaps(week + next_week)


def _find_daily_overlaps(hours: object) -> Iterator[InitErrorDetails]:
    yield from _find_overlaps((span.seconds, str(span)) for _, span in _read_spans(hours))


def _read_spans(hours: object) -> Iterator[tuple[object, OpeningSpan]]:
    """Yield each entry with the span that it states, even if it has another fault."""
    if isinstance(hours, WeeklyHours | DayHours):
        yield from ((span, span) for span in hours.root)
    for entry in as_sequence(hours):
        times = {key: fields_of(entry).get(key) for key in OpeningSpan.model_fields}
        span = read_value(times, _SPAN)
        if span is not None:
            yield entry, span


_T = TypeVar("_T")

OrClosed: TypeAlias = Annotated[
    _T,
    BeforeValidator(lambda value: () if letters_of(value) == "closed" else value),
    also_accept({"const": "closed"}),
]
"""Hours that a file may also write as `"closed"`."""

_WeekSpans: TypeAlias = Annotated[tuple[WeeklySpan, ...], AtMost(MOST_SPANS)]

_DaySpans: TypeAlias = OrClosed[Annotated[tuple[OpeningSpan, ...], AtMost(MOST_SPANS)]]

if TYPE_CHECKING:
    _WeeklyRoot: TypeAlias = RootModel[_WeekSpans]
    _DayRoot: TypeAlias = RootModel[_DaySpans]
else:
    # With a type in brackets, pydantic would build a validator while the module is loaded.
    _WeeklyRoot = _DayRoot = RootModel


class WeeklyHours(_WeeklyRoot, frozen=True, defer_build=True):
    """Hours that repeat every week. Without a span, they are never open."""

    root: _WeekSpans

    _check = validate_all(_find_weekly_overlaps)


class DayHours(_DayRoot, frozen=True, defer_build=True):
    """The hours of one day. Without a span, the day is closed."""

    root: _DaySpans

    _check = validate_all(_find_daily_overlaps)


# Made without a validator. To build one for them would make the first answer of a process slower.
NO_WEEKLY_HOURS = WeeklyHours.model_construct(())
"""The hours of a channel that never opens."""

NO_DAY_HOURS = DayHours.model_construct(())
"""The hours of a day that is closed."""


def _kind_of(value: object) -> str:
    return letters_of(value) if isinstance(value, str) else "spans"


_Always: TypeAlias = Annotated[AlwaysOpen, WrittenAs("str"), Tag("always")]
_NotStated: TypeAlias = Annotated[NotStated, WrittenAs("str"), Tag("not_stated")]
_Weekly: TypeAlias = Annotated[WeeklyHours, Tag("spans")]

Hours: TypeAlias = Annotated[_Always | _Weekly, choose_by(_kind_of, "unknown_hours")]
"""The hours of a channel."""

StatedHours: TypeAlias = Annotated[
    _Always | _Weekly | _NotStated, choose_by(_kind_of, "unknown_stated_hours")
]
"""The hours of an escalation level, which the source may leave out."""
