"""Finding the answer of each row by the time cell of the row's instant.

The answer table is sorted, so a bisection would find the same. But a bisection takes a dozen steps
for each row out of order, and a division finds the cell in one. If a cell has several answers, a
row goes on from the first of them, one step for each change in the cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from .answer_table import MISSING
from .time_cells import cut_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .answer_table import AnswerTable
    from .engines.protocol import Engine, NativeSeries
    from .request_columns import RequestRows


class Lookup:
    """Finds the places of rows in an answer table.

    Args:
        table: the answer table.
        engine: the engine of the rows' frame.
        prefix: the prefix of the names of the columns of answers.

    Attributes:
        columns: the columns of answers, in the engine's form.
    """

    def __init__(self, table: AnswerTable, engine: Engine, prefix: str) -> None:
        self.columns = engine.columns_of(table, prefix)
        self._engine = engine
        self._cells = cells = cut_time(table)
        self._begins = self._series([*map(cells.begin, table.classes)], nw.Int64())
        self._places = self._series(cells.places, nw.UInt32())
        self._ends = self._series([*_ends(table)], nw.Int64())

    def places(self, rows: RequestRows) -> NativeSeries:
        """Return the place of each row's answer."""
        cells, instants = self._cells, rows.instants
        cell = instants.cells(cells.length, known=cells.numbers, missing=cells.missing)
        place = self._look_up(self._places, self._look_up(self._begins, rows.codes) + cell)
        if cells.most_changes:
            # A missing instant has its place already, and goes no further.
            second = instants.cells(1, known=range(MISSING), missing=0)
            for _ in range(cells.most_changes):
                place += (self._look_up(self._ends, place) <= second).cast(nw.UInt32)
        return place.to_native()

    def _series(self, values: Sequence[int], dtype: nw.dtypes.DType) -> NativeSeries:
        return nw.new_series("", values, dtype, backend=self._engine.BACKEND).to_native()

    def _look_up(self, values: NativeSeries, places: nw.Series[Any]) -> nw.Series[Any]:
        found = self._engine.look_up(values, places.to_native())
        return nw.from_native(found, series_only=True)


def _ends(table: AnswerTable) -> Iterator[int]:
    """Yield, for each answer, the second at which the next answer of its block begins."""
    for block in table.blocks:
        yield from block[1:]
        yield MISSING
