"""One bounded cache for everything that a router has worked out."""

from __future__ import annotations

from typing import Any


class BlockCache:
    """What was worked out, by key; the older half goes out first.

    A hit changes nothing, and no operation takes a lock: threads may ask at any time, and a process
    may fork at any time. One assignment publishes an entry, which is whole by then.

    Attributes:
        young: the newer entries.
    """

    def __init__(self, most_bytes: int) -> None:
        self._half = most_bytes // 2
        self.young: dict[Any, Any] = {}
        self._old: dict[Any, Any] = {}
        self._bytes = 0

    def get(self, key: object) -> Any:  # noqa: ANN401 - each kind of key has its kind of entry
        """Return the entry of `key`, or `None`."""
        found = self.young.get(key)
        return self._old.get(key) if found is None else found

    def add(self, key: object, entry: Any, size: int) -> Any:  # noqa: ANN401 - likewise
        """Return the entry of `key`: this one of about `size` bytes, or another thread's."""
        self.grow(size)
        return self.young.setdefault(key, entry)

    def grow(self, size: int) -> None:
        """Note that entries have grown by about `size` bytes."""
        # Two threads may lose a few bytes of this count; it begins again with the next half.
        self._bytes += size
        if self._bytes > self._half:
            self._old, self.young, self._bytes = self.young, {}, size
