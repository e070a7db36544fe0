"""Adding to each row of a table how long a channel is open between two instants of the row.

The open time from any start of time to an instant is a running total. The total grows as fast as
time while the channel is open, and not at all while it is closed. So a row needs the totals at its
two instants, and each total is the piece's constant plus the piece's rate times the instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import narwhals.stable.v2 as nw

from ccb_support.clock.instants import MICROSECONDS, Instant
from ccb_support.clock.intervals import Interval

from .answer_table import MISSING, PAGE
from .engines import engine_of
from .lookup import PlaceLookup
from .request_columns import Instants, check_instants, check_names
from .routing import check_clash, choose_router

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router
    from ccb_support.schedule.channel_states import ChannelHours

    from .engines.protocol import Engine, NativeFrame
    from .request_columns import Moments

FrameT = TypeVar("FrameT")

COLUMN = "open_time"
"""The name of the added column, without a prefix."""

_EARLIEST = Instant(0)
"""A second before the supported range."""


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
        directory: a directory, with Colombia's holidays, or a router with any calendar; the shipped
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
    counter = _RowCounter(_TotalsBook(router, channel), engine, (start, end), prefix + COLUMN)
    if nw.dependencies.is_polars_lazyframe(frame):
        from .engines.polars_engine import DURATION, map_lazily  # noqa: PLC0415 - Polars may not be installed

        counter.check(nw.from_native(engine.select(frame, counter.names)))
        added = {prefix + COLUMN: DURATION}
        return cast("FrameT", map_lazily(frame, counter.add_column, added))
    return cast("FrameT", counter.add_column(frame))


@dataclass(frozen=True, eq=False)
class _Totals:
    """The running total of a channel's open time, over some pages of time.

    Attributes:
        pages: the numbers of the pages.
        blocks: one block: the seconds at which the channel opens and closes. The first second is
            before the supported range, and the last represents a missing instant.
        constants: for each of these seconds, the total at the start of 1970 if the rate since then
            had always been that of the piece, in microseconds.
        rates: for each of them, 1 while the channel is open, else 0.
    """

    pages: range
    blocks: Sequence[Sequence[int]]
    constants: Sequence[int]
    rates: Sequence[int]


class _TotalsBook:
    """Makes the running totals of a channel, and keeps the last of them.

    Attributes:
        supported: the supported range of time.
    """

    def __init__(self, router: Router, channel: str) -> None:
        self.supported = router.engine.clock.supported
        self._hours = router.engine.hours(channel)
        self._known = _totals_of(self._hours, self.supported, range(0))

    def totals_over(self, seconds: Iterable[int]) -> _Totals:
        """Return running totals for at least the time from the first to the last of `seconds`."""
        # If two threads come here at once, one of them may compute a page again.
        known, wanted = self._known, [second // PAGE for second in seconds]
        if not all(page in known.pages for page in wanted):
            ends = [*wanted, *known.pages[:1], *known.pages[-1:]]
            pages = range(min(ends), max(ends) + 1)
            known = self._known = _totals_of(self._hours, self.supported, pages)
        return known


def _totals_of(hours: ChannelHours, supported: Interval[Instant], pages: range) -> _Totals:
    seconds, constants, rates, total = [_EARLIEST], [0], [0], 0
    bounds = Interval(Instant(pages.start * PAGE), Instant(pages.stop * PAGE)).clipped(supported)
    for run in hours.open_runs(bounds):
        seconds += run
        constants += [
            total - run.start * MICROSECONDS,
            total + (run.end - run.start) * MICROSECONDS,
        ]
        rates += [1, 0]
        total = constants[-1]
    return _Totals(pages, [[*seconds, MISSING]], [*constants, 0], [*rates, 0])


class _RowCounter:
    """Adds open time to tables of one library.

    Args:
        book: the running totals.
        engine: the engine of the library.
        columns: the names of the columns at which the count starts and ends.
        name: the name of the added column.

    Attributes:
        names: the names of these columns, each once.
    """

    def __init__(
        self, book: _TotalsBook, engine: Engine, columns: tuple[str, str], name: str
    ) -> None:
        self.names = list(dict.fromkeys(columns))
        self._book, self._engine, self._columns, self._name = book, engine, columns, name
        # A lazy frame is counted batch by batch; its batches mostly share their totals.
        self._lookup = lru_cache(maxsize=1)(partial(_TotalLookup, engine=engine))

    def check(self, frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> None:
        """Make sure that the columns hold instants.

        Raises:
            ColumnTypeError: a column holds something else.
            NaiveColumnError: its times have no time zone.
        """
        schema = frame.collect_schema()
        for name in self.names:
            check_instants(name, schema[name])

    def add_column(self, native: NativeFrame) -> NativeFrame:
        """Return a table in memory with the open time of its rows. Raises what `check` raises."""
        frame = nw.from_native(self._engine.select(native, self.names), eager_only=True)
        self.check(frame)
        return self._engine.add_column(native, self._name, self._open_time(frame).to_native())

    def _open_time(self, frame: nw.DataFrame[Any]) -> nw.Series[Any]:
        starts, ends = (Instants(frame, name) for name in self._columns)
        first, last = (each.moments(self._book.supported) for each in (starts, ends))
        totals = self._book.totals_over([*_seconds_of(first), *_seconds_of(last)])
        lookup = self._lookup(totals)
        passed = lookup.totals(ends, last) - lookup.totals(starts, first)
        is_counted = first.are_known & last.are_known & (first.counts <= last.counts)
        both = passed.alias("passed").to_frame().with_columns(is_counted.alias("is_counted"))
        duration = nw.col("passed").cast(nw.Duration("us"))
        return both.select(found=nw.when(nw.col("is_counted")).then(duration)).get_column("found")


def _seconds_of(moments: Moments) -> Sequence[int]:
    """Return the first and the last second of the known moments; nothing if there are none."""
    known = moments.counts.filter(moments.are_known)
    return [] if known.is_empty() else [known.min() // MICROSECONDS, known.max() // MICROSECONDS]


class _TotalLookup:
    """Finds the running total at each instant of a column."""

    def __init__(self, totals: _Totals, engine: Engine) -> None:
        self._lookup = lookup = PlaceLookup(totals, engine)
        self._constants = lookup.series(totals.constants, nw.Int64())
        self._rates = lookup.series(totals.rates, nw.Int64())

    def totals(self, instants: Instants, moments: Moments) -> nw.Series[Any]:
        """Return the total at each instant; any number if the instant is not known."""
        places = self._lookup.places(self._lookup.begin(0), instants)
        rates = self._lookup.look_up(self._rates, places)
        return self._lookup.look_up(self._constants, places) + rates * moments.counts
