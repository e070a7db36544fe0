"""The same routing over tables of millions of rows, on the library that you already have.

- `route` adds the recommendation of each row to a table of pandas, Polars, PyArrow, DuckDB or
  PySpark.
- `open_time` adds how long a channel is open between two instants of each row.
- `moved` counts the rows whose channel another directory changes, by request type and month.
- `to_arrow` gives a `Timetable` as Arrow tables, for a database or a cluster.

The module needs the extra `frames`. It needs the other libraries only for their own tables.
"""

from ccb_support.errors import require_extra

with (
    require_extra("ccb_support.frames", "narwhals", "frames"),
    require_extra("ccb_support.frames", "pyarrow", "frames"),
):
    from .answer_table import COLUMNS, ArrowTimetable, to_arrow
    from .open_time import open_time
    from .table_routing import Moved, moved, route

__all__ = ["COLUMNS", "ArrowTimetable", "Moved", "moved", "open_time", "route", "to_arrow"]
