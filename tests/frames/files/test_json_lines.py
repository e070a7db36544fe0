"""JSON Lines: each object comes through as it was written, with its answer at the end."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support.errors import BadTableFileError, ColumnTypeError, UnknownColumnError
from ccb_support.frames import COLUMNS
from ccb_support.frames.files import FileRouter, Tally, batches
from tests.frames.files.ticket_files import (
    AGAIN,
    FILE_ROUTER,
    content_of,
    parquet,
    read_csv,
    read_lines,
    refusal,
    route_file,
    write_lines,
)
from tests.frames.tables import SHIPPED, Foreign, pa

LATE = "2026-07-10T17:00:00-05:00"
COMPLAINT = {"kind": "queja", "urgency": "P3", "opened": LATE}


def answers_of(
    folder: Path, *lines: object, file_router: FileRouter = FILE_ROUTER
) -> list[dict[str, Any]]:
    """Return what is written for some lines."""
    source = write_lines(folder / "tickets.jsonl", lines)
    route_file(source, folder / "routed.jsonl", file_router)
    return read_lines(folder / "routed.jsonl")


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
        lines, table = tmp_path / "routed.jsonl", tmp_path / "routed.parquet"
        assert route_file(source, lines) == route_file(source, table) == Tally()
        assert lines.read_bytes() == b""
        assert parquet.read_table(table).column_names == [*COMPLAINT, *COLUMNS]
        assert route_file(table, tmp_path / "again.jsonl", AGAIN) == Tally()

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

    @pytest.mark.parametrize("priority", [0, 6, -1, 10**400, 3.5, [3], {}, "urgente"])
    def test_no_other_priority_is_known(self, tmp_path: Path, priority: object) -> None:
        (row,) = answers_of(tmp_path, {**COMPLAINT, "urgency": priority})
        assert row["error"] == "unknown_priority"

    @pytest.mark.parametrize(
        ("key", "error"),
        [
            ("kind", "unknown_request_type"),
            ("urgency", "unknown_priority"),
            ("opened", "not_a_datetime"),
        ],
    )
    @pytest.mark.parametrize(
        "value",
        [
            50,
            True,
            2026071011700,
            ["queja"],
            "",
            pytest.param("\ud800", id="half a character"),
        ],
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

    @pytest.mark.parametrize(("key", "value"), [("kind", 5), ("urgency", True), ("opened", 5)])
    def test_a_column_without_any_text_is_an_error(
        self, tmp_path: Path, key: str, value: object
    ) -> None:
        with pytest.raises(ColumnTypeError, match=f"'{key}'"):
            answers_of(tmp_path, {**COMPLAINT, key: value})

    def test_a_key_that_is_half_a_character_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(BadTableFileError, match="can't be read or written"):
            answers_of(tmp_path, {**COMPLAINT, "\ud800": 1})

    def test_a_key_that_every_line_lacks_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownColumnError, match="'opened'") as raised:
            answers_of(tmp_path, {"kind": "queja", "urgency": 3}, {"kind": "queja", "date": LATE})
        assert raised.value.accepted == ("kind", "urgency", "date")

    @pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
    def test_a_cell_over_a_megabyte_is_the_error_of_its_row(
        self, tmp_path: Path, suffix: str
    ) -> None:
        long = "x" * 1_100_000
        lines = [COMPLAINT, {**COMPLAINT, "kind": long}, {**COMPLAINT, "note": long}]
        source = write_lines(tmp_path / "tickets.jsonl", lines)
        tally = route_file(source, tmp_path / f"routed{suffix}")
        assert tally == Tally(3, Counter(national_line=2), Counter(unknown_request_type=1))


class TestFaults:
    """A line that is not an object is an error that says its line, and leaves no file."""

    NOT_JSON = "is not JSON that can be read. Write a whole object on each line"
    NO_OBJECT = "is JSON, but it is not an object. Write an object on each line"

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ('{"kind": "queja"', NOT_JSON),
            ("kind,urgency,opened", NOT_JSON),
            ("{} {}", NOT_JSON),
            ("{'kind': 'queja'}", NOT_JSON),
            ('{"kind": ' + "9" * 5_000 + "}", NOT_JSON),
            ("[" * 200_000, NOT_JSON),
            ("\N{NO-BREAK SPACE}", NOT_JSON),
            ("[1]", NO_OBJECT),
            ("3", NO_OBJECT),
            ('"queja"', NO_OBJECT),
            ("null", NO_OBJECT),
        ],
    )
    def test_say_their_line(self, tmp_path: Path, line: str, words: str) -> None:
        source = write_lines(tmp_path / "tickets.jsonl", [COMPLAINT, "", line, COMPLAINT])
        error = refusal(source, f"tickets.jsonl' can't be used as a table: line 3 {words}")
        assert "la línea 3 " in error.message("es")
        assert '{"type": "queja", "priority": 3}' in error.message("es")

    def test_are_bytes_that_are_not_utf8(self, tmp_path: Path) -> None:
        source = tmp_path / "tickets.jsonl"
        source.write_bytes(b'{"kind": "queja"}\n{"kind": "petici\xf3n"}\n')
        refusal(source, r"line 2 is not in UTF-8\. Save the file in")

    def test_are_lines_without_an_end(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(batches, "LONGEST_ROW", 1_000)
        source = write_lines(tmp_path / "tickets.jsonl", [COMPLAINT, "[" * 1_001])
        refusal(source, "line 2 is longer than 2 MiB")


VALUES: dict[str, tuple[list[object], object, list[object]]] = {
    "text": (["a", None, "ñ"], pa.string(), ["a", None, "ñ"]),
    "whole numbers": ([1, None, -(2**63)], pa.int64(), [1, None, -(2**63)]),
    "whole numbers of any length": ([1, 2**53 + 1, None], pa.int64(), [1, 2**53 + 1, None]),
    "numbers": ([1, 2.5, -(2**53)], pa.float64(), [1.0, 2.5, -(2.0**53)]),
    "numbers too long beside decimal ones": (
        [2.5, 2**53 + 1, 1],
        pa.string(),
        ["2.5", "9007199254740993", "1"],
    ),
    "decimal numbers": ([1.5, None, 2.5], pa.float64(), [1.5, None, 2.5]),
    "true and false": ([True, False, None], pa.bool_(), [True, False, None]),
    "a long number": ([1, 2**63, None], pa.string(), ["1", "9223372036854775808", None]),
    "several kinds": ([1, "a", True], pa.string(), ["1", "a", "true"]),
    "lists": ([["a", 1], None, []], pa.string(), ['["a", 1]', None, "[]"]),
    "objects": ([{"ñ": None}, {}, 1], pa.string(), ['{"ñ": null}', "{}", "1"]),
    "half a character": (["a\ud800", None, None], pa.string(), ["a?", None, None]),
    "no finite number": ([[math.nan], "a", None], pa.string(), ["[null]", "a", None]),
    "nothing": ([None, None, None], pa.string(), [None, None, None]),
}


class TestColumns:
    """In CSV and Parquet, a key is a column, with the type that all its values have."""

    @pytest.mark.parametrize(("values", "type_", "cells"), VALUES.values(), ids=VALUES)
    def test_have_the_type_of_their_values(
        self, tmp_path: Path, values: list[object], type_: object, cells: list[object]
    ) -> None:
        lines = [COMPLAINT | {"x": each} for each in values]
        source = write_lines(tmp_path / "tickets.jsonl", lines)
        target = tmp_path / "routed.parquet"
        route_file(source, target)
        routed = parquet.read_table(target)
        assert routed.column_names == [*COMPLAINT, "x", *COLUMNS]
        assert (routed.schema.field("x").type, routed["x"].to_pylist()) == (type_, cells)

    def test_are_those_of_all_lines(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(batches, "BLOCK", 10)
        lines = [COMPLAINT, {"id": -5, **COMPLAINT}, {"note": "-5"}]
        source = write_lines(tmp_path / "tickets.jsonl", lines)
        target = tmp_path / "routed.csv"
        route_file(source, target)
        rows = read_csv(target)
        assert [*rows[0]] == [*COMPLAINT, "id", "note", *COLUMNS]
        assert [(row["id"], row["note"]) for row in rows] == [("", ""), ("-5", ""), ("", "-5")]


class TestTables:
    """A table of CSV or Parquet becomes objects."""

    def table(self, folder: Path, name: str, cell: object) -> Path:
        source = folder / "tickets.parquet"
        table = {"kind": ["queja"], "urgency": [3], "opened": [LATE], name: [cell]}
        parquet.write_table(pa.table(table), source)
        return source

    @pytest.mark.parametrize(
        ("cell", "written"),
        [
            (7, 7),
            (0.1, 0.1),
            (math.nan, None),
            (math.inf, None),
            (True, True),
            (None, None),
            ('"ñ"\n', '"ñ"\n'),
            (Decimal("1.10"), "1.10"),
            (date(2026, 7, 10), "2026-07-10"),
            (datetime(2026, 7, 10, 17, tzinfo=UTC), "2026-07-10 17:00:00.000000Z"),
            (["a", None], ["a", None]),
            ({"a": {"b": [1.5]}}, {"a": {"b": [1.5]}}),
            ([date(2026, 7, 10), None], ["2026-07-10", None]),
            (
                {"at": datetime(2026, 7, 10, 17, tzinfo=UTC), "cost": [Decimal("1.10")]},
                {"at": "2026-07-10 17:00:00+00:00", "cost": ["1.10"]},
            ),
            ([b"a"], ["a"]),
            (
                [{"x": math.nan, "NaN": -math.inf}, {"NaN": 1.5}],
                [{"x": None, "NaN": None}, {"x": None, "NaN": 1.5}],
            ),
        ],
    )
    @pytest.mark.parametrize("name", ["x", '"x"'])
    def test_have_values_of_json(
        self, tmp_path: Path, name: str, cell: object, written: object
    ) -> None:
        route_file(self.table(tmp_path, name, cell), tmp_path / "routed.jsonl")
        (row,) = read_lines(tmp_path / "routed.jsonl")
        assert (row["channel"], row[name]) == ("national_line", written)

    @pytest.mark.parametrize("cell", [b"\xff", [b"\xff"]])
    def test_with_a_value_that_json_lacks_are_an_error(self, tmp_path: Path, cell: object) -> None:
        words = r"can't be read or written \(\"x\": "
        refusal(self.table(tmp_path, "x", cell), words, "routed.jsonl")

    @pytest.mark.parametrize(
        "column",
        [
            pa.array([[2**62]], pa.list_(pa.timestamp("us", "UTC"))),
            pa.array([[2**31 - 1]], pa.list_(pa.date32())),
            pa.array([[2**62]], pa.list_(pa.duration("s"))),
            pa.StructArray.from_arrays([pa.array([1]), pa.array([2])], ["a", "a"]),
        ],
        ids=lambda column: str(column.type),
    )
    def test_with_a_value_that_python_lacks_are_an_error(
        self, tmp_path: Path, column: Foreign
    ) -> None:
        """Databases write an infinite time as the largest number."""
        source = self.table(tmp_path, "x", None)
        parquet.write_table(parquet.read_table(source).set_column(3, "x", column), source)
        refusal(source, r"can't be read or written \(\"x\": ", "routed.jsonl")

    def test_with_two_columns_of_one_name_are_an_error(self, tmp_path: Path) -> None:
        source = tmp_path / "tickets.csv"
        source.write_text("kind,urgency,opened,note,note\n", "utf-8")
        refusal(source, "two columns have the name 'note'", "routed.jsonl")


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


class TestBothFormats:
    """JSON Lines and CSV agree about the same rows, compressed or not."""

    @given(
        ROWS,
        st.sampled_from([".csv", ".csv.gz"]),
        st.sampled_from([".jsonl", ".ndjson", ".jsonl.gz"]),
    )
    @settings(max_examples=30)
    def test_agree(self, rows: list[tuple[str, ...]], of_csv: str, of_json: str) -> None:
        keys = ["kind", "note", "urgency", "opened"]
        objects = [dict(zip(keys, row, strict=True)) for row in rows]
        with TemporaryDirectory() as name:
            folder = Path(name)
            plain = folder / "tickets.csv"
            with plain.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([keys, *rows])
            lines = write_lines(folder / f"tickets{of_json}", objects)
            tallies: list[Tally] = []
            written: list[tuple[bytes, list[dict[str, Any]]]] = []
            for source in (plain, lines):
                as_csv = folder / f"{source.name}-routed{of_csv}"
                as_json = folder / f"{source.name}-routed{of_json}"
                again = folder / f"{source.name}-again{of_csv}"
                tallies += [route_file(source, as_csv), route_file(source, as_json)]
                tallies.append(route_file(as_json, again, AGAIN))
                written.append((content_of(as_csv), read_lines(as_json)))
            assert all(each == tallies[0] for each in tallies)
            if rows:  # without a row, JSON Lines do not say that there is a note
                assert written[0] == written[1]
                assert [{key: row[key] for key in keys} for row in written[0][1]] == objects
