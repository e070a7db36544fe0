"""A real nginx in front of the service: nobody gets an answer that has ended."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen

import pytest

from tests.service.test_workers import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")

pytestmark = pytest.mark.skipif(not NGINX, reason="nginx is not there: see CONTRIBUTING.md")

PATIENCE = 120.0
"""How many seconds a busy machine may take."""

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
  proxy_cache_path {folder}/cache keys_zone=replies:1m;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{service};
      proxy_cache replies;
      proxy_cache_revalidate {revalidates};
      add_header Found $upstream_cache_status;
    }}
  }}
}}
"""


@pytest.fixture(scope="module")
def service() -> Iterator[int]:
    """Run the service, and yield its port."""
    port = free_port()
    command = [sys.executable, "-m", "ccb_support", "serve", "--port", str(port)]
    yield from running(command, port)


@pytest.fixture(params=["off", "on"])
def port(request: pytest.FixtureRequest, service: int, tmp_path: Path) -> Iterator[int]:
    """Run nginx, which asks the service whether a reply still holds, or does not."""
    assert NGINX is not None
    port, path = free_port(), tmp_path / "nginx.conf"
    path.write_text(
        SETTINGS.format(folder=tmp_path, port=port, service=service, revalidates=request.param)
    )
    yield from running([NGINX, "-c", str(path), "-e", str(tmp_path / "log")], port)


def running(command: list[str], port: int) -> Iterator[int]:
    """Run a server, and yield its port when it answers."""
    with subprocess.Popen(command) as process:  # noqa: S603 - nginx, and the library itself
        try:
            wait_until(lambda: answers(port))
            yield port
        finally:
            process.terminate()


def answers(port: int) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/escalation").close()
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
    with urlopen(f"http://127.0.0.1:{port}/{question}") as response:
        headers, answer = response.headers, json.load(response)["answer"]
    kept_for = timedelta()
    if expires := headers["Expires"]:
        # A browser has no other clock than the `Date` of the reply.
        kept_for = parsedate_to_datetime(expires) - parsedate_to_datetime(headers["Date"])
    valid_until = datetime.fromisoformat(answer["valid_until"])
    return Seen(asked, headers["Found"], asked + max(kept_for, timedelta()), valid_until)


@pytest.mark.parametrize("fraction", [0.0, 0.9])
def test_nobody_gets_an_answer_that_has_ended(port: int, fraction: float) -> None:
    whole = datetime.now(UTC).replace(microsecond=0)
    end = whole + timedelta(seconds=7 + fraction)
    seen: list[Seen] = []
    while not seen or seen[-1].asked < end + timedelta(seconds=1):
        seen.append(ask(port, end))
        time.sleep(0.02)
    assert "HIT" in {each.found for each in seen}
    assert [each for each in seen if each.valid_until <= each.asked] == []
    assert [each for each in seen if each.valid_until < each.kept_until] == []
    assert {each.valid_until <= end for each in seen} == {True, False}
