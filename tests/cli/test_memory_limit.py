"""On Linux, `route` takes bounded memory for any file of Parquet."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ccb_support.cli import table_commands
from tests.cli.calls import TICKETS, Run
from tests.frames.files.ticket_files import parquet
from tests.frames.tables import Foreign, pa
from tests.systems import NEEDS_LINUX

resource: Any = pytest.importorskip("resource", reason="Windows has no such limits")

ROUTE = "route", "tickets.parquet", *TICKETS, "-o", "routed.parquet"


def state() -> tuple[object, object]:
    """Return the limit of the process, and what gives Arrow its memory."""
    return resource.getrlimit(resource.RLIMIT_DATA), pa.default_memory_pool().backend_name


@NEEDS_LINUX
@pytest.mark.parametrize(
    ("texts", "options"),
    [
        pytest.param([f"{each:01048576}" for each in range(100)], {}, id="a page of 100 MiB"),
        pytest.param(
            pa.DictionaryArray.from_arrays(pa.array([0] * 100), pa.array(["x" * 2**20])),
            {"dictionary_pagesize_limit": 2**30, "store_schema": False},
            id="a text of 1 MiB for 100 rows",
        ),
    ],
)
def test_a_file_that_takes_too_much_is_an_error(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    texts: Foreign,
    options: dict[str, Any],
) -> None:
    monkeypatch.chdir(tmp_path)
    late = "2026-07-10T17:00:00-05:00"
    columns = {"kind": ["queja"] * 100, "urgency": [3] * 100, "opened": [late] * 100, "x": texts}
    parquet.write_table(pa.table(columns), "tickets.parquet", **options)
    before = state()
    monkeypatch.setattr(table_commands, "MOST_MEMORY", 2**25)
    assert "toma demasiada memoria" in run(*ROUTE).refusal
    assert state() == before
    # Other systems have no such limit.
    windows = SimpleNamespace(platform="win32", stderr=sys.stderr)
    monkeypatch.setattr(table_commands, "sys", windows)
    assert run(*ROUTE).code == 0
