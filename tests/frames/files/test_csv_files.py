"""CSV as people save it: its form, and what a spreadsheet makes of its cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from ccb_support import Router
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.frames.files import FileRouter, text_files
from ccb_support.frames.files.text_files import form_of
from tests.builders import SHIPPED
from tests.frames.files.ticket_files import (
    REQUEST_COLUMNS,
    read_csv,
    refusal,
    routed,
)

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FOR_SPREADSHEET = FileRouter(
    Router(SHIPPED), REQUEST_COLUMNS, time_zone=BOGOTA_NAME, for_spreadsheet=True
)


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    return tmp_path / "tickets.csv"


def write_rows(path: Path, *rows: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


class TestForm:
    """A file keeps its delimiter, and the mark of Excel."""

    @pytest.mark.parametrize(
        ("header", "form"),
        [
            ("kind,urgency", (",", "")),
            ("kind;urgency", (";", "")),
            ("\ufeffkind;urgency", (";", "\ufeff")),
            ('"a;b;c",kind', (",", "")),
            ("kind;of,urgency,opened", (",", "")),
            ("kind", (",", "")),
            ("kind,urgency\r;;;", (",", "")),
            ("\r\n\nkind;urgency", (";", "")),
            ("\ufeff\nkind;urgency", (";", "\ufeff")),
            ('"kind,\nof request";urgency', (";", "")),
        ],
    )
    def test_is_in_the_first_line(self, header: str, form: tuple[str, str]) -> None:
        assert form_of(io.BytesIO(f"{header}\n;;;;;;\n".encode())) == form

    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    @pytest.mark.parametrize("delimiter", [",", ";"])
    def test_is_kept(self, tickets: Path, delimiter: str, mark: str) -> None:
        line = "petición,P3,2026-11-24 09:30, "
        lines = f"kind,urgency,opened,note\n{line}\n".replace(",", delimiter)
        tickets.write_bytes((mark + lines).encode())
        target = routed(tickets)
        assert f"\n{line},".replace(",", delimiter) in target.read_text("utf-8")
        assert target.read_bytes().startswith(BYTE_ORDER_MARK) is bool(mark)
        (row,) = read_csv(target, delimiter)
        assert (row["kind"], row["channel"]) == ("petición", "pqrs")
        assert row["contact"] == "(601) 7442727 opción 3"


@pytest.mark.parametrize(
    "row",
    [
        "queja,P3,2026-11-24 09:30",
        '"queja", P3 ,"2026-11-24 09:30"',
        'queja,P3,"2026-11-24\n09:30"',
        'queja,3,"2026-11-24 ""\r\n09:30"',
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_rows_come_through(tickets: Path, row: str, end: str) -> None:
    """A row comes through to the letter."""
    tickets.write_bytes(f"kind,urgency,opened{end or chr(10)}{row}{end}".encode())
    written = routed(tickets).read_bytes().decode()
    assert written.startswith("kind,urgency,opened,channel,number,")
    assert f"\n{row}," in written
    assert written.endswith(f",{SHIPPED.version}\n")


def test_a_priority_may_be_a_whole_float(tickets: Path) -> None:
    """Pandas writes a whole number so, if the column has gaps."""
    rows = (f"queja,{priority},2026-11-24 09:30\n" for priority in ("3.0", "3.5", "P3.0"))
    tickets.write_text("kind,urgency,opened\n" + "".join(rows), "utf-8")
    found = [row["channel"] or row["error"] for row in read_csv(routed(tickets))]
    assert found == ["pqrs", "unknown_priority", "unknown_priority"]


class TestForSpreadsheet:
    """`for_spreadsheet` quotes what a spreadsheet would read as a formula, and nothing else."""

    @pytest.mark.parametrize(
        "cell", ["=1+1", "+57 1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("x")', "=1\nx", "\0=1"]
    )
    def test_quotes_formulas(self, tickets: Path, cell: str) -> None:
        write_rows(
            tickets,
            ["kind", "urgency", "opened", "=name"],
            ["queja", "P3", "2026-11-24 09:30", cell],
        )
        (plain,) = read_csv(routed(tickets))
        assert plain["=name"] == cell
        (quoted,) = read_csv(routed(tickets, FOR_SPREADSHEET))
        assert quoted["'=name"] == f"'{cell}"

    def test_leaves_added_columns_as_they_are_without_it(self, tickets: Path) -> None:
        write_rows(tickets, ["kind", "urgency", "opened"])
        router = FileRouter(Router(SHIPPED), REQUEST_COLUMNS, time_zone=BOGOTA_NAME, prefix="=")
        assert (
            routed(tickets, router).read_text("utf-8").startswith("kind,urgency,opened,=channel,")
        )

    @pytest.mark.parametrize("end", [",", ";", "\t", "\r", "\n", "\r\n"])
    @pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", '"=1"'])
    def test_quotes_them_where_another_delimiter_ends_a_cell(
        self, tickets: Path, start: str, end: str
    ) -> None:
        """Where `;` is the delimiter, a spreadsheet takes it in a file with commas too."""
        write_rows(
            tickets,
            ["kind", "urgency", "opened", "note"],
            ["queja", "P3", "2026-11-24 09:30", f"a{end}{start}{end}a=b"],
        )
        (quoted,) = read_csv(routed(tickets, FOR_SPREADSHEET))
        assert quoted["note"] == f"a{end}'{start}{end}a=b"

    def test_leaves_other_cells_and_adds_the_mark(self, tickets: Path) -> None:
        note = '"a=b; 1-2, - c\nx+y"'
        tickets.write_text(f"kind,urgency,opened,note\nqueja,P3,2026-11-24 09:30,{note}\n", "utf-8")
        plain = read_csv(routed(tickets))
        target = routed(tickets, FOR_SPREADSHEET)
        assert target.read_bytes().startswith(BYTE_ORDER_MARK)
        assert read_csv(target) == plain


HEAD = "kind,urgency,opened"
FAULTS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "the first line must have the names of the columns, with commas or semicolons"),
    "an empty line": ("\n", "the first line must have the names of the columns"),
    "tabs": ("kind\turgency\topened\n", "between them: not tabs, and no line such as sep=; before"),
    "a line of Excel": (
        f"sep=;\n{HEAD}\n",
        "between them: not tabs, and no line such as sep=; before",
    ),
    "ragged": (
        f"{HEAD}\nqueja,3,2026-07-10\nqueja,3\n",
        "line 3 does not have the same number of cells as the first line: 2 instead of 3. If there are fewer, add the missing ones; if there are more, put quotes around cells that have a , in",
    ),
    "after a cell of two lines": (
        f'{HEAD}\n"a\nb",3,x\n\nqueja,3,4,5\n',
        "line 5 does not have the same number of cells as the first line: 4 instead of ",
    ),
    "semicolons": (
        "kind;urgency;opened\nqueja;3\n",
        "line 2 does not have the same number of cells as the first line: 2 instead of 3. If there are fewer, add the missing ones; if there are more, put quotes around cells that have a ; in",
    ),
    "quotes within a cell": (
        f'{HEAD}\n1,2,5" nails\n6",7\n',
        "line 3 does not have the same number of cells as the first line: 2 instead of ",
    ),
    "both ends of lines": (
        f'{HEAD}\r\n1,"2\r3,""\r\n",x\n\r\n4\r\n',
        "line 5 does not have the same number of cells as the first line: 1 instead of ",
    ),
    "a carriage return alone": (f"{HEAD}\r1,2,3\r", "line 1 .* or a carriage return in the place"),
    "a mark": (
        f"\ufeff{HEAD}\n1\n",
        "line 2 does not have the same number of cells as the first line: 1 instead of 3",
    ),
    "an open quote": (f'{HEAD}\n1,2,3\n3,"4\n5,6\n', "starts in line 3 does not end: close its"),
    "text after a quote": (f'{HEAD}\n1,2,3\n3,"4"4,5\n', "line 3 .* has text after closing quotes"),
    "a long cell": (f"{HEAD}\n1,2,{'x' * 131_073}\n", "line 2 .* a cell of more than 131,072 char"),
    "Latin-1": (
        f"{HEAD}\n\npetición,3,2026-07-10\n".encode("latin-1"),
        "line 3 is not in UTF-8; it may be Latin-1 or UTF-16. Save the file in UTF-8: in Excel, as 'CSV UTF-8'",
    ),
    "Latin-1 in a name": (f"{HEAD},ñ\n".encode("latin-1"), "line 1 is not in UTF-8"),
    "half a character": (
        f"{HEAD}\n\ud8f1".encode(errors="surrogatepass"),
        "line 2 is not in UTF-8",
    ),
}


class TestFaults:
    """A file with a fault is an error that says the line, and leaves no file."""

    @pytest.mark.parametrize(("content", "words"), FAULTS.values(), ids=FAULTS)
    def test_say_their_line(self, tickets: Path, content: str | bytes, words: str) -> None:
        tickets.write_bytes(content.encode() if isinstance(content, str) else content)
        refusal(tickets, words)

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
        monkeypatch.setattr(text_files, "LONGEST_ROW", 1_000)
        tickets.write_text(f"{HEAD}\n1,2,3\n{row}\n", "utf-8")
        refusal(tickets, words)

    @pytest.mark.parametrize("cell", ["x" * 7_000, "x\n" * 3_500, '5" x\n' * 1_000])
    def test_are_not_long_cells(
        self, tickets: Path, monkeypatch: pytest.MonkeyPatch, cell: str
    ) -> None:
        monkeypatch.setattr(text_files, "LONGEST_ROW", 2**13)
        write_rows(tickets, ["kind", "urgency", "opened"], ["queja", "P3", cell])
        assert [row["opened"] for row in read_csv(routed(tickets))] == [cell]
