"""How much memory a file of Parquet takes to read, from the headers of its pages.

Arrow holds a whole page of each column, and its metadata don't say how long the pages are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTEGERS = 4, 5, 6
_BINARY, _STRUCT = 8, 12
"""Kinds of values in a header, which is written in Thrift's compact protocol."""

_DATA, _DATA_2 = 5, 8
"""The fields that describe the values of a page."""


class Page(NamedTuple):
    """The bytes of a page, not compressed, and the number of its values: 0 for a dictionary."""

    size: int
    values: int


def pages_of(file: BinaryIO, chunk: Any) -> Iterator[Page]:  # noqa: ANN401 - a chunk of Arrow
    """Yield the pages of a column in a group of rows.

    Raises:
        ArrowException: the file is damaged.
    """
    start = chunk.dictionary_page_offset or chunk.data_page_offset
    end = start + chunk.total_compressed_size
    file.seek(start)
    try:
        while file.tell() < end:
            header = _struct(file)
            about: dict[int, int] = header.get(_DATA) or header.get(_DATA_2) or {}
            yield Page(header[2], about.get(1, 0))
            file.seek(header[3], 1)
    except (IndexError, KeyError, OSError, RecursionError, TypeError) as error:
        raise pa.ArrowInvalid("a page is damaged") from error


def _struct(file: BinaryIO) -> dict[int, Any]:
    fields: dict[int, Any] = {}
    number = 0
    while head := file.read(1)[0]:
        number = number + (head >> 4) if head >> 4 else _integer(file)
        fields[number] = _value(file, head & 15)
    return fields


def _value(file: BinaryIO, kind: int) -> object:
    if kind == _STRUCT:
        return _struct(file)
    if kind == _BINARY:
        return file.seek(_varint(file), 1)
    # A boolean is in its kind.
    return _integer(file) if kind in _INTEGERS else None


def _integer(file: BinaryIO) -> int:
    number = _varint(file)
    return number >> 1 ^ -(number & 1)


def _varint(file: BinaryIO) -> int:
    found = shift = 0
    byte = 128
    while byte >= 128:  # noqa: PLR2004 - the bit that says that another byte follows
        byte = file.read(1)[0]
        found |= (byte & 127) << shift
        shift += 7
    return found
