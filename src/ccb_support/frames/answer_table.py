"""The small table in which each row of a large one finds its answer.

It has a block for each class of requests that get the same answers, and in the block a row for each
span of time. Where `recommend` would raise, a row holds the error; so every request has a row at
every instant, and where the instant is missing.
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
"""Answers are looked up for so many seconds at a time, where there is a row."""

MISSING = 2**12 * PAGE
"""A second after the supported range, which stands for an instant that is missing."""

PRIORITY_CODES = max(Priority) + 1
"""How many codes of a priority there are: that of none, and each priority's own number."""

UNKNOWN_PRIORITY = 0

TYPE_CODES: Mapping[RequestType, int] = {
    each: number * PRIORITY_CODES for number, each in enumerate(RequestType)
}
"""The codes of request types: with that of a priority added, they are those of kinds of request."""

UNKNOWN_TYPE = len(RequestType) * PRIORITY_CODES

KIND_CODES = UNKNOWN_TYPE + PRIORITY_CODES
"""How many codes of a kind of request there are, known or not."""

_OF_UNKNOWN_TYPE, _OF_UNKNOWN_PRIORITY, _FIRST_CLASS = range(3)
"""The numbers of the first blocks."""

Row: TypeAlias = tuple[Any, ...]
"""A value for each of `ADDED`."""


class Holds(Enum):
    """What a column of answers holds."""

    NAME = "one of a few names"
    FLAG = "true or false"
    INSTANT = "an instant, in UTC"


ADDED: Mapping[str, Holds] = {
    "channel": Holds.NAME,
    "number": Holds.NAME,
    "uri": Holds.NAME,
    "open_now": Holds.FLAG,
    "opens_at": Holds.INSTANT,
    "reason": Holds.NAME,
    "valid_from": Holds.INSTANT,
    "valid_until": Holds.INSTANT,
    "error": Holds.NAME,
}
"""The columns of an answer, and what each holds."""

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


def names_in(directory: Directory) -> dict[str, tuple[str, ...]]:
    """Return, for each column of names, all that it may hold."""
    contacts = [contact for channel in directory.channels for contact in channel.contacts]
    return {
        "channel": directory.channel_ids,
        "number": tuple(dict.fromkeys(each.number for each in contacts if each.number)),
        "uri": tuple(dict.fromkeys(each.uri for each in contacts)),
        "reason": tuple(each.value for each in Reason),
        "error": _ERRORS,
    }


@dataclass(frozen=True, eq=False)
class Answers:
    """The small table.

    Attributes:
        classes: the number of the block of each kind of request, by its code.
        blocks: for each block, the seconds from which on its rows hold, in order. The first row
            holds before the supported range, too, and the last where an instant is missing.
        rows: the rows of all blocks in order, each with a value for each of `ADDED`.
        names: for each column of names, all that it may hold.
        pages: the pages of time of which they are.
    """

    classes: Sequence[int]
    blocks: Sequence[Sequence[int]]
    rows: Sequence[Row]
    names: Mapping[str, Sequence[str]]
    pages: frozenset[int]

    def column(self, name: str) -> list[Any]:
        """Return a column, from the first row to the last."""
        place = list(ADDED).index(name)
        return [row[place] for row in self.rows]


class AnswerBook:
    """Answers for the pages of time in which rows were met.

    Args:
        router: what answers.
        prefer: as for `ccb_support.recommend`.
        unavailable: as for `ccb_support.recommend`.

    Attributes:
        names: for each column of names, all that it may hold.

    Raises:
        CcbSupportError: what `recommend` raises for such a preference, or such channels.
    """

    def __init__(
        self, router: Router, prefer: Medium | str | None, unavailable: Collection[str]
    ) -> None:
        self._timetable = partial(router.timetable, prefer=prefer, unavailable=unavailable)
        self._supported = supported = WallClock(router.directory.zone).supported
        self._pages = frozenset(range(supported.start // PAGE, supported.end // PAGE + 1))
        self.names = names_in(router.directory)
        # What `recommend` would refuse is refused before any row is read.
        self._table(Interval(supported.start, supported.start + 1))
        self._known = self._answers(frozenset())

    def covering(self, pages: Iterable[int]) -> Answers:
        """Return answers for these pages at least, as far as they are supported.

        Pages that were wanted earlier stay, as far as they are not most of what would be looked up.
        """
        # Frames may come from several threads: where one misses what another found, it looks anew.
        known, wanted = self._known, self._pages.intersection(pages)
        if not wanted <= known.pages:
            both = wanted | known.pages
            known = self._known = self._answers(both if len(both) <= 2 * len(wanted) else wanted)
        return known

    def _answers(self, pages: frozenset[int]) -> Answers:
        ranges = joined(Interval(page * PAGE, (page + 1) * PAGE) for page in sorted(pages))
        tables = [self._table(each) for each in within(ranges, self._supported)]
        kinds = _classes(tables)
        keys = [*dict.fromkeys(kinds.values())]
        blocks = [
            [(0, _error(UnknownRequestTypeError))],
            [(0, _error(UnknownPriorityError))],
            *([*self._block(tables, key)] for key in keys),
        ]
        numbers = {key: number for number, key in enumerate(keys, _FIRST_CLASS)}
        return Answers(
            classes=[_class_of(kinds, numbers, code) for code in range(KIND_CODES)],
            blocks=[[second for second, _ in block] for block in blocks],
            rows=[row for block in blocks for _, row in block],
            names=self.names,
            pages=pages,
        )

    def _table(self, span: Interval) -> Timetable:
        return self._timetable(datetime_of(span.start, UTC), datetime_of(span.end, UTC))

    def _block(
        self, tables: Sequence[Timetable], key: tuple[int, ...]
    ) -> Iterator[tuple[int, Row]]:
        """Yield the rows of a class, each with the second from which on it holds."""
        yield 0, _error(OutOfRangeError)
        for table, class_key in zip(tables, key, strict=True):
            for span in table.spans:
                if span.class_key == class_key:
                    yield instant_of(span.valid_from), self._row(span)
        yield self._supported.end, _error(OutOfRangeError)
        yield MISSING, _error(NotADatetimeError)

    def _row(self, span: TimetableSpan) -> Row:
        if span.error:
            return _error(NoChannelError)
        values = dict(span) | {"reason": span.reason and span.reason.value}
        # An answer of `recommend` has no such bound where the supported range starts or ends.
        if instant_of(span.valid_from) == self._supported.start:
            values["valid_from"] = None
        if instant_of(span.valid_until) == self._supported.end:
            values["valid_until"] = None
        return tuple(values[name] for name in ADDED)


def _error(error: type[CcbSupportError]) -> Row:
    return (*(None for _ in range(len(ADDED) - 1)), error.code)


def _classes(tables: Sequence[Timetable]) -> dict[int, tuple[int, ...]]:
    """Return, by the code of a kind of request, its class in each of the tables."""
    kinds = [*product(RequestType, Priority)]
    keys = zip(*([each.class_key for each in table.requests] for table in tables), strict=True)
    classes = [*keys] or [()] * len(kinds)
    codes = [TYPE_CODES[request_type] + priority for request_type, priority in kinds]
    return dict(zip(codes, classes, strict=True))


def _class_of(
    kinds: Mapping[int, tuple[int, ...]], numbers: Mapping[tuple[int, ...], int], code: int
) -> int:
    if code >= UNKNOWN_TYPE:
        return _OF_UNKNOWN_TYPE
    return numbers[kinds[code]] if code in kinds else _OF_UNKNOWN_PRIORITY
