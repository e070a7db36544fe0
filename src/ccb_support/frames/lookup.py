"""Finding the answer of each row: where its day begins, and on as often as something changes then.

The small table is sorted by keys, so a bisection would find the same. But a row out of order waits
for each of its dozen steps, and most days have two changes. Where days are busier, parts of them
take their place.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals.stable.v2 as nw

from ccb_support.instants import DAY

from .answers import CLASS, PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .answers import Answers
    from .engine import Engine

_PAGES = CLASS // PAGE
"""How many pages a class has."""

_FEW = 3
"""How many changes a cell may have before it is cut into four, if it still can be."""

_NARROWEST = DAY // 64


class _Grid(NamedTuple):
    """Keys cut into cells, for the pages that have rows.

    Attributes:
        cell: how many seconds a cell has.
        firsts: the place of the answer with which each cell begins.
        most_changes: how often the answer changes within a cell, at the most.
    """

    cell: int
    firsts: Sequence[int]
    most_changes: int


class Lookup:
    """Finds the places of rows among answers.

    Args:
        answers: the answers.
        engine: the library of the rows' frame.
        prefix: what the names of the columns of answers start with.

    Attributes:
        columns: the columns of answers, as the library holds them.
    """

    def __init__(self, answers: Answers, engine: Engine, prefix: str) -> None:
        self.columns = engine.columns_of(answers, prefix)
        self._engine = engine
        classes = max(answers.classes) + 1
        pages = [
            number * _PAGES + page for number in range(classes) for page in sorted(answers.pages)
        ]
        self._cell, firsts, self._most_changes = _fine_enough(answers.keys, pages)
        self._cells_a_page = PAGE // self._cell
        # Only pages with rows have cells here: where those of a page begin, less its first number.
        begins = [0] * (pages[-1] + 1 if pages else 0)
        for number, page in enumerate(pages):
            begins[page] = (number - page) * self._cells_a_page
        self._classes = engine.series([number * CLASS for number in answers.classes])
        self._begins = engine.series(begins)
        self._firsts = engine.series(firsts)
        self._next_keys = engine.series([*answers.keys[1:], classes * CLASS])

    def places(self, rows: nw.DataFrame[Any]) -> Any:  # noqa: ANN401 - a series of the engine's
        """Return, for each row that was read, the place of its answer."""
        key = self._at(self._classes, rows.get_column("kind")) + rows.get_column("second")
        cell = key // self._cell
        place = self._at(self._firsts, self._at(self._begins, cell // self._cells_a_page) + cell)
        for _ in range(self._most_changes):
            place += (self._at(self._next_keys, place) <= key).cast(nw.Int64)
        return place.cast(nw.UInt32).to_native()

    def _at(self, values: Any, places: nw.Series[Any]) -> nw.Series[Any]:  # noqa: ANN401 - likewise
        found = self._engine.looked_up(values, places.to_native())
        return nw.from_native(found, series_only=True)


def _fine_enough(keys: Sequence[int], pages: Sequence[int]) -> _Grid:
    grid = _grid(keys, pages, DAY)
    while grid.most_changes > _FEW and grid.cell > _NARROWEST:
        grid = _grid(keys, pages, grid.cell // 4)
    return grid


def _grid(keys: Sequence[int], pages: Sequence[int], cell: int) -> _Grid:
    starts = [start for page in pages for start in range(page * PAGE, (page + 1) * PAGE, cell)]
    firsts = [_place(keys, start) for start in starts]
    lasts = [_place(keys, start + cell - 1) for start in starts]
    changes = (last - first for first, last in zip(firsts, lasts, strict=True))
    return _Grid(cell, firsts, max(changes, default=0))


def _place(keys: Sequence[int], key: int) -> int:
    """Return the place of the last of `keys` that is not above `key`."""
    return bisect_right(keys, key) - 1
