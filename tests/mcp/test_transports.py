"""The server as an assistant reaches it: a process that it starts, and an address."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest
import uvicorn
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from starlette.testclient import TestClient

from ccb_support import recommend
from ccb_support.mcp import create_server
from ccb_support.mcp.server import application
from ccb_support.mcp.tools import TOOLS
from tests.live.edits import emergency
from tests.mcp.calls import CLAIM, FRIDAY_EVENING, in_thread, words

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 120.0
"""How many seconds a busy machine may take."""

THEN = CLAIM | {"when": FRIDAY_EVENING.isoformat(), "language": "en"}
NATIONAL_LINE = recommend("claim", 2, FRIDAY_EVENING).explain("en")


async def answer_of(client: Client) -> str:
    """Return the words of an answer, after a look at the list of tools."""
    assert [tool.name for tool in (await client.list_tools()).tools] == [*TOOLS]
    return words(await client.call_tool("recommend", THEN)).splitlines()[0]


def test_a_process_answers_over_its_standard_streams(tmp_path: Path) -> None:
    path = tmp_path / "directory.toml"
    path.write_text(emergency(), "utf-8")
    command = ["-m", "ccb_support", "mcp", "--directory", str(path)]

    async def run() -> str:
        server = stdio_client(StdioServerParameters(command=sys.executable, args=command))
        async with Client(server, mode="legacy", read_timeout_seconds=PATIENCE) as client:
            return await answer_of(client)

    assert in_thread(run).startswith("Write to the support mailbox now: ")


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_an_address_answers_over_http(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    app = application(create_server(), "127.0.0.1")

    async def run() -> str:
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        address = f"http://127.0.0.1:{port}/mcp"
        try:
            async with Client(address, mode=mode, read_timeout_seconds=PATIENCE) as client:
                return await answer_of(client)
        finally:
            server.should_exit = True
            await serving

    assert in_thread(run) == NATIONAL_LINE


def test_an_address_of_this_machine_refuses_a_foreign_page() -> None:
    """A page may let a browser ask 127.0.0.1 under the page's own name."""
    with TestClient(application(create_server(), "127.0.0.1")) as client:
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        response = client.post("/mcp", json=call, headers={"Host": "page.example"})
    assert response.status_code == 421
