"""`ccb-support mcp`: how the command runs the server, and what it refuses."""

from __future__ import annotations

import io
import json
import logging
import signal
import sys
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
import uvicorn

import ccb_support.mcp
from ccb_support import __version__
import ccb_support.mcp as serving
from tests.forgetting import forget_modules, modules_of
from tests.mcp.calls import with_server, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mcp import Client
    from mcp.server.lowlevel import Server

    from tests.cli.calls import Run


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Put the levels of the loggers back after a test."""
    yield
    for name in ("ccb_support", "uvicorn"):
        logging.getLogger(name).setLevel(logging.NOTSET)


class TestStandardStreams:
    """The command talks over its standard streams until the input ends."""

    def test_answers(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        client = {"name": "test", "version": "1"}
        opening = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
        line = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": opening}
        written = json.dumps(line).encode() + b"\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(written)))
        before = signal.getsignal(signal.SIGINT)
        result = run("mcp")
        assert (result.code, result.err) == (0, "")
        opened = json.loads(result.out)["result"]
        assert opened["serverInfo"] == {"name": "ccb-support", "version": __version__}
        assert signal.getsignal(signal.SIGINT) is before

    def test_has_the_directory_and_the_clock_of_the_command(
        self, run: Run, pqrs_file: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        served: list[Server[None]] = []

        def serve(server: Server[None], address: object) -> None:
            assert address is None
            served.append(server)

        monkeypatch.setattr(serving, "serve", serve)
        assert run("mcp", "--directory", pqrs_file) == (0, "", "")

        async def ask(client: Client) -> str:
            return words(await client.call_tool("channel_status", {}))

        # On that Tuesday at half past nine, the one desk is open.
        (server,) = served
        found = with_server(ask, server)
        assert found.startswith("pqrs: abierto, cierra 2026-11-24T17:00")
        assert "national_line" not in found

    def test_says_how_long_an_edit_waits(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        create = Mock()
        monkeypatch.setattr(ccb_support.mcp, "create_server", create)
        monkeypatch.setattr(serving, "serve", Mock())
        for options in ([], ["--settle", "7"]):
            assert run("mcp", *options) == (0, "", "")
        assert [each.kwargs["settle"] for each in create.call_args_list] == [5, 7]


class TestHttp:
    """With `--http`, the command listens at an address."""

    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        """Return what the command passes to the web server."""
        started: dict[str, Any] = {}

        def start(app: object, **options: object) -> None:
            started.update(options, app=app)

        monkeypatch.setattr(uvicorn, "run", start)
        return started

    @pytest.mark.parametrize(
        ("arguments", "place"),
        [
            ([], ("127.0.0.1", 8000)),
            (["--host", "0.0.0.0", "--port", "80"], ("0.0.0.0", 80)),  # noqa: S104 - nothing listens
            (["--host", "::1"], ("::1", 8000)),
        ],
    )
    def test_listens(
        self, run: Run, started: dict[str, Any], arguments: list[str], place: tuple[str, int]
    ) -> None:
        assert run("mcp", "--http", *arguments) == (0, "", "")
        assert (started["host"], started["port"]) == place
        assert started["timeout_graceful_shutdown"] == 10
        assert [route.path for route in started["app"].routes] == ["/mcp"]
        assert logging.getLogger("ccb_support").isEnabledFor(logging.INFO)

    @pytest.mark.parametrize("option", [["--host", "localhost"], ["--port", "0"]])
    def test_an_address_needs_it(
        self, run: Run, started: dict[str, Any], option: list[str]
    ) -> None:
        result = run("mcp", *option, "--lang", "en")
        assert (result.code, started) == (2, {})
        assert "--host and --port have a meaning only with --http" in result.err


def test_a_faulty_directory_starts_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "directory.toml"
    path.write_text("[[channels", "utf-8")
    result = run("mcp", "--directory", str(path))
    assert result.code == 2
    assert str(path) in result.err


def test_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_modules(monkeypatch, modules_of("ccb_support.mcp", "mcp."))
    monkeypatch.setitem(sys.modules, "mcp", None)
    result = run("mcp")
    assert result.code == 2
    assert "'mcp>=2,<3'" in result.err
