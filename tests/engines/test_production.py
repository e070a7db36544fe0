"""What the page about production shows, in real tools: nginx, systemd, and what a container runs."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection
from typing import IO, TYPE_CHECKING, NamedTuple, TypeVar
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from tests.builders import SHIPPED_TOML
from tests.markdown import ROOT, blocks
from tests.service.test_workers import PATIENCE, free_port, open_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_T = TypeVar("_T")

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
SYSTEMD = shutil.which("systemd-analyze")

PAGE = (ROOT / "docs/how-to/run-in-production.md").read_text("utf-8")

SETTINGS = """
daemon off;
master_process off;  # so it runs as who runs the tests
pid {folder}/pid;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {site}
}}
"""


def block(language: str, **instead: str) -> str:
    """Return what the page shows in a language, each part of it that differs here replaced."""
    (text,) = blocks(PAGE, language)
    for shown, here in instead.items():
        assert shown in text
        text = text.replace(shown, here)
    return text


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run the service, and yield its folder, which has its socket and its log."""
    folder = tmp_path_factory.mktemp("service")
    options = ["--socket", str(folder / "http.sock"), "--access-log", "--metrics", "--workers", "2"]
    with (folder / "log").open("wb") as log:
        yield from running(
            [sys.executable, "-m", "ccb_support", "serve", *options],
            lambda: (folder / "log").read_text().count("startup complete") == 2,
            folder,
            log,
        )


@pytest.fixture(params=["off", "on"])
def port(request: pytest.FixtureRequest, service: Path, tmp_path: Path) -> Iterator[int]:
    """Run nginx, which asks the service whether a reply still holds, or does not."""
    nginx = NGINX or pytest.skip("nginx is not there: see CONTRIBUTING.md")
    port, path = free_port(), tmp_path / "nginx.conf"
    here = {
        # nginx makes the last folder of the path, and no folder above it.
        "/var/cache": str(tmp_path),
        "/run/ccb-support/http.sock": str(service / "http.sock"),
        "192.0.2.10": "127.0.0.2",
        "listen 80;": f"listen 127.0.0.1:{port}; proxy_cache_revalidate {request.param};",
    }
    path.write_text(SETTINGS.format(folder=tmp_path, site=block("nginx", **here)))
    command = [nginx, "-c", str(path), "-e", str(tmp_path / "log")]
    yield from running(command, lambda: answers(port), port)


def running(
    command: list[str], answers: Callable[[], bool], place: _T, log: IO[bytes] | None = None
) -> Iterator[_T]:
    """Run a server, and yield its place when it answers."""
    with subprocess.Popen(command, stderr=log) as process:  # noqa: S603 - nginx, and the library itself
        try:
            wait_until(answers)
            yield place
        finally:
            process.terminate()


def answers(port: int) -> bool:
    try:
        open_url(f"http://127.0.0.1:{port}/escalation").close()
    except OSError:
        return False
    return True


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class Seen(NamedTuple):
    """What a client gets: when it asked, what nginx found, and until when a browser keeps it."""

    asked: datetime
    found: str
    kept_until: datetime
    valid_until: datetime


def ask(port: int, end: datetime) -> Seen:
    """Ask for an answer that ends at `end`, or before it."""
    outage = ",".join(
        f"{channel}={end.isoformat().replace('+', '%2B')}" for channel in ("pqrs", "national_line")
    )
    question = f"recommend?request_type=complaint&priority=3&unavailable={outage}"
    asked = datetime.now(UTC)
    with open_url(f"http://127.0.0.1:{port}/{question}") as response:
        headers, answer = response.headers, json.load(response)["answer"]
    # A browser has no other clock than the `Date` of the reply.
    now, expires = headers["Date"], headers["Expires"] or headers["Date"]
    kept_for = parsedate_to_datetime(expires) - parsedate_to_datetime(now)
    return Seen(
        asked,
        headers["X-Cache"],
        asked + max(kept_for, timedelta()),
        datetime.fromisoformat(answer["valid_until"]),
    )


@pytest.mark.parametrize("fraction", [0.0, 0.9])
def test_nobody_gets_an_answer_that_has_ended(port: int, fraction: float) -> None:
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=7 + fraction)
    seen: list[Seen] = []
    while not seen or seen[-1].asked < end + timedelta(seconds=1):
        seen.append(ask(port, end))
        time.sleep(0.02)
    assert "HIT" in {each.found for each in seen}
    assert [each for each in seen if each.valid_until <= each.asked] == []
    assert [each for each in seen if each.valid_until < each.kept_until] == []
    assert {each.valid_until <= end for each in seen} == {True, False}


def fetch(port: int, path: str, **headers: str) -> tuple[int, bytes, str | None]:
    """Return the status of a reply through nginx, its body, and how that is coded."""
    request = Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with open_url(request) as response:
            return response.status, response.read(), response.headers["Content-Encoding"]
    except HTTPError as error:
        return error.code, b"", None


def test_each_client_gets_what_it_reads_and_only_prometheus_the_figures(
    port: int, service: Path
) -> None:
    for _ in range(2):
        small = fetch(port, "/directory", **{"Accept-Encoding": "gzip"})
        assert small[::2] == (200, "gzip")
        assert fetch(port, "/directory") == (200, gzip.decompress(small[1]), None)
    assert fetch(port, "/metrics")[0] == 403
    prometheus = HTTPConnection("127.0.0.1", port, source_address=("127.0.0.2", 0))
    prometheus.request("GET", "/metrics", headers={"Connection": "close"})
    assert b"ccb_support_directory_info" in prometheus.getresponse().read()
    # The log has whom nginx saw, and not who a client says that it is.
    assert fetch(port, "/readyz", **{"X-Forwarded-For": "203.0.113.7"})[0] == 200
    line = "INFO ccb_support.access 127.0.0.1 GET /readyz 200"
    wait_until(lambda: line in (service / "log").read_text())


@pytest.mark.skipif(not SYSTEMD, reason="systemd is not there: see CONTRIBUTING.md")
def test_systemd_knows_the_unit(tmp_path: Path) -> None:
    assert SYSTEMD is not None
    unit = tmp_path / "ccb-support.service"
    unit.write_text(block("ini", **{"/opt/ccb-support/bin/ccb-support": sys.executable}))
    run = subprocess.run(  # noqa: S603 - systemd, and a file of the documentation
        [SYSTEMD, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_what_a_container_runs_is_healthy(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "directory.toml").write_text(SHIPPED_TOML, "utf-8")
    here = {"/etc/ccb-support": str(tmp_path), "8000": str(port)}
    lines = block("dockerfile", **here).splitlines()
    check, command = (json.loads(each[each.index("[") :]) for each in lines if "CMD [" in each)
    assert (check[0], command[0]) == ("python", "ccb-support")

    def is_healthy() -> bool:
        command = [sys.executable, *check[1:]]
        # A container has the proxies of Docker's configuration, which do not reach its own address.
        behind_proxy = {**os.environ, "http_proxy": "http://127.0.0.1:9"}
        return not subprocess.run(  # noqa: S603 - a line of the documentation
            command, stderr=subprocess.DEVNULL, env=behind_proxy, check=False
        ).returncode

    assert not is_healthy()
    service = [sys.executable, "-m", "ccb_support", *command[1:]]
    assert [*running(service, is_healthy, port)] == [port]
