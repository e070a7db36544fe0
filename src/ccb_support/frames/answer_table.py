"""The answer table: a small table in which each row of a user's large table finds its answer.

The answer table has a block for each class of requests with the same answers. A block has a row for
each span of time. If `recommend` would raise an error, the row holds the code of the error. So each
request has a row at every instant, and a row for a missing instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ccb_support.answer.reasons import Reason
from ccb_support.answer.recommendation import NoChannelError
from ccb_support.answer.short_forms import contact_in_short
from ccb_support.clock.instants import DAY, Instant, moments_of, utc_at
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.errors import (
    NotADatetimeError,
    OutOfRangeError,
    UnknownPriorityError,
    UnknownRequestTypeError,
)
from ccb_support.model.channels import group_requests
from ccb_support.model.vocabulary import Medium, Priority, RequestType
from ccb_support.routing.outages import read_outages
from ccb_support.routing.rule import Request

from .arrow_timetable import SPANS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    import pyarrow as pa

    from ccb_support.clock.instants import Moment
    from ccb_support.model.channels import RequestKind
    from ccb_support.model.directory import Directory
    from ccb_support.routing.engine import Part
    from ccb_support.routing.outages import Phase, Unavailable
    from ccb_support.routing.request_decisions import RoutingSpan
    from ccb_support.routing.router import Router
    from ccb_support.words.languages import Language

PAGE = 32 * DAY
"""The seconds of a page of time. Answers are computed for whole pages in which there are rows."""

EARLIEST = Instant(0)
"""A second before the supported range. The first row of each block begins there."""

MISSING = Instant(2**12 * PAGE)
"""A second after the supported range. It represents a missing instant."""

PRIORITY_CODES = max(Priority) + 1
"""The number of priority codes: one for an unknown priority, and each priority's own number."""

UNKNOWN_PRIORITY = 0

TYPE_CODES: Mapping[RequestType, int] = {
    each: number * PRIORITY_CODES for number, each in enumerate(RequestType)
}
"""The codes of request types. A type code plus a priority code is the code of a kind of request."""

UNKNOWN_TYPE = len(RequestType) * PRIORITY_CODES

KIND_CODES = UNKNOWN_TYPE + PRIORITY_CODES
"""The number of codes of kinds of request, known or not.

Whenever a channel is back, a phase starts. A kind code plus so many times the number of the phase,
counted from 0, is the code of a row.
"""

_UNKNOWN_TYPE_BLOCK, _UNKNOWN_PRIORITY_BLOCK = range(2)
"""The numbers of the first blocks. Each of them has one error at all times."""


class AnswerRow(NamedTuple):
    """A row of an answer table: the answer to the requests of a class over a span of time."""

    channel: str | None = None
    number: str | None = None
    contact: str | None = None
    uri: str | None = None
    open_now: bool | None = None
    opens_at: datetime | None = None
    reason: str | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    error: str | None = None


COLUMN_TYPES: Mapping[str, pa.DataType] = {each: SPANS[each] for each in AnswerRow._fields}
"""The columns of an answer, each with its type in Arrow. Text is one of a few names."""

VERSION = "directory_version"
"""The name of the column that follows them: the version of the directory, the same in each row."""

COLUMNS: tuple[str, ...] = (*COLUMN_TYPES, VERSION)
"""The names of the columns that `route` adds, in order."""

_ERRORS = tuple(
    error.code
    for error in (
        UnknownRequestTypeError,
        UnknownPriorityError,
        NotADatetimeError,
        OutOfRangeError,
        NoChannelError,
    )
)


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """An answer table.

    Attributes:
        classes: for each code of a row, the number of its block.
        blocks: for each block, the seconds at which its rows begin to hold, in order. The first row
            also holds before the supported range. The last row is for a missing instant.
        rows: the rows of all blocks in order.
        names: for each column of names, the names that it may hold.
        pages: the pages of time that the table covers.
    """

    classes: Sequence[int]
    blocks: Sequence[Sequence[int]]
    rows: Sequence[AnswerRow]
    names: Mapping[str, Sequence[str]]
    pages: frozenset[int]

    def column(self, name: str) -> list[Any]:
        """Return a column, from the first row to the last."""
        return [getattr(row, name) for row in self.rows]


