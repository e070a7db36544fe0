"""The engine of pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.types import infer_dtype

from ccb_support.errors import ColumnTypeError
from ccb_support.words import errors as phrases

from . import Places

_TYPES: Mapping[pa.DataType, Any] = {pa.bool_(): pd.BooleanDtype()}
"""Types that would become objects if a value is missing."""


def select(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a frame: instants in UTC, since narwhals can't read every zone's name.

    Raises:
        ColumnTypeError: objects of a column, or its categories, are something other than text.
    """
    # Arrow can't read every index.
    narrow = frame[list(names)].reset_index(drop=True)
    for name in names:
        column = narrow[name]
        values = column.cat.categories if column.dtype == "category" else column
        content = infer_dtype(values) if values.dtype == object else "string"
        if content not in {"string", "empty"}:
            raise _wrong_objects(name, values.dropna(), content)
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            narrow[name] = column.dt.tz_convert("UTC")
        elif column.dtype == pd.ArrowDtype(pa.null()):
            narrow[name] = column.astype("string")
    return narrow


def _wrong_objects(name: str, values: Iterable[object], content: str) -> ColumnTypeError:
    if not (content.startswith("date") or any(isinstance(each, date) for each in values)):
        return ColumnTypeError(name, "Object", phrases.TEXT_COLUMN, hint=phrases.MAKE_TEXT)
    # The line would read a time without a zone in UTC.
    is_aware = content == "datetime" and all(getattr(each, "tzinfo", None) for each in values)
    hint = phrases.MAKE_INSTANTS_OF_OBJECTS if is_aware else None
    return ColumnTypeError(name, "Object", phrases.INSTANT_COLUMN, hint=hint)


def add_columns(
    frame: pd.DataFrame, columns: pa.Table, places: Places | None = None
) -> pd.DataFrame:
    """Return a frame with more columns: Arrow's if all its columns are, pandas' own if not."""
    is_of_arrow = all(isinstance(each, pd.ArrowDtype) for each in frame.dtypes)
    of_arrow: Any = columns  # the stubs don't say whole types
    added = of_arrow.to_pandas(types_mapper=pd.ArrowDtype if is_of_arrow else _TYPES.get)
    arrays = {name: added[name].array for name in columns.column_names}
    if places is not None:
        # NumPy indexes with this type; any other would be converted again for each column.
        at = places.to_numpy().astype(np.intp)
        arrays = {name: array.take(at) for name, array in arrays.items()}
    # `assign` would copy each of them.
    whole = pd.concat([frame, pd.DataFrame(arrays, index=frame.index, copy=False)], axis=1)
    whole.attrs = frame.attrs
    return whole
