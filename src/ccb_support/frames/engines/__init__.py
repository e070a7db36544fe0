"""The table libraries, each with a module for the work that narwhals can't do for it.

In the module of a library whose tables are in memory, `column(frame, name)` returns a column as
Arrow has it, and `add_columns(frame, columns, places)` a frame with the columns of an Arrow table
too: `places` says for each row where its values are. That of Polars also has `map_lazily`. For the
other modules see `joins`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw
import pyarrow as pa

from ccb_support.errors import NotAFrameError, OldLibraryError, plain

_made_by: Any = nw.dependencies  # PySpark is not there when types are checked

LOWEST: Mapping[str, str] = {
    "pandas": "2.2.2",
    "polars": "1.40.0",
    "pyarrow": "26.0.0",
    "duckdb": "2.0.0",  # older ones keep a view in the user's database for each query
    "pyspark": "4.0.0",
}
"""The lowest version of each library that works."""

_ENGINES: Sequence[tuple[str, str, Callable[[object], bool]]] = (
    ("pandas", ".pandas_engine", _made_by.is_pandas_dataframe),
    ("Polars", ".polars_engine", _made_by.is_polars_dataframe),
    ("Polars", ".polars_engine", _made_by.is_polars_lazyframe),
    ("PyArrow", ".pyarrow_engine", _made_by.is_pyarrow_table),
    ("DuckDB", ".duckdb_engine", _made_by.is_duckdb_relation),
    ("PySpark", ".spark_engine", _made_by.is_pyspark_dataframe),
    ("PySpark", ".spark_engine", _made_by.is_pyspark_connect_dataframe),
)
"""The library of each kind of table, its module, and whether a table is of this kind."""

IN_MEMORY = ("pandas", "Polars", "PyArrow")
"""The libraries whose tables are in memory, or can be read in batches."""

NativeFrame: TypeAlias = Any
"""A frame of the engine's library, which no common type describes."""

Places: TypeAlias = "pa.Array[Any]"
"""For each row, where its values are in a small table."""

EngineModule: TypeAlias = Any
"""The module of a library."""


def engine_of(frame: object, accepted: Sequence[str] = IN_MEMORY) -> EngineModule:
    """Return the module of the library, one of `accepted`, that made a table.

    Raises:
        NotAFrameError: `frame` is not such a table.
        OldLibraryError: the library is too old.
    """
    for name, module, is_of_this_kind in _ENGINES:
        if name in accepted and is_of_this_kind(frame):
            library = name.lower()
            found, lowest = import_module(library).__version__, LOWEST[library]
            if _numbers(found) < _numbers(lowest):
                raise OldLibraryError(name=plain(library), found=plain(found), lowest=plain(lowest))
            return import_module(module, __name__)
    raise NotAFrameError(kind=type(frame), accepted=accepted)


def column_names(frame: NativeFrame) -> list[str]:
    """Return the names of the columns of a table. Narwhals takes no table that has a name twice."""
    if _made_by.is_polars_lazyframe(frame):
        return [*frame.collect_schema()]
    return [*(frame.column_names if _made_by.is_pyarrow_table(frame) else frame.columns)]


def _numbers(version: str) -> list[int]:
    """Return the numbers of a version; a version under development is like the one it becomes."""
    return [*map(int, re.findall(r"\d+", version)[:3])]
