"""A real server: an edit reaches every worker, a faulty one none, and a signal ends it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.builders import SHIPPED_TOML
from tests.live.edits import emergency, mistake, save
from tests.service.test_serving import LONG
from tests.systems import NEEDS_POSIX

pytestmark = pytest.mark.slow

_R = TypeVar("_R")

WORKERS = 2
PATIENCE = 120.0
"""How many seconds a busy machine may take."""

CONNECTIONS = 20
"""How many new connections meet every worker, almost surely."""

open_url = build_opener(ProxyHandler({})).open
"""Ask this machine, also where the environment names a proxy."""

EVENING = "recommend?request_type=complaint&priority=3&at=2026-11-24T18:00:00-05:00"


class Service:
    """A running service, its directory's file and its log."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.file = folder / "directory.toml"
        self.file.write_text(SHIPPED_TOML, "utf-8")
        self._log = folder / "log"
        self.port = free_port()
        options = ["--directory", str(self.file), "--workers", str(WORKERS), *more]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the library itself
                [sys.executable, "-m", "ccb_support", "serve", "--port", str(self.port), *options],
                stderr=log,
            )

    def log(self) -> str:
        """Return what the service has logged."""
        return self._log.read_text("utf-8")

    def workers_that_log(self, pattern: str) -> set[str]:
        """Return the workers that have logged a line."""
        return set(re.findall(rf"worker (\d+): {pattern}", self.log()))

    def wait(self, find: Callable[[], _R]) -> _R:
        """Wait until there is something, and return it."""
        deadline = time.monotonic() + PATIENCE
        while not (found := find()):
            assert self._process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.05)
        return found

    def channels(self) -> set[str]:
        """Return the channels that the workers recommend, over many connections."""
        answers = [json.loads(self.get(EVENING))["answer"] for _ in range(CONNECTIONS)]
        return {each["channel"]["id"] for each in answers}

    def get(self, path: str) -> str:
        """Return the body of a reply, over a new connection."""
        with open_url(f"http://127.0.0.1:{self.port}/{path}") as response:
            return str(response.read(), "utf-8")

    def workers(self) -> set[int]:
        """Return the workers that answer, over many connections."""
        found: set[int] = set()
        for _ in range(CONNECTIONS):
            with suppress(OSError):  # the one that answers may be one that a signal ends
                found.add(json.loads(self.get("health"))["worker"])
        return found

    def all_workers(self, gone: Collection[int] = ()) -> set[int]:
        """Return the workers, as soon as each of them answers and those that must go are gone."""

        def find() -> set[int]:
            found = self.workers()
            return found if len(found) == WORKERS and found.isdisjoint(gone) else set()

        return self.wait(find)

    def reload(self) -> None:
        """Ask it to replace its workers."""
        self._process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """Stop it."""
        self._process.terminate()
        assert self._process.wait(PATIENCE) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running(folder: Path, *options: str) -> Generator[Service]:
    """Run a service with two workers."""
    service = Service(folder, *options)
    try:
        service.wait(lambda: service.log().count("Application startup complete") == WORKERS)
        yield service
    finally:
        service.stop()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running(tmp_path) as service:
        yield service


def test_an_edit_reaches_every_worker_and_a_faulty_one_none(service: Service) -> None:
    assert service.channels() == {"national_line"}

    save(service.file, emergency("emergency"))
    service.wait(lambda: len(service.workers_that_log(".*: version emergency is live")) == WORKERS)
    assert service.channels() == {"email"}

    save(service.file, mistake())
    refused = ".* is refused, and version emergency stays live"
    service.wait(lambda: len(service.workers_that_log(refused)) == WORKERS)
    assert service.channels() == {"email"}
    assert "no_such_line" in service.log()


def test_a_worker_that_is_killed_comes_back_when_the_file_is_good(service: Service) -> None:
    (killed, stays) = service.all_workers()
    save(service.file, mistake())
    service.wait(lambda: len(service.workers_that_log(".* is refused")) == WORKERS)
    os.kill(killed, signal.SIGKILL)
    # A server that waits for a worker which has ended hears no signal for half a minute.
    service.wait(lambda: service.log().count("does not start") > 4 and service.workers() == {stays})
    assert service.channels() == {"national_line"}
    save(service.file, emergency("mended"))
    service.all_workers()
    service.wait(lambda: service.channels() == {"email"})


@NEEDS_POSIX
def test_a_signal_replaces_every_worker_and_none_while_the_file_is_faulty(
    service: Service,
) -> None:
    before = service.all_workers()
    service.reload()
    after = service.all_workers(gone=before)
    save(service.file, mistake())
    service.wait(lambda: {str(each) for each in after} <= service.workers_that_log(".* is refused"))
    service.reload()
    service.wait(lambda: "aborting the restart" in service.log())
    assert service.workers() <= after
    assert service.channels() == {"national_line"}


def test_figures_are_those_of_all_workers(tmp_path: Path) -> None:
    with running(tmp_path, "--metrics") as service:
        service.channels()
        line = 'ccb_support_answers_total{channel="national_line",reason="fallback"} 20.0'
        for _ in range(CONNECTIONS):
            assert line in service.get("metrics")
    assert "Traceback" not in service.log()


def test_a_client_that_does_not_read_does_not_keep_it_running(tmp_path: Path) -> None:
    """It asks for more replies than the connection holds, and reads none of them."""
    with (
        running(tmp_path, "--shutdown", "1", "--request-timeout", "3600") as service,
        socket.create_connection(("127.0.0.1", service.port)) as client,
    ):
        client.sendall(LONG * 50)
        service.wait(lambda: bool(client.recv(1)))
        service.stop()
