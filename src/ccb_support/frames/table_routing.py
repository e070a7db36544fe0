"""Adding the recommendation of each row to a table, with the library that made the table.

And the tickets that another directory would have sent to another channel.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, TypeVar, cast

import narwhals.stable.v2 as nw
import pyarrow as pa

from ccb_support.errors import ColumnClashError, each_quoted, plain
from ccb_support.model.vocabulary import Medium
from ccb_support.routing.router import DirectoryOrRouter, Router, router_over, shipped_router

from .answer_table import COLUMNS, PAGE_BITS, VERSION, AnswerBook, compute
from .engines import IN_MEMORY, EngineModule, NativeFrame, Places, column_names, engine_of
from .joins import route_by_join
from .ticket_columns import (
    RequestColumns,
    as_table,
    check_names,
    keys_of,
    moments_in,
    types_of,
)

FrameT = TypeVar("FrameT")

BATCH = 2**16
"""The number of rows that are read at a time. Each keeps a key of eight bytes."""


def route(  # noqa: PLR0913 - what `recommend` takes, and the table
    frame: FrameT,
    *,
    request_type: str,
    priority: str,
    when: str,
    directory: DirectoryOrRouter | None = None,
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
    the version of the directory that answered. A PyArrow table also has all its versions in the
    metadata of its schema, under the key `ccb_support.directory_version`.

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
        directory: a directory or its editions, with their own holidays, or a router with any
            calendar; the shipped directory if left out.
        prefer: as for `ccb_support.recommend`, for all rows.
        unavailable: as for `ccb_support.recommend`, for all rows. With a mapping, the instant of
            each row decides whether a channel is back.
        prefix: the prefix of the names of the added columns.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        DirectoryError: the directory names a holiday calendar that does not exist, or the editions
            do not fit together.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
        NotAFrameError: `frame` is not such a table.
        OldLibraryError: its library is too old.
        UnknownColumnError: the table has no column of that name, or several.
        ColumnTypeError: a column has another type.
        NaiveColumnError: the instants have no time zone.
        ColumnClashError: the table has a column with the name of an added column. To DuckDB and
            Spark, capitals make no difference.
        UnknownMediumError: `prefer` is not a medium.
        UnknownChannelError: `unavailable` holds something other than the ids of channels.
        NotACollectionError: `unavailable` is a bare `str`, or not a collection.
        NotADatetimeError: an end in `unavailable` is not a `datetime`.
        NaiveDatetimeError: such an end has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of such an end fails.
    """
    engine = engine_of(frame, [*IN_MEMORY, "DuckDB", "PySpark"])
    columns = RequestColumns(request_type, priority, when)
    names = column_names(frame)
    check_names(names, columns)
    book = AnswerBook(choose_router(directory), prefer, unavailable, "UTC")
    if hasattr(engine, "join"):
        # To SQL, capitals make no other name.
        check_clash(names, prefix, fold=str.lower)
        return cast("FrameT", route_by_join(frame, columns, book, engine, prefix))
    check_clash(names, prefix)

    def add_answers(rows: NativeFrame) -> NativeFrame:
        requests = as_table(engine.column(rows, each) for each in columns)
        return engine.add_columns(rows, *answers_of(requests, columns, book, prefix))

    return apply(add_answers, frame, engine)


def apply(
    work: Callable[[NativeFrame], NativeFrame], frame: FrameT, engine: EngineModule
) -> FrameT:
    """Return what `work` makes of a table; a lazy frame gets it batch by batch."""
    return cast(
        "FrameT",
        engine.map_lazily(frame, work)
        if nw.dependencies.is_polars_lazyframe(frame)
        else work(frame),
    )


def choose_router(directory: DirectoryOrRouter | None) -> Router:
    """Return `directory` if it is a router, else a router over it; `None` means the shipped one."""
    return shipped_router() if directory is None else router_over(directory)


def check_clash(
    names: Iterable[str],
    prefix: str,
    added: Collection[str] = COLUMNS,
    *,
    fold: Callable[[str], str] = str,
) -> None:
    """Make sure that no added column has the name of a column that is there.

    Raises:
        ColumnClashError: one has it. Names are the same if `fold` makes them so.
    """
    taken = {fold(name): name for name in names}

    def clashing(prefix: str) -> list[str]:
        folded = {fold(prefix + name) for name in added}
        return [name for each, name in taken.items() if each in folded]

    free = prefix
    # The table may have these columns because it was routed with a prefix before.
    while clashing(free):
        free += "support_"
    if found := clashing(prefix):
        raise ColumnClashError(names=each_quoted(found), prefix=plain(free))


