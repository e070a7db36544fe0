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
    from collections.abc import Collection, Sequence

    from .answer_table import AnswerTable
    from .engines.protocol import Engine, NativeSeries
    from .request_columns import Instants


class PlaceLookup:
    """Finds the places of instants in blocks of sorted seconds, as `cut_time` takes them."""

    def __init__(
        self, blocks: Sequence[Sequence[int]], pages: Collection[int], engine: Engine
    ) -> None:
        self._engine = engine
        self.cells = cut_time(blocks, pages)
        self._places = self.series(self.cells.places, nw.UInt32())
        # For each answer, the second at which the next answer of its block begins.
        ends = [end for block in blocks for end in (*block[1:], MISSING)]
        self._ends = self.series(ends, nw.Int64())

    def places(self, begins: nw.Series[Any] | int, instants: Instants) -> nw.Series[Any]:
        """Return the place of each instant, counted over all blocks.

        `begins` is what `cells.begin` returns for the block of each instant, or for that of all.
        """
        cells = self.cells
        cell = instants.cells(cells.length, known=cells.numbers, missing=cells.missing)
        place = self.look_up(self._places, cell + begins)
        if cells.most_changes:
            # A missing instant has its place already, and goes no further.
            second = instants.cells(1, known=range(MISSING), missing=0)
            for _ in range(cells.most_changes):
                place += (self.look_up(self._ends, place) <= second).cast(nw.UInt32)
        return place

    def series(self, values: Sequence[int], dtype: nw.dtypes.DType) -> NativeSeries:
        """Return numbers as a series in which `look_up` can look."""
        return nw.new_series("", values, dtype, backend=self._engine.BACKEND).to_native()

    def look_up(self, values: NativeSeries, places: nw.Series[Any]) -> nw.Series[Any]:
        """Return the value at each of `places`."""
        found = self._engine.look_up(values, places.to_native())
        return nw.from_native(found, series_only=True)


class Lookup:
    """Finds the places of rows in an answer table, whose columns it has in the engine's form."""

    def __init__(self, table: AnswerTable, engine: Engine, prefix: str) -> None:
        self.columns = engine.columns_of(table, prefix)
        self._lookup = lookup = PlaceLookup(table.blocks, table.pages, engine)
        self._begins = lookup.series([*map(lookup.cells.begin, table.classes)], nw.Int64())

    def places(self, codes: nw.Series[Any], instants: Instants) -> NativeSeries:
        """Return the place of each row's answer."""
        begins = self._lookup.look_up(self._begins, codes)
        return self._lookup.places(begins, instants).to_native()
