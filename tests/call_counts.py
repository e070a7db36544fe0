"""A count of the calls of methods: the work that a question takes."""

from collections import Counter

import pytest


def count_calls(
    monkeypatch: pytest.MonkeyPatch, methods: dict[str, tuple[type, str]]
) -> Counter[str]:
    """Return how often each of the methods is called from now on, under the name given to it."""
    calls: Counter[str] = Counter()

    def count(name: str, owner: type, method: str) -> None:
        original = getattr(owner, method)

        def counting(*arguments: object) -> object:
            calls[name] += 1
            return original(*arguments)

        monkeypatch.setattr(owner, method, counting)

    for name, (owner, method) in methods.items():
        count(name, owner, method)
    return calls
