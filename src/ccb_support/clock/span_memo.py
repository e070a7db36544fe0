"""Remembering values that hold over spans of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from .intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")

_PAGE_BITS = 22
"""A page is 2 ** 22 seconds, some seven weeks: few enough spans to copy, enough to share a page."""


class SpanMemo(Generic[_T]):
    """What is known of a piecewise-constant function of time.

    Time is cut into pages. In a page, the moments at which something changes stand in one sorted
    list and the values between them in another, with `None` where nothing is known yet: looking a
    value up is one bisection. A page is replaced and never changed, so a reader in another thread
    sees either the old one or the new one.
    """

    __slots__ = ("_by_start", "_lock", "_pages")

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: dict[int, tuple[list[int], list[_T | None]]] = {}
        self._by_start: dict[int, _T] = {}

    def get(self, moment: int) -> _T | None:
        """Return the value at `moment`, or `None` where it is not known."""
        page = self._pages.get(moment >> _PAGE_BITS)
        if page is None:
            return None
        bounds, values = page
        return values[bisect_right(bounds, moment)]

    def known(self, moment: int, end: int) -> list[tuple[int, _T]]:
        """Return what is known from `moment` on, up to `end` or the end of a page.

        Each value comes with the moment up to which the page knows it. The list is empty where
        nothing is known at `moment`.
        """
        number = moment >> _PAGE_BITS
        bounds, values = self._pages.get(number, ([], [None]))
        first, last = bisect_right(bounds, moment), bisect_left(bounds, end)
        ends = [*bounds[first:last], min(end, _page(number).end)]
        found: list[tuple[int, _T]] = []
        for until, value in zip(ends, values[first : last + 1], strict=True):
            if value is None:
                break
            found.append((until, value))
        return found

    def add(self, moment: int, span: Interval, make: Callable[[], _T]) -> _T:
        """Return the value that holds over `span`, which is around `moment`, and remember it.

        It is made only where the span is not known yet, so all who ask share one object.
        """
        with self._lock:
            if span.start not in self._by_start:
                self._by_start[span.start] = make()
            value = self._by_start[span.start]
            number = moment >> _PAGE_BITS
            self._pages[number] = _with(
                *self._pages.get(number, ([], [None])), span.clipped(_page(number)), value
            )
            return value

    def __len__(self) -> int:
        """Return how many spans are known."""
        return len(self._by_start)


def _page(number: int) -> Interval:
    return Interval(number << _PAGE_BITS, (number + 1) << _PAGE_BITS)


def _with(
    bounds: list[int], values: list[_T | None], span: Interval, value: _T
) -> tuple[list[int], list[_T | None]]:
    """Return a page to which `value` is added over `span`, which is known wholly or not at all."""
    index = bisect_right(bounds, span.start)
    left = bounds[index - 1 : index] != [span.start]
    right = bounds[index : index + 1] != [span.end]
    if values[index] is not None:
        return bounds, values
    return (
        bounds[:index] + [span.start] * left + [span.end] * right + bounds[index:],
        values[:index] + [None] * left + [value] + [None] * right + values[index + 1 :],
    )
