"""Adding the recommendation of each row to a table, with the library that made the table."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

import narwhals.stable.v2 as nw
import pyarrow as pa

from ccb_support.errors import ColumnClashError, listed, plain, quoted
from ccb_support.routing.router import router_over, shipped_router

from .answer_table import COLUMNS, PAGE_BITS, AnswerBook, compute, with_version
from .engines import LIBRARIES, engine_of, joining_engine_of
from .joins import route_by_join
from .ticket_columns import RequestColumns, check_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import datetime

    from ccb_support.model.editions import Editions
    from ccb_support.model.vocabulary import Medium
    from ccb_support.routing.router import Router

    from .engines.protocol import Engine, NativeFrame

FrameT = TypeVar("FrameT")

BATCH = 2**16
"""The number of rows that are read at a time. Each keeps a key of eight bytes."""


def route(  # noqa: PLR0913 - what `recommend` takes, and the table
    frame: FrameT,
    *,
    request_type: str,
    priority: str,
    when: str,
    directory: Editions | Router | None = None,
    prefer: Medium | str | None = None,
    unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    prefix: str = "",
) -> FrameT:
    """Return a table with the recommendation of each row added, of the same kind as `frame`.

    Rows keep their number and their order, and pandas keeps its index. A lazy frame stays lazy, and
    Polars may collect it in batches.

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
    Call `recommend` for the error's message. A row without a request type or without a priority has
    `missing` there.

    Args:
        frame: a pandas DataFrame, a Polars DataFrame or LazyFrame, a PyArrow Table, a DuckDB
            relation or a PySpark DataFrame.
        request_type: the name of its column of request types: text, categories or dictionary,
            in any spelling that `recommend` reads.
        priority: the name of its column of priorities: the same kinds of text, or whole numbers,
            also as floats.
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
    engine = engine_of(frame)
    return apply(lambda native: route_rows(native, columns, book, engine, prefix), frame)


def apply(work: Callable[[NativeFrame], NativeFrame], frame: FrameT) -> FrameT:
    """Return what `work` makes of a table; a lazy frame gets it batch by batch."""
    if nw.dependencies.is_polars_lazyframe(frame):
        from .engines import polars_engine  # noqa: PLC0415 - Polars may not be installed

        return cast("FrameT", polars_engine.map_lazily(frame, work))
    return cast("FrameT", work(frame))


def choose_router(directory: Editions | Router | None) -> Router:
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
        raise ColumnClashError(names=plain(listed(map(quoted, clashing))))


def route_rows(
    native: NativeFrame, columns: RequestColumns, book: AnswerBook, engine: Engine, prefix: str
) -> NativeFrame:
    """Return a table in memory with the answers of its rows.

    Raises what `RequestColumns.check` raises.
    """
    frame = nw.from_native(engine.select(native, columns.names), eager_only=True)
    columns.check(frame.schema)
    batches = (frame[start : start + BATCH] for start in range(0, len(frame) or 1, BATCH))
    keys = [columns.keys(each, book) for each in batches]
    pages = (compute.unique(compute.shift_right(each, PAGE_BITS)).to_pylist() for each in keys)
    table = book.table_of(chain.from_iterable(pages))
    added = table.columns.rename_columns([prefix + name for name in COLUMNS])
    places: Any = pa.chunked_array(map(table.places, keys))
    return engine.add_columns(native, with_version(added, book.versions), places)
