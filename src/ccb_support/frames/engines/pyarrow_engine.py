"""What is asked of PyArrow itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from ccb_support.frames.answer_table import ADDED, Holds
from ccb_support.frames.arrow_timetable import INSTANT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ccb_support.frames.answer_table import Answers

    Series: TypeAlias = pa.ChunkedArray[Any]

_READABLE: Mapping[pa.DataType, pa.DataType] = {
    pa.string_view(): pa.string(),
    pa.uint64(): pa.int64(),
    pa.null(): pa.string(),
}
"""Types that Arrow can't look up, and what to read them as."""


def names(frame: pa.Table) -> list[str]:
    """Return the names of the columns of a table."""
    return frame.column_names


def narrowed(frame: pa.Table, names: Sequence[str]) -> pa.Table:
    """Return some columns of a table, in types that Arrow can look up."""
    narrow = frame.select(list(names))
    types = [_READABLE.get(each, each) for each in narrow.schema.types]
    # A number that is too large for its new type becomes another that is no priority either.
    return narrow.cast(pa.schema(list(zip(names, types, strict=True))), safe=False)


def coded(words: Any) -> tuple[Sequence[object], Series]:  # noqa: ANN401 - the stubs know its methods in part
    """Return the different words of a series, and which of them each row holds."""
    encoded = words.combine_chunks().dictionary_encode()
    # The numbers of a full dictionary may have no room for one more.
    found = encoded.indices.cast(pa.int64()).fill_null(len(encoded.dictionary))
    return encoded.dictionary.to_pylist(), pa.chunked_array([found])


def series(values: Sequence[int]) -> Series:
    """Return values as a series."""
    return pa.chunked_array([pa.array(values, pa.int64())])


def places(values: Sequence[int]) -> Series:
    """Return places in the small table as a series."""
    return pa.chunked_array([pa.array(values, pa.uint32())])


def looked_up(values: Series, at: Series) -> Series:
    """Return, for each place of `at`, the value there."""
    return values.take(at)


def columns_of(answers: Answers, prefix: str) -> dict[str, Series]:
    """Return the columns of answers."""
    return {prefix + name: _column(answers, name) for name in ADDED}


def extended(frame: pa.Table, columns: Mapping[str, Series], places: Sequence[Series]) -> pa.Table:
    """Return a table with the columns of answers, of which it is given each row's place."""
    at = pa.chunked_array([chunk for each in places for chunk in each.chunks], pa.uint32())
    for name, column in columns.items():
        frame = frame.append_column(name, column.take(at))
    return frame


def _column(answers: Answers, name: str) -> Series:
    values = answers.column(name)
    if ADDED[name] is Holds.NAME:
        return pa.chunked_array([_among(answers.names[name], values)])
    is_flag = ADDED[name] is Holds.FLAG
    return pa.chunked_array([pa.array(values, pa.bool_() if is_flag else INSTANT)])


def _among(names: Sequence[str], values: Sequence[str | None]) -> Any:  # noqa: ANN401 - a dictionary, of which the stubs know no type
    codes = {each: code for code, each in enumerate(names)}
    indices = pa.array([None if each is None else codes[each] for each in values], pa.int32())
    of_arrow: Any = pa.DictionaryArray
    return of_arrow.from_arrays(indices, pa.array(names, pa.string()))
