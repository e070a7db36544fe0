"""CSV as people save it: its form, and what a spreadsheet makes of its cells."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from ccb_support import Router
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.errors import BadTableFileError
from ccb_support.frames.files import batches
from ccb_support.frames.files.batches import Blocks, CsvForm, check_rows
from ccb_support.frames.files.file_router import FileRouter
from tests.frames.files.ticket_files import (
    FILE_ROUTER,
    REQUEST_COLUMNS,
    parquet,
    route_file,
)
from tests.frames.tables import SHIPPED, pa

if TYPE_CHECKING:
    from pathlib import Path

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FOR_SPREADSHEET = FileRouter(
    Router(SHIPPED), REQUEST_COLUMNS, time_zone=BOGOTA_NAME, for_spreadsheet=True
)


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    return tmp_path / "tickets.csv"


def route(source: Path, file_router: FileRouter = FILE_ROUTER) -> Path:
    """Route a file, and return the file that is written."""
    target = source.with_name("routed.csv")
    route_file(source, target, file_router)
    return target


def rows_of(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file, delimiter=delimiter)]


class TestForm:
    """A file keeps its delimiter, and the mark of Excel."""

    @pytest.mark.parametrize(
        ("header", "form"),
        [
            (b"kind,urgency", CsvForm(",", has_mark=False)),
            (b"kind;urgency", CsvForm(";", has_mark=False)),
            (b"\xef\xbb\xbfkind;urgency", CsvForm(";", has_mark=True)),
            (b'"a;b;c",kind', CsvForm(",", has_mark=False)),
            (b"kind", CsvForm(",", has_mark=False)),
            (b"", CsvForm(",", has_mark=False)),
        ],
    )
    def test_is_in_the_first_line(self, tickets: Path, header: bytes, form: CsvForm) -> None:
        tickets.write_bytes(header + b"\n;;;;;;\n")
        assert CsvForm.of(tickets) == form

    @pytest.mark.parametrize("mark", [b"", BYTE_ORDER_MARK])
    @pytest.mark.parametrize("delimiter", [",", ";"])
    def test_is_kept(self, tickets: Path, delimiter: str, mark: bytes) -> None:
        lines = "kind,urgency,opened\npetición,P3,2026-11-24 09:30\n".replace(",", delimiter)
        tickets.write_bytes(mark + lines.encode())
        routed = route(tickets)
        assert routed.read_bytes().startswith(BYTE_ORDER_MARK) is bool(mark)
        (row,) = rows_of(routed, delimiter)
        assert (row["kind"], row["channel"]) == ("petición", "pqrs")
        assert row["contact"] == "(601) 7442727 opción 3"


class TestForSpreadsheet:
    """`for_spreadsheet` quotes what a spreadsheet would read as a formula, and nothing else."""

    @pytest.mark.parametrize(
        "cell", ["=1+1", "+57 1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("x")', "=1\nx"]
    )
    def test_quotes_formulas(self, tickets: Path, cell: str) -> None:
        with tickets.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["kind", "urgency", "opened", "=name"])
            writer.writerow(["queja", "P3", "2026-11-24 09:30", cell])
        (plain,) = rows_of(route(tickets), ",")
        assert plain["=name"] == cell
        (quoted,) = rows_of(route(tickets, FOR_SPREADSHEET), ",")
        assert quoted["'=name"] == f"'{cell}"

    def test_leaves_other_cells_and_adds_the_mark(self, tickets: Path) -> None:
        tickets.write_text("kind,urgency,opened,note\nqueja,P3,2026-11-24 09:30,a=b\n", "utf-8")
        routed = route(tickets, FOR_SPREADSHEET)
        assert routed.read_bytes().startswith(BYTE_ORDER_MARK)
        plain = rows_of(route(tickets), ",")
        assert rows_of(route(tickets, FOR_SPREADSHEET), ",") == plain

    def test_leaves_numbers_of_parquet(self, tickets: Path) -> None:
        source = tickets.with_suffix(".parquet")
        when = ["2026-11-24 09:30"]
        parquet.write_table(
            pa.table({"kind": ["queja"], "urgency": [3], "opened": when, "sum": [-5]}), source
        )
        (row,) = rows_of(route(source, FOR_SPREADSHEET), ",")
        assert row["sum"] == "-5"


class TestBlocks:
    """A block ends with a row, unless the row is too long."""

    @pytest.mark.parametrize(
        ("content", "blocks"),
        [
            (b"", []),
            (b"a,b\n1,2\n", [b"a,b\n1,2\n"]),
            (b"a,b\n12,34,56\n7,8\n", [b"a,b\n12,34,56\n", b"7,8\n"]),
            (b'a,b\n12,"3\n4\n5"\n7,8\n', [b'a,b\n12,"3\n4\n5"\n', b"7,8\n"]),
            (b"a," + b"x" * 50, [b"a," + b"x" * 30, b"x" * 20]),
            (
                b'a,"' + b"\n" * 50 + b'"',
                [b'a,"' + b"\n" * 29, b"\n" * 9, b"\n" * 9, b'\n\n\n"'],
            ),
        ],
    )
    def test_are_as_long_as_they_must_be(
        self, monkeypatch: pytest.MonkeyPatch, content: bytes, blocks: list[bytes]
    ) -> None:
        monkeypatch.setattr(batches, "BLOCK", 8)
        monkeypatch.setattr(batches, "LONGEST_ROW", 32)
        found = [*iter(Blocks(io.BytesIO(content)).read, b"")]
        assert found == blocks


class TestFaults:
    """The first fault of a file is found line by line."""

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (f"a,b\n1,{'x' * 200_000}\n3\n", "line 3 has 1 cells"),
            ('a,"b,c"\n1,"2""3,"\n4,"""x,"y,5\n', "line 3 has 3 cells"),
            ('a,b\n1,5" nails\n6",7,8\n', "line 3 has 3 cells"),
            ('"a\n,",b\n\n1,"2\r3,""\r\n"\r\n\r4\r', "line 8 has 1 cells"),
            ('\ufeff"a,b",c\n1\n', "line 2 has 1 cells, and the first line has 2"),
            ('a,b\n1,2\n3,"4\n5,6\n', "starts in line 3 does not end"),
            ("a,b\n1,2\n\ud8f1", "line 3 is not in UTF-8"),
            ("\n", "it is empty"),
        ],
    )
    def test_say_their_line(self, tickets: Path, content: str, words: str) -> None:
        tickets.write_bytes(content.encode(errors="surrogatepass"))
        with pytest.raises(BadTableFileError, match=words):
            check_rows(tickets, CsvForm())

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ("x," * 1_000, "line 3 is longer than 2 MiB. Write each row"),
            ("ñ" * 500, "line 3 is longer than 2 MiB. Write each row"),
            ('"' + "x\n" * 1_000 + '"', "starts in line 3 does not end"),
        ],
    )
    def test_are_rows_without_an_end(
        self, tickets: Path, monkeypatch: pytest.MonkeyPatch, row: str, words: str
    ) -> None:
        monkeypatch.setattr(batches, "LONGEST_ROW", 1_000)
        tickets.write_text(f"a,b\n1,2\n{row}\n", "utf-8")
        with pytest.raises(BadTableFileError, match=words):
            check_rows(tickets, CsvForm())

    def test_are_not_in_a_file_that_has_none(self, tickets: Path) -> None:
        tickets.write_bytes(b"a,b\n1,2\n\n3,4\n")
        check_rows(tickets, CsvForm())

    def test_are_found_by_threads_that_do_not_disturb_each_other(self, tickets: Path) -> None:
        """The longest cell of the module `csv` is a setting of the whole process."""
        before = csv.field_size_limit()
        tickets.write_text(f"kind,urgency,opened\n{'x' * 500_000}\n", "utf-8")

        def fault_of(number: int) -> str:
            with pytest.raises(BadTableFileError) as raised:
                FILE_ROUTER.route(tickets, tickets.with_name(f"{number}.csv"), lambda _: None)
            return str(raised.value)

        with ThreadPoolExecutor(4) as threads:
            faults = {*threads.map(fault_of, range(20))}
        assert len(faults) == 1
        assert "line 2 has 1 cells, and the first line has 3" in faults.pop()
        assert csv.field_size_limit() == before
