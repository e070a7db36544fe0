"""Every file of Parquet takes bounded memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ccb_support.frames import COLUMNS
from ccb_support.frames.files import parquet_files
from tests.frames.files.ticket_files import FILE_ROUTER, parquet, refusal, route_file
from tests.frames.tables import pa

LATE = "2026-07-10T17:00:00-05:00"


def tickets(folder: Path, x: list[Any], **options: Any) -> Path:  # noqa: ANN401 - of Arrow
    rows = len(x)
    table = pa.table({"kind": ["queja"] * rows, "urgency": [3] * rows, "opened": [LATE] * rows})
    source = folder / "tickets.parquet"
    parquet.write_table(table.append_column("x", pa.array(x)), source, **options)
    return source


class TestMemory:
    """Few rows are in memory at a time if they are long."""

    def test_a_long_value_for_many_rows_is_there_a_few_times(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parquet_files, "MOST_BYTES", 5_000)
        x = ["c" * 1_000] * 20 + [None]
        source = tickets(tmp_path, x)
        with source.open("rb") as file:
            found = parquet_files.ParquetFile(file, source, FILE_ROUTER).batches()
            progress = [rows.num_rows for rows, _ in found]
        assert sum(progress) == len(x)
        assert max(progress) <= 5
        route_file(source, tmp_path / "routed.parquet")
        assert parquet.read_table(tmp_path / "routed.parquet")["x"].to_pylist() == x

    @pytest.mark.parametrize("rows", [10, 100])
    def test_batches_become_groups_of_rows(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
    ) -> None:
        monkeypatch.setattr(parquet_files, "ROWS", rows)
        x = [*range(100)]
        route_file(tickets(tmp_path, x), tmp_path / "routed.parquet")
        routed = parquet.ParquetFile(tmp_path / "routed.parquet")
        assert routed.num_row_groups == 100 / rows
        assert routed.read()["x"].to_pylist() == x

    def test_a_row_that_is_too_long_is_an_error(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parquet_files, "MOST_BYTES", 5_000)
        source = tickets(tmp_path, ["a", "b" * 6_000])
        refusal(source, r"row 2 is longer than 16 MiB\. Shorten")

    @pytest.mark.parametrize(
        ("x", "options"),
        [
            pytest.param(["a", "b" * 20_000], {}, id="cell"),
            pytest.param(
                ["a", "b" * 20_000],
                {"use_dictionary": False, "data_page_size": 1, "write_batch_size": 1},
                id="cell of the second page",
            ),
            pytest.param([[1] * 2_000, []], {}, id="list"),
        ],
    )
    def test_a_large_page_is_an_error(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        x: list[Any],
        options: dict[str, Any],
    ) -> None:
        monkeypatch.setattr(parquet_files, "_MOST_HELD", 30_000)
        refusal(tickets(tmp_path, x, **options), "fewer rows in each group")


class TestPages:
    """The headers of pages say how long each is."""

    @pytest.mark.parametrize("version", ["1.0", "2.0"])
    @pytest.mark.parametrize("has_dictionary", [True, False])
    def test_are_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, *, has_dictionary: bool
    ) -> None:
        options = {"use_dictionary": has_dictionary, "data_page_version": version}
        source = tickets(tmp_path, ["a" * 50_000] * 3 + [None], write_page_checksum=True, **options)
        held = 2 * (50_000 if has_dictionary else 150_000)
        monkeypatch.setattr(parquet_files, "_MOST_HELD", held + 10_000)
        assert route_file(source, tmp_path / "routed.parquet").rows == 4
        monkeypatch.setattr(parquet_files, "_MOST_HELD", held - 10_000)
        refusal(source, "fewer rows in each group")

    @pytest.mark.parametrize(
        "damage", [b"\x00", b"\xff", b"\x55", b"\x15\x00\x15\x00\x15\x00\x25\x02\x00"]
    )
    def test_that_are_damaged_are_an_error(self, tmp_path: Path, damage: bytes) -> None:
        source = tickets(tmp_path, ["a"])
        content = source.read_bytes()
        source.write_bytes(content[:4] + damage * 4 + content[4 + len(damage) * 4 :])
        refusal(source, "can't be read or written")


@pytest.mark.parametrize(
    "damage", [b"\x00", b"\xff", b"\x55", b"\x15\x00\x15\x00\x15\x00\x25\x02\x00"]
)
@pytest.mark.parametrize("start", [4, 200])
def test_damaged_pages_are_an_error(tmp_path: Path, damage: bytes, start: int) -> None:
    source = tickets(tmp_path, [f"{each}" for each in range(1_000)], use_dictionary=False)
    content = source.read_bytes()
    source.write_bytes(content[:start] + damage * 40 + content[start + len(damage) * 40 :])
    refusal(source, "can't be read or written")


class TestGroups:
    """Each column of each group of rows takes memory, until the file ends."""

    def test_that_are_too_many_are_an_error(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = tickets(tmp_path, [*range(100)], row_group_size=1)
        monkeypatch.setattr(parquet_files, "_LONGEST_FOOTER", 1_000)
        refusal(source, "too many groups of rows")

    def test_that_would_be_too_many_are_not_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parquet_files, "ROWS", 10)
        monkeypatch.setattr(parquet_files, "MOST_CHUNKS", 3 * (4 + len(COLUMNS)))
        refusal(tickets(tmp_path, [*range(31)]), "too many groups of rows")
        assert route_file(tickets(tmp_path, [*range(30)]), tmp_path / "routed.parquet").rows == 30
