"""The engine of pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.types import infer_dtype

from ccb_support.errors import ColumnTypeError
from ccb_support.frames.answer_table import COLUMN_TYPES
from ccb_support.words.error_reasons import (
    INSTANT_COLUMN,
    MAKE_INSTANTS_OF_OBJECTS,
    MAKE_TEXT,
    TEXT_COLUMN,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ccb_support.frames.answer_table import AnswerTable

    from .protocol import Library

BACKEND: Library = "pandas"


def column_names(frame: pd.DataFrame) -> list[str]:
    """Return the names of the columns of a frame."""
    return list(frame.columns)


def select(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a frame: instants in UTC, since narwhals can't read every zone's name.

    Raises:
        ColumnTypeError: a column of objects holds something other than text.
    """
    narrow = frame[list(names)].copy(deep=False)
    for name in names:
        column = narrow[name]
        content = infer_dtype(column) if column.dtype == object else "string"
        if content not in {"string", "empty"}:
            raise _wrong_objects(name, content)
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            narrow[name] = column.dt.tz_convert("UTC")
        elif column.dtype == pd.ArrowDtype(pa.null()):
            narrow[name] = column.astype("string")
    return narrow


def _wrong_objects(name: str, content: str) -> ColumnTypeError:
    if not content.startswith("date"):
        return ColumnTypeError(name, "Object", TEXT_COLUMN, hint=MAKE_TEXT)
    hint = MAKE_INSTANTS_OF_OBJECTS if content == "datetime" else None
    return ColumnTypeError(name, "Object", INSTANT_COLUMN, hint=hint)


def encode(words: pd.Series[Any]) -> tuple[Sequence[object], pd.Series[int]]:
    """Return the different words of a series, and for each row the number of its word."""
    numbers, different = pd.factorize(words)
    numbers[numbers < 0] = len(different)
    return list(different), pd.Series(numbers, index=words.index)


def look_up(values: pd.Series[int], places: pd.Series[int]) -> pd.Series[int]:
    """Return the value at each of `places`."""
    return pd.Series(values.to_numpy()[places.to_numpy()], index=places.index)


def columns_of(table: AnswerTable, prefix: str) -> dict[str, Any]:
    """Return the columns of an answer table."""
    return {prefix + name: _column(table, name) for name in COLUMN_TYPES}


def add_column(frame: pd.DataFrame, name: str, column: pd.Series[Any]) -> pd.DataFrame:
    """Return a frame with one more column, whose rows are in the frame's order."""
    return frame.assign(**{name: column.array})


def add_columns(
    frame: pd.DataFrame, columns: Mapping[str, Any], places: Sequence[pd.Series[int]]
) -> pd.DataFrame:
    """Return a frame with columns of answers."""
    # NumPy indexes with this type; any other would be converted again for each column.
    at = pd.concat([*places], ignore_index=True).to_numpy(np.intp)
    return frame.assign(**{name: column.take(at) for name, column in columns.items()})


def add_version(frame: pd.DataFrame, name: str, version: str) -> pd.DataFrame:
    """Return a frame with one more column, which says of each row which directory answered."""
    column = pd.Categorical.from_codes(np.zeros(len(frame), np.int8), pd.Index([version]))
    return frame.assign(**{name: column})


def _column(table: AnswerTable, name: str) -> Any:  # noqa: ANN401 - an array of one of three classes
    values, array = table.column(name), cast("Any", pd.array)
    if name in table.names:
        return pd.Categorical(values, categories=list(table.names[name]))
    is_flag = COLUMN_TYPES[name] == pa.bool_()
    return array(values, dtype=pd.BooleanDtype() if is_flag else pd.DatetimeTZDtype("us", "UTC"))
