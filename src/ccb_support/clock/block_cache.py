"""A bounded cache, for what a router works out and for the replies of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class BlockCache:
    """What was worked out, by key; the older half goes out first.

    A hit changes nothing, and no operation takes a lock: threads may ask at any time, and a process
    may fork at any time. One assignment publishes an entry, and the entry is whole by then.

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

    def add(self, key: object, entry: _T, size: int) -> _T:
        """Return the entry of `key`: this one, of about `size` bytes, or that of another thread."""
        self.grow(size)
        kept: _T = self.young.setdefault(key, entry)
        return kept

    def replace(self, key: object, entry: object, size: int) -> None:
        """Keep `entry`, of about `size` bytes, instead of the entry that `key` may have."""
        self.young.pop(key, None)
        self.add(key, entry, size)

    def grow(self, size: int) -> None:
        """Note that about `size` bytes more are kept."""
        # Two threads may lose a few bytes of this count. It begins again with the next half.
        self._bytes += size
        if self._bytes > self._half:
            self._old, self.young, self._bytes = self.young, {}, size

    def get_or_make(self, key: object, make: Callable[[], _T], size: int) -> _T:
        """Return the entry of `key`, which `make` works out if there is none."""
        found: _T | None = self.get(key)
        return self.add(key, make(), size) if found is None else found
