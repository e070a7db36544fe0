"""What is asked of Polars itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import polars as pl
import polars.selectors as cs

from ccb_support.frames.answer_table import ADDED, Holds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ccb_support.frames.answer_table import Answers

_FrameT = TypeVar("_FrameT", pl.DataFrame, pl.LazyFrame)

_GAPS = ""
"""The name of a column of bits: no other column of answers has it."""

_SAMPLE = 2**12
"""How many of its first rows are likely to hold all words that a long column has."""


def names(frame: pl.DataFrame | pl.LazyFrame) -> list[str]:
    """Return the names of the columns of a frame."""
    return frame.collect_schema().names()


def narrowed(frame: _FrameT, names: Sequence[str]) -> _FrameT:
    """Return some columns of a frame; one in which all is missing is one of text."""
    narrow = frame.select(names)
    return narrow.cast({cs.by_dtype(pl.Null): pl.String})


def coded(words: pl.Series) -> tuple[Sequence[str], pl.Series]:
    """Return the different words of a series, and which of them each row holds."""
    known = _words_of(words.head(_SAMPLE))
    found = words.cast(known, strict=False)
    if found.null_count() > words.null_count():
        known = _words_of(words)
        found = words.cast(known)
    return known.categories.to_list(), found.to_physical().fill_null(len(known.categories))


def _words_of(series: pl.Series) -> pl.Enum:
    return pl.Enum(series.drop_nulls().unique().cast(pl.String))


def series(values: Sequence[int]) -> pl.Series:
    """Return values as a series."""
    return pl.Series(values, dtype=pl.Int64)


def places(values: Sequence[int]) -> pl.Series:
    """Return places in the small table as a series."""
    return pl.Series(values, dtype=pl.UInt32)


def looked_up(values: pl.Series, at: pl.Series) -> pl.Series:
    """Return, for each place of `at`, the value there."""
    return values.gather(at)


class Columns(NamedTuple):
    """The columns of answers, each with some value where one is missing.

    A column without a gap is copied several times as fast as one that has any.

    Attributes:
        filled: the columns, and one of bits: in which of the others there is a gap.
        with_gaps: the columns as they are, made of those.
    """

    filled: pl.DataFrame
    with_gaps: list[pl.Expr]


def columns_of(answers: Answers, prefix: str) -> Columns:
    """Return the columns of answers."""
    values = {prefix + name: answers.column(name) for name in ADDED}
    columns = pl.DataFrame(values, schema=schema(answers.names, prefix), strict=False)
    bits = {name: 1 << place for place, name in enumerate(columns.columns)}
    gaps = pl.sum_horizontal(pl.col(name).is_null() * bit for name, bit in bits.items())
    return Columns(
        columns.select(
            pl.all().fill_null(pl.all().drop_nulls().first()), gaps.cast(pl.UInt16).alias(_GAPS)
        ),
        [pl.when((pl.col(_GAPS) & bit) == 0).then(name).alias(name) for name, bit in bits.items()],
    )


def extended(frame: pl.DataFrame, columns: Columns, places: Sequence[pl.Series]) -> pl.DataFrame:
    """Return a frame with the columns of answers, of which it is given each row's place."""
    return frame.hstack(columns.filled[pl.concat(places)].select(columns.with_gaps))


def schema(names: Mapping[str, Sequence[str]], prefix: str) -> dict[str, pl.DataType]:
    """Return the types of the columns of answers."""
    types: dict[Holds, pl.DataType] = {
        Holds.FLAG: pl.Boolean(),
        Holds.INSTANT: pl.Datetime("us", "UTC"),
    }
    return {
        prefix + name: types.get(holds) or pl.Enum(names[name]) for name, holds in ADDED.items()
    }


def lazily(
    frame: pl.LazyFrame,
    function: Callable[[pl.DataFrame], pl.DataFrame],
    added: Mapping[str, pl.DataType],
) -> pl.LazyFrame:
    """Return the plan that applies `function` to the frame batch by batch when it is collected."""
    return frame.map_batches(
        function, schema={**frame.collect_schema(), **added}, streamable=True, slice_pushdown=True
    )
