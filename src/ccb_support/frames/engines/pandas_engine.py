"""The engine of pandas."""

from collections.abc import Iterable, Mapping
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


def column(frame: pd.DataFrame, name: str) -> Any:  # noqa: ANN401 - an array of Arrow
    """Return a column of a frame.

    Raises:
        ColumnTypeError: its objects, or its categories, are something other than text, or Arrow
            has no such type: complex numbers, a sparse column, text with half of a character.
    """
    values = frame[name]
    kinds = values.cat.categories if values.dtype == "category" else values
    # Arrow would read a time without a zone in UTC, and `True` as 1.
    if kinds.dtype == object and (content := infer_dtype(kinds)) not in {"string", "empty"}:
        raise _wrong_objects(name, kinds.dropna(), content)
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        # Arrow has no zone with an offset in seconds.
        values = values.dt.tz_convert("UTC")
    try:
        return pa.array(values, from_pandas=True)
    except (pa.ArrowTypeError, pa.ArrowNotImplementedError, UnicodeError) as error:
        raise ColumnTypeError(name, str(values.dtype), phrases.ARROW_COLUMN) from error


def _wrong_objects(name: str, values: Iterable[object], content: str) -> ColumnTypeError:
    if not (content.startswith("date") or any(isinstance(each, date) for each in values)):
        return ColumnTypeError(name, "Object", phrases.TEXT_COLUMN, hint=phrases.MAKE_TEXT)
    # The line would read a time without a zone in UTC.
    is_aware = all(getattr(each, "tzinfo", None) for each in values)
    hint = phrases.MAKE_INSTANTS_OF_OBJECTS if is_aware else None
    return ColumnTypeError(name, "Object", phrases.INSTANT_COLUMN, hint=hint)


def add_columns(frame: pd.DataFrame, columns: pa.Table, places: Places) -> pd.DataFrame:
    """Return a frame with more columns: Arrow's if all its columns are, pandas' own if not."""
    is_of_arrow = all(isinstance(each, pd.ArrowDtype) for each in frame.dtypes)
    of_arrow: Any = columns  # the stubs don't say whole types
    added = of_arrow.to_pandas(types_mapper=pd.ArrowDtype if is_of_arrow else _TYPES.get)
    # NumPy indexes with this type; any other would be converted again for each column.
    at = places.to_numpy().astype(np.intp)
    arrays = {name: added[name].array.take(at) for name in columns.column_names}
    # `assign` would copy each of them.
    whole = pd.concat([frame, pd.DataFrame(arrays, index=frame.index, copy=False)], axis=1)
    whole.attrs, whole.columns.name = frame.attrs, frame.columns.name
    return whole
