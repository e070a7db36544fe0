"""Measure `route` on each engine beside the engine's bare join, and print a table of the times.

Run it in an environment that has the dependency groups `tests` and `engines`, and Java:

    python tools/benchmarks/engines.py [--rows N ...] [--rounds N] [--write PAGE]

Each engine reads the same tickets from a file of Parquet and writes what comes out as Parquet. All
take turns, so that what else the machine does meanwhile slows all alike. A bare join reads no words:
its tickets have the class of their answers already, and its spans are made beforehand. With
`--write` the table replaces the text between two markers of a page.
"""

from __future__ import annotations

import argparse
import os
import platform
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import polars as pl
from machine import processor
from marked import write

from ccb_support import BOGOTA, Priority, RequestType, timetable
from ccb_support.frames import route, to_arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

START = datetime(2016, 1, 1, tzinfo=BOGOTA)
END = datetime(2026, 1, 1, tzinfo=BOGOTA)

KINDS = "Queja", "quejas", "reclamo", "PETICIÓN", "incidente", "Soporte técnico"
URGENCIES = "P1", "alta", "P3", "media", "5"

TICKETS, SPANS, ROUTED = "tickets.parquet", "spans.parquet", "routed.parquet"

answered: Any = partial(route, request_type="request_type", priority="priority", when="opened")


class Engine(NamedTuple):
    """What an engine does: reads, answers and writes all tickets.

    Attributes:
        routes: with `route`.
        joins: with its bare join.
    """

    routes: Callable[[], object]
    joins: Callable[[], object]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure `route` beside bare joins.")
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
    yield "| Tickets | Engine | `route` | Tickets a second | Bare join | `route` / bare join |"
    yield "|---|---|---|---|---|---|"
    with TemporaryDirectory() as folder, chdir(folder):
        import_module("pyarrow.parquet").write_table(to_arrow(timetable(START, END)).spans, SPANS)
        engines = {"Polars": polars(), "DuckDB": duckdb(), "Spark": spark()}
        for rows in sizes:
            write_tickets(rows)
            for name, times in measured(engines, rounds).items():
                routed, joined = (median(each) for each in zip(*times, strict=True))
                ratio = median(mine / theirs for mine, theirs in times)
                yield (
                    f"| {rows:,} | {name} | **{routed:.2f} s** | {rows / routed:,.0f} "
                    f"| {joined:.2f} s | {ratio:.2f} |"
                )


def measured(engines: dict[str, Engine], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Return the seconds of both works of each engine in each round, after one to warm up."""
    check_agreement(engines)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, engine in engines.items():
            times[name].append((seconds(engine.routes), seconds(engine.joins)))
    return times


def seconds(work: Callable[[], object]) -> float:
    """Return how long a work takes."""
    clear()
    start = perf_counter()
    work()
    return perf_counter() - start


def check_agreement(engines: dict[str, Engine]) -> None:
    """Make sure that all works of all engines say the same of every ticket."""
    found: list[pl.DataFrame] = []
    for work in (work for engine in engines.values() for work in engine):
        clear()
        work()
        parts = f"{ROUTED}/*.parquet" if Path(ROUTED).is_dir() else ROUTED
        routed = pl.read_parquet(parts, columns=["id", "channel", "valid_until", "error"])
        names = pl.col("channel", "error").cast(pl.String)
        instants = pl.col("valid_until").cast(pl.Datetime("us", "UTC"))
        # A timetable has no bound that is missing.
        bounded = instants.fill_null(datetime(2200, 1, 1, 5, tzinfo=UTC))
        found.append(routed.sort("id").with_columns(names, bounded))
    if not all(each.equals(found[0]) for each in found):
        raise SystemExit("the engines do not say the same")


def write_tickets(rows: int) -> None:
    """Write so many tickets of ten years, in no order of time."""
    random = np.random.default_rng(1)
    microseconds = (END - START) // timedelta(microseconds=1)
    opened = random.integers(0, microseconds, rows) + int(START.timestamp()) * 1_000_000
    kinds, urgencies = (
        random.integers(0, len(KINDS), rows),
        random.integers(0, len(URGENCIES), rows),
    )
    table = timetable(START, END)
    keys = {(each.request_type, each.priority): each.class_key for each in table.requests}
    classes = [
        [keys[RequestType.parse(kind), Priority.parse(each)] for each in URGENCIES]
        for kind in KINDS
    ]
    pl.DataFrame(
        {
            "id": np.arange(rows),
            "request_type": np.array(KINDS)[kinds],
            "priority": np.array(URGENCIES)[urgencies],
            "opened": opened,
            "class_key": np.array(classes)[kinds, urgencies],
        }
    ).with_columns(pl.from_epoch("opened", "us").dt.replace_time_zone("UTC")).write_parquet(TICKETS)


def clear() -> None:
    """Take away what an engine wrote: Spark writes a folder, the others a file."""
    if Path(ROUTED).is_dir():
        rmtree(ROUTED)
    Path(ROUTED).unlink(missing_ok=True)


def polars() -> Engine:
    """Return what Polars does, as a plan."""

    def joins() -> None:
        pl.scan_parquet(TICKETS).sort("opened").join_asof(
            pl.scan_parquet(SPANS).sort("valid_from"),
            left_on="opened",
            right_on="valid_from",
            by="class_key",
            coalesce=False,
            check_sortedness=False,
        ).sink_parquet(ROUTED)

    return Engine(lambda: answered(pl.scan_parquet(TICKETS)).sink_parquet(ROUTED), joins)


def duckdb() -> Engine:
    """Return what DuckDB does, each time in another database."""
    connect: Any = import_module("duckdb").connect

    def routes() -> None:
        with connect() as db:
            answered(db.read_parquet(TICKETS)).to_parquet(ROUTED)

    def joins() -> None:
        with connect() as db:
            db.sql(
                "SELECT tickets.*, spans.* EXCLUDE (class_key) FROM 'tickets.parquet' AS tickets "
                "ASOF JOIN 'spans.parquet' AS spans ON spans.class_key = tickets.class_key "
                "AND spans.valid_from <= tickets.opened"
            ).to_parquet(ROUTED)

    return Engine(routes, joins)


def spark() -> Engine:
    """Return what Spark does, on this machine."""
    builder: Any = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    session: Any = builder.config("spark.ui.enabled", "false").getOrCreate()
    functions: Any = import_module("pyspark.sql.functions")
    tickets, spans, routed = (str(Path(each).resolve()) for each in (TICKETS, SPANS, ROUTED))
    days = "sequence(unix_date(date(valid_from)), unix_date(date(valid_until)))"
    by_day: Any = session.read.parquet(spans).withColumn(
        "day", functions.explode(functions.expr(days))
    )

    def joins() -> None:
        is_answer = functions.expr(
            "spans.class_key = tickets.class_key AND day = unix_date(date(opened)) "
            "AND valid_from <= opened AND opened < valid_until"
        )
        session.read.parquet(tickets).alias("tickets").join(
            functions.broadcast(by_day.alias("spans")), is_answer
        ).drop(functions.col("spans.class_key"), "day").write.parquet(routed)

    return Engine(lambda: answered(session.read.parquet(tickets)).write.parquet(routed), joins)


if __name__ == "__main__":
    main()
