"""Calls one tool as an assistant would, and prints what the assistant reads.

ccb-support-ask recommend '{"request_type": "queja", "priority": "P3"}'
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

import anyio
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult, TextContent

SERVER = StdioServerParameters(command=sys.executable, args=["-m", "ccb_support_assistant"])


async def ask(tool: str, arguments: Mapping[str, Any]) -> CallToolResult:
    """Start the server, call `tool`, and return its result."""
    async with Client(SERVER) as client:
        return await client.call_tool(tool, dict(arguments))


def json_object(text: str) -> dict[str, Any]:
    """Return the object that JSON holds, as a type of `argparse`."""
    arguments = json.loads(text)
    if not isinstance(arguments, dict):
        raise TypeError(text)
    return arguments


def main() -> None:
    """Call the tool that the command line names, with its arguments as JSON."""
    parser = ArgumentParser(description="Call one tool as an assistant would.")
    parser.add_argument("tool", help="recommend, timeline or escalation")
    parser.add_argument("arguments", nargs="?", type=json_object, default={}, help="a JSON object")
    called = parser.parse_args()
    result = anyio.run(ask, called.tool, called.arguments)
    print(*(each.text for each in result.content if isinstance(each, TextContent)), sep="\n")
    sys.exit(result.is_error)


if __name__ == "__main__":
    main()
