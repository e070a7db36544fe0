"""Counts of calls: the work that a question takes."""

import gc
import sys
from collections import Counter
from collections.abc import Callable

import pytest


def calls_of(do: Callable[[], object]) -> int:
    """Return how many functions are called, of Python and of C, while `do` runs."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}  # pragma: no cover - a tracer sees no profiler at work

    before = sys.getprofile()
    # Hypothesis measures each collection of garbage, and its calls would count too.
    gc.disable()
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(before)
        gc.enable()
    return calls


def count_calls(
    monkeypatch: pytest.MonkeyPatch, methods: dict[str, tuple[type, str]]
) -> Counter[str]:
    """Return how often each of the methods is called from now on, under the name given to it."""
    calls: Counter[str] = Counter()

    def counted(name: str, original: Callable[..., object]) -> Callable[..., object]:
        def counting(*arguments: object) -> object:
            calls[name] += 1
            return original(*arguments)

        return counting

    for name, (owner, method) in methods.items():
        monkeypatch.setattr(owner, method, counted(name, getattr(owner, method)))
    return calls
