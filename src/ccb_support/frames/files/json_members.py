"""Rows of a table as the text of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXT: pa.DataType = pa.large_string()

_compute: Any = pc  # the stubs don't say whole types


def members_of(rows: pa.Table) -> Sequence[str]:
    """Return each row as the members of a JSON object: its text without the braces.

    JSON has numbers, text, true and false, lists and objects. Times, dates and decimals become the
    same text as in CSV, and numbers that are not finite become null.

    Raises:
        ArrowException: a value can't be written as JSON.
    """
    members = [_members(name, rows.column(place)) for place, name in enumerate(rows.column_names)]
    joined: Any = _compute.binary_join_element_wise(*members, pa.scalar(", ", _TEXT))
    texts: list[str] = joined.to_pylist()
    return texts


def json_of(value: object) -> str:
    """Return the JSON of a value.

    Raises:
        ArrowException: there is none.
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        # As Arrow does if a format has no such values.
        raise pa.ArrowTypeError(str(error)) from error


def _members(name: str, column: Any) -> Any:  # noqa: ANN401 - columns of Arrow
    """Return the member of each row that a column is. Each different value is written once."""
    key = json_of(name)
    if pa.types.is_nested(column.type):
        return pa.array([f"{key}: {json_of(each)}" for each in column.to_pylist()], _TEXT)
    whole = column.combine_chunks()
    encoded = whole if pa.types.is_dictionary(whole.type) else _plain(whole).dictionary_encode()
    texts = [f"{key}: {json_of(each)}" for each in _plain(encoded.dictionary).to_pylist()]
    found: Any = pa.array(texts, _TEXT).take(encoded.indices)
    return found.fill_null(f"{key}: null")


def _plain(values: Any) -> Any:  # noqa: ANN401 - an array of any type
    """Return values that JSON has."""
    type_ = values.type
    if pa.types.is_floating(type_):
        return _compute.if_else(_compute.is_finite(values), values, None)
    if pa.types.is_integer(type_) or pa.types.is_boolean(type_) or pa.types.is_null(type_):
        return values
    return values.cast(_TEXT)
