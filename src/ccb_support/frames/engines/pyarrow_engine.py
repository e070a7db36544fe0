"""The engine of PyArrow."""

from typing import Any

import pyarrow as pa

from . import Places


def column(frame: pa.Table, name: str) -> Any:  # noqa: ANN401 - the stubs don't say whole types
    """Return a column of a table."""
    return frame.column(name)


def add_columns(frame: pa.Table, columns: pa.Table, places: Places) -> pa.Table:
    """Return a table with more columns, and with what their schema says."""
    added = columns.take(places)
    for name, values in zip(added.column_names, added.columns, strict=True):
        frame = frame.append_column(name, values)
    said = {**(frame.schema.metadata or {}), **(columns.schema.metadata or {})}
    return frame.replace_schema_metadata(said)
