"""Tables of tickets as files of Parquet, in each unit of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.engines.questions import Row

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

UNITS = {"ms": timedelta(milliseconds=1), "us": MICROSECOND, "ns": MICROSECOND}
"""The units in which Parquet has instants, and what an instant of `datetime` can be drawn in."""

TICKETS = "tickets.parquet"


def write_tickets(rows: Sequence[Row], unit: str) -> None:
    """Write a table of tickets; in nanoseconds, each instant lies just before the next one."""
    pq.write_table(
        pa.table(
            {
                "id": [row.id for row in rows],
                "request_type": _text([row.request_type for row in rows]).dictionary_encode(),
                "priority": _text([row.priority for row in rows]),
                "opened": _instants([row.opened for row in rows], unit),
            }
        ),
        TICKETS,
    )


def write_instants(instants: Sequence[datetime], unit: str, zone: str | None) -> None:
    """Write instants alone, or, where `zone` is `None`, what a clock showed."""
    pq.write_table(pa.table({"opened": pa.array(instants, pa.timestamp(unit, tz=zone))}), TICKETS)


def _text(values: Sequence[str | None]) -> pa.StringArray:
    return pa.array(values, pa.string())


def _instants(instants: Sequence[datetime | None], unit: str) -> pa.Array:
    if unit != "ns":
        return pa.array(instants, pa.timestamp(unit, tz="UTC"))
    nanoseconds = [each and (each - EPOCH) // MICROSECOND * 1000 + 999 for each in instants]
    return pa.array(nanoseconds, pa.int64()).cast(pa.timestamp("ns", tz="UTC"))
