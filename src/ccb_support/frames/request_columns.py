"""The three columns that say what is asked: whether they can be read, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import narwhals.stable.v2 as nw

from ccb_support.errors import (
    ColumnTypeError,
    NaiveColumnError,
    UnknownColumnError,
)
from ccb_support.model.requests import Priority, RequestType, find_member

from .answer_table import TYPE_CODES, UNKNOWN_PRIORITY, UNKNOWN_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .engines.protocol import Engine

_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}

_ROWS_WORTH_A_CELL = 2**15
"""How many rows it takes for one cell too many to cost less than finding those that are met."""

TEXT = (
    "text, categories or a dictionary of text. Objects of several kinds become text in pandas with "
    'frame[name].astype("string")'
)


class Asked(NamedTuple):
    """The names of the columns that say what is asked."""

    request_type: str
    priority: str
    when: str

    @property
    def names(self) -> list[str]:
        """The names, each once."""
        return list(dict.fromkeys(self))

    def check_names(self, names: Sequence[str]) -> None:
        """Make sure that each of these columns is there, once.

        Raises:
            UnknownColumnError: there is none of that name, or several.
        """
        for name in self.names:
            if names.count(name) != 1:
                raise UnknownColumnError(name, [each for each in names if names.count(each) == 1])

    def check(self, frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> None:
        """Make sure that these columns, which the frame has, are of types that can be read.

        Raises:
            ColumnTypeError: a column holds something else.
            NaiveColumnError: the instants have no time zone.
        """
        schema = frame.collect_schema()
        request_type, priority, when = (schema[name] for name in self)
        if not _is_text(request_type):
            raise ColumnTypeError(self.request_type, str(request_type), TEXT)
        if not (_is_text(priority) or priority.is_integer()):
            raise ColumnTypeError(self.priority, str(priority), f"integers, {TEXT}")
        if not isinstance(when, nw.Datetime):
            raise ColumnTypeError(self.when, str(when), "instants: dates with times and a zone")
        if when.time_zone is None:
            raise NaiveColumnError(self.when)

    def read(self, frame: nw.DataFrame[Any], engine: Engine) -> Rows:
        """Return what each row of a frame asks."""
        types = _type_codes(frame.get_column(self.request_type), engine)
        priorities = _priority_codes(frame.get_column(self.priority), engine)
        return Rows(types + priorities, self.instants(frame))

    def instants(self, frame: nw.DataFrame[Any]) -> Instants:
        """Return when each row of a frame came in."""
        return Instants(frame, self.when)


class Rows(NamedTuple):
    """What rows ask.

    Attributes:
        kinds: the code of the kind of request of each.
        instants: when each came in.
    """

    kinds: nw.Series[Any]
    instants: Instants


class Instants:
    """Instants, told by the cells of time in which they lie.

    Time is cut into cells of any length, which are numbered: 0 is the one that begins with 1970.

    Args:
        frame: a frame.
        name: the name of its column of instants.
    """

    def __init__(self, frame: nw.DataFrame[Any], name: str) -> None:
        dtype, when = cast("nw.Datetime", frame.schema[name]), nw.col(name)
        self._per_second = _PER_SECOND[dtype.time_unit]
        # Pandas has a number for a missing instant, too.
        self._frame = frame.select(count=when.cast(nw.Int64), is_missing=when.is_null())
        self._ends = self._first_and_last()

    def cells(self, length: int, *, known: range, missing: int) -> nw.Series[Any]:
        """Return the number of the cell in which each instant lies.

        Args:
            length: how many seconds a cell has.
            known: the cells that are told apart; earlier instants get the first of them, and later
                ones the last.
            missing: what stands for an instant that is missing.
        """
        cell = nw.col("count") // (length * self._per_second)
        spread = self._spread(length)
        # To see that all are known takes a fraction of the time that it takes to see to it.
        if not (spread and spread[0] in known and spread[-1] in known):
            clipped = cell.clip(known[0], known[-1])
            cell = nw.when(nw.col("is_missing")).then(missing).otherwise(clipped)
        return self._frame.select(cell=cell).get_column("cell")

    def cells_met(self, length: int) -> Iterable[int]:
        """Return the numbers of the cells in which instants lie, and maybe of a few more."""
        spread = self._spread(length)
        if spread and len(spread) <= len(self._frame) // _ROWS_WORTH_A_CELL:
            return spread
        cell = nw.col("count") // (length * self._per_second)
        there = self._frame.filter(~nw.col("is_missing")).select(cell=cell)
        return there.get_column("cell").unique().to_list()

    def _spread(self, length: int) -> range:
        """Return all cells from the first instant to the last; none where one is missing."""
        if self._ends is None:
            return range(0)
        first, last = (each // (length * self._per_second) for each in self._ends)
        return range(first, last + 1)

    def _first_and_last(self) -> tuple[int, int] | None:
        if self._frame.is_empty() or self._frame.get_column("is_missing").any():
            return None
        count = self._frame.get_column("count")
        return count.min(), count.max()


def _is_text(dtype: nw.dtypes.DType) -> bool:
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def _type_codes(words: nw.Series[Any], engine: Engine) -> nw.Series[Any]:
    def code(word: object) -> int:
        found = find_member(RequestType, word)
        return UNKNOWN_TYPE if found is None else TYPE_CODES[found]

    return _codes(words, code, UNKNOWN_TYPE, engine)


def _priority_codes(column: nw.Series[Any], engine: Engine) -> nw.Series[Any]:
    def code(word: object) -> int:
        return find_member(Priority, word) or UNKNOWN_PRIORITY

    if not column.dtype.is_integer():
        return _codes(column, code, UNKNOWN_PRIORITY, engine)
    number = nw.col(column.name)
    is_known = number.is_between(min(Priority), max(Priority))
    known = nw.when(is_known).then(number).otherwise(UNKNOWN_PRIORITY).cast(nw.Int64)
    return column.to_frame().select(known).get_column(column.name)


def _codes(
    words: nw.Series[Any], code: Callable[[object], int], unknown: int, engine: Engine
) -> nw.Series[Any]:
    """Return the code of each word; each word is read once, however often it stands there."""
    different, at = engine.coded(words.to_native())
    codes = [*map(code, different), unknown]
    return nw.from_native(engine.looked_up(engine.series(codes), at), series_only=True)
