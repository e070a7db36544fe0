"""The answer table: a small table in which each row of a user's large table finds its answer.

Its key is one integer: the number of a group, and then a second. A group has the requests that are
answered alike, in one phase, or those with one error. A row of the answer table holds from its
second to that of the next row. If `recommend` would raise an error, the row holds the code of the
error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from ccb_support.answer.recommendation import Reason
from ccb_support.answer.short_forms import ShortForms
from ccb_support.clock.instants import MICROSECONDS, Instant, Moment, moments_of
from ccb_support.clock.intervals import Interval, within
from ccb_support.errors import (
    NoChannelError,
    NotADatetimeError,
    OutOfRangeError,
    UnknownPriorityError,
    UnknownRequestTypeError,
)
from ccb_support.model.directory import Directory
from ccb_support.model.requests import every_kind, group_requests
from ccb_support.model.vocabulary import Medium
from ccb_support.routing.engine import Part
from ccb_support.routing.outages import Unavailable, read_outages
from ccb_support.routing.router import Router, read_medium
from ccb_support.routing.rule import Request, RoutingDecision
from ccb_support.routing.timetable import Timetable
from ccb_support.routing.timetable_sql import MISSING_CELL
from ccb_support.schedule.editions import Editions
from ccb_support.words import Language

compute: Any = pc
"""What Arrow computes; its stubs don't state whole types."""

SECOND_BITS = 34
"""The bits of a key that hold the second, since 1970. Those above hold the number of the group."""

PAGE_BITS = 18
"""The bits of a second within its page: answers are worked out for some three days at a time."""

PAGE_NUMBER_BITS = SECOND_BITS - PAGE_BITS
"""The bits of a page that hold its number. Those above hold the number of the group."""

MISSING = Instant(2**SECOND_BITS - 1)
"""A second after the supported range. It represents a missing instant."""

VERSION_KEY = b"ccb_support.directory_version"
"""Under which the metadata of a table of Arrow have the version of the directory that answered."""

_OF_WORDS = UnknownRequestTypeError.code, UnknownPriorityError.code, MISSING_CELL
"""The errors of a request, at any time."""

_ERRORS = *_OF_WORDS, NotADatetimeError.code, OutOfRangeError.code, NoChannelError.code

INSTANT: pa.DataType = pa.timestamp("us", tz="UTC")

_REQUESTS: Mapping[str, pa.DataType] = {
    "request_type": pa.string(),
    "priority": pa.int64(),
    "class_key": pa.int64(),
}

TIMES = "opens_at", "valid_from", "valid_until"

VERSION = "directory_version"

COLUMN_TYPES: Mapping[str, pa.DataType] = {
    "channel": pa.string(),
    "number": pa.string(),
    "contact": pa.string(),
    "uri": pa.string(),
    "open_now": pa.bool_(),
    "opens_at": INSTANT,
    "reason": pa.string(),
    "valid_from": INSTANT,
    "valid_until": INSTANT,
    "error": pa.string(),
    VERSION: pa.string(),
}
"""The columns of an answer, each with its type in Arrow. Text is one of a few names."""

_SPANS: Mapping[str, pa.DataType] = {
    "class_key": pa.int64(),
    "valid_from": INSTANT,
    "valid_until": INSTANT,
    **COLUMN_TYPES,
}
"""The columns of a table of spans, which begin with what a join needs, each with its type."""

COLUMNS: tuple[str, ...] = tuple(COLUMN_TYPES)
"""The names of the columns that `route` adds, in order."""

_Found: TypeAlias = tuple[RoutingDecision | str, str | None]
"""A decision or the code of an error, and the version that is in force, if any."""

_Answer: TypeAlias = tuple[_Found, int | None, int | None, int | None]
"""What answers, and the microseconds of `TIMES`."""


class AnswerTable(NamedTuple):
    """An answer table.

    Attributes:
        keys: the keys, in order.
        columns: for each key, the columns of its answer. Names are in dictionaries.
        pages: the groups and pages that it covers, each a key of a row `>> PAGE_BITS`.
    """

    keys: pa.Array[Any]
    columns: pa.Table
    pages: frozenset[int]

    def places(self, keys: Any) -> Any:  # noqa: ANN401 - arrays of Arrow
        """Return where the answer of each row is, from the keys of the rows."""
        # No row is before the first key: its place is the number of other keys that are not later.
        return compute.search_sorted(self.keys[1:], keys, side="right").cast(pa.uint32())


