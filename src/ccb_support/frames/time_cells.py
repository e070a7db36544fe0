"""Time cut into cells, each with the place of the answer at its beginning.

Cells are as long as they can be with one answer each. If a desk opens at noon and closes at 22:00
in UTC, a cell has two hours. If there would be too many cells, they are longer, and some cells hold
several answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, chain, pairwise, repeat
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

from .answer_table import MISSING, PAGE, from_first_to_last, seconds_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval

MOST_CELLS = 2**19
"""The most cells of the shortest length: enough for nineteen years of the shipped directory."""


class TimeCells(NamedTuple):
    """Cells for the answers of each block, from the first page of time to the last.

    Attributes:
        length: the seconds of a cell.
        numbers: the numbers of the cells. Cell 0 begins with 1970. The first cell is for all
            earlier instants too, and the last cell for all later ones.
        places: for each block, the place of the answer at the beginning of each cell, and then the
            place of the answer for a missing instant.
        most_changes: the most changes of the answer within a cell.
    """

    length: int
    numbers: range
    places: Sequence[int]
    most_changes: int

    @property
    def missing(self) -> int:
        """The number of the cell of a missing instant."""
        return self.numbers.stop

    def begin(self, block: int) -> int:
        """Return the number to add to a cell's number to get its index in `places`."""
        return block * (len(self.numbers) + 1) - self.numbers.start


def cut_time(blocks: Sequence[Sequence[int]], pages: Collection[int]) -> TimeCells:
    """Return the cells for some blocks, as `AnswerTable` has them, which cover these pages."""
    span = seconds_of(from_first_to_last(pages))
    length = _length(blocks, span)
    inner = range(span.start // length, span.end // length)
    begins = accumulate(map(len, blocks), initial=0)
    rows = zip(blocks, begins, strict=False)
    return TimeCells(
        length=length,
        numbers=range(inner.start - 1, inner.stop + 1),
        places=[*chain.from_iterable(_places(*each, inner, length) for each in rows)],
        most_changes=max(_most_changes(block, span, length) for block in blocks),
    )


def _length(blocks: Sequence[Sequence[int]], span: Interval[Instant]) -> int:
    """Return the seconds of a cell, such that a page has whole cells."""
    changes = (second for block in blocks for second in block if second in span)
    finest = gcd(PAGE, *changes)
    shortest = (span.end - span.start) * len(blocks) / MOST_CELLS
    lengths = (each for each in range(finest, PAGE, finest) if PAGE % each == 0)
    return next((each for each in lengths if each >= shortest), PAGE)


def _places(block: Sequence[int], begin: int, inner: range, length: int) -> Iterator[int]:
    """Yield the places of a block's cells; `begin` is the place of the block's first answer."""
    # A change within a cell shows from the next cell on.
    firsts = [min(max(-(-second // length), inner.start), inner.stop) for second in block[1:]]
    yield begin  # too early
    for place, (first, end) in enumerate(pairwise([inner.start, *firsts, inner.stop]), begin):
        yield from repeat(place, end - first)
    yield begin + bisect_left(block, MISSING) - 1  # too late
    yield begin + len(block) - 1  # missing


def _most_changes(block: Sequence[int], span: Interval[Instant], length: int) -> int:
    changes = Counter(second // length for second in block if second in span and second % length)
    return max(changes.values(), default=0)
