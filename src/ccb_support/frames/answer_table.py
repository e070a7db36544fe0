"""The answer table: a small table in which each row of a user's large table finds its answer.

The answer table has a block for each class of requests with the same answers. A block has a row for
each span of time. If `recommend` would raise an error, the row holds the code of the error. So each
request has a row at every instant, and a row for a missing instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from enum import Enum
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

from ccb_support.answer.reasons import Reason
from ccb_support.answer.recommendation import NoChannelError
from ccb_support.clock.instants import DAY, datetime_of, instant_of
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import (
    NotADatetimeError,
    OutOfRangeError,
    UnknownPriorityError,
    UnknownRequestTypeError,
)
from ccb_support.model.requests import Priority, RequestType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ccb_support.errors import CcbSupportError
    from ccb_support.model.directory import Directory
    from ccb_support.model.requests import Medium
    from ccb_support.routing.router import Router
    from ccb_support.routing.timetable import Timetable, TimetableSpan

PAGE = 32 * DAY
"""The seconds of a page of time. Answers are computed for whole pages in which there are rows."""

MISSING = 2**12 * PAGE
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
"""The number of codes of kinds of request, known or not."""

_UNKNOWN_TYPE_BLOCK, _UNKNOWN_PRIORITY_BLOCK, _FIRST_CLASS_BLOCK = range(3)
"""The numbers of the first blocks."""

AnswerRow: TypeAlias = tuple[Any, ...]
"""A value for each of `COLUMN_KINDS`."""


class ColumnKind(Enum):
    """What a column of answers holds."""

    NAME = "one of a few names"
    FLAG = "true or false"
    INSTANT = "an instant, in UTC"


COLUMN_KINDS: Mapping[str, ColumnKind] = {
    "channel": ColumnKind.NAME,
    "number": ColumnKind.NAME,
    "uri": ColumnKind.NAME,
    "open_now": ColumnKind.FLAG,
    "opens_at": ColumnKind.INSTANT,
    "reason": ColumnKind.NAME,
    "valid_from": ColumnKind.INSTANT,
    "valid_until": ColumnKind.INSTANT,
    "error": ColumnKind.NAME,
}
"""The columns of an answer, each with what it holds."""

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


def possible_names(directory: Directory) -> dict[str, tuple[str, ...]]:
    """Return the names that each column of names may hold."""
    contacts = [contact for channel in directory.channels for contact in channel.contacts]
    return {
        "channel": directory.channel_ids,
        "number": tuple(dict.fromkeys(each.number for each in contacts if each.number)),
        "uri": tuple(dict.fromkeys(each.uri for each in contacts)),
        "reason": tuple(each.value for each in Reason),
        "error": _ERRORS,
    }


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """An answer table.

    Attributes:
        classes: for each code of a kind of request, the number of its block.
        blocks: for each block, the seconds at which its rows begin to hold, in order. The first row
            also holds before the supported range. The last row is for a missing instant.
        rows: the rows of all blocks in order, each with a value for each of `COLUMN_KINDS`.
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
        place = list(COLUMN_KINDS).index(name)
        return [row[place] for row in self.rows]


class AnswerBook:
    """Makes answer tables, and keeps the last of them.

    Args:
        router: the router that answers.
        prefer: as for `ccb_support.recommend`.
        unavailable: as for `ccb_support.recommend`.

    Attributes:
        names: for each column of names, the names that it may hold.

    Raises:
        CcbSupportError: what `recommend` raises for `prefer` or `unavailable`.
    """

    def __init__(
        self, router: Router, prefer: Medium | str | None, unavailable: Collection[str]
    ) -> None:
        self._timetable = partial(router.timetable, prefer=prefer, unavailable=unavailable)
        self._supported = supported = WallClock(router.directory.zone).supported
        self._pages = frozenset(range(supported.start // PAGE, supported.end // PAGE + 1))
        self.names = possible_names(router.directory)
        # Refuse a bad preference or channel before any row is read.
        self._timetable_of(Interval(supported.start, supported.start + 1))
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

    def _make(self, pages: frozenset[int]) -> AnswerTable:
        ranges = joined(Interval(page * PAGE, (page + 1) * PAGE) for page in sorted(pages))
        tables = [self._timetable_of(each) for each in within(ranges, self._supported)]
        kinds = _classes(tables)
        keys = [*dict.fromkeys(kinds.values())]
        blocks = [
            [(0, _error(UnknownRequestTypeError))],
            [(0, _error(UnknownPriorityError))],
            *([*self._block(tables, key)] for key in keys),
        ]
        numbers = {key: number for number, key in enumerate(keys, _FIRST_CLASS_BLOCK)}
        return AnswerTable(
            classes=[_class_of(kinds, numbers, code) for code in range(KIND_CODES)],
            blocks=[[second for second, _ in block] for block in blocks],
            rows=[row for block in blocks for _, row in block],
            names=self.names,
            pages=pages,
        )

    def _timetable_of(self, span: Interval) -> Timetable:
        return self._timetable(datetime_of(span.start, UTC), datetime_of(span.end, UTC))

    def _block(
        self, tables: Sequence[Timetable], key: tuple[int, ...]
    ) -> Iterator[tuple[int, AnswerRow]]:
        """Yield the rows of a class, each with the second at which it begins to hold."""
        yield 0, _error(OutOfRangeError)
        for table, class_key in zip(tables, key, strict=True):
            for span in table.spans:
                if span.class_key == class_key:
                    yield instant_of(span.valid_from), self._row(span)
        yield self._supported.end, _error(OutOfRangeError)
        yield MISSING, _error(NotADatetimeError)

    def _row(self, span: TimetableSpan) -> AnswerRow:
        if span.error:
            return _error(NoChannelError)
        values = dict(span) | {"reason": span.reason and span.reason.value}
        # An answer of `recommend` has no bound at the ends of the supported range.
        if instant_of(span.valid_from) == self._supported.start:
            values["valid_from"] = None
        if instant_of(span.valid_until) == self._supported.end:
            values["valid_until"] = None
        return tuple(values[name] for name in COLUMN_KINDS)


def _error(error: type[CcbSupportError]) -> AnswerRow:
    return (*(None for _ in range(len(COLUMN_KINDS) - 1)), error.code)


def _classes(tables: Sequence[Timetable]) -> dict[int, tuple[int, ...]]:
    """Return, for each code of a kind of request, its class in each of the timetables."""
    kinds = [*product(RequestType, Priority)]
    keys = zip(*([each.class_key for each in table.requests] for table in tables), strict=True)
    classes = [*keys] or [()] * len(kinds)
    codes = [TYPE_CODES[request_type] + priority for request_type, priority in kinds]
    return dict(zip(codes, classes, strict=True))


def _class_of(
    kinds: Mapping[int, tuple[int, ...]], numbers: Mapping[tuple[int, ...], int], code: int
) -> int:
    if code >= UNKNOWN_TYPE:
        return _UNKNOWN_TYPE_BLOCK
    return numbers[kinds[code]] if code in kinds else _UNKNOWN_PRIORITY_BLOCK
