"""Two ways to do the same work, measured in turns in one process.

A machine that is busy with other things slows both sides of one round alike, so what is kept of a
round is the ratio of its two times. Of the ratios of all rounds the median counts; the quartiles
show how far they spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from timeit import Timer
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

WARM_UP = 3
"""How often each side does its work before the first measured round."""


@dataclass(frozen=True)
class Work:
    """Something to measure.

    Attributes:
        do: does all of it once.
        units: how many questions that answers.
    """

    do: Callable[[], object]
    units: int = 1

    def seconds(self) -> float:
        """Do it, and return how long one question took. The garbage collector is off meanwhile."""
        return Timer(self.do).timeit(number=1) / self.units


class Comparison(NamedTuple):
    """What the rounds showed.

    Attributes:
        ratio: the median of the ratios, ours to theirs: the smaller, the faster are we.
        low: the lower quartile of the ratios.
        high: the upper quartile of the ratios.
        ours: the median of our times, in seconds a question.
        theirs: the median of theirs.
    """

    ratio: float
    low: float
    high: float
    ours: float
    theirs: float

    @classmethod
    def of(cls, ours: list[float], theirs: list[float]) -> Comparison:
        """Return what two rows of times show, of which each two at one place belong together."""
        ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
        low, middle, high = quantiles(ratios, n=4)
        return cls(middle, low, high, median(ours), median(theirs))


def compared(ours: Work, theirs: Work, *, rounds: int) -> Comparison:
    """Measure both sides in turns; who comes first changes from round to round."""
    for _ in range(WARM_UP):
        ours.do()
        theirs.do()
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        sides = [(ours, times[0]), (theirs, times[1])]
        for work, kept in sides if number % 2 else reversed(sides):
            kept.append(work.seconds())
    return Comparison.of(*times)


class Row(NamedTuple):
    """A line of the table.

    Attributes:
        work: what this library does.
        against: what it is compared with.
        goal: the ratio that it must not pass, or `None`.
        found: what was measured.
    """

    work: str
    against: str
    goal: float | None
    found: Comparison
