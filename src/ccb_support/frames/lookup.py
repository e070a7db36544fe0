"""Finding the answer of each row: by the cell of time in which its instant lies.

The small table is sorted, so a bisection would find the same. But a row out of order waits for each
of its dozen steps, and a cell is found by a division. Where a cell has several answers, a row goes
on from the first as often as something changes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from .answer_table import MISSING
from .time_cells import grid_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .answer_table import Answers
    from .engines.protocol import Engine
    from .request_columns import Rows


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
        self._grid = grid = grid_of(answers)
        self._begins = engine.series([*map(grid.begin, answers.classes)])
        self._places = engine.places(grid.places)
        self._ends = engine.series([*_ends(answers)])

    def places(self, rows: Rows) -> Any:  # noqa: ANN401 - a series of the engine's
        """Return, for each row, the place of its answer."""
        grid, instants = self._grid, rows.instants
        cell = instants.cells(grid.length, known=grid.cells, missing=grid.missing)
        place = self._at(self._places, self._at(self._begins, rows.kinds) + cell)
        if grid.most_changes:
            # A missing instant has its place already, and goes no further.
            second = instants.cells(1, known=range(MISSING), missing=0)
            for _ in range(grid.most_changes):
                place += (self._at(self._ends, place) <= second).cast(nw.UInt32)
        return place.to_native()

    def _at(self, values: Any, places: nw.Series[Any]) -> nw.Series[Any]:  # noqa: ANN401 - likewise
        found = self._engine.looked_up(values, places.to_native())
        return nw.from_native(found, series_only=True)


def _ends(answers: Answers) -> Iterator[int]:
    """Yield, for each answer, the second at which the next of its block begins."""
    for block in answers.blocks:
        yield from block[1:]
        yield MISSING
