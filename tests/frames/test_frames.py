"""Routing a table: each row gets what `recommend` says of it, on every engine, and nothing else."""

from __future__ import annotations

import importlib
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    CcbSupportError,
    ColumnClashError,
    ColumnTypeError,
    Directory,
    MissingExtraError,
    NaiveColumnError,
    NotAFrameError,
    RequestType,
    Router,
    UnknownChannelError,
    UnknownColumnError,
    UnknownMediumError,
    default_directory,
    recommend,
    timetable,
)
from ccb_support.frames import COLUMNS, route, routing, to_arrow
from ccb_support.frames import time_cells as grid
from ccb_support.frames.answer_table import AnswerBook
from ccb_support.frames.request_columns import Asked
from ccb_support.frames.routing import TableRouter
from ccb_support.testing import strategies
from ccb_support.testing.boundary_instants import range_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Neither says all its types, and the tests are no place to guess them.
pa: Any = importlib.import_module("pyarrow")
pd: Any = importlib.import_module("pandas")

Foreign: TypeAlias = Any
"""Something of another library, such as a table."""

PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SHIPPED = default_directory()
FRIDAY = datetime(2026, 7, 10, 17, 0, tzinfo=BOGOTA)

ask = partial(route, request_type="type", priority="priority", when="when")


class Ticket(NamedTuple):
    """A row: words or numbers as they were written, and an instant; each may be missing."""

    type: str | None
    priority: str | int | None
    when: datetime | None


def arrow(
    tickets: Sequence[Ticket],
    unit: str = "us",
    zone: str = "UTC",
    text: Foreign = pa.string(),  # noqa: B008 - a type is a value
    numbers: Foreign = pa.int64(),  # noqa: B008 - likewise
) -> Foreign:
    """Return tickets as an Arrow table, with their instants cut to `unit`."""
    counts = [
        each.when and (each.when - EPOCH) // MICROSECOND * PER_SECOND[unit] // 10**6
        for each in tickets
    ]
    priorities = [each.priority for each in tickets]
    is_number = all(isinstance(each, int | None) for each in priorities)
    return pa.table(
        {
            "type": pa.array([each.type for each in tickets], pa.string()).cast(text),
            "priority": pa.array(priorities, numbers)
            if is_number
            else pa.array(priorities, pa.string()).cast(text),
            "when": pa.array(counts, pa.int64()).cast(pa.timestamp(unit, zone)),
        }
    )


def in_chunks(table: Foreign) -> Foreign:
    return pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1)])


def pandas_of(table: Foreign) -> Foreign:
    frame = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return frame.set_axis([7] * len(frame))  # the labels of rows need not differ


def objects_of(table: Foreign) -> Foreign:
    return pandas_of(table).astype({"type": object})


def pandas_of_arrow(table: Foreign) -> Foreign:
    no_views = [
        field.with_type(pa.string()) if field.type == pa.string_view() else field
        for field in table.schema  # pandas itself can't drop what is missing from a view
    ]
    return table.cast(pa.schema(no_views)).to_pandas(types_mapper=pd.ArrowDtype)


ENGINES: dict[str, Callable[[Foreign], Foreign]] = {
    "PyArrow": lambda table: table,
    "PyArrow, in chunks": in_chunks,
    "pandas": pandas_of,
    "pandas, objects": objects_of,
    "pandas, types of Arrow": pandas_of_arrow,
    "Polars": pl.DataFrame,
    "Polars, lazy": lambda table: pl.DataFrame(table).lazy(),
}
"""Ways to hold a table."""

TEXT = {
    "text": pa.string(),
    "large text": pa.large_string(),
    "views of text": pa.string_view(),
    "dictionary": pa.dictionary(pa.int8(), pa.string()),
}
"""Ways to hold words."""


def rows_of(frame: Foreign) -> list[dict[str, Any]]:
    """Return the rows of a table, whatever it is."""
    if isinstance(frame, pl.LazyFrame):
        in_memory = frame.collect()
        assert in_memory.equals(frame.collect(engine="streaming"))
        return rows_of(in_memory)
    if isinstance(frame, pd.DataFrame):
        frame = pa.Table.from_pandas(frame, preserve_index=False)
    elif isinstance(frame, pl.DataFrame):
        frame = frame.to_arrow()
    rows: list[dict[str, Any]] = frame.to_pylist()
    return rows


