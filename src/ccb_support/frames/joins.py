"""Routing a table that stays in its engine, by the engine's own join.

One query asks the engine which requests people wrote, and when the first and the last of them were.
The library answers these in two small tables. The engine joins them to the rows when somebody reads
the result.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Protocol

import narwhals.stable.v2 as nw

from ccb_support.clock.instants import datetime_of

from .small_tables import small_tables

if TYPE_CHECKING:
    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval

    from .answer_table import AnswerBook
    from .engines.protocol import NativeFrame
    from .request_columns import RequestColumns
    from .small_tables import SmallTables


class JoiningEngine(Protocol):
    """The contents of the module of an engine in which the rows of a table stay."""

    def column_names(self, frame: NativeFrame) -> list[str]:
        """Return the names of the columns of a table; a name may come twice."""
        ...

    def requests_of(self, frame: NativeFrame, columns: RequestColumns) -> NativeFrame:
        """Return the columns that describe a request, in types that narwhals reads.

        Their names are those of `RequestColumns`.
        """

    def join(
        self, frame: NativeFrame, columns: RequestColumns, tables: SmallTables, prefix: str
    ) -> NativeFrame:
        """Return a table with columns of answers, whose names begin with a prefix."""


def route_by_join(
    frame: NativeFrame,
    columns: RequestColumns,
    book: AnswerBook,
    engine: JoiningEngine,
    prefix: str,
) -> NativeFrame:
    """Return a table with the recommendation of each row added, of the same kind as `frame`.

    Raises what `RequestColumns.check_types` raises.
    """
    requests = nw.from_native(engine.requests_of(frame, columns))
    columns.check_types(*requests.collect_schema().dtypes())
    written = _written(requests, book.supported)
    pairs = zip(written["request_type"], written["priority"], strict=True)
    ends = written["first"].min(), written["last"].max()
    return engine.join(frame, columns, small_tables(pairs, ends, book), prefix)


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
