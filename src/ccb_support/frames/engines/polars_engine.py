"""The engine of Polars."""

from collections.abc import Callable
from typing import Any

import polars as pl
import polars.selectors as cs
import pyarrow as pa

from . import Places


def column(frame: pl.DataFrame, name: str) -> Any:  # noqa: ANN401 - an array of Arrow
    """Return a column of a frame, in a type that Arrow has. Text is not copied."""
    narrow = frame.select(name).cast({cs.by_dtype(pl.Int128, pl.UInt128): pl.String})
    # A series would join its chunks, which copies them.
    return narrow.to_arrow(compat_level=pl.CompatLevel.newest()).column(0)


def add_columns(frame: pl.DataFrame, columns: pa.Table, places: Places) -> pl.DataFrame:
    """Return a frame with more columns."""
    added = pl.DataFrame(
        [_series(*each) for each in zip(columns.column_names, columns.columns, strict=True)]
    )
    return frame.hstack(added[pl.Series(places)])


def map_lazily(
    frame: pl.LazyFrame,
    function: Callable[[pl.DataFrame], pl.DataFrame],
) -> pl.LazyFrame:
    """Return a plan that applies `function` batch by batch when somebody collects it.

    Raises what `function` raises for a frame without rows.
    """
    schema = function(frame.collect_schema().to_frame()).schema
    return frame.map_batches(function, schema=schema, streamable=True, slice_pushdown=True)


def _series(name: str, column: Any) -> pl.Series:  # noqa: ANN401 - a column of Arrow
    """Return a column of Arrow; a dictionary becomes an enumeration of all its names."""
    if not pa.types.is_dictionary(column.type):
        return pl.Series(name, column)
    names = column.chunk(0).dictionary.to_pylist()
    return pl.Series(name, column.cast(pa.string()), pl.Enum(names))
