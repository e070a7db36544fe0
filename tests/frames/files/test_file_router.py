"""Routing a file: each row as it was, with its answer. After a failure, nothing is written."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ccb_support import CcbSupportError, Router
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.errors import (
    ColumnClashError,
    ColumnTypeError,
    UnknownColumnError,
)
from ccb_support.frames import COLUMNS, route
from ccb_support.frames.files import FileRouter, Tally, parquet_files, text_files
from tests.builders import SHIPPED, channel, directory
from tests.frames.files.ticket_files import (
    AGAIN,
    FILE_ROUTER,
    NAIVE,
    REQUEST_COLUMNS,
    parquet,
    read_csv,
    refusal,
    route_file,
    routed,
    write_parquet,
)
from tests.frames.tables import FRIDAY, Foreign, pa
from tests.systems import NEEDS_LINUX

OPEN_AT_ONE = directory(channel("night", "Mo-Su 01:00-02:00"))
HEAD = "id,kind,urgency,opened,subject"
TICKETS = f"""\
{HEAD}
007,Queja,P3,2026-07-10T16:59:59-05:00,"Late, again"
008,queja,3,2026-07-10T17:00,"two
lines"
009,incidente,crítica,2026-07-10T22:00:00Z,NULL
010,PQRS,P3,2026-07-10 17:00,
011,queja,P3,yesterday at noon,"""

CHANNELS = ["pqrs", "national_line", "p1_mobile", None, None]
ERRORS = [None, None, None, "unknown_request_type", "not_a_datetime"]


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    path = tmp_path / "tickets.csv"
    path.write_text(TICKETS, "utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file, with all of CSV as text, or None if a cell is empty."""
    if path.suffix == ".csv":
        return [{name: cell or None for name, cell in row.items()} for row in read_csv(path)]
    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


class TestRows:
    """Every row comes through as it was, in order, with its answer."""

    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_keep_what_was_in_them_and_get_answers_that_are_counted(
        self, tickets: Path, suffix: str
    ) -> None:
        source, target = tickets.with_suffix(suffix), tickets.with_name(f"routed{suffix}")
        if suffix == ".parquet":
            parquet.write_table(pa.Table.from_pylist(read(tickets)), source)
        assert route_file(source, target) == Tally(
            rows=5,
            channels=Counter(pqrs=1, national_line=1, p1_mobile=1),
            errors=Counter(unknown_request_type=1, not_a_datetime=1),
        )
        assert [row["channel"] for row in read(target)] == CHANNELS
        assert [row["error"] for row in read(target)] == ERRORS
        kept = [{name: row[name] for name in row if name not in COLUMNS} for row in read(target)]
        assert kept == read(source)

    def test_may_replace_the_file_that_they_came_from(self, tickets: Path) -> None:
        route_file(tickets, tickets)
        assert [row["channel"] for row in read(tickets)] == CHANNELS
        assert [*tickets.parent.iterdir()] == [tickets]

    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_may_be_none_at_all(self, tickets: Path, suffix: str) -> None:
        empty, target = tickets.with_name(f"empty{suffix}"), tickets.with_name(f"routed{suffix}")
        if suffix == ".csv":
            empty.write_text(f"{HEAD}\n")
        else:
            write_parquet(empty, {name: pa.array([], pa.string()) for name in HEAD.split(",")})
        again = tickets.with_name(f"again{suffix}")
        assert route_file(empty, target) == route_file(target, again, AGAIN) == Tally()
        names = [*HEAD.split(","), *COLUMNS, *(f"again_{each}" for each in COLUMNS)]
        if suffix == ".csv":
            assert again.read_text("utf-8") == ",".join(names) + "\n"
        else:
            assert parquet.read_table(again).column_names == names

    @pytest.mark.parametrize("zone", ["UTC", "America/Bogota", None])
    @pytest.mark.parametrize("text", [pa.string(), pa.large_string()])
    def test_of_parquet_get_the_answers_of_route(
        self, tickets: Path, zone: str | None, text: Foreign
    ) -> None:
        opened = [
            FRIDAY.astimezone(ZoneInfo(zone or "America/Bogota")) - timedelta(seconds=n)
            for n in range(300)
        ]
        written = [each if zone else each.replace(tzinfo=None) for each in opened]
        table = pa.table(
            {
                "kind": pa.array(["queja"] * 300, text),
                "urgency": [3] * 300,
                "opened": pa.array(written, pa.timestamp("us", zone)),
            }
        )
        target = routed(write_parquet(tickets.with_suffix(".parquet"), table))
        with_zone = table.set_column(2, "opened", pa.array(opened, pa.timestamp("us", "UTC")))
        answers = route(with_zone, request_type="kind", priority="urgency", when="opened")
        found = parquet.read_table(target)
        assert found.select(COLUMNS).to_pylist() == answers.select(COLUMNS).to_pylist()
        assert found.select(table.column_names) == table

    def test_of_parquet_keep_what_their_schema_says(self, tickets: Path) -> None:
        texts = pa.Table.from_pylist(read(tickets)).to_pandas().set_index("id")
        table = pa.Table.from_pandas(texts)
        target = routed(write_parquet(tickets.with_suffix(".parquet"), table))
        assert {row["directory_version"] for row in read(target)} == {SHIPPED.version}
        version = {b"ccb_support.directory_version": SHIPPED.version.encode()}
        assert parquet.read_schema(target).metadata == {**table.schema.metadata, **version}
        ids = ["007", "008", "009", "010", "011"]
        assert [*parquet.read_table(target).to_pandas().index] == ids

    @pytest.mark.parametrize(
        "values",
        [
            pa.array(["a", "", None], pa.string_view()),
            pa.array([b"a", b"", None], pa.binary_view()),
            pa.array(['{"a": 1}', "0", None], pa.json_()),
            pa.array([bytes([255] * 16), bytes(16), None], pa.uuid()),
            pa.array([["a"], [], None]),
        ],
        ids=lambda each: str(getattr(each, "type", "")),
    )
    def test_of_parquet_keep_any_type_of_arrow(self, tmp_path: Path, values: Foreign) -> None:
        table = {"kind": ["queja"] * 3, "urgency": [3] * 3, "opened": [FRIDAY] * 3, "x": values}
        target = routed(write_parquet(tmp_path / "tickets.parquet", table))
        assert parquet.read_table(target)["x"].combine_chunks() == values


