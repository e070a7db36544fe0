"""The replies of one directory that are kept in memory, within a bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .replies import Reply

MOST_BYTES = 16 * 2**20
"""About how much memory the kept replies take."""

LARGEST_KEPT = 2 * 2**20
"""A larger body is not kept: a few of them would drive out all others."""

_BYTES_A_REPLY = 1_000
"""About what a reply takes besides its body and its question."""


class KeptReplies:
    """The replies that are kept, by what was asked, letter by letter."""

    def __init__(self) -> None:
        self._replies: dict[tuple[str, bytes], Reply] = {}
        self._bytes = 0

    def get(self, path: str, query: bytes) -> Reply | None:
        """Return the reply that was kept last for a question."""
        return self._replies.get((path, query))

    def keep(self, path: str, query: bytes, reply: Reply) -> None:
        """Keep a reply, unless it is large."""
        if len(reply.body) > LARGEST_KEPT:
            return
        size = _BYTES_A_REPLY + len(reply.body) + len(path) + len(query)
        replaced = self._replies.pop((path, query), None)
        if replaced:
            self._bytes -= size - len(reply.body) + len(replaced.body)
        if self._bytes + size > MOST_BYTES:
            self._replies.clear()
            self._bytes = 0
        self._replies[path, query] = reply
        self._bytes += size
