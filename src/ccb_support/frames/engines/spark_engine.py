"""The engine of PySpark: the rows stay where they are, and each executor gets the small tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import reduce
from importlib import import_module
from operator import add
from typing import Any, TypeAlias

import pyarrow as pa

from ccb_support.clock.instants import DAY, MICROSECONDS, Instant, moment_of
from ccb_support.clock.intervals import Interval
from ccb_support.frames.answer_table import COLUMNS, INSTANT, MISSING
from ccb_support.frames.joins import CHANGED, SmallTables
from ccb_support.frames.ticket_columns import RequestColumns

DataFrame: TypeAlias = Any
"""A DataFrame of PySpark, which is too large to be there when types are checked."""

_Column: TypeAlias = Any

F: Any = import_module("pyspark.sql.functions")

_KINDS: Mapping[pa.DataType, str] = {
    pa.string(): "string",
    pa.int64(): "bigint",
    pa.bool_(): "boolean",
    INSTANT: "timestamp",
}
"""What Spark calls the types of the small tables."""

_ROWS, _REQUESTS, _ANSWERS = "ccb_support_rows", "ccb_support_requests", "ccb_support_answers"
"""What the tables of a join are called."""


def column_names(frame: DataFrame) -> list[str]:
    """Return the names of the columns of a frame; a name may come twice."""
    names: list[str] = frame.columns
    return names


def requests_of(frame: DataFrame, columns: RequestColumns) -> DataFrame:
    """Return the columns that describe a request."""
    names = columns._asdict()
    return frame.select(*(F.col(_quoted(each)).alias(name) for name, each in names.items()))


def join(frame: DataFrame, columns: RequestColumns, tables: SmallTables, prefix: str) -> DataFrame:
    """Return a frame with columns of answers, whose names begin with a prefix.

    Spark joins equal values fast, and ranges slowly. So it looks only at the spans of a row's day.
    """
    request_type, priority, when = (_column(each, of=_ROWS) for each in columns)
    second = _second(when, tables)
    requests = _small(frame, tables.requests)
    answers = _by_day(_small(frame, tables.answers))
    is_request = (
        _column("request_type", of=_REQUESTS).eqNullSafe(request_type.cast("string"))
        & _column("priority", of=_REQUESTS).eqNullSafe(priority.cast("string"))
        & (_column("phase", of=_REQUESTS) == _phase(when, tables.phase_starts))
    )
    is_answer = (
        (_column("block", of=_ANSWERS) == _column("block", of=_REQUESTS))
        & (_column("day", of=_ANSWERS) == F.floor(second / DAY))
        & (_column("begins", of=_ANSWERS) <= second)
        & (second < _column("ends", of=_ANSWERS))
    )
    return (
        frame.alias(_ROWS)
        .join(F.broadcast(requests.alias(_REQUESTS)), is_request, "left")
        .join(F.broadcast(answers.alias(_ANSWERS)), is_answer, "left")
        .select(f"{_ROWS}.*", *(_answer(each).alias(prefix + each) for each in COLUMNS))
    )


def _small(frame: DataFrame, table: pa.Table) -> DataFrame:
    """Return an Arrow table as a frame. From a table without rows, Spark would learn no types."""
    schema = table.schema
    kinds = ", ".join(
        f"{name} {_KINDS[kind]}" for name, kind in zip(schema.names, schema.types, strict=True)
    )
    return frame.sparkSession.createDataFrame(table, kinds)


def _by_day(answers: DataFrame) -> DataFrame:
    """Return each answer once for each day in UTC that it touches."""
    days = F.sequence(F.floor(F.col("begins") / DAY), F.floor((F.col("ends") - 1) / DAY))
    return answers.withColumn("day", F.explode(days))


def _answer(name: str) -> _Column:
    is_missing = _column("block", of=_ANSWERS).isNull()
    return F.when(is_missing, F.raise_error(F.lit(CHANGED))).otherwise(_column(name, of=_ANSWERS))


def _phase(when: _Column, starts: Sequence[datetime]) -> _Column:
    """Return how many of `starts` are not after an instant; none for a missing one."""
    begun = (F.when(when >= _instant(moment_of(each)), 1).otherwise(0) for each in starts)
    return reduce(add, begun, F.lit(0))


def _second(when: _Column, tables: SmallTables) -> _Column:
    return (
        F.when(when.isNull(), MISSING)
        .when(~_is_within(when, tables.supported), 0)
        .when(_is_within(when, tables.covered), F.unix_seconds(when))
    )


def _is_within(when: _Column, seconds: Interval[Instant]) -> _Column:
    start, end = (_instant(each * MICROSECONDS) for each in seconds)
    return (when >= start) & (when < end)


def _instant(microseconds: int) -> _Column:
    return F.timestamp_micros(F.lit(microseconds))


def _column(name: str, *, of: str) -> _Column:
    return F.col(f"{of}.{_quoted(name)}")


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
