"""Adding the recommendation of each row to a table, in the engine that the table is of."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import narwhals.stable.v2 as nw

from ccb_support.errors import ColumnClashError
from ccb_support.routing.router import router_over
from ccb_support.routing.shipped import shipped_router

from .answer_table import ADDED, PAGE, AnswerBook
from .engines.protocol import engine_of
from .lookup import Lookup
from .request_columns import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from ccb_support.model.directory import Directory
    from ccb_support.model.requests import Medium
    from ccb_support.routing.router import Router

    from .engines.protocol import Engine

    _Frame = nw.DataFrame[Any]

FrameT = TypeVar("FrameT")
_T = TypeVar("_T")
_R = TypeVar("_R")

COLUMNS: tuple[str, ...] = tuple(ADDED)
"""The names of the columns that `route` adds, in order."""

BATCH = 2**19
"""How many rows are read and looked up at a time; what is kept of each is its place: four bytes."""

_WORKERS = 4
"""How many batches at a time: an engine lets other threads go on while it works."""


def route(  # noqa: PLR0913 - what `recommend` takes, and the table
    frame: FrameT,
    *,
    request_type: str,
    priority: str,
    when: str,
    directory: Directory | Router | None = None,
    prefer: Medium | str | None = None,
    unavailable: Collection[str] = (),
    prefix: str = "",
) -> FrameT:
    """Return a table with the recommendation of each row added, as the kind of table that it was.

    Rows keep their number and their order, and pandas' keep their index. A lazy frame stays lazy,
    and may be collected in batches. A table of more than half a million rows is looked up on four
    threads, of which none is left when it returns.

    The columns added are `COLUMNS`: `channel` (its id), `number`, `uri` and `reason`, each with the
    few values that it may have as its categories; `open_now`; the instants `opens_at`, `valid_from`
    and `valid_until`, in UTC; and `error`. They hold what `recommend` says of the row.

    A row that `recommend` would refuse is kept, with the `code` of its error in `error` and nothing
    in the other columns: `unknown_request_type`, `unknown_priority`, `not_a_datetime` (the instant
    is missing), `out_of_range` or `no_channel`. Ask `recommend` itself for the words of the error.

    Args:
        frame: a pandas DataFrame, a Polars DataFrame or LazyFrame, or a PyArrow Table.
        request_type: the name of its column of request types: text, categories or dictionary,
            written in any of the ways that `recommend` understands.
        priority: the name of its column of priorities: likewise, or integers from 1 to 5.
        when: the name of its column of instants, with a time zone, in any unit.
        directory: a directory, which is read with Colombia's holidays, or a router with any
            calendar; the shipped directory where left out.
        prefer: as for `ccb_support.recommend`, for all rows.
        unavailable: as for `ccb_support.recommend`, for all rows.
        prefix: what the names of the added columns start with.

    Raises:
        NotAChannelDirectoryError: `directory` is no `Directory`.
        NotAFrameError: `frame` is no such table.
        UnknownColumnError: the table has no column of that name, or several.
        ColumnTypeError: a column holds something else.
        NaiveColumnError: the instants have no time zone.
        ColumnClashError: the table has a column already whose name an added one would bear.
        UnknownMediumError: `prefer` means no medium.
        UnknownChannelError: `unavailable` holds something that is no channel's id.
        NotACollectionError: `unavailable` is one bare `str`, or no collection.
    """
    engine = engine_of(frame)
    asked = Asked(request_type, priority, when)
    names = engine.names(frame)
    asked.check_names(names)
    check_clash(names, prefix)
    book = AnswerBook(router_meant(directory), prefer, unavailable)
    tables = TableRouter(asked, book, engine, prefix)
    if nw.dependencies.is_polars_lazyframe(frame):
        from .engines.polars_engine import lazily, schema  # noqa: PLC0415 - needed for its frames alone

        asked.check(nw.from_native(engine.narrowed(frame, asked.names)))
        return cast("FrameT", lazily(frame, tables.routed, schema(book.names, prefix)))
    return cast("FrameT", tables.routed(frame))


def router_meant(directory: Directory | Router | None) -> Router:
    """Return a router over a directory, or the one that was given; the shipped one for `None`."""
    return shipped_router() if directory is None else router_over(directory)


def check_clash(names: Iterable[str], prefix: str) -> None:
    """Make sure that no column of these names would be added once more.

    Raises:
        ColumnClashError: one would.
    """
    taken = set(names)
    clashing = [prefix + name for name in COLUMNS if prefix + name in taken]
    if clashing:
        raise ColumnClashError(clashing)


class TableRouter:
    """Adds answers to tables of one library.

    Args:
        asked: the columns that say what is asked.
        book: the answers.
        engine: the library.
        prefix: what the names of the added columns start with.
    """

    def __init__(self, asked: Asked, book: AnswerBook, engine: Engine, prefix: str) -> None:
        self._asked, self._book, self._engine = asked, book, engine
        # A lazy frame is routed batch by batch; all its batches share one lookup.
        self._lookup = lru_cache(maxsize=1)(partial(Lookup, engine=engine, prefix=prefix))

    def routed(self, frame: Any) -> Any:  # noqa: ANN401 - a frame of the library's
        """Return a table that is in memory, with the answers of its rows.

        Raises:
            ColumnTypeError: a column that says what is asked holds something else.
            NaiveColumnError: the instants have no time zone.
        """
        lookup, places = self._found(self._engine.narrowed(frame, self._asked.names))
        return self._engine.extended(frame, lookup.columns, places)

    def _found(self, columns: Any) -> tuple[Lookup, list[Any]]:  # noqa: ANN401 - likewise
        """Return answers, and for each batch of rows the places that theirs have among them."""
        frame = nw.from_native(columns, eager_only=True)
        self._asked.check(frame)
        batches = [frame[start : start + BATCH] for start in range(0, max(len(frame), 1), BATCH)]
        pages = {page for each in _each(self._pages, batches) for page in each}
        lookup = self._lookup(self._book.covering(pages))
        return lookup, _each(partial(self._places, lookup), batches)

    def _pages(self, batch: _Frame) -> Iterable[int]:
        # Instants are read once more for the places; to keep them would take nine bytes a row.
        return self._asked.instants(batch).cells_met(PAGE)

    def _places(self, lookup: Lookup, batch: _Frame) -> Any:  # noqa: ANN401 - a series of the engine's
        return lookup.places(self._asked.read(batch, self._engine))


def _each(work: Callable[[_T], _R], batches: Sequence[_T]) -> list[_R]:
    """Return what comes of each batch, in order."""
    # Few tables have a second batch, and a browser has no threads.
    if len(batches) == 1 or sys.platform == "emscripten":
        return [*map(work, batches)]
    with ThreadPoolExecutor(_WORKERS) as workers:
        return [*workers.map(work, batches)]
