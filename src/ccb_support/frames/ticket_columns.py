"""The three columns of a user's table that describe a request: their types and their values."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import pyarrow as pa

from ccb_support.clock.instants import MICROSECONDS
from ccb_support.errors import (
    ColumnTypeError,
    NaiveColumnError,
    UnknownColumnError,
    each_quoted,
)
from ccb_support.words import errors as phrases

from .answer_table import MISSING, SECOND_BITS, AnswerBook, compute

_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def check_names(names: list[str], wanted: Iterable[str]) -> None:
    """Make sure that `names` has each of the columns `wanted` once.

    Raises:
        UnknownColumnError: `names` has no such column, or several.
    """
    for name in wanted:
        if (count := names.count(name)) != 1:
            raise UnknownColumnError(
                name=name,
                count=count,
                columns=each_quoted(names),
                accepted=names,
                phrase=phrases.REPEATED_COLUMN if count else None,
            )


def check_instants(name: str, dtype: nw.dtypes.DType) -> None:
    """Make sure that the column `name` holds instants.

    Raises:
        ColumnTypeError: it holds something else.
        NaiveColumnError: its times have no time zone.
    """
    if not isinstance(dtype, nw.Datetime):
        hint = phrases.MAKE_INSTANTS_OF_TEXT if _is_text(dtype) else None
        raise ColumnTypeError(name, str(dtype), phrases.INSTANT_COLUMN, hint=hint)
    if dtype.time_zone is None:
        raise NaiveColumnError(name)


class RequestColumns(NamedTuple):
    """The names of the columns that describe a request. One column may serve twice."""

    request_type: str
    priority: str
    when: str

    def check(self, types: Iterable[nw.dtypes.DType]) -> None:
        """Make sure that the library can read these types of the columns.

        Raises:
            ColumnTypeError: a column has another type.
            NaiveColumnError: the instants have no time zone.
        """
        request_type, priority, when = types
        if not _is_text(request_type):
            raise ColumnTypeError(self.request_type, str(request_type), phrases.TEXT_COLUMN)
        if not (_is_text(priority) or priority.is_integer() or priority.is_float()):
            wanted = phrases.PRIORITY_COLUMN.fill(text=phrases.TEXT_COLUMN)
            raise ColumnTypeError(self.priority, str(priority), wanted)
        check_instants(self.when, when)


def as_table(columns: Iterable[Any]) -> Any:  # noqa: ANN401 - a table of Arrow
    """Return columns of Arrow as a table, in types that Arrow can look up."""
    arrays = [*map(_readable, columns)]
    return pa.table(arrays, [*map(str, range(len(arrays)))])


def _readable(column: Any) -> Any:  # noqa: ANN401 - columns of Arrow
    if pa.types.is_null(column.type):
        return column.cast(pa.string())
    if pa.types.is_dictionary(column.type):
        words = column.type.value_type
        # Small indexes may be too few for the words of all chunks.
        return column.cast(
            pa.dictionary(pa.int32(), pa.string() if pa.types.is_string_view(words) else words)
        )
    return column


def types_of(table: pa.Table) -> list[nw.dtypes.DType]:
    """Return the types of the columns of a table."""
    return nw.from_native(table, eager_only=True).schema.dtypes()


def keys_of(requests: Any, book: AnswerBook) -> Any:  # noqa: ANN401 - a batch and an array of Arrow
    """Return the key of each row of a batch, as the answer tables of a book have them."""
    *words, instants = requests.columns
    (types, type_places), (priorities, priority_places) = map(_places, words)
    moments = moments_in(instants)
    starts: Any = pa.array(book.phase_starts, pa.int64())
    phases = compute.search_sorted(starts, moments, side="right").cast(pa.int64()).fill_null(0)
    # A phase, a type and a priority make one number, so each combination is looked up once.
    places = compute.add(compute.multiply(phases, len(types)), type_places)
    places = compute.add(compute.multiply(places, len(priorities)), priority_places)
    encoded = places.dictionary_encode()
    firsts: list[int] = []
    for place in encoded.dictionary.to_pylist():
        rest, priority = divmod(place, len(priorities))
        phase, request_type = divmod(rest, len(types))
        group = book.group_of(types[request_type], priorities[priority], phase)
        firsts.append(group << SECOND_BITS)
    seconds = compute.divide(moments, MICROSECONDS).fill_null(MISSING)
    return compute.add(pa.array(firsts, pa.int64()).take(encoded.indices), seconds)


def moments_in(instants: Any) -> Any:  # noqa: ANN401 - arrays of Arrow
    """Return each instant in microseconds since 1970, cut to what a key can hold.

    Earlier instants become 0, and later ones the last second, neither of which is supported. So no
    unit overflows.
    """
    unit = instants.type.unit
    most = min((MISSING - 1) * _PER_SECOND[unit], 2**63 - 1)
    counts = compute.max_element_wise(instants.cast(pa.int64()), 0, skip_nulls=False)
    counts = compute.min_element_wise(counts, most, skip_nulls=False)
    # Without `safe`, nanoseconds are cut.
    return counts.cast(pa.timestamp(unit)).cast(pa.timestamp("us"), safe=False).cast(pa.int64())


def _is_text(dtype: nw.dtypes.DType) -> bool:
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def _places(words: Any) -> tuple[list[object], Any]:  # noqa: ANN401 - arrays of Arrow
    """Return the different words, and the place of each row's word among them."""
    encoded = words.dictionary_encode()
    different: list[object] = [*encoded.dictionary.to_pylist(), None]
    return different, encoded.indices.cast(pa.int64()).fill_null(len(different) - 1)
