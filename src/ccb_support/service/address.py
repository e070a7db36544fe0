"""One address as an ASGI application: from a request to its reply, by the shortest way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccb_support.clock.block_cache import BlockCache

from .parameters import read_query

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.types import Receive, Scope, Send

    from ccb_support.live import LiveDirectory
    from ccb_support.routing.router import Router

    from .endpoints import Endpoint
    from .replies import Headers, Reply

MOST_BYTES = 16 * 2**20
"""About how much memory the kept replies take."""

LARGEST_KEPT = 2 * 2**20
"""A larger body is not kept: a few of them would drive out all others."""

_BYTES_A_REPLY = 1_000
"""About what a reply takes besides its body and its question."""

_JSON = b"application/json"


class KeptReplies:
    """The replies of the directory that answers now.

    They have their own memory, so that many questions do not drive out what the router keeps.
    """

    def __init__(self) -> None:
        self._latest: tuple[Router | None, BlockCache] = (None, BlockCache(MOST_BYTES))

    def of(self, router: Router) -> BlockCache:
        """Return the replies of a router; those of another one go."""
        known, cache = self._latest
        if router is not known:
            cache = BlockCache(MOST_BYTES)
            # One assignment: another thread never sees a router with the replies of another.
            self._latest = router, cache
        return cache


@dataclass(frozen=True)
class Address:
    """Replies to `GET` and `HEAD` at one address.

    Most questions come again before their reply is out of date. Such a request takes one look-up
    among the kept replies, and reads no parameter.
    A client may keep a reply for at most `max_age` seconds.
    """

    endpoint: Endpoint
    live: LiveDirectory
    kept: KeptReplies
    now: Callable[[], datetime]
    max_age: int

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the reply to a request."""
        now = self.now()
        reply = self._reply(scope, now)
        headers = [*reply.headers, *reply.lifetime.caching_headers(now, self.max_age)]
        known = [value for name, value in scope["headers"] if name == b"if-none-match"]
        if reply.is_named_by(b",".join(known)):
            await _send(send, 304, headers, b"")
        else:
            headers += [(b"content-type", _JSON), (b"content-length", b"%d" % len(reply.body))]
            await _send(send, 200, headers, b"" if scope["method"] == "HEAD" else reply.body)

    def _reply(self, scope: Scope, now: datetime) -> Reply:
        current = self.live.current
        path, query = scope["path"], scope["query_string"]
        cache = self.kept.of(current.router)
        kept: Reply | None = cache.get((path, query))
        if kept is not None and kept.lifetime.holds_at(now):
            return kept
        values = read_query(query, self.endpoint.parameters)
        reply = self.endpoint.reply(current, now, **scope["path_params"], **values)
        # A reply that holds for no time, such as the health, would never be found again.
        if len(reply.body) <= LARGEST_KEPT and reply.lifetime.holds_at(now):
            size = _BYTES_A_REPLY + len(reply.body) + len(path) + len(query)
            cache.replace((path, query), reply, size)
        return reply


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
