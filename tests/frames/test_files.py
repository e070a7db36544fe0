"""Routing a file: every row of it, as it was, with its answer; and nothing where that fails."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    BadTableFileError,
    CcbSupportError,
    ColumnClashError,
    ColumnTypeError,
    Directory,
    Router,
    UnknownColumnError,
    default_directory,
)
from ccb_support.frames import COLUMNS, files, route
from ccb_support.frames.files import FileRouter, Tally
from ccb_support.frames.request_columns import RequestColumns

if TYPE_CHECKING:
    from pathlib import Path

# None says all its types, and the tests are no place to guess them.
pa: Any = importlib.import_module("pyarrow")
csv: Any = importlib.import_module("pyarrow.csv")
parquet: Any = importlib.import_module("pyarrow.parquet")

SHIPPED = default_directory()
NAMES = {"request_type": "kind", "priority": "urgency", "when": "opened"}
ASKED = RequestColumns(**NAMES)

TICKETS = """\
id,kind,urgency,opened,subject
007,Queja,P3,2026-07-10T16:59:59-05:00,"Late, again"
008,queja,3,2026-07-10T17:00,"two
lines"
009,incidente,crítica,2026-07-10T22:00:00Z,NULL
010,PQRS,P3,2026-07-10 17:00,
011,queja,P3,yesterday,"""

CHANNELS = ["pqrs", "national_line", "p1_mobile", None, None]
ERRORS = [None, None, None, "unknown_request_type", "not_a_datetime"]


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    path = tmp_path / "tickets.csv"
    path.write_text(TICKETS, "utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file, with all of CSV as text."""
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
        return rows
    names = csv.open_csv(path).schema.names
    options = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        null_values=[""],
    )
    parsing = csv.ParseOptions(newlines_in_values=True)
    text: list[dict[str, Any]] = csv.read_csv(
        path, convert_options=options, parse_options=parsing
    ).to_pylist()
    return text


def routed(source: Path, target: Path, **options: Any) -> Tally:  # noqa: ANN401 - of the router
    return FileRouter(Router(SHIPPED), ASKED, **options).route(source, target, lambda _: None)


class TestRows:
    """Every row comes through as it was, in order, with its answer."""

    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_get_their_answers(self, tickets: Path, suffix: str) -> None:
        target = tickets.with_name(f"routed{suffix}")
        routed(tickets, target)
        assert [row["channel"] for row in read(target)] == CHANNELS
        assert [row["error"] for row in read(target)] == ERRORS

    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_keep_what_was_in_them(self, tickets: Path, suffix: str) -> None:
        target = tickets.with_name(f"routed{suffix}")
        routed(tickets, target)
        kept = [
            {name: row[name] or "" for name in row if name not in COLUMNS} for row in read(target)
        ]
        assert kept == [{name: row[name] or "" for name in row} for row in read(tickets)]

    def test_are_counted(self, tickets: Path) -> None:
        tally = routed(tickets, tickets.with_name("routed.csv"))
        assert tally == Tally(
            rows=5,
            channels={"pqrs": 1, "national_line": 1, "p1_mobile": 1},  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - equal to a counter
            errors={"unknown_request_type": 1, "not_a_datetime": 1},  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - the same
        )

    def test_may_replace_the_file_that_they_came_from(self, tickets: Path) -> None:
        routed(tickets, tickets)
        assert [row["channel"] for row in read(tickets)] == CHANNELS
        assert [*tickets.parent.iterdir()] == [tickets]

    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_may_be_none_at_all(self, tickets: Path, suffix: str) -> None:
        empty, target = tickets.with_name("empty.csv"), tickets.with_name(f"routed{suffix}")
        empty.write_text(TICKETS.splitlines()[0] + "\n")
        assert routed(empty, target) == Tally()
        again = tickets.with_name("again.parquet")
        assert routed(target, again, prefix="again_") == Tally()
        names = parquet.read_table(again).column_names
        assert names == [
            *TICKETS.splitlines()[0].split(","),
            *COLUMNS,
            *(f"again_{each}" for each in COLUMNS),
        ]

    @pytest.mark.parametrize("zone", ["UTC", "America/Bogota", None])
    @pytest.mark.parametrize("text", [pa.string(), pa.large_string()])
    def test_of_parquet_get_the_answers_of_route(
        self,
        tickets: Path,
        zone: str | None,
        text: Any,  # noqa: ANN401 - a type of Arrow
    ) -> None:
        closing = datetime(2026, 7, 10, 17, 0, tzinfo=BOGOTA)
        shown = [
            closing.astimezone(ZoneInfo(zone or "America/Bogota")) - timedelta(seconds=n)
            for n in range(300)
        ]
        instants = pa.array(
            [each if zone else each.replace(tzinfo=None) for each in shown],
            pa.timestamp("us", zone),
        )
        table = pa.table(
            {"kind": pa.array(["queja"] * 300, text), "urgency": [3] * 300, "opened": instants}
        )
        source, target = tickets.with_name("tickets.parquet"), tickets.with_name("routed.parquet")
        parquet.write_table(table, source)
        routed(source, target)
        with_zone = table.set_column(2, "opened", pa.array(shown, pa.timestamp("us", "UTC")))
        answers = route(with_zone, **NAMES)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - all of them are names
        assert (
            parquet.read_table(target).select(COLUMNS).to_pylist()
            == answers.select(COLUMNS).to_pylist()
        )
        assert parquet.read_table(target).select(table.column_names) == table


