"""The engine of DuckDB: the rows stay in their database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from ccb_support.clock.instants import MICROSECONDS, Instant, moment_of
from ccb_support.clock.intervals import Interval
from ccb_support.frames.answer_table import COLUMNS, MISSING
from ccb_support.frames.joins import CHANGED, SmallTables
from ccb_support.frames.ticket_columns import RequestColumns

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyRelation


def column_names(frame: DuckDBPyRelation) -> list[str]:
    """Return the names of the columns of a relation."""
    return frame.columns


def requests_of(frame: DuckDBPyRelation, columns: RequestColumns) -> DuckDBPyRelation:
    """Return the columns that describe a request; narwhals reads no instants in nanoseconds."""
    request_type, priority, when = map(_quoted, columns)
    return frame.project(
        f"{request_type} AS request_type, {priority} AS priority, "
        f"{_in_microseconds(when, frame, columns)} AS when"
    )


def join(
    frame: DuckDBPyRelation, columns: RequestColumns, tables: SmallTables, prefix: str
) -> DuckDBPyRelation:
    """Return a relation with columns of answers, whose names begin with a prefix."""
    request_type, priority, instant = (f"ccb_support_rows.{_quoted(each)}" for each in columns)
    when = _in_microseconds(instant, frame, columns)
    answers = ", ".join(f"{_answer(each)} AS {_quoted(prefix + each)}" for each in COLUMNS)
    statement = f"""
    SELECT ccb_support_rows.*, {answers}
    FROM ccb_support_rows
    LEFT JOIN ccb_support_requests
        ON ccb_support_requests.request_type IS NOT DISTINCT FROM {request_type}::VARCHAR
        AND ccb_support_requests.priority IS NOT DISTINCT FROM {priority}::VARCHAR
        AND ccb_support_requests.phase = {_phase(when, tables.phase_starts)}
    ASOF LEFT JOIN ccb_support_answers
        ON ccb_support_answers.block = ccb_support_requests.block
        AND ccb_support_answers.begins <= {_second(when, tables)}
    """  # noqa: S608 - all names in it are quoted
    return _query(statement, frame, tables.requests, tables.answers)


def _answer(name: str) -> str:
    return f"""
        CASE
            WHEN ccb_support_answers.block IS NULL THEN error('{CHANGED}')
            ELSE ccb_support_answers.{name}
        END
    """


def _query(
    statement: str,
    frame: DuckDBPyRelation,
    ccb_support_requests: pa.Table,  # noqa: ARG001 - the statement reads it by this name
    ccb_support_answers: pa.Table,  # noqa: ARG001 - this one too
) -> DuckDBPyRelation:
    """Return what a statement reads. It calls the frame `ccb_support_rows`."""
    # A statement that reads always gives a relation.
    return cast("DuckDBPyRelation", frame.query("ccb_support_rows", statement))


def _in_microseconds(when: str, frame: DuckDBPyRelation, columns: RequestColumns) -> str:
    """Return an instant in microseconds. A cast would round up to the next one."""
    kind = str(frame.types[frame.columns.index(columns.when)])
    return f"make_timestamptz(epoch_ns({when}) // 1000)" if kind == "TIMESTAMPTZ_NS" else when


def _phase(when: str, starts: Sequence[datetime]) -> str:
    """Return how many of `starts` are not after an instant; none for a missing one."""
    begun = [f"coalesce({when} >= {_instant(moment_of(each))}, false)::BIGINT" for each in starts]
    return " + ".join(["0", *begun])


def _second(when: str, tables: SmallTables) -> str:
    supported, covered = (_bounds(when, each) for each in (tables.supported, tables.covered))
    return f"""
        CASE
            WHEN {when} IS NULL THEN {MISSING}
            WHEN NOT {supported} THEN 0
            WHEN {covered} THEN epoch_us({when}) // {MICROSECONDS}
        END
    """


def _bounds(when: str, seconds: Interval[Instant]) -> str:
    start, end = (_instant(each * MICROSECONDS) for each in seconds)
    return f"({when} >= {start} AND {when} < {end})"


def _instant(microseconds: int) -> str:
    return f"make_timestamptz({microseconds})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
