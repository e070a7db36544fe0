"""`ccb-support serve` and `ccb-support mcp`: what they pass on, and what they refuse."""

from __future__ import annotations

import io
import json
import logging
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
import uvicorn
from starlette.testclient import TestClient

import ccb_support.mcp
from ccb_support.errors import quoted
from ccb_support.service import serving
from tests.cli.calls import SHIPPED, Run, Write
from tests.forgetting import forget_modules, modules_of
from tests.mcp.calls import with_server, words
from tests.service.calls import options
from tests.systems import NEEDS_LINUX


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Put the levels of the loggers back after a test."""
    yield
    for name in ("ccb_support", "uvicorn"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Serve nothing, and return what is called instead."""
    served = Mock()
    monkeypatch.setattr(serving, "serve", served)
    monkeypatch.setattr(ccb_support.mcp, "serve", served)
    return served


class TestServe:
    """`serve` passes its options on, once the directory is checked."""

    @pytest.mark.parametrize(
        ("written", "given"),
        [
            ([], {}),
            (["--workers", "1"], {"workers": 1}),
            (["--workers", "1000"], {"workers": 1000}),
        ],
    )
    def test_reads_its_options(
        self, run: Run, served: Mock, written: list[str], given: dict[str, object]
    ) -> None:
        assert run("serve", *written) == (0, "", "")
        served.assert_called_once_with(options(**given))

    def test_has_options(self, run: Run, served: Mock, pqrs_file: str) -> None:
        words = [
            "--host=0.0.0.0", "--port=80", "--workers=4", "--max-age=5", "--settle=7", "--shutdown=3",
            "--cors", "https://a.example", "--cors", "https://b.example", "--idle-timeout=8",
            "--request-timeout=9", "--unready-after=0", "--unready-when-old", "--socket=s",
            "--root-path=/a", "--connections=50", "--metrics", "--access-log", "--json",
        ]  # fmt: skip
        assert run("serve", "--directory", pqrs_file, *words).code == 0
        served.assert_called_once_with(
            SimpleNamespace(
                directory=pqrs_file, max_age=5, cors=["https://a.example", "https://b.example"],
                settle=7, unready_after=0, unready_when_old=True, metrics=True, host="0.0.0.0",  # noqa: S104
                port=80, socket="s", root_path="/a", workers=4, idle_timeout=8, request_timeout=9,
                connections=50, shutdown=3, access_log=True, json=True,
                lang=None, help=None, version=None,
            )
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("option", "wrong", "span"),
        [
            ("--port", "65536", "0 a 65535"), ("--port", "-1", "0 a 65535"), ("--port", "http", "0 a 65535"),
            ("--workers", "0", "1 a 1000"), ("--workers", "1001", "1 a 1000"),
            ("--max-age", "1.5", "0 a 31536000"), ("--max-age", "9" * 5_000, "0 a 31536000"),
            ("--settle", "-1", "0 a 31536000"), ("--shutdown", "x", "0 a 31536000"),
            ("--request-timeout", "0", "1 a 3600"), ("--connections", "0", "1 a 1000000"),
        ],
    )  # fmt: skip
    def test_a_wrong_number_is_refused(
        self, run: Run, served: Mock, option: str, wrong: str, span: str
    ) -> None:
        assert run("serve", f"{option}={wrong}").refusal == (
            f"ccb-support: {quoted(wrong)} no se puede usar aquí. "
            f"Escriba un número entero de {span}\n"
        )
        served.assert_not_called()


@pytest.mark.parametrize(
    "words",
    [["serve", "--host"], ["mcp", "--http", "--host"], ["mcp", "--http", "--allowed-host"]],
    ids=" ".join,
)
@pytest.mark.parametrize(
    "host",
    [
        "",
        "127.0.0..1",
        "a" * 64,
        "\udcff",
        "a b",
        "*",
        "http://a.example",
        "a.example/",
        "ñ.example",
    ],
    ids=ascii,
)
def test_a_host_at_which_nothing_listens_or_that_no_client_sends_is_refused(
    run: Run, served: Mock, host: str, words: list[str]
) -> None:
    assert (
        f"{quoted(host)} is not the name or the address of a machine. Write it without http://"
        in run("--lang", "en", *words, host).refusal
    )
    served.assert_not_called()


