"""The engine of Polars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import polars as pl
import polars.selectors as cs
import pyarrow as pa

from . import Places

_FrameT = TypeVar("_FrameT", pl.DataFrame, pl.LazyFrame)


def select(frame: _FrameT, names: Sequence[str]) -> _FrameT:
    """Return some columns of a frame, in types that Arrow has; others become text."""
    return frame.select(names).cast({cs.by_dtype(pl.Null, pl.Int128, pl.UInt128): pl.String})


def add_columns(
    frame: pl.DataFrame, columns: pa.Table, places: Places | None = None
) -> pl.DataFrame:
    """Return a frame with more columns."""
    added = pl.DataFrame(
        [_series(*each) for each in zip(columns.column_names, columns.columns, strict=True)]
    )
    return frame.hstack(added if places is None else added[pl.Series(places)])


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
