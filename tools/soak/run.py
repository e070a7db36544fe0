"""The soak: asks the service for ten minutes, while its file is edited and its clock runs fast.

    .venv/bin/python -m tools.soak.run --minutes 10

Two workers serve. A clock that runs through 100 hours passes closings, midnights, a clock change
and a holiday. Good and faulty edits follow each other. Clients ask rightly and wrongly, with
channels down, hang up, and compare every answer with the oracle. It prints figures, and exits with
1 if an answer is wrong, a question stays without a reply, or the memory grows. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from tests.service.test_workers import free_port
from tools.soak.asking import Client, Known
from tools.soak.editing import Editor
from tools.soak.served import FILE, SPAN, SPEED, ZERO, FastClock

CLIENTS = 4
SECONDS_BETWEEN_EDITS = 7.0
"""Longer than it takes every worker to answer by an edit."""

MOST_GROWTH = 1.15
"""How much larger the memory of the last quarter may be than that of the second."""

_PAGE = os.sysconf("SC_PAGE_SIZE")


def workers_of(parent: int) -> list[int]:
    """Return the processes that serve: the children of a process that are not helpers."""
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rpartition(")")[2].split()
            command = path.with_name("cmdline").read_bytes()
        except OSError:  # it has ended
            continue
        if int(fields[1]) == parent and b"spawn_main" in command:
            found.append(int(path.parent.name))
    return sorted(found)


def resident_bytes(process: int) -> int:
    """Return how much memory a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text("utf-8").split()[1]) * _PAGE


class Watch(threading.Thread):
    """Edits the file, and measures the memory of the workers, until the end.

    Attributes:
        memory: the bytes of each worker, once a second.
    """

    def __init__(self, editor: Editor, workers: list[int], end: float) -> None:
        super().__init__()
        self._editor = editor
        self._end = end
        self.memory: dict[int, list[int]] = {each: [] for each in workers}

    def run(self) -> None:
        """Edit and measure."""
        edits = 0
        next_edit = time.time() + SECONDS_BETWEEN_EDITS
        while time.time() < self._end:
            for worker, measured in self.memory.items():
                measured.append(resident_bytes(worker))
            if time.time() >= next_edit:
                (self._editor.spoil if edits % 2 else self._editor.edit)()
                edits += 1
                next_edit += SECONDS_BETWEEN_EDITS
            time.sleep(1)

    def growth(self) -> float:
        """Return how much larger the memory of the last quarter is than that of the second."""
        quarters = [
            (each[len(each) // 4 : len(each) // 2], each[-len(each) // 4 :])
            for each in self.memory.values()
        ]
        return max(median(last) / median(second) for second, last in quarters)


def wait_for(port: int) -> None:
    """Wait until the service answers."""
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{port}/health").close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the service does not start")


def soak(seconds: float, file: Path) -> int:
    """Run the soak, print its figures, and return the exit code."""
    port, editor, zero = free_port(), Editor(file), time.time()
    speed = SPAN.total_seconds() / seconds
    process = subprocess.Popen(  # noqa: S603 - this folder's own service
        [
            sys.executable, "-m", "uvicorn", "--factory", "tools.soak.served:create", "--workers", "2",
            "--port", str(port), "--log-level", "critical", "--no-access-log",
        ],
        env={**os.environ, FILE: str(file), ZERO: str(zero), SPEED: str(speed)},
    )  # fmt: skip
    try:
        wait_for(port)
        time.sleep(5)  # until the second worker answers too
        watch = Watch(editor, workers_of(process.pid), end := zero + seconds)
        clock, known = FastClock(zero, speed), Known()
        clients = [Client(port, editor, clock, seed, known) for seed in range(CLIENTS)]
        threads = [threading.Thread(target=each.ask_until, args=[end]) for each in clients]
        started = time.time()
        for thread in [watch, *threads]:
            thread.start()
        for thread in [watch, *threads]:
            thread.join()
    finally:
        process.terminate()
        process.wait()
    return report(clients, watch, editor, time.time() - started)


def report(clients: list[Client], watch: Watch, editor: Editor, seconds: float) -> int:
    """Print the figures; return 1 if something is wrong."""
    counts = sum((each.counts for each in clients), Counter[str]())
    failures = [failure for each in clients for failure in each.failures]
    replies = sum(counts.values()) - counts["oracle"] - counts["hung up"] - counts["reconnected"]
    print(f"{seconds:.0f} s, {CLIENTS} clients, {len(watch.memory)} workers")
    print(f"{replies:,} replies, {replies / seconds:.0f} a second; {dict(counts)}")
    print(f"{editor.good} good edits, {editor.faulty} faulty edits")
    for worker, measured in watch.memory.items():
        steps = range(0, len(measured), max(1, len(measured) // 10))
        mebibytes = ", ".join(f"{measured[each] / 2**20:.0f}" for each in steps)
        print(f"worker {worker}: {mebibytes} MiB over time, {max(measured) / 2**20:.0f} at most")
    print(f"growth from the second quarter to the last: x {watch.growth():.3f}")
    print(f"{len(failures)} failures", *failures[:20], sep="\n")
    is_wrong = failures or watch.growth() > MOST_GROWTH or len(watch.memory) != 2
    return 1 if is_wrong else 0


def main() -> int:
    """Read how long to run, and run."""
    parser = argparse.ArgumentParser(description="Soak the service.")
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes: float = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder:
        return soak(minutes * 60, Path(folder, "directory.toml"))


if __name__ == "__main__":
    sys.exit(main())
