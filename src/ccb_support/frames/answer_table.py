"""The answer table: a small table in which each row of a user's large table finds its answer.

Its key is one integer: the number of a block, and then a second. A block is a class of requests
with the same answers, in one phase. A row of the answer table holds from its second to that of the
next row. If `recommend` would raise an error, the row holds the code of the error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from ccb_support.answer.recommendation import Reason
from ccb_support.answer.short_forms import contact_in_short
from ccb_support.clock.instants import Instant, moments_of, utc_at
from ccb_support.clock.intervals import Interval, within
from ccb_support.errors import (
    NoChannelError,
    NotADatetimeError,
    OutOfRangeError,
    UnknownPriorityError,
    UnknownRequestTypeError,
)
from ccb_support.model.requests import every_kind, group_requests
from ccb_support.model.vocabulary import Medium
from ccb_support.routing.outages import read_outages
from ccb_support.routing.rule import Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ccb_support.clock.instants import Moment
    from ccb_support.model.directory import Directory
    from ccb_support.model.requests import RequestKind, Vocabularies
    from ccb_support.routing.engine import Part
    from ccb_support.routing.outages import Unavailable
    from ccb_support.routing.router import Router
    from ccb_support.routing.rule import RoutingDecision
    from ccb_support.routing.timetable import Timetable

compute: Any = pc
"""What Arrow computes; its stubs don't state whole types."""

SECOND_BITS = 34
"""The bits of a key that hold the second, since 1970. Those above hold the number of the block."""

PAGE_BITS = 18
"""The bits of a second within its page: answers are worked out for some three days at a time."""

_PAGE_NUMBER_BITS = SECOND_BITS - PAGE_BITS

MISSING = Instant(2**SECOND_BITS - 1)
"""A second after the supported range. It represents a missing instant."""

MISSING_CELL = "missing"
"""The error of a row without a request type, or without a priority."""

_ERRORS = (
    UnknownRequestTypeError.code,
    UnknownPriorityError.code,
    MISSING_CELL,
    NotADatetimeError.code,
    OutOfRangeError.code,
    NoChannelError.code,
)

_UNKNOWN_TYPE_BLOCK, _UNKNOWN_PRIORITY_BLOCK, _MISSING_BLOCK = range(3)
"""The numbers of the first blocks. Each of them has one of the first errors at all times."""

INSTANT: pa.DataType = pa.timestamp("us", tz="UTC")

VERSION_KEY = b"ccb_support.directory_version"
"""The key, in the metadata of an Arrow table or a Parquet file, of the directory's version."""

_REQUESTS: Mapping[str, pa.DataType] = {
    "request_type": pa.string(),
    "priority": pa.int64(),
    "class_key": pa.int64(),
}

_SPANS: Mapping[str, pa.DataType] = {
    "class_key": pa.int64(),
    "valid_from": INSTANT,
    "valid_until": INSTANT,
    "channel": pa.string(),
    "number": pa.string(),
    "contact": pa.string(),
    "uri": pa.string(),
    "open_now": pa.bool_(),
    "opens_at": INSTANT,
    "reason": pa.string(),
    "error": pa.string(),
}
"""The types of the columns of a table of spans."""

_TIMES = "opens_at", "valid_from", "valid_until"

COLUMN_TYPES: Mapping[str, pa.DataType] = {
    name: _SPANS[name]
    for name in (
        *("channel", "number", "contact", "uri", "open_now", "opens_at", "reason"),
        *("valid_from", "valid_until", "error"),
    )
}
"""The columns of an answer, each with its type in Arrow. Text is one of a few names."""

VERSION = "directory_version"
"""The name of the column that follows them: the version of the directory, the same in each row."""

COLUMNS: tuple[str, ...] = (*COLUMN_TYPES, VERSION)
"""The names of the columns that `route` adds, in order."""

_Answer: TypeAlias = "tuple[RoutingDecision | str, int | None, int | None, int | None]"
"""A decision or the code of an error, and the microseconds of `_TIMES`."""


class AnswerTable(NamedTuple):
    """An answer table.

    Attributes:
        keys: the keys, in order.
        columns: for each key, the columns of its answer. Names are in dictionaries.
        pages: the blocks and pages that it covers, each the key of a row without `PAGE_BITS`.
    """

    keys: pa.Array[Any]
    columns: pa.Table
    pages: frozenset[int]

    def places(self, keys: Any) -> Any:  # noqa: ANN401 - arrays of Arrow
        """Return where the answer of each row is, from the keys of the rows."""
        after = compute.search_sorted(self.keys, keys, side="right")
        return compute.subtract(after, 1).cast(pa.uint32())