class TestBatches:
    """A file is read in batches; what is held does not grow with it."""

    def test_come_in_the_order_of_the_file(
        self, tickets: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "BYTES", 2**12)
        monkeypatch.setattr(files, "ROWS", 100)
        start = datetime(2026, 1, 1, tzinfo=UTC)
        lines = [f"{n},queja,P3,{(start + timedelta(hours=n)).isoformat()}," for n in range(2000)]
        tickets.write_text("\n".join([TICKETS.splitlines()[0], *lines]))
        reported: list[int] = []
        router = FileRouter(Router(SHIPPED), ASKED)
        middle, target = tickets.with_name("middle.parquet"), tickets.with_name("routed.csv")
        router.route(tickets, middle, reported.append)
        assert len(reported) > 3
        assert reported == sorted(reported)
        assert reported[-1] == tickets.stat().st_size
        reported.clear()
        FileRouter(Router(SHIPPED), ASKED, prefix="again_").route(middle, target, reported.append)
        assert len(reported) > 3
        assert reported[-1] == middle.stat().st_size
        rows = read(target)
        assert [row["id"] for row in rows] == [str(n) for n in range(2000)]
        assert all(row["channel"] == row["again_channel"] for row in rows)
        assert {row["channel"] for row in rows} == {"pqrs", "national_line"}


class TestOtherDirectories:
    """A file is routed as the router's own directory says, in its own zone."""

    def test_times_without_an_offset_are_those_of_its_zone(self, tickets: Path) -> None:
        content = SHIPPED.model_dump(mode="json") | {"time_zone": "Asia/Tokyo"}
        router = FileRouter(Router(Directory.model_validate(content)), ASKED)
        target = tickets.with_name("routed.parquet")
        router.route(tickets, target, lambda _: None)
        assert read(target)[1]["channel"] == "national_line"
        assert read(target)[1]["valid_from"] == datetime(2026, 7, 10, 8, tzinfo=UTC)

    def test_what_is_preferred_and_what_is_down_counts(self, tickets: Path) -> None:
        target = tickets.with_name("routed.parquet")
        routed(tickets, target, prefer="chat", unavailable=["pqrs"])
        assert [row["channel"] for row in read(target)][:3] == ["chat", "chat", "p1_mobile"]


class TestFailures:
    """A file that can't be routed is refused in our words, and leaves nothing behind."""

    @pytest.mark.parametrize(
        ("content", "error"),
        [
            (b"", BadTableFileError),
            (b"kind,urgency,opened\nqueja,3\n", BadTableFileError),
            (b"kind,urgency,opened\nqueja\xff,3,2026-07-10\n", BadTableFileError),
            (b"kind,urgency\nqueja,3\n", UnknownColumnError),
            (b"kind,urgency,opened,opened\nqueja,3,2026-07-10,2026-07-10\n", UnknownColumnError),
            (b"kind,urgency,opened,uri\nqueja,3,2026-07-10,x\n", ColumnClashError),
        ],
    )
    def test_leave_nothing(
        self, tickets: Path, content: bytes, error: type[CcbSupportError]
    ) -> None:
        tickets.write_bytes(content)
        with pytest.raises(error):
            routed(tickets, tickets.with_name("routed.csv"))
        assert [*tickets.parent.iterdir()] == [tickets]

    @pytest.mark.parametrize(
        ("header", "accepted"),
        [
            # as a spreadsheet may separate them
            (b"kind;urgency;opened", ("kind;urgency;opened",)),
            (b"type,urgency,opened", ("type", "urgency", "opened")),
            (b"kind,kind,urgency,opened", ("urgency", "opened")),
        ],
    )
    def test_list_the_columns_that_the_file_has(
        self, tickets: Path, header: bytes, accepted: tuple[str, ...]
    ) -> None:
        tickets.write_bytes(header + b"\n")
        with pytest.raises(UnknownColumnError, match="has no column 'kind'") as raised:
            routed(tickets, tickets.with_name("routed.csv"))
        assert raised.value.accepted == accepted

    def test_name_the_file_that_is_no_parquet(self, tickets: Path) -> None:
        path = tickets.rename(tickets.with_name("tickets.parquet"))
        with pytest.raises(BadTableFileError, match=r"tickets\.parquet"):
            routed(path, path.with_name("routed.csv"))

    @pytest.mark.parametrize(("source", "target"), [("t.xlsx", "o.csv"), ("t.csv", "o.json")])
    def test_name_the_endings_that_are_known(
        self, tmp_path: Path, source: str, target: str
    ) -> None:
        with pytest.raises(BadTableFileError, match=r"\.csv or \.parquet"):
            routed(tmp_path / source, tmp_path / target)

    def test_are_of_a_column_of_another_type(self, tmp_path: Path) -> None:
        source = tmp_path / "tickets.parquet"
        parquet.write_table(pa.table({"kind": ["queja"], "urgency": [3], "opened": [5]}), source)
        with pytest.raises(ColumnTypeError, match="'opened'"):
            routed(source, tmp_path / "routed.parquet")

    def test_are_of_what_a_file_can_not_hold(self, tmp_path: Path) -> None:
        source = tmp_path / "tickets.parquet"
        when = pa.array([datetime(2026, 7, 10, tzinfo=UTC)])
        table = pa.table({"kind": ["queja"], "urgency": [3], "opened": when, "tags": [["a"]]})
        parquet.write_table(table, source)
        with pytest.raises(BadTableFileError):
            routed(source, tmp_path / "routed.csv")
        assert [*tmp_path.iterdir()] == [source]

    def test_are_the_system_s_own_where_there_is_no_file(self, tmp_path: Path) -> None:
        for suffix in (".csv", ".parquet"):
            with pytest.raises(FileNotFoundError):
                routed(tmp_path / f"none{suffix}", tmp_path / "routed.csv")
