"""Measure this library beside its peers, and print a table of the ratios.

Run it in an environment that has the dependency group `benchmarks`:

    python tools/benchmarks/benchmark.py [--quick] [--write PAGE]

Every figure compares two sides that take turns in one process, so that what else the machine does
meanwhile slows both alike. With `--write` the table replaces the text between the two markers of
a page. With `--quick` there are few rounds, to see that it runs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sys
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import holidays
import processes
from cold import cold_rows
from hard import hard_rows
from large import large_directory, wide_directory
from machine import processor
from marked import write
from measuring import Comparison, Row, Work, compared
from memory import bytes_held
from opening_hours import State
from peers import ALWAYS, OFFICE_HOURS, Floor, decision_table

from ccb_support import (
    BOGOTA,
    Directory,
    Priority,
    RequestType,
    Router,
    default_directory,
    recommend,
    timeline,
)
from ccb_support.calendars.colombia import COLOMBIA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ccb_support import Recommendation

YEAR = 2025
"""The year of all the instants: the last one of which the peers know Colombia's holidays."""

START = datetime(YEAR, 1, 1, tzinfo=BOGOTA)
END = datetime(YEAR + 1, 1, 1, tzinfo=BOGOTA)

QUEJA = RequestType.COMPLAINT, Priority.MEDIUM
"""A request whose answer changes with the hours."""

FAULT = RequestType.INCIDENT, Priority.MEDIUM
"""A request whose answer never changes."""

SIZES = (250, 500, 1000)
"""How many channels the large directories have."""


class Pace(NamedTuple):
    """How often to measure.

    Attributes:
        instants: how many instants a round asks of.
        rounds: how many rounds there are.
        starts: how many pairs of new processes there are.
        years: the years of the sweep.
    """

    instants: int
    rounds: int
    starts: int
    years: range


FULL = Pace(instants=2_000, rounds=101, starts=31, years=range(1984, 2200))
QUICK = Pace(instants=500, rounds=5, starts=4, years=range(1984, 1990))


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure this library beside its peers.")
    parser.add_argument("--quick", action="store_true", help="few rounds: to see that it runs")
    parser.add_argument("--write", metavar="PAGE", type=Path, help="the page to put the table in")
    arguments = parser.parse_args(argv)
    began = time.monotonic()
    lines = list(shown(report(QUICK if arguments.quick else FULL)))
    print(f"\n{time.monotonic() - began:.0f} s in all", file=sys.stderr)
    if arguments.write:
        write(arguments.write, "\n".join(lines), "measured")


def shown(lines: Iterable[str]) -> Iterator[str]:
    """Print each of `lines` as soon as it is there, and hand it on."""
    for line in lines:
        print(line, flush=True)
        yield line


