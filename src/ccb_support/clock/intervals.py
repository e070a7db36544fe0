"""Half-open stretches of time, and what can be done with a sorted row of them.

`Interval(start, end)` holds `start` and everything up to `end`, but not `end`. The numbers are
seconds: instants (`Interval[Instant]`), wall-clock times (`Interval[WallTime]`) or a count from any
other start (`Interval[int]`); or they are microseconds (`Interval[Moment]`). It is never a mixture.
"""

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

_S = TypeVar("_S", bound=int)


class Interval(NamedTuple, Generic[_S]):
    """A stretch of time from `start`, included, to `end`, excluded."""

    start: _S
    end: _S

    def __contains__(self, number: object) -> bool:
        """Return whether `number` lies in it."""
        return isinstance(number, int) and self.start <= number < self.end

    @property
    def length(self) -> int:
        """How long it is, in its unit."""
        return self.end - self.start

    def shifted(self, seconds: int) -> "Interval[int]":
        """Return it, moved by `seconds`."""
        return Interval(self.start + seconds, self.end + seconds)

    def clipped(self, bounds: "Interval[_S]") -> "Interval[_S]":
        """Return the overlap with `bounds`. Without one, `end <= start`."""
        if bounds.start <= self.start and self.end <= bounds.end:
            # Most lie inside, and a new one takes longer.
            return self
        return Interval(max(self.start, bounds.start), min(self.end, bounds.end))

    def overlaps(self, other: "Interval[_S]") -> bool:
        """Return whether they share any time, or an empty one lies within the other."""
        return self.start < other.end and other.start < self.end


def within(intervals: Iterable[Interval[_S]], bounds: Interval[_S]) -> Iterator[Interval[_S]]:
    """Yield the parts of `intervals` that lie in `bounds`."""
    for interval in intervals:
        part = interval.clipped(bounds)
        if part.start < part.end:
            yield part


def joined(intervals: Iterable[Interval[_S]]) -> list[Interval[_S]]:
    """Return `intervals`, which come in order of their starts, with those that meet made one.

    Intervals meet if they touch or overlap.
    """
    found: list[Interval[_S]] = []
    for interval in intervals:
        if found and interval.start <= found[-1].end:
            found[-1] = Interval(found[-1].start, max(found[-1].end, interval.end))
        else:
            found.append(interval)
    return found


def edges_of(intervals: Iterable[Interval[_S]]) -> list[_S]:
    """Return where `intervals` start and end, in turn."""
    return [edge for interval in intervals for edge in interval]


def gaps(intervals: Iterable[Interval[_S]], bounds: Interval[_S]) -> Iterator[Interval[_S]]:
    """Yield the parts of `bounds` that lie in none of `intervals`, which are sorted and apart."""
    start = bounds.start
    for interval in within(intervals, bounds):
        if start < interval.start:
            yield Interval(start, interval.start)
        start = interval.end
    if start < bounds.end:
        yield Interval(start, bounds.end)
