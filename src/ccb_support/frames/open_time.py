"""Adding to each row of a table how long a channel is open between two instants of the row.

The open time is the difference of two running totals, which are looked up as answers are.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any, cast

import pyarrow as pa

from ccb_support.clock.instants import Moment
from ccb_support.clock.intervals import Interval
from ccb_support.routing.router import DirectoryOrRouter
from ccb_support.schedule.channel_hours import OpenHours

from .answer_table import compute
from .engines import NativeFrame, column_names, engine_of
from .table_routing import FrameT, apply, check_clash, choose_router
from .ticket_columns import as_table, check_instants, check_names, moments_in, types_of

COLUMN = "open_time"
"""The name of the added column, without a prefix."""


def open_time(
    frame: FrameT,
    *,
    channel: str,
    start: str,
    end: str,
    directory: DirectoryOrRouter | None = None,
    prefix: str = "",
) -> FrameT:
    """Return a table with the open time of each row added, of the same kind as `frame`.

    The added column is `open_time`: the elapsed time from the row's start to its end during which
    the channel is open, as `Router.open_time` counts it. It is a duration in microseconds. Finer
    instants are cut to microseconds first.

    A row without an answer stays, and its duration is missing. This is so if an instant is missing
    or outside the supported range, or if the end is before the start.

    Rows, their order and lazy frames stay as with `route`.

    Args:
        frame: a pandas DataFrame, a Polars DataFrame or LazyFrame, or a PyArrow Table.
        channel: the id of the channel, for all rows.
        start: the name of its column of instants at which the count starts, with a time zone, in
            any unit.
        end: the name of its column of instants at which the count ends, of the same kind.
        directory: as for `route`.
        prefix: the prefix of the name of the added column.

    Raises:
        UnknownChannelError: the directory has no such channel.
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        DirectoryError: the directory names a holiday calendar that does not exist, or the editions
            do not fit together.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
        NotAFrameError: `frame` is not such a table.
        OldLibraryError: its library is too old.
        UnknownColumnError: the table has no column of that name, or several.
        ColumnTypeError: a column holds no instants.
        NaiveColumnError: the instants have no time zone.
        ColumnClashError: the table has a column with the name of the added column.
    """
    engine = engine_of(frame)
    names = column_names(frame)
    check_names(names, (start, end))
    check_clash(names, prefix, [COLUMN])
    router = choose_router(directory)
    hours, supported = router.engine.hours(channel), router.engine.clock.supported_moments

    def add_column(native: NativeFrame) -> NativeFrame:
        instants = as_table(engine.column(native, each) for each in (start, end))
        for name, dtype in zip((start, end), types_of(instants), strict=True):
            check_instants(name, dtype)
        starts, ends = (
            _known(moments_in(each.combine_chunks()), supported) for each in instants.columns
        )
        passed = compute.subtract(*_totals([ends, starts], hours, supported))
        counted = compute.if_else(compute.less_equal(starts, ends), passed, None)
        durations = pa.table({prefix + COLUMN: counted.cast(pa.duration("us"))})
        # Few rows have the same duration, so each row has its own; the stubs have no `arange`.
        return engine.add_columns(native, durations, cast("Any", pa).arange(0, len(counted)))

    return apply(add_column, frame, engine)


def _known(moments: Any, supported: Interval[Moment]) -> Any:  # noqa: ANN401 - arrays of Arrow
    """Return the moments in a range, and at its end; others are missing."""
    is_known = compute.and_(
        compute.greater_equal(moments, supported.start), compute.less_equal(moments, supported.end)
    )
    return compute.if_else(is_known, moments, None)


def _totals(moments: list[Any], hours: OpenHours, supported: Interval[Moment]) -> Iterator[Any]:
    """Yield for each of some columns of moments the running total of the open time.

    It is the length of all spans that have begun, without what is left of the last of them.
    """
    known = compute.min_max(pa.chunked_array(moments)).as_py()
    # If no row has an instant in the range, any of the range will do.
    first, last = (Moment(known[each] or supported.start) for each in ("min", "max"))
    spans = [*hours.open_spans(Interval(first, last))]
    lengths = (each.length for each in spans)
    totals = pa.array(accumulate(lengths, initial=0), pa.int64())
    starts = pa.array([each.start for each in spans], pa.int64())
    ends = pa.array([0, *(each.end for each in spans)], pa.int64())
    for times in moments:
        begun = compute.search_sorted(starts, times, side="right")
        left = compute.subtract(ends.take(begun), times)
        left = compute.max_element_wise(left, 0, skip_nulls=False)
        yield compute.subtract(totals.take(begun), left)
