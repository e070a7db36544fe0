"""Measure the routing of tables beside the bare join of the engine, and beside a loop.

Run it in an environment that has the dependency group `benchmarks`:

    python tools/benchmarks/tables.py [--quick] [--write PAGE]

As in `benchmark.py`, the two sides of a comparison take turns in one process. Memory is the most
that a separate process held, above what it held with the table alone; it needs Linux.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import numpy as np
import polars as pl
from benchmark import END, START, duration, line_of, shown
from machine import processor
from marked import write
from measuring import Row, Work, compared

import ccb_support
from ccb_support import RequestType, recommend, timetable
from ccb_support.frames import COLUMNS, route, to_arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ccb_support import Recommendation

NAMES = ("request_type", "priority", "when")

WORDS = {
    RequestType.INCIDENT: "Incidente",
    RequestType.SERVICE_REQUEST: "Requerimiento",
    RequestType.TECHNICAL_SUPPORT: "Soporte técnico",
    RequestType.PETITION: "Petición",
    RequestType.COMPLAINT: "Queja",
    RequestType.CLAIM: "Reclamo",
    RequestType.SUGGESTION: "Sugerencia",
    RequestType.APPEAL: "Apelación",
}

SIDES = ("route", "join")
"""The sides whose memory is measured, each in a separate process."""


class Pace(NamedTuple):
    """How much to measure.

    Attributes:
        rows: how many rows are routed in the comparisons.
        looped: how many of them the loop goes through.
        rounds: how many rounds there are.
        sizes: the numbers of rows at which the growth is measured.
    """

    rows: int
    looped: int
    rounds: int
    sizes: tuple[int, ...]


FULL = Pace(10**7, 10**5, 7, (10**6, 10**7, 10**8))
QUICK = Pace(10**6, 10**4, 3, (10**5, 10**6))


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure the routing of tables.")
    parser.add_argument("--quick", action="store_true", help="few rows: to see that it runs")
    parser.add_argument("--write", metavar="PAGE", type=Path, help="the page to put the table in")
    parser.add_argument("--peak", nargs=2, metavar=("SIDE", "TABLE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    pace = QUICK if arguments.quick else FULL
    if arguments.peak:
        print(peak(*arguments.peak))
        return
    began = time.monotonic()
    lines = list(shown(report(pace)))
    print(f"\n{time.monotonic() - began:.0f} s in all", file=sys.stderr)
    if arguments.write:
        write(arguments.write, "\n".join(lines), "tables")


def report(pace: Pace) -> Iterator[str]:
    """Yield what a page carries: the machine, the comparisons, the memory and the growth."""
    yield f"Measured on {datetime.now(UTC):%-d %B %Y}, with {machine()}."
    yield f"The load average of the machine was {os.getloadavg()[0]:.1f} when it began:"
    yield ""
    yield f"| Work, {pace.rows:,} rows | Against | Ratio | Middle half | Goal | Ours, a row | Theirs, a row |"
    yield "|---|---|---|---|---|---|---|"
    yield from map(line_of, rows(pace))
    yield ""
    yield from memory(pace)
    yield ""
    yield "| Rows, in Polars | Time | A row |"
    yield "|---|---|---|"
    yield from map(grown, pace.sizes)


def machine() -> str:
    """Return the machine, Python, and the versions of everything compared."""
    packages = ("polars", "narwhals", "numpy", "pandas", "pyarrow", "duckdb")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"{processor()} ({os.cpu_count()} cores), Python {platform.python_version()}, {versions}"


def tickets(rows: int) -> pl.DataFrame:
    """Return random tickets of a year, the same each time."""
    dice = np.random.default_rng(2025)
    first, last = (int(each.timestamp()) * 10**6 for each in (START, END))
    kinds = pl.Series([each.value for each in RequestType])
    return pl.DataFrame(
        {
            "request_type": kinds.gather(dice.integers(0, len(kinds), rows)),
            "priority": dice.integers(1, 6, rows),
            "when": pl.Series(dice.integers(first, last, rows)).cast(pl.Datetime("us", "UTC")),
        }
    )


def spans() -> pl.DataFrame:
    """Return the answers of the year for each kind of request, sorted for a join on time."""
    requests, of_classes = (pl.DataFrame(each) for each in to_arrow(timetable(START, END)))
    return requests.join(of_classes, on="class_key").drop("class_key").sort("valid_from")


def routed(frame: pl.DataFrame) -> pl.DataFrame:
    """Route tickets."""
    return route(frame, request_type="request_type", priority="priority", when="when")


def joined(frame: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Join tickets that are sorted by their instants with the answers, as Polars itself does."""
    return frame.join_asof(
        table,
        left_on="when",
        right_on="valid_from",
        by=["request_type", "priority"],
        coalesce=False,
        check_sortedness=False,
    )


