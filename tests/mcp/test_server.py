"""The server and its directory: the resource, an edit that goes live, and what the room needs."""

from __future__ import annotations

import asyncio
import importlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from mcp import Client, MCPError
from mcp_types import ReadResourceResult, TextResourceContents

import ccb_support.live
from ccb_support import Directory, DirectoryError, Router, default_directory
from ccb_support.errors import MissingExtraError
from ccb_support.live.watched_file import WatchedFile
from ccb_support.mcp import create_server
from ccb_support.mcp.server import DIRECTORY
from tests.builders import SHIPPED_TOML, Clock, channel, chat, directory
from tests.live.edits import emergency, mistake, save
from tests.mcp.calls import CLAIM, call, with_client, with_server, words

if TYPE_CHECKING:
    from pathlib import Path

    from ccb_support.live import Source

CHAT_ALONE = directory(channel("chat", contacts=[chat()]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    return path


def in_json(result: ReadResourceResult) -> Directory:
    (contents,) = result.contents
    assert isinstance(contents, TextResourceContents)
    assert contents.mime_type == "application/json"
    return Directory.model_validate(json.loads(contents.text))


class TestTheResource:
    """The directory is a resource, and it is the only one."""

    def test_is_the_directory(self) -> None:
        async def read(client: Client) -> Directory:
            (listed,) = (await client.list_resources()).resources
            assert listed.uri == DIRECTORY
            assert (await client.list_resource_templates()).resource_templates == []
            return in_json(await client.read_resource(listed.uri))

        assert with_client(read) == default_directory()
        assert with_client(read, CHAT_ALONE) == CHAT_ALONE

    def test_is_the_only_one(self) -> None:
        async def read(client: Client) -> None:
            with pytest.raises(MCPError, match="The resources are: ccb-support://directory"):
                await client.read_resource("ccb-support://holidays")

        with_client(read)


class TestTheDirectory:
    """The server takes a directory in each form, and a file that people edit."""

    @pytest.mark.parametrize("given", [CHAT_ALONE, Router(CHAT_ALONE)])
    def test_may_be_any(self, given: Source) -> None:
        assert words(call("recommend", CLAIM, given)).startswith("Entre ya al chat: Canal chat, ")

    def test_may_be_a_file(self, path: Path) -> None:
        save(path, emergency(channels='["national_line"]'))
        for given in (path, str(path)):
            assert words(call("recommend", CLAIM, given)).startswith("Escriba ya")

    def test_must_have_no_fault_at_the_start(self, path: Path) -> None:
        save(path, mistake())
        with pytest.raises(DirectoryError, match="no_such_line"):
            create_server(path)

    def test_is_edited_while_the_server_runs(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = WatchedFile(path, Clock())
        with monkeypatch.context() as patch:
            patch.setattr(ccb_support.live, "WatchedFile", Mock(return_value=file))
            edited = create_server(path, now=Clock())

        async def read(client: Client) -> Directory:
            return in_json(await client.read_resource(DIRECTORY))

        for toml in (emergency(), mistake()):
            save(path, toml)
            file.look()
            file.look()
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


class TestImport:
    """The room needs the SDK, and says how to install it; any other error is shown as it is."""

    @staticmethod
    def error_without(module: str, monkeypatch: pytest.MonkeyPatch) -> ModuleNotFoundError:
        for name in [name for name in sys.modules if name.startswith(("ccb_support.mcp", "mcp."))]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ModuleNotFoundError) as caught:
            importlib.import_module("ccb_support.mcp")
        return caught.value

    @pytest.mark.parametrize("module", ["mcp", "mcp_types"])
    def test_without_the_sdk(self, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without(module, monkeypatch)
        assert isinstance(error, MissingExtraError)
        assert "python -m pip install 'mcp>=2,<3'" in str(error)

    def test_without_anything_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("ccb_support.questions.arguments", monkeypatch)
        assert not isinstance(error, MissingExtraError)
        assert error.name == "ccb_support.questions.arguments"

    @pytest.mark.parametrize("module", ["ccb_support", "ccb_support.cli"])
    def test_nobody_else_needs_it(self, module: str) -> None:
        code = f"import sys, {module}; assert not {{'ccb_support.mcp', 'mcp'}} & set(sys.modules)"
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - the test's own code
