"""The server as an assistant starts it: a separate process, over its standard streams."""

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from ccb_support_assistant.ask import SERVER
from mcp import Client

from ccb_support import Recommendation, escalation

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_serves_old_and_new_assistants(mode: Literal["legacy", "auto"]) -> None:
    """Both the handshake of old and what came after it, and every tool."""
    complaint = {"request_type": "complaint", "priority": 3}
    now = datetime.now(UTC)
    async with Client(SERVER, mode=mode, read_timeout_seconds=60) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        assert tools == {"recommend", "timeline", "escalation"}
        recommended = await client.call_tool("recommend", complaint)
        tomorrow = (now + timedelta(days=1)).isoformat()
        listed = await client.call_tool("timeline", {**complaint, "end": tomorrow})
        levels = await client.call_tool("escalation")
    answer = Recommendation.model_validate(recommended.structured_content)
    # The answer may have begun between the question and this line.
    assert answer.holds_at(now) or answer.holds_at(datetime.now(UTC))
    assert listed.structured_content is not None
    assert listed.structured_content["periods"]
    assert levels.structured_content is not None
    assert len(levels.structured_content["levels"]) == len(escalation())
