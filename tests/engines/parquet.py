"""Tables of tickets as files of Parquet, in each unit of time."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ccb_support.testing.boundary_instants import MICROSECOND
from tests.frames.tables import EPOCH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from questions import Row

UNITS = {"ms": timedelta(milliseconds=1), "us": MICROSECOND, "ns": MICROSECOND}
"""The units in which Parquet has instants, with the step in which a test draws instants."""

KINDS: dict[str, pa.DataType] = {
    "ms": pa.timestamp("ms", tz="UTC"),
    "us": pa.timestamp("us", tz="UTC"),
    "ns": pa.timestamp("ns", tz="UTC"),
}

TICKETS = "tickets.parquet"

parquet: Any = import_module("pyarrow.parquet")  # its stubs do not state all its types


def write_tickets(rows: Sequence[Row], unit: str) -> None:
    """Write a table of tickets; in nanoseconds, each instant lies just before the next one."""
    parquet.write_table(
        pa.table(
            {
                "id": [row.id for row in rows],
                "request_type": pa.array(
                    [row.request_type for row in rows], pa.dictionary(pa.int32(), pa.string())
                ),
                "priority": pa.array([row.priority for row in rows], pa.string()),
                "opened": _instants([row.opened for row in rows], unit),
            }
        ),
        TICKETS,
    )


def write_times(times: Sequence[datetime], kind: pa.DataType) -> None:
    """Write instants alone, or what a clock showed."""
    parquet.write_table(pa.table({"opened": pa.array(times, kind)}), TICKETS)


def _instants(instants: Sequence[datetime | None], unit: str) -> pa.Array[Any]:
    if unit != "ns":
        return pa.array(instants, KINDS[unit])
    nanoseconds = [each and (each - EPOCH) // MICROSECOND * 1000 + 999 for each in instants]
    return pa.array(nanoseconds, pa.int64()).cast(KINDS[unit])
