"""Adding to each row of a table how long a channel is open between two instants of the row.

The open time is the difference of two running totals. If a table has few rows for the time that it
spans, its rows are counted one by one instead.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from ccb_support.clock.instants import MICROSECONDS
from ccb_support.clock.intervals import Interval

from .answer_table import EARLIEST, MISSING, PAGE, from_first_to_last, seconds_of
from .engines import engine_of
from .lookup import PlaceLookup
from .request_columns import Instants, check_instants, check_names
from .routing import FrameT, apply, check_clash, choose_router

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccb_support.clock.instants import Instant
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router
    from ccb_support.schedule.channel_hours import ChannelHours

    from .engines.protocol import Engine, NativeFrame
    from .request_columns import Moments

_ROWS_WORTH_A_PAGE = 128
"""How many rows cost about as much one by one as the running totals of a page of time."""

COLUMN = "open_time"
"""The name of the added column, without a prefix."""


def open_time(
    frame: FrameT,
    *,
    channel: str,
    start: str,
    end: str,
    directory: Directory | Router | None = None,
    prefix: str = "",
) -> FrameT:
    """Return a table with the open time of each row added, of the same kind as `frame`.

    The added column is `open_time`: the elapsed time from the row's start to its end during which
    the channel is open, as `Router.open_time` counts it. It is a duration in microseconds. Finer
    instants are cut to microseconds first.

    A row without an answer stays, and its duration is missing. This is so if an instant is missing
    or outside the supported range, or if the end is before the start.

    Rows keep their number and their order, and pandas keeps its index. A lazy frame stays lazy, and
    Polars may collect it in batches.

    Args:
        frame: a pandas DataFrame, a Polars DataFrame or LazyFrame, or a PyArrow Table.
        channel: the id of the channel, for all rows.
        start: the name of its column of instants at which the count starts, with a time zone, in
            any unit.
        end: the name of its column of instants at which the count ends, of the same kind.
        directory: a directory, with its own holidays, or a router with any calendar; the shipped
            directory if left out.
        prefix: the prefix of the name of the added column.

    Raises:
        UnknownChannelError: the directory has no such channel.
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        NotAFrameError: `frame` is not such a table.
        UnknownColumnError: the table has no column of that name, or several.
        ColumnTypeError: a column holds no instants.
        NaiveColumnError: the instants have no time zone.
        ColumnClashError: the table has a column with the name of the added column.
    """
    engine = engine_of(frame)
    names = engine.column_names(frame)
    check_names(names, (start, end))
    check_clash(names, prefix, [COLUMN])
    router = choose_router(directory)
    counter = _RowCounter(router, channel, engine, (start, end), prefix + COLUMN)
    return apply(counter.add_column, frame)


class _RowCounter:
    """Adds to tables of one library the open time from the first to the second of two columns."""

    def __init__(
        self, router: Router, channel: str, engine: Engine, columns: tuple[str, str], name: str
    ) -> None:
        self._names = list(dict.fromkeys(columns))
        self._engine, self._columns, self._name = engine, columns, name
        self._supported = router.engine.clock.supported
        self._hours = router.engine.hours(channel)
        # A lazy frame is counted batch by batch, and the next batch often has the same pages.
        make = partial(_RunningTotals, self._hours, self._supported, engine=engine)
        self._totals = lru_cache(maxsize=1)(make)

    def add_column(self, native: NativeFrame) -> NativeFrame:
        """Return a table in memory with the open time of its rows.

        Raises what `check_instants` raises.
        """
        frame = nw.from_native(self._engine.select(native, self._names), eager_only=True)
        for name, dtype in frame.schema.items():
            check_instants(name, dtype)
        return self._engine.add_column(native, self._name, self._open_time(frame).to_native())

    def _open_time(self, frame: nw.DataFrame[Any]) -> nw.Series[Any]:
        starts, ends = (Instants(frame, name) for name in self._columns)
        first, last = (each.moments(self._supported) for each in (starts, ends))
        is_counted = first.are_known & last.are_known & (first.counts <= last.counts)
        pages = from_first_to_last([*_ends_of(first), *_ends_of(last)])
        if len(frame) < _ROWS_WORTH_A_PAGE * len(pages):
            passed = self._count_rows(first.counts, last.counts, is_counted)
        else:
            totals = self._totals(pages)
            passed = totals.at(ends, last) - totals.at(starts, first)
        both = passed.alias("passed").to_frame().with_columns(is_counted.alias("is_counted"))
        duration = nw.col("passed").cast(nw.Duration("us"))
        return both.select(found=nw.when(nw.col("is_counted")).then(duration)).get_column("found")

    def _count_rows(
        self, starts: nw.Series[Any], ends: nw.Series[Any], is_counted: nw.Series[Any]
    ) -> nw.Series[Any]:
        """Return the open microseconds of each row, one by one; 0 if the row is not counted."""
        between = self._hours.totals.between
        rows = zip(starts.to_list(), ends.to_list(), is_counted.to_list(), strict=True)
        found = [between(Interval(start, end)) if counts else 0 for start, end, counts in rows]
        return nw.new_series("", found, nw.Int64(), backend=self._engine.BACKEND)


class _RunningTotals:
    """The running total of a channel's open time, over some pages of time.

    The total grows as fast as time while the channel is open, and not at all while it is closed. So
    from each change to the next, it is a constant plus a rate times the microseconds since 1970.
    """

    def __init__(
        self, hours: ChannelHours, supported: Interval[Instant], pages: range, *, engine: Engine
    ) -> None:
        seconds, constants, rates, total = [EARLIEST], [0], [0], 0
        for run in hours.open_runs(seconds_of(pages).clipped(supported)):
            seconds += run
            constants += [
                total - run.start * MICROSECONDS,
                total + (run.end - run.start) * MICROSECONDS,
            ]
            rates += [1, 0]
            total = constants[-1]
        self._lookup = lookup = PlaceLookup([[*seconds, MISSING]], pages, engine)
        self._constants = lookup.series([*constants, 0], nw.Int64())
        self._rates = lookup.series([*rates, 0], nw.Int64())

    def at(self, instants: Instants, moments: Moments) -> nw.Series[Any]:
        """Return the total at each instant of a column; any number if the instant is not known."""
        places = self._lookup.places(self._lookup.cells.begin(0), instants)
        rates = self._lookup.look_up(self._rates, places)
        return self._lookup.look_up(self._constants, places) + rates * moments.counts


def _ends_of(moments: Moments) -> Sequence[int]:
    """Return the pages of the first and the last known moment; none if none is known."""
    known = moments.counts.filter(moments.are_known)
    ends = [] if known.is_empty() else [known.min(), known.max()]
    return [each // (PAGE * MICROSECONDS) for each in ends]
