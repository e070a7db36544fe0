"""The soak: asks the service for ten minutes, while its file is edited and its clock runs fast.

    .venv/bin/python -m tools.soak.run --minutes 10

Two workers serve, and count and log each question. A clock that runs through 100 hours passes
closings, midnights, a clock change and a holiday. Good and faulty edits follow each other. Clients
ask rightly and wrongly, with channels down, hang up, and compare every answer with the oracle. The
disk of the log is full; a signal replaces the workers, one is killed, and 500 slow connections come.
It prints figures, and exits with 1 if an answer is wrong, a question stays without a reply, slow
connections stay, or the memory grows. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.request import urlopen

from tests.service.test_workers import free_port
from tools.soak.asking import Client, Known
from tools.soak.editing import Editor
from tools.soak.served import FILE, PATIENCE, SPAN, SPEED, ZERO, FastClock

if TYPE_CHECKING:
    from collections.abc import Callable

CLIENTS = 4
SLOW = 500
"""How many connections ask slowly."""

SECONDS_BETWEEN_EDITS = 7.0
"""Longer than it takes every worker to answer by an edit."""

LONGEST_RELOAD = 60.0
"""For how many seconds a reload may go on: on a busy machine, a worker takes long to start."""

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
    """Edits the file, troubles the workers, and measures their memory, until the end.

    Attributes:
        memory: the bytes of each worker, once a second.
        failures: what was wrong.
    """

    def __init__(self, editor: Editor, server: int, port: int, seconds: float) -> None:
        super().__init__()
        self._editor = editor
        self._server = server
        self._port = port
        self._seconds = seconds
        self.memory: defaultdict[int, list[int]] = defaultdict(list)
        self.failures: list[str] = []

    def run(self) -> None:
        """Edit, trouble and measure."""
        start = time.time()
        edits = 0
        troubles = [(share * self._seconds, trouble) for share, trouble in self._troubles()]
        while (now := time.time() - start) < self._seconds:
            for worker in workers_of(self._server):
                with suppress(OSError):  # it has ended
                    self.memory[worker].append(resident_bytes(worker))
            if now >= (edits + 1) * SECONDS_BETWEEN_EDITS:
                (self._editor.spoil if edits % 2 else self._editor.edit)()
                edits += 1
                # A worker does not start, and a reload ends, while the file is faulty.
                if edits % 2 and troubles and now >= troubles[0][0]:
                    troubles.pop(0)[1]()
            time.sleep(1)

    def _troubles(self) -> list[tuple[float, Callable[[], None]]]:
        """Return what happens to the service, each with the share of the time after which it does."""
        slow = threading.Thread(target=self._crowd).start
        return [(0.1, self._reload), (0.2, self._kill), (0.3, slow), (0.5, self._read_figures)]

    def _reload(self) -> None:
        """Replace the workers. No edit comes meanwhile."""
        old = {*workers_of(self._server)}
        os.kill(self._server, signal.SIGHUP)
        deadline = time.time() + LONGEST_RELOAD
        while old & {*workers_of(self._server)}:
            if time.time() > deadline:
                self.failures.append("a reload leaves old workers")
                return
            time.sleep(0.1)

    def _kill(self) -> None:
        os.kill(workers_of(self._server)[0], signal.SIGKILL)

    def _crowd(self) -> None:
        """Open many connections that ask slowly; others have their replies meanwhile."""
        crowd = [socket.create_connection(("127.0.0.1", self._port)) for _ in range(SLOW)]
        for each in crowd:
            each.sendall(b"GET /")
        times: list[float] = []
        start = time.time()
        while crowd and time.time() - start < PATIENCE + 10:
            for each in crowd:
                with suppress(OSError):  # the service has ended it
                    each.sendall(b"a")
            before = time.perf_counter()
            urlopen(
                f"http://127.0.0.1:{self._port}/recommend?request_type=incident&priority=1"
            ).close()
            times.append(time.perf_counter() - before)
            ended, _, _ = select.select(crowd, [], [], 0.05)
            for each in ended:
                each.close()
                crowd.remove(each)
        print(f"{SLOW} slow connections: {len(crowd)} are left after {time.time() - start:.1f} s, "
              f"and others had their replies in {median(times) * 1000:.1f} ms")  # fmt: skip
        if crowd:
            self.failures.append("slow connections stay")

    def _read_figures(self) -> None:
        with urlopen(f"http://127.0.0.1:{self._port}/metrics") as response:
            figures = str(response.read(), "utf-8")
        for each in ('address="recommend",status="200"', 'outcome="refused"', 'outcome="live"'):
            if each not in figures:
                self.failures.append(f"{each} is not in the figures")

    def growth(self) -> float:
        """Return how much larger the memory of the last quarter is than that of the second."""
        quarters = [
            (each[len(each) // 4 : len(each) // 2], each[-len(each) // 4 :])
            for each in (self.memory[worker] for worker in workers_of(self._server))
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
    # Its log goes to a disk that is full.
    with Path("/dev/full").open("wb") as full:
        process = subprocess.Popen(  # noqa: S603 - this folder's own service
            [sys.executable, "-m", "tools.soak.served", str(port)],
            env={**os.environ, FILE: str(file), ZERO: str(zero), SPEED: str(speed)},
            stderr=full,
        )
    try:
        wait_for(port)
        time.sleep(5)  # until the second worker answers too
        watch = Watch(editor, process.pid, port, zero + seconds - time.time())
        clock, known = FastClock(zero, speed), Known()
        clients = [Client(port, editor, clock, seed, known) for seed in range(CLIENTS)]
        end = zero + seconds
        threads = [threading.Thread(target=each.ask_until, args=[end]) for each in clients]
        started = time.time()
        for thread in [watch, *threads]:
            thread.start()
        for thread in [watch, *threads]:
            thread.join()
        return report(clients, watch, editor, time.time() - started)
    finally:
        process.terminate()
        process.wait()


def report(clients: list[Client], watch: Watch, editor: Editor, seconds: float) -> int:
    """Print the figures; return 1 if something is wrong."""
    counts = sum((each.counts for each in clients), Counter[str]())
    failures = [*watch.failures, *(failure for each in clients for failure in each.failures)]
    if counts["cut"] > CLIENTS:
        failures.append("not only the worker that was killed cuts replies")
    others = ("oracle", "hung up", "reconnected", "cut")
    replies = counts.total() - sum(counts[each] for each in others)
    growth = watch.growth()
    print(f"{seconds:.0f} s, {CLIENTS} clients, {len(watch.memory)} workers, one after another")
    print(f"{replies:,} replies, {replies / seconds:.0f} a second; {dict(counts)}")
    print(f"{editor.good} good edits, {editor.faulty} faulty edits")
    for worker, measured in watch.memory.items():
        steps = range(0, len(measured), max(1, len(measured) // 10))
        mebibytes = ", ".join(f"{measured[each] / 2**20:.0f}" for each in steps)
        print(f"worker {worker}: {mebibytes} MiB over time, {max(measured) / 2**20:.0f} at most")
    print(f"growth from the second quarter to the last: x {growth:.3f}")
    print(f"{len(failures)} failures", *failures[:20], sep="\n")
    # Two at first, two after the signal, and one in the place of the one that was killed.
    return 1 if failures or growth > MOST_GROWTH or len(watch.memory) < 5 else 0


def main() -> int:
    """Read how long to run, and run."""
    parser = argparse.ArgumentParser(description="Soak the service.")
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes: float = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder:
        return soak(minutes * 60, Path(folder, "directory.toml"))


if __name__ == "__main__":
    sys.exit(main())
