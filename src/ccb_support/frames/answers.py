"""The small table in which each row of a large one finds its answer.

Every row has a key: in which class of requests its request is, and the second in which its instant
lies. The small table is sorted by the keys from which on its rows hold. Where `recommend` would
raise, a row holds the error; so there is a row for each key, and none is a special case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from enum import Enum
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

from ccb_support.errors import (
    NoChannelError,
    NotADatetimeError,
    OutOfRangeError,
    UnknownPriorityError,
    UnknownRequestTypeError,
)
from ccb_support.instants import DAY, datetime_of, instant_of
from ccb_support.intervals import Interval, joined, within
from ccb_support.requests import Priority, RequestType
from ccb_support.verdicts import Reason
from ccb_support.zones import WallClock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ccb_support.directory import Directory
    from ccb_support.errors import CcbSupportError
    from ccb_support.requests import Medium
    from ccb_support.router import Router
    from ccb_support.tabulation import Timetable, TimetableSpan

PAGE = 32 * DAY
"""Answers are looked up for so many seconds at a time, where there is a row."""

CLASS = 2**12 * PAGE
"""What two neighbouring classes lie apart, in keys: more than the seconds from 1970 to 2200."""

MISSING = CLASS - PAGE
"""What stands in a key for an instant that is missing."""

LATEST = MISSING - 1
"""The last second that a key tells from earlier ones; it is after the supported range."""

UNKNOWN_TYPE = len(RequestType)
UNKNOWN_PRIORITY = 0
PRIORITIES = max(Priority) + 1
"""How many codes of a priority there are: that of none, and each priority's own number."""

TYPE_CODES: Mapping[RequestType, int] = {each: code for code, each in enumerate(RequestType)}

CODES = [*product(range(UNKNOWN_TYPE + 1), range(PRIORITIES))]
"""The codes of all kinds of request, known or not, in the order in which they are numbered."""

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
        classes: the class of each kind of request, by its code.
        keys: the key from which on each row holds, in order.
        rows: the rows, each with a value for each of `ADDED`.
        names: for each column of names, all that it may hold.
        pages: the pages of time of which they are.
    """

    classes: Sequence[int]
    keys: Sequence[int]
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
        self._supported = WallClock(router.directory.zone).supported
        self.names = names_in(router.directory)
        self._table(Interval(self._supported.start, self._supported.start + 1))
        self._known = self._answers(frozenset())

    def covering(self, pages: Iterable[int]) -> Answers:
        """Return answers for these pages at least.

        Pages that were wanted earlier stay, as far as they are not most of what would be looked up.
        """
        # Frames may come from several threads: where one misses what another found, it looks anew.
        known, wanted = self._known, frozenset(pages)
        if not wanted <= known.pages:
            both = wanted | known.pages
            known = self._known = self._answers(both if len(both) <= 2 * len(wanted) else wanted)
        return known

    def _answers(self, pages: frozenset[int]) -> Answers:
        ranges = joined(Interval(page * PAGE, (page + 1) * PAGE) for page in sorted(pages))
        tables = [self._table(each) for each in within(ranges, self._supported)]
        kinds = _classes(tables)
        numbers = {key: number for number, key in enumerate(dict.fromkeys(kinds.values()))}
        blocks = [
            [(0, _error(UnknownRequestTypeError))],
            [(0, _error(UnknownPriorityError))],
            *([*self._block(tables, key)] for key in numbers),
        ]
        entries = [
            (number * CLASS + second, row)
            for number, block in enumerate(blocks)
            for second, row in block
        ]
        return Answers(
            classes=[_class_of(kinds, numbers, *code) for code in CODES],
            keys=[key for key, _ in entries],
            rows=[row for _, row in entries],
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
        first, end = instant_of(span.valid_from), instant_of(span.valid_until)
        return (
            span.channel,
            span.number,
            span.uri,
            span.open_now,
            span.opens_at,
            span.reason and span.reason.value,
            # An answer of `recommend` has no such bound where the supported range starts or ends.
            None if first == self._supported.start else span.valid_from,
            None if end == self._supported.end else span.valid_until,
            None,
        )


def _error(error: type[CcbSupportError]) -> Row:
    return (*(None for _ in range(len(ADDED) - 1)), error.code)


def _classes(tables: Sequence[Timetable]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return, by the code of a kind of request, its class in each of the tables."""
    kinds = [*product(RequestType, Priority)]
    keys = zip(*([each.class_key for each in table.requests] for table in tables), strict=True)
    classes = [*keys] or [()] * len(kinds)
    codes = [(TYPE_CODES[request_type], int(priority)) for request_type, priority in kinds]
    return dict(zip(codes, classes, strict=True))


def _class_of(
    kinds: Mapping[tuple[int, int], tuple[int, ...]],
    numbers: Mapping[tuple[int, ...], int],
    request_type: int,
    priority: int,
) -> int:
    if request_type == UNKNOWN_TYPE:
        return 0
    known = kinds.get((request_type, priority))
    return 1 if known is None else 2 + numbers[known]
