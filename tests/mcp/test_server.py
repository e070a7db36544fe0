"""The server and its directory, over each transport: in this process, in another one, over HTTP."""

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import ReadResourceResult, TextResourceContents
from starlette.testclient import TestClient

from ccb_support import Directory, default_directory
from ccb_support.live import Source, WatchedFile
from ccb_support.mcp import create_server
from ccb_support.mcp.server import DIRECTORY, EscapedFormatter, application
from ccb_support.mcp.tools import TOOLS
from tests.builders import Clock, channel, chat, directory
from tests.live.edits import edit, emergency, mistake, save
from tests.mcp.calls import CLAIM, FRIDAY_EVENING, call, in_thread, with_client, with_server, words
from tests.service.calls import listening

CHAT_ALONE = directory(channel("chat", contacts=[chat()]))


def in_json(result: ReadResourceResult) -> Directory:
    (contents,) = result.contents
    assert isinstance(contents, TextResourceContents)
    assert contents.mime_type == "application/json"
    return Directory.model_validate(json.loads(contents.text))


def test_the_only_resource_is_the_directory() -> None:
    async def read(client: Client) -> Directory:
        (listed,) = (await client.list_resources()).resources
        assert (listed.uri, listed.name) == (DIRECTORY, "directory")
        assert listed.mime_type == "application/json"
        assert listed.title == "Directory"
        assert listed.description == (
            "Every channel with its contacts and hours, and the escalation levels."
        )
        assert (await client.list_resource_templates()).resource_templates == []
        return in_json(await client.read_resource(listed.uri))

    assert with_client(read) == default_directory()
    assert with_client(read, CHAT_ALONE) == CHAT_ALONE


class TestTheDirectory:
    """The server takes a directory, as `test_answers.py` shows, and a file that people edit."""

    @pytest.mark.parametrize("form", [str, Path])
    def test_may_be_a_file(self, path: Path, form: Callable[[Path], Source]) -> None:
        save(path, emergency())
        assert words(call("recommend", CLAIM, form(path))).startswith("Escriba")

    def test_is_edited_while_the_server_runs(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = WatchedFile(path, Clock())
        monkeypatch.setattr("ccb_support.mcp.server.live_directory", Mock(return_value=file))
        edited = create_server(path)

        async def read(client: Client) -> Directory:
            return in_json(await client.read_resource(DIRECTORY))

        for toml in (emergency(), mistake()):
            edit(file, path, toml)
            assert with_server(read, edited) == Directory.from_toml(emergency())

    def test_is_watched_while_the_server_runs(self, path: Path) -> None:
        watching = create_server(path)

        async def run() -> asyncio.Task[None]:
            async with watching.lifespan(watching):
                (watch,) = asyncio.all_tasks() - {asyncio.current_task()}
                assert not watch.done()
                return watch

        with asyncio.Runner() as runner:
            assert runner.run(run()).cancelled()

    def test_leaves_an_error_of_the_block_as_it_is(self, path: Path) -> None:
        """An application that enters it may raise its own errors, and catch them."""
        watching = create_server(path)

        async def fail() -> None:
            async with watching.lifespan(watching):
                raise LookupError("of the block")

        with pytest.raises(LookupError, match="of the block"), asyncio.Runner() as runner:
            runner.run(fail())


PATIENCE = 120.0
"""How many seconds a busy machine may take."""

THEN = CLAIM | {"when": FRIDAY_EVENING.isoformat(), "language": "en"}
NATIONAL_LINE = "call the national toll-free line: (601) 7457495"
"""What the words say after the time, which they say as today's reader needs it."""


async def answer_of(client: Client) -> str:
    """Return the words of an answer, after a look at the list of tools."""
    assert [tool.name for tool in (await client.list_tools()).tools] == [*TOOLS]
    return words(await client.call_tool("recommend", THEN)).splitlines()[0]


def test_a_process_answers_over_its_standard_streams(path: Path) -> None:
    path.write_text(emergency(), "utf-8")
    command = ["-m", "ccb_support", "mcp", "--directory", str(path)]

    async def run() -> str:
        server = stdio_client(StdioServerParameters(command=sys.executable, args=command))
        async with Client(server, mode="legacy", read_timeout_seconds=PATIENCE) as client:
            return await answer_of(client)

    # By the clock of the machine, that evening is over.
    assert "write to the support mailbox: soporte.ccb@certicamara.com" in in_thread(run)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_an_address_answers_over_http(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    app = application(create_server(), "127.0.0.1")

    async def run() -> str:
        async with listening(app) as (_, port):
            address = f"http://127.0.0.1:{port}/mcp"
            async with Client(address, mode=mode, read_timeout_seconds=PATIENCE) as client:
                return await answer_of(client)

    assert NATIONAL_LINE in in_thread(run)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("desk.example ñ", "desk.example ñ"),
        # Signs that are orders to a terminal, one of them in a single letter.
        ("\x9b2J\x1b[2J\x85\u202e", r"\x9b2J\x1b[2J\x85\u202e"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_the_log_shows_what_a_stranger_writes(written: str, shown: str) -> None:
    record = logging.makeLogRecord(
        {"levelname": "WARNING", "msg": "Invalid Host header: %s", "args": (written,)}
    )
    line = EscapedFormatter("%(levelname)s: %(message)s").format(record)
    assert line == f"WARNING: Invalid Host header: {shown}"


@pytest.mark.parametrize(
    ("bound", "host", "origin", "status"),
    [
        *(
            (bound, *request)
            for bound in ("127.0.0.1", "0.0.0.0", "::1", "Desk.example")  # noqa: S104 - nothing listens
            for request in (
                ("127.0.0.1:8000", None, 200),
                ("localhost", "http://localhost:3000", 200),
                ("[::1]:8000", None, 200),
                ("assistant.example", "https://assistant.example", 200),
                ("assistant.example:8000", None, 200),
                ("[2001:db8::2]:8000", "http://[2001:db8::2]", 200),
                # A page may let a browser ask 127.0.0.1 under the page's own name.
                ("page.example", None, 421),
                ("127.0.0.1:8000", "https://page.example", 403),
                ("assistant.example.page.example", None, 421),
            )
        ),
        # The address to which it is bound is its own.
        ("Desk.example", "desk.example:80", None, 200),
        ("2001:db8::1", "[2001:db8::1]:8000", None, 200),
    ],
)
def test_refuses_a_foreign_page_at_any_address(
    bound: str, host: str, origin: str | None, status: int
) -> None:
    headers = {"Host": host, "Accept": "application/json"} | ({"Origin": origin} if origin else {})
    with TestClient(
        application(create_server(), bound, ["Assistant.example", "2001:DB8::2"])
    ) as client:
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        assert client.post("/mcp", json=call, headers=headers).status_code == status
