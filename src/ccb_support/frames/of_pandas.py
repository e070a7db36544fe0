"""What is asked of pandas itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype

from ccb_support.errors import ColumnTypeError

from .answers import ADDED, Holds
from .columns import TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .answers import Answers

    Places: TypeAlias = pd.Series[int]


def narrowed(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a frame.

    Raises:
        ColumnTypeError: a column of objects holds other things than text.
    """
    columns = frame[list(names)]
    for name in names:
        if columns[name].dtype == object and infer_dtype(columns[name]) not in {"string", "empty"}:
            raise ColumnTypeError(name, "Object", TEXT)
    return columns


def coded(words: pd.Series[Any]) -> tuple[Sequence[object], pd.Series[int]]:
    """Return the different words of a series, and which of them each row holds."""
    found, different = pd.factorize(words)
    found[found < 0] = len(different)
    return list(different), pd.Series(found, index=words.index)


def series(values: Sequence[int]) -> pd.Series[int]:
    """Return values as a series."""
    return pd.Series(values, dtype=np.int64)


def looked_up(values: pd.Series[int], at: pd.Series[int]) -> pd.Series[int]:
    """Return, for each place of `at`, the value there."""
    return pd.Series(values.to_numpy()[at.to_numpy()], index=at.index)


def extended(
    frame: pd.DataFrame, answers: Answers, places: Sequence[Places], prefix: str
) -> pd.DataFrame:
    """Return the frame with the answers for its rows, of which it is given the places."""
    at = np.concatenate([each.to_numpy() for each in places])
    return frame.assign(**{prefix + name: _column(answers, name).take(at) for name in ADDED})


def _column(answers: Answers, name: str) -> Any:  # noqa: ANN401 - an array of one of three classes
    values, array = answers.column(name), cast("Any", pd.array)
    if ADDED[name] is Holds.NAME:
        return pd.Categorical(values, categories=list(answers.names[name]))
    is_flag = ADDED[name] is Holds.FLAG
    return array(values, dtype=pd.BooleanDtype() if is_flag else pd.DatetimeTZDtype("us", "UTC"))