def sorted_and_joined(frame: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Join tickets that come as they come."""
    return joined(frame.sort("when"), table)


def in_duckdb(frame: pl.DataFrame, table: pl.DataFrame) -> object:
    """Join tickets in DuckDB, from Arrow and back."""
    db = duckdb.connect()
    db.register("tickets", frame.to_arrow())
    db.register("answers", table.to_arrow())
    return db.sql(
        "FROM tickets ASOF JOIN answers ON tickets.request_type = answers.request_type"
        ' AND tickets.priority = answers.priority AND tickets."when" >= answers.valid_from'
    ).to_arrow_table()


def looped(frame: pl.DataFrame) -> list[Recommendation]:
    """Ask about each ticket."""
    return [recommend(*ticket) for ticket in frame.iter_rows()]


def looped_into_columns(frame: pl.DataFrame) -> pl.DataFrame:
    """Ask about each ticket, and add what `route` adds."""
    answers = looped(frame)
    return frame.with_columns(
        pl.Series("channel", [each.channel.id for each in answers]),
        pl.Series("number", [each.number for each in answers]),
        pl.Series("contact", [each.display(each.language) for each in answers]),
        pl.Series("uri", [each.uri for each in answers]),
        pl.Series("reason", [each.reason.value for each in answers]),
        *(
            pl.Series(name, [getattr(each, name) for each in answers])
            for name in ("open_now", "opens_at", "valid_from", "valid_until", "directory_version")
        ),
    )


def as_written(frame: pl.DataFrame) -> pl.DataFrame:
    """Return tickets with the words of people in the place of values."""
    return frame.with_columns(
        pl.col("request_type").replace_strict(WORDS),
        priority=pl.format("P{}", pl.col("priority")),
    )


def rows(pace: Pace) -> Iterator[Row]:
    """Yield the comparisons, each as soon as it is measured."""
    frame, table = tickets(pace.rows), spans()
    in_order, few = frame.sort("when"), frame.head(pace.looped)
    check(in_order.head(10**5), table)
    one_kind = table.filter(request_type="complaint", priority=3).drop("request_type", "priority")

    def row(
        work: str,
        against: str,
        ours: Callable[[], object],
        theirs: Callable[[], object],
        goal: float | None = None,
        units: int = pace.rows,
    ) -> Row:
        sides = Work(ours, pace.rows), Work(theirs, units)
        return Row(work, against, goal, compared(*sides, rounds=pace.rounds))

    yield row(
        "`route`, Polars, rows sorted by time",
        "`join_asof` by type and priority, the rows sorted beforehand",
        partial(routed, in_order),
        partial(joined, in_order, table),
        2,
    )
    yield row(
        "`route`, Polars, rows in any order",
        "`sort`, then `join_asof` by type and priority",
        partial(routed, frame),
        partial(sorted_and_joined, frame, table),
    )
    yield row(
        "`route`, Polars, rows sorted by time",
        "`join_asof` on time alone, as if all tickets were of one kind",
        partial(routed, in_order),
        lambda: in_order.join_asof(one_kind, left_on="when", right_on="valid_from"),
    )
    for work, of in (("", frame), (", words as people write them", as_written(frame))):
        yield row(
            f"`route`, Polars, rows in any order{work}",
            "a Python loop over `recommend` that adds the same columns",
            partial(routed, of),
            partial(looped_into_columns, of.head(pace.looped)),
            1 / 100,
            pace.looped,
        )
    yield row(
        "`route`, Polars, rows in any order",
        "a Python loop over `recommend` that adds nothing",
        partial(routed, frame),
        partial(looped, few),
        units=pace.looped,
    )
    yield row(
        "`join_asof` by type and priority, the rows sorted beforehand",
        "a Python loop over `recommend` that adds nothing",
        partial(joined, in_order, table),
        partial(looped, few),
        units=pace.looped,
    )
    yield row(
        "`route`, Polars, rows in any order",
        "DuckDB: `ASOF JOIN` by type and priority",
        partial(routed, frame),
        partial(in_duckdb, frame, table),
    )
    for name, other in (("PyArrow", frame.to_arrow()), ("pandas", frame.to_pandas())):
        yield row(
            f"`route`, {name}, rows in any order",
            "`route`, Polars",
            partial(route, other, request_type=NAMES[0], priority=NAMES[1], when=NAMES[2]),
            partial(routed, frame),
        )


def check(frame: pl.DataFrame, table: pl.DataFrame) -> None:
    """Stop unless the bare join finds the same answers, so that like is compared with like."""
    names = [name for name in COLUMNS if name in table.columns and not name.startswith("valid_")]
    ours, theirs = routed(frame).select(names), joined(frame, table).select(names)
    if not ours.equals(theirs.cast(ours.schema)):
        raise SystemExit("The bare join disagrees")


def memory(pace: Pace) -> Iterator[str]:
    """Yield how much memory each side takes, as multiples of the table's own size."""
    frame = tickets(pace.rows).sort("when")
    size = frame.estimated_size()
    yield f"The table of {pace.rows:,} rows takes {size / 2**20:,.0f} MiB."
    with TemporaryDirectory() as folder:
        file = Path(folder) / "tickets.arrow"
        frame.write_ipc(file)
        for side, name in zip(SIDES, ("`route`", "the bare join"), strict=True):
            taken, added = taken_by(side, file)
            goal = " (goal: at most 2)" if side == "route" else ""
            yield (
                f"With {name}, the process held at most {taken / size:.2f} times as much{goal}"
                f" above what it held before; {added / size:.2f} of it are the columns added."
            )


def taken_by(side: str, file: Path) -> tuple[int, int]:
    """Return what a new process says of the peak of a side."""
    path = str(Path(ccb_support.__file__).parents[1])
    done = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, __file__, "--peak", side, str(file)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    taken, added = map(int, done.stdout.split())
    return taken, added


def peak(side: str, file: str) -> str:
    """Return how many bytes a side takes at most, and how many its columns take."""
    # Made here, the table would leave behind free memory, which would then be taken for nothing.
    frame = pl.read_ipc(file)
    table = spans()
    do = partial(routed, frame) if side == "route" else partial(joined, frame, table)
    routed(frame.head(1000))
    Path("/proc/self/clear_refs").write_text("5", "utf-8")  # forget the peak so far
    before = status("VmHWM")
    result = do()
    return f"{status('VmHWM') - before} {result.estimated_size() - frame.estimated_size()}"


def status(name: str) -> int:
    """Return a size that the system gives for this process, in bytes."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith(name))
    return int(line.split()[1]) * 1024


def grown(rows: int) -> str:
    """Return how long it takes to route so many rows."""
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if rows * 150 > free:
        return f"| {rows:,} | not measured: {free / 2**30:.0f} GiB were free | |"
    frame = tickets(rows)
    seconds = min(Work(partial(routed, frame)).seconds() for _ in range(3))
    return f"| {rows:,} | {duration(seconds)} | {duration(seconds / rows)} |"


if __name__ == "__main__":
    main()
