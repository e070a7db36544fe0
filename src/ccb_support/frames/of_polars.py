"""What is asked of Polars itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from .answers import ADDED, Holds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .answers import Answers

_SAMPLE = 2**12
"""How many of its first rows are likely to hold all words that a long column has."""


def narrowed(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return some columns of a frame."""
    return frame.select(names)


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


def looked_up(values: pl.Series, at: pl.Series) -> pl.Series:
    """Return, for each place of `at`, the value there."""
    return values.gather(at)


def columns_of(answers: Answers, prefix: str) -> pl.DataFrame:
    """Return the columns of answers."""
    values = {prefix + name: answers.column(name) for name in ADDED}
    return pl.DataFrame(values, schema=schema(answers.names, prefix), strict=False)


def extended(
    frame: pl.DataFrame, columns: pl.DataFrame, places: Sequence[pl.Series]
) -> pl.DataFrame:
    """Return a frame with the columns of answers, of which it is given each row's place."""
    return frame.hstack(columns[pl.concat(places)])


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
