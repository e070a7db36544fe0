"""The table libraries, each with the work that narwhals can't do for it."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import narwhals.stable.v2 as nw

from ccb_support.errors import NotAFrameError, OldLibraryError, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ccb_support.frames.joins import JoiningEngine

    from .protocol import Engine

LOWEST: Mapping[str, str] = {
    "pandas": "2.2.2",
    "polars": "1.40.0",
    "pyarrow": "26.0.0",
    "duckdb": "2.0.0",  # older ones keep a view in the user's database for each query
    "pyspark": "4.0.0",
}
"""The lowest version of each library that works."""

IN_MEMORY = ("pandas", "Polars", "PyArrow")
"""The libraries whose tables are in memory, or can be read in batches."""

LIBRARIES = (*IN_MEMORY, "DuckDB", "PySpark")
"""The libraries whose tables `route` takes."""


def engine_of(frame: object, accepted: Sequence[str] = IN_MEMORY) -> Engine:
    """Return the engine of the library that made a frame in memory, or a lazy frame of Polars.

    Raises:
        NotAFrameError: `frame` is not such a table. The error names the libraries in `accepted`.
        OldLibraryError: the library is too old.
    """
    engine = _engine_of(frame, accepted)
    _check_version(engine.BACKEND)
    return engine


def joining_engine_of(frame: object) -> JoiningEngine | None:
    """Return the engine in which the rows of a table stay; `None` for a table of another kind.

    Raises:
        OldLibraryError: the engine is too old.
    """
    is_made_by: Any = nw.dependencies  # PySpark is not there when types are checked
    kinds = [
        ("duckdb", "duckdb_engine", is_made_by.is_duckdb_relation),
        ("pyspark", "spark_engine", is_made_by.is_pyspark_dataframe),
        ("pyspark", "spark_engine", is_made_by.is_pyspark_connect_dataframe),
    ]
    for library, module, is_of_this_kind in kinds:
        if is_of_this_kind(frame):
            _check_version(library)
            return cast("JoiningEngine", import_module(f".{module}", __name__))
    return None


def _check_version(library: str) -> None:
    found, lowest = import_module(library).__version__, LOWEST[library]
    if _numbers(found) < _numbers(lowest):
        raise OldLibraryError(name=plain(library), found=plain(found), lowest=plain(lowest))


def _numbers(version: str) -> list[int]:
    """Return the numbers of a version; a version under development is like the one it becomes."""
    return [*map(int, re.findall(r"\d+", version)[:3])]


def _engine_of(frame: object, accepted: Sequence[str]) -> Engine:
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
    raise NotAFrameError(kind=type(frame), accepted=accepted)
