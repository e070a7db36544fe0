"""What a routed table keeps, what it adds, and how much work that is; and a timetable as Arrow."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Barrier, get_ident
from typing import Any
from unittest.mock import create_autospec

import narwhals as nw
import polars as pl
import pytest

from ccb_support import Router, timetable
from ccb_support.errors import UnknownColumnError
from ccb_support.frames import COLUMNS, open_time, route, table_routing, to_arrow
from ccb_support.frames.answer_table import PAGE_BITS, PAGE_NUMBER_BITS, AnswerBook
from ccb_support.frames.ticket_columns import keys_of
from ccb_support.model.vocabulary import RequestTypes
from ccb_support.routing.request_decisions import RequestDecisions
from ccb_support.schedule.layers import Schedule
from tests.builders import SHIPPED, shipped
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
from tests.markdown import ROOT


class TestTheTable:
    """The table keeps its columns as they were, and the added columns are small."""

    def test_of_pandas_keeps_its_index_and_its_other_columns(self) -> None:
        frame = pandas_of(arrow(SOME)).set_axis(["d", "a", "d", "b"]).assign(other=[4, 3, 2, 1])
        frame.attrs["source"], frame.columns.name = "GLPI", "field"
        before = frame.copy()
        routed = ask(frame)
        pd.testing.assert_frame_equal(routed[before.columns], before)
        pd.testing.assert_frame_equal(frame, before)
        assert list(routed.columns) == [*before.columns, *COLUMNS]
        assert (routed.attrs, routed.columns.name) == ({"source": "GLPI"}, "field")

    @pytest.mark.parametrize(
        "labels",
        [["INC-1", 2, 3.5, None], pd.MultiIndex.from_product([["INC-1", 2], [object(), 3]])],
    )
    def test_of_pandas_may_have_any_index(self, labels: Foreign) -> None:
        """Arrow reads no labels of several kinds."""
        frame = pandas_of(arrow(SOME)).set_axis(labels)
        routed = ask(frame)
        assert list(routed.index) == list(frame.index)
        assert list(routed["channel"].dropna()) == ["pqrs", "p1_mobile"]
        counted = open_time(frame, channel="pqrs", start="when", end="when")
        assert list(counted.index) == list(frame.index)

    def test_the_page_lists_the_added_columns(self) -> None:
        page = (ROOT / "docs/how-to/route-a-table.md").read_text("utf-8")
        (listed,) = re.findall(r"^The new columns are (.+)\.$", page, re.MULTILINE)
        assert re.findall(r"\w+(?=`)", listed) == [*COLUMNS]

    def test_of_arrow_keeps_what_its_schema_says(self) -> None:
        table = arrow(SOME).replace_schema_metadata({"source": "GLPI"})
        version = {b"ccb_support.directory_version": SHIPPED.version.encode()}
        assert ask(table).schema.metadata == {b"source": b"GLPI", **version}
        assert ask(table.replace_schema_metadata(None)).schema.metadata == version
        table = pa.Table.from_pandas(pandas_of(arrow(SOME)).set_axis(["d", "a", "d", "b"]))
        routed = ask(table)
        assert routed.schema.metadata[b"pandas"] == table.schema.metadata[b"pandas"]
        assert [*routed.to_pandas().index] == ["d", "a", "d", "b"]

    @on_every_engine
    def test_says_which_directory_answered(self, engine: Engine) -> None:
        other = Router(shipped(version="2027-01"))
        rows = rows_of(ask(engine(arrow(SOME)), directory=other))
        assert [row["directory_version"] for row in rows] == ["2027-01"] * len(SOME)
        again = ask(ask(arrow(SOME)), directory=other, prefix="again_")
        assert again["directory_version"].to_pylist() == [SHIPPED.version] * len(SOME)
        assert again.schema.metadata[b"ccb_support.directory_version"] == b"2027-01"

    def test_may_have_columns_whose_names_are_no_text(self) -> None:
        routed = ask(pandas_of(arrow(SOME)).assign(other=1).rename(columns={"other": 0}))
        assert list(routed.columns) == ["type", "priority", "when", 0, *COLUMNS]

    @pytest.mark.parametrize(
        "names", [[0, 1, 2], [("a", "type"), ("a", "priority"), ("b", "when")]]
    )
    def test_may_be_asked_by_names_that_are_no_text(self, names: list[Any]) -> None:
        """The error about a name that is not there lists them."""
        frame = pandas_of(arrow(SOME))
        frame.columns = pd.Index(names)
        with pytest.raises(UnknownColumnError) as raised:
            ask(frame)
        kind, priority, when = raised.value.accepted
        routed = route(frame, request_type=kind, priority=priority, when=when)
        assert list(routed["channel"].dropna()) == ["pqrs", "p1_mobile"]
        counted = open_time(frame, channel="pqrs", start=when, end=when)
        assert list(counted["open_time"].dropna()) == [timedelta()] * 3

    @on_every_engine
    def test_may_be_empty(self, engine: Engine) -> None:
        routed = ask(engine(arrow([])))
        assert rows_of(routed) == []
        names = nw.from_native(routed).collect_schema().names()
        assert names == ["type", "priority", "when", *COLUMNS]

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
        assert routed.estimated_size() <= 1000 * (7 * (1 + 1 / 8) + 2 / 8 + 3 * (8 + 1 / 8))

    def test_has_the_same_types_whether_it_is_lazy_or_not(self) -> None:
        frame = pl.DataFrame(arrow(SOME))
        assert ask(frame.lazy()).collect_schema() == ask(frame).schema

    @on_every_engine
    def test_may_be_routed_in_batches(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = rows_of(ask(engine(arrow(SOME))))
        monkeypatch.setattr(table_routing, "BATCH", 3)
        assert rows_of(ask(engine(arrow(SOME)))) == whole

    @pytest.mark.parametrize(("cores", "rows", "threads"), [(1, 9, 1), (4, 3, 1), (4, 9, 3)])
    def test_is_read_by_threads_if_it_has_several_batches_and_arrow_may_use_them(
        self, cores: int, rows: int, threads: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        readers: list[int] = []
        together = Barrier(threads, timeout=60)

        def read(batch: object, book: AnswerBook) -> object:
            together.wait()
            readers.append(get_ident())
            return keys_of(batch, book)

        monkeypatch.setattr(table_routing, "BATCH", 3)
        monkeypatch.setattr(table_routing, "keys_of", read)
        monkeypatch.setattr(pa, "cpu_count", lambda: cores)
        routed = ask(pl.DataFrame(arrow(SOME[:1] * rows)))
        assert len(set(readers)) == threads
        assert (get_ident() in readers) == (threads == 1)
        assert routed["channel"].to_list() == ["pqrs"] * rows

    # Chunks that are longer than a batch are not joined: that would copy them.
    @pytest.mark.parametrize(("most", "expected"), [(table_routing.BATCH, 1), (len(SOME) - 1, 40)])
    @pytest.mark.parametrize(
        ("engine", "join"), [(pa.table, pa.concat_tables), (pl.DataFrame, pl.concat)]
    )
    @pytest.mark.parametrize(
        "words", [pa.string(), pa.dictionary(pa.int8(), pa.string())], ids=["text", "dictionaries"]
    )
    def test_is_read_in_few_batches_if_it_has_many_chunks(
        self,
        monkeypatch: pytest.MonkeyPatch,
        words: Foreign,
        engine: Engine,
        join: Foreign,
        most: int,
        expected: int,
    ) -> None:
        read = create_autospec(keys_of, side_effect=keys_of)
        monkeypatch.setattr(table_routing, "BATCH", most)
        monkeypatch.setattr(table_routing, "keys_of", read)
        routed = ask(join([engine(arrow(SOME, text=words))] * 20))
        assert (len(read.call_args_list), len(routed)) == (expected, 20 * len(SOME))

    @pytest.mark.parametrize("engine", ["PyArrow", "pandas, types of Arrow"])
    @pytest.mark.parametrize(
        ("chunks", "errors"),
        [
            pytest.param(
                [
                    pa.DictionaryArray.from_arrays(pa.array([0, 1, None]), pa.array([word, None]))
                    for word in ("queja", "reclamo")
                ],
                [None, "missing", "missing"] * 2,
                id="a word that is missing",
            ),
            # Each of two files has few words, but both together have more than 128.
            pytest.param(
                [
                    pa.array(part).cast(pa.dictionary(pa.int8(), pa.string()))
                    for part in (["queja", *map(str, range(99))], [*map(str, range(99, 199))])
                ],
                [None, *["unknown_request_type"] * 199],
                id="more words than their indices count",
            ),
        ],
    )
    def test_may_have_dictionaries(
        self, engine: str, chunks: list[Foreign], errors: list[str | None]
    ) -> None:
        types, count = pa.chunked_array(chunks), len(errors)
        table = pa.table({"type": types, "priority": [3] * count, "when": [FRIDAY] * count})
        assert [row["error"] for row in rows_of(ask(ENGINES[engine](table)))] == errors

    def test_writes_no_word_of_a_dictionary_once_for_each_row(self) -> None:
        """A thousand rows of this word would take more than an array of Arrow may have."""
        words = pa.array(["queja", "x" * 3_000_000])
        types = pa.DictionaryArray.from_arrays(pa.array([0, *[1] * 999], pa.int32()), words)
        table = pa.table({"type": types, "priority": [3] * 1_000, "when": [FRIDAY] * 1_000})
        assert ask(table)["error"].to_pylist() == [None, *["unknown_request_type"] * 999]

    def test_of_polars_may_be_routed_as_a_part_of_a_plan(self) -> None:
        plan = ask(pl.DataFrame(arrow(SOME)).lazy())
        rest = plan.filter(pl.col("error").is_null()).select("channel", "type").head(1)
        assert rest.collect(engine="streaming").rows() == [("pqrs", "Queja")]


class TestArrow:
    """A timetable as Arrow has all its rows, of fixed types."""

    TABLE = timetable(FRIDAY, FRIDAY + timedelta(days=7))

    def test_has_every_row(self) -> None:
        requests, spans = (each.to_pylist() for each in to_arrow(self.TABLE))
        assert requests == [dict(each) for each in self.TABLE.requests]
        assert spans == [dict(each) for each in self.TABLE.spans]

    def test_has_the_same_types_where_it_is_empty(self) -> None:
        empty = to_arrow(timetable(FRIDAY, FRIDAY + timedelta(days=7), requests=[]))
        schemas = [each.schema for each in empty]
        assert schemas == [each.schema for each in to_arrow(self.TABLE)]
        assert [each.num_rows for each in empty] == [0, 0]

    def test_says_which_directory_answered(self) -> None:
        said = {b"ccb_support.directory_version": SHIPPED.version.encode()}
        assert [each.schema.metadata for each in to_arrow(self.TABLE)] == [said, said]


def noted_calls(name: str, owner: object, monkeypatch: pytest.MonkeyPatch) -> list[Foreign]:
    """Return the list to which each later call of a function is added, with its arguments."""
    original = getattr(owner, name)
    spy = create_autospec(original, side_effect=original)
    monkeypatch.setattr(owner, name, spy)
    found: list[Foreign] = spy.call_args_list
    return found


class TestWork:
    """Each word is read once, and answers are looked up only for the weeks of the rows."""

    def test_reads_a_word_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reads = noted_calls("find", RequestTypes, monkeypatch)
        ask(pl.DataFrame(arrow([SOME[0], SOME[1], SOME[0]] * 1000)))
        assert sorted(word for (_, word), _ in reads if word) == ["Queja", "incidente"]

    def test_keeps_answers_for_later_frames_up_to_a_bound(self) -> None:
        book = AnswerBook(Router(SHIPPED), None, (), "UTC")
        first, second, third = (2 << PAGE_NUMBER_BITS | page for page in (6800, 6801, 6802))
        wanted = [[first], [second], [first], [third], [first, second, third], [second]]
        kept = [sorted(book.table_of(pages).pages) for pages in wanted]
        every = [first, second, third]
        assert kept == [[first], [first, second], [first, second], [third], every, every]

    def test_works_out_only_the_requests_and_the_pages_of_the_rows(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calls = noted_calls("spans", RequestDecisions, monkeypatch)
        whens = [FRIDAY.replace(year=year) for year in (1990, 2026, 2190)]
        drawn = [Ticket("queja", 3, when) for when in whens * 10]
        ask(pl.DataFrame(arrow(drawn)), directory=SHIPPED)
        assert len(calls) == len(whens)
        assert all(bounds.end - bounds.start <= 2**PAGE_BITS for (_, bounds), _ in calls)

    def test_counts_open_time_by_the_blocks_of_the_rows(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        blocks, router = noted_calls("openness", Schedule, monkeypatch), Router(SHIPPED)
        hours = pa.array([FRIDAY + timedelta(hours=each) for each in range(8_000)])
        table = pa.table({"opened": hours[:4_000], "closed": hours[::2]})
        open_time(table, channel="pqrs", start="opened", end="closed", directory=router)
        # Totals are kept for units of 32 blocks.
        assert len(blocks) <= 8_000 / 24 / 12 + 32
