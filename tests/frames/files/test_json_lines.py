"""JSON Lines: each object comes through as it was written, with its answer at the end."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support.errors import ColumnClashError
from ccb_support.frames import COLUMNS
from ccb_support.frames.files import FileRouter, Tally, text_files
from tests.builders import SHIPPED
from tests.frames.files.ticket_files import (
    FILE_ROUTER,
    content_of,
    read_lines,
    refusal,
    route_file,
    routed,
    write_lines,
)

LATE = "2026-07-10T17:00:00-05:00"
COMPLAINT = {"kind": "queja", "urgency": "P3", "opened": LATE}


def answers_of(
    folder: Path, *lines: object, file_router: FileRouter = FILE_ROUTER
) -> list[dict[str, Any]]:
    """Return what is written for some lines."""
    return read_lines(routed(write_lines(folder / "tickets.jsonl", lines), file_router))


class TestObjects:
    """An object keeps its keys, their order and their values, to the letter."""

    @pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".JSONL", ".jsonl.gz", ".ndjson.gz"])
    @pytest.mark.parametrize(
        "members",
        [
            '"kind": "queja", "id": 7, "urgency": "P3", "opened": "2026-07-10T17:00:00-05:00"',
            '"opened":"2026-07-10T17:00:00-05:00","kind":"queja","urgency":3,"paid":1.10,"x":1e400',
            f'"kind": "queja", "urgency": 3, "n": {"9" * 40}, "opened": "{LATE}", "none": null',
            f'"kind": "queja", "tags": ["a", {{"b": 1}}], "urgency": 3, "opened": "{LATE}"',
            f'"kind": "qu\\u0065ja", "urgency": 3, "opened": "{LATE}", "text": "\\ud800 ñ \u2028"',
        ],
    )
    def test_come_through_to_the_letter(self, tmp_path: Path, suffix: str, members: str) -> None:
        source = write_lines(tmp_path / f"tickets{suffix}", [f" {{ {members} }} "])
        target = tmp_path / f"routed{suffix}"
        assert route_file(source, target) == Tally(1, Counter(national_line=1), Counter())
        written = content_of(target).decode()
        assert written.startswith(f'{{{members}, "channel": "national_line", "number": "(601) ')
        assert written.endswith(
            f'"error": null, "directory_version": {json.dumps(SHIPPED.version)}}}\n'
        )
        assert written.count("\n") == 1

    def test_get_their_answers_after_their_keys(self, tmp_path: Path) -> None:
        (row,) = answers_of(tmp_path, COMPLAINT | {"opened": "2026-07-10T16:00:00-05:00"})
        assert [*row] == [*COMPLAINT, *COLUMNS]
        assert [row[name] for name in COLUMNS] == [
            "pqrs", "(601) 7442727 opción 3", "(601) 7442727 opción 3", "tel:+576017442727", True,
            None, "dedicated", "2026-07-10T07:00:00-05:00", "2026-07-10T17:00:00-05:00", None,
            SHIPPED.version,
        ]  # fmt: skip

    def test_may_be_empty(self, tmp_path: Path) -> None:
        first, second = answers_of(tmp_path, "{ }", COMPLAINT)
        assert [*first] == [*COLUMNS]
        assert first["error"] == "missing"
        assert second["channel"] == "national_line"

    def test_may_be_none_at_all(self, tmp_path: Path) -> None:
        source = write_lines(tmp_path / "tickets.jsonl", [])
        assert route_file(source, tmp_path / "routed.jsonl") == Tally()
        assert (tmp_path / "routed.jsonl").read_bytes() == b""

    def test_may_stand_between_empty_lines_after_a_mark(self, tmp_path: Path) -> None:
        line = json.dumps(COMPLAINT)
        (tmp_path / "tickets.jsonl").write_bytes(
            b"\xef\xbb\xbf" + f"{line}\r\n\r\n \t\n{line}".encode()
        )
        target = tmp_path / "routed.jsonl"
        assert route_file(tmp_path / "tickets.jsonl", target).rows == 2
        assert [row["kind"] for row in read_lines(target)] == ["queja", "queja"]


class TestRequests:
    """What is not text means nothing; a priority may be a whole number."""

    @pytest.mark.parametrize("priority", [1, 2, 3, 4, 5, 3.0, "P1", "4", "crítica"], ids=repr)
    def test_a_priority_is_a_word_or_a_whole_number(self, tmp_path: Path, priority: object) -> None:
        (row,) = answers_of(tmp_path, {**COMPLAINT, "kind": "incidente", "urgency": priority})
        is_critical = priority in (1, "P1", "crítica")
        assert row["channel"] == ("p1_mobile" if is_critical else "national_line")

    @pytest.mark.parametrize(
        ("key", "error", "value"),
        [
            *(
                (key, error, value)
                for key, error in (
                    ("kind", "unknown_request_type"),
                    ("urgency", "unknown_priority"),
                    ("opened", "not_a_datetime"),
                )
                for value in (50, True, 2026071011700, ["queja"], "", "\ud800")
            ),
            *(
                ("urgency", "unknown_priority", value)
                for value in (
                    0,
                    6,
                    -1,
                    10**400,
                    3.5,
                    -3.0,
                    [3],
                    dict[str, str](),
                    "urgente",
                    "P3.0",
                )
            ),
        ],
        ids=ascii,
    )
    def test_another_value_is_the_error_of_its_row(
        self, tmp_path: Path, key: str, error: str, value: object
    ) -> None:
        found = answers_of(tmp_path, COMPLAINT, {**COMPLAINT, key: value})
        assert [row["error"] for row in found] == [None, error]

    def test_a_key_that_a_line_lacks_is_a_missing_cell(self, tmp_path: Path) -> None:
        lacking = [
            {name: value for name, value in COMPLAINT.items() if name != key} for key in COMPLAINT
        ]
        found = answers_of(tmp_path, *lacking, COMPLAINT)
        assert [row["error"] for row in found] == [
            "missing", "missing", "not_a_datetime", None,
        ]  # fmt: skip
        assert [[*row][:2] for row in found[:3]] == [[*each] for each in lacking]

    def test_a_key_of_an_answer_is_an_error(self, tmp_path: Path) -> None:
        source = write_lines(tmp_path / "tickets.jsonl", [COMPLAINT, {"uri": None}])
        refusal(source, "'uri'", error=ColumnClashError)

    def test_keys_that_every_line_lacks_are_missing_cells(self, tmp_path: Path) -> None:
        found = answers_of(tmp_path, {"kind": "queja", "urgency": 3}, {"\ud800": 5})
        assert [row["error"] for row in found] == ["not_a_datetime", "missing"]

    def test_a_cell_over_a_megabyte_is_the_error_of_its_row(self, tmp_path: Path) -> None:
        long = "x" * 1_100_000
        lines = [COMPLAINT, {**COMPLAINT, "kind": long}, {**COMPLAINT, "note": long}]
        source = write_lines(tmp_path / "tickets.jsonl", lines)
        tally = route_file(source, tmp_path / "routed.jsonl")
        assert tally == Tally(3, Counter(national_line=2), Counter(unknown_request_type=1))


class TestFaults:
    """A line that is not an object is an error that says its line, and leaves no file."""

    @pytest.mark.parametrize(
        "line",
        [
            '{"kind": "queja"',
            "kind,urgency,opened",
            "{} {}",
            "{'kind': 'queja'}",
            '{"kind": ' + "9" * 5_000 + "}",
            "[" * 200_000,
            "\N{NO-BREAK SPACE}",
            "[1]",
            "3",
            '"queja"',
            "null",
        ],
    )
    def test_say_their_line(self, tmp_path: Path, line: str) -> None:
        source = write_lines(tmp_path / "tickets.jsonl", [COMPLAINT, "", line, COMPLAINT])
        words = "line 3 is not an object of JSON that can be read. Write a whole object"
        error = refusal(source, f"tickets.jsonl' can't be used as a table: {words}")
        assert "la línea 3 " in error.message("es")
        assert '{"type": "queja", "priority": 3}' in error.message("es")

    def test_are_bytes_that_are_not_utf8(self, tmp_path: Path) -> None:
        source = tmp_path / "tickets.jsonl"
        source.write_bytes(b'{"kind": "queja"}\n{"kind": "petici\xf3n"}\n')
        refusal(source, r"line 2 is not in UTF-8; it may be Latin-1 or UTF-16\. Save the file")

    def test_are_lines_without_an_end(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(text_files, "LONGEST_ROW", 1_000)
        source = write_lines(tmp_path / "tickets.jsonl", [COMPLAINT, "[" * 1_001])
        refusal(source, "line 2 is longer than 2 MiB")


CELLS = {True: "true", False: "false"}
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["queja", "Incidente", "PQRS", ""]) | WORDS,
        WORDS,
        st.sampled_from(["P1", "3", "alta", "6"]) | WORDS,
        st.sampled_from([LATE, "2026-07-10 16:59", "2026-07-10"]) | WORDS,
    ),
    max_size=6,
)


@given(
    ROWS,
    st.sampled_from([".csv", ".csv.gz"]),
    st.sampled_from([".jsonl", ".ndjson", ".jsonl.gz"]),
)
@settings(max_examples=30)
def test_both_formats_agree(rows: list[tuple[str, ...]], of_csv: str, of_json: str) -> None:
    """JSON Lines and CSV agree about the same rows, compressed or not."""
    keys = ["kind", "note", "urgency", "opened"]
    objects = [dict(zip(keys, row, strict=True)) for row in rows]
    with TemporaryDirectory() as name:
        folder = Path(name)
        plain = folder / "tickets.csv"
        with plain.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([keys, *rows])
        zipped = folder / f"tickets{of_csv}"
        content = plain.read_bytes()
        zipped.write_bytes(gzip.compress(content) if of_csv.endswith("gz") else content)
        lines = write_lines(folder / f"tickets{of_json}", objects)
        as_csv = folder / f"routed{of_csv}"
        as_json = folder / f"routed{of_json}"
        assert route_file(zipped, as_csv) == route_file(lines, as_json)
        cells = [*csv.DictReader(io.StringIO(content_of(as_csv).decode(), newline=""))]
        found = read_lines(as_json)
        assert [{key: row[key] for key in keys} for row in found] == objects
        assert cells == [
            {key: "" if value is None else CELLS.get(value, value) for key, value in row.items()}
            for row in found
        ]
