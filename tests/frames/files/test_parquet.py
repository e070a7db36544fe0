"""A file of Parquet is read and written a few rows at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ccb_support.frames import COLUMNS
from ccb_support.frames.files import parquet_files
from tests.frames.files.ticket_files import FILE_ROUTER, parquet, refusal, route_file, routed
from tests.frames.tables import pa

LATE = "2026-07-10T17:00:00-05:00"


def tickets(folder: Path, x: Any, **options: Any) -> Path:  # noqa: ANN401 - of Arrow
    rows = len(x)
    table = pa.table({"kind": ["queja"] * rows, "urgency": [3] * rows, "opened": [LATE] * rows})
    source = folder / "tickets.parquet"
    parquet.write_table(
        table.append_column("x", x if isinstance(x, pa.Array) else pa.array(x)), source, **options
    )
    return source


class TestMemory:
    """Few rows are in memory at a time if they are long."""

    def test_long_rows_come_a_few_at_a_time(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parquet_files, "MOST_BYTES", 5_000)
        x = [letter * 1_000 for letter in "abcdefghij"]
        source = tickets(tmp_path, x)
        with source.open("rb") as file:
            found = parquet_files.ParquetFile(file, source, FILE_ROUTER).batches()
            progress = [rows.num_rows for rows, _ in found]
        assert sum(progress) == len(x)
        assert max(progress) <= 5
        assert parquet.read_table(routed(source))["x"].to_pylist() == x

    @pytest.mark.parametrize("rows", [10, 100])
    def test_batches_become_groups_of_rows(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
    ) -> None:
        monkeypatch.setattr(parquet_files, "MOST_ROWS", rows)
        x = [*range(100)]
        file = parquet.ParquetFile(routed(tickets(tmp_path, x)))
        assert file.num_row_groups == 100 / rows
        assert file.read()["x"].to_pylist() == x

    def test_seven_million_rows_of_fifty_columns_fit(self, tmp_path: Path) -> None:
        """The page about limits says so."""
        numbers = pa.array([*map(float, range(20_000))])
        table = parquet.read_table(tickets(tmp_path, numbers))
        for number in range(46):
            table = table.append_column(f"x{number}", numbers)
        source = tmp_path / "wide.parquet"
        parquet.write_table(table, source, use_dictionary=False)
        with source.open("rb") as file:
            found = parquet_files.ParquetFile(file, source, FILE_ROUTER).batches()
            rows = max(batch.num_rows for batch, _ in found)
        groups = parquet_files.MOST_CHUNKS // (table.num_columns + len(COLUMNS))
        assert table.num_columns == 50
        assert 7_000_000 <= rows * groups < 8_000_000

    def test_groups_may_be_empty(self, tmp_path: Path) -> None:
        source = tmp_path / "tickets.parquet"
        row = pa.table({"kind": ["queja"], "urgency": [3], "opened": [LATE]})
        with parquet.ParquetWriter(source, row.schema) as writer:
            for table in (row.slice(1), row, row.slice(1)):
                writer.write_table(table)
        assert route_file(source, tmp_path / "routed.parquet").rows == 1


@pytest.mark.parametrize(
    "damage",
    [b"\x00", b"\xff", b"\x55", b"\x15\x00\x15\x00\x15\x00\x25\x02\x00"],
    ids=bytes.hex,
)
@pytest.mark.parametrize("start", [4, 200])
def test_damaged_pages_are_an_error(tmp_path: Path, damage: bytes, start: int) -> None:
    source = tickets(tmp_path, [f"{each}" for each in range(1_000)], use_dictionary=False)
    content = source.read_bytes()
    source.write_bytes(content[:start] + damage * 40 + content[start + len(damage) * 40 :])
    refusal(source, "can't be read or written")


def test_a_name_that_is_not_in_utf8_is_an_error(tmp_path: Path) -> None:
    source = tickets(tmp_path, ["a"], store_schema=False)
    # The same length, so that all else in the file is where it was.
    source.write_bytes(source.read_bytes().replace(b"urgency", b"urgenc\xff"))
    refusal(source, r"can't be read or written \('utf-8' codec can't decode")


def test_groups_of_rows_that_would_be_too_many_are_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_files, "MOST_ROWS", 10)
    monkeypatch.setattr(parquet_files, "MOST_CHUNKS", 3 * (4 + len(COLUMNS)))
    refusal(tickets(tmp_path, [*range(31)]), "too many rows for so many columns")
    assert route_file(tickets(tmp_path, [*range(30)]), tmp_path / "routed.parquet").rows == 30
