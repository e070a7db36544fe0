"""The same routing over tables of millions of rows, on the engine that you already have.

- `route` adds the recommendation of each row to a pandas, Polars or PyArrow table.
- `moved` counts the rows whose channel another directory changes, by request type and month.
- `to_arrow` gives a `Timetable` as Arrow tables, for a database or a cluster.

It needs the extra `frames`; pandas and Polars are needed only for frames of theirs.
"""

try:
    from .arrow import ArrowTimetable, to_arrow
    from .routing import COLUMNS, route
except ModuleNotFoundError as error:
    if error.name not in {"narwhals", "pyarrow"}:
        raise
    raise ModuleNotFoundError(
        "ccb_support.frames needs narwhals and pyarrow. Install them with: "
        "python -m pip install 'ccb-support[frames]'",
        name=error.name,
    ) from error

__all__ = ["COLUMNS", "ArrowTimetable", "route", "to_arrow"]
