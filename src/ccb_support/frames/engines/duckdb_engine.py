"""The engine of DuckDB: the rows stay in their database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from ccb_support.clock.instants import MICROSECONDS
from ccb_support.frames.joins import ANSWERS, REQUESTS, ROWS, Dialect, SmallTables

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyRelation


def column_names(frame: DuckDBPyRelation) -> list[str]:
    """Return the names of the columns of a relation."""
    return frame.columns


def dialect_of(frame: DuckDBPyRelation, when: str) -> Dialect:
    """Return how DuckDB writes expressions. Narwhals reads no instants in nanoseconds."""
    is_finer = str(frame.types[frame.columns.index(when)]) == "TIMESTAMPTZ_NS"
    return Dialect(
        quote='"',
        # A cast would round up to the next one.
        in_microseconds="make_timestamptz(epoch_ns({}) // 1000)" if is_finer else "{}",
        instant="make_timestamptz({})",
        second=f"epoch_us({{}}) // {MICROSECONDS}",
        error="error('{}')",
    )


def select(frame: DuckDBPyRelation, expressions: Sequence[str]) -> DuckDBPyRelation:
    """Return expressions about the rows as columns."""
    return frame.set_alias(ROWS).project(", ".join(expressions))


def join(frame: DuckDBPyRelation, small: SmallTables) -> DuckDBPyRelation:
    """Return a relation with columns of answers."""
    statement = f"""
    SELECT {ROWS}.*, {", ".join(small.columns)}
    FROM {ROWS}
    LEFT JOIN {REQUESTS} ON {small.is_request}
    ASOF LEFT JOIN {ANSWERS}
        ON {ANSWERS}.block = {REQUESTS}.block AND {ANSWERS}.begins <= {small.second}
    """  # noqa: S608 - all names in it are quoted
    return _query(statement, frame, small.requests, small.answers)


def _query(
    statement: str,
    frame: DuckDBPyRelation,
    ccb_support_requests: pa.Table,  # noqa: ARG001 - the statement reads it by this name
    ccb_support_answers: pa.Table,  # noqa: ARG001 - this one too
) -> DuckDBPyRelation:
    """Return what a statement reads."""
    # A statement that reads always gives a relation.
    return cast("DuckDBPyRelation", frame.query(ROWS, statement))