class TestTimes:
    """CSV and Parquet read times alike, and nobody guesses the zone of a time."""

    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_without_a_zone_are_refused(self, tickets: Path, suffix: str) -> None:
        source = table_of(tickets.with_name(f"naive{suffix}"), ["2026-07-10 16:59:59"])
        words = (
            "the times of the column 'opened' do not say their time zone, for example "
            "'2026-07-10 16:59:59'. Say in which zone they were written: --time-zone America/Bogota"
        )
        refusal(source, words, file_router=NAIVE)

    @pytest.mark.parametrize(
        ("times", "file_router", "found"),
        [
            pytest.param(
                ["2026-07-10T16:59:59-05:00", "2026-07-10t21:59:59z", ""],
                NAIVE,
                [("pqrs", None), ("pqrs", None), (None, "not_a_datetime")],
                id="with their offsets, no zone is needed",
            ),
            *(
                pytest.param([each], FILE_ROUTER, [(None, "not_a_datetime")], id=each)
                for each in (
                    *("2026-07-10", "20260710", "2026-W28-5", "  2026-07-10  "),
                    *("20260710103000Z", "20260710103000-0500", "2026071010300", "2026071012345.5"),
                    *("2026-07-10-05:00", "2026-07-10+02:00", "20260710-0500", "2026-07-10T", "T"),
                    *("2026-07-10 16.59", "2026-07-10T16:59.30-05:00", "20260710T1659.5 -05:00"),
                    *("2026-07-10T16:59-05:60", "20260710T1659-0575", "20260710T165930-050099"),
                    # Some versions of Python read these.
                    *("2026-07-10T24:00-05:00", "2026-07-10T10:59-05.30", "2026-07-10 10:59:30:5"),
                    *("2026-07-10T10:59:300-05:00", "2026-07-10T105-05:00", "2026-07-10T10:59:Z"),
                )
            ),
            pytest.param(
                ["20260710T103000-0500", "20260710T153000Z"],
                NAIVE,
                [("pqrs", None)] * 2,
                id="a letter before the time",
            ),
        ],
    )
    def test_with_their_offsets_need_no_zone_and_a_date_or_a_number_is_none(
        self,
        tickets: Path,
        times: list[str],
        file_router: FileRouter,
        found: list[tuple[str | None, str | None]],
    ) -> None:
        target = routed(table_of(tickets.with_name("times.csv"), times), file_router)
        assert [(each["channel"], each["error"]) for each in read(target)] == found

    @pytest.mark.parametrize(
        ("opened", "error"),
        [
            # Databases write an infinite time as the largest number.
            *(
                pytest.param(
                    pa.array([2**63 - 1, 1 - 2**63], pa.int64()).cast(pa.timestamp(unit)),
                    "out_of_range",
                    id=unit,
                )
                for unit in ("ms", "us", "ns")
            ),
            pytest.param(pa.nulls(2), "not_a_datetime", id="missing"),
            # In CSV they are texts that are no times.
            pytest.param(pa.array([5, 2026071017]), "not_a_datetime", id="numbers"),
            pytest.param(pa.array([FRIDAY.date()] * 2), "not_a_datetime", id="dates"),
        ],
    )
    def test_of_parquet_may_be_of_any_year_and_may_all_be_missing(
        self, tickets: Path, opened: Foreign, error: str
    ) -> None:
        table = {"kind": ["queja"] * 2, "urgency": [3] * 2, "opened": opened}
        target = routed(write_parquet(tickets.with_name("far.parquet"), table))
        assert parquet.read_table(target)["error"].to_pylist() == [error] * 2

    @pytest.mark.parametrize(
        "type_",
        [
            pa.string(),
            pa.large_string(),
            pa.string_view(),
            pa.dictionary(pa.int8(), pa.string()),
            pa.dictionary(pa.uint32(), pa.large_string()),
        ],
        ids=str,
    )
    def test_of_parquet_may_be_any_kind_of_text(self, tickets: Path, type_: Foreign) -> None:
        texts = pa.array(["2026-07-10T16:59:59-05:00", "2026-07-10 17:00", None, "soon"])
        table = pa.table({"kind": ["queja"] * 4, "urgency": [3] * 4, "opened": texts.cast(type_)})
        source = write_parquet(tickets.with_suffix(".parquet"), table)
        target = routed(source)
        assert [row["channel"] for row in read(target)] == ["pqrs", "national_line", None, None]
        assert parquet.read_table(target).select(table.column_names) == parquet.read_table(source)

    def test_may_have_spaces_around_them(self, tickets: Path) -> None:
        """As words may, and as columns of a fixed width have."""
        tickets.write_text(f"{HEAD}\n1, Queja , P3 , 2026-07-10T16:59:59-05:00 ,\n")
        assert [row["channel"] for row in read(routed(tickets))] == ["pqrs"]

    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_of_a_clock_that_is_set_are_the_first(self, tickets: Path, suffix: str) -> None:
        """The hour from 1:00 comes twice on one night, and the one from 2:00 not at all on another.

        In Bogotá, the first 1:30 is half past midnight, and 2:30 on the other night half past two.
        """
        texts = [
            f"2026-{day} {hour}:30" for day in ("11-01", "03-08") for hour in ("01", "02", "03")
        ]
        new_york = FileRouter(Router(OPEN_AT_ONE), REQUEST_COLUMNS, time_zone="America/New_York")
        target = routed(table_of(tickets.with_name(f"times{suffix}"), texts), new_york)
        assert [row["open_now"] in {True, "true"} for row in read(target)] == [
            False, False, False, True, False, False,
        ]  # fmt: skip