def report(pace: Pace) -> Iterator[str]:
    """Yield what a page carries: the machine, the table, and what has no ratio."""
    yield f"Measured on {datetime.now(UTC):%-d %B %Y}, with {machine()}."
    yield f"The load average of the machine was {os.getloadavg()[0]:.1f} when it began:"
    yield ""
    yield "| Work | Against | Ratio | Middle half | Goal | Ours | Theirs |"
    yield "|---|---|---|---|---|---|---|"
    yield from map(line_of, rows(pace))
    yield from map(line_of, cold_rows(max(3, pace.rounds // 5)))
    yield ""
    yield from hard_rows(max(3, pace.rounds // 10))
    yield ""
    yield from cold_large_directories()
    yield ""
    yield from swept(pace.years)


def machine() -> str:
    """Return the machine, Python, and the versions of everything compared."""
    packages = ["pydantic", "opening-hours-py", "zen-engine", "holidays"]
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"{processor()} ({os.cpu_count()} cores), Python {platform.python_version()}, {versions}"


def line_of(row: Row) -> str:
    """Return a row of the table, in Markdown."""
    found = row.found
    goal = "" if row.goal is None else f"at most {ratio(row.goal)}"
    return (
        f"| {row.work} | {row.against} | **{ratio(found.ratio)}** |"
        f" {ratio(found.low)} to {ratio(found.high)} | {goal} |"
        f" {duration(found.ours)} | {duration(found.theirs)} |"
    )


def ratio(value: float) -> str:
    """Write a small ratio as a fraction, and any other with two decimals."""
    return f"{value:.2f}" if value >= 1 / 10 else f"1/{1 / value:.0f}"


def duration(seconds: float) -> str:
    """Write a duration with three digits, in a unit that suits it."""
    units = (("ns", 1e9), ("µs", 1e6), ("ms", 1e3))
    for unit, factor in units:
        if seconds * factor < 1000:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds:.3g} s"


def rows(pace: Pace) -> Iterator[Row]:
    """Yield the rows, each as soon as it is measured."""
    utc, local = instants(pace.instants)
    check(local)
    always = partial(each, ALWAYS.is_open)
    office = partial(each, OFFICE_HOURS.is_open)
    ask = partial(asking, recommend)

    def row(
        work: str, against: str, goal: float | None, ours: Callable[[], object],
        theirs: Callable[[], object], units: int = len(utc), other_units: int | None = None,
    ) -> Row:  # fmt: skip
        sides = Work(ours, units), Work(theirs, other_units or units)
        return Row(work, against, goal, compared(*sides, rounds=pace.rounds))

    yield row(
        "`recommend`, a request whose answer changes with the hours, instants in UTC",
        "`opening-hours-py`: `is_open`",
        0.3, partial(ask, *QUEJA, utc), partial(office, utc),
    )  # fmt: skip
    yield row(
        "the same, instants in Bogotá's zone",
        "`opening-hours-py`: `is_open`, its own zone",
        0.3, partial(ask, *QUEJA, local), partial(office, local),
    )  # fmt: skip
    yield row(
        "the same, and until when it holds",
        "`opening-hours-py`: `next_change`",
        None, partial(ask, *QUEJA, local), partial(each, OFFICE_HOURS.next_change, local),
    )  # fmt: skip
    yield row(
        "`recommend`, a request whose answer never changes",
        "`opening-hours-py`: `is_open` of `24/7`",
        0.25, partial(ask, *FAULT, utc), partial(always, utc),
    )  # fmt: skip
    floor = Floor((START + timedelta(days=number)).date() for number in range(-1, 367))
    yield row(
        "`recommend`, instants in UTC",
        "the floor: bare Python that converts the zone and looks up",
        1.5, partial(ask, *QUEJA, utc), partial(floor.look_up_all, utc),
    )  # fmt: skip
    contexts = [context(when) for when in local[:200]]
    yield row(
        "`recommend`, which decides and knows the calendar",
        "`zen-engine`: the same routing as a decision table, whose input says whether the desk is open",
        1 / 150, partial(ask, *QUEJA, utc), partial(each, decision_table(), contexts),
        other_units=len(contexts),
    )  # fmt: skip
    yield row(
        "`timeline` over a year",
        "`opening-hours-py`: the intervals of a year",
        None, lambda: exhaust(timeline(*QUEJA, START, END)),
        lambda: exhaust(OFFICE_HOURS.intervals(START, END)), units=1,
    )  # fmt: skip
    large = Router(Directory.from_toml(large_directory(SIZES[-1])))
    yield row(
        "`recommend`, a directory of 1,000 channels and 500 special days",
        "`recommend`, the shipped directory",
        1.2, partial(asking, large.recommend, *QUEJA, utc),
        partial(asking, Router(default_directory()).recommend, *QUEJA, utc),
    )  # fmt: skip
    yield row(
        "`recommend`, a directory of 100 request types, 10 priorities and 4 editions",
        "`recommend`, the shipped directory",
        1.2, partial(asking, Router(wide_directory()).recommend, *QUEJA, utc),
        partial(asking, Router(default_directory()).recommend, *QUEJA, utc),
    )  # fmt: skip
    yield row(
        '`recommend`, values (`"complaint"`, `3`)', "`recommend`, members of the enumerations",
        None, partial(ask, "complaint", 3, utc), partial(ask, *QUEJA, utc),
    )  # fmt: skip
    yield row(
        '`recommend`, usual spellings (`"Queja"`, `"P3"`)',
        "`recommend`, members of the enumerations",
        None, partial(ask, "Queja", "P3", utc), partial(ask, *QUEJA, utc),
    )  # fmt: skip
    yield row(
        '`recommend`, rare spellings (`"QUEJA"`, `"prioridad 3"`)',
        "`recommend`, members of the enumerations",
        None, partial(ask, "QUEJA", "prioridad 3", utc), partial(ask, *QUEJA, utc),
    )  # fmt: skip
    days = [when.date() for when in local]
    peer = holidays.country_holidays("CO", years=YEAR)
    yield row(
        "whether a date is a holiday", "`holidays`",
        None, partial(each, COLOMBIA.__contains__, days), partial(each, peer.__contains__, days),
    )  # fmt: skip
    start = partial(compared, rounds=pace.starts)
    yield Row(
        "a new process: import, and a first answer",
        "a new process: import pydantic, and one model of five fields",
        1.4,
        start(
            Work(partial(processes.run, processes.FIRST_ANSWER)),
            Work(partial(processes.run, processes.ONE_MODEL)),
        ),
    )


def instants(count: int) -> tuple[list[datetime], list[datetime]]:
    """Return random instants of the year, the same each time, in UTC and in Bogotá's zone."""
    dice = random.Random(YEAR)  # noqa: S311 - nothing is secret
    seconds = int((END - START).total_seconds())
    local = [START + timedelta(seconds=dice.randrange(seconds)) for _ in range(count)]
    return [when.astimezone(ZoneInfo("UTC")) for when in local], local


def asking(
    ask: Callable[[Any, Any, datetime], Recommendation],
    request_type: RequestType | str,
    priority: Priority | int | str,
    whens: Iterable[datetime],
) -> None:
    """Ask about each instant."""
    for when in whens:
        ask(request_type, priority, when)


def each(do: Callable[[Any], object], arguments: Iterable[Any]) -> None:
    """Call `do` with each argument."""
    for argument in arguments:
        do(argument)


def exhaust(items: Iterable[object]) -> None:
    """Take all items."""
    deque(items, maxlen=0)


def context(when: datetime) -> bytes:
    """Return the input of the decision table, in the form that it reads fastest."""
    request_type, priority = QUEJA
    inputs = {
        "request_type": request_type,
        "priority": priority,
        "is_open": OFFICE_HOURS.is_open(when),
    }
    return json.dumps(inputs).encode()


def check(whens: Sequence[datetime]) -> None:
    """Stop unless the peers say the same as this library, so that like is compared with like."""
    table = decision_table()
    for when in whens[:300]:
        channel = recommend(*QUEJA, when).channel.id
        routed = table(context(when))["result"]["channel"]
        if channel != routed or (channel == "pqrs") != OFFICE_HOURS.is_open(when):
            raise SystemExit(f"The peers disagree about {when}")
    ours = [answer.channel.id == "pqrs" for answer in timeline(*QUEJA, START, END)]
    theirs = [state == State.OPEN for _, _, state, _ in OFFICE_HOURS.intervals(START, END)]
    if ours != theirs:
        raise SystemExit(f"The peers disagree about the spans of {YEAR}")


def cold_large_directories() -> Iterator[str]:
    """Yield how long it takes to load large directories and to give a first answer, in turns."""
    yield "| Directory | Load | First answer |"
    yield "|---|---|---|"
    texts = {size: large_directory(size) for size in SIZES}
    times: dict[int, list[tuple[float, float]]] = {size: [] for size in SIZES}
    for _ in range(5):
        for size, text in texts.items():
            times[size].append(cold(text))
    for size, measured in times.items():
        load, first = (median(column) for column in zip(*measured, strict=True))
        yield (
            f"| {size:,} channels, {size // 2} special days | {duration(load)} |"
            f" {duration(first)} |"
        )


def cold(text: str) -> tuple[float, float]:
    """Return how long it takes to load a directory, and to give a first answer."""
    start = time.perf_counter()
    directory = Directory.from_toml(text)
    loaded = time.perf_counter()
    Router(directory).recommend(*QUEJA, START)
    return loaded - start, time.perf_counter() - loaded


def swept(years: range) -> Iterator[str]:
    """Yield what a sweep over every day and all kinds of request holds in memory, and how fast."""
    router = Router(default_directory())
    kinds = [(request_type, priority) for request_type in RequestType for priority in Priority]
    held: list[int] = []
    speeds: list[float] = []
    for year in years:
        noon = datetime(year, 1, 1, 12, tzinfo=BOGOTA)
        days = [noon + timedelta(days=number) for number in range(365)]
        start = time.perf_counter()
        for when in days:
            for request_type, priority in kinds:
                router.recommend(request_type, priority, when)
        speeds.append((time.perf_counter() - start) / (len(days) * len(kinds)))
        if year % 12 == years.start % 12:
            held.append(bytes_held(router))
    tenth = max(2, len(speeds) // 10)
    first, last = speeds[:tenth], speeds[-tenth:]
    found = Comparison.of(last, first)
    yield (
        f"After a sweep of every day of {years.start} to {years[-1]}, for all {len(kinds)} kinds of"
        f" request, each day for the first time, the library holds {mebibytes(held[-1])};"
        f" the most that it held on the way, looked at every twelve years, is"
        f" {mebibytes(max(held))} (goal: at most 64 MiB)."
    )
    yield (
        f"A new answer takes {duration(found.theirs)} in the first tenth of the sweep and"
        f" {duration(found.ours)} in the last: a ratio of {ratio(found.ratio)}"
        f" ({ratio(found.low)} to {ratio(found.high)})."
    )


def mebibytes(size: int) -> str:
    """Write a size."""
    return f"{size / 2**20:.1f} MiB"


if __name__ == "__main__":
    main()
