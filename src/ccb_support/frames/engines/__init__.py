"""The table libraries, each with the work that narwhals can't do for it."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from ccb_support.errors import NotAFrameError, OldLibraryError, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ccb_support.frames.joins import JoiningEngine

    from .protocol import Engine

_made_by: Any = nw.dependencies  # PySpark is not there when types are checked

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
    found: Engine | None = _find(
        frame,
        ("pandas", "pandas_engine", _made_by.is_pandas_dataframe),
        ("polars", "polars_engine", _made_by.is_polars_dataframe),
        ("polars", "polars_engine", _made_by.is_polars_lazyframe),
        ("pyarrow", "pyarrow_engine", _made_by.is_pyarrow_table),
    )
    if found is None:
        raise NotAFrameError(kind=type(frame), accepted=accepted)
    return found


def joining_engine_of(frame: object) -> JoiningEngine | None:
    """Return the engine in which the rows of a table stay; `None` for a table of another kind.

    Raises:
        OldLibraryError: the engine is too old.
    """
    found: JoiningEngine | None = _find(
        frame,
        ("duckdb", "duckdb_engine", _made_by.is_duckdb_relation),
        ("pyspark", "spark_engine", _made_by.is_pyspark_dataframe),
        ("pyspark", "spark_engine", _made_by.is_pyspark_connect_dataframe),
    )
    return found


def _find(frame: object, *kinds: tuple[str, str, Callable[[object], bool]]) -> Any:  # noqa: ANN401 - a module
    """Return the module of the engine of a frame, which needs its library; `None` without one."""
    for library, module, is_of_this_kind in kinds:
        if is_of_this_kind(frame):
            found, lowest = import_module(library).__version__, LOWEST[library]
            if _numbers(found) < _numbers(lowest):
                raise OldLibraryError(name=plain(library), found=plain(found), lowest=plain(lowest))
            return import_module(f".{module}", __name__)
    return None


def _numbers(version: str) -> list[int]:
    """Return the numbers of a version; a version under development is like the one it becomes."""
    return [*map(int, re.findall(r"\d+", version)[:3])]
