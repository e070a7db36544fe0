"""What is asked of a library of frames itself, where narwhals has no word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import narwhals.stable.v2 as nw

from ccb_support.errors import NotAFrameError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccb_support.frames.answer_table import Answers

_LIBRARIES = ("pandas", "Polars", "PyArrow")


class Engine(Protocol):
    """What the module of each library offers; frames and series are of its own kinds."""

    def names(self, frame: Any) -> list[str]:  # noqa: ANN401 - of its own kind
        """Return the names of the columns of a frame; they need not differ."""
        ...

    def narrowed(self, frame: Any, names: Sequence[str]) -> Any:  # noqa: ANN401 - of its own kind
        """Return some columns of a frame, whose names differ, in types that narwhals reads."""

    def coded(self, words: Any) -> tuple[Sequence[object], Any]:  # noqa: ANN401 - likewise
        """Return the different words of a series, and which of them each row holds.

        A row that holds none gets the number after the last.
        """
        ...

    def series(self, values: Sequence[int]) -> Any:  # noqa: ANN401 - likewise
        """Return values as a series of integers, 64 bits long."""

    def places(self, values: Sequence[int]) -> Any:  # noqa: ANN401 - likewise
        """Return places in the small table as a series of unsigned integers, 32 bits long."""

    def looked_up(self, values: Any, at: Any) -> Any:  # noqa: ANN401 - likewise
        """Return, for each place of the series `at`, the value there."""

    def columns_of(self, answers: Answers, prefix: str) -> Any:  # noqa: ANN401 - likewise
        """Return the columns of answers, with a prefix to their names."""

    def extended(self, frame: Any, columns: Any, places: Sequence[Any]) -> Any:  # noqa: ANN401 - likewise
        """Return a frame with the columns of answers, of which it is given each row's place."""


def engine_of(frame: object) -> Engine:
    """Return what is asked of the library of a frame itself.

    Raises:
        NotAFrameError: `frame` is no table of a kind that is routed here.
    """
    if nw.dependencies.is_pandas_dataframe(frame):
        from . import pandas_engine as of_pandas  # noqa: PLC0415 - needed for its frames alone

        return of_pandas
    if nw.dependencies.is_polars_dataframe(frame) or nw.dependencies.is_polars_lazyframe(frame):
        from . import polars_engine as of_polars  # noqa: PLC0415 - likewise

        return of_polars
    if nw.dependencies.is_pyarrow_table(frame):
        from . import pyarrow_engine as of_pyarrow  # noqa: PLC0415 - likewise

        return of_pyarrow
    raise NotAFrameError(frame, _LIBRARIES)
