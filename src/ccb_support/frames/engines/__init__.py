"""The table libraries, each with the work that narwhals can't do for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw

from ccb_support.errors import NotAFrameError

if TYPE_CHECKING:
    from .protocol import Engine

_LIBRARIES = ("pandas", "Polars", "PyArrow")


def engine_of(frame: object) -> Engine:
    """Return the engine of the library that made a frame.

    Raises:
        NotAFrameError: `frame` is not a table of these libraries.
    """
    # Each engine is imported here, because its library may not be installed.
    if nw.dependencies.is_pandas_dataframe(frame):
        from . import pandas_engine  # noqa: PLC0415 - see above

        return pandas_engine
    if nw.dependencies.is_polars_dataframe(frame) or nw.dependencies.is_polars_lazyframe(frame):
        from . import polars_engine  # noqa: PLC0415 - see above

        return polars_engine
    if nw.dependencies.is_pyarrow_table(frame):
        from . import pyarrow_engine  # noqa: PLC0415 - see above

        return pyarrow_engine
    raise NotAFrameError(frame, _LIBRARIES)
