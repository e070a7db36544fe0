"""A timetable as Arrow tables, for databases, clusters and Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ccb_support.routing.timetable import Timetable

INSTANT: pa.DataType = pa.timestamp("us", tz="UTC")

VERSION_KEY = b"ccb_support.directory_version"
"""The key, in the metadata of an Arrow table or a Parquet file, of the directory's version."""

_REQUESTS: Mapping[str, pa.DataType] = {
    "request_type": pa.string(),
    "priority": pa.int64(),
    "class_key": pa.int64(),
}

SPANS: Mapping[str, pa.DataType] = {
    "class_key": pa.int64(),
    "valid_from": INSTANT,
    "valid_until": INSTANT,
    "channel": pa.string(),
    "number": pa.string(),
    "contact": pa.string(),
    "uri": pa.string(),
    "open_now": pa.bool_(),
    "opens_at": INSTANT,
    "reason": pa.string(),
    "error": pa.string(),
}
"""The types of the columns of a table of spans."""


class ArrowTimetable(NamedTuple):
    """The two tables of a timetable. Join them on `class_key` and on time.

    The metadata of each schema has the version of the directory that answered, under the key
    `ccb_support.directory_version`. A Parquet file keeps it.

    Attributes:
        requests: `request_type` (its value), `priority` (1 to 5) and `class_key`.
        spans: `class_key`, `valid_from`, `valid_until`, `channel`, `number`, `contact`, `uri`,
            `open_now`, `opens_at`, `reason` and `error`, each as in `TimetableSpan`. Instants are
            in UTC.
    """

    requests: pa.Table
    spans: pa.Table


def to_arrow(timetable: Timetable) -> ArrowTimetable:
    """Return a timetable as Arrow tables."""
    requests = pa.Table.from_pylist(
        [dict(each) for each in timetable.requests], schema=pa.schema(_REQUESTS)
    )
    spans = pa.Table.from_pylist([dict(each) for each in timetable.spans], schema=pa.schema(SPANS))
    version = timetable.directory_version
    return ArrowTimetable(with_version(requests, version), with_version(spans, version))


def with_version(table: pa.Table, version: str) -> pa.Table:
    """Return a table whose metadata also says which version of the directory answered."""
    known = table.schema.metadata or {}
    return table.replace_schema_metadata({**known, VERSION_KEY: version.encode()})
