"""The engine of PyArrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from . import Places

_READABLE: Mapping[str, pa.DataType] = {
    "string_view": pa.string(),
    "uint64": pa.int64(),
    "null": pa.string(),
}
"""Types that Arrow can't look up, each with a type that it can. Types of users have no hash."""


def select(frame: pa.Table, names: Sequence[str]) -> pa.Table:
    """Return some columns of a table, in types that Arrow can look up."""
    narrow = frame.select(list(names))
    types = [_READABLE.get(str(each), each) for each in narrow.schema.types]
    # A number that is too large for its new type becomes another number that is not a priority.
    return narrow.cast(pa.schema(list(zip(names, types, strict=True))), safe=False)


def add_columns(frame: pa.Table, columns: pa.Table, places: Places | None = None) -> pa.Table:
    """Return a table with more columns, and with what their schema says."""
    added = columns if places is None else columns.take(places)
    for name, column in zip(added.column_names, added.columns, strict=True):
        frame = frame.append_column(name, column)
    said = {**(frame.schema.metadata or {}), **(columns.schema.metadata or {})}
    return frame.replace_schema_metadata(said or None)
