"""The same routing over tables of millions of rows, on the library that you already have.

- `route` adds the recommendation of each row to a table of pandas, Polars, PyArrow, DuckDB or
  PySpark.
- `open_time` adds how long a channel is open between two instants of each row.
- `moved` counts the rows whose channel another directory changes, by request type and month.
- `to_arrow` gives a `Timetable` as Arrow tables, for a database or a cluster.

The module needs the extra `frames`. It needs the other libraries only for their own tables.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ccb_support.errors import require_extra

with (
    require_extra("ccb_support.frames", "narwhals", "frames"),
    require_extra("ccb_support.frames", "pyarrow", "frames"),
):
    from .answer_table import COLUMNS, ArrowTimetable, to_arrow
    from .moved_tickets import Moved, moved
    from .open_time import open_time
    from .table_routing import route

if TYPE_CHECKING:
    from .files.file_router import FileRouter as FileRouter
    from .files.file_router import Tally as Tally

__all__ = ["COLUMNS", "ArrowTimetable", "Moved", "moved", "open_time", "route", "to_arrow"]


def __getattr__(name: str) -> object:
    """Load what the command line needs for files on first use: tables in memory don't need it."""
    if name not in {"FileRouter", "Tally"}:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(".files.file_router", __name__), name)
