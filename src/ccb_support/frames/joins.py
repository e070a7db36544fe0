"""Routing a table that stays in its engine, by the engine's own join.

One query asks the engine which requests people wrote, and when the first and the last of them were.
The library answers these in two small tables. The engine joins them to the rows when somebody reads
the result.

In the module of such an engine, `dialect_of(frame, when)` returns how it writes expressions of SQL,
`select(frame, expressions)` evaluates some, and `join` adds answers, given

- `requests`, the group of each request, as it is written, in each phase;
- `answers`, those of each group, from the second at which each begins to that at which it ends;
- expressions: whether a row has a request, the second of a row, and the columns that it gets.

A row finds its group by what people wrote and by its phase, and its answer by its second. The
second of a missing instant is `MISSING`, and the second of an instant that is not supported is 0:
they have answers too.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise, product
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import pyarrow as pa

from ccb_support.clock.instants import MICROSECONDS, Instant, Moment, instant_of
from ccb_support.clock.intervals import Interval, within

from .answer_table import (
    COLUMN_TYPES,
    COLUMNS,
    MISSING,
    PAGE_BITS,
    PAGE_NUMBER_BITS,
    SECOND_BITS,
    AnswerBook,
    AnswerTable,
)
from .engines import EngineModule, NativeFrame
from .ticket_columns import RequestColumns

ROWS, REQUESTS, ANSWERS = "ccb_support_rows", "ccb_support_written", "ccb_support_answers"
"""What the tables of a join are called. Those of `to_sql` have other names."""

_CHANGED = "The table has changed since ccb_support.frames.route read it. Route it again"
"""What an engine says of a row for which it has no answer."""

_REQUESTS: Mapping[str, pa.DataType] = {
    "request_type": pa.string(),
    "priority": pa.string(),
    "phase": pa.int64(),
    "group_number": pa.int64(),
}


class Dialect(NamedTuple):
    """What engines write differently in SQL.

    All but `quote` are templates: `{}` is the place of the instant, of the number or of the text.

    Attributes:
        quote: what is on both sides of a name. Within a name, it is there twice.
        in_microseconds: an instant of the table in microseconds.
        instant: the instant of some microseconds.
        second: the second of an instant.
        error: a value that fails with a text.
    """

    quote: str
    in_microseconds: str
    instant: str
    second: str
    error: str

    def quoted(self, name: str) -> str:
        """Return a name that may have any character."""
        return self.quote + name.replace(self.quote, 2 * self.quote) + self.quote


def route_by_join(
    frame: NativeFrame,
    columns: RequestColumns,
    book: AnswerBook,
    engine: EngineModule,
    prefix: str,
) -> NativeFrame:
    """Return a table with the recommendation of each row added, of the same kind as `frame`.

    Raises what `RequestColumns.check` raises.
    """
    dialect: Dialect = engine.dialect_of(frame, columns.when)
    request_type, priority, when = (f"{ROWS}.{dialect.quoted(each)}" for each in columns)
    when = dialect.in_microseconds.format(when)
    asked = f"{request_type} AS request_type", f"{priority} AS priority", f"{when} AS instant"
    requests = nw.from_native(engine.select(frame, asked))
    types = requests.collect_schema().dtypes()
    columns.check(types)
    written = _different_requests(requests, book.supported)
    ends = written["first"].min(), written["last"].max()
    pages = [instant_of(each) >> PAGE_BITS for each in ends if each]
    first, last = (min(pages), max(pages) + 1) if pages else (0, 0)
    seconds = Interval(Instant(first << PAGE_BITS), Instant(last << PAGE_BITS))
    covered = seconds.clipped(book.supported)
    priorities = written["priority"]
    if types[1].is_float():
        # The engine made text of them.
        priorities = priorities.cast(nw.Float64)
    rows = [
        {
            "request_type": kind,
            "priority": text,
            "phase": phase,
            "group_number": book.group_of(kind, priority, phase),
        }
        for kind, text, priority in zip(
            written["request_type"], written["priority"], priorities, strict=True
        )
        for phase in range(len(book.phase_starts) + 1)
    ]
    table = book.table_of(
        group << PAGE_NUMBER_BITS | page
        for group, page in product({row["group_number"] for row in rows}, range(first, last))
    )
    return engine.join(
        frame,
        pa.Table.from_pylist(rows, schema=pa.schema(_REQUESTS)),
        _answers(table, covered),
        is_request=f"{REQUESTS}.request_type IS NOT DISTINCT FROM CAST({request_type} AS STRING)"
        f" AND {REQUESTS}.priority IS NOT DISTINCT FROM CAST({priority} AS STRING)"
        f" AND {REQUESTS}.phase = {_phase(when, book.phase_starts, dialect)}",
        second=f"CASE WHEN {when} IS NULL THEN {MISSING}"
        f" WHEN NOT {_is_within(when, book.supported, dialect)} THEN 0"
        f" WHEN {_is_within(when, covered, dialect)} THEN {dialect.second.format(when)} END",
        columns=[
            f"CASE WHEN {ANSWERS}.group_number IS NULL THEN {dialect.error.format(_CHANGED)}"
            f" ELSE {ANSWERS}.{each} END AS {dialect.quoted(prefix + each)}"
            for each in COLUMNS
        ],
    )


def _phase(when: str, starts: list[Moment], dialect: Dialect) -> str:
    """Return, as SQL, how many of `starts` an instant has reached: its phase. A null has 0."""
    instants = map(dialect.instant.format, starts)
    return " + ".join(
        ["0", *(f"CASE WHEN {when} >= {each} THEN 1 ELSE 0 END" for each in instants)]
    )


def _is_within(when: str, seconds: Interval[Instant], dialect: Dialect) -> str:
    start, end = (dialect.instant.format(each * MICROSECONDS) for each in seconds)
    return f"({when} >= {start} AND {when} < {end})"


def _different_requests(
    requests: nw.LazyFrame[Any], supported: Interval[Instant]
) -> nw.DataFrame[Any]:
    """Return each different request, with its first and its last supported instant."""
    instant = nw.col("instant")
    start, end = (nw.lit(datetime.fromtimestamp(each, UTC)) for each in supported)
    return (
        requests.select(
            request_type=nw.col("request_type").cast(nw.String),
            priority=nw.col("priority").cast(nw.String),
            instant=nw.when((instant >= start) & (instant < end)).then(instant),
        )
        .group_by("request_type", "priority")
        .agg(first=instant.min(), last=instant.max())
        .collect("pyarrow")
    )


def _answers(table: AnswerTable, covered: Interval[Instant]) -> pa.Table:
    """Return the answers of each group, each with those seconds that a row may have."""
    seconds: list[Interval[int]] = [
        Interval(0, 1),
        Interval(*covered),
        Interval(MISSING, MISSING + 1),
    ]
    parts: list[tuple[int, ...]] = []
    keys: Any = table.keys.to_pylist()
    for place, (key, following) in enumerate(pairwise([*keys, keys[-1] + 1])):
        group, begins = divmod(key, 2**SECOND_BITS)
        ends = min(begins + following - key, 2**SECOND_BITS)
        parts += [(place, group, *part) for part in within(seconds, Interval(begins, ends))]
    places, *numbers = zip(*parts, strict=True)
    at: Any = pa.array(places)
    answers = table.columns.take(at).cast(pa.schema(COLUMN_TYPES))
    return pa.table(
        [*map(pa.array, numbers), *answers.columns], ["group_number", "begins", "ends", *COLUMNS]
    )
