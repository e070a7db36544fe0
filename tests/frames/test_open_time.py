"""Each row of a table gets what `Router.open_time` says of its two instants, on every engine."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import CcbSupportError, Router, UnknownChannelError
from ccb_support.errors import (
    ColumnClashError,
    ColumnTypeError,
    NaiveColumnError,
    NotAFrameError,
    UnknownColumnError,
)
from ccb_support.frames import open_time
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import MICROSECOND, Edition
from tests.builders import SHIPPED
from tests.frames.tables import (
    ENGINES,
    FAR,
    FRIDAY,
    PER_SECOND,
    Engine,
    Foreign,
    Ticket,
    cut,
    in_chunks,
    pa,
    pandas_of,
    pd,
    rows_of,
)
from tests.frames.tables import arrow as arrow_of_tickets

count = partial(open_time, channel="pqrs", start="opened", end="closed")

Pair = tuple[datetime | None, datetime | None]

HOUR = timedelta(hours=1)
MONDAY = FRIDAY + 72 * HOUR
SOME: list[Pair] = [(FRIDAY - HOUR, MONDAY), (FRIDAY, None), (None, FRIDAY), (MONDAY, FRIDAY)]


def arrow(pairs: list[Pair], unit: str = "us", zone: str = "UTC") -> Foreign:
    """Return pairs of instants as an Arrow table."""
    columns = {
        name: arrow_of_tickets([Ticket(None, None, pair[place]) for pair in pairs], unit, zone)
        for place, name in enumerate(("opened", "closed"))
    }
    return pa.table({name: table["when"] for name, table in columns.items()})


def expected(router: Foreign, channel: str, pair: Pair, unit: str = "us") -> object:
    """Return what `Router.open_time` says of a pair, cut to the unit of its column."""
    try:
        return router.open_time(
            channel, *(cut(Ticket(None, None, each), unit).when for each in pair)
        )
    except CcbSupportError:
        return None


def counted(frame: Foreign) -> list[timedelta | None]:
    """Return the durations alone: no `datetime` can hold some of the instants."""
    is_pandas = isinstance(frame, pd.DataFrame)
    narrow = frame[["open_time"]] if is_pandas else frame.select(["open_time"])
    return [row["open_time"] for row in rows_of(narrow)]


OUTSIDE = FAR.filter(lambda when: not 1984 <= when.year < 2200)
"""Instants that no range of time has to cover."""

_NAMES = [name for name in ENGINES if name != "pandas, objects"]

on_every_engine = pytest.mark.parametrize("engine", [*map(ENGINES.get, _NAMES)], ids=_NAMES)
"""Instants are never objects, so this takes one engine less."""


def pairs(instants: st.SearchStrategy[datetime]) -> st.SearchStrategy[list[Pair]]:
    maybe = st.none() | instants
    return st.lists(st.tuples(maybe, maybe), max_size=6)


class TestEveryRow:
    """Each row gets what the router says, for every engine, unit and zone."""

    @on_every_engine
    @given(data=st.data())
    @settings(max_examples=25)
    def test_is_counted_as_the_router_counts(self, engine: Engine, data: st.DataObject) -> None:
        unit = data.draw(st.sampled_from([*PER_SECOND]))
        zone = data.draw(st.sampled_from(["UTC", "America/Bogota", "Pacific/Apia"]))
        near = strategies.boundary_instants(SHIPPED, on=strategies.days(), written_in=st.just(UTC))
        drawn = data.draw(pairs(near.filter(lambda when: when.year == 2026) | OUTSIDE))
        before = engine(arrow(drawn, unit, zone))
        after = count(before)
        assert type(after) is type(before)
        router = Router(SHIPPED)
        assert rows_of(after) == [
            {**old, "open_time": expected(router, "pqrs", pair, unit)}
            for old, pair in zip(rows_of(before), drawn, strict=True)
        ]

    @pytest.mark.parametrize("engine", [pl.DataFrame, pandas_of, in_chunks])
    @given(data=st.data())
    @settings(max_examples=30)
    def test_is_counted_over_any_directory(self, engine: Engine, data: st.DataObject) -> None:
        directory = data.draw(strategies.directories())
        router, channel = Router(directory), data.draw(st.sampled_from(directory.channel_ids))
        near = strategies.boundary_instants(
            directory, on=strategies.days(), written_in=st.just(UTC)
        )
        drawn = data.draw(pairs(near.filter(lambda when: abs(when.year - 2026) <= 1)))
        frame = count(engine(arrow(drawn)), channel=channel, directory=router)
        assert counted(frame) == [expected(router, channel, pair) for pair in drawn]

    @pytest.mark.parametrize("unit", PER_SECOND)
    @on_every_engine
    def test_may_reach_from_one_end_of_the_range_to_the_other(
        self, engine: Engine, unit: str
    ) -> None:
        first, last = Edition(SHIPPED).supported
        drawn: list[Pair] = [
            (first, last),
            (last, last),
            (first - HOUR, last),
            (first, last + HOUR),
            (first, first + HOUR),
        ]
        router = Router(SHIPPED)
        found = counted(count(engine(arrow(drawn, unit)), channel="chat"))
        assert found == [last - first, timedelta(), None, None, HOUR]
        assert found == [expected(router, "chat", pair, unit) for pair in drawn]

    def test_keeps_microseconds_of_nanoseconds(self) -> None:
        drawn: list[Pair] = [(FRIDAY - 3 * MICROSECOND, FRIDAY - MICROSECOND)]
        assert counted(count(arrow(drawn, "ns"))) == [2 * MICROSECOND]


class TestTables:
    """The table is of the same kind, with one more column."""

    def test_the_column_holds_durations(self) -> None:
        table = arrow(SOME)
        assert count(table).schema.field("open_time").type == pa.duration("us")
        for frame in (pl.DataFrame(table), pl.LazyFrame(table)):
            assert count(frame).collect_schema()["open_time"] == pl.Duration("us")
        assert count(pandas_of(table)).dtypes["open_time"] == "timedelta64[us]"

    def test_the_prefix_lets_channels_stand_side_by_side(self) -> None:
        frame = count(pl.DataFrame(arrow(SOME[:1])), prefix="desk_")
        frame = count(frame, channel="chat", prefix="chat_")
        assert frame.select("desk_open_time", "chat_open_time").rows() == [(HOUR, 73 * HOUR)]

    def test_one_column_may_serve_twice(self) -> None:
        frame = count(pl.DataFrame(arrow(SOME[:2])), end="opened")
        assert counted(frame) == [timedelta(), timedelta()]


CLASHING = arrow(SOME).append_column("open_time", pa.nulls(len(SOME), pa.string()))
NAIVE = arrow(SOME).cast(pa.schema([(name, pa.timestamp("us")) for name in ("opened", "closed")]))


class TestWrongTables:
    """A fault of a whole column or of an argument is an error at once."""

    @pytest.mark.parametrize(
        ("frame", "arguments", "error", "words"),
        [
            (arrow(SOME), {"channel": "fax"}, UnknownChannelError, "pqrs, p1_mobile"),
            (arrow(SOME), {"start": "fecha"}, UnknownColumnError, "'fecha'"),
            (arrow(SOME), {"end": "fecha"}, UnknownColumnError, "'fecha'"),
            (CLASHING, {}, ColumnClashError, r"'open_time'.*prefix"),
            ([SOME], {}, NotAFrameError, "pandas, Polars, PyArrow"),
            # A column without a zone, or without instants.
            *((ENGINES[each](NAIVE), {}, NaiveColumnError, "'opened'") for each in _NAMES),
            *(
                (
                    ENGINES[engine](arrow(SOME).set_column(1, "closed", pa.array(values))),
                    {},
                    ColumnTypeError,
                    r"'closed' holds .* must hold instants",
                )
                for engine in ("PyArrow", "pandas", "Polars", "Polars, lazy")
                for values in (["2026-07-10"] * 4, [date(2026, 7, 10)] * 4, [5] * 4, [None] * 4)
            ),
        ],
    )
    def test_are_refused(
        self, frame: Foreign, arguments: Foreign, error: type[CcbSupportError], words: str
    ) -> None:
        with pytest.raises(error, match=words):
            count(frame, **arguments)
