"""A timetable as Arrow tables, for databases, clusters and Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ccb_support.routing.timetable import Timetable

INSTANT: pa.DataType = pa.timestamp("us", tz="UTC")

_REQUESTS: Mapping[str, pa.DataType] = {
    "request_type": pa.string(),
    "priority": pa.int64(),
    "class_key": pa.int64(),
}

_SPANS: Mapping[str, pa.DataType] = {
    "class_key": pa.int64(),
    "valid_from": INSTANT,
    "valid_until": INSTANT,
    "channel": pa.string(),
    "number": pa.string(),
    "uri": pa.string(),
    "open_now": pa.bool_(),
    "opens_at": INSTANT,
    "reason": pa.string(),
    "error": pa.string(),
}


class ArrowTimetable(NamedTuple):
    """The two tables of a timetable. Join them on `class_key` and on time.

    Attributes:
        requests: `request_type` (its value), `priority` (1 to 5) and `class_key`.
        spans: `class_key`, `valid_from`, `valid_until`, `channel`, `number`, `uri`, `open_now`,
            `opens_at`, `reason` and `error`, each as in `TimetableSpan`. Instants are in UTC.
    """

    requests: pa.Table
    spans: pa.Table


def to_arrow(timetable: Timetable) -> ArrowTimetable:
    """Return a timetable as Arrow tables."""
    return ArrowTimetable(
        pa.Table.from_pylist(
            [dict(each) for each in timetable.requests], schema=pa.schema(_REQUESTS)
        ),
        pa.Table.from_pylist([dict(each) for each in timetable.spans], schema=pa.schema(_SPANS)),
    )
