"""Measure how-tos that route a table, each on its own engine, and print a table of the times.

Run it in an environment that has the dependency groups `tests` and `engines`, and Java:

    python tests/benchmarks/engines.py [--rows N ...] [--rounds N] [--write PAGE]

Each engine reads the same tickets from a file of Parquet, routes them and writes what comes out as
Parquet. They take turns, so that what else the machine does meanwhile slows all alike. With
`--write` the table replaces the text between two markers of a page.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from machine import processor
from marked import write

from ccb_support import BOGOTA, timetable
from ccb_support.frames import route

sys.path.append(str(Path(__file__).parents[1] / "engines"))  # the code of the how-tos

from pages import code_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ccb_support import Timetable

    Engine = Callable[[], object]

START = datetime(2016, 1, 1, tzinfo=BOGOTA)
END = datetime(2026, 1, 1, tzinfo=BOGOTA)

KINDS = "Queja", "quejas", "reclamo", "PETICIÓN", "incidente", "Soporte técnico", "solicitud"
URGENCIES = "P1", "alta", "P3", "media", "5"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure the how-tos that route a table.")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", metavar="PAGE", type=Path, help="the page to put the table in")
    arguments = parser.parse_args(argv)
    lines = list(report(arguments.rows, arguments.rounds))
    print(*lines, sep="\n")
    if arguments.write:
        write(arguments.write, "\n".join(lines), "engines")


def report(sizes: Sequence[int], rounds: int) -> Iterator[str]:
    """Yield the lines of the table."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("polars", "duckdb", "pyspark"))
    yield (
        f"Measured on {datetime.now(UTC):%-d %B %Y} with {processor()} ({os.cpu_count()} cores), "
        f"Python {platform.python_version()}, {packages}, {rounds} rounds, "
        f"load average at the start {os.getloadavg()[0]:.1f}:"
    )
    yield ""
    yield "| Tickets | Engine | Seconds | Least to most | Tickets a second |"
    yield "|---|---|---|---|---|"
    with TemporaryDirectory() as folder, chdir(folder):
        table = timetable(START, END)
        engines = {"Polars": polars, "DuckDB": duckdb(table), "Spark": spark(table)}
        for rows in sizes:
            write_tickets(rows)
            for name, times in measured(engines, rounds).items():
                yield (
                    f"| {rows:,} | {name} | **{median(times):.2f}** "
                    f"| {min(times):.2f} to {max(times):.2f} | {rows / median(times):,.0f} |"
                )


def measured(engines: dict[str, Engine], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that each engine took in each round, after one to warm up."""
    check_agreement(engines)
    times: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, do in engines.items():
            start = perf_counter()
            do()
            times[name].append(perf_counter() - start)
    return times


def check_agreement(engines: dict[str, Engine]) -> None:
    """Make sure that all engines say the same of every ticket."""
    found: list[pl.DataFrame] = []
    for do in engines.values():
        do()
        parts = "routed.parquet/*.parquet" if Path("routed.parquet").is_dir() else "routed.parquet"
        routed = pl.read_parquet(parts, columns=["id", "channel", "error"])
        found.append(routed.sort("id").with_columns(pl.col("channel", "error").cast(pl.String)))
    if not all(each.equals(found[0]) for each in found):
        raise SystemExit("the engines do not say the same")


def write_tickets(rows: int) -> None:
    """Write so many tickets of ten years, in no order of time."""
    random = np.random.default_rng(1)
    microseconds = (END - START) // timedelta(microseconds=1)
    opened = random.integers(0, microseconds, rows) + int(START.timestamp()) * 1_000_000
    pl.DataFrame(
        {
            "id": np.arange(rows),
            "request_type": np.array(KINDS)[random.integers(0, len(KINDS), rows)],
            "priority": np.array(URGENCIES)[random.integers(0, len(URGENCIES), rows)],
            "opened": opened,
        }
    ).with_columns(pl.from_epoch("opened", "us").dt.replace_time_zone("UTC")).write_parquet(
        "tickets.parquet"
    )


def clear() -> None:
    """Take away what an engine wrote: Spark writes a folder, the others a file."""
    out = Path("routed.parquet")
    if out.is_dir():
        for part in out.iterdir():
            part.unlink()
        out.rmdir()
    out.unlink(missing_ok=True)


def polars() -> None:
    """Route with `ccb_support.frames`, as a plan."""
    clear()
    tickets = pl.scan_parquet("tickets.parquet")
    routed = route(tickets, request_type="request_type", priority="priority", when="opened")
    routed.sink_parquet("routed.parquet")


def duckdb(table: Timetable) -> Engine:
    """Return what routes with the code of the how-to for DuckDB."""
    page = code_of("route-in-duckdb.md", _new_folder("duckdb"))
    page["write_spans"](table)

    def do() -> None:
        clear()
        with import_module("duckdb").connect() as db:
            db.execute(page["SPANS"])
            page["read_words"](db, table)
            db.execute(page["ROUTED"])
            db.execute("COPY routed TO 'routed.parquet'")

    return do


def spark(table: Timetable) -> Engine:
    """Return what routes with the code of the how-to for Spark."""
    page = code_of("route-in-spark.md", _new_folder("spark"))
    kind: Any = page["SparkSession"]
    builder: Any = kind.builder.master("local[2]")
    session: Any = builder.config("spark.ui.enabled", "false").getOrCreate()
    tickets, routed = Path("tickets.parquet").resolve(), Path("routed.parquet").resolve()

    def do() -> None:
        clear()
        answers: Any = page["routed"](session, table, session.read.parquet(str(tickets)))
        answers.write.parquet(str(routed))

    return do


def _new_folder(name: str) -> Path:
    folder = Path(f"{name}-page")
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
