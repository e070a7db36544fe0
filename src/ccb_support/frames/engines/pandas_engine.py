"""What is asked of pandas itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.types import infer_dtype

from ccb_support.errors import ColumnTypeError
from ccb_support.frames.answer_table import ADDED, Holds
from ccb_support.frames.request_columns import TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ccb_support.frames.answer_table import Answers


def names(frame: pd.DataFrame) -> list[str]:
    """Return the names of the columns of a frame."""
    return list(frame.columns)


def narrowed(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a frame: instants in UTC, since narwhals can't read every zone's name.

    Raises:
        ColumnTypeError: a column of objects holds other things than text.
    """
    narrow = frame[list(names)].copy(deep=False)
    for name in names:
        column = narrow[name]
        if column.dtype == object and infer_dtype(column) not in {"string", "empty"}:
            raise ColumnTypeError(name, "Object", TEXT)
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            narrow[name] = column.dt.tz_convert("UTC")
        elif column.dtype == pd.ArrowDtype(pa.null()):
            narrow[name] = column.astype("string")
    return narrow


def coded(words: pd.Series[Any]) -> tuple[Sequence[object], pd.Series[int]]:
    """Return the different words of a series, and which of them each row holds."""
    found, different = pd.factorize(words)
    found[found < 0] = len(different)
    return list(different), pd.Series(found, index=words.index)


def series(values: Sequence[int]) -> pd.Series[int]:
    """Return values as a series."""
    return pd.Series(values, dtype=np.int64)


def places(values: Sequence[int]) -> pd.Series[int]:
    """Return places in the small table as a series."""
    return pd.Series(values, dtype=np.uint32)


def looked_up(values: pd.Series[int], at: pd.Series[int]) -> pd.Series[int]:
    """Return, for each place of `at`, the value there."""
    return pd.Series(values.to_numpy()[at.to_numpy()], index=at.index)


def columns_of(answers: Answers, prefix: str) -> dict[str, Any]:
    """Return the columns of answers."""
    return {prefix + name: _column(answers, name) for name in ADDED}


def extended(
    frame: pd.DataFrame, columns: Mapping[str, Any], places: Sequence[pd.Series[int]]
) -> pd.DataFrame:
    """Return a frame with the columns of answers, of which it is given each row's place."""
    # As NumPy itself counts, or it would have to make that of them for each column anew.
    at = np.concatenate([each.to_numpy() for each in places], dtype=np.intp)
    return frame.assign(**{name: column.take(at) for name, column in columns.items()})


def _column(answers: Answers, name: str) -> Any:  # noqa: ANN401 - an array of one of three classes
    values, array = answers.column(name), cast("Any", pd.array)
    if ADDED[name] is Holds.NAME:
        return pd.Categorical(values, categories=list(answers.names[name]))
    is_flag = ADDED[name] is Holds.FLAG
    return array(values, dtype=pd.BooleanDtype() if is_flag else pd.DatetimeTZDtype("us", "UTC"))
