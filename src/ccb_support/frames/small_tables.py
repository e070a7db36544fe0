"""The small tables that an engine joins to the rows of a large one, which stay where they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from ccb_support.clock.instants import instant_of
from ccb_support.clock.intervals import Interval, within

from .answer_table import (
    COLUMN_TYPES,
    KIND_CODES,
    MISSING,
    PAGE,
    VERSION,
    from_first_to_last,
    seconds_of,
)
from .request_columns import kind_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from ccb_support.clock.instants import Instant

    from .answer_table import AnswerBook, AnswerRow, AnswerTable

CHANGED = "The table has changed since ccb_support.frames.route read it. Route it again"
"""What an engine says of a row for which it has no answer."""

_REQUESTS: Mapping[str, pa.DataType] = {
    "request_type": pa.string(),
    "priority": pa.string(),
    "phase": pa.int64(),
    "block": pa.int64(),
}

_KEYS = ("block", "begins", "ends")
"""The columns of answers by which a row finds its answer."""

_ANSWERS: Mapping[str, pa.DataType] = {
    **dict.fromkeys(_KEYS, pa.int64()),
    **COLUMN_TYPES,
    VERSION: pa.string(),
}


class SmallTables(NamedTuple):
    """What an engine joins to the rows of a table.

    A row finds its block by what people wrote and by its phase, and its answer by its second. The
    second of a missing instant is `MISSING`, and the second of an instant that is not supported
    is 0: they have answers too.

    Attributes:
        requests: the block of each request, as it is written, in each phase.
        answers: the answers of each block, from the second at which each begins to that at which it
            ends.
        covered: the supported seconds that have answers.
        supported: the seconds that are supported.
        phase_starts: the instants at which another phase starts, in UTC.
    """

    requests: pa.Table
    answers: pa.Table
    covered: Interval[Instant]
    supported: Interval[Instant]
    phase_starts: Sequence[datetime]

    @property
    def added(self) -> list[str]:
        """The names of the columns that a row gets from its answer."""
        return self.answers.column_names[len(_KEYS) :]


def small_tables(
    requests: Iterable[tuple[str | None, str | None]],
    ends: Iterable[datetime | None],
    book: AnswerBook,
) -> SmallTables:
    """Return the tables for a large table.

    Args:
        requests: each different request, as people wrote its type and its priority.
        ends: the first and the last supported instant; `None` if there is none.
        book: makes the answers.
    """
    pages = from_first_to_last([instant_of(each) // PAGE for each in ends if each])
    table = book.table_of(pages)
    covered = seconds_of(pages).clipped(book.supported)
    return SmallTables(
        requests=_requests(requests, table, range(1 + len(book.phase_starts))),
        answers=_answers(table, covered, book.version),
        covered=covered,
        supported=book.supported,
        phase_starts=book.phase_starts,
    )


def _requests(
    requests: Iterable[tuple[str | None, str | None]], table: AnswerTable, phases: range
) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "request_type": request_type,
                "priority": priority,
                "phase": phase,
                "block": table.classes[kind_code(request_type, priority) + phase * KIND_CODES],
            }
            for request_type, priority in requests
            for phase in phases
        ],
        schema=pa.schema(_REQUESTS),
    )


def _answers(table: AnswerTable, covered: Interval[Instant], version: str) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"block": block, "begins": begins, "ends": ends, **row._asdict(), VERSION: version}
            for block, (begins, ends), row in _spans(table, covered)
        ],
        schema=pa.schema(_ANSWERS),
    )


def _spans(
    table: AnswerTable, covered: Interval[Instant]
) -> Iterator[tuple[int, Interval[int], AnswerRow]]:
    """Yield the answers of each block, each with those seconds that a row may have."""
    seconds: list[Interval[int]] = [
        Interval(0, 1),
        Interval(*covered),
        Interval(MISSING, MISSING + 1),
    ]
    rows = iter(table.rows)
    for number, block in enumerate(table.blocks):
        for start, end in pairwise([*block, MISSING + 1]):
            row = next(rows)
            for part in within(seconds, Interval(start, end)):
                yield number, part, row