any_recommend: Any = recommend


def expected(
    ticket: Ticket, ask_router: Foreign = any_recommend, **options: Foreign
) -> dict[str, Any]:
    """Return what `recommend` says of a ticket, as the columns of its row."""
    try:
        answer = ask_router(*ticket, **options)
    except CcbSupportError as error:
        return dict.fromkeys(COLUMNS) | {"error": error.code}
    return {
        "channel": answer.channel.id,
        "number": answer.number,
        "uri": answer.uri,
        "open_now": answer.open_now,
        "opens_at": answer.opens_at,
        "reason": answer.reason,
        "valid_from": answer.valid_from,
        "valid_until": answer.valid_until,
        "error": None,
    }


def cut(ticket: Ticket, unit: str) -> Ticket:
    """Return a ticket with the instant that a column of `unit` holds."""
    if ticket.when is None:
        return ticket
    step = timedelta(seconds=1) / PER_SECOND[unit] if unit in {"s", "ms"} else MICROSECOND
    return ticket._replace(when=ticket.when - (ticket.when - EPOCH) % step)


FAR = st.datetimes(datetime(1700, 1, 1), datetime(2250, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis wants them so


def tickets(directory: Directory) -> st.SearchStrategy[list[Ticket]]:
    """Draw tickets, many of which come in just when an answer of `directory` changes."""
    instants = strategies.boundary_instants(directory, written_in=st.just(UTC)) | FAR
    types = strategies.written_request_types().map(lambda pair: pair[0])
    words = strategies.written_priorities().map(lambda pair: str(pair[0]))
    odd = st.sampled_from([None, "", "PQRS", "urgente", "fax", "-1"])
    numbers = st.none() | st.integers(-1, 7)
    written, numbered = (
        st.lists(st.builds(Ticket, types | odd, priorities, st.none() | instants), max_size=6)
        for priorities in (words | odd, numbers)
    )
    return written | numbered


def hourly_desk() -> Router:
    """Return a router over a desk that pauses for the last minute of each hour of Friday."""
    hours = [
        {"days": ["friday"], "opens": f"{hour:02}:00", "closes": f"{hour:02}:59"}
        for hour in range(24)
    ]
    content = SHIPPED.model_dump(mode="json")
    desk = next(each for each in content["channels"] if each["id"] == "pqrs")
    return Router(Directory.model_validate(content | {"channels": [desk | {"hours": hours}]}))


class TestEveryRow:
    """Each row gets what `recommend` says of it: whatever the engine, the unit and the type."""

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    @given(data=st.data())
    @settings(max_examples=40)
    def test_is_answered_as_recommend_answers(
        self, engine: Callable[[Foreign], Foreign], data: st.DataObject
    ) -> None:
        unit = data.draw(st.sampled_from([*PER_SECOND]))
        zone = data.draw(st.sampled_from(["UTC", "America/Bogota", "Pacific/Apia"]))
        text = data.draw(st.sampled_from([*TEXT.values()]))
        drawn = data.draw(tickets(SHIPPED))
        before = engine(arrow(drawn, unit, zone, text))
        routed = ask(before)
        assert type(routed) is type(before)
        written = [
            {**old, **expected(cut(each, unit))}
            for old, each in zip(rows_of(before), drawn, strict=True)
        ]
        assert rows_of(routed) == written

    @pytest.mark.parametrize("unit", PER_SECOND)
    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_come_just_when_an_answer_changes(
        self, engine: Callable[[Foreign], Foreign], unit: str
    ) -> None:
        changes = [FRIDAY, FRIDAY.replace(day=14, hour=7), *range_ends(SHIPPED)]
        beside = [timedelta(), MICROSECOND, timedelta(milliseconds=1), timedelta(seconds=1)]
        drawn = [
            Ticket(kind, 3, change + sign * step)
            for kind, change, step, sign in product(
                ["queja", "incidente"], changes, beside, (-1, 1)
            )
        ]
        answers = [expected(cut(each, unit)) for each in drawn]
        assert self.answers(ask(engine(arrow(drawn, unit)))) == answers

    @pytest.mark.parametrize("engine", [pl.DataFrame, pandas_of, in_chunks])
    @given(data=st.data())
    @settings(max_examples=40)
    def test_is_answered_over_any_directory(
        self, engine: Callable[[Foreign], Foreign], data: st.DataObject
    ) -> None:
        directory = data.draw(strategies.directories())
        router, drawn = Router(directory), data.draw(tickets(directory))
        options: dict[str, Any] = {
            "prefer": data.draw(st.none() | strategies.media()),
            "unavailable": data.draw(st.sets(st.sampled_from(directory.channel_ids))),
        }
        routed = ask(engine(arrow(drawn)), directory=router, **options)
        answers = [expected(each, router.recommend, **options) for each in drawn]
        assert [{name: row[name] for name in COLUMNS} for row in rows_of(routed)] == answers

    @pytest.mark.parametrize("most_cells", [grid.MOST_CELLS, 2**8], ids=["fine", "coarse"])
    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_come_on_a_day_full_of_changes(
        self,
        engine: Callable[[Foreign], Foreign],
        most_cells: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(grid, "MOST_CELLS", most_cells)
        router, midnight = hourly_desk(), FRIDAY.replace(hour=0)
        drawn = [
            Ticket("queja", 3, midnight + timedelta(minutes=each)) for each in range(-60, 1500)
        ] + [Ticket("queja", 3, None), Ticket("queja", 3, FRIDAY.replace(year=1700))]
        answers = [expected(each, router.recommend) for each in drawn]
        assert self.answers(ask(engine(arrow(drawn)), directory=router)) == answers

    @pytest.mark.parametrize(
        "numbers", [pa.int8(), pa.uint8(), pa.int16(), pa.uint64(), pa.int64()]
    )
    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_number_its_priority_in_any_type(
        self, engine: Callable[[Foreign], Foreign], numbers: Foreign
    ) -> None:
        drawn = [Ticket("queja", each, FRIDAY) for each in (0, 1, 5, 6, 127)]
        assert self.answers(ask(engine(arrow(drawn, numbers=numbers)))) == [*map(expected, drawn)]

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_number_its_priority_far_off(self, engine: Callable[[Foreign], Foreign]) -> None:
        drawn = [Ticket("queja", each, FRIDAY) for each in (3, 2**64 - 1)]
        table = arrow(drawn, numbers=pa.uint64())
        assert self.answers(ask(engine(table))) == [*map(expected, drawn)]

    @pytest.mark.parametrize("far", [2**63 - 1, 1 - 2**63])
    @pytest.mark.parametrize("unit", PER_SECOND)
    @pytest.mark.parametrize("engine", ["PyArrow", "pandas, types of Arrow"])
    def test_may_be_as_far_off_as_its_unit_goes(self, engine: str, unit: str, far: int) -> None:
        counts = pa.array([far], pa.int64()).cast(pa.timestamp(unit, "UTC"))
        frame = ENGINES[engine](arrow([Ticket("queja", 3, FRIDAY)]).set_column(2, "when", counts))
        assert [str(error) for error in ask(frame)["error"]] == ["out_of_range"]

    @pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["queja", "PQRS", "Reclamos", "z"])])
    def test_may_name_its_type_by_categories_of_polars(self, dtype: Foreign) -> None:
        drawn = [Ticket(each, 3, FRIDAY) for each in ("queja", None, "PQRS", "Reclamos", "queja")]
        frame = pl.DataFrame(arrow(drawn)).with_columns(pl.col("type").cast(dtype))
        assert self.answers(ask(frame)) == [*map(expected, drawn)]

    def test_may_name_its_priority_by_categories_that_are_numbers(self) -> None:
        drawn = [Ticket("queja", each, FRIDAY) for each in (1, 3, 9, None)]
        frame = pandas_of(arrow(drawn)).astype({"priority": "category"})
        assert self.answers(ask(frame)) == [*map(expected, drawn)]

    @pytest.mark.parametrize("column", ["type", "priority"])
    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_miss_a_word_as_all_others_do(
        self, engine: Callable[[Foreign], Foreign], column: str
    ) -> None:
        drawn = [Ticket("queja", 3, FRIDAY)._replace(**{column: None})] * 2
        table = arrow(drawn)
        at = table.column_names.index(column)
        frame = engine(table.set_column(at, column, pa.nulls(2)))
        assert self.answers(ask(frame)) == [*map(expected, drawn)]

    @pytest.mark.parametrize(
        "zone", [*map(ZoneInfo, ["UTC", "Asia/Kathmandu"]), UTC, FRIDAY.tzinfo]
    )
    def test_may_be_in_any_zone_that_pandas_knows(self, zone: Foreign) -> None:
        drawn = [Ticket("queja", 3, FRIDAY), Ticket("queja", 3, FRIDAY - MICROSECOND)]
        frame = pandas_of(arrow(drawn))
        frame["when"] = frame["when"].dt.tz_convert(zone)
        assert self.answers(ask(frame)) == [*map(expected, drawn)]

    @pytest.mark.parametrize(
        "zone", ["America/New_York", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "EST5EDT"]
    )
    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_be_in_a_zone_with_any_name(
        self, engine: Callable[[Foreign], Foreign], zone: str
    ) -> None:
        drawn = [Ticket("queja", 3, FRIDAY), Ticket("queja", 3, FRIDAY - MICROSECOND)]
        frame = engine(arrow(drawn, zone=zone))
        routed = ask(frame)
        assert self.answers(routed) == [*map(expected, drawn)]
        if isinstance(routed, pd.DataFrame):
            assert routed["when"].dtype == frame["when"].dtype

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_name_its_type_in_a_full_dictionary(
        self, engine: Callable[[Foreign], Foreign]
    ) -> None:
        words = ["queja", *(f"word {number}" for number in range(127))]
        full = pa.DictionaryArray.from_arrays(pa.array([0, None, 1], pa.int8()), pa.array(words))
        table = arrow([Ticket("queja", 3, FRIDAY)] * 3).set_column(0, "type", full)
        errors = [row["error"] for row in rows_of(ask(engine(table)))]
        assert errors == [None, "unknown_request_type", "unknown_request_type"]

    def test_may_be_a_nanosecond_early(self) -> None:
        closing = pd.Timestamp(FRIDAY).as_unit("ns")
        frame = pd.DataFrame(
            {"type": "queja", "priority": 3, "when": [closing - pd.Timedelta(1, "ns"), closing]}
        )
        assert list(ask(frame)["channel"]) == ["pqrs", "national_line"]

    def answers(self, routed: Foreign) -> list[dict[str, Any]]:
        return [{name: row[name] for name in COLUMNS} for row in rows_of(routed)]


