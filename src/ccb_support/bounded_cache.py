"""What is kept without a lock: a bounded cache, and a property that is worked out once."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class BoundedCache(Generic[_K, _V]):
    """What a router works out about time, or a service replies, by key.

    The entries weigh at most `most`. If a new one would be too much, the older half goes.

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


class KeptProperty(Generic[_V]):
    """A property that is worked out once for each object, which keeps it.

    Two threads may work it out at once. Until Python 3.12, `cached_property` takes a lock for all
    objects of a class. If a process forks meanwhile, that lock stays locked in the child.
    """

    def __init__(self, work_out: Callable[[Any], _V]) -> None:
        self._work_out = work_out

    def __get__(self, owner: object, kind: type) -> _V:
        if owner is None:
            # A program lists what the class has, as `inspect.getmembers` does.
            raise AttributeError(self._work_out.__name__)
        found = self._work_out(owner)
        # From now on, Python finds it in the object.
        vars(owner)[self._work_out.__name__] = found
        return found
