"""The engine of PyArrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from ccb_support.frames.answer_table import COLUMN_TYPES
from ccb_support.frames.arrow_timetable import with_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ccb_support.frames.answer_table import AnswerTable

    from .protocol import Library

    Series: TypeAlias = pa.ChunkedArray[Any]

BACKEND: Library = "pyarrow"

_READABLE: Mapping[pa.DataType, pa.DataType] = {
    pa.string_view(): pa.string(),
    pa.uint64(): pa.int64(),
    pa.null(): pa.string(),
}
"""Types that Arrow can't look up, each with a type that it can."""


def column_names(frame: pa.Table) -> list[str]:
    """Return the names of the columns of a table."""
    return frame.column_names


def select(frame: pa.Table, names: Sequence[str]) -> pa.Table:
    """Return some columns of a table, in types that Arrow can look up."""
    narrow = frame.select(list(names))
    types = [_READABLE.get(each, each) for each in narrow.schema.types]
    # A number that is too large for its new type becomes another number that is not a priority.
    return narrow.cast(pa.schema(list(zip(names, types, strict=True))), safe=False)


def encode(words: Any) -> tuple[Sequence[object], Series]:  # noqa: ANN401 - the stubs know its methods in part
    """Return the different words of a series, and for each row the number of its word."""
    encoded = words.combine_chunks().dictionary_encode()
    # The type of the indices of a full dictionary may have no room for one more.
    numbers = encoded.indices.cast(pa.int64()).fill_null(len(encoded.dictionary))
    return encoded.dictionary.to_pylist(), pa.chunked_array([numbers])


def look_up(values: Series, places: Series) -> Series:
    """Return the value at each of `places`."""
    return values.take(places)


def columns_of(table: AnswerTable, prefix: str) -> dict[str, Series]:
    """Return the columns of an answer table."""
    return {prefix + name: _column(table, name) for name in COLUMN_TYPES}


def add_column(frame: pa.Table, name: str, column: Series) -> pa.Table:
    """Return a table with one more column, whose rows are in the table's order."""
    return frame.append_column(name, column)


def add_columns(
    frame: pa.Table, columns: Mapping[str, Series], places: Sequence[Series]
) -> pa.Table:
    """Return a table with columns of answers."""
    at = pa.chunked_array([chunk for each in places for chunk in each.chunks], pa.uint32())
    for name, column in columns.items():
        frame = frame.append_column(name, column.take(at))
    return frame


def add_version(frame: pa.Table, name: str, version: str) -> pa.Table:
    """Return a table with one more column, which says of each row which directory answered."""
    indices = pa.repeat(pa.scalar(0, pa.int32()), frame.num_rows)
    return with_version(frame.append_column(name, dictionary_of(indices, [version])), version)


def dictionary_of(indices: Any, names: Sequence[str]) -> Any:  # noqa: ANN401 - the stubs know no type of a dictionary
    """Return a column of names, from the number of the name of each row."""
    of_arrow: Any = pa.DictionaryArray
    return of_arrow.from_arrays(indices, pa.array(names, pa.string()))


def _column(table: AnswerTable, name: str) -> Series:
    values = table.column(name)
    names = table.names.get(name)
    if names is None:
        return pa.chunked_array([pa.array(values, COLUMN_TYPES[name])])
    numbers = {value: number for number, value in enumerate(names)} | {None: None}
    indices = pa.array([numbers[value] for value in values], pa.int32())
    return pa.chunked_array([dictionary_of(indices, names)])
