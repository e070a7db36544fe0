"""Tables that stay in their engine: each row gets what `recommend` says of it."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ccb_support import Router
from ccb_support.errors import (
    ColumnClashError,
    ColumnTypeError,
    NaiveColumnError,
    NotAFrameError,
    OldLibraryError,
    UnknownColumnError,
)
from ccb_support.frames import COLUMNS, joins, moved, open_time
from ccb_support.frames.engines import engine_of
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import Edition
from tests.builders import SHIPPED, USUAL_WORDS
from tests.call_counts import count_calls
from tests.frames.tables import (
    FRIDAY,
    SOME,
    Foreign,
    Ticket,
    arrow,
    ask,
    beside,
    expected,
    pa,
    preferences,
    tickets,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ZONES = "UTC", "America/Bogota", "Asia/Kathmandu"


@pytest.fixture(scope="module", params=["duckdb", "pyspark"])
def tables(request: pytest.FixtureRequest) -> Iterator[Foreign]:
    """Return an engine whose tables stay in it."""
    pytest.importorskip(request.param, reason=f"{request.param} is not there: see CONTRIBUTING.md")
    with closing(import_module(f"on_{request.param}").Tables()) as tables:
        yield tables


def numbered(written: Sequence[Ticket]) -> Foreign:
    """Return tickets as an Arrow table; their engine may put the rows in another order."""
    return arrow(written).append_column("id", pa.array(range(len(written)), pa.int64()))


def answers_in(tables: Foreign, routed: Foreign) -> list[dict[str, Any]]:
    """Return what `route` added to each row, in the order in which the rows were written."""
    rows = sorted(tables.rows(routed), key=lambda row: row["id"])
    assert [row["id"] for row in rows] == [*range(len(rows))]
    return [{name: row[name] for name in COLUMNS} for row in rows]


class TestEachRow:
    """Each row is there once, with what `recommend` says of it."""

    @given(data=st.data(), zone=st.sampled_from(ZONES))
    @settings(max_examples=12, phases=[Phase.generate])  # to shrink a failure takes minutes
    def test_is_answered_as_recommend_answers(
        self, tables: Foreign, data: st.DataObject, zone: str
    ) -> None:
        directory = data.draw(st.just(SHIPPED) | strategies.directories(words=USUAL_WORDS))
        router, written = Router(directory), data.draw(tickets(directory))
        options = data.draw(preferences(directory, written))
        tables.show_instants_in(zone)
        routed = ask(tables.of(numbered(written)), directory=router, **options)
        assert answers_in(tables, routed) == [
            expected(each, router.recommend, directory=directory, **options) for each in written
        ]

    @pytest.mark.parametrize(
        "written",
        [
            *(
                beside([when])
                for when in (FRIDAY, FRIDAY.replace(day=14, hour=7), *Edition(SHIPPED).supported)
            ),
            # No instant that is supported.
            [Ticket("queja", 3, None), Ticket("queja", 3, datetime(2250, 1, 1, tzinfo=UTC))],
        ],
    )
    def test_may_be_at_an_instant_at_which_an_answer_changes_or_at_none(
        self, tables: Foreign, written: list[Ticket]
    ) -> None:
        assert answers_in(tables, ask(tables.of(numbered(written)))) == [*map(expected, written)]

    def test_may_have_a_whole_float_for_its_priority(self, tables: Foreign) -> None:
        floats = pa.array([1.0, 2.5, None, 4.0])
        table = numbered([Ticket("incidente", 3, FRIDAY)] * 4).drop(["priority"])
        routed = ask(tables.of(table.append_column("priority", floats)))
        errors = [each["error"] for each in answers_in(tables, routed)]
        assert errors == [None, "unknown_priority", "missing", None]

    def test_may_be_missing(self, tables: Foreign) -> None:
        assert answers_in(tables, ask(tables.of(numbered([])))) == []

    def test_keeps_its_columns(self, tables: Foreign) -> None:
        written = numbered(SOME).rename_columns(["a type", "prioridad `1`", "el.instante", "id"])
        routed = ask(
            tables.of(written),
            request_type="a type",
            priority="prioridad `1`",
            when="el.instante",
            prefix="ccb ",
        )
        assert routed.columns == [*written.column_names, *(f"ccb {each}" for each in COLUMNS)]
        rows = sorted(tables.rows(routed), key=lambda row: row["id"])
        assert [[row[name] for name in written.column_names] for row in rows] == [
            [*ticket, number] for number, ticket in enumerate(SOME)
        ]

    def test_may_be_routed_again(self, tables: Foreign) -> None:
        once = ask(tables.of(numbered(SOME)))
        rows = tables.rows(ask(once, prefix="again_"))
        assert [[row[name] for name in COLUMNS] for row in rows] == [
            [row[f"again_{name}"] for name in COLUMNS] for row in rows
        ]

    def test_is_asked_for_once(self, tables: Foreign, monkeypatch: pytest.MonkeyPatch) -> None:
        calls = count_calls(monkeypatch, {"asked": (nw.LazyFrame, "collect")})
        ask(tables.of(numbered(SOME)))
        assert calls["asked"] == 1

    def test_that_is_new_fails(self, tables: Foreign, monkeypatch: pytest.MonkeyPatch) -> None:
        different_requests: Foreign = vars(joins)["_different_requests"]

        def forget(*asked: Foreign) -> Foreign:
            return different_requests(*asked).head(1)

        monkeypatch.setattr(joins, "_different_requests", forget)
        routed = ask(tables.of(numbered(SOME)))
        with pytest.raises(Exception, match=r"The table has changed since .*\. Route it again"):
            tables.rows(routed)


class TestWrongTables:
    """A fault of a whole column is an error at once."""

    def test_without_a_time_zone_are_refused(self, tables: Foreign) -> None:
        with pytest.raises(NaiveColumnError, match=r"'when'.*America/Bogota"):
            ask(tables.without_zone(numbered(SOME)))

    @pytest.mark.parametrize("name", ["request_type", "priority", "when"])
    def test_without_the_column_are_refused(self, tables: Foreign, name: str) -> None:
        wrong: dict[str, Any] = {name: "fecha"}
        with pytest.raises(UnknownColumnError, match=r"^The table has no column 'fecha'"):
            ask(tables.of(numbered(SOME)), **wrong)

    @pytest.mark.parametrize(("name", "prefix"), [("uri", ""), ("X_Reason", "x_")])
    def test_with_columns_of_the_same_names_in_any_capitals_are_refused(
        self, tables: Foreign, name: str, prefix: str
    ) -> None:
        table = numbered(SOME).append_column(name, pa.array(["x"] * len(SOME)))
        with pytest.raises(ColumnClashError, match=rf"'{name}'.*prefix"):
            ask(tables.of(table), prefix=prefix)

    @pytest.mark.parametrize(
        ("column", "values"),
        [
            ("type", [1, 2, 3, 4]),
            ("when", ["2026-07-10T17:00-05:00"] * 4),
            ("when", [1_783_720_800] * 4),
        ],
    )
    def test_with_columns_of_other_types_are_refused(
        self, tables: Foreign, column: str, values: list[Any]
    ) -> None:
        table = numbered(SOME)
        other = table.set_column(table.column_names.index(column), column, pa.array(values))
        with pytest.raises(ColumnTypeError, match=f"'{column}'"):
            ask(tables.of(other))

    def test_with_text_for_times_get_the_line_that_reads_it(self, tables: Foreign) -> None:
        texts = pa.array([each.when and each.when.isoformat() for each in SOME])
        frame = tables.of(arrow(SOME).drop(["when"]).append_column("opened", texts))
        with pytest.raises(ColumnTypeError) as raised:
            ask(frame, when="opened")
        engine = {"on_duckdb": "DuckDB", "on_pyspark": "Spark"}[type(tables).__module__]
        (line,) = re.findall(rf"in {engine} with (CAST\(.+?\))", str(raised.value))
        read = f"{line.replace('name', 'opened')} AS opened"
        zoned = engine_of(frame, ["DuckDB", "PySpark"]).select(frame, ["type", "priority", read])
        rows = tables.rows(ask(zoned, when="opened"))
        assert {row["channel"] for row in rows} == {"pqrs", "p1_mobile", None}

    def test_of_an_old_engine_are_refused(
        self, tables: Foreign, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = type(tables).__module__.removeprefix("on_")
        table = tables.of(numbered(SOME))
        monkeypatch.setattr(import_module(name), "__version__", "1.5.6")
        with pytest.raises(OldLibraryError, match=f"{name}>="):
            ask(table)

    def test_are_only_for_routing(self, tables: Foreign) -> None:
        table = tables.of(numbered(SOME))
        with pytest.raises(NotAFrameError, match=r"pandas, Polars, PyArrow$"):
            open_time(table, channel="pqrs", start="when", end="when")
        names = {"request_type": "type", "priority": "priority", "when": "when"}
        with pytest.raises(NotAFrameError, match=r"pandas, Polars, PyArrow$"):
            moved(table, None, None, **names)