class KindCodes:
    """The codes of kinds of request, known or not, of which there are `count`.

    The code of a kind is that of its type plus that of its priority: its number, 0 if nobody knows
    it, or one more than the last if it is missing. Whenever a channel is back, a phase starts. A
    kind code plus `count` times the number of the phase, counted from 0, is the code of a row.
    """

    def __init__(self, known: Vocabularies) -> None:
        self._types, self._priorities = known.request_types, known.priorities
        self._width = len(self._priorities) + 2
        self._code_of_type: dict[str | None, int] = {
            each: place * self._width for place, each in enumerate(self._types.by_id)
        }
        self._unknown_type = len(self._types) * self._width
        self.count = self._unknown_type + 2 * self._width

    def type_code(self, word: object) -> int:
        """Return the code of a request type, as people wrote it."""
        if word is None:
            return self._unknown_type + self._width
        return self._code_of_type.get(self._types.find(word), self._unknown_type)

    def priority_code(self, word: object) -> int:
        """Return the code of a priority, as people wrote it; a column with gaps has floats."""
        if word is None:
            return self._width - 1
        if isinstance(word, float) and word.is_integer():
            word = int(word)
        return self._priorities.find(word) or 0

    def blocks(
        self, groups: Iterable[tuple[RequestKind, ...]], numbers: Iterable[int]
    ) -> list[int]:
        """Return, for each code of a kind of request, the number of the block of its group."""
        of_type = [_UNKNOWN_PRIORITY_BLOCK] * (self._width - 1) + [_MISSING_BLOCK]
        codes = of_type * len(self._types)
        for number, group in zip(numbers, groups, strict=True):
            for kind in group:
                codes[self._code_of_type[kind.request_type] + kind.priority] = number
        unknown, missing = ([each] * self._width for each in (_UNKNOWN_TYPE_BLOCK, _MISSING_BLOCK))
        return codes + unknown + missing


class AnswerBook:
    """Makes answer tables, and keeps the last of them.

    `codes` has the codes of kinds of request, and `classes` the number of the block for each code
    of a row. At each of `phase_starts` channels are back, so another phase starts. They are in UTC.

    Raises:
        CcbSupportError: what `recommend` raises for `prefer` or `unavailable`.
    """

    def __init__(
        self, router: Router, prefer: Medium | str | None, unavailable: Unavailable
    ) -> None:
        clock = router.engine.clock
        self.supported, moments = clock.supported, clock.supported_moments
        self._ends = {*moments}
        self.directory = directory = router.directory
        medium = None if prefer is None else Medium.parse(prefer)
        outages = read_outages(unavailable, directory, moments)
        changes = sorted({end for end in outages.ends.values() if end in moments})
        self.phase_starts = [*map(utc_at, changes)]
        groups = group_requests(every_kind(directory), directory.channels)
        # A whole group gets the same answers, so one of its requests is enough.
        firsts = [Request(each.request_type, each.priority, medium) for each, *_ in groups]
        starts = moments.start, *changes
        # For each group, its part of a plan in each phase.
        parts_by_group = [
            router.engine.parts(each, map(outages.of(each, directory).phase_at, starts), moments)
            for each in firsts
        ]
        blocks: dict[str | Part, int] = {each: n for n, each in enumerate(_ERRORS[:3])}
        self.codes = KindCodes(directory)
        self.classes: list[int] = []
        for parts_of_phase in zip(*parts_by_group, strict=True):
            numbers = [blocks.setdefault(each, len(blocks)) for each in parts_of_phase]
            self.classes += self.codes.blocks(groups, numbers)
        self._blocks = [*blocks]
        self._names = {**_possible_names(directory), VERSION: (directory.version,)}
        self._known = self._make(frozenset())

    def table_of(self, pages: Iterable[int]) -> AnswerTable:
        """Return an answer table for at least these blocks and pages.

        The pages of the last table stay, unless they would be more than half of the new table.
        """
        # If two threads come here at once, one of them may compute a page again.
        known, wanted = self._known, frozenset(pages)
        if not wanted <= known.pages:
            both = wanted | known.pages
            known = self._known = self._make(both if len(both) <= 2 * len(wanted) else wanted)
        return known

    def _make(self, pages: frozenset[int]) -> AnswerTable:
        answers: dict[int, _Answer] = {}
        for number, block in enumerate(self._blocks):
            key, error = number << SECOND_BITS, isinstance(block, str) and block
            answers[key] = _error(error or OutOfRangeError.code)
            if not error:
                answers[key + self.supported.end] = _error(OutOfRangeError.code)
                answers[key + MISSING] = _error(NotADatetimeError.code)
        for page in pages:
            answers.update(self._answers(page))
        keys = sorted(answers)
        found, *times = zip(*map(answers.__getitem__, keys), strict=True)
        numbers = {each: number for number, each in enumerate(dict.fromkeys(found))}
        forms = [self._form(each) for each in numbers]
        places = pa.array([numbers[each] for each in found])
        columns: dict[str, Any] = {
            name: self._column(name, [each.get(name) for each in forms]).take(places)
            for name in COLUMNS
        }
        columns |= {n: pa.array(t, COLUMN_TYPES[n]) for n, t in zip(_TIMES, times, strict=True)}
        return AnswerTable(pa.array(keys, pa.int64()), pa.table(columns), pages)

    def _answers(self, page: int) -> Iterator[tuple[int, _Answer]]:
        """Yield the keys and the answers of a block over a page of time."""
        number, start = page >> _PAGE_NUMBER_BITS, page << PAGE_BITS & MISSING
        block, first = self._blocks[number], number << SECOND_BITS
        if isinstance(block, str):
            return
        seconds = Interval(Instant(start), Instant(start + 2**PAGE_BITS))
        for bounds in within([seconds.clipped(self.supported)], block.seconds):
            for span in block.decisions.spans(bounds):
                decision = span.decision
                if decision is None:
                    yield first + span.start, _error(NoChannelError.code)
                    continue
                whole = moments_of(Interval(span.start, span.end))
                since, until = map(self._bound, whole.clipped(block.phase.span))
                opens = None if decision.open_now else self._bound(whole.end)
                yield first + span.start, (decision, opens, since, until)

    def _bound(self, moment: Moment) -> Moment | None:
        """Return a bound of an answer: `None` at an end of the supported range."""
        return None if moment in self._ends else moment

    def _form(self, answer: RoutingDecision | str) -> dict[str, object]:
        """Return the columns of an answer that do not depend on the time."""
        if isinstance(answer, str):
            return {"error": answer, VERSION: self.directory.version}
        language, contact = self.directory.language, answer.contact
        return {
            "channel": answer.channel.id,
            "number": contact.number_in(language),
            "contact": contact_in_short(contact, language),
            "uri": contact.uri,
            "open_now": answer.open_now,
            "reason": answer.reason.value,
            VERSION: self.directory.version,
        }

    def _column(self, name: str, values: Sequence[object]) -> Any:  # noqa: ANN401 - of Arrow
        names = self._names.get(name)
        return pa.array(values, COLUMN_TYPES[name]) if names is None else named(values, names)


