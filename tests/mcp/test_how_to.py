"""What the page about assistants shows is what an assistant reads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from ccb_support.cli.server_commands import HOST, PORT
from ccb_support.cli.tokens import find_command, read_words, split_command
from ccb_support.mcp.server import DIRECTORY
from ccb_support.mcp.tools import MOST_PERIODS, TOOLS
from tests.markdown import ROOT, blocks, sections, tables
from tests.mcp.calls import call, words

if TYPE_CHECKING:
    from types import SimpleNamespace

PAGE = (ROOT / "docs/how-to/give-an-assistant-the-answers.md").read_text("utf-8")
SETTINGS: list[dict[str, Any]] = [json.loads(each) for each in blocks(PAGE, "json")]


@pytest.mark.parametrize("exchange", blocks(PAGE, "text"))
def test_shows_what_is_read(exchange: str) -> None:
    question, _, shown = exchange.partition("\n\n")
    tool, _, arguments = question.partition(" ")
    assert words(call(tool, json.loads(arguments))) == shown.removesuffix("\n")


def test_lists_every_tool_with_its_arguments() -> None:
    (rows,) = tables(sections(PAGE)["What the assistant reads"])
    assert [(name, re.findall(r"`(\w+)`", arguments)) for name, arguments, _ in rows] == [
        (f"`{name}`", tool.names()) for name, tool in TOOLS.items()
    ]
    assert f"`{DIRECTORY}`" in PAGE
    assert f"up to {MOST_PERIODS} periods" in PAGE


def read(words: list[str]) -> SimpleNamespace:
    """Return what the command line reads from the words of a command."""
    name, rest = split_command(words)
    return read_words(name, find_command(name), rest)


STARTED, REACHED = (each["mcpServers"]["ccb-support"] for each in SETTINGS)
"""The settings of a server that the assistant starts, and of one that it reaches over HTTP."""


def test_has_settings_that_start_the_server() -> None:
    assert STARTED["command"].rpartition("/")[2] == "ccb-support"
    assert read(STARTED["args"]).directory == "/path/to/directory.toml"


def test_has_the_address_that_the_command_serves() -> None:
    (line,) = re.findall(r"^ccb-support (mcp --http .+)$", PAGE, flags=re.MULTILINE)
    arguments = read(line.split())
    assert (arguments.http, arguments.host, arguments.port) == (True, None, None)
    assert REACHED["url"] == f"http://{HOST.default}:{PORT.default}/mcp"
