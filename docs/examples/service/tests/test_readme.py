"""What the README shows is what the service says, over a real socket."""

import re
import shlex
from collections.abc import Iterator
from http.client import HTTPConnection
from importlib.resources import files
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

import ccb_support

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
TRANSCRIPTS = re.findall(r"^```console\n\$ (.+)\n([^`]+)^```$", README, flags=re.MULTILINE)


@pytest.fixture
def port(app: FastAPI) -> Iterator[int]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def printed(command: str, port: int) -> Iterator[str]:
    """Yield the lines that `curl -i` prints."""
    program, _, *headers, url = shlex.split(command)
    assert program == "curl"
    address = urlsplit(url)
    assert address.netloc == "127.0.0.1:8000"
    connection = HTTPConnection("127.0.0.1", port)
    named = dict(each.split(": ", 1) for each in headers if each != "-H")
    connection.request("GET", f"{address.path}?{address.query}", headers=named)
    response = connection.getresponse()
    yield f"HTTP/1.1 {response.status} {response.reason}"
    yield from (f"{name}: {value}" for name, value in response.getheaders())
    yield ""
    yield from response.read().decode().splitlines()
    connection.close()


def is_shown(line: str, shown: str) -> bool:
    """Return whether `shown` is `line`, or its start if it ends with an ellipsis."""
    if shown.startswith("date: "):  # it comes from the server's clock
        return line.startswith("date: ")
    return line.startswith(shown[:-1]) if shown.endswith("…") else line == shown


def test_makes_a_service_for_another_organisation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    shipped = files(ccb_support).joinpath("directory.toml").read_text("utf-8")
    (tmp_path / "directory.toml").write_text(
        shipped.replace('opens = "07:00"', 'opens = "09:45"'), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    made: dict[str, FastAPI] = {}
    exec(code, {}, made)  # noqa: S102 - readers write this code
    question = "request_type=queja&priority=P3&when=2026-11-24T09:30:00-05:00"
    answer = TestClient(made["app"]).get(f"/recommend?{question}").json()["recommendation"]
    assert (answer["channel"]["id"], answer["valid_until"]) == (
        "national_line",
        "2026-11-24T09:45:00-05:00",
    )


def test_shows_something() -> None:
    assert len(TRANSCRIPTS) == 4


@pytest.mark.parametrize(("command", "output"), TRANSCRIPTS)
def test_shows_what_is_said(command: str, output: str, port: int) -> None:
    lines = list(printed(command, port))
    assert len(lines) == len(output.splitlines())
    for line, shown in zip(lines, output.splitlines(), strict=True):
        assert is_shown(line, shown), f"the service says:\n{line}"


def test_has_one_line_to_start_it_and_one_to_test_it() -> None:
    lines = re.findall(r"^```sh\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    assert [line.count("\n") for line in lines[:2]] == [1, 1]
    assert "uvicorn --factory ccb_support_service:create_app" in lines[0]
    assert ".venv/bin/pytest" in lines[1]
