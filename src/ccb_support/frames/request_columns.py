"""The three columns of a user's table that describe a request: their types and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import narwhals.stable.v2 as nw

from ccb_support.clock.instants import MICROSECONDS, moment_of
from ccb_support.errors import ColumnTypeError, NaiveColumnError, UnknownColumnError
from ccb_support.model.vocabulary import Priority, RequestType, find_member
from ccb_support.words.error_reasons import (
    INSTANT_COLUMN,
    MAKE_INSTANTS_OF_TEXT,
    MAKE_INTEGERS,
    MAKE_TEXT,
    PRIORITY_COLUMN,
    REPEATED_COLUMN,
    TEXT_COLUMN,
)

from .answer_table import KIND_CODES, TYPE_CODES, UNKNOWN_PRIORITY, UNKNOWN_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval

    from .engines.protocol import Engine

_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}

_ROWS_WORTH_A_CELL = 2**15
"""With so many rows, one cell too many costs less than to find out which cells have rows."""


def check_names(names: Sequence[str], wanted: Iterable[str]) -> None:
    """Make sure that `names` has each of the columns `wanted` once.

    Raises:
        UnknownColumnError: `names` has no such column, or several.
    """
    for name in wanted:
        if (count := names.count(name)) != 1:
            once = [each for each in names if names.count(each) == 1]
            phrase = REPEATED_COLUMN if count else None
            raise UnknownColumnError(name=name, count=count, accepted=once, phrase=phrase)


def check_instants(name: str, dtype: nw.dtypes.DType) -> None:
    """Make sure that the column `name` holds instants.

    Raises:
        ColumnTypeError: it holds something else.
        NaiveColumnError: its times have no time zone.
    """
    if not isinstance(dtype, nw.Datetime):
        hint = MAKE_INSTANTS_OF_TEXT if _is_text(dtype) else None
        raise ColumnTypeError(name, str(dtype), INSTANT_COLUMN, hint=hint)
    if dtype.time_zone is None:
        raise NaiveColumnError(name)


class RequestColumns(NamedTuple):
    """The names of the columns that describe a request."""

    request_type: str
    priority: str
    when: str

    @property
    def names(self) -> list[str]:
        """Each name once: one column may serve twice."""
        return list(dict.fromkeys(self))

    def check(self, types: Mapping[str, nw.dtypes.DType]) -> None:
        """Make sure that the library can read these types of the columns.

        Raises:
            ColumnTypeError: a column has another type.
            NaiveColumnError: the instants have no time zone.
        """
        request_type, priority, when = (types[name] for name in self)
        if not _is_text(request_type):
            raise ColumnTypeError(self.request_type, str(request_type), TEXT_COLUMN, hint=MAKE_TEXT)
        if not (_is_text(priority) or priority.is_integer()):
            wanted = PRIORITY_COLUMN.fill(text=TEXT_COLUMN)
            hint = MAKE_INTEGERS if priority.is_float() else MAKE_TEXT
            raise ColumnTypeError(self.priority, str(priority), wanted, hint=hint)
        check_instants(self.when, when)

    def read(
        self, frame: nw.DataFrame[Any], engine: Engine, phase_starts: Sequence[datetime]
    ) -> tuple[nw.Series[Any], Instants]:
        """Return the code of each row, of its kind of request and its phase; and the instants.

        At each of `phase_starts`, another phase starts.
        """
        types = _codes(frame.get_column(self.request_type), _type_code, UNKNOWN_TYPE, engine)
        priorities = _priority_codes(frame.get_column(self.priority), engine)
        codes, instants = types + priorities, Instants(frame, self.when)
        if phase_starts:
            codes += instants.phases(phase_starts) * KIND_CODES
        return codes, instants


class Moments(NamedTuple):
    """The instants of rows, in microseconds since 1970; any number if one is not known."""

    counts: nw.Series[Any]
    are_known: nw.Series[Any]


class Instants:
    """The instants in the column `name` of a frame, as numbers of time cells.

    Time is cut into cells of any length. Cell 0 begins with 1970.
    """

    def __init__(self, frame: nw.DataFrame[Any], name: str) -> None:
        dtype, when = cast("nw.Datetime", frame.schema[name]), nw.col(name)
        self._per_second = _PER_SECOND[dtype.time_unit]
        # Pandas represents a missing instant by a number.
        self._frame = frame.select(count=when.cast(nw.Int64), is_missing=when.is_null())
        count, is_missing = self._frame.iter_columns()
        is_whole = len(count) > 0 and not is_missing.any()
        self._ends = (count.min(), count.max()) if is_whole else None

    def cells(self, length: int, *, known: range, missing: int) -> nw.Series[Any]:
        """Return the number of the cell, of so many seconds, in which each instant lies.

        An instant outside the `known` cells gets the nearest of them, and a missing one `missing`.
        """
        cell = nw.col("count") // (length * self._per_second)
        spread = self._spread(length)
        # This check takes a fraction of the time of the clipping that it may save.
        if not (spread and spread[0] in known and spread[-1] in known):
            clipped = cell.clip(known[0], known[-1])
            cell = nw.when(nw.col("is_missing")).then(missing).otherwise(clipped)
        return self._frame.select(cell=cell).get_column("cell")

    def phases(self, starts: Sequence[datetime]) -> nw.Series[Any]:
        """Return for each instant how many of `starts` are not after it; none for a missing one."""
        firsts = [-(-moment_of(each) * self._per_second // MICROSECONDS) for each in starts]
        begun = nw.sum_horizontal(*((nw.col("count") >= each).cast(nw.Int64) for each in firsts))
        phase = nw.when(nw.col("is_missing")).then(0).otherwise(begun)
        return self._frame.select(phase=phase).get_column("phase")

    def occupied_cells(self, length: int) -> Iterable[int]:
        """Return the numbers of the cells that hold instants, and maybe of a few more cells."""
        spread = self._spread(length)
        if spread and len(spread) <= len(self._frame) // _ROWS_WORTH_A_CELL:
            return spread
        cell = nw.col("count") // (length * self._per_second)
        there = self._frame.filter(~nw.col("is_missing")).select(cell=cell)
        return there.get_column("cell").unique().to_list()

    def moments(self, known: Interval[Instant]) -> Moments:
        """Return each instant to the microsecond, known if it lies in `known` or at its end."""
        first, last = (each * self._per_second for each in known)
        is_known = ~nw.col("is_missing") & nw.col("count").is_between(first, last)
        # An instant far off could overflow. A number for each row keeps integers whole in pandas.
        count = nw.when(is_known).then(nw.col("count")).otherwise(first)
        if self._per_second > MICROSECONDS:
            moment = count // (self._per_second // MICROSECONDS)
        else:
            moment = count * (MICROSECONDS // self._per_second)
        found = self._frame.select(moment=moment, is_known=is_known)
        return Moments(found.get_column("moment"), found.get_column("is_known"))

    def _spread(self, length: int) -> range:
        """Return all cells from the first instant to the last, or none if an instant is missing."""
        if self._ends is None:
            return range(0)
        first, last = (each // (length * self._per_second) for each in self._ends)
        return range(first, last + 1)


def _is_text(dtype: nw.dtypes.DType) -> bool:
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def kind_code(request_type: object, priority: object) -> int:
    """Return the code of a kind of request, as people wrote its type and its priority."""
    return _type_code(request_type) + _priority_code(priority)


def _type_code(word: object) -> int:
    found = find_member(RequestType, word)
    return UNKNOWN_TYPE if found is None else TYPE_CODES[found]


def _priority_code(word: object) -> int:
    return find_member(Priority, word) or UNKNOWN_PRIORITY


def _priority_codes(column: nw.Series[Any], engine: Engine) -> nw.Series[Any]:
    if not column.dtype.is_integer():
        return _codes(column, _priority_code, UNKNOWN_PRIORITY, engine)
    number = nw.col(column.name)
    is_known = number.is_between(min(Priority), max(Priority))
    known = nw.when(is_known).then(number).otherwise(UNKNOWN_PRIORITY).cast(nw.Int64)
    return column.to_frame().select(known).get_column(column.name)


def _codes(
    words: nw.Series[Any], code: Callable[[object], int], unknown: int, engine: Engine
) -> nw.Series[Any]:
    """Return the code of each word. Each word is parsed once, however often it occurs."""
    different, numbers = engine.encode(words.to_native())
    codes = [*map(code, different), unknown]
    series = nw.new_series("", codes, nw.Int64, backend=engine.BACKEND).to_native()
    return nw.from_native(engine.look_up(series, numbers), series_only=True)