def answers_of(
    requests: Any,  # noqa: ANN401 - a table of Arrow
    columns: RequestColumns,
    book: AnswerBook,
    prefix: str,
) -> tuple[pa.Table, Places]:
    """Return a table of answers, and the place of each request's answer in it.

    Raises what `RequestColumns.check` raises.
    """
    columns.check(types_of(requests))
    joined = [*map(_in_long_chunks, requests.columns)]
    batches: list[Any] = pa.table(joined, requests.column_names).to_batches(BATCH)
    # As many threads as Arrow may use; one batch takes less time than starting them.
    with ThreadPoolExecutor(pa.cpu_count()) as threads:
        map_each: Any = threads.map if min(len(batches), pa.cpu_count()) > 1 else map
        keys = [*map_each(partial(keys_of, book=book), batches)]
        table = book.table_of(chain.from_iterable(map_each(_pages, keys)))
        places: Any = pa.chunked_array([*map_each(table.places, keys)], pa.uint32())
    names = [prefix + name for name in COLUMNS]
    # One array is looked up faster than many.
    return pa.table(table.columns.columns, names, metadata=book.said), places.combine_chunks()


def _in_long_chunks(column: Any) -> Any:  # noqa: ANN401 - columns of Arrow
    """Return a column whose chunks are long or few, since every chunk makes a batch."""
    # To join chunks copies them, and Arrow joins no dictionaries with a null.
    is_long = len(column) >= BATCH * column.num_chunks
    has_null_word = pa.types.is_dictionary(column.type) and any(
        each.dictionary.null_count for each in column.chunks
    )
    return column if is_long or has_null_word else column.combine_chunks()


def _pages(keys: Any) -> Any:  # noqa: ANN401 - an array of Arrow, and a list of numbers
    """Return the pages of some keys, each once."""
    return compute.unique(compute.shift_right(keys, PAGE_BITS)).to_pylist()


_COUNTED = pa.schema([("channel", pa.string()), (VERSION, pa.string())])
"""The columns of answers by which `moved` counts."""


class Moved(NamedTuple):
    """Tickets of one type and month that another directory sends to another channel.

    Attributes:
        month: the first day of the month, by the clock of the new directory's zone.
        request_type: the id of the request type, in the new directory if it knows the word, else
            in the old one; in the edition in force there, if that one knows it.
        old: the id of their channel in the old directory; `None` without a channel.
        new: the id of their channel in the new directory; `None` without a channel.
        tickets: how many there are.
    """

    month: date
    request_type: str
    old: str | None
    new: str | None
    tickets: int


def moved(
    frame: object,
    old: DirectoryOrRouter | None,
    new: DirectoryOrRouter | None,
    *,
    request_type: str,
    priority: str,
    when: str,
) -> list[Moved]:
    """Return how many tickets change their channel under another directory, by month and type.

    The list is in the order of months and then of types. If no ticket changes, it is empty. The
    counts leave out tickets that `recommend` would refuse under both directories. A lazy frame
    is collected.

    Args:
        frame: a pandas DataFrame, a Polars DataFrame or LazyFrame, or a PyArrow Table.
        old: a directory or a router, as for `route`; `None` means the shipped directory.
        new: another directory or router.
        request_type: the name of its column of request types, as for `route`.
        priority: the name of its column of priorities, as for `route`.
        when: the name of its column of instants, as for `route`.

    Raises:
        CcbSupportError: what `route` raises.
    """
    engine = engine_of(frame)
    columns = RequestColumns(request_type, priority, when)
    check_names(column_names(frame), columns)
    native: NativeFrame = frame
    if nw.dependencies.is_polars_lazyframe(frame):
        native = native.select({*columns}).collect()
    requests = as_table(engine.column(native, each) for each in columns)
    before, after = choose_router(old), choose_router(new)
    # For each directory, the channel of each ticket, and the version that chose it.
    found: list[Any] = []
    for router in (before, after):
        answers, places = answers_of(requests, columns, AnswerBook(router, None, (), "UTC"), "")
        found += answers.select(_COUNTED.names).take(places).cast(_COUNTED).columns
    words, _, instants = requests.columns
    local = moments_in(instants).cast(pa.timestamp("us", after.editions[0].time_zone))
    tickets: Any = pa.table(
        [words.cast(pa.string()), *found, compute.year(local), compute.month(local)],
        ["word", "old", "old_version", "new", "new_version", "year", "month"],
    )
    counts: Counter[tuple[date, str, str | None, str | None]] = Counter()
    for group in tickets.group_by(tickets.column_names).aggregate([([], "count_all")]).to_pylist():
        if group["old"] != group["new"]:
            # One of the editions knows the word, or nobody would get a channel: if possible, the
            # one in force.
            known = (
                *sorted(after.editions, key=lambda each: each.version != group["new_version"]),
                *sorted(before.editions, key=lambda each: each.version != group["old_version"]),
            )
            kind = next(filter(None, (each.request_types.find(group["word"]) for each in known)))
            month = date(group["year"], group["month"], 1)
            counts[month, kind, group["old"], group["new"]] += group["count_all"]
    return sorted(
        (Moved(*group, count) for group, count in counts.items()),
        key=lambda each: (each.month, each.request_type, f"{each.old}", f"{each.new}"),
    )
