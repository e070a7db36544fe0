"""The engine of DuckDB: the rows stay in their database."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ccb_support.clock.instants import MICROSECONDS
from ccb_support.frames.joins import ANSWERS, REQUESTS, ROWS, Dialect

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyRelation


def dialect_of(frame: DuckDBPyRelation, when: str) -> Dialect:
    """Return how DuckDB writes expressions. Narwhals reads no instants in nanoseconds."""
    is_finer = str(frame.types[frame.columns.index(when)]) == "TIMESTAMPTZ_NS"
    return Dialect(
        quote='"',
        # A cast would round up to the next one, so only infinite instants are cast.
        in_microseconds="coalesce(make_timestamptz(epoch_ns({0}) // 1000), {0}::TIMESTAMPTZ)"
        if is_finer
        else "{}",
        instant="make_timestamptz({})",
        second=f"epoch_us({{}}) // {MICROSECONDS}",
        error="error('{}')",
    )


def select(frame: DuckDBPyRelation, expressions: tuple[str, ...]) -> DuckDBPyRelation:
    """Return expressions about the rows as columns."""
    return frame.set_alias(ROWS).project(", ".join(expressions))


def join(
    frame: DuckDBPyRelation,
    ccb_support_written: pa.Table,  # noqa: ARG001 - the statement reads it by this name
    ccb_support_answers: pa.Table,  # noqa: ARG001 - this one too
    *,
    is_request: str,
    second: str,
    columns: list[str],
) -> DuckDBPyRelation:
    """Return a relation with columns of answers."""
    statement = f"""
    SELECT {ROWS}.*, {", ".join(columns)}
    FROM {ROWS}
    LEFT JOIN {REQUESTS} ON {is_request}
    ASOF LEFT JOIN {ANSWERS}
        ON {ANSWERS}.group_number = {REQUESTS}.group_number AND {ANSWERS}.begins <= {second}
    """  # noqa: S608 - all names in it are quoted
    # A statement that reads always gives a relation.
    return cast("DuckDBPyRelation", frame.query(ROWS, statement))
