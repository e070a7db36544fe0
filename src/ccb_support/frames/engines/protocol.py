"""What each table library does by itself, because narwhals has no word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

NativeFrame: TypeAlias = Any
"""A frame of the engine's library, which no common type describes."""

Places: TypeAlias = "pa.ChunkedArray[pa.UInt32Scalar]"
"""For each row, where its values are in a small table."""


class Engine(Protocol):
    """The contents of each engine's module."""

    def column_names(self, frame: NativeFrame) -> list[str]:
        """Return the names of the columns of a frame; a name may come twice."""
        ...

    def select(self, frame: NativeFrame, names: Sequence[str]) -> NativeFrame:
        """Return some columns of a frame, in types that narwhals reads. No name comes twice."""

    def add_columns(
        self, frame: NativeFrame, columns: pa.Table, places: Places | None = None
    ) -> NativeFrame:
        """Return a frame with more columns: a value for each row, or for each of `places`."""
