"""What the README shows is what an assistant reads."""

import json
import re
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp_types import TextContent

import ccb_support

FOLDER = Path(__file__).parents[1]
README = (FOLDER / "README.md").read_text("utf-8")
TRANSCRIPTS = re.findall(r"^```console\n\$ (.+)\n([^`]+)^```$", README, flags=re.MULTILINE)


def test_shows_every_tool_and_an_error() -> None:
    tools = [shlex.split(command)[1] for command, _ in TRANSCRIPTS]
    assert tools == ["recommend", "timeline", "escalation", "recommend"]


@pytest.mark.parametrize(("command", "output"), TRANSCRIPTS)
def test_shows_what_is_read(command: str, output: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == ".venv/bin/ccb-support-ask"
    process = subprocess.run(  # noqa: S603 - this very example
        [sys.executable, "-m", "ccb_support_assistant.ask", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert process.stdout == output
    assert process.stderr == ""
    assert process.returncode == output.startswith("Error")


def test_has_one_line_to_start_it_and_one_to_test_it() -> None:
    lines = re.findall(r"^```sh\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    assert [line.count("\n") for line in lines] == [1, 1]
    assert ".venv/bin/ccb-support-ask recommend" in lines[0]
    assert ".venv/bin/pytest" in lines[1]


async def listed(server: StdioServerParameters) -> str:
    async with Client(server, read_timeout_seconds=60) as client:
        period = {"start": "2026-11-24T08:00:00-05:00", "end": "2026-11-24T09:00:00-05:00"}
        question = {"request_type": "queja", "priority": 3, **period}
        result = await client.call_tool("timeline", question)
    return "".join(each.text for each in result.content if isinstance(each, TextContent))


def test_serves_another_organisation(tmp_path: Path) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    program = tmp_path / "own.py"
    program.write_text(code, "utf-8")
    shipped = files(ccb_support).joinpath("directory.toml").read_text("utf-8")
    (tmp_path / "directory.toml").write_text(
        shipped.replace('opens = "07:00"', 'opens = "09:45"'), "utf-8"
    )
    server = StdioServerParameters(command=sys.executable, args=[str(program)])
    assert "Línea Gratuita Nacional" in anyio.run(listed, server)


def test_tells_assistants_how_to_start_it() -> None:
    (config,) = re.findall(r"^```json\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    server = json.loads(config)["mcpServers"]["ccb-support"]
    _, _, path = server["command"].partition("/ccb_support/")
    assert path == "docs/examples/assistant/.venv/bin/ccb-support-assistant"
    assert (Path(sys.executable).parent / Path(path).name).is_file()
