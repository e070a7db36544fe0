"""Measures the service against a bare Starlette endpoint on the same server, and prints a table.

Needs `wrk` (Debian: `apt-get install wrk`):

    .venv/bin/python tools/benchmarks/service.py
"""

from __future__ import annotations

import os
import platform
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from machine import processor
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from starlette.requests import Request

HOST, FIRST_PORT = "127.0.0.1", 8097
QUESTION = "/recommend?request_type=complaint&priority=3"

ROUNDS, SECONDS, CONNECTIONS = 7, 3, 8
WORKERS = (1, 2)

LEAST_RATE, LEAST_COUNTED, MOST_LATENCY = 0.75, 0.6, 1.4
"""The goals: of the bare endpoint's requests a second, and of its median latency."""

_MICROSECONDS = {"us": 1.0, "ms": 1e3, "s": 1e6}


class Load(NamedTuple):
    """What one round of requests showed: requests a second, and the median in microseconds."""

    rate: float
    latency: float


def hello() -> Starlette:
    """Return an application with one endpoint without parameters."""

    async def say_hello(_request: Request) -> JSONResponse:
        return JSONResponse({"message": "hello"})

    return Starlette(routes=[Route("/hello", say_hello)])


HELLO = "uvicorn", "--factory", "service:hello", "--log-level", "warning", "--no-access-log"
SERVICE = "ccb_support", "serve"
WATCHED = *SERVICE, "--metrics", "--access-log"


@contextmanager
def served(module: tuple[str, ...], path: str, port: int, workers: int) -> Generator[str]:
    """Run a module that serves, and give an address of it once it answers."""
    options = ["--host", HOST, "--port", str(port), "--workers", str(workers)]
    with TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603 - this file, and the library itself
            [sys.executable, "-m", *module, *options], cwd=Path(__file__).parent, stderr=log
        )
        try:
            url = f"http://{HOST}:{port}{path}"
            wait_for(url)
            yield url
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def wait_for(url: str) -> None:
    """Wait until a server answers."""
    for _ in range(200):
        try:
            urlopen(url).close()  # noqa: S310 - an address of this file
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url} does not answer")


def ask(url: str, *headers: str) -> Load:
    """Ask for `url` over several connections at once, as fast as it answers."""
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    for header in headers:
        options += ["-H", header]
    run = subprocess.run(  # noqa: S603 - the docstring says to install it
        ["wrk", *options, url],  # noqa: S607 - wherever it is installed
        check=True,
        capture_output=True,
        text=True,
    )
    if "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise SystemExit(run.stdout)
    (rate,) = re.findall(r"^Requests/sec:\s+([\d.]+)", run.stdout, re.MULTILINE)
    ((latency, unit),) = re.findall(r"^ +50%\s+([\d.]+)(us|ms|s)$", run.stdout, re.MULTILINE)
    return Load(float(rate), float(latency) * _MICROSECONDS[unit])


def rows(workers: int) -> Iterator[tuple[str, ...]]:
    """Ask both servers in turns, and yield the rows of the table."""
    with ExitStack() as servers:
        bare = servers.enter_context(served(HELLO, "/hello", FIRST_PORT, workers))
        ours = servers.enter_context(served(SERVICE, QUESTION, FIRST_PORT + 1, workers))
        logged = servers.enter_context(served(WATCHED, QUESTION, FIRST_PORT + 2, workers))
        with urlopen(ours) as reply:  # noqa: S310 - an address of this file
            known = f"If-None-Match: {reply.headers['ETag']}"
        theirs: list[Load] = []
        found: dict[str, list[Load]] = {"200": [], "304": [], "200, counted and logged": []}
        for _ in range(ROUNDS):
            theirs.append(ask(bare))
            found["200"].append(ask(ours))
            found["304"].append(ask(ours, known))
            found["200, counted and logged"].append(ask(logged))
    for status, loads in found.items():
        rate = median(our.rate / their.rate for our, their in zip(loads, theirs, strict=True))
        latency = median(
            our.latency / their.latency for our, their in zip(loads, theirs, strict=True)
        )
        yield (
            status,
            str(workers),
            f"{median(load.rate for load in loads):,.0f}",
            f"{median(load.rate for load in theirs):,.0f}",
            f"{rate:.2f}",
            f"{median(load.latency for load in loads):,.0f} µs",
            f"{median(load.latency for load in theirs):,.0f} µs",
            f"{latency:.2f}",
        )


def machine() -> str:
    """Return what was measured on, with what, and when."""
    versions = ", ".join(f"{each} {version(each)}" for each in ("starlette", "uvicorn", "pydantic"))
    return (
        f"Measured on {datetime.now(UTC):%-d %B %Y}, on {os.cpu_count()} cores ({processor()}), "
        f"Python {platform.python_version()}, {versions}"
    )


if __name__ == "__main__":
    print("| Reply | Workers | Requests/s | Hello | Ratio | Median | Hello | Ratio |")
    print("|---|---|---|---|---|---|---|---|")
    for number in WORKERS:
        for row in rows(number):
            print("|", " | ".join(row), "|", flush=True)
    print(
        f"\nGoals: at least {LEAST_RATE} ({LEAST_COUNTED} if counted and logged) and at most {MOST_LATENCY}. {machine()}"
    )
    print(f"Load average: {os.getloadavg()[0]:.1f}.")
