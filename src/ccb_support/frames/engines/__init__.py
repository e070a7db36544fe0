"""The table libraries, each with the work that narwhals can't do for it."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw

from ccb_support.errors import NotAFrameError, OldLibraryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .protocol import Engine, Library

LOWEST: Mapping[Library, str] = {"pandas": "2.2.2", "polars": "1.40.0", "pyarrow": "25.0.0"}
"""The lowest version of each library that works."""

_LIBRARIES = ("pandas", "Polars", "PyArrow")


def engine_of(frame: object) -> Engine:
    """Return the engine of the library that made a frame.

    Raises:
        NotAFrameError: `frame` is not a table of these libraries.
        OldLibraryError: the library is too old.
    """
    engine = _engine_of(frame)
    found, lowest = import_module(engine.BACKEND).__version__, LOWEST[engine.BACKEND]
    if _numbers(found) < _numbers(lowest):
        raise OldLibraryError(engine.BACKEND, found, lowest)
    return engine


def _numbers(version: str) -> list[int]:
    """Return the numbers of a version; a version under development is like the one it becomes."""
    return [*map(int, re.findall(r"\d+", version)[:3])]


def _engine_of(frame: object) -> Engine:
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
