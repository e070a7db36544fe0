"""Adding the recommendation of each row to a table, with the library that made the table."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import narwhals.stable.v2 as nw

from ccb_support.errors import ColumnClashError
from ccb_support.routing.router import router_over
from ccb_support.routing.shipped import shipped_router

from .answer_table import COLUMNS, MISSING, PAGE, VERSION, AnswerBook
from .engines import LIBRARIES, engine_of, joining_engine_of
from .joins import route_by_join
from .lookup import Lookup
from .request_columns import Instants, RequestColumns, check_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from ccb_support.model.directory import Directory
    from ccb_support.model.vocabulary import Medium
    from ccb_support.routing.router import Router

    from .engines.protocol import Engine, NativeColumns, NativeFrame, NativeSeries

    _Frame = nw.DataFrame[Any]

FrameT = TypeVar("FrameT")
_T = TypeVar("_T")
_R = TypeVar("_R")

BATCH = 2**19
"""The number of rows that are read and looked up at a time. Each keeps a place of four bytes."""

_ROWS_WORTH_A_PAGE = 128
"""How many rows cost about as much one by one as all answers of a page of time."""

_WORKERS = 4
"""The number of batches at a time. A library lets other threads run while it works."""


def route(  # noqa: PLR0913 - what `recommend` takes, and the table
    frame: FrameT,
    *,
    request_type: str,
    priority: str,
    when: str,
    directory: Directory | Router | None = None,
    prefer: Medium | str | None = None,
    unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    prefix: str = "",
) -> FrameT:
    """Return a table with the recommendation of each row added, of the same kind as `frame`.

    Rows keep their number and their order, and pandas keeps its index. A lazy frame stays lazy, and
    Polars may collect it in batches. Four threads look up a table of more than half a million rows;
    none of them is left when the function returns.

    A relation of DuckDB and a DataFrame of Spark stay in their engine, and their rows come in any
    order. The call asks the engine once, for the requests that people wrote and for the first and
    the last instant. If the table changes later, reading the result may fail: route it again.

    The added columns are `COLUMNS`. `channel` (its id), `number`, `contact` (what to show to a
    person: the number or the address), `uri` and `reason` are categories, and text in DuckDB and
    Spark. `opens_at`, `valid_from` and `valid_until` are instants in UTC. `open_now` is true or
    false. They hold what `recommend` answers for the row. `directory_version` is a category too:
    the version of the directory that answered, the same in each row. A PyArrow table also has it in
    the metadata of its schema, under the key `ccb_support.directory_version`, beside the metadata
    that was there.

    A row that `recommend` would refuse stays, with the `code` of the error in `error` and nothing
    in the other added columns except `directory_version`: `unknown_request_type`,
    `unknown_priority`, `not_a_datetime` (the instant is missing), `out_of_range` or `no_channel`.
    Call `recommend` for the error's message.

    Args:
        frame: a pandas DataFrame, a Polars DataFrame or LazyFrame, a PyArrow Table, a DuckDB
            relation or a PySpark DataFrame.
        request_type: the name of its column of request types: text, categories or dictionary,
            in any spelling that `recommend` reads.
        priority: the name of its column of priorities: the same kinds of text, or integers from 1
            to 5.
        when: the name of its column of instants, with a time zone, in any unit.
        directory: a directory, with its own holidays, or a router with any calendar; the shipped
            directory if left out.
        prefer: as for `ccb_support.recommend`, for all rows.
        unavailable: as for `ccb_support.recommend`, for all rows. With a mapping, the instant of
            each row decides whether a channel is back.
        prefix: the prefix of the names of the added columns.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        NotAFrameError: `frame` is not such a table.
        OldLibraryError: its library is too old.
        UnknownColumnError: the table has no column of that name, or several.
        ColumnTypeError: a column has another type.
        NaiveColumnError: the instants have no time zone.
        ColumnClashError: the table has a column with the name of an added column.
        UnknownMediumError: `prefer` is not a medium.
        UnknownChannelError: `unavailable` holds something other than the ids of channels.
        NotACollectionError: `unavailable` is a bare `str`, or not a collection.
        NotADatetimeError: an end in `unavailable` is not a `datetime`.
        NaiveDatetimeError: such an end has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of such an end fails.
    """
    joining = joining_engine_of(frame)
    columns = RequestColumns(request_type, priority, when)
    names = (joining or engine_of(frame, LIBRARIES)).column_names(frame)
    check_names(names, columns.names)
    check_clash(names, prefix)
    book = AnswerBook(choose_router(directory), prefer, unavailable)
    if joining is not None:
        return cast("FrameT", route_by_join(frame, columns, book, joining, prefix))
    return apply(TableRouter(columns, book, engine_of(frame), prefix).route, frame)


def apply(work: Callable[[NativeFrame], NativeFrame], frame: FrameT) -> FrameT:
    """Return what `work` makes of a table; a lazy frame gets it batch by batch."""
    if nw.dependencies.is_polars_lazyframe(frame):
        from .engines import polars_engine  # noqa: PLC0415 - Polars may not be installed

        return cast("FrameT", polars_engine.map_lazily(frame, work))
    return cast("FrameT", work(frame))


def choose_router(directory: Directory | Router | None) -> Router:
    """Return `directory` if it is a router, else a router over it; `None` means the shipped one."""
    return shipped_router() if directory is None else router_over(directory)


def check_clash(names: Iterable[str], prefix: str, added: Collection[str] = COLUMNS) -> None:
    """Make sure that no added column has the name of a column that is there.

    Raises:
        ColumnClashError: an added column has.
    """
    taken = set(names)
    clashing = [prefix + name for name in added if prefix + name in taken]
    if clashing:
        raise ColumnClashError(clashing)


class TableRouter:
    """Adds answers to tables of one library."""

    def __init__(
        self, columns: RequestColumns, book: AnswerBook, engine: Engine, prefix: str
    ) -> None:
        self._columns, self._book, self._engine, self._prefix = columns, book, engine, prefix
        # A lazy frame is routed batch by batch; all its batches share one lookup.
        self._lookup = lru_cache(maxsize=1)(partial(Lookup, engine=engine, prefix=prefix))

    def route(self, frame: NativeFrame) -> NativeFrame:
        """Return a table in memory with the answers of its rows.

        Raises what `RequestColumns.check` raises.
        """
        columns, places = self._look_up(self._engine.select(frame, self._columns.names))
        routed = self._engine.add_columns(frame, columns, places)
        return self._engine.add_version(routed, self._prefix + VERSION, self._book.version)

    def _look_up(self, native: NativeFrame) -> tuple[NativeColumns, list[NativeSeries]]:
        """Return the columns of answers, and for each batch of rows the places of its answers."""
        frame = nw.from_native(native, eager_only=True)
        self._columns.check(frame.schema)
        batches = [frame[start : start + BATCH] for start in range(0, max(len(frame), 1), BATCH)]
        pages = {page for each in _map(self._pages, batches) for page in each}
        if len(frame) < _ROWS_WORTH_A_PAGE * len(pages) and len(batches) == 1:
            return self._look_up_rows(frame)
        lookup = self._lookup(self._book.table_of(pages))
        return lookup.columns, _map(partial(self._places, lookup), batches)

    def _look_up_rows(self, frame: _Frame) -> tuple[NativeColumns, list[NativeSeries]]:
        """Return the same for rows that are few for the time over which they are spread."""
        codes, instants = self._columns.read(frame, self._engine, self._book.phase_starts)
        seconds = instants.cells(1, known=range(MISSING), missing=MISSING)
        table, found = self._book.table_of_rows(codes.to_list(), seconds.to_list())
        places = nw.new_series("", found, nw.UInt32(), backend=self._engine.BACKEND)
        return self._engine.columns_of(table, self._prefix), [places.to_native()]

    def _pages(self, batch: _Frame) -> Iterable[int]:
        # The places read the instants again. To keep the instants would take nine bytes a row.
        return Instants(batch, self._columns.when).occupied_cells(PAGE)

    def _places(self, lookup: Lookup, batch: _Frame) -> NativeSeries:
        return lookup.places(*self._columns.read(batch, self._engine, self._book.phase_starts))


def _map(work: Callable[[_T], _R], batches: Sequence[_T]) -> list[_R]:
    # Few tables have a second batch, and a browser has no threads.
    if len(batches) == 1 or sys.platform == "emscripten":
        return [*map(work, batches)]
    with ThreadPoolExecutor(_WORKERS) as workers:
        return [*workers.map(work, batches)]
