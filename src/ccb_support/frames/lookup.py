"""Finding the answer of each row: where its day begins, and on as often as something changes then.

The small table is sorted by keys, so a bisection would find the same. But a row out of order waits
for each of its dozen steps, and a day has two changes or three.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from ccb_support.instants import DAY

from .answers import CLASS, PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .answers import Answers
    from .engine import Engine

_DAYS = PAGE // DAY
"""How many days a page has."""

_PAGES = CLASS // PAGE
"""How many pages a class has."""


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
        self.columns = engine.columns(answers, prefix)
        self._engine = engine
        classes = max(answers.classes) + 1
        pages = [
            number * _PAGES + page for number in range(classes) for page in sorted(answers.pages)
        ]
        days = [page * _DAYS + day for page in pages for day in range(_DAYS)]
        firsts = [_place(answers.keys, day * DAY) for day in days]
        lasts = [_place(answers.keys, (day + 1) * DAY - 1) for day in days]
        # Only pages with rows have places here: where those of a page begin, less its first day.
        begins = [0] * (pages[-1] + 1 if pages else 0)
        for number, page in enumerate(pages):
            begins[page] = (number - page) * _DAYS
        self._most_changes = max(
            (last - first for first, last in zip(firsts, lasts, strict=True)), default=0
        )
        self._classes = engine.series([number * CLASS for number in answers.classes])
        self._begins = engine.series(begins)
        self._firsts = engine.series(firsts)
        self._next_keys = engine.series([*answers.keys[1:], classes * CLASS])

    def places(self, rows: nw.DataFrame[Any]) -> Any:  # noqa: ANN401 - a series of the engine's
        """Return, for each row that was read, the place of its answer."""
        key = self._at(self._classes, rows.get_column("kind")) + rows.get_column("second")
        day = key // DAY
        place = self._at(self._firsts, self._at(self._begins, day // _DAYS) + day)
        for _ in range(self._most_changes):
            place += (self._at(self._next_keys, place) <= key).cast(nw.Int64)
        return place.cast(nw.UInt32).to_native()

    def _at(self, values: Any, places: nw.Series[Any]) -> nw.Series[Any]:  # noqa: ANN401 - likewise
        found = self._engine.looked_up(values, places.to_native())
        return nw.from_native(found, series_only=True)


def _place(keys: Sequence[int], key: int) -> int:
    """Return the place of the last of `keys` that is not above `key`."""
    return bisect_right(keys, key) - 1
