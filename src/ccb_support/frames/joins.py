"""Routing a table that stays in its engine, by the engine's own join.

One query asks the engine which requests people wrote, and when the first and the last of them were.
The library answers these in two small tables. The engine joins them to the rows when somebody reads
the result.

In the module of such an engine, `requests_of(frame, columns)` returns the columns that describe a
request, in types that narwhals reads, with the names of `RequestColumns`. `join(frame, columns,
tables, prefix)` returns a table with columns of answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise, product
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import pyarrow as pa

from ccb_support.clock.instants import Instant, datetime_of, instant_of
from ccb_support.clock.intervals import Interval, within

from .answer_table import (
    COLUMN_TYPES,
    COLUMNS,
    MISSING,
    PAGE_BITS,
    VERSION,
    AnswerBook,
    AnswerTable,
    page_of,
)
from .engines import NativeFrame
from .ticket_columns import RequestColumns

CHANGED = "The table has changed since ccb_support.frames.route read it. Route it again"
"""What an engine says of a row for which it has no answer."""

_REQUESTS: Mapping[str, pa.DataType] = {
    "request_type": pa.string(),
    "priority": pa.string(),
    "phase": pa.int64(),
    "block": pa.int64(),
}

_SECONDS = "block", "begins", "ends"

_PLAIN = pa.schema({**COLUMN_TYPES, VERSION: pa.string()})
"""The columns of answers, with text in the place of dictionaries."""


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


def route_by_join(
    frame: NativeFrame,
    columns: RequestColumns,
    book: AnswerBook,
    engine: Any,  # noqa: ANN401 - a module
    prefix: str,
) -> NativeFrame:
    """Return a table with the recommendation of each row added, of the same kind as `frame`.

    Raises what `RequestColumns.check` raises.
    """
    requests = nw.from_native(engine.requests_of(frame, columns))
    types = requests.collect_schema().dtypes()
    columns.check(dict(zip(columns, types, strict=True)))
    written = _written(requests, book.supported)
    ends = written["first"].min(), written["last"].max()
    pages = [instant_of(each) >> PAGE_BITS for each in ends if each]
    first, last = (min(pages), max(pages) + 1) if pages else (0, 0)
    covered = Interval(Instant(first << PAGE_BITS), Instant(last << PAGE_BITS))
    covered = covered.clipped(book.supported)
    # Of floats, the engine made text.
    read = float if types[1].is_float() else str
    blocks = [
        (kind, priority, phase, book.block(kind, priority and read(priority), phase))
        for kind, priority in zip(written["request_type"], written["priority"], strict=True)
        for phase in range(len(book.phase_starts) + 1)
    ]
    table = book.table_of(
        page_of(block, Instant(page << PAGE_BITS))
        for block, page in product({block for *_, block in blocks}, range(first, last))
    )
    rows = [dict(zip(_REQUESTS, each, strict=True)) for each in blocks]
    tables = SmallTables(
        requests=pa.Table.from_pylist(rows, schema=pa.schema(_REQUESTS)),
        answers=_answers(table, covered),
        covered=covered,
        supported=book.supported,
        phase_starts=book.phase_starts,
    )
    return engine.join(frame, columns, tables, prefix)


def _written(requests: nw.LazyFrame[Any], supported: Interval[Instant]) -> nw.DataFrame[Any]:
    """Return each different request, with its first and its last supported instant."""
    when = nw.col("when")
    start, end = (nw.lit(datetime_of(each, UTC)) for each in supported)
    return (
        requests.select(
            request_type=nw.col("request_type").cast(nw.String),
            priority=nw.col("priority").cast(nw.String),
            when=nw.when((when >= start) & (when < end)).then(when),
        )
        .group_by("request_type", "priority")
        .agg(first=nw.col("when").min(), last=nw.col("when").max())
        .collect("pyarrow")
    )


def _answers(table: AnswerTable, covered: Interval[Instant]) -> pa.Table:
    """Return the answers of each block, each with those seconds that a row may have."""
    seconds: list[Interval[int]] = [
        Interval(0, 1),
        Interval(*covered),
        Interval(MISSING, MISSING + 1),
    ]
    parts: list[tuple[int, ...]] = []
    keys: Any = table.keys.to_pylist()
    for place, (key, following) in enumerate(pairwise([*keys, keys[-1] + 1])):
        block, begins = divmod(key, MISSING + 1)
        ends = min(begins + following - key, MISSING + 1)
        parts += [(place, block, *part) for part in within(seconds, Interval(begins, ends))]
    places, *numbers = zip(*parts, strict=True)
    at: Any = pa.array(places)
    answers = table.columns.take(at).cast(_PLAIN)
    return pa.table([*map(pa.array, numbers), *answers.columns], [*_SECONDS, *COLUMNS])