class AnswerBook:
    """Makes answer tables, and keeps the last of them.

    At each of `phase_starts` channels are back, so another phase starts. They are in UTC.

    Raises:
        CcbSupportError: what `recommend` raises for `prefer` or `unavailable`.
    """

    def __init__(
        self, router: Router, prefer: Medium | str | None, unavailable: Unavailable
    ) -> None:
        clock = router.engine.clock
        self.supported = supported = clock.supported
        self._ends = {*clock.supported_moments}
        self._pages = frozenset(range(supported.start // PAGE, supported.end // PAGE + 1))
        directory = router.directory
        medium = None if prefer is None else Medium.parse(prefer)
        outages = read_outages(unavailable, directory, clock.supported_moments)
        changes = sorted({end for end in outages.ends.values() if end in clock.supported_moments})
        self.phase_starts = [*map(utc_at, changes)]
        groups = group_requests(directory.channels)
        # A whole group gets the same answers, so one of its requests is enough.
        firsts = [Request(each.request_type, each.priority, medium) for each, *_ in groups]
        starts = clock.supported_moments.start, *changes
        # For each group, its part of a plan in each phase.
        parts_by_group = [
            router.engine.parts(
                each, map(outages.of(each, directory).phase_at, starts), clock.supported_moments
            )
            for each in firsts
        ]
        blocks: dict[str | Part, int] = {
            UnknownRequestTypeError.code: _UNKNOWN_TYPE_BLOCK,
            UnknownPriorityError.code: _UNKNOWN_PRIORITY_BLOCK,
        }
        self._classes: list[int] = []
        for parts_of_phase in zip(*parts_by_group, strict=True):
            numbers = [blocks.setdefault(each, len(blocks)) for each in parts_of_phase]
            self._classes += _class_codes(groups, numbers)
        self._blocks = [*blocks]
        self._language: Language = directory.language
        self._names = _possible_names(directory)
        self.version = directory.version
        self._known = self._make(frozenset())

    def table_of(self, pages: Iterable[int]) -> AnswerTable:
        """Return an answer table for at least those of `pages` that are supported.

        The pages of the last table stay, unless they would be more than half of the new table.
        """
        # If two threads come here at once, one of them may compute a page again.
        known, wanted = self._known, self._pages.intersection(pages)
        if not wanted <= known.pages:
            both = wanted | known.pages
            known = self._known = self._make(both if len(both) <= 2 * len(wanted) else wanted)
        return known

    def table_of_rows(
        self, codes: Iterable[int], seconds: Iterable[Instant]
    ) -> tuple[AnswerTable, list[int]]:
        """Return an answer table for a few rows, and the place of each row's answer.

        Each row has a code and a second, which is `MISSING` for a missing instant.
        """
        classes = self._classes
        places: dict[tuple[int, int], int] = {}
        answers = [AnswerRow(error=each) for each in _ERRORS]
        found: list[int] = []
        for number, second in zip(map(classes.__getitem__, codes), seconds, strict=True):
            block = self._blocks[number]
            if isinstance(block, str):
                found.append(_ERRORS.index(block))
            elif second not in self.supported:
                error = NotADatetimeError if second == MISSING else OutOfRangeError
                found.append(_ERRORS.index(error.code))
            else:
                routed = block.decisions.span_at(second)
                key = number, routed.start
                if key not in places:
                    places[key] = len(answers)
                    answers.append(self._row(routed, block.phase))
                found.append(places[key])
        return AnswerTable(classes, (), answers, self._names, frozenset()), found

    def _make(self, pages: frozenset[int]) -> AnswerTable:
        ranges = joined(seconds_of(range(page, page + 1)) for page in sorted(pages))
        bounds = list(within(ranges, self.supported))
        blocks = [[*self._rows(block, bounds)] for block in self._blocks]
        return AnswerTable(
            classes=self._classes,
            blocks=[[second for second, _ in block] for block in blocks],
            rows=[row for block in blocks for _, row in block],
            names=self._names,
            pages=pages,
        )

    def _rows(
        self, block: str | Part, ranges: Iterable[Interval[Instant]]
    ) -> Iterator[tuple[Instant, AnswerRow]]:
        """Yield the rows of a block, each with the second at which it begins to hold."""
        if isinstance(block, str):
            yield EARLIEST, AnswerRow(error=block)
            return
        yield EARLIEST, AnswerRow(error=OutOfRangeError.code)
        for bounds in within(ranges, block.seconds):
            for routed in block.decisions.spans(bounds):
                yield routed.start, self._row(routed, block.phase)
        yield self.supported.end, AnswerRow(error=OutOfRangeError.code)
        yield MISSING, AnswerRow(error=NotADatetimeError.code)

    def _row(self, routed: RoutingSpan, phase: Phase) -> AnswerRow:
        decision = routed.decision
        if decision is None:
            return AnswerRow(error=NoChannelError.code)
        whole = moments_of(Interval(routed.start, routed.end))
        valid_from, valid_until = map(self._bound, whole.clipped(phase.span))
        return AnswerRow(
            channel=decision.channel.id,
            number=decision.contact.number_in(self._language),
            contact=contact_in_short(decision.contact, self._language),
            uri=decision.contact.uri,
            open_now=decision.open_now,
            opens_at=None if decision.open_now else self._bound(whole.end),
            reason=decision.reason.value,
            valid_from=valid_from,
            valid_until=valid_until,
        )

    def _bound(self, moment: Moment) -> datetime | None:
        """Return a bound of an answer: `None` at an end of the supported range."""
        return None if moment in self._ends else utc_at(moment)


def from_first_to_last(pages: Collection[int]) -> range:
    """Return all pages from the first to the last of `pages`."""
    return range(min(pages), max(pages) + 1) if pages else range(0)


def seconds_of(pages: range) -> Interval[Instant]:
    """Return the seconds of some pages."""
    return Interval(Instant(pages.start * PAGE), Instant(pages.stop * PAGE))


def _class_codes(groups: Iterable[tuple[RequestKind, ...]], numbers: Iterable[int]) -> list[int]:
    """Return, for each code of a kind of request, the number of the block of its group."""
    codes = [_UNKNOWN_PRIORITY_BLOCK] * UNKNOWN_TYPE
    for number, group in zip(numbers, groups, strict=True):
        for kind in group:
            codes[TYPE_CODES[kind.request_type] + kind.priority] = number
    return codes + [_UNKNOWN_TYPE_BLOCK] * (KIND_CODES - UNKNOWN_TYPE)


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