SOME = [
    Ticket("Queja", "P3", FRIDAY - MICROSECOND),
    Ticket("incidente", "crítica", FRIDAY),
    Ticket("PQRS", "P3", FRIDAY),
    Ticket("queja", "alta", None),
]


class TestTheTable:
    """What was there stays as it was, and what is added is small."""

    def test_of_pandas_keeps_its_index_and_its_other_columns(self) -> None:
        frame = pandas_of(arrow(SOME)).set_axis(["d", "a", "d", "b"]).assign(other=[4, 3, 2, 1])
        before = frame.copy()
        routed = ask(frame)
        pd.testing.assert_frame_equal(routed[before.columns], before)
        pd.testing.assert_frame_equal(frame, before)
        assert list(routed.columns) == [*before.columns, *COLUMNS]

    def test_of_arrow_keeps_what_its_schema_says(self) -> None:
        table = arrow(SOME).replace_schema_metadata({"source": "GLPI"})
        assert ask(table).schema.metadata == {b"source": b"GLPI"}

    def test_may_have_columns_whose_names_are_no_text(self) -> None:
        routed = ask(pandas_of(arrow(SOME)).assign(other=1).rename(columns={"other": 0}))
        assert list(routed.columns) == ["type", "priority", "when", 0, *COLUMNS]

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_be_empty(self, engine: Callable[[Foreign], Foreign]) -> None:
        routed = ask(engine(arrow([])))
        assert rows_of(routed) == []
        assert [*(routed.collect() if isinstance(routed, pl.LazyFrame) else routed).columns]

    def test_may_have_other_columns_of_one_name(self) -> None:
        other = pa.array(range(len(SOME)))
        table = arrow(SOME).append_column("other", other).append_column("other", other)
        assert ask(table)["channel"].to_pylist() == ["pqrs", "p1_mobile", None, None]
        in_pandas = ask(table.to_pandas())
        assert [*in_pandas["channel"].dropna()] == ["pqrs", "p1_mobile"]

    def test_may_name_its_columns_as_the_added_ones(self) -> None:
        table = arrow(SOME).append_column("channel", pa.nulls(len(SOME)))
        routed = ask(table, prefix="support_")
        assert routed.column_names == [
            *table.column_names,
            *(f"support_{each}" for each in COLUMNS),
        ]
        assert routed["support_channel"].to_pylist() == ["pqrs", "p1_mobile", None, None]

    def test_may_have_one_column_for_two_things(self) -> None:
        table = pl.DataFrame({"word": ["queja", "P3"], "when": [FRIDAY, FRIDAY]})
        routed = route(table, request_type="word", priority="word", when="when")
        assert routed["error"].to_list() == ["unknown_priority", "unknown_request_type"]

    def test_gets_a_byte_for_each_name_and_eight_for_each_instant(self) -> None:
        routed = ask(pl.DataFrame(arrow([SOME[0]] * 1000))).select(COLUMNS)
        assert routed.estimated_size() <= 1000 * (5 * (1 + 1 / 8) + 2 / 8 + 3 * (8 + 1 / 8))

    def test_has_the_same_types_whether_it_is_lazy_or_not(self) -> None:
        frame = pl.DataFrame(arrow(SOME))
        assert ask(frame.lazy()).collect_schema() == ask(frame).schema

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_is_read_in_batches(
        self, engine: Callable[[Foreign], Foreign], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = rows_of(ask(engine(arrow(SOME))))
        monkeypatch.setattr(routing, "BATCH", 3)
        assert rows_of(ask(engine(arrow(SOME)))) == whole

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_may_have_words_that_come_late(self, engine: Callable[[Foreign], Foreign]) -> None:
        late = rows_of(ask(engine(arrow([SOME[0]] * 5000 + SOME))))
        assert late[5000:] == rows_of(ask(engine(arrow(SOME))))

    def test_may_have_a_dictionary_with_a_word_that_is_missing(self) -> None:
        words = pa.DictionaryArray.from_arrays(pa.array([0, 1, None]), pa.array(["queja", None]))
        table = pa.table({"type": words, "priority": [3] * 3, "when": [FRIDAY] * 3})
        assert ask(table)["error"].to_pylist() == [None, *["unknown_request_type"] * 2]

    def test_of_polars_may_be_routed_as_a_part_of_a_plan(self) -> None:
        plan = ask(pl.DataFrame(arrow(SOME)).lazy())
        asked = plan.filter(pl.col("error").is_null()).select("channel", "type").head(1)
        assert asked.collect(engine="streaming").rows() == [("pqrs", "Queja")]


class TestWork:
    """Each word is read once, and answers are looked up only for the weeks in which rows lie."""

    def test_reads_a_word_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[tuple[type, object]] = []
        columns = importlib.import_module("ccb_support.frames.request_columns")
        original = columns.find_member

        def reading(kind: type, word: object) -> object:
            read.append((kind, word))
            return original(kind, word)

        monkeypatch.setattr(columns, "find_member", reading)
        ask(pl.DataFrame(arrow([SOME[0], SOME[1], SOME[0]] * 1000)))
        words = [str(word) for kind, word in read if kind is RequestType]
        assert sorted(words) == ["Queja", "incidente"]

    def test_looks_at_whole_months_between_the_first_and_the_last_of_many_rows(self) -> None:
        first, last = FRIDAY.replace(day=1), FRIDAY.replace(day=20)
        many = pl.DataFrame(arrow([Ticket("queja", 3, each) for each in (first, last)] * 2**15))
        rows = ask(many).select("channel", "valid_from").unique(maintain_order=True).rows()
        assert rows == [
            (a.channel.id, a.valid_from)
            for a in [recommend("queja", 3, first), recommend("queja", 3, last)]
        ]

    def test_makes_the_small_table_once_for_many_frames(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[object] = []
        of_polars: Foreign = importlib.import_module("ccb_support.frames.engines.polars_engine")
        original = of_polars.columns_of

        def making(*arguments: object) -> object:
            made.append(arguments)
            return original(*arguments)

        monkeypatch.setattr(of_polars, "columns_of", making)
        book = AnswerBook(Router(SHIPPED), None, ())
        router = TableRouter(Asked("type", "priority", "when"), book, of_polars, "")
        frame = pl.DataFrame(arrow(SOME))
        assert router.routed(frame).equals(router.routed(frame))
        assert len(made) == 1

    @pytest.mark.parametrize(
        ("router", "years", "most"),
        [
            (hourly_desk(), [2026], 4),  # two for words, two for the cell, and no steps
            (Router(SHIPPED), [1990, 2026, 2190], 6),  # a day has two changes
        ],
        ids=["a day full of changes", "days far apart"],
    )
    def test_takes_few_steps(
        self, router: Router, years: list[int], most: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looks: list[object] = []
        of_polars: Foreign = importlib.import_module("ccb_support.frames.engines.polars_engine")
        original = of_polars.looked_up

        def looking(*arguments: object) -> object:
            looks.append(arguments)
            return original(*arguments)

        monkeypatch.setattr(of_polars, "looked_up", looking)
        drawn = [Ticket("queja", "P3", FRIDAY.replace(year=year)) for year in years]
        ask(pl.DataFrame(arrow(drawn)), directory=router)
        assert len(looks) == most

    def test_keeps_answers_for_later_frames_but_not_ever_more_of_them(self) -> None:
        book = AnswerBook(Router(SHIPPED), None, ())
        wanted = [[700], [701], [700], [702], [700, 701, 702], [701]]
        kept = [sorted(book.covering(pages).pages) for pages in wanted]
        every = [700, 701, 702]
        assert kept == [[700], [700, 701], [700, 701], [702], every, every]

    def test_passes_over_the_years_between_two_rows(self) -> None:
        router = Router(SHIPPED)
        asked: list[timedelta] = []
        original = router.timetable

        class Watched(Router):
            def timetable(self, start: datetime, end: datetime, **options: Foreign) -> Foreign:
                asked.append(end - start)
                return original(start, end, **options)

        drawn = [Ticket("queja", 3, FRIDAY.replace(year=year)) for year in (1990, 2190)]
        ask(arrow(drawn), directory=Watched(SHIPPED))
        assert sum(asked, timedelta()) < timedelta(weeks=16)


def without_zone(frame: Foreign) -> Foreign:
    if isinstance(frame, pa.Table):
        return frame.set_column(2, "when", frame["when"].cast(pa.timestamp("us")))
    if isinstance(frame, pd.DataFrame):
        return frame.assign(when=frame["when"].dt.tz_localize(None))
    return frame.with_columns(pl.col("when").dt.replace_time_zone(None))


class TestWrongTables:
    """What is wrong with a whole column is said at once, and how to put it right."""

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_without_a_time_zone_are_refused(self, engine: Callable[[Foreign], Foreign]) -> None:
        with pytest.raises(NaiveColumnError, match=r"'when'.*tz_localize.*replace_time_zone"):
            ask(without_zone(engine(arrow(SOME))))

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    @pytest.mark.parametrize("name", ["request_type", "priority", "when"])
    def test_without_the_column_are_refused(
        self, engine: Callable[[Foreign], Foreign], name: str
    ) -> None:
        names: dict[str, Any] = {"request_type": "type", "priority": "priority", "when": "when"} | {
            name: "fecha"
        }
        with pytest.raises(UnknownColumnError, match=r"^The table has no column 'fecha'") as raised:
            route(engine(arrow(SOME)), **names)
        assert raised.value.accepted == ("type", "priority", "when")

    def test_with_the_column_twice_are_refused(self) -> None:
        table = arrow(SOME).append_column("when", pa.nulls(len(SOME)))
        for frame in (table, table.to_pandas()):
            with pytest.raises(UnknownColumnError, match="'when'"):
                ask(frame)

    @pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
    def test_with_columns_of_the_same_names_are_refused(
        self, engine: Callable[[Foreign], Foreign]
    ) -> None:
        table = arrow(SOME).append_column("uri", pa.nulls(len(SOME), pa.string()))
        with pytest.raises(ColumnClashError, match=r"'uri'.*prefix"):
            ask(engine(table))

    @pytest.mark.parametrize(
        ("column", "values"),
        [
            ("type", [1, 2, 3, 4]),
            ("type", [True, False, True, None]),
            ("type", [["queja"]] * 4),
            ("type", [b"queja"] * 4),
            ("priority", [1.0, 2.0, None, 4.0]),
            ("priority", [True, False, True, None]),
            ("priority", [Decimal(1)] * 4),
            ("priority", [date(2026, 7, 10)] * 4),
            ("when", ["2026-07-10T17:00-05:00"] * 4),
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
        with pytest.raises(ColumnTypeError, match=f"'{column}'"):
            ask(ENGINES[engine](other))

    @pytest.mark.parametrize("values", [[1, "P2", None, "P4"], [True, 1, 1.0, "P1"], [b"P1"] * 4])
    def test_of_pandas_with_objects_of_several_kinds_are_refused(self, values: list[Any]) -> None:
        frame = pandas_of(arrow(SOME)).assign(priority=pd.array(values, dtype=object))
        with pytest.raises(ColumnTypeError, match=r"'priority'.*string"):
            ask(frame)

    def test_of_pandas_with_types_that_are_no_text_are_refused(self) -> None:
        frame = pandas_of(arrow(SOME)).assign(type=pd.period_range("2026", periods=len(SOME)))
        with pytest.raises(ColumnTypeError, match="'type'"):
            ask(frame)

    def test_of_arrow_with_types_that_are_no_text_are_refused(self) -> None:
        runs = pa.RunEndEncodedArray.from_arrays(pa.array([len(SOME)], pa.int32()), ["queja"])
        with pytest.raises(ColumnTypeError, match="'type'"):
            ask(arrow(SOME).set_column(0, "type", runs))

    def test_of_pandas_with_one_object_of_another_kind_are_refused(self) -> None:
        frame = pandas_of(arrow([SOME[0]] * 1000))
        frame["type"] = pd.array(["queja"] * 999 + [5], dtype=object)
        with pytest.raises(ColumnTypeError, match="'type'"):
            ask(frame)

    @pytest.mark.parametrize(
        "other", [None, [1], "tickets.csv", {"type": ["queja"]}, pl.Series([1]), pa.array([1])]
    )
    def test_that_are_none_are_refused(self, other: Foreign) -> None:
        with pytest.raises(NotAFrameError, match="pandas, Polars, PyArrow"):
            ask(other)

    @pytest.mark.parametrize(
        ("options", "error"),
        [({"prefer": "fax"}, UnknownMediumError), ({"unavailable": ["fax"]}, UnknownChannelError)],
    )
    def test_are_not_looked_at_where_an_option_is_wrong(
        self,
        options: Foreign,
        error: type[CcbSupportError],
    ) -> None:
        with pytest.raises(error):
            ask(pl.LazyFrame(arrow([])), **options)


class TestArrow:
    """A timetable as Arrow has all its rows, of fixed types."""

    TABLE = timetable(FRIDAY, FRIDAY + timedelta(days=7))

    def test_has_every_request(self) -> None:
        requests = to_arrow(self.TABLE).requests.to_pylist()
        assert requests == [dict(each) for each in self.TABLE.requests]

    def test_has_every_span(self) -> None:
        spans = to_arrow(self.TABLE).spans.to_pylist()
        assert spans == [dict(each) for each in self.TABLE.spans]

    def test_has_the_same_types_where_it_is_empty(self) -> None:
        empty = to_arrow(timetable(FRIDAY, FRIDAY + timedelta(days=7), requests=[]))
        assert [each.schema for each in empty] == [each.schema for each in to_arrow(self.TABLE)]
        assert [each.num_rows for each in empty] == [0, 0]


class TestExtra:
    """What routes tables needs an extra, and says which; nothing else loads it."""

    @pytest.mark.parametrize("missing", ["narwhals", "pyarrow"])
    def test_is_named_where_it_is_missing(
        self, missing: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [name for name in sys.modules if name.startswith("ccb_support.frames")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, missing, None)
        with pytest.raises(MissingExtraError, match=r"ccb-support\[frames\]"):
            importlib.import_module("ccb_support.frames")

    def test_is_not_named_where_something_else_is_missing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [name for name in sys.modules if name.startswith("ccb_support.frames")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "ccb_support.clock.wall_clock", None)
        with pytest.raises(ModuleNotFoundError, match=r"ccb_support\.clock\.wall_clock"):
            importlib.import_module("ccb_support.frames")