class AnswerBook:
    """Makes answer tables, and keeps the last of them.

    At each of `phase_starts` channels are back, or another edition begins, so another phase starts.
    They are moments. `said` is the metadata of a table of Arrow. Instants in the tables are shown
    in `zone`.

    Raises:
        CcbSupportError: what `recommend` raises for `prefer` or `unavailable`.
    """

    def __init__(
        self, router: Router, prefer: Medium | str | None, unavailable: Unavailable, zone: str
    ) -> None:
        self._instant = pa.timestamp("us", zone)
        clock = router.engine.clock
        self.supported: Interval[Instant] = clock.supported
        moments = clock.supported_moments
        self._range_ends = {*moments}
        editions = router.engine.editions
        self.said: Any = {VERSION_KEY: editions.versions(self.supported).encode()}
        # A row without a time in the range has no edition, unless there is only one.
        first, *others = router.editions
        self._only_version = None if others else first.version
        self._languages: dict[str | None, Language] = {
            each.version: each.language for each in router.editions
        }
        medium = read_medium(prefer)
        outages = read_outages(unavailable, editions.names, moments)
        edges = (moments_of(each.span).start for each in editions.in_order)
        starts = sorted({*edges, *(each.span.start for each in outages.phases(moments))})
        self.phase_starts: list[Moment] = starts[1:]
        places: dict[tuple[str, str] | Part, int] = {}
        # The directory of each phase, and the group of each request and of each error of words.
        self._phases: list[tuple[Directory, Mapping[object, int]]] = []
        for start in starts:
            edition = editions.at(Instant(start // MICROSECONDS))
            numbers: dict[object, int] = {
                error: places.setdefault((error, edition.directory.version), len(places))
                for error in _OF_WORDS
            }
            for group in group_requests(every_kind(edition.directory), editions.channels):
                # A whole group gets the same answers, so one of its requests is enough.
                request = Request(group[0].request_type, group[0].priority, medium)
                part = router.engine.part_at(request, outages, start)
                number = places.setdefault(part, len(places))
                numbers |= {(kind.request_type, kind.priority): number for kind in group}
            self._phases.append((edition.directory, numbers))
        self._groups = [*places]
        # A contact of a later edition may be the answer, in the language of an earlier one.
        languages = dict.fromkeys(self._languages.values())
        self._possible = _possible_forms(editions, languages)
        self._known = self._make(frozenset())

    def group_of(self, request_type: object, priority: object, phase: int) -> int:
        """Return the number of the group of a request, as people wrote it, in a phase.

        A wrong or missing word has a group too: that of its error. Phases count from 0.
        """
        directory, numbers = self._phases[phase]
        if request_type is None or priority is None:
            return numbers[MISSING_CELL]
        found = directory.request_types.find(request_type)
        if found is None:
            return numbers[UnknownRequestTypeError.code]
        if isinstance(priority, float) and priority.is_integer():
            # A column of whole numbers that has gaps has floats.
            priority = int(priority)
        kind = found, directory.priorities.find(priority)
        return numbers.get(kind, numbers[UnknownPriorityError.code])

    def table_of(self, pages: Iterable[int]) -> AnswerTable:
        """Return an answer table for at least these groups and pages.

        The pages of the last table stay, unless they would be more than half of the new table.
        """
        # If two threads come here at once, one of them may compute a page again.
        known, wanted = self._known, frozenset(pages)
        if not wanted <= known.pages:
            both = wanted | known.pages
            known = self._known = self._make(both if len(both) <= 2 * len(wanted) else wanted)
        return known

    def _make(self, pages: frozenset[int]) -> AnswerTable:
        answers = dict(self._lasting_answers())
        for page in pages:
            answers.update(self._answers_on(page))
        rows = [(key, *answer) for key, answer in sorted(answers.items())]
        keys, found, *times = zip(*rows, strict=True)
        # With the possible forms first, each table has the same names in its dictionaries.
        numbers = {
            each: number for number, each in enumerate(dict.fromkeys(found), len(self._possible))
        }
        forms: Any = pa.Table.from_pylist(
            [*self._possible, *map(self._form, numbers)], pa.schema(COLUMN_TYPES)
        )
        places: Any = pa.array([numbers[each] for each in found])
        encoded = (
            each.dictionary_encode() if pa.types.is_string(each.type) else each
            for each in forms.columns
        )
        columns: dict[str, Any] = {
            name: each.take(places) for name, each in zip(COLUMNS, encoded, strict=True)
        }
        columns |= {
            name: pa.array(each, self._instant) for name, each in zip(TIMES, times, strict=True)
        }
        return AnswerTable(pa.array(keys, pa.int64()), pa.table(columns), pages)

    def _lasting_answers(self) -> Iterator[tuple[int, _Answer]]:
        """Yield the keys and the answers of each group that are on none of its pages.

        They are for wrong words, for missing instants, and for those outside the supported range.
        """
        for number, group in enumerate(self._groups):
            first = number << SECOND_BITS
            outside, missing = OutOfRangeError.code, NotADatetimeError.code
            if not isinstance(group, Part):
                missing, _ = group
                # If there are several editions, nobody reads words outside the supported range.
                if self._only_version is not None or missing == MISSING_CELL:
                    outside = missing
                yield first + self.supported.start, _error(*group)
            yield first, _error(outside, self._only_version)
            yield first + self.supported.end, _error(outside, self._only_version)
            yield first + MISSING, _error(missing, self._only_version)

    def _answers_on(self, page: int) -> Iterator[tuple[int, _Answer]]:
        """Yield the keys and the answers of a group over a page of time."""
        number, start = page >> PAGE_NUMBER_BITS, (page << PAGE_BITS) % 2**SECOND_BITS
        group, first = self._groups[number], number << SECOND_BITS
        if not isinstance(group, Part):
            return
        version = group.decisions.edition.directory.version
        seconds = Interval(Instant(start), Instant(start + 2**PAGE_BITS))
        for part in within([seconds], group.seconds):
            for span in group.decisions.spans(part):
                decision = span.decision
                if decision is None:
                    yield first + span.start, _error(NoChannelError.code, version)
                    continue
                since = max(group.phase.span.start, span.start * MICROSECONDS)
                until = min(group.phase.span.end, span.end * MICROSECONDS)
                opens = None if decision.open_now else span.opens_at * MICROSECONDS
                # An answer has no bound where the supported range ends.
                valid_from = None if since in self._range_ends else since
                valid_until = None if until in self._range_ends else until
                yield first + span.start, ((decision, version), opens, valid_from, valid_until)

    def _form(self, found: _Found) -> Mapping[str, object]:
        """Return the columns of an answer that do not depend on the time."""
        answer, version = found
        if isinstance(answer, str):
            return {"error": answer, VERSION: version}
        return {
            **ShortForms(self._languages[version]).contact_columns(answer.channel, answer.contact),
            "open_now": answer.open_now,
            "reason": answer.reason.value,
            VERSION: version,
        }


def _error(code: str, version: str | None) -> _Answer:
    return (code, version), None, None, None


def _possible_forms(
    editions: Editions, languages: Iterable[Language]
) -> list[Mapping[str, object]]:
    """Return columns that have every name that an answer may have."""
    return [
        *(
            forms.contact_columns(channel, contact)
            for forms in map(ShortForms, languages)
            for channel in editions.channels
            for contact in channel.contacts
        ),
        *({"reason": each.value} for each in Reason),
        *({"error": each} for each in _ERRORS),
        *({VERSION: each.directory.version} for each in editions.in_order),
    ]


class ArrowTimetable(NamedTuple):
    """The two tables of a timetable. Join them on `class_key` and on time.

    Attributes:
        requests: `request_type` (its value), `priority` (its number) and `class_key`.
        spans: `class_key`, `valid_from`, `valid_until`, `channel`, `number`, `contact`, `uri`,
            `open_now`, `opens_at`, `reason`, `error` and `directory_version`, each as in
            `TimetableSpan`. Instants are in UTC.
    """

    requests: pa.Table
    spans: pa.Table


def to_arrow(timetable: Timetable) -> ArrowTimetable:
    """Return a timetable as Arrow tables."""
    said: Any = {VERSION_KEY: timetable.directory_version.encode()}
    return ArrowTimetable(
        pa.Table.from_pylist(
            [dict(each) for each in timetable.requests], pa.schema(_REQUESTS, said)
        ),
        pa.Table.from_pylist([dict(each) for each in timetable.spans], pa.schema(_SPANS, said)),
    )
