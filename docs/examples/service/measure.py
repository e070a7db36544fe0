"""Measures latency and throughput on loopback with wrk, and prints a table for the README.

Needs `wrk` (Debian: `apt-get install wrk`), and a machine that does nothing else.
"""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import httpx2
from fastapi import FastAPI, Response

HOST, PORT = "127.0.0.1", 8097
SERVICE, FLOOR = "ccb_support_service:create_app", "measure:floor"
QUESTION = "/recommend?request_type=complaint&priority=3"

SECONDS = 10
CONNECTIONS = (1, 16)


def floor() -> FastAPI:
    """Return an application that does nothing but send as much as an answer has."""
    app = FastAPI()
    body = b" " * 4_700

    async def nothing() -> Response:
        return Response(body, media_type="application/json")

    app.get("/nothing")(nothing)
    return app


@contextmanager
def served(application: str, path: str) -> Iterator[str]:
    """Serve `application` from one process, and give the address of `path` once it answers."""
    command = ["uvicorn", "--factory", application, "--host", HOST, "--port", str(PORT)]
    process = subprocess.Popen(  # noqa: S603 - this very example
        [sys.executable, "-m", *command, "--log-level", "warning"]
    )
    try:
        yield _once_answered(f"http://{HOST}:{PORT}{path}")
    finally:
        process.terminate()
        process.wait()


def _once_answered(url: str) -> str:
    for _ in range(100):
        try:
            httpx2.get(url).raise_for_status()
        except httpx2.ConnectError:
            time.sleep(0.1)
        else:
            return url
    raise SystemExit(f"{url} does not answer")


def load(url: str, connections: int, *headers: str) -> tuple[str, ...]:
    """Ask for `url` over so many connections at once; return median, 99 % and requests a second."""
    options = ["-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency"]
    for header in headers:
        options += ["-H", header]
    run = subprocess.run(  # noqa: S603 - the README says to install it
        ["wrk", *options, url],  # noqa: S607 - wherever it is installed
        check=True,
        capture_output=True,
        text=True,
    )
    if "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise SystemExit(run.stdout)
    patterns = (r"^ +50%\s+(\S+)", r"^ +99%\s+(\S+)", r"^Requests/sec:\s+(\S+)")
    return tuple(
        match[1] for each in patterns if (match := re.search(each, run.stdout, re.MULTILINE))
    )


def rows() -> Iterator[tuple[str, ...]]:
    """Measure everything, and yield the rows of the table."""
    with served(FLOOR, "/nothing") as url:
        for connections in CONNECTIONS:
            yield (
                "the floor: as many bytes, and no question",
                str(connections),
                *load(url, connections),
            )
    with served(SERVICE, QUESTION) as url:
        known = f"If-None-Match: {httpx2.get(url).headers['ETag']}"
        for connections in CONNECTIONS:
            yield "an answer", str(connections), *load(url, connections)
        for connections in CONNECTIONS:
            yield "304: the client has it", str(connections), *load(url, connections, known)


def machine() -> str:
    """Return what was measured on, with what, and when."""
    versions = ", ".join(f"{each} {version(each)}" for each in ("fastapi", "uvicorn", "pydantic"))
    return (
        f"Measured on {datetime.now(UTC):%-d %B %Y}, on {os.cpu_count()} cores ({processor()}), "
        f"Python {platform.python_version()}, {versions}"
    )


def processor() -> str:
    """Return the name of the processor, as Linux gives it."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))


if __name__ == "__main__":
    load_before = os.getloadavg()[0]
    print("| Asked | Connections | Median | 99 % within | Requests a second |")
    print("|---|---|---|---|---|")
    for row in rows():
        print("|", " | ".join(row), "|")
    print(f"\n{machine()}; load average {load_before:.1f} before, {os.getloadavg()[0]:.1f} after.")
