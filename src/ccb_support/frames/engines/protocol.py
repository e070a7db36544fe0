"""What each table library does by itself, because narwhals has no word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccb_support.frames.answer_table import AnswerTable

Library: TypeAlias = Literal["pandas", "polars", "pyarrow"]
"""A library of tables, by its name in narwhals."""

NativeFrame: TypeAlias = Any
"""A frame of the engine's library, which no common type describes."""

NativeSeries: TypeAlias = Any
"""A series of the engine's library."""

NativeColumns: TypeAlias = Any
"""The columns of answers, in the form from which the engine's library copies them fastest."""


class Engine(Protocol):
    """The contents of each engine's module."""

    BACKEND: Library

    def column_names(self, frame: NativeFrame) -> list[str]:
        """Return the names of the columns of a frame; a name may come twice."""
        ...

    def select(self, frame: NativeFrame, names: Sequence[str]) -> NativeFrame:
        """Return some columns of a frame, in types that narwhals reads. No name comes twice."""

    def encode(self, words: NativeSeries) -> tuple[Sequence[object], NativeSeries]:
        """Return the different words of a series, and for each row the number of its word.

        A row without a word gets the number after the last.
        """
        ...

    def look_up(self, values: NativeSeries, places: NativeSeries) -> NativeSeries:
        """Return the value at each of `places`."""

    def columns_of(self, table: AnswerTable, prefix: str) -> NativeColumns:
        """Return the columns of an answer table, with a prefix to their names."""

    def add_column(self, frame: NativeFrame, name: str, column: NativeSeries) -> NativeFrame:
        """Return a frame with one more column, whose rows are in the frame's order."""

    def add_columns(
        self, frame: NativeFrame, columns: NativeColumns, places: Sequence[NativeSeries]
    ) -> NativeFrame:
        """Return a frame with columns of answers. `places` says where each row's answer is."""

    def add_version(self, frame: NativeFrame, name: str, version: str) -> NativeFrame:
        """Return a frame with one more column, which says of each row which directory answered.

        An Arrow table also says so in its metadata.
        """
