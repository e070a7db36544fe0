"""Time cut into cells, each with the place of the answer that holds when it begins.

Cells are as long as they can be with one answer each: two hours, where a desk opens at noon and
closes at 22:00 in UTC. Where that would make too many of them, they are longer, and some hold
several answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, chain, pairwise, repeat
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.intervals import Interval

from .answer_table import MISSING, PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .answer_table import Answers

MOST_CELLS = 2**19
"""How many cells there may be before they are made longer: enough for nineteen years as shipped."""


class Grid(NamedTuple):
    """Cells for the answers of each block, from the first page of time to the last.

    Attributes:
        length: how many seconds a cell has.
        cells: the numbers of the cells: 0 is the one that begins with 1970. Before those that the
            pages have comes one for all instants that are earlier than the supported range, and
            after them one for all that are later.
        places: block by block, the place of the answer with which each cell begins, and then of
            that for a missing instant.
        most_changes: how often the answer changes within a cell, at the most.
    """

    length: int
    cells: range
    places: Sequence[int]
    most_changes: int

    @property
    def missing(self) -> int:
        """What stands for the cell of a missing instant."""
        return self.cells.stop

    def begin(self, block: int) -> int:
        """Return what to add to the number of a cell to have its place in `places`."""
        return block * (len(self.cells) + 1) - self.cells.start


def grid_of(answers: Answers) -> Grid:
    """Return the cells for answers."""
    pages, blocks = answers.pages, answers.blocks
    span = Interval(min(pages) * PAGE, (max(pages) + 1) * PAGE) if pages else Interval(0, 0)
    length = _length(blocks, span)
    inner = range(span.start // length, span.end // length)
    begins = accumulate(map(len, blocks), initial=0)
    rows = zip(blocks, begins, strict=False)
    return Grid(
        length=length,
        cells=range(inner.start - 1, inner.stop + 1),
        places=[*chain.from_iterable(_places(*each, inner, length) for each in rows)],
        most_changes=max(_most_changes(block, span, length) for block in blocks),
    )


def _length(blocks: Sequence[Sequence[int]], span: Interval) -> int:
    """Return how many seconds a cell needs, so that whole ones make a page."""
    changes = (second for block in blocks for second in block if second in span)
    finest = gcd(PAGE, *changes)
    shortest = (span.end - span.start) * len(blocks) / MOST_CELLS
    lengths = (each for each in range(finest, PAGE, finest) if PAGE % each == 0)
    return next((each for each in lengths if each >= shortest), PAGE)


def _places(block: Sequence[int], begin: int, inner: range, length: int) -> Iterator[int]:
    """Yield the places that a block has in a grid; `begin` is that of its own first answer."""
    # A change within a cell shows from the next one on.
    firsts = [_clipped(-(-second // length) - inner.start, len(inner)) for second in block[1:]]
    yield begin  # too early
    for place, (first, end) in enumerate(pairwise([0, *firsts, len(inner)]), begin):
        yield from repeat(place, end - first)
    yield begin + bisect_left(block, MISSING) - 1  # too late
    yield begin + len(block) - 1  # missing


def _clipped(number: int, most: int) -> int:
    return min(max(number, 0), most)


def _most_changes(block: Sequence[int], span: Interval, length: int) -> int:
    """Return how often the answer changes within a cell of a block, at the most."""
    changes = Counter(second // length for second in block if second in span and second % length)
    return max(changes.values(), default=0)
