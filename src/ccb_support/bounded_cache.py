"""A bounded cache, for what a router works out about time and for the replies of a service."""

from typing import Generic, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class BoundedCache(Generic[_K, _V]):
    """What was worked out, by key. If it weighs too much, the older half goes.

    A hit changes nothing, and no operation takes a lock: threads may ask at any time, and a process
    may fork at any time. One assignment publishes an entry, and the entry is whole by then.
    """

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._young: dict[_K, _V] = {}
        self._old: dict[_K, _V] = {}
        self._weight = 0

    def get(self, key: _K) -> _V | None:
        """Return the entry of `key`, or `None`."""
        found = self._young.get(key)
        return self._old.get(key) if found is None else found

    def add(self, key: _K, entry: _V, weight: int) -> None:
        """Keep an entry, instead of the one that `key` may have."""
        # Two threads may lose a little of this count. It begins again with the next half.
        self._weight += weight
        if self._weight > self._half:
            self._old, self._young, self._weight = self._young, {}, weight
        self._young[key] = entry