def table_of(path: Path, opened: list[str]) -> Path:
    """Write a file of complaints that were opened at some times."""
    if path.suffix == ".csv":
        lines = [f"queja,3,{each}" for each in opened]
        path.write_text("\n".join(["kind,urgency,opened", *lines, ""]), "utf-8")
    else:
        times = pa.array([datetime.fromisoformat(each) for each in opened], pa.timestamp("us"))
        count = len(opened)
        write_parquet(path, {"kind": ["queja"] * count, "urgency": [3] * count, "opened": times})
    return path


def test_times_are_those_of_the_directory(tickets: Path) -> None:
    """People read times by the clock of the desk."""
    rows = read(routed(tickets))
    assert rows[0]["valid_until"] == "2026-07-10T17:00:00-05:00"
    assert rows[2]["valid_until"] is None
    target = routed(table_of(tickets.with_suffix(".parquet"), ["2026-07-10 16:59:59"]))
    assert parquet.read_schema(target).field("valid_until").type.tz == "America/Bogota"


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_batches_come_in_the_order_of_the_file(
    tickets: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is read in batches, so that memory does not grow with the file."""
    monkeypatch.setattr(text_files, "MOST_CHARACTERS", 2**12)
    monkeypatch.setattr(parquet_files, "MOST_ROWS", 100)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    lines = [f"{n},queja,P3,{(start + timedelta(hours=n)).isoformat()}," for n in range(2000)]
    tickets.write_text("\n".join([HEAD, *lines]))
    source, target = tickets.with_suffix(suffix), tickets.with_name(f"routed{suffix}")
    if suffix == ".parquet":
        parquet.write_table(pa.Table.from_pylist(read(tickets)), source)
    progress: list[int] = []
    FILE_ROUTER.route(source, target, progress.append)
    assert len(progress) > 3
    assert max(progress) <= source.stat().st_size
    rows = read(target)
    assert [row["id"] for row in rows] == [str(n) for n in range(2000)]
    answers = route(
        pa.table({"kind": ["queja"] * 2000, "urgency": ["P3"] * 2000, "opened": [start + timedelta(hours=n) for n in range(2000)]}),
        request_type="kind", priority="urgency", when="opened",
    )  # fmt: skip
    assert [row["channel"] for row in rows] == answers["channel"].to_pylist()


def test_the_preferred_medium_and_the_unavailable_channels_count(tickets: Path) -> None:
    """A file is routed by the directory of the router."""
    choosy = FileRouter(
        Router(SHIPPED),
        REQUEST_COLUMNS,
        time_zone=BOGOTA_NAME,
        prefer="chat",
        unavailable=["pqrs"],
    )
    assert [row["channel"] for row in read(routed(tickets, choosy))][:3] == [
        "chat",
        "chat",
        "p1_mobile",
    ]


class TestFailures:
    """A file that can't be routed is an error of the library, and leaves no file behind."""

    @pytest.mark.parametrize(
        ("content", "error", "name"),
        [
            ("kind,urgency\n", UnknownColumnError, "no column 'opened'"),
            ("kind,urgency,opened,opened\n", UnknownColumnError, "2 columns named 'opened'"),
            ("kind,urgency,opened,uri\n", ColumnClashError, "'uri'"),
            ("kind,urgency,opened,contact\n", ColumnClashError, "'contact'"),
        ],
    )
    def test_leave_nothing(
        self, tickets: Path, content: str, error: type[CcbSupportError], name: str
    ) -> None:
        tickets.write_text(content, "utf-8")
        refusal(tickets, name, error=error)

    @pytest.mark.parametrize(
        ("header", "accepted"),
        [
            ("type;urgency;opened", ("type", "urgency", "opened")),
            ("type,urgency,opened", ("type", "urgency", "opened")),
            ("kind,kind,urgency,opened", ("kind", "kind", "urgency", "opened")),
        ],
    )
    def test_list_the_columns_that_the_file_has(
        self, tickets: Path, header: str, accepted: tuple[str, ...]
    ) -> None:
        tickets.write_text(f"{header}\n", "utf-8")
        assert refusal(tickets, "'kind'", error=UnknownColumnError).accepted == accepted

    def test_name_the_file_that_is_not_parquet(self, tickets: Path) -> None:
        refusal(tickets.rename(tickets.with_name("tickets.parquet")), r"tickets\.parquet")

    @pytest.mark.parametrize(
        ("source", "target", "words"),
        [
            *(
                (source, target, f"{target}' can't be .* '{source}' has another format")
                for source, target in (
                    ("t.csv", "o.parquet"),
                    ("t.parquet", "o.jsonl"),
                    ("t.ndjson.gz", "o.csv.gz"),
                )
            ),
            ("t.xlsx", "o.csv", r"one of these: \.csv, \.csv\.gz"),
            ("t.csv", "o.json", r"one of these: \.csv, \.csv\.gz"),
        ],
    )
    def test_name_the_file_of_another_format_or_the_known_endings(
        self, tmp_path: Path, source: str, target: str, words: str
    ) -> None:
        refusal(tmp_path / source, words, target)

    @pytest.mark.parametrize("times", [["2026-07-10"], {"day": 10}], ids=["list", "struct"])
    def test_are_of_times_that_are_no_texts_either(self, tmp_path: Path, times: object) -> None:
        nested = {"kind": ["queja"], "urgency": [3], "opened": [times]}
        source = write_parquet(tmp_path / "tickets.parquet", nested)
        refusal(source, "'opened' .*must hold instants", error=ColumnTypeError)

    @NEEDS_LINUX
    @pytest.mark.parametrize("ending", ["csv", "csv.gz", "jsonl", "parquet"])
    def test_name_the_file_that_the_system_can_not_read(self, tmp_path: Path, ending: str) -> None:
        """A bad disk fails in the same way. Without a name, it would be the output."""
        source = tmp_path / f"tickets.{ending}"
        source.symlink_to("/proc/self/mem")
        with pytest.raises(OSError, match=re.escape(str(source))):
            FILE_ROUTER.route(source, tmp_path / f"routed.{ending}", print)

    @pytest.mark.parametrize("suffix", [".csv", ".csv.gz", ".jsonl", ".ndjson.gz", ".parquet"])
    def test_are_those_of_the_system_if_there_is_no_file(self, tmp_path: Path, suffix: str) -> None:
        with pytest.raises(FileNotFoundError):
            route_file(tmp_path / f"none{suffix}", tmp_path / f"routed{suffix}")
