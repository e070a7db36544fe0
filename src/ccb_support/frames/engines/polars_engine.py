"""The engine of Polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import polars as pl
import polars.selectors as cs
import pyarrow as pa

from ccb_support.frames.answer_table import COLUMN_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ccb_support.frames.answer_table import AnswerTable

    from .protocol import Library

BACKEND: Library = "polars"

_FrameT = TypeVar("_FrameT", pl.DataFrame, pl.LazyFrame)

_GAPS = ""
"""The name of a column of bits. No other column of answers has this name."""

_SAMPLE = 2**12
"""How many of its first rows are likely to hold all words of a long column."""


def column_names(frame: pl.DataFrame | pl.LazyFrame) -> list[str]:
    """Return the names of the columns of a frame."""
    return frame.collect_schema().names()


def select(frame: _FrameT, names: Sequence[str]) -> _FrameT:
    """Return some columns of a frame; a column without any value becomes text."""
    return frame.select(names).cast({cs.by_dtype(pl.Null): pl.String})


def encode(words: pl.Series) -> tuple[Sequence[str], pl.Series]:
    """Return the different words of a series, and for each row the number of its word."""
    known = _words_of(words.head(_SAMPLE))
    numbers = words.cast(known, strict=False)
    if numbers.null_count() > words.null_count():
        known = _words_of(words)
        numbers = words.cast(known)
    return known.categories.to_list(), numbers.to_physical().fill_null(len(known.categories))


def _words_of(series: pl.Series) -> pl.Enum:
    return pl.Enum(series.drop_nulls().unique().cast(pl.String))


def look_up(values: pl.Series, places: pl.Series) -> pl.Series:
    """Return the value at each of `places`."""
    return values.gather(places)


class Columns(NamedTuple):
    """The columns of answers, each with some value in place of a missing one.

    Polars copies a column without a gap several times as fast as a column with one.

    Attributes:
        filled: the columns, and one column of bits that says which of the others have a gap.
        with_gaps: the columns with their gaps, made from `filled`.
    """

    filled: pl.DataFrame
    with_gaps: list[pl.Expr]


def columns_of(table: AnswerTable, prefix: str) -> Columns:
    """Return the columns of an answer table."""
    columns = pl.DataFrame([_column(table, name).alias(prefix + name) for name in COLUMN_TYPES])
    bits = {name: 1 << place for place, name in enumerate(columns.columns)}
    gaps = pl.sum_horizontal(pl.col(name).is_null() * bit for name, bit in bits.items())
    return Columns(
        columns.select(
            pl.all().fill_null(pl.all().drop_nulls().first()), gaps.cast(pl.UInt16).alias(_GAPS)
        ),
        [pl.when((pl.col(_GAPS) & bit) == 0).then(name).alias(name) for name, bit in bits.items()],
    )


def add_column(frame: pl.DataFrame, name: str, column: pl.Series) -> pl.DataFrame:
    """Return a frame with one more column, whose rows are in the frame's order."""
    return frame.hstack([column.alias(name)])


def add_columns(frame: pl.DataFrame, columns: Columns, places: Sequence[pl.Series]) -> pl.DataFrame:
    """Return a frame with columns of answers."""
    return frame.hstack(columns.filled[pl.concat(places)].select(columns.with_gaps))


def add_version(frame: pl.DataFrame, name: str, version: str) -> pl.DataFrame:
    """Return a frame with one more column, which says of each row which directory answered."""
    # An expression would take as much memory again as the frame.
    column = pl.Series(name, [version], pl.Enum([version]))
    return frame.hstack([column.new_from_index(0, len(frame))])


def map_lazily(
    frame: pl.LazyFrame,
    function: Callable[[pl.DataFrame], pl.DataFrame],
) -> pl.LazyFrame:
    """Return a plan that applies `function` batch by batch when somebody collects it.

    Raises what `function` raises for a frame without rows.
    """
    schema = function(frame.collect_schema().to_frame()).schema
    return frame.map_batches(function, schema=schema, streamable=True, slice_pushdown=True)


def _column(table: AnswerTable, name: str) -> pl.Series:
    values = table.column(name)
    if name in table.names:
        return pl.Series(values, dtype=pl.Enum(table.names[name]))
    return pl.Series(pa.array(values, COLUMN_TYPES[name]))
