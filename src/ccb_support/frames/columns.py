"""The three columns that say what is asked: whether they can be read, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals.stable.v2 as nw

from ccb_support.errors import (
    ColumnTypeError,
    NaiveColumnError,
    UnknownColumnError,
    UnknownWordError,
)
from ccb_support.requests import Priority, parse_priority, parse_request_type

from .answers import (
    LATEST,
    MISSING,
    PAGE,
    PRIORITIES,
    TYPE_CODES,
    UNKNOWN_PRIORITY,
    UNKNOWN_TYPE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .engine import Engine

_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}

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
        """Make sure that the frame has these columns, of types that can be read.

        Raises:
            UnknownColumnError: it has no column of that name, or several.
            ColumnTypeError: a column holds something else.
            NaiveColumnError: the instants have no time zone.
        """
        schema = frame.collect_schema()
        self.check_names(schema.names())
        request_type, priority, when = (schema[name] for name in self)
        if not _is_text(request_type):
            raise ColumnTypeError(self.request_type, str(request_type), TEXT)
        if not (_is_text(priority) or priority.is_integer()):
            raise ColumnTypeError(self.priority, str(priority), f"integers, {TEXT}")
        if not isinstance(when, nw.Datetime):
            raise ColumnTypeError(self.when, str(when), "instants: dates with times and a zone")
        if when.time_zone is None:
            raise NaiveColumnError(self.when)

    def read(self, frame: nw.DataFrame[Any], engine: Engine) -> nw.DataFrame[Any]:
        """Return, row by row, the code of the `kind` of request, and the `second` it came in."""
        kind = _type_code(frame, self.request_type, engine) * PRIORITIES
        return frame.select(
            # Rows of all batches are held at once, so the small number is held as one.
            kind=(kind + _priority_code(frame, self.priority, engine)).cast(nw.UInt8),
            second=_second(frame, self.when),
        )


def pages_of(rows: nw.DataFrame[Any]) -> list[int]:
    """Return the pages of time in which rows that were read lie."""
    return (rows.get_column("second") // PAGE).unique().to_list()


def _is_text(dtype: nw.dtypes.DType) -> bool:
    # A column in which all is missing may have no type.
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum | nw.Unknown)


def _type_code(frame: nw.DataFrame[Any], name: str, engine: Engine) -> nw.Series[Any]:
    words = frame.get_column(name)
    return _code(words, lambda word: TYPE_CODES[parse_request_type(word)], UNKNOWN_TYPE, engine)


def _priority_code(frame: nw.DataFrame[Any], name: str, engine: Engine) -> nw.Series[Any]:
    if frame.schema[name].is_integer():
        is_known = nw.col(name).is_between(min(Priority), max(Priority))
        code = nw.when(is_known).then(nw.col(name)).otherwise(UNKNOWN_PRIORITY).cast(nw.Int64)
        return frame.select(code).get_column(name)
    return _code(frame.get_column(name), parse_priority, UNKNOWN_PRIORITY, engine)


def _code(
    words: nw.Series[Any], parse: Callable[[object], int], unknown: int, engine: Engine
) -> nw.Series[Any]:
    """Return the code of each word; each word is read once, however often it stands there."""
    different, at = engine.coded(words.to_native())
    codes = [*(_parsed(word, parse, unknown) for word in different), unknown]
    return nw.from_native(engine.looked_up(engine.series(codes), at), series_only=True)


def _parsed(word: object, parse: Callable[[object], int], unknown: int) -> int:
    try:
        return int(parse(word))
    except UnknownWordError:
        return unknown


def _second(frame: nw.DataFrame[Any], name: str) -> nw.Expr:
    """Return the second in which each instant lies; all that is too early or too late is one."""
    when, dtype = nw.col(name), frame.schema[name]
    per_second = _PER_SECOND[dtype.time_unit] if isinstance(dtype, nw.Datetime) else 1
    second = (when.cast(nw.Int64) // per_second).clip(0, LATEST)
    return nw.when(when.is_null()).then(MISSING).otherwise(second)
