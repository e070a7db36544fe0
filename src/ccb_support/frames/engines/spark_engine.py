"""The engine of PySpark: the rows stay where they are, and each executor gets the small tables."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, TypeAlias

import pyarrow as pa

from ccb_support.clock.instants import DAY
from ccb_support.frames.answer_table import INSTANT
from ccb_support.frames.joins import ANSWERS, REQUESTS, ROWS, Dialect

DataFrame: TypeAlias = Any
"""A DataFrame of PySpark, which is too large to be there when types are checked."""

F: Any = import_module("pyspark.sql.functions")

_KINDS: Mapping[pa.DataType, str] = {
    pa.string(): "string",
    pa.int64(): "bigint",
    pa.bool_(): "boolean",
    INSTANT: "timestamp",
}
"""What Spark calls the types of the small tables."""


def dialect_of(_frame: DataFrame, _when: str) -> Dialect:
    """Return how Spark writes expressions."""
    return Dialect(
        quote="`",
        in_microseconds="{}",
        instant="timestamp_micros({})",
        second="unix_seconds({})",
        error="raise_error('{}')",
    )


def select(frame: DataFrame, expressions: tuple[str, ...]) -> DataFrame:
    """Return expressions about the rows as columns."""
    return frame.alias(ROWS).selectExpr(*expressions)


def join(
    frame: DataFrame,
    requests: pa.Table,
    answers: pa.Table,
    *,
    is_request: str,
    second: str,
    columns: list[str],
) -> DataFrame:
    """Return a frame with columns of answers.

    Spark joins equal values fast, and ranges slowly. So it looks only at the spans of a row's day.
    """
    groups, spans = _small(frame, requests), _by_day(_small(frame, answers))
    is_answer = (
        f"{ANSWERS}.group_number = {REQUESTS}.group_number"
        f" AND {ANSWERS}.day = floor({second} / {DAY})"
        f" AND {ANSWERS}.begins <= {second} AND {second} < {ANSWERS}.ends"
    )
    return (
        frame.alias(ROWS)
        .join(F.broadcast(groups.alias(REQUESTS)), F.expr(is_request), "left")
        .join(F.broadcast(spans.alias(ANSWERS)), F.expr(is_answer), "left")
        .selectExpr(f"{ROWS}.*", *columns)
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
    days = f"explode(sequence(floor(begins / {DAY}), floor((ends - 1) / {DAY}))) AS day"
    return answers.selectExpr("*", days)
