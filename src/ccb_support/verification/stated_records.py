"""Every record that a directory states, such as a name, a span of hours or a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pydantic import RootModel

from ccb_support.model.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.model.paths import KeyPath


def records_in(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Record]]:
    """Yield each record that a value of a directory is or holds, with its path."""
    if isinstance(value, Record):
        yield path, value
        for key, inner in value:
            yield from records_in(inner, (*path, key))
    elif isinstance(value, RootModel):
        yield from records_in(cast("RootModel[object]", value).root, path)
    elif isinstance(value, tuple):
        for index, inner in enumerate(cast("tuple[object, ...]", value)):
            yield from records_in(inner, (*path, index))
