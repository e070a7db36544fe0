"""What the application sends to a server, which a test client shows only in part."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from ccb_support.service import create_app
from tests.builders import Clock
from tests.service.calls import EVERY_ADDRESS


def sent(method: str, address: str, **headers: str) -> tuple[dict[str, Any], bytes]:
    """Return the start of a response, and its body."""
    messages: list[dict[str, Any]] = []
    path, _, query = address.partition("?")
    receive = asyncio.Queue[dict[str, Any]]().get  # no request has a body

    async def send(message: Any) -> None:  # noqa: ANN401 - a message of ASGI
        messages.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(create_app(now=Clock(), cors=["*"])(scope, receive, send))
    start, body = messages
    return start, body["body"]


@pytest.mark.parametrize("address", [*EVERY_ADDRESS, "/nowhere", "/recommend"])
class TestWhatIsSent:
    """A response has the form that ASGI asks for, and none to `HEAD` has a body."""

    def test_no_body_to_head(self, address: str) -> None:
        whole, body = sent("GET", address)
        start, nothing = sent("HEAD", address)
        assert start == whole
        assert body
        assert nothing == b""

    def test_names_of_headers_are_in_small_letters(self, address: str) -> None:
        start, _ = sent("GET", address, origin="https://a.example")
        names = [name for name, _ in start["headers"]]
        assert names == [name.lower() for name in names]
        assert b"content-length" in names
        assert b"cache-control" in names