class TestAssistant:
    """`mcp` talks over its standard streams until the input ends."""

    @pytest.fixture
    def set_handler(self, monkeypatch: pytest.MonkeyPatch) -> Mock:
        """Let an assistant begin; return what is called with a signal and its handler."""
        line = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"},
            },
        }
        written = io.BytesIO(json.dumps(line).encode() + b"\n")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(written))
        set_handler = Mock()
        monkeypatch.setattr("signal.signal", set_handler)
        return set_handler

    def test_answers(self, run: Run, set_handler: Mock) -> None:
        opened = json.loads(run("mcp").printed)["result"]
        assert opened["serverInfo"]["title"] == SHIPPED.name.in_language("en")
        assert set_handler.call_args_list[0].args == (signal.SIGINT, signal.SIG_DFL)

    @NEEDS_LINUX
    @pytest.mark.usefixtures("set_handler")
    def test_says_that_its_answers_can_not_be_written(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            monkeypatch.setattr(sys, "stdout", full)
            assert "La salida no se puede escribir (No space" in run("mcp").refusal

    def test_has_the_directory_and_the_clock_of_the_command(
        self, run: Run, pqrs_file: str, served: Mock
    ) -> None:
        assert run("mcp", "--directory", pqrs_file) == (0, "", "")
        server, *address = served.call_args.args
        assert address == [None, ()]
        # On that Tuesday at half past nine, the one desk is open.
        found = words(with_server(lambda client: client.call_tool("channel_status", {}), server))
        assert found.startswith("pqrs: atiende, cierra 2026-11-24T17:00")
        assert "national_line" not in found

    @pytest.mark.parametrize(("options", "settle"), [([], 5), (["--settle", "7"], 7)])
    @pytest.mark.usefixtures("served")
    def test_says_how_long_an_edit_waits(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, options: list[str], settle: int
    ) -> None:
        create = Mock()
        monkeypatch.setattr(ccb_support.mcp, "create_server", create)
        assert run("mcp", *options) == (0, "", "")
        assert create.call_args.kwargs["settle"] == settle


class TestAssistantOverHttp:
    """With `--http`, the command listens at an address."""

    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch) -> Mock:
        """Return what the command calls instead of the web server."""
        started = Mock()
        monkeypatch.setattr(uvicorn, "run", started)
        return started

    @pytest.mark.parametrize(
        ("arguments", "place"),
        [
            ([], ("127.0.0.1", 8000)),
            (["--host", "0.0.0.0", "--port", "80"], ("0.0.0.0", 80)),  # noqa: S104 - nothing listens
            (["--host", "::1"], ("::1", 8000)),
            (["--port", "0"], ("127.0.0.1", 0)),
        ],
    )
    def test_listens(
        self, run: Run, started: Mock, arguments: list[str], place: tuple[str, int]
    ) -> None:
        assert run("mcp", "--http", *arguments) == (0, "", "")
        (app,), options = started.call_args
        assert (options["host"], options["port"]) == place
        assert options["timeout_graceful_shutdown"] == 10
        assert [route.path for route in app.routes] == ["/mcp"]
        assert logging.getLogger("ccb_support").isEnabledFor(logging.INFO)

    @pytest.mark.parametrize(("host", "status"), [("a.example", 200), ("b:1", 200), ("c", 421)])
    def test_clients_reach_it_by_the_names_that_are_passed(
        self, run: Run, started: Mock, host: str, status: int
    ) -> None:
        asked = "mcp", "--http", "--allowed-host", "a.example", "--allowed-host", "b:1"
        assert run(*asked).code == 0
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        headers = {"Host": host, "Accept": "application/json"}
        with TestClient(started.call_args.args[0]) as client:
            assert client.post("/mcp", json=call, headers=headers).status_code == status

    @pytest.mark.parametrize(
        "option", [["--host", "localhost"], ["--port", "0"], ["--allowed-host", "a.example"]]
    )
    def test_an_address_needs_it(self, run: Run, started: Mock, option: list[str]) -> None:
        words = "--host, --port and --allowed-host have a meaning only with --http"
        assert words in run("mcp", *option, "--lang", "en").refusal
        started.assert_not_called()


@pytest.mark.parametrize("words", [["serve"], ["mcp", "--http"]])
def test_a_server_that_can_not_start_says_what_else_to_try(
    run: Run, served: Mock, words: list[str]
) -> None:
    """The log of the server may say only that an address is in use, and is in English."""
    served.side_effect = SystemExit(3)  # as uvicorn ends if the port is taken
    assert (
        "El servidor no arrancó en ::1, puerto 81, y su registro dice por qué. Si el puerto está "
        in run(*words, "--host", "::1", "--port", "81").refusal
    )


@pytest.mark.parametrize("command", ["serve", "mcp"])
def test_a_faulty_directory_starts_nothing(
    run: Run, served: Mock, write: Write, command: str
) -> None:
    path = write(text="[[channels")
    assert path in run(command, "--directory", path).refusal
    served.assert_not_called()


@pytest.mark.parametrize(
    ("command", "missing", "words"),
    [
        ("serve", "starlette", ["ccb_support.service necesita la biblioteca 'starlette'", '"uvicorn[standard]>=0.51"']),
        ("serve", "uvicorn", ["ccb-support serve necesita la biblioteca 'uvicorn'", '"uvicorn[standard]>=0.51"']),
        ("serve", "httptools", ["ccb-support serve necesita la biblioteca 'uvicorn'", '"uvicorn[standard]>=0.51"']),
        ("mcp", "mcp", ['"mcp>=2,<3"']),
    ],
)  # fmt: skip
def test_says_what_to_install(
    run: Run, command: str, missing: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = "ccb_support.service", "ccb_support.mcp", "starlette.", "mcp.", "uvicorn.protocols"
    forget_modules(monkeypatch, modules_of(*rooms))
    monkeypatch.setitem(sys.modules, missing, None)
    said = run(command).refusal
    assert [each for each in words if each not in said] == []