def named(values: Iterable[Any], names: Sequence[str]) -> Any:  # noqa: ANN401 - the stubs know no type of a dictionary
    """Return a column of names, each of which is one of `names`."""
    numbers = {each: number for number, each in enumerate(names)}
    smallest = pa.int8() if len(names) < 2**7 else pa.int32()
    of_arrow: Any = pa.DictionaryArray
    return of_arrow.from_arrays(pa.array(map(numbers.get, values), smallest), pa.array(names))


def page_of(block: int, second: Instant) -> int:
    """Return the page of a block in which a second lies."""
    return block << _PAGE_NUMBER_BITS | second >> PAGE_BITS


def _error(code: str) -> _Answer:
    return code, None, None, None


def _possible_names(directory: Directory) -> dict[str, tuple[str, ...]]:
    """Return the names that each column of names may hold."""
    language = directory.language
    contacts = [contact for channel in directory.channels for contact in channel.contacts]
    numbers = (each.number_in(language) for each in contacts)
    return {
        "channel": directory.channel_ids,
        "number": tuple(dict.fromkeys(filter(None, numbers))),
        "contact": tuple(dict.fromkeys(contact_in_short(each, language) for each in contacts)),
        "uri": tuple(dict.fromkeys(each.uri for each in contacts)),
        "reason": tuple(each.value for each in Reason),
        "error": _ERRORS,
    }


class ArrowTimetable(NamedTuple):
    """The two tables of a timetable. Join them on `class_key` and on time.

    The metadata of each schema has the version of the directory that answered, under the key
    `ccb_support.directory_version`. A Parquet file keeps it.

    Attributes:
        requests: `request_type` (its value), `priority` (its number) and `class_key`.
        spans: `class_key`, `valid_from`, `valid_until`, `channel`, `number`, `contact`, `uri`,
            `open_now`, `opens_at`, `reason` and `error`, each as in `TimetableSpan`. Instants are
            in UTC.
    """

    requests: pa.Table
    spans: pa.Table


def to_arrow(timetable: Timetable) -> ArrowTimetable:
    """Return a timetable as Arrow tables."""
    requests = pa.Table.from_pylist(
        [dict(each) for each in timetable.requests], schema=pa.schema(_REQUESTS)
    )
    spans = pa.Table.from_pylist([dict(each) for each in timetable.spans], schema=pa.schema(_SPANS))
    version = timetable.directory_version
    return ArrowTimetable(with_version(requests, version), with_version(spans, version))


def with_version(table: pa.Table, version: str) -> pa.Table:
    """Return a table whose metadata also says which version of the directory answered."""
    known = table.schema.metadata or {}
    return table.replace_schema_metadata({**known, VERSION_KEY: version.encode()})
