"""Tables that can't be routed, and libraries that are missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from ccb_support import CcbSupportError, UnknownChannelError, UnknownMediumError
from ccb_support.errors import (
    ColumnClashError,
    ColumnTypeError,
    NaiveColumnError,
    NotADatetimeError,
    NotAFrameError,
    OldLibraryError,
    UnknownColumnError,
)
from tests.frames.tables import (
    ENGINES,
    FRIDAY,
    SOME,
    Engine,
    Foreign,
    Ticket,
    arrow,
    ask,
    on_every_engine,
    pa,
    pandas_of,
    pd,
    rows_of,
)

AS_TEXT = 'astype("string")'
# Python writes fractions of a second only if there are some.
TEXTS = [(FRIDAY + timedelta(seconds=each / 4)).isoformat() for each in range(4)]
PUT: dict[str, Callable[[Foreign, str, Foreign], Foreign]] = {
    "pandas": lambda frame, name, column: frame.assign(**{name: column}),
    "Polars": lambda frame, _, column: frame.with_columns(column),
    "PyArrow": lambda frame, name, column: frame.drop_columns(name).append_column(name, column),
}
"""How people put a column into a table."""


class OwnType(pa.ExtensionType):  # type: ignore[misc]  # Arrow states no type here
    """A type that a user adds to Arrow, as its manual shows."""

    def __init__(self) -> None:
        pa.ExtensionType.__init__(self, pa.string(), "tests.own")

    def __arrow_ext_serialize__(self) -> bytes:
        return b""


class TestWrongTables:
    """A fault of a whole column is an error at once, and the error says how to mend it."""

    @on_every_engine
    def test_without_a_time_zone_are_refused(self, engine: Engine) -> None:
        table = arrow(SOME)
        naive = table.set_column(2, "when", table["when"].cast(pa.timestamp("us")))
        with pytest.raises(NaiveColumnError, match=r"'when'.*tz_localize.*replace_time_zone"):
            ask(engine(naive))

    @on_every_engine
    @pytest.mark.parametrize("name", ["request_type", "priority", "when"])
    def test_without_the_column_are_refused(self, engine: Engine, name: str) -> None:
        wrong: dict[str, Any] = {name: "fecha"}
        with pytest.raises(UnknownColumnError, match=r"^The table has no column 'fecha'") as raised:
            ask(engine(arrow(SOME)), **wrong)
        assert raised.value.accepted == ("type", "priority", "when")

    def test_with_the_column_twice_are_refused(self) -> None:
        table = arrow(SOME).append_column("when", pa.nulls(len(SOME)))
        for frame in (table, table.to_pandas()):
            with pytest.raises(UnknownColumnError, match="has 2 columns named 'when'"):
                ask(frame)

    @on_every_engine
    def test_with_columns_of_the_same_names_are_refused(self, engine: Engine) -> None:
        empty = pa.nulls(len(SOME), pa.string())
        table = arrow(SOME).append_column("uri", empty).append_column("support_uri", empty)
        with pytest.raises(ColumnClashError, match=r"'uri'.*prefix.*\"support_support_\"$"):
            ask(engine(table))
        ask(engine(table), prefix="support_support_")

    @pytest.mark.parametrize(
        ("column", "values"),
        [
            ("type", [1, 2, 3, 4]),
            ("type", [True, False, True, None]),
            ("type", [["queja"]] * 4),
            ("type", [b"queja"] * 4),
            ("priority", [True, False, True, None]),
            ("priority", [Decimal(1)] * 4),
            ("priority", [date(2026, 7, 10)] * 4),
            ("when", TEXTS),
            ("when", [date(2026, 7, 10)] * 4),
            ("when", [1_783_720_800] * 4),
            ("when", [None] * 4),
        ],
    )
    @pytest.mark.parametrize("engine", ["PyArrow", "pandas", "Polars", "Polars, lazy"])
    def test_with_columns_of_other_types_are_refused(
        self, engine: str, column: str, values: list[Any]
    ) -> None:
        table = arrow(SOME)
        other = table.set_column(table.column_names.index(column), column, pa.array(values))
        kinds = rf"'{column}' holds (?!None).* must hold (?!.*None)"
        with pytest.raises(ColumnTypeError, match=kinds) as raised:
            ask(ENGINES[engine](other))
        # Only text becomes instants. A column of nothing holds text to some engines.
        becomes = column == "when" and values[0] in {TEXTS[0], None}
        assert ("Text that has" in str(raised.value)) is becomes
        # No other column holds objects of several kinds.
        assert "of several kinds" not in str(raised.value) or "holds Object" in str(raised.value)

    @pytest.mark.parametrize(
        ("library", "name", "frame", "error"),
        [
            # A column of numbers with gaps, and one of another system below it.
            ("pandas", "priority", pandas_of(arrow(SOME)).assign(priority=pd.array([3.0, "P1", 3, "2"], dtype=object)), None),
            *(
                (library, "when", engine(arrow(SOME).set_column(2, "when", pa.array(values))), error)
                for library, engine in (("pandas", pandas_of), ("Polars", pl.DataFrame), ("PyArrow", pa.table))
                for values, error in (
                    (TEXTS, None),
                    (pa.array(TEXTS).dictionary_encode(), None),
                    (pa.array(TEXTS, pa.string_view()), None),
                    (pa.nulls(4), "not_a_datetime"),
                )
            ),
        ],
    )  # fmt: skip
    def test_get_a_line_that_mends_them(
        self, library: str, name: str, frame: Foreign, error: str | None
    ) -> None:
        with pytest.raises(ColumnTypeError) as raised:
            ask(frame)
        (line,) = re.findall(rf" in {library} with (.*?\))(?:, in|$)", str(raised.value))
        names = {"pandas": pd, "pyarrow": pa, "pl": pl, "name": name, "frame": frame}
        mended = eval(line, names | {"column": frame[name]})  # noqa: S307 - the line that people paste
        errors = [row["error"] for row in rows_of(ask(PUT[library](frame, name, mended)))]
        assert errors[:3] == [error, error, "unknown_request_type"]

    @pytest.mark.parametrize("other", [FRIDAY, FRIDAY.replace(tzinfo=None)])
    def test_of_pandas_with_naive_objects_get_no_line_that_reads_them_in_utc(
        self, other: datetime
    ) -> None:
        values = [FRIDAY.replace(tzinfo=None), other, None, None]
        frame = pandas_of(arrow(SOME)).assign(when=pd.Series(values, [7] * 4, dtype=object))
        with pytest.raises(ColumnTypeError, match=r"dates with times and a zone$"):
            ask(frame)

    @pytest.mark.parametrize("engine", ["PyArrow", "pandas", "Polars", "Polars, lazy"])
    def test_with_whole_floats_for_priorities_are_read(self, engine: str) -> None:
        table = arrow([Ticket("incidente", None, FRIDAY)] * 4)
        floats = table.set_column(1, "priority", pa.array([1.0, 2.5, None, 4.0]))
        errors = [row["error"] for row in rows_of(ask(ENGINES[engine](floats)))]
        assert errors == [None, "unknown_priority", "missing", None]

    def test_of_pandas_that_are_all_of_arrow_stay_so(self) -> None:
        frame = arrow(SOME).to_pandas(types_mapper=pd.ArrowDtype)
        assert {type(each) for each in ask(frame).dtypes} == {pd.ArrowDtype}

    @pytest.mark.parametrize("version", ["0.20.31", "1.39.9"])
    def test_of_an_old_library_are_refused(
        self, monkeypatch: pytest.MonkeyPatch, version: str
    ) -> None:
        monkeypatch.setattr(pl, "__version__", version)
        with pytest.raises(OldLibraryError, match=r'"polars>=1\.40\.0"'):
            ask(pl.DataFrame(arrow(SOME)))

    @pytest.mark.parametrize("version", ["1.40.0rc1", "1.100", "3.0.0.dev3"])
    def test_of_a_library_that_is_new_enough_are_read(
        self, monkeypatch: pytest.MonkeyPatch, version: str
    ) -> None:
        monkeypatch.setattr(pl, "__version__", version)
        assert len(ask(pl.DataFrame(arrow(SOME)))) == len(SOME)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"priority": pd.array([1, "P2", None, "P4"], dtype=object)}, ["'priority'", AS_TEXT]),
            ({"priority": pd.array([1, "P2"] * 500, dtype=object)}, ["'priority'", AS_TEXT]),
            ({"priority": pd.array([True, 1, 1.0, "P1"] * 250, dtype=object)}, ["'priority'", AS_TEXT]),
            ({"priority": pd.array([b"P1"] * 1000, dtype=object)}, ["'priority'", "string"]),
            ({"priority": pd.Categorical([1, "P2", None, "P4"])}, ["'priority'", AS_TEXT]),
            ({"type": pd.array(["queja", pd.NaT, None, None], dtype=object)}, ["'type'", AS_TEXT]),
            ({"type": pd.array(["queja"] * 999 + [5], dtype=object)}, ["'type'", AS_TEXT]),
            ({"type": pd.period_range("2026", periods=10)}, ["'type'", "a dictionary of text"]),
            ({"when": pd.array([FRIDAY, "later", None, None], dtype=object)}, ["'when'", "must hold instants"]),
            (
                {"when": [pd.Timestamp(f"2026-07-10T17:00-0{each}:00") for each in (3, 5, 5, 3)]},
                ["Times with several UTC offsets become instants in pandas with pandas.to_datetime("],
            ),
        ],
    )  # fmt: skip
    def test_of_pandas_get_the_line_that_mends_them(
        self, changes: dict[str, Any], words: list[str]
    ) -> None:
        (values,) = changes.values()
        with pytest.raises(ColumnTypeError) as raised:
            ask(pandas_of(arrow([SOME[0]] * len(values))).assign(**changes))
        assert [each for each in words if each not in str(raised.value)] == []

    @pytest.mark.parametrize("name", ["priority", "when"])
    @pytest.mark.parametrize(
        "values",
        [
            pd.arrays.SparseArray([1] * 4),
            [1 + 0j] * 4,
            # Half of a character, as `errors="surrogateescape"` reads Latin-1.
            pd.Series(["P1", "p\udce9"] * 2, [7] * 4, dtype=object),
        ],
        ids=["sparse", "complex", "no character"],
    )
    def test_of_pandas_with_types_that_arrow_has_not_are_refused(
        self, values: object, name: str
    ) -> None:
        frame = pandas_of(arrow(SOME)).assign(**{name: values})
        words = (
            f"{name!r} holds {frame[name].dtype}. It must hold a type that Arrow has, such as text"
        )
        with pytest.raises(ColumnTypeError, match=re.escape(words)):
            ask(frame)

    def test_of_arrow_with_types_that_are_no_text_are_refused(self) -> None:
        runs = pa.RunEndEncodedArray.from_arrays(pa.array([len(SOME)], pa.int32()), ["queja"])
        own = pa.ExtensionArray.from_storage(OwnType(), arrow(SOME)["type"].combine_chunks())
        for values in (runs, own):
            with pytest.raises(ColumnTypeError, match="'type'"):
                ask(arrow(SOME).set_column(0, "type", values))

    @pytest.mark.parametrize(
        "other", [None, [1], "tickets.csv", {"type": ["queja"]}, pl.Series([1]), pa.array([1])]
    )
    def test_other_objects_are_refused(self, other: Foreign) -> None:
        with pytest.raises(NotAFrameError, match="pandas, Polars, PyArrow"):
            ask(other)

    @pytest.mark.parametrize(
        ("options", "error"),
        [
            ({"prefer": "fax"}, UnknownMediumError),
            ({"unavailable": ["fax"]}, UnknownChannelError),
            ({"unavailable": {"chat": 1}}, NotADatetimeError),
        ],
    )
    def test_are_not_read_if_an_option_is_wrong(
        self, options: Foreign, error: type[CcbSupportError]
    ) -> None:
        with pytest.raises(error):
            ask(pl.LazyFrame(arrow([])), **options)
